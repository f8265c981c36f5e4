"""The kinds of question there are, each with its price: the patterns of the families in bot/questions.

A question that holds a word of a feature which its operation does not list is not that operation's; a
combination that no pattern declares is never answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.questions.operation import Over
from bot.questions.pattern import Pattern
from bot.questions.registry import OPERATIONS
from bot.understanding.weights import weight


@dataclass(frozen=True, slots=True)
class Operation:
    """One kind of question."""

    id: str
    pattern: Pattern
    cost: float
    over: Over | None = None
    """On which figures it works; None for a question about a set."""


FIGURES = tuple(
    Operation(one.id, one.asks, weight(f"operations.{one.id}"), one.over) for one in OPERATIONS.values() if one.asks
)
"""Those about figures."""
SHOWN = 2_048
"""Sets of features of which it is kept what they ask for."""
SETS = tuple(
    Operation(one.id, one.asks_of_set, weight(f"operations.{one.id}_of_set"))
    for one in OPERATIONS.values()
    if one.asks_of_set
)
"""Those about the members of a set."""


@lru_cache(SHOWN)
def asked_by(features: frozenset[str]) -> tuple[Operation, ...]:
    """The questions about figures that some features ask for, in their order."""
    return tuple(operation for operation in FIGURES if operation.pattern.fits(features))
