"""Makes a knowledge base of many agencies and years out of the shipped one, with other names and other figures.

Deterministic, and by bulk insert: the rows are the shipped programme's, with a word of its field for each of the
shipped ones in names and texts, and every figure times a factor of the agency and the year. What is right is
therefore known of every question (`retold`, `factor`).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from knowledge.base import SHIPPED
from knowledge.language.letters import capital, fold, lower
from knowledge.schema import INDEXES
from knowledge.vocabulary import recompile_vocabulary

FIRST = 1
"""The number of the shipped agency, whose names stay as they are."""
BUDGET_YEAR = 2023
STEMS = tuple(
    str.split(
        """göçmen göç yabancı ikamet sınır uyum koruma mağdur vize gönderme kabul dönüş çağrı mülakat kurs sığınma
        ticareti düzensiz"""
    )
)
"""What the shipped agency's field is called; each has another word in another agency's programme."""
FIELDS = 241
"""Words that agencies share for each of them, a prime number: with 500 agencies two or three have the same one."""
KINDS = (
    "Üniversitesi",
    "Kurumu",
    "Bakanlığı",
    "İdaresi Başkanlığı",
    "Enstitüsü",
    "Kurulu Başkanlığı",
    "Ajansı",
    "İşletmesi",
)
_CONSONANTS, _VOWELS = "bdfghklmnprstvyz", "aeiou"
_RIME = re.compile(r"[aeıioöuü][^aeıioöuü]*$")
_STEM = re.compile(r"\b(" + "|".join(sorted(STEMS, key=len, reverse=True)) + ")", re.IGNORECASE)
_OWN_NAME = "Göç İdaresi Başkanlığı"
_FACTORS = 89


@dataclass(frozen=True, slots=True)
class Size:
    """How many agencies, and how many budget years of each."""

    agencies: int
    years: int


def years(count: int) -> range:
    """The budget years of the programmes, the shipped one's last."""
    return range(BUDGET_YEAR - count + 1, BUDGET_YEAR + 1)


def factor(agency: int, year: int) -> int:
    """What the shipped figures are times in an agency's programme for a budget year."""
    if (agency, year) == (FIRST, BUDGET_YEAR):
        return 1
    return 2 + (37 * agency + 11 * (BUDGET_YEAR - year)) % _FACTORS


def agency_name(agency: int) -> str:
    """What an agency is called: some share the word, none the whole name."""
    if agency == FIRST:
        return _OWN_NAME
    return f"{capital(_word('göç', agency % FIELDS))} {KINDS[(agency + agency // FIELDS) % len(KINDS)]}"


def retold(text: str, agency: int) -> str:
    """A name or a question about the shipped agency, put for another one."""
    if agency == FIRST:
        return text

    def other(match: re.Match[str]) -> str:
        stem = lower(match[0])
        # Agencies that share one word do not share the next.
        place, (lap, number) = STEMS.index(stem), divmod(agency, FIELDS)
        word = _word(stem, (number * (1 + 2 * place) + place + lap * (3 + 4 * place)) % FIELDS)
        return capital(word) if match[0][0].isupper() else word

    return _STEM.sub(other, text.replace(_OWN_NAME, agency_name(agency)))


@cache
def _pool(stem: str) -> tuple[str, ...]:
    """Words in place of a stem; they end as it does, so that its endings fit them."""
    random = Random(stem)
    rime = _RIME.search(stem)
    end = rime[0] if rime else ""
    found: dict[str, str] = {}
    while len(found) < FIELDS:
        begin = "".join(map(random.choice, (_CONSONANTS, _VOWELS, _CONSONANTS, _VOWELS, _CONSONANTS)))
        if all(_apart(fold(begin + end), one) for one in found):
            found[fold(begin + end)] = begin + end
    return tuple(found.values())


def _apart(first: str, second: str) -> bool:
    """Whether no slip makes one word of another."""
    return sum(a != b for a, b in zip(first, second, strict=True)) > 1


def _word(stem: str, number: int) -> str:
    return _pool(stem)[number]


