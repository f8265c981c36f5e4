"""How many things a message points at: "üçünün toplamı" is of three, "ikisinin payı" of both together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answering import queries as q
from bot.answering.queries import Cell, Query
from bot.understanding.frame import Conversation
from knowledge.language.places import pointed_number
from knowledge.language.words import Word

SEVERAL = ("bunlar", "onlar", "hepsi")
"""How words begin, folded, that point at several things, or at one that is many: "bu yabancılar"."""
TOGETHER = ("topla", "ortalama")
"""How words begin, folded, that make one figure of several."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """So many things spoken of that a message points at."""

    count: int = 0
    """Nought where it points at no number of them."""
    cells: frozenset[Cell] = frozenset()
    """The figures spoken of last."""

    def met(self, query: Query) -> bool:
        """Whether a query is of as many things as are pointed at, be they named beside or spoken of."""
        if self.count < 2 or not query.cells:
            return True
        parts = query.cells
        if query.operation == q.SHARE:
            # The last is what they are a share of, unless all are among those pointed at: "ikisinin birbirine oranı".
            things = {(cell.subject, cell.item) for cell in self.cells}
            spoken = {cell for cell in parts if (cell.subject, cell.item) in things}
            parts = parts if len(spoken) == len(parts) else parts[:-1]
        return len(set(parts)) >= self.count


NOTHING_POINTED = Pointed()


def pointed(words: Sequence[Word], state: Conversation) -> Pointed:
    """What a message points at."""
    count = max((pointed_number(word.folded) for word in words), default=0)
    if any(a.folded.startswith(SEVERAL) and b.folded.startswith(TOGETHER) for a, b in pairwise(words)):
        count = max(count, 2, _spoken_of(state))  # "bunların toplamı" leaves out none
    if count < 2:
        return NOTHING_POINTED
    return Pointed(count, frozenset((*(state.last.cells if state.last else ()), *state.trail)))


def _spoken_of(state: Conversation) -> int:
    """How many things were told last, or asked one after the other in one column."""
    if state.told or not state.trail:
        return len(state.told)
    column = state.trail[-1].column
    return len({(cell.subject, cell.item) for cell in state.trail if cell.column == column})
