"""What a query asks beside its things and columns: a small type for each family of questions.

Sides and ways are those of bot/answering/conditions.py. Each meaning has one form, so that queries can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """Those of a class whose figure is on a side of a number; of the figure in the second column where that is None."""

    side: str
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Nil:
    """Those of a class whose figure is nought; where there is a second column, and is not in that."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Those of a class whose figure is the same in all columns."""


@dataclass(frozen=True, slots=True)
class RatioHeld:
    """Those of a class of which the first column is on a side of so many percent of the second."""

    side: str
    percent: float


@dataclass(frozen=True, slots=True)
class MembersHeld:
    """Those of a class that have so many members of another class."""

    kind: str
    side: str
    number: float


@dataclass(frozen=True, slots=True)
class HasPart:
    """Those of a class that have, or lack, a part of some name."""

    name: str
    lacking: bool = False


@dataclass(frozen=True, slots=True)
class Says:
    """Those of a class of which a text of some kind gives an answer, folded, or another one."""

    kind: str
    answer: str
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Attained:
    """Those of a class whose first column reached the second; `missed`: those where it did not."""

    missed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Which of a ranking are told: as many as `first`, or the one in place `nth` alone."""

    first: int = 1
    """With 1 all that are equal to the first."""
    nth: int = 0
    """0 for none."""


FIGURE, RATIO, MOVED, PERCENT = "figure", "ratio", "moved", "percent"
"""By what a class is ranked: a figure; the first of two in percent of the second; how far the first lies from the
second, as a figure or in percent."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The order in which a class is told."""

    place: Place = Place()
    by: str = FIGURE
    falling: bool = False
    """Of what moved: whether those are ranked that fell, not those that rose."""


@dataclass(frozen=True, slots=True)
class RankedByMembers:
    """A class in the order of how many members of another class each has."""

    kind: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Bearing:
    """Those of a class that bear a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Related:
    """Those of a class that are related to the agency."""

    relation: str


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a kind that a thing has."""

    kind: str


@dataclass(frozen=True, slots=True)
class Passed:
    """Which of the cells are on a side of a number; `claimed`: whether that is asked with yes or no."""

    side: str
    number: float
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a figure may be; `step` is the last place said of it: 100.000 of "1,3 milyon"."""

    value: float
    step: float = 0.0


@dataclass(frozen=True, slots=True)
class Proposed:
    """The way that a question proposes something moved, or lies from something else."""

    way: str


@dataclass(frozen=True, slots=True)
class Contradictions:
    """What the programme says in two ways, by its ids; none where it says nothing so."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage of the programme, by its row, or one sentence of it."""

    passage: int
    sentence: int = 0
    """The sentence's place, from 1; 0 for the whole passage."""
    within: bool = False
    """Whether the sentence is quoted among those beside it."""


@dataclass(frozen=True, slots=True)
class Messages:
    """Whole messages, the first first, which are put to one of several agencies."""

    texts: tuple[str, ...]


Filtered = Held | Nil | Unchanged | RatioHeld | MembersHeld | HasPart | Says
"""Which members of a class are kept."""
Terms = (
    Filtered
    | Attained
    | Ranked
    | RankedByMembers
    | Bearing
    | Related
    | Texts
    | Passed
    | Number
    | Proposed
    | Contradictions
    | Quoted
    | Messages
)
