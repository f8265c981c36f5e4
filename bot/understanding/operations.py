"""The kinds of question there are, each with its price: the patterns of the families in bot/questions.

A question that holds a word of a feature which its operation does not list is not that operation's; a
combination that no pattern declares is never answered.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.questions.pattern import Pattern
from bot.questions.registry import OPERATIONS
from bot.understanding.weights import weight


@dataclass(frozen=True, slots=True)
class Operation:
    """One kind of question."""

    id: str
    pattern: Pattern
    cost: float


FIGURES = tuple(Operation(one.id, one.asks, weight(f"operations.{one.id}")) for one in OPERATIONS.values() if one.asks)
"""Those about figures."""
SETS = tuple(
    Operation(one.id, one.asks_of_set, weight(f"operations.{one.id}_of_set"))
    for one in OPERATIONS.values()
    if one.asks_of_set
)
"""Those about the members of a set."""
