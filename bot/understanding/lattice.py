"""What the words of a message can be: known words over stretches of it, and the phrases that they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from bot.understanding.weights import weight
from knowledge.language.words import Word

SLIP = weight("lattice.slip")
"""Cost of one slip of the thumb; chosen so that a slip outranks no reading without one."""
LONGEST_WORD = 40
"""Letters of the longest word that can be anything known."""
WORST = 1.25
"""Costlier matches are dropped."""
CONNECTIVE = ("background:connective",)
"""Sense of words that take no endings: as they stand they are words of a name, or none."""
LATTICES = 16
"""Messages, or parts of one, of which is kept what their words can be and name: one that may go on from several things
is read after each."""


@dataclass(frozen=True, slots=True)
class Match:
    """A known word that a typed word can be."""

    word: int
    cost: float
    slip: bool = False


class Edge(NamedTuple):
    """A known word over the typed words start … end (exclusive); a tuple, because a message has dozens."""

    start: int
    end: int
    word: int
    cost: float
    slip: bool = False
    synonym: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A phrase of the word lists over the typed words start … end, with every sense it has."""

    start: int
    end: int
    senses: frozenset[str]
    """"role:value" each, such as "measure:target" or "feature:share"."""
    cost: float
    own: frozenset[str] = frozenset()
    """The senses of the phrase itself, without those of the words in it."""

    @property
    def mask(self) -> int:
        """The typed words as bits."""
        return ((1 << self.end) - 1) & ~((1 << self.start) - 1)


@dataclass(slots=True, eq=False)
class Lattice:
    """All that the words of one message can be; itself only, so that what is found in it can be kept by it."""

    words: tuple[Word, ...]
    edges: list[Edge] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    unknown: frozenset[int] = frozenset()
    """Positions of words that are nothing known."""
    without: frozenset[int] = frozenset()
    """Positions of words with an ending that leaves out what they name: "taşrasız", but not "vatansız"."""
    deprived: frozenset[int] = frozenset()
    """Positions of words with that ending that name nothing else: "sonuçsuz kalan başvurular" are others."""

    def naming(self) -> Iterator[Edge]:
        """The edges to words of which a name may be made: "için" is no "içi" of "Bütçe İçi Toplam Kaynak"."""
        joining = self.saying(CONNECTIVE, 0.0)
        for edge in self.edges:
            if not edge.cost or edge.end - edge.start > 1 or not joining >> edge.start & 1:
                yield edge

    def only(self, begins: str, most: float) -> list[Span]:
        """The phrases that have no sense of their own but such as begin so; `most`: what they may cost."""
        said = (span for span in self.spans if span.own and span.cost <= most)
        return [span for span in said if all(sense.startswith(begins) for sense in span.own)]

    def saying(self, begins: tuple[str, ...], most: float = inf, own: bool = True) -> int:
        """The words as bits of the phrases with a sense that begins so; `most`: what they may cost.

        `own`: without the senses of the words in them.
        """
        mask = 0
        for span in self.spans:
            senses = span.own if own else span.senses
            if span.cost <= most and any(sense.startswith(begins) for sense in senses):
                mask |= span.mask
        return mask


def by_start(edges: Iterable[Edge]) -> dict[int, list[Edge]]:
    """The edges by the word at which they start."""
    starting: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        starting[edge.start].append(edge)
    return starting


def walk(
    starting: dict[int, list[Edge]], phrase: tuple[int, ...], done: int, position: int, cost: float
) -> list[tuple[int, float]]:
    """(end, cost) of every way to go on with a phrase of which `done` words are read."""
    if done == len(phrase):
        return [(position, cost)]
    best: dict[int, float] = {}
    for edge in starting.get(position, ()):
        if edge.word == phrase[done]:
            for end, total in walk(starting, phrase, done + 1, edge.end, cost + edge.cost):
                best[end] = min(total, best.get(end, 9.0))
    return list(best.items())