def make(path: Path, size: Size) -> None:
    """Writes the knowledge base at `path`, which must not exist, from the shipped one."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -400000")
        with closing(sqlite3.connect(SHIPPED)) as shipped:
            shipped.backup(connection)
        _drop(connection)
        _multiply(connection, size)
        connection.executescript(INDEXES)
        recompile_vocabulary(connection)
        connection.executescript("pragma analysis_limit = 1000; analyze")
        connection.commit()


def _drop(connection: sqlite3.Connection) -> None:
    """Takes out the index of words, which is made anew, and the other indexes, which are quicker made at the end."""
    for name in re.findall(r"index (\w+)", INDEXES):
        connection.execute(f"drop index {name}")


def _multiply(connection: sqlite3.Connection, size: Size) -> None:
    printed = _printer(connection)
    connection.create_function("times", 3, lambda text, value, by: printed(text, value, by), deterministic=True)
    connection.create_function("id_of", 2, _id, deterministic=True)
    connection.create_function("retold", 2, retold, deterministic=True)
    (newest,) = connection.execute("select id from programmes").fetchone()
    connection.executescript(
        "create temp table figures as select * from facts;"
        "create temp table things as select * from entities;"
        "create temp table says as select * from attributes;"
        "create temp table ties as select * from relations"
    )
    connection.execute("create temp table scaled(by integer, fact integer, value, printed text, primary key(by, fact))")
    for by in sorted({factor(a, year) for a in range(1, size.agencies + 1) for year in years(size.years)}):
        connection.execute(
            "insert into scaled select ?1, id, value * ?1, times(printed, value, ?1) from temp.figures", (by,)
        )
    for agency in range(FIRST, size.agencies + 1):
        if agency != FIRST:
            connection.execute("insert into agencies values (?, ?)", (agency, agency_name(agency)))
        for year in years(size.years):
            if (agency, year) != (FIRST, BUDGET_YEAR):
                _add_programme(connection, agency, year)
            if agency != FIRST and year == BUDGET_YEAR:
                _add_things(connection, agency, _programme(agency, year))
    connection.execute("update programmes set id = id where id = ?", (newest,))
    connection.executescript(
        "drop table temp.figures; drop table temp.things; drop table temp.says; drop table temp.ties;"
        "drop table temp.scaled"
    )


def _programme(agency: int, year: int) -> str:
    return f"kurum-{agency}-{year}"


def _id(id: str | None, agency: int) -> str | None:
    return id if id is None or agency == FIRST else f"{id}@kurum-{agency}"


def _add_programme(connection: sqlite3.Connection, agency: int, year: int) -> None:
    """An agency's programme for a year: its figures, and who is responsible for what."""
    id = _programme(agency, year)
    connection.execute(
        "insert into programmes(id, owner, agency, year, title) values (?, ?, ?, ?, ?)",
        (id, agency, agency_name(agency), year, f"{year} Yılı Performans Programı"),
    )
    connection.execute(
        "insert into facts(programme, subject, item, measure, year, value, unit, printed, place, line) "
        "select ?1, id_of(subject, ?2), id_of(item, ?2), measure, year - ?3, scaled.value, unit, scaled.printed, "
        "place, line from temp.figures f join temp.scaled on fact = f.id and by = ?4 order by f.id",
        (id, agency, BUDGET_YEAR - year, factor(agency, year)),
    )
    connection.execute(
        "insert into relations select id_of(source, ?2), kind, id_of(target, ?2), ?1, place, line from temp.ties",
        (id, agency),
    )


def _add_things(connection: sqlite3.Connection, agency: int, programme: str) -> None:
    """What an agency's programmes name, and what the newest tells of it."""
    connection.execute(
        "insert into entities(id, programme, agency, kind, name, code, parent, position, place, line) "
        "select id_of(id, ?2), ?1, ?2, kind, retold(name, ?2), case kind when 'agency' then '' else code end, "
        "id_of(parent, ?2), position, place, line from temp.things",
        (programme, agency),
    )
    connection.execute(
        "insert into attributes(programme, entity, kind, text, answer, value, unit, printed, keywords, place, line) "
        "select ?1, id_of(entity, ?2), kind, retold(text, ?2), retold(answer, ?2), value, unit, printed, "
        "retold(keywords, ?2), place, line from temp.says order by id",
        (programme, agency),
    )


def _printer(connection: sqlite3.Connection) -> Callable[[str, float, int], str]:
    """How a figure is printed that is some times another."""
    del connection

    def printed(text: str, value: float, by: int) -> str:
        whole, _, decimals = f"{value * by:,.2f}".partition(".")
        whole = whole.replace(",", ".")
        return whole if isinstance(value, int) else f"{whole},{decimals.rstrip('0') or '0'}"

    return printed
