"""What an import has read so far: names, figures, links, sentences, and what a person should know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.importing.document import Placed
from knowledge.importing.head_columns import Column
from knowledge.importing.notes import Told
from knowledge.importing.rows import Reading
from knowledge.importing.values import is_cell, is_year


@dataclass(frozen=True, slots=True)
class Entity:
    """A row of entities/<kind>.csv."""

    id: str
    name: str
    code: str
    parent: str
    place: str
    line: int

    @property
    def kind(self) -> str:
        """The part of the id before the colon."""
        return self.id.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell of a figure: of what, broken down by what, which measure and year, in which place."""

    subject: str
    item: str
    measure: str
    year: int | None
    place: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of facts/*.csv."""

    cell: Cell
    value: int | float
    unit: str
    printed: str
    line: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A row of relations/<kind>.csv."""

    source: str
    kind: str
    target: str
    place: str
    line: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """An [[attribute]] in the programme's own words."""

    entity: str
    kind: str
    text: str
    answer: str
    place: str
    line: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A row of passages.csv: a paragraph of prose."""

    heading: str
    text: str
    place: str
    line: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the person who imports: `kind` is one of NOTES."""

    kind: str
    line: int
    page: int | None
    told: Told
    figures: bool = False
    """Whether it tells of a row of figures that has found no place."""

    @property
    def text(self) -> str:
        """What it tells, in English."""
        return str(self.told)


UNREAD = "?"
"""Begins the measure of a column that is not read: its cells serve the totals and are not kept."""
NOTES = {
    "damage": "Damage",
    "unread": "Not read: columns and tables",
    "filled": "Filled in",
    "open": "Left open",
    "head": "Column heads that disagree with the budget year",
    "contradiction": "Contradictions in the document",
    "remark": "Remarks",
    "unplaced": "Not placed",
    "prose": "Prose that is in no table",
    "furniture": "Page heads, page feet and page numbers",
}
"""Kinds of notes and their headings."""


LEFT_OUT = ("damage", "unread", "head")
"""Kinds of notes after which an import ends with exit code 1: something is missing or doubtful as a whole."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What one place of the document says."""

    text: str
    place: str
    line: int
    value: int | float | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two places of the document that differ, for contradictions_found.toml."""

    kind: str
    title: str
    note: str
    readings: tuple[Saying, ...]
    entities: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of figures that still has to be settled: the cells that its columns mean, and the ways to read it."""

    name: str
    columns: tuple[Cell, ...]
    readings: tuple[Reading, ...]
    printed: tuple[Placed, ...]
    unit: str
    line: int
    page: int | None
    scale: int = 1
    dash_is_nought: bool = True
    """In money a dash is nought; an indicator that has one has no value."""


@dataclass
class Draft:
    """The growing result of an import."""

    year: int
    agency: Entity
    short: str = ""
    report: bool = False
    """Whether it is the report of a year and no programme."""
    entities: dict[str, Entity] = field(default_factory=dict)
    rows: list[TableRow] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    spellings: list[tuple[str, str]] = field(default_factory=list)
    """(id, name) of names that the document spells otherwise elsewhere."""
    sections: dict[str, str] = field(default_factory=dict)
    """Titles of the places that are no numbered tables, by the name of their file."""
    proven: set[Cell] = field(default_factory=set)
    """The cells of which a total, or another place, says the same."""
    meanings: dict[str, str] = field(default_factory=dict)
    """What the abbreviations of the document's list mean."""
    scales: dict[str, int] = field(default_factory=dict)
    """What the money of each place is multiplied with."""

    _by_kind: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """The ids of each kind with the order in which they were added."""
    _noted: set[Note] = field(default_factory=set)
    _said: set[Sentence] = field(default_factory=set)
    _kinds: set[tuple[str, str]] = field(default_factory=set)
    _related: set[tuple[str, str, str]] = field(default_factory=set)

    def add(self, entity: Entity) -> str:
        """Adds an entity unless its id stands already; gives the id."""
        if entity.id not in self.entities:
            self.entities[entity.id] = entity
            self._by_kind.setdefault(entity.kind, []).append((len(self.entities), entity.id))
        return entity.id

    def of_kind(self, *kinds: str) -> list[Entity]:
        """The entities of some kinds, in the order in which they were found."""
        found = [row for kind in kinds for row in self._by_kind.get(kind, ())]
        return [self.entities[id] for _, id in (sorted(found) if len(kinds) > 1 else found)]

    def names(self, *kinds: str) -> dict[str, str]:
        """Names by id of the entities of some kinds."""
        return {entity.id: entity.name for entity in self.of_kind(*kinds)}

    def say(self, sentence: Sentence) -> None:
        """Adds a sentence unless it stands already."""
        if sentence not in self._said:
            self._said.add(sentence)
            self._kinds.add((sentence.entity, sentence.kind))
            self.sentences.append(sentence)

    def says(self, entity: str, kind: str) -> bool:
        """Whether a sentence of a kind stands about an entity."""
        return (entity, kind) in self._kinds

    def relate(self, relation: Relation) -> None:
        """Adds a relation unless one of its kind stands between the two."""
        ends = (relation.source, relation.kind, relation.target)
        if ends not in self._related:
            self._related.add(ends)
            self.relations.append(relation)

    def note(self, kind: str, words: Sequence[Placed] | Placed | None, told: Told, line: int = 0) -> None:
        """Tells something of some words."""
        first = words if isinstance(words, Placed) else words[0] if words else None
        row = kind == "unplaced" and not isinstance(words, Placed) and _is_row(words or ())
        note = Note(kind, first.line if first else line, first.page if first else None, told, row)
        if note not in self._noted:
            self._noted.add(note)
            self.notes.append(note)


def _is_row(words: Sequence[Placed]) -> bool:
    """Whether some words end in a figure as a row does; a year may end a sentence."""
    return bool(words) and is_cell(words[-1].text) and not is_year(words[-1].text)


def cells_of(columns: Sequence[Column], subject: str, item: str, place: str) -> list[Cell]:
    """The cells of a row's columns; those that are not read get a measure of their own, which is not kept."""
    return [
        Cell(subject, item, c.measure, c.year, place)
        if c.kept
        else Cell(subject, item, f"{UNREAD}{index}", None, place)
        for index, c in enumerate(columns)
    ]
