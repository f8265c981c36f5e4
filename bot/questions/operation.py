"""What an operation is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.figures import Figures
from bot.answering.queries import Query, Result
from bot.questions.pattern import Pattern
from bot.replies.parts import Parts

Compute = Callable[[Figures, Query], Result]
"""The outcome of a query; raises NotHeldError where the programme cannot give it."""
Say = Callable[[Parts, Result], list[str]]
"""The lines that put an outcome into Turkish."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: how it is computed and how it is told."""

    id: str
    """One of the operations in bot/answering/queries.py."""
    label: str
    """What explanations call it: "değer"."""
    compute: Compute
    say: Say
    measure: str = ""
    """What programs read as the measure of a figure that it computes: "fark"."""
    any_order: bool = False
    """Whether the order of its cells says nothing: a sum is the same either way."""
    asks: Pattern | None = None
    """How it is asked for about figures."""
    asks_of_set: Pattern | None = None
    """How it is asked for about the members of a set."""
