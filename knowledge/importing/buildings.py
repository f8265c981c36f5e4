"""Reading tables of buildings: a name, what is said of it, and columns of figures of which one is the area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from knowledge.importing import text_columns
from knowledge.importing.document import Placed
from knowledge.importing.names import joined
from knowledge.importing.values import is_cell, is_figure
from knowledge.language.letters import fold

_ENDS = frozenset(
    (
        "adi",
        "durumu",
        "sekli",
        "sayisi",
        "adedi",
        "adet",
        "cinsi",
        "turu",
        "alani",
        "alan",
        "yeri",
        "kapasitesi",
        "kapasite",
        "yili",
        "ili",
        "toplam",
    )
)
"""Words that end a column's head."""
_COUNTS = frozenset(("sayisi", "adedi"))
"""Words that end the head of a column of counts."""
_OF_ROWS = _COUNTS | {"adet", "sayi"}
"""Heads of a column that counts what the rows are."""
_AREA_UNITS = frozenset(("m2", "metrekare"))


@dataclass(frozen=True, slots=True)
class Building:
    """A row: the building's name and its area as printed."""

    name: str
    area: Placed
    words: tuple[Placed, ...]
    total: bool
    texts: tuple[tuple[str, str], ...]
    """(head, what it says) of the columns of words behind the name."""


@dataclass(frozen=True, slots=True)
class Buildings:
    """A table: its rows, the head of the area and the columns that are not read, with their cells."""

    rows: tuple[Building, ...]
    head: str
    others: tuple[tuple[str, tuple[Placed, ...]], ...]


def read_buildings(
    head: Sequence[Placed], lines: Sequence[Sequence[Placed]], places: frozenset[str]
) -> Buildings | None:
    """The rows under a head that names one area; None where the figures cannot be told by it.

    The rows end before the first line that has another number of figures. `places` are names of places, folded.
    """
    titles = column_titles(head)
    if not lines or not titles:
        return None
    count = len(_cells(lines[0]))
    figures = titles[-count:] if count else []
    areas = [index for index, title in enumerate(figures) if _is_area(title)]
    texts = [one for title in titles[: len(titles) - count] for one in text_columns.apart(title)]
    # A head of figures among those of the texts: the rows lack a column, and which one cannot be told.
    if len(areas) != 1 or not texts or any(_is_area(title) or _counts(title) for title in texts):
        return None
    lines = list(takewhile(lambda words: len(_cells(words)) == count, lines))
    labels = [words[: len(words) - count] for words in lines]
    parts = text_columns.parted(labels, texts, places)
    rows: list[Building] = []
    columns: list[list[Placed]] = [[] for _ in figures]
    for words, (label, *told) in zip(lines, parts, strict=True):
        cells = _cells(words)
        name = joined(label).strip(" :")
        if not name or not is_figure(cells[areas[0]].text):
            break
        said = tuple((title, joined(part)) for title, part in zip(texts[1:], told, strict=True) if part)
        rows.append(Building(name, cells[areas[0]], tuple(words), text_columns.is_total(label), said))
        for column, cell in zip(columns, cells, strict=True):
            column.append(cell)
    others = tuple((figures[i], tuple(columns[i])) for i in range(count) if i != areas[0])
    return Buildings(tuple(rows), figures[areas[0]], others) if rows else None


def column_titles(head: Sequence[Placed]) -> list[str]:
    """The heads of a table's columns: by its cells where it has rules, else by the words that end a head."""
    ruled: dict[int | None, list[Placed]] = {}
    for word in head:
        ruled.setdefault(word.column, []).append(word)
    if None not in ruled:
        return [joined(ruled[column]) for column in sorted(ruled, key=lambda column: column or 0)]
    titles: list[list[Placed]] = []
    ended = True
    for word in head:
        unit = _is_unit(word)
        if ended and not (unit and titles):
            titles.append([])
        titles[-1].append(word)
        ended = ends_title(word)
    return [joined(title) for title in titles] if ended else []


def ends_title(word: Placed) -> bool:
    """Whether a word ends the head of a column: "TÜRÜ", "(m²)"."""
    return word.key in _ENDS or _is_unit(word)


def _is_unit(word: Placed) -> bool:
    return word.text.startswith("(") or word.key in _AREA_UNITS


def area_name(title: str) -> str:
    """A head of an area without its unit.

    >>> area_name("KAPALI ALAN (m²)")
    'KAPALI ALAN'
    """
    return title.split("(")[0].removesuffix(" m2").removesuffix(" m²").strip()


def counted_name(title: str) -> str:
    """What a column counts, by its head; "" where it is no count.

    >>> counted_name("OFİS SAYISI"), counted_name("İNŞA YILI")
    ('OFİS', '')
    """
    *name, last = title.split()
    return " ".join(name) if fold(last) in _COUNTS and name else ""


def counts_rows(title: str) -> bool:
    """Whether a column counts the buildings of a row themselves.

    >>> counts_rows("ADET"), counts_rows("OFİS SAYISI")
    (True, False)
    """
    return fold(title) in _OF_ROWS


def _is_area(title: str) -> bool:
    words = fold(title).replace("(", " ").replace(")", " ").replace("²", "2").split()
    return bool({"alan", "alani", "m2", "metrekare"} & set(words))


def _counts(title: str) -> bool:
    return bool({"sayisi", "adedi", "adet", "kapasitesi", "kapasite"} & set(fold(title).split()))


def _cells(words: Sequence[Placed]) -> list[Placed]:
    start = len(words)
    while start and is_cell(words[start - 1].text):
        start -= 1
    return list(words[start:])
