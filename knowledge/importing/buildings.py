"""Reading tables of buildings: a name, what it is held as, and columns of figures of which one is the area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

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
_AREA_UNITS = frozenset(("m2", "metrekare"))
_HELD_AS = frozenset(
    str.split("mulkiyet mulk kiralik kira kiralama tahsis tahsisi tahsisli hazine kendi irtifak ortak")
)
"""What a building is held as, in a column after its name."""
_HELD = frozenset(("mulkiyet", "mulkiyeti", "tahsis", "statu", "statusu"))
"""Words of the head of that column."""
_PLACES = frozenset(("yer", "yeri", "il", "ili", "ilce", "ilcesi", "sehir", "konum", "konumu"))
"""Words of the head of a column that tells where a building stands."""
_TOTALS = ("toplam", "genel toplam")


@dataclass(frozen=True, slots=True)
class Building:
    """A row: the building's name and its area as printed."""

    name: str
    area: Placed
    words: tuple[Placed, ...]
    total: bool


@dataclass(frozen=True, slots=True)
class Buildings:
    """A table: its rows, the head of the area and the columns that are not read, with their cells."""

    rows: tuple[Building, ...]
    head: str
    others: tuple[tuple[str, tuple[Placed, ...]], ...]


def read_buildings(head: Sequence[Placed], lines: Sequence[Sequence[Placed]]) -> Buildings | None:
    """The rows under a head that names one area; None where the figures cannot be told by it.

    The rows end before the first line that has another number of figures.
    """
    titles = column_titles(head)
    if not lines or not titles:
        return None
    count = len(_cells(lines[0]))
    figures = titles[-count:] if count else []
    areas = [index for index, title in enumerate(figures) if _is_area(title)]
    texts = titles[: len(titles) - count]
    # A head of figures among those of the texts: the rows lack a column, and which one cannot be told.
    if len(areas) != 1 or not texts or any(_is_area(title) or _counts(title) for title in texts):
        return None
    lines = list(takewhile(lambda words: len(_cells(words)) == count, lines))
    labels = [_label(words[: len(words) - count], texts) for words in lines]
    rows: list[Building] = []
    columns: list[list[Placed]] = [[] for _ in figures]
    for words, label in zip(lines, _without_places(labels, texts), strict=True):
        cells = _cells(words)
        name = joined(label).strip(" :")
        if not name or not is_figure(cells[areas[0]].text):
            break
        total = fold(name) in _TOTALS
        rows.append(Building(name, cells[areas[0]], tuple(words), total))
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


def _label(words: Sequence[Placed], texts: Sequence[str]) -> Sequence[Placed]:
    """The label without the words of the column after it that tells what the building is held as."""
    if words and words[0].column is not None:
        return [word for word in words if word.column == words[0].column]
    if len(texts) > 1 or not _HELD.isdisjoint(fold(" ".join(texts)).split()):
        while len(words) > 1 and words[-1].key in _HELD_AS:
            words = words[:-1]
    return words


def _without_places(labels: Sequence[Sequence[Placed]], texts: Sequence[str]) -> Sequence[Sequence[Placed]]:
    """The labels without the place behind each, one word with a capital, where the head has a column of places.

    Without rules nothing else tells the name's end: before the place every name ends as names of buildings do.
    """
    if _PLACES.isdisjoint(fold(" ".join(texts)).split()) or any(w.column is not None for row in labels for w in row):
        return labels
    of_buildings = [row for row in labels if row and fold(joined(row)) not in _TOTALS]
    placed = all(len(row) > 1 and row[-1].text[:1].isupper() and _ends_name(row[-2]) for row in of_buildings)
    return [row[:-1] if placed and len(row) > 1 else row for row in labels]


def _ends_name(word: Placed) -> bool:
    """Whether a word ends the name of a building: "Binası", "Tesisleri", or what stands in brackets behind it."""
    return word.text.endswith(")") or word.key[-1:] in ("i", "u")
