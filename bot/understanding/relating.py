"""How the words of a message themselves say that figures relate: what one is measured against, what is added."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import queries as q
from bot.answering.queries import Cell, Query
from bot.understanding.asked import Asked, between_two
from bot.understanding.frame import Frame
from bot.understanding.operands import Operand
from bot.understanding.proportions import PAIR, Turned, passes_over, taken_from, telling, turned
from bot.understanding.rules import REFUSED
from bot.understanding.segments import Segment
from bot.understanding.sums import added
from bot.understanding.weights import weight
from knowledge.language.proportions import is_genitive, possessed

BASED = weight("relating.based")
"""Gain of a comparison of which the message says itself what it is measured against."""
BOTH = weight("relating.both")
"""Gain where an amount and a percentage are asked for: either reply tells both."""


def related(asked: Asked, query: Query) -> tuple[Query, float]:
    """A query as the words themselves say that its figures relate, and what that gains or costs.

    REFUSED where they say that it is none.
    """
    one = _turned(asked, query)
    if query.operation == q.SHARE and _of_another_whole(asked.frame, query):
        return query, REFUSED
    if one.query != query and query.operation == q.SHARE and _in_its_whole(asked, query):
        one = Turned(query)  # a part is no whole of what it is in
    # in a talk the year may be that of what was spoken of
    based = one.sure and not (asked.frame.state.last is not None and "year" in query.assumed)
    both = BOTH if query.both else 0.0
    return one.query, (BASED if based else 0.0) + both + added(asked, len(query.cells)) + between_two(asked)


def _turned(asked: Asked, query: Query) -> Turned:
    """A query with what it is measured against last, where the message says what that is."""
    frame = asked.frame
    if not frame.message.proportions or len(query.cells) < PAIR:
        return Turned(query)
    places = _Places(frame, asked.domain, asked.operands, query.cells)
    return turned(query, frame.message.proportions, places.of, places.again)


def _in_its_whole(asked: Asked, query: Query) -> bool:
    """Whether what a share is of holds its parts by what they are."""
    *parts, whole = query.cells
    above = {entity.id for cell in parts for entity in asked.base.ancestors(cell.subject)}
    return whole.subject in above or any(cell.item and not whole.item for cell in parts)


def _of_another_whole(frame: Frame, query: Query) -> bool:
    """Whether the message says the part to be the whole."""
    part = query.cells[0]
    spans = {one.entity: range(one.start, one.end) for one in frame.mentions}
    item, place = (spans.get(one or "", range(0)) for one in (part.item, part.subject))
    if passes_over(frame.base, query.cells, frame.message.proportions, spans):
        return True
    return taken_from(query.cells, frame.message.proportions, item, place, frame.words)


class _Places:
    """Where a division names what tells some figures apart."""

    def __init__(self, frame: Frame, domain: str, operands: tuple[Operand, ...], cells: Sequence[Cell]) -> None:
        self.frame = frame
        self.things, self.columns = telling(cells)
        self.operands = operands
        self.named = frame.named(domain)
        self.wholes = [(s.start, s.end) for s in frame.segments if self._whole(s)]
        said = {at for name in self.named for at in range(name.start, name.end)}
        said |= {at for s in frame.segments if s.values("kind") for at in range(s.start, s.end)}
        self.said = said - {at for start, end in self.wholes for at in range(start, end)}

    def _whole(self, segment: Segment) -> bool:
        """Whether a segment names a whole: "toplam", or "bütçenin", which is nobody's; "bütçesinin" is somebody's."""
        last = self.frame.words[segment.end - 1]
        if segment.start and is_genitive(self.frame.words[segment.start - 1]):
            return False  # "taşranın genel toplamının"
        budget = "budget" in segment.values("measure") and is_genitive(last) and not possessed(last)
        return budget or "sum" in segment.values("feature")

    def of(self, cell: Cell) -> list[int]:
        """The words that name a figure's column, where columns differ, or what it is of, where that does."""
        own = [n for n in self.named if cell.column in n.columns] if self.columns else []
        # "bütçenin ne kadarı harcandı" is of the budget of the year in which it is spent
        own = own or [n for n in self.named if self.columns and not n.years and n.measure == cell.column.measure]
        found = [at for name in own for at in (name.start, name.end - 1)]
        ends = self._ends(cell) if self.things else []
        return found + [at for end in ends for at in range(end - 1, self._reach(end))]

    def again(self, cell: Cell) -> list[int]:
        """The last words by which the whole message may name what a figure is of."""
        mentions = self.frame.message.mentions if self.things else ()
        return [one.end - 1 for one in mentions if one.entity == cell.subject]

    def _ends(self, cell: Cell) -> list[int]:
        """Where the names end of what a figure is of."""
        mentions = [*self.frame.mentions, *self.frame.repeats]
        told = [o for o in self.operands if (o.subject, o.item) == (cell.subject, cell.item) and o.start >= 0]
        ends = [o.end for o in told] or [m.end for m in mentions if m.entity == (cell.item or cell.subject)]
        return ends or [end for _, end in self.wholes if cell.item is None]

    def _reach(self, end: int) -> int:
        """Where what is said of a thing ends that itself ends at a position: "taşra personelinin 2023 hedefinin"."""
        return self._reach(end + 1) if end in self.said else end
