"""Reading the tables of rooms, vehicles, floor areas and equipment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.checks import floors
from knowledge.importing.document import Placed
from knowledge.importing.names import joined
from knowledge.importing.values import is_cell, is_figure
from knowledge.language.letters import fold, lower
from knowledge.printed import number

_VEHICLES = frozenset(
    (
        "arac",
        "araci",
        "minibus",
        "minibusu",
        "otobus",
        "otobusu",
        "otomobil",
        "tir",
        "cekici",
        "kamyon",
        "kamyonu",
        "kamyonet",
        "kamyoneti",
        "motosiklet",
        "ambulans",
        "midibus",
        "midibusu",
        "panelvan",
        "traktor",
        "ucak",
        "helikopter",
        "bot",
        "gemi",
        "gemisi",
        "tekne",
        "teknesi",
        "jeep",
        "jip",
    )
)
_AREA = re.compile(r"\(?\s*(?:toplam\s*)?(\d[\d.,]*)\s*(?:m2|m²|metrekare)\s*\)?", re.IGNORECASE)
_SEATS = re.compile(r"(\d[\d.,]*)\s*kişilik", re.IGNORECASE)
_HOLDS = re.compile(r"(\d[\d.,]*)\s*(\w+)\s+kapasiteli", re.IGNORECASE)
_COUNTED = re.compile(r"\(?\s*(?:toplam\s+)?(\d[\d.]*)\s+([^\W\d]+(?:\s[^\W\d]+){0,2})\s*\)?", re.IGNORECASE)
"""Any other note that counts what a room holds: "1.150 Oturma Yeri", "44 Yataklı", "(Toplam 1.260 Yatak)"."""
_UNITS = frozenset({"adet", "tane", "konut", "kisi", "birim"})
"""Words behind a figure that only say what is counted, folded."""
_LONGEST_NOTE = 6
"""Words of the longest note without a figure: more are a sentence."""
_AREA_UNIT = ("m2", "metrekare")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a row: what it measures, its unit, and as printed."""

    measure: str
    unit: str
    printed: str

    @property
    def value(self) -> int | float:
        """The figure."""
        return number(self.printed)


@dataclass(frozen=True, slots=True)
class Resource:
    """A row of a table of resources."""

    kind: str
    """"room", "vehicle" or "area"."""
    name: str
    figures: tuple[Measured, ...]
    line: int
    note: str = ""
    """What is printed behind the figure, where that is no figure itself: "Ulupınar Yerleşkesi"."""


def read_resource(words: Sequence[Placed]) -> Resource | None:
    """The row that a line is: a label, a figure, and a note that may hold further ones; None for any other line."""
    if len(words) < 2:
        return None
    area_row = len(words) > 2 and fold(words[-1].text) in _AREA_UNIT and is_figure(words[-2].text)
    if area_row and not any(is_figure(word.text) for word in words[1:-2]):
        area = Measured("area", "m²", words[-2].text)
        return Resource("area", _clean(joined(words[:-2])), (area,), words[0].line)
    start = next((i for i, word in enumerate(words) if i and is_figure(word.text) and "," not in word.text), None)
    if start is None:
        return None
    name, note = _clean(joined(words[:start])), joined(words[start + 1 :])
    told = _is_text(note) and not re.search(r"\d", name)
    if not name or (note and not told and not _explained(note)):
        return None
    figures = [Measured("count", "adet", words[start].text), *(() if told else _notes(note))]
    kind = "vehicle" if _VEHICLES & set(re.findall(r"[a-z]+", fold(name))) else "room"
    return Resource(
        kind, name, tuple(figures), words[0].line, note.strip(" ()") if told and fold(note) not in _UNITS else ""
    )


def cells(words: Sequence[Placed]) -> int:
    """How many cells a line ends in."""
    return next((i for i, word in enumerate(reversed(words)) if not is_cell(word.text)), len(words))


def in_all(words: Sequence[Placed], columns: int) -> Sequence[Placed]:
    """A row without the cells before its last, where it has so many columns, the last of which sums up the others."""
    return [*words[:-columns], words[-1]] if columns > 1 and cells(words) == columns else words


def _notes(note: str) -> list[Measured]:
    found = [Measured("area", "m²", match[1]) for match in _AREA.finditer(note)]
    found += [Measured("capacity", "kişi", match[1]) for match in _SEATS.finditer(note)]
    found += [Measured("capacity", match[2].lower(), match[1]) for match in _HOLDS.finditer(note)]
    counted = _COUNTED.fullmatch(note)
    if not found and counted:
        found.append(Measured("capacity", re.sub(r"l[ıiuü]$", "", lower(counted[2])), counted[1]))
    return [figure for figure in found if is_figure(figure.printed)]


def _explained(note: str) -> bool:
    """Whether all figures of a note are read."""
    printed = re.findall(r"\d[\d.,]*", re.sub(r"m[2²]", "", note))
    return len(printed) == len(_notes(note)) > 0


def _is_text(note: str) -> bool:
    """Whether a note is words alone, no sentence: where it stands, of what sort it is."""
    words = note.strip(" ()")
    few = len(words.split()) <= _LONGEST_NOTE and not re.search(r"\d|[.;:,]$", words)
    return few and words[:1].isupper()


def _clean(name: str) -> str:
    return re.sub(r",\s+(VE|ve)\b", r" \1", name).strip(" :")


def parents(areas: Sequence[tuple[str, str, float]]) -> dict[str, str]:
    """Which rows are parts of a total area: those after it, as far as they add up to it.

    `areas` are (id, name, square metres) in their order; a row of several floors counts once for each.
    """
    found: dict[str, str] = {}
    for index, (id, name, size) in enumerate(areas):
        if "toplam" not in fold(name):
            continue
        summed = 0.0
        for end, (_, part, area) in enumerate(areas[index + 1 :], index + 2):
            summed += area * floors(part)
            if abs(summed - size) < 0.5:
                found |= {other: id for other, _, _ in areas[index + 1 : end]}
                break
    return found


def read_count(words: Sequence[Placed], numbered: bool = False) -> tuple[str, Placed] | None:
    """The label and figure of a line that ends in one figure; `numbered`: the label may begin with one too."""
    if len(words) < 2 or not is_figure(words[-1].text) or any(is_cell(word.text) for word in words[numbered:-1]):
        return None
    return joined(words[:-1]), words[-1]
