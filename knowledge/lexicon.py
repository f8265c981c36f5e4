"""The word lists: how people ask, thank, and what they ask for that no programme holds.

knowledge/data/turkish/lexicon.csv has a row for each lemma or template (templates.py): its role, what it means in that
role, its part of speech, and the words themselves. A hyphen ends a verb stem, which stands for all forms of the verb.
"""

from __future__ import annotations

import csv
import re
import sqlite3
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from knowledge.language.letters import VOWELS, fold
from knowledge.templates import expanded

TURKISH = Path(__file__).with_name("data") / "turkish"
FILE = "lexicon.csv"
SYNONYM = "synonym"
ROLES = ("aspect", "background", "feature", "kind", "measure", "outside", "smalltalk", SYNONYM)
"""What words are for. An aspect is a kind of text, a synonym means the words that are its value."""
FILES = {"measure": "measures.toml", "kind": "kinds.toml", "feature": "features.toml", "aspect": "attribute_kinds.toml"}
"""Where the values of a role stand."""
ORDER = (*FILES, "smalltalk", "background", "outside", SYNONYM)
SPEECH = ("adverb", "function", "interjection", "noun", "pronoun", "verb")
"""Parts of speech: of the last word, which takes the endings."""


class Row(NamedTuple):
    """A lemma or a template."""

    role: str
    value: str
    speech: str
    phrase: str


def rows(turkish: Path = TURKISH) -> list[Row]:
    """The rows of the word lists in a folder, none where it has no file. Raises OSError; ValueError for a bad row."""
    path = turkish / FILE
    if not path.is_file():
        return []
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file), start=1):
            if number == 1:
                continue
            if len(row) != len(Row._fields) or row[0] not in ROLES or row[2] not in SPEECH or not row[3].strip():
                raise ValueError(f"{FILE}:{number} needs a role, a value, a part of speech and words")
            found.append(Row(*(part.strip() for part in row)))
    return found


def phrases(turkish: Path = TURKISH) -> list[tuple[str, str, str]]:
    """(role, value, phrase) of every phrase of the lists, each once. Raises what reading raises.

    In the order in which they win where two ways to cut a message cost the same: what asks for something first, values
    as their files have them, short phrases before long ones.
    """
    values = [(role, row["id"]) for role in FILES for row in _table(turkish / FILES[role])]
    place = {value: number for number, value in enumerate(dict.fromkeys(values))}

    def order(one: tuple[str, str, str]) -> tuple[int, int, str, int]:
        role, value, phrase = one
        return ORDER.index(role), place.get((role, value), len(place)), value, phrase.count(" ")

    found = {(row.role, row.value, phrase) for row in rows(turkish) for phrase in expanded(row.phrase)}
    return sorted(sorted(found), key=order)


def _table(path: Path) -> list[dict[str, str]]:
    """The rows of a TOML file with one table; none where there is no such file."""
    if not path.is_file():
        return []
    return list(next(iter(tomllib.loads(path.read_text("utf-8")).values()), []))


PLACES = ("breakdown", "province")
"""What words are for that ask for places which programmes do not tell apart."""


def without_told(
    connection: sqlite3.Connection, listed: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[str, str, str]]:
    """The phrases less those for places of which a table of the programmes has rows: districts, offices of a city."""
    rows = connection.execute("select code, name from entities where kind = 'thing' and code <> ''").fetchall()
    sorts = tuple({word for code, _ in rows for word in fold(code).split()[:1]})
    names = {fold(name) for _, name in rows}
    for role, value, phrase in listed:
        folded = fold(phrase)
        told = folded in names or any(word.startswith(sorts) for word in folded.split())
        if not (rows and role == "outside" and value in PLACES and told):
            yield role, value, phrase


