"""Every operation by its name. A new one is a file with OPERATIONS, listed here."""

from __future__ import annotations

from bot.answering.queries import Figure, Query
from bot.questions import (
    aggregate,
    attained,
    bearer,
    change,
    compare,
    contradiction,
    filter,
    growth,
    median,
    members,
    passage,
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
    bearer,
    text,
    contradiction,
    passage,
    talk,
)
OPERATIONS: dict[str, Operation] = {one.id: one for family in _FAMILIES for one in family.OPERATIONS}
_MEASURES = MEASURES | {one.id: one.measure for one in OPERATIONS.values() if one.measure}


def meaning_of(query: Query) -> Query:
    """A query in the form that all queries of its meaning share: what is added in any order is one sum."""
    operation = OPERATIONS.get(query.operation)
    if operation is None or not operation.any_order:
        return query
    return query.but(cells=tuple(sorted(query.cells, key=repr)))


def is_part(query: Query, other: Query) -> bool:
    """Whether a query takes together only some of what another does: it leaves out what was said."""
    if query.operation != other.operation or not OPERATIONS[query.operation].any_order:
        return False
    return set(query.cells) < set(other.cells)


def measure_word(figure: Figure) -> str:
    """A figure's measure as programs read it, printed or computed: "hedef", "fark"."""
    return _MEASURES.get(figure.measure, figure.measure)
