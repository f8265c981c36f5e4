"""What a question is made of before it is weighed: one candidate is a form filled with things.

Thousands of candidates of a message share a few hundred forms, and all but a dozen are dropped: a form is made once and
kept over messages, of all forms that the same things fill no candidate is made before it is among the likeliest, and
the query of a candidate is made when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from bot.answering import queries as q
from bot.answering.conditions import BELOW, UP_TO
from bot.answering.queries import Cell, Column, Query
from bot.answering.terms import MOVED, PERCENT, Attained, Held, Nil, Passed, Ranked, RatioHeld, Terms, Unchanged
from bot.understanding.second.mentions import Named

SAID, SPOKEN, MIXED, DEFAULT, WHOLE = "said", "spoken", "mixed", "default", "whole"
"""Where a slot's filling comes from: the message, the conversation, both, nowhere; a part said of all there is."""
FIGURE, SET, TEXT, RELATION, OTHER = "fig", "set", "txt", "rel", "non"
"""Families of questions."""
FAMILY = {
    q.LIST: SET,
    q.COUNT: SET,
    q.FILTER: SET,
    q.TEXT: TEXT,
    q.RELATION: RELATION,
    q.MEMBER: RELATION,
    q.OVERVIEW: TEXT,
    q.CONTRADICTION: TEXT,
    "none": OTHER,
}
"""The family of an operation, where it is always the same."""
TOLD = frozenset({q.TEXT, q.COUNT})
"""Operations of which it counts how much of the message stands in the text."""
FORMS = 3_072
"""Forms of one sort that are kept."""
FILLED = 512
"""Forms filled together that are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Operand:
    """Something that has figures: a subject, or a subject broken down by an item; itself only, for quick look-up."""

    subject: str
    item: str | None
    domain: str
    named: tuple[Named, ...]
    """What names it in the message."""
    source: str
    age: int = 0
    """How long ago it was spoken of, the last answer 0."""
    mask: int = 0

    def cell(self, column: Column) -> Cell:
        """Its figure in a column."""
        return Cell(self.subject, self.item, column)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Columns that an operation looks at; made once and itself only: features of columns are looked up by it."""

    domain: str
    columns: tuple[Column, ...]
    operation: str
    direction: str


asked = lru_cache(FORMS)(Asked)


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """All of a form that is weighed beside its columns: forms that share it differ in these alone; made once."""

    operation: str
    shape: str
    kind: str
    aspect: str
    numbered: bool
    columned: bool


head = lru_cache(FORMS)(Head)


def direction_of(terms: Terms | None) -> str:
    """How figures are held against others, or the way they move: what weights tell such forms apart by."""
    match terms:
        case Held() | RatioHeld() | Passed():
            return terms.side
        case Attained(missed):
            return BELOW if missed else UP_TO
        case Ranked(by=by) if by in (MOVED, PERCENT):
            return "down" if terms.falling else "up"
        case Nil():
            return "nil"
        case Unchanged():
            return "same"
    return ""


@dataclass(slots=True, eq=False)
class Form:
    """What candidates share that differ in what they are of; itself only, for quick look-up."""

    query: Query
    """What is asked, without what it is asked of."""
    shape: str
    """The operation, with what tells its variants: "change/1s2c"."""
    columns: tuple[Column, ...] = ()
    domain: str = ""
    """That of the columns."""
    kind: str = ""
    """The class of a set."""
    aspect: str = ""
    """The sort of text or the relation that is asked for."""
    numbered: bool = False
    """Whether it uses a number of the message."""
    direction: str = ""
    """How figures are held against others, or the way they move; that of the query where nothing else is said."""
    operation: str = field(init=False)
    family: str = field(init=False)
    base_kind: str = field(init=False)
    """The class of a set without its sort."""
    asked: Asked | None = field(init=False)
    """Its columns, where it has any."""
    head: Head = field(init=False)
    told: bool = field(init=False)
    """Whether it counts how much of the message stands in the text."""

    def __post_init__(self) -> None:
        self.operation = self.query.operation
        self.family = FAMILY.get(self.operation) or (SET if self.kind else FIGURE)
        self.base_kind = self.kind.partition(":")[0]
        columns = self.columns
        self.direction = self.direction or direction_of(self.query.terms)
        self.asked = asked(self.domain, columns, self.operation, self.direction) if columns else None
        self.head = head(self.operation, self.shape, self.kind, self.aspect, self.numbered, bool(columns))
        self.told = bool(self.aspect) and self.operation in TOLD


