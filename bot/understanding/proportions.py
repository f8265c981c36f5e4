"""Which of two figures the other is measured against, by the grammar of the message and not by the order of years."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.answering import queries as q
from bot.answering.queries import Cell, Query
from knowledge.base import KnowledgeBase
from knowledge.language import proportions as said
from knowledge.language.cases import likely_case
from knowledge.language.proportions import Proportion
from knowledge.language.words import Word

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
Places = Callable[[Cell], Sequence[int]]
"""The words by which a message names what tells a figure from the others."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A query with what it measures against last; `sure` where the message says so itself."""

    query: Query
    sure: bool = False


def turned(query: Query, found: Sequence[Proportion], places: Places, again: Places) -> Turned:
    """A query over figures, as the proportions of a message have it.

    `again`: the words by which it may name an indicator once more: "… sayısı ile …. Mağdurlar mülakatların yüzde kaçı?"
    """
    apart = len(query.cells) > 1 and all(cell.subject.startswith("indicator:") for cell in query.cells)
    for one in found:
        last = _base(query.cells, one, places) if len(query.cells) > 1 else None
        if last is None and apart and not one.spoken:
            last = _base(query.cells, one, again)
        if last is None:
            continue
        if one.kind == said.COMPARED and _by_outcome(query.cells, last):
            continue
        if one.growing and _latest(query.cells, last):
            continue  # "2023 hedefine göre ne kadar artmış" since an earlier year
        if query.operation in MEASURED[one.kind]:
            if last == len(query.cells) - 1:
                return Turned(query, True)
            if len(query.cells) == PAIR:
                return Turned(query.but(cells=query.cells[::-1]), True)
        elif query.operation in HELD.get(one.kind, ()) and last == len(query.cells) - 1:
            return Turned(query, True)
    return Turned(query)


def _base(cells: Sequence[Cell], one: Proportion, places: Places) -> int | None:
    """Which of some figures is named where a proportion says what it is of; None where that is not seen.

    What was spoken of is the one that the message does not name.
    """
    named = [list(places(cell)) for cell in cells]
    own = [not at for at in named] if one.spoken else [one.base in at for at in named]
    return own.index(True) if own.count(True) == 1 else None


def _by_outcome(cells: Sequence[Cell], last: int) -> bool:
    """Whether a plan is compared with what came of it: "tahmine göre plan aşılıyor" tells only by what is known."""
    own = cells[last].column
    return own.measure in ("estimate", "spent") and all(cell.column.year == own.year for cell in cells)


def _latest(cells: Sequence[Cell], last: int) -> bool:
    """Whether one of some figures is of a later year than each of the others."""
    years = [cell.column.year or 0 for cell in cells]
    return all(year < years[last] for at, year in enumerate(years) if at != last)


def telling(cells: Sequence[Cell]) -> tuple[bool, bool]:
    """Whether figures differ in what they are of, and in their columns."""
    return len({(c.subject, c.item) for c in cells}) > 1, len({c.column for c in cells}) > 1


def passes_over(
    base: KnowledgeBase, cells: Sequence[Cell], found: Sequence[Proportion], named: Mapping[str, Sequence[int]]
) -> bool:
    """Whether a share leaves out the whole that a message says it is of: "envanterin yüzde kaçı masaüstü".

    `named`: the things that it names with their words.
    """
    told = {one for cell in cells for one in (cell.subject, cell.item) if one}
    above = {entity.id for one in told for entity in base.ancestors(one)} - told
    wholes = [at for entity, words in named.items() if entity in above for at in words]
    parts = [at for entity, words in named.items() if entity in told for at in words]
    return any(one.kind == said.SHARE and one.base in wholes and one.base not in parts for one in found)


def taken_from(
    cells: Sequence[Cell], found: Sequence[Proportion], item: Sequence[int], place: Sequence[int], words: Sequence[Word]
) -> bool:
    """Whether a share takes for a part what the message says to be the whole: "lise mezunlarının yüzde kaçı merkezde".

    So does "uyum faaliyeti personel giderlerinin yüzde kaçını alıyor", where the place is the subject. `item`, `place`:
    the words that name the part, and where it is counted.
    """
    part, whole = cells[0], cells[-1]
    if part.item is None or (whole.subject, whole.item) != (part.subject, None) or not (item and place):
        return False
    # The last word of a name looks like the accusative: "altyapısı".
    subject = max(place) < min(item) and likely_case(words[max(place)]) in ("", "acc")
    return any(
        one.kind == said.SHARE and (min(place) >= one.end or subject) and {one.base, one.base - 1} & set(item)
        for one in found
    )
