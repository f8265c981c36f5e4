"""Which of two figures the other is measured against, by the grammar of the message and not by the order of years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answering import queries as q
from bot.answering.queries import Cell, Query
from knowledge.language import proportions as said
from knowledge.language.proportions import Proportion

MEASURED = {
    said.TIMES: frozenset({q.TIMES, q.SHARE}),
    said.SHARE: frozenset({q.SHARE, q.TIMES}),
    said.DISTANCE: frozenset({q.DIFFERENCE, q.CHANGE}),
    said.COMPARED: frozenset({q.DIFFERENCE, q.CHANGE, q.TIMES}),
}
"""For each sort of proportion the operations whose last cell is what it is of."""
HELD = {said.DISTANCE: frozenset({q.REACHED})}
"""The same where the cells have an order of their own: what came of a plan, the plan."""
PAIR = 2
NEAR = 1
"""The most words between what is named last and the end of what a proportion is of: "merkez teşkilatı personelinin"."""

Places = Callable[[Cell], Sequence[int]]
"""Where a message names what tells a figure from the others: the last word of each place."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A query with what it measures against last; `sure` where the message says so itself."""

    query: Query
    sure: bool = False


def turned(query: Query, found: Sequence[Proportion], places: Places) -> Turned:
    """A query over figures, as the proportions of a message have it."""
    for one in found:
        last = _base(query.cells, one, places) if len(query.cells) > 1 else None
        if last is None:
            continue
        if query.operation in MEASURED[one.kind]:
            if last == len(query.cells) - 1:
                return Turned(query, True)
            if len(query.cells) == PAIR:
                return Turned(query.but(cells=query.cells[::-1]), True)
        elif query.operation in HELD.get(one.kind, ()) and last == len(query.cells) - 1:
            return Turned(query, True)
    return Turned(query)


def _base(cells: Sequence[Cell], one: Proportion, places: Places) -> int | None:
    """Which of some figures is named where a proportion says what it is of; None where that is not seen."""
    ends = [max((at for at in places(cell) if at <= one.base), default=-1) for cell in cells]
    last = max(ends)
    if ends.count(last) != 1 or one.base - last > NEAR:
        return None
    return ends.index(last)


def telling(cells: Sequence[Cell]) -> tuple[bool, bool]:
    """Whether figures differ in what they are of, and in their columns."""
    return len({(c.subject, c.item) for c in cells}) > 1, len({c.column for c in cells}) > 1

