"""One way to take a division as a question about figures, and what all such questions look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Query
from bot.answering.terms import Proposed
from bot.understanding.frame import Frame
from bot.understanding.named import Named, chosen_columns, columns_of
from bot.understanding.operands import Operand
from bot.understanding.segments import Segment
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase
from knowledge.language.asking import HOW_MANY, OF_THINGS
from knowledge.language.letters import fold
from knowledge.language.suffixes import analyses

GROWTH = frozenset({"up", "down", "change"})
"""Features of what grows or falls."""
WAYS = {"up": frozenset({"up", "more", "above"}), "down": frozenset({"down", "less", "below"})}
"""Features that say which way a figure goes."""


EITHER = weight("asked.either")
"""Gain of telling which is more where one of two is asked for."""
PASSING = frozenset({"as", "asil", "gec", "gecil"})
"""Verbs of what passes something else, folded."""


@dataclass(frozen=True)
class Asked:
    """An operation over operands and the columns named for them."""

    figures: Figures
    frame: Frame
    operation: str
    domain: str
    operands: tuple[Operand, ...]

    @property
    def base(self) -> KnowledgeBase:
        """The programmes asked of."""
        return self.figures.base

    @property
    def named(self) -> tuple[Named, ...]:
        """The columns named, where each is said."""
        return self.frame.named(self.domain)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns named, each once."""
        return columns_of(self.named)

    @property
    def measures(self) -> frozenset[str]:
        """Their measures."""
        return frozenset(column.measure for column in self.columns)

    @property
    def spanned(self) -> bool:
        """Whether a span of years is named."""
        return any(name.kind in ("range", "all") for name in self.named)

    @property
    def series(self) -> tuple[Column, ...]:
        """The domain's columns, one a year."""
        return cols.series_of(self.domain, self.frame.year)

    @cached_property
    def rates(self) -> bool:
        """Whether each thing asked about is a rate."""
        return self.domain == cols.INDICATOR and all(is_rate(self.base, o.subject) for o in self.operands)

    @property
    def joined(self) -> bool:
        """Whether a thing that the message names stands beside one of the conversation."""
        return len({operand.start < 0 for operand in self.operands}) == 2

    def chosen(self) -> tuple[tuple[Column, ...], tuple[str, ...], float]:
        """The columns named or meant, what of them is assumed, and what that costs."""
        return chosen_columns(self.frame, self.domain, self.named, self.joined)

    def cells(self, columns: tuple[Column, ...], named: tuple[Named, ...] | None = None) -> tuple[Cell, ...]:
        """Operands × columns; as many columns as operands, said in turn, pair up."""
        operands = self.operands
        flat = [(c, name.start) for name in (self.named if named is None else named) for c in name.columns]
        placed = sorted([(o.start, True) for o in operands] + [(start, False) for _, start in flat])
        turns = all(a[1] != b[1] for a, b in pairwise(placed))
        said = all(o.start >= 0 for o in operands)
        if turns and len(operands) == len(flat) > 1 and len(flat) >= len(columns) and said:
            ordered = sorted(flat, key=lambda item: item[1])
            return tuple(Cell(o.subject, o.item, column) for o, (column, _) in zip(operands, ordered, strict=True))
        return tuple(Cell(o.subject, o.item, column) for o in operands for column in columns)

    def query(self, cells: tuple[Cell, ...], assumed: tuple[str, ...] = (), way: str = "", both: bool = False) -> Query:
        """The question about some cells, whether they go the way that is proposed; `both`: what is besides too."""
        return Query(self.operation, cells, terms=Proposed(way) if way else None, assumed=assumed, both=both)

    def of_one(self, *columns: Column) -> tuple[Cell, ...]:
        """The cells of the first thing asked about."""
        one = self.operands[0]
        return tuple(Cell(one.subject, one.item, column) for column in columns)

    def trail(self) -> list[Column]:
        """The columns of what was told before of the first thing asked about, the newest last."""
        one = self.operands[0]
        return [c.column for c in self.frame.state.trail if (c.subject, c.item) == (one.subject, one.item)]

    def before(self, column: Column) -> Column | None:
        """The column of the year before."""
        return next((c for c in self.series if column.year and c.year == column.year - 1), None)


Builder = Callable[[Asked], Iterator[tuple[Query, float]]]
"""Makes the questions, each with its price, that an operation can be."""


def is_rate(base: KnowledgeBase, subject: str) -> bool:
    """Whether the figures of a thing are percentages."""
    facts = base.facts(subject)
    return bool(facts) and facts[0].unit == "oran"


def says(base: KnowledgeBase, subject: str, *parts: str) -> bool:
    """Whether the name of a thing holds one of some folded letters: "sayisi", "artis"."""
    name = fold(base.entity(subject).name)
    return any(part in name for part in parts)


def chronological(column: Column) -> tuple[int, int]:
    """Orders columns in time; within a year the plan or budget comes before what became of it."""
    return (column.year or 0, 1 if column.measure in ("estimate", "spent") else 0)


def proposed(frame: Frame) -> str:
    """Which way a yes-or-no question says that a figure goes: "düştü mü"; empty where it asks for no yes or no."""
    asking = "yesno" in frame.features or any(word.folded in OF_THINGS for word in frame.words)
    if not asking or (asks_amount(frame) and not frame.features & {"above", "reach"}):
        return ""
    if sum(word.folded in OF_THINGS for word in frame.words) > 1:
        return ""  # "A mı B mi fazla" asks for no yes or no
    said = [one.way for one in frame.message.proportions if one.way]
    said += ["up"] if any(a.pos == "v" and a.stem in PASSING for w in frame.words for a in analyses(w.stem)[:8]) else []
    found = said[:1] or [way for way, features in WAYS.items() if frame.features & features]
    return found[0] if len(found) == 1 else ""


def between_two(asked: Asked) -> float:
    """The gain of telling which of two is more: "A mı çok B mi", where nothing else is asked of both."""
    frame = asked.frame
    particles = sum(word.folded in OF_THINGS for word in frame.words)
    apart = sum(word.folded.startswith(HOW_MANY) for word in frame.words) > 1
    if asked.operation != q.COMPARE or apart or frame.features & (GROWTH | {"difference"}):
        return 0.0
    return EITHER if particles > 1 else 0.0


def asks_how_much(frame: Frame, one: Segment) -> bool:
    """Whether a segment asks how much or how many: "ne kadar", "kaç", not "sayısı"."""
    asking = any(word.folded.startswith(("kac", "ne")) for word in frame.words[one.start : one.end])
    return asking and bool(one.values("feature") & {"how_much", "count"})


def asks_amount(frame: Frame) -> bool:
    """Whether it is asked by how much, not only whether: "planı aştı mı, ne kadar".

    "Planı geçti mi, yıl sonu tahmini kaç" asks for a figure of its own, as "planı geçti mi, kaç" does.
    """
    last = len(frame.words) - 1
    measures = {segment.end for segment in frame.segments if segment.values("measure") - {"count"}}
    distances = {one.start for one in frame.message.proportions if one.way}
    return any(
        (asks_how_much(frame, segment) or segment.values("feature") & {"percent", "share"})
        and (segment.start not in measures or segment.start in distances)
        and not (segment.start == last and frame.words[last].folded == HOW_MANY)
        for segment in frame.segments
    )


__all__ = ["GROWTH", "Asked", "Builder", "chronological", "is_rate", "proposed", "q", "says"]
