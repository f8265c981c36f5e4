"""Every operation by its name. A new one is a file with OPERATIONS, listed here."""

from __future__ import annotations

from bot.answering.queries import Figure
from bot.questions import (
    aggregate,
    attained,
    change,
    compare,
    contradiction,
    filter,
    growth,
    median,
    members,
    ranking,
    relation,
    share,
    talk,
    text,
    value,
    verdict,
)
from bot.questions.operation import Operation
from bot.replies.figures import MEASURES

_FAMILIES = (
    value,
    verdict,
    aggregate,
    median,
    change,
    growth,
    share,
    compare,
    ranking,
    filter,
    attained,
    members,
    relation,
    text,
    contradiction,
    talk,
)
OPERATIONS: dict[str, Operation] = {one.id: one for family in _FAMILIES for one in family.OPERATIONS}
_MEASURES = MEASURES | {one.id: one.measure for one in OPERATIONS.values() if one.measure}


def measure_word(figure: Figure) -> str:
    """A figure's measure as programs read it, printed or computed: "hedef", "fark"."""
    return _MEASURES.get(figure.measure, figure.measure)