def own(connection: sqlite3.Connection, listed: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """(role, value, phrase) of what the programmes themselves call things, where no row `listed` has it."""
    yield from own_names(connection)
    for each in (own_classes, own_units, own_titles):
        yield from each(connection, listed)


def own_names(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """(role, value, phrase) of the agencies' names: small talk in a question about what their programmes hold.

    Short names are small talk only where there is one agency: of several they may be another's.
    """
    alone = connection.execute("select count(*) from agencies").fetchone() == (1,)
    for name, short in connection.execute("select distinct agency, agency_short from programmes order by owner, year"):
        for phrase in (name, name.rpartition(" ")[0], short) if alone else (name,):
            if phrase:
                yield ("smalltalk", "agency", phrase)


def own_classes(
    connection: sqlite3.Connection, listed: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[str, str, str]]:
    """(role, value, phrase) of the sorts of units and of rows that the programmes have and no list does: "bölüm"."""
    known = {fold(phrase) for role, value, phrase in listed if role == "kind"}
    sorts = (
        "select distinct kind, code from entities where kind in ('unit', 'thing') and code <> '' order by kind, code"
    )
    for kind, sort in connection.execute(sorts).fetchall():
        for name in sort.split("/"):
            if fold(name) not in known:
                yield ("kind", f"{kind}:{sort}", name)


TITLED = re.compile(r", ([A-ZÇĞİÖŞÜ]\w+(?: [A-ZÇĞİÖŞÜ]\w+)?)$")
"""The title behind an agency's name: "Orman Genel Müdürlüğü, Genel Müdür"."""


def own_units(connection: sqlite3.Connection, listed: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """(role, value, phrase) of the units that the programmes print and no list has: "kaç hektar", "kaç dakika"."""
    known = {fold(phrase) for _, _, phrase in listed}
    units = "select distinct unit, measure from facts where unit not in ('TL', 'sayı', 'oran', 'm²')"
    for unit, measure in connection.execute(f"{units} order by unit, measure"):
        asked = f"kaç {unit}"
        if fold(asked) in known or not unit.replace(" ", "").isalpha():
            continue
        yield ("measure", measure, asked) if measure == "capacity" else ("feature", "how_much", asked)
        if measure != "capacity":
            yield ("smalltalk", "function", unit)


def own_titles(
    connection: sqlite3.Connection, listed: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[str, str, str]]:
    """(role, value, phrase) of the titles of those who head the agencies, where no list has them: "genel müdür"."""
    known = {fold(phrase) for role, value, phrase in listed if (role, value) == ("aspect", "president")}
    said = "select distinct text, answer from attributes where kind = 'president' and answer <> '' order by text"
    for text, name in connection.execute(said):
        title = TITLED.search(text.partition(f": {name}")[0]) if f": {name}" in text else None
        if title and fold(title[1]) not in known:
            yield ("aspect", "president", f"{title[1]} kim")


def class_initials(connection: sqlite3.Connection, listed: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """(initials, sort) of the sorts of units that have two words or more: offices write "db" for "daire başkanlığı".

    Not where the letters are a word of the lists or another sort's too, nor where one may be a vowel: "ib" is said for
    names.
    """
    known = {fold(phrase) for _, _, phrase in listed}
    sorts = "select distinct code from entities where kind = 'unit' and code like '% %' order by code"
    found: dict[str, list[str]] = defaultdict(list)
    for (sort,) in connection.execute(sorts):
        letters = "".join(word[0] for word in fold(sort).split())
        if letters not in known and VOWELS.isdisjoint(letters):
            found[letters].append(sort)
    yield from ((letters, sorts[0]) for letters, sorts in found.items() if len(sorts) == 1)


def kinds(turkish: Path = TURKISH) -> dict[str, str]:
    """What one thing of each kind is called, and of each sort that has a name. Raises OSError, ValueError."""
    rows = _table(turkish / FILES["kind"])
    for row in rows:
        if not row.get("label"):
            raise ValueError(f"{FILES['kind']}: {row['id']!r} needs a label: what one of them is called")
    return {row["id"]: row["label"] for row in rows}


def aspects(turkish: Path = TURKISH) -> list[tuple[str, str, str]]:
    """(id, label, sort of answer) of every kind of text. Raises OSError, ValueError."""
    kinds = _table(turkish / FILES["aspect"])
    return sorted((row["id"], row.get("label", ""), row.get("answers", "text")) for row in kinds)


def write(found: Iterable[Row], path: Path) -> None:
    """Writes rows as such a file, in their order: by role, value and words."""
    ordered: list[Row] = sorted(set(found), key=_place)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Row._fields)
        writer.writerows(ordered)


def _place(row: Row) -> tuple[str, ...]:
    return row.role, row.value, fold(row.phrase), row.phrase
