"""What an import has to tell of a document: its sort, and the parts of which a sentence of either language is made."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.build import DATA, measures
from knowledge.language.numbers import exact_number

ENGLISH, TURKISH = "english", "turkish"


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column of figures: the year, if it has one, and the measure's id."""

    year: int | None
    measure: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell: `sort` is a row of notes.toml, `parts` are what its gaps are filled with."""

    sort: str
    parts: tuple[tuple[str, Part], ...] = ()

    def in_language(self, language: str) -> str:
        """The sentence.

        >>> tell("unit_unlisted", place="Kurumun Yapısı", name="Bölge Müdürlüğü").in_language(TURKISH)
        'Kurumun Yapısı: “Bölge Müdürlüğü” bir birim olabilir, ama birimlerin listesinde yok.'
        """
        return sentences()[self.sort][language].format(**{name: _shown(part, language) for name, part in self.parts})

    def __str__(self) -> str:
        return self.in_language(ENGLISH)


Part = str | int | float | Told | NamedColumn | tuple[Told | str, ...]


def tell(sort: str, **parts: Part) -> Told:
    """Something of a sort with its parts by their names."""
    return Told(sort, tuple(parts.items()))


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """The sentences of every sort by language."""
    rows = tomllib.loads((DATA / "notes.toml").read_text("utf-8"))["note"]
    return {row["id"]: {ENGLISH: row[ENGLISH], TURKISH: row[TURKISH]} for row in rows}


def gaps(sentence: str) -> set[str]:
    """The names of the parts that a sentence takes."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def _shown(part: Part, language: str) -> str:
    if isinstance(part, Told):
        return part.in_language(language)
    if isinstance(part, NamedColumn):
        measure = _labels().get(part.measure, part.measure) if language == TURKISH else part.measure
        return f"{part.year} {measure}" if part.year else measure
    if isinstance(part, tuple):
        return "; ".join(_shown(one, language) for one in part)
    if isinstance(part, float):
        return exact_number(part) if language == TURKISH else str(int(part) if part.is_integer() else part)
    return str(part)


@cache
def _labels() -> Mapping[str, str]:
    return measures()
