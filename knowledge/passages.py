"""The prose of programmes: paragraphs under their headings, and the words by which they are found.

The index holds folded words without what an apostrophe sets off. A word is looked for by its beginning, so that
"kurul" finds "kurulu" and "kurulun".
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.language.words import split

if TYPE_CHECKING:  # what only the build needs takes longer to load than all that answers
    from sqlite_utils import Database

    from knowledge.folder import Folder

SHORTEST = 2
"""Letters of a word in the index at least."""
SHORTEST_SOUGHT, ENDING = 4, 3
"""Letters of a word that is looked for at least; letters at its end that may be an ending."""
MOST_COUNTED = 3
"""Occurrences of a word in one passage that speak for it; further ones say nothing more."""
LAST = "\U0010ffff"
_TITLES = "".join(rf"(?<!\b{short}\.)" for short in ("Prof", "Doç", "Dr", "Av", "Öğr", "Gör", "Mah", "Cad", "Sok"))
SENTENCE = re.compile(rf"(?<=[^\d\s.]{{2}}[.!?]){_TITLES}\s+(?=[A-ZÇĞİÖŞÜ“])")
"""Where one sentence ends and the next begins; a point behind a title or in an address ends none."""
_NUMBER_FIRST = re.compile(r"(?<=[^\d\s.]{4}[.!?])\s+(?=\d)")
"""Where one begins with a number; behind less than four letters that may be a house's: "No. 4"."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a programme's prose."""

    id: int
    programme: str
    heading: str
    text: str
    place: str
    line: int | None


def insert(db: Database, programme: Folder) -> None:
    """Writes a programme's passages and their words."""
    table = db.table("passages")
    first = int(next(db.query("select coalesce(max(id), 0) as last from passages"))["last"]) + 1
    rows = [
        {"id": id, "programme": programme.id, "heading": p.heading, "text": p.text, "place": p.place, "line": p.line}
        for id, p in enumerate(programme.passages, first)
    ]
    table.insert_all(rows)
    db.table("passage_words").insert_all(
        {"word": word, "passage": row["id"], "count": count}
        for row in rows
        for word, count in sorted(Counter(words_of(f"{row['heading']} {row['text']}")).items())
    )


def words_of(text: str) -> list[str]:
    """The words of a text as the index has them.

    >>> words_of("Göç Kurulu’nun 2023 toplantısı")
    ['goc', 'kurulu', '2023', 'toplantisi']
    """
    return [word.stem for word in split(text) if len(word.stem) >= SHORTEST]


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph.

    >>> sentences("Kurul 13 üyeden oluşur. Yılda iki kez toplanır.")
    ['Kurul 13 üyeden oluşur.', 'Yılda iki kez toplanır.']
    """
    return [part.strip() for part in SENTENCE.split(text) if part.strip()]


def statements(text: str) -> list[str]:
    """The sentences of a paragraph as they are quoted: one that begins with a number stands by itself too.

    An importer reads such a one with what it goes on from.

    >>> statements("Yurtlar işletilir. 2024 yılında yurt biter. Adres: 122. Cad. No. 4 Ankara")
    ['Yurtlar işletilir.', '2024 yılında yurt biter.', 'Adres: 122. Cad. No. 4 Ankara']
    """
    return [part for said in sentences(text) for part in _NUMBER_FIRST.split(said)]


def of_programmes(connection: sqlite3.Connection, programmes: Sequence[str]) -> tuple[Passage, ...]:
    """All passages of some programmes, in the documents' order."""
    rows = connection.execute(
        f"select id, programme, heading, text, place, line from passages where programme in ({_marks(programmes)}) "
        "order by id",
        tuple(programmes),
    )
    return tuple(Passage(*row) for row in rows)


def beginning(stem: str) -> str:
    """What of a word is looked for, whatever its endings; nothing of one that is too short.

    >>> beginning("zirai"), beginning("uyarilarin"), beginning("don")
    ('zira', 'uyarila', '')
    """
    return stem[: max(SHORTEST_SOUGHT, len(stem) - ENDING)] if len(stem) >= SHORTEST_SOUGHT else ""


def tell_of(connection: sqlite3.Connection, agency: int, stem: str) -> bool:
    """Whether a word that begins as a folded stem does stands in a passage of an agency's programmes; 0 for any's."""
    own = " and programmes.owner = ?" if agency else ""
    found = connection.execute(
        "select 1 from passage_words join passages on passages.id = passage join programmes on "
        f"programmes.id = programme where word >= ? and word < ?{own} limit 1",
        (stem, stem + LAST, *([agency] if agency else [])),
    )
    return found.fetchone() is not None


def about(
    connection: sqlite3.Connection, programmes: Sequence[str], stems: Iterable[str], most: int
) -> tuple[tuple[Passage, float], ...]:
    """The passages of some programmes that hold words which begin as `stems` do, the weightiest first.

    A passage weighs the sum over the stems of how rare each is (the logarithm of passages by passages that hold it)
    times how often it stands there, as far as that counts. Gives (passage, weight).
    """
    own = f"select id from passages where programme in ({_marks(programmes)})"
    (total,) = connection.execute(f"select count(*) from ({own})", tuple(programmes)).fetchone()
    weights: Counter[int] = Counter()
    for stem in dict.fromkeys(stems):
        rows = connection.execute(
            f"select passage, sum(count) from passage_words where word >= ? and word < ? and passage in ({own}) "
            "group by passage",
            (stem, stem + LAST, *programmes),
        ).fetchall()
        rarity = math.log(1 + total / len(rows)) if rows else 0.0
        for passage, count in rows:
            weights[passage] += rarity * (1 + math.log(min(count, MOST_COUNTED)))  # type: ignore[assignment]
    found = sorted(weights.items(), key=lambda row: (-row[1], row[0]))[:most]
    held = {
        row[0]: Passage(*row)
        for row in connection.execute(
            f"select id, programme, heading, text, place, line from passages where id in ({_marks(found)})",
            tuple(id for id, _ in found),
        )
    }
    return tuple((held[id], float(weight)) for id, weight in found)


def rarities(connection: sqlite3.Connection, programmes: Sequence[str], stems: Iterable[str]) -> dict[str, float]:
    """How rare beginnings of words are: the logarithm of passages by those that hold one, of half a one where none."""
    own = f"select id from passages where programme in ({_marks(programmes)})"
    (total,) = connection.execute(f"select count(*) from ({own})", tuple(programmes)).fetchone()
    found = {}
    for stem in dict.fromkeys(stems):
        (holding,) = connection.execute(
            f"select count(distinct passage) from passage_words where word >= ? and word < ? and passage in ({own})",
            (stem, stem + LAST, *programmes),
        ).fetchone()
        found[stem] = math.log(1 + total / max(holding, 0.5))
    return found


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
