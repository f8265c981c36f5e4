"""The rows of a programme's data folder; `where` is the file and line of each, for errors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A line of entities/<kind>.csv."""

    where: str
    id: str
    kind: str
    name: str
    code: str
    parent: str | None
    position: int
    place: str
    line: int | None


@dataclass(frozen=True, slots=True)
class FactRow:
    """A line of facts/*.csv."""

    where: str
    subject: str
    item: str | None
    measure: str
    year: int | None
    value: int | float
    unit: str
    printed: str
    place: str
    line: int


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An [[attribute]] of attributes/*.toml."""

    where: str
    entity: str
    kind: str
    text: str
    answer: str
    value: int | float | None
    unit: str
    printed: str
    keywords: str
    place: str
    line: int | None


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A line of relations/*.csv."""

    where: str
    source: str
    kind: str
    target: str
    place: str
    line: int | None


@dataclass(frozen=True, slots=True)
class AliasRow:
    """One other name of an entity."""

    where: str
    entity: str
    name: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What one place of the programme says."""

    text: str
    value: int | float | None
    place: str
    line: int | None


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """A [[contradiction]]: places of the programme that differ."""

    where: str
    id: str
    kind: str
    title: str
    note: str
    entities: tuple[str, ...]
    years: tuple[int, ...]
    measures: tuple[str, ...]
    readings: tuple[ReadingRow, ...]
    found: bool = False
    """Whether an import has found it and nobody has reviewed it."""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A line of passages.csv: a paragraph of the programme's prose under its heading."""

    where: str
    heading: str
    text: str
    place: str
    line: int | None
