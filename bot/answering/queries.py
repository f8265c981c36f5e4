"""What a question asks, independent of its wording, and what comes back before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.answering.terms import Terms

# Operations that several modules speak of; a new one is a file in bot/questions.
VALUE = "value"
SERIES = "series"
DIFFERENCE = "difference"
CHANGE = "change"
GROWTH = "growth"
TIMES = "times"
SHARE = "share"
SUM = "sum"
AVERAGE = "average"
MEDIAN = "median"
HIGHEST = "highest"
LOWEST = "lowest"
FILTER = "filter"
COUNT = "count"
LIST = "list"
REMAINDER = "remainder"
COMPARE = "compare"
REACHED = "reached"
ATTAINED = "attained"
EXISTS = "exists"
SAME = "same"
WHEN = "when"
MEMBER = "member"
CONTRADICTION = "contradiction"
PASSAGE = "passage"
RELATION = "relation"
BEARER = "bearer"
TEXT = "text"
OVERVIEW = "overview"
AGENCY = "agency"
"""Not answered itself: the agency to which a message (`terms`) is put, one of several that may be meant."""
HELP = "help"
GREETING = "greeting"


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """A measure in a year: ("target", 2023); the year is None for figures that have none."""

    measure: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the programme by its coordinates; `item` is None for what is not broken down."""

    subject: str
    item: str | None
    column: Column


@dataclass(frozen=True, slots=True)
class Query:
    """A question's meaning. Fields that an operation does not take stay empty."""

    operation: str
    cells: tuple[Cell, ...] = ()
    """The figures asked for or computed with, in the order asked."""
    entities: tuple[str, ...] = ()
    """What a relation, a text or an overview is about; what a set is restricted by."""
    kind: str = ""
    """The class that is counted, listed, ranked or filtered, such as "indicator" or "unit:daire başkanlığı"."""
    aspect: str = ""
    """The relation or the kind of text asked for; of two texts both kinds, with a blank between."""
    attributes: tuple[int, ...] = ()
    """Rows of text that answer."""
    columns: tuple[Column, ...] = ()
    """The columns that a ranking or a filter looks at."""
    terms: Terms | None = None
    """What else its family asks: by what members are ranked or told apart, what is said of a figure."""
    counted: bool = False
    """Whether only how many members a filter keeps is told."""
    assumed: tuple[str, ...] = field(default=(), compare=False)
    """Slots that the question did not name: "year", "measure", "subject", "context"."""
    both: bool = field(default=False, compare=False)
    """Whether what is computed besides is asked for too: the amount of a change and its percentage."""

    def but(self, **changes: object) -> Query:
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it says and where it stands."""

    value: float
    unit: str
    subject: str
    """Entity id."""
    item: str | None = None
    measure: str = ""
    """A measure id, or an operation's name for a computed figure."""
    year: int | None = None
    printed: str = ""
    places: tuple[tuple[str, int], ...] = ()
    """(table or section, line) for each place that prints it."""
    computed: bool = False
    others: tuple[tuple[float, str, int], ...] = ()
    """Readings that contradict it: value, table, line."""
    programme: str = ""
    """The id of the programme that it is from."""
    borne_out: bool = False
    """Whether other places give another value, and the sum of its parts is this one."""
    revised: tuple[tuple[float, str], ...] = ()
    """What earlier programmes gave for it: value, the programme's id; the newest first."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Why there is no answer: `reason` names the case, the rest what the reply mentions."""

    reason: str
    words: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a query, before it is put into Turkish."""

    query: Query
    figures: tuple[Figure, ...] = ()
    """The figures asked for, in the order asked."""
    operands: tuple[Figure, ...] = ()
    """What they were computed from, or context beside them."""
    besides: tuple[Figure, ...] = ()
    """What else is computed from the same: of a difference the percent, of a share that was spent what is left."""
    entities: tuple[str, ...] = ()
    """Names that answer."""
    attributes: tuple[int, ...] = ()
    verdict: bool | None = None
    absence: Absence | None = None
    parts: tuple[Result, ...] = ()
    """The answers of the questions that one message held."""
