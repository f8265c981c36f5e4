"""The lattice of every known message over some word lists: what its words can be, whoever reads them afterwards.

A list may lose a row where no lattice of a known message, nor that of the row's own words, says anything else.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.understanding.lattice import Lattice
from bot.understanding.vocabulary import Vocabulary
from knowledge.base import SHIPPED, KnowledgeBase
from knowledge.language.words import split
from knowledge.lexicon import FILE, TURKISH, Row, write
from knowledge.vocabulary import recompile_vocabulary
from tests.question_sets import SETS, load
from tests.same import known

DIGITS = 6
PORTION = 500
INFLECTED = 0.165
"""What the endings of a word may cost that stands for a form listed before (phrases.SHORT_ENDED)."""

Span = tuple[int, int, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Told:
    """A lattice without what numbers its words happen to have."""

    spans: dict[Span, float]
    """Phrases: first and last word, senses, those of its own; their cost."""
    names: frozenset[tuple[object, ...]]
    """Words of names and texts over the typed words."""
    unknown: frozenset[int]

    def same(self, other: Told, within: float = 0.0) -> bool:
        """Whether two lattices differ by nothing but costs of phrases, those by no more than `within`."""
        if (self.names, self.unknown, self.spans.keys()) != (other.names, other.unknown, other.spans.keys()):
            return False
        return all(abs(cost - other.spans[span]) <= within for span, cost in self.spans.items())

    def differing(self, other: Told, within: float = 0.0) -> set[int]:
        """The places of the words where two lattices differ."""
        ends = [span[:2] for span in self.spans.keys() ^ other.spans.keys()]
        both = self.spans.keys() & other.spans.keys()
        ends += [span[:2] for span in both if abs(self.spans[span] - other.spans[span]) > within]
        ends += [(int(str(name[0])), int(str(name[1]))) for name in self.names ^ other.names]
        return (self.unknown ^ other.unknown).union(*(range(start, end) for start, end in ends))


def messages() -> list[str]:
    """Every known message: of all question sets, those over other programmes too, and of the whole space."""
    found = {turn for one in known(KnowledgeBase()) for turn in one.turns}
    for path in SETS.glob("*/*.jsonl"):
        found |= {turn for question in load(path) for turn in question.turns}
    return sorted(found)


@contextmanager
def compiled(rows: Sequence[Row]) -> Iterator[Path]:
    """A knowledge base with the shipped programme and these rows as its lists, for as long as it is wanted."""
    with TemporaryDirectory() as folder:
        turkish, file = Path(folder) / "turkish", Path(folder) / "knowledge.sqlite"
        shutil.copytree(TURKISH, turkish)
        write(rows, turkish / FILE)
        shutil.copyfile(SHIPPED, file)
        with closing(sqlite3.connect(file)) as connection:
            recompile_vocabulary(connection, turkish)
        yield file


def lattices(file: Path, texts: Sequence[str]) -> dict[str, Told]:
    """The lattice of each text over a knowledge base."""
    portions = [texts[at : at + PORTION] for at in range(0, len(texts), PORTION)]
    told: dict[str, Told] = {}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for portion, found in zip(portions, pool.map(_read, portions, repeat(file)), strict=True):
            told |= dict(zip(portion, found, strict=True))
    return told


def _read(texts: Sequence[str], file: Path) -> list[Told]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        vocabulary = Vocabulary(connection)
        wanted = "select id, form from words where id in (select word from name_words union select word from {0})"
        named = dict(connection.execute(wanted.format("attribute_words")).fetchall())
        return [_told(vocabulary.read(vocabulary.parted(split(text))), named) for text in texts]


def _told(lattice: Lattice, named: dict[int, str]) -> Told:
    spans: dict[Span, float] = {}
    for one in lattice.spans:
        span = (one.start, one.end, tuple(sorted(one.senses)), tuple(sorted(one.own)))
        spans[span] = round(one.cost, DIGITS)
    names = frozenset(
        (edge.start, edge.end, named[edge.word], round(edge.cost, DIGITS), edge.slip, edge.synonym)
        for edge in lattice.edges
        if edge.word in named
    )
    return Told(spans, names, lattice.unknown)