@dataclass(slots=True, eq=False)
class Candidate:
    """A form with what it is asked of; itself only."""

    form: Form
    operands: tuple[Operand, ...] = ()
    about: tuple[Named, ...] = ()
    """What restricts a set, what a relation or a text is of."""
    source: str = SAID
    mask: int = 0
    """The words that names and class words of it explain."""
    text: int = 0
    """The words of the message that stand in the text, as bits."""
    cells: tuple[Cell, ...] | None = None
    """Its figures, where they are others than those of its operands in the form's columns."""
    attributes: tuple[int, ...] = ()
    """The texts that answer."""
    left: float = 0.0
    """What the words weigh that it leaves unexplained, of the likeliest candidates."""
    rivals: int = 0
    """How many other things the words may name that name one of its own, of the likeliest candidates."""
    score: float = 0.0
    probability: float = 0.0
    _query: Query | None = None

    @property
    def nothing(self) -> bool:
        """Whether it is that nothing of the programme is meant."""
        return self.form is NONE.form

    @property
    def query(self) -> Query:
        """What it asks."""
        if self._query is None:
            self._query = self._asked()
        return self._query

    def ask(self, query: Query) -> None:
        """Has it ask something else: the same figures otherwise, as the message has it."""
        self._query = query

    def _asked(self) -> Query:
        form = self.form
        if self.attributes:
            return form.query.but(attributes=self.attributes)
        if self.cells is not None:
            return form.query.but(cells=self.cells)
        if self.operands:
            return form.query.but(cells=tuple(one.cell(column) for one in self.operands for column in form.columns))
        return form.query.but(entities=tuple(one.entity for one in self.about)) if self.about else form.query


class Alike(NamedTuple):
    """Forms that differ in their columns only."""

    form: Form
    """Any of them."""
    said: int
    """The words that say them beside what fills them, as bits."""
    asked: list[Asked | None]
    """The columns of each."""
    places: list[int]
    """Where each stands among those filled together."""


@dataclass(slots=True, eq=False)
class Forms:
    """Forms that are filled together; itself only: what they weigh is looked up by it. Most are kept over messages."""

    all: tuple[Form, ...]
    said: tuple[int, ...] = ()
    """The words that say each beside what fills it, as bits; empty where there are none for any."""
    alike: tuple[Alike, ...] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[tuple[Head, int], Alike] = {}
        for place, form in enumerate(self.all):
            said = self.said[place] if self.said else 0
            one = found.get((form.head, said))
            if one is None:
                one = found[form.head, said] = Alike(form, said, [], [])
            one.asked.append(form.asked)
            one.places.append(place)
        self.alike = tuple(found.values())


kept_forms = lru_cache(FILLED)(Forms)


@dataclass(slots=True, eq=False)
class Filling:
    """What fills each of some forms: a candidate a form."""

    forms: Forms
    operands: tuple[Operand, ...] = ()
    about: tuple[Named, ...] = ()
    source: str = SAID
    mask: int = 0
    """The words that explain it, whatever the form."""

    def candidate(self, place: int) -> Candidate:
        """The one with the form in a place."""
        said = self.forms.said[place] if self.forms.said else 0
        return Candidate(self.forms.all[place], self.operands, self.about, self.source, self.mask | said)


Made = Candidate | Filling
"""What candidates are made as."""


def each(made: Iterable[Made]) -> Iterator[Candidate]:
    """Every candidate, in the order in which they were made."""
    for one in made:
        if isinstance(one, Filling):
            for place in range(len(one.forms.all)):
                yield one.candidate(place)
        else:
            yield one


def coverage(candidate: Candidate) -> float:
    """How much was said of the name that was least fully said; 1 where nothing is named."""
    named = [one for operand in candidate.operands for one in operand.named] + list(candidate.about)
    return min((one.coverage for one in named if one.mask), default=1.0)


NONE = Candidate(Form(Query("none"), "none"))
"""Nothing of what the programme holds: a rival like the others. Never weighed itself: messages may be read at once."""


def nothing() -> Candidate:
    """That nothing of the programme is meant, for one message."""
    return replace(NONE)
