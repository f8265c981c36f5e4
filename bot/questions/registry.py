"""Every operation by its name. A new one is a file with OPERATIONS, listed here."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answering import queries as q
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
from bot.questions.operation import Operation, Over
from bot.replies.figures import MEASURES

FAMILIES = (
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
OPERATIONS: dict[str, Operation] = {one.id: one for family in FAMILIES for one in family.OPERATIONS}
_MEASURES = MEASURES | {one.id: one.measure for one in OPERATIONS.values() if one.measure}


def over(*figures: Over) -> frozenset[str]:
    """The operations that work on such figures.

    >>> sorted(over(Over.ENDS, Over.PLAN))
    ['growth', 'reached']
    """
    return frozenset(one.id for one in OPERATIONS.values() if one.over in figures)


COMPUTING = frozenset(one.id for one in OPERATIONS.values() if one.computes)
"""Operations that make one figure of several."""
TOGETHER = COMPUTING & over(Over.MANY)
"""Those that take as many figures as there are together."""
OF_EVERY = TOGETHER - {q.SUM}
"""Those that are asked of all years of a thing, and of all members of a class, where none are named."""


def features_of(operations: Iterable[str]) -> frozenset[str]:
    """The features that each ask for one of some operations, and need no other beside them.

    >>> sorted(features_of({q.MEDIAN, q.CHANGE, q.SUM}))
    ['median']
    """
    asked = (OPERATIONS[id].asks for id in operations)
    return frozenset(
        feature for one in asked if one and [len(group) for group in one.needs] == [1] for feature in one.needs[0]
    )


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
