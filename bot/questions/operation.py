"""What an operation is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from bot.answering.figures import Figures
from bot.answering.queries import Query, Result
from bot.questions.pattern import Pattern
from bot.replies.parts import Parts

Compute = Callable[[Figures, Query], Result]
"""The outcome of a query; raises NotHeldError where the programme cannot give it."""
Say = Callable[[Parts, Result], list[str]]
"""The lines that put an outcome into Turkish."""


class Over(Enum):
    """On which figures an operation works, where they have years: each is read by one builder of bot/understanding."""

    EACH = auto()
    """Those of each thing, as they are."""
    SERIES = auto()
    """All years of a thing, or those between two."""
    MANY = auto()
    """Two or more, side by side."""
    PAIR = auto()
    """Two: what is held against another, and that other."""
    ENDS = auto()
    """The last of some years and the first."""
    SPENDING = auto()
    """A year's budget and what was spent of it."""
    PLAN = auto()
    """What came of a plan, and the plan."""
    WHOLE = auto()
    """Parts and, last, what they are parts of."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: on what it works, how it is computed, how it is told and asked for."""

    id: str
    """Its name: in bot/answering/queries.py if others speak of it, else in its own file."""
    label: str
    """What explanations call it: "değer"."""
    compute: Compute
    say: Say
    measure: str = ""
    """What programs read as the measure of the figure that it makes of several: "fark"; empty where it makes none."""
    any_order: bool = False
    """Whether the order of its cells says nothing: a sum is the same either way."""
    asks: Pattern | None = None
    """How it is asked for about figures."""
    over: Over | None = None
    """On which figures it works; None for what is asked of no figures."""
    asks_of_set: Pattern | None = None
    """How it is asked for about the members of a set."""
    asked: str = ""
    """How a button ends that asks for it, behind its things and years: "ortancası"."""
    asked_of_two: str = ""
    """The same of one thing in two columns, with their cases (`_cased` of asked.py): "{0} {1} fark"."""

    def __post_init__(self) -> None:
        """ValueError where it is asked of figures, and not said of which."""
        if self.asks and not self.over:
            raise ValueError(f"The operation {self.id!r} is asked of figures (asks=…): say of which (over=Over.…).")

    @property
    def computes(self) -> bool:
        """Whether it makes one figure of several."""
        return bool(self.measure)
