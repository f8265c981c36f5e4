"""What a knowledge base holds, row by row: entities, facts, texts, contradictions, programmes and their years."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with a name that a question can be about."""

    id: str
    programme: str
    kind: str
    name: str
    code: str
    parent: str | None
    position: int
    place: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A printed figure: value in `unit`, what it says of which subject, and where it stands."""

    subject: str
    item: str | None
    measure: str
    year: int | None
    value: float
    unit: str
    printed: str
    place: str
    line: int | None
    programme: str = ""
    """The id of the programme that prints it."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A short text about an entity: a self-contained sentence, its bare answer, maybe a figure."""

    id: int
    entity: str
    kind: str
    text: str
    answer: str
    value: float | None
    unit: str
    place: str
    line: int | None
    programme: str = ""
    """The id of the programme that says so."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two places of one programme that differ, and what each says."""

    id: str
    kind: str
    title: str
    note: str
    readings: tuple[tuple[str, float | None, str, int | None], ...]
    """(text, value, place, line) of each place."""
    years: tuple[int, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """One published performance programme."""

    id: str
    agency: str
    year: int
    title: str
    owner: int = 1
    """The number of the agency."""


class Calendar(int):
    """A budget year, the newest programme's, that knows those of the earlier programmes.

    >>> Calendar(2024, (2023,)) - 1, Calendar(2024, (2023,)).years
    (2023, (2024, 2023))
    """

    earlier: tuple[int, ...]
    printed: dict[str, frozenset[tuple[str, int]]]
    """The measures and years that the programmes print, by kind: "indicator", or "cost" for all money."""

    def __new__(
        cls,
        year: int,
        earlier: tuple[int, ...] = (),
        printed: dict[str, frozenset[tuple[str, int]]] | None = None,
    ) -> Calendar:
        found = super().__new__(cls, year)
        found.earlier = earlier
        found.printed = printed or {}
        return found

    @property
    def years(self) -> tuple[int, ...]:
        """The programmes' budget years, the newest first."""
        return (int(self), *self.earlier)
