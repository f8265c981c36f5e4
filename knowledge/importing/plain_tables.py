"""Reading a table that no other reader knows, by its layout alone: a head over N columns, rows of a name and N figures.

Nothing of a table is kept whose columns or rows cannot be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.importing import text_columns
from knowledge.importing.document import Placed, key
from knowledge.importing.head_titles import NOTHING_SAID, Usage, part_head
from knowledge.importing.lines import Line
from knowledge.importing.mixed_rows import mixed_rows
from knowledge.importing.names import joined
from knowledge.importing.staff import is_total
from knowledge.importing.values import is_cell, is_figure, is_nil, is_whole, is_year
from knowledge.language.letters import fold, lower
from knowledge.printed import number

MOST_COLUMNS = 8
LONGEST_ROW = 20
"""Words of a row at most."""
LONGEST_HEAD = 40
"""Words of a head at most."""
FEWEST_ROWS = 2
FEWEST_TEXTS = 2
"""A column of words behind that of the names."""
EXACT = 1e-6
"""Difference of decimals that binary fractions cannot help."""
_MONEY = re.compile(r"\b(?:tl|lira|odenek|butce|tutar|maliyet|harcama|gider|gelir)", re.IGNORECASE)
"""What money is said by, folded: its scale and its years are read by other readers."""
_YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d")
"""A year in a cell; buildings and foundations may be old."""
_HEADED = re.compile(r"(?:[A-ZÇĞİÖŞÜ]{1,4}[.)]|\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+)\s")
"""How the heading of a part begins: "D. İnsan Kaynakları", "4.2. Bilişim Altyapısı"."""
_TOGETHER = frozenset(
    ("toplam", "genel toplam", "sayi", "sayisi", "adet", "adedi", "miktar", "miktari", "kisi", "kisi sayisi")
)
"""Titles of a column that counts the rows themselves, folded."""
_NOT_SUMMED = re.compile(r"\b(?:ortalama|oran|yuzde|yas\b|yasi\b|puan|fiyat)|%")
"""What stands in the title of figures that do not add up, folded."""


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """A column of figures by its title."""

    title: str
    years: bool
    """Whether its figures are years."""
    together: bool
    """Whether it counts the rows themselves: "ADET", "TOPLAM"."""

    @property
    def name(self) -> str:
        """The title without what stands in brackets."""
        return re.sub(r"\s*\([^)]*\)", "", self.title).strip(" :")

    @property
    def unit(self) -> str:
        """What its figures are measured in, where brackets or a percent sign say it."""
        match = re.search(r"\(([^)]*)\)\s*$", self.title)
        said = match[1].strip() if match else ""
        said = lower(said) if said[1:].islower() else said  # "Kişi" is no "MW"
        return {"m2": "m²", "m3": "m³", "%": "oran"}.get(said, said)


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row: the words of its name and a cell a column; None where the total has none."""

    label: tuple[Placed, ...]
    cells: tuple[Placed | None, ...]
    words: tuple[Placed, ...]
    texts: tuple[tuple[str, str], ...] = ()
    """(title, what it says) of the columns of words behind the name."""

    @property
    def name(self) -> str:
        """The name."""
        return joined(self.label)

    @property
    def line(self) -> int:
        """The line of the figures."""
        return self.words[-1].line


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table whose every cell has a name and a title."""

    head: tuple[Placed, ...]
    sort: str
    """The title over the rows' names."""
    columns: tuple[PlainColumn, ...]
    rows: tuple[PlainRow, ...]
    total: PlainRow | None
    unproven: tuple[int, ...]
    """The columns in which the total is not the sum, though such figures add up."""


def read_plain(
    title: str, lines: Sequence[tuple[Line, Sequence[Placed]]], places: frozenset[str], usage: Usage = NOTHING_SAID
) -> PlainTable | None:
    """The table below a caption's `title`; None where some lines are none that can be read for certain.

    `places` are names of places, folded; `usage`: which words the document says together elsewhere.
    """
    return _of_figures(title, lines, places, usage) or _of_both(title, lines, places, usage)


def _of_figures(
    title: str, lines: Sequence[tuple[Line, Sequence[Placed]]], places: frozenset[str], usage: Usage
) -> PlainTable | None:
    """A table with nothing but figures behind the names."""
    start = next((at for at, (_, words) in enumerate(lines) if _cells(words)), 0)
    head = _head(lines[:start])
    found = _rows(lines[start:]) if _is_head(head, title) else None
    if found is None:
        return None
    rows, whole = found
    return _table(head, rows, whole, [True] * len(rows[0].cells), places, usage)


def _of_both(
    title: str, lines: Sequence[tuple[Line, Sequence[Placed]]], places: frozenset[str], usage: Usage
) -> PlainTable | None:
    """A table with columns of words among those of figures or behind them."""
    found = mixed_rows(lines)
    head = _head(lines[: found.start]) if found else []
    if found is None or not _is_head(head, title):
        return None
    rows = []
    for row in found.rows:
        cells = tuple(column[0] for column, own in zip(row.columns, found.figures, strict=True) if own)
        said = tuple(("", joined(column)) for column, own in zip(row.columns, found.figures, strict=True) if not own)
        rows.append(PlainRow(row.label, cells, (*row.label, *(word for one in row.columns for word in one)), said))
    whole = PlainRow((), found.total[1], found.total[0]) if found.total else None
    return _table(head, rows, whole, found.figures, places, usage)


def _head(lines: Sequence[tuple[Line, Sequence[Placed]]]) -> list[Placed]:
    """The words above the rows; none where their lines are in no order."""
    return [] if any(line.apart for line, _ in lines) else [word for _, words in lines for word in words]


def _is_head(head: Sequence[Placed], title: str) -> bool:
    """Whether some words can be the head of a table that nobody else reads: of no years and of no money."""
    few = head and len(head) <= LONGEST_HEAD and not any(is_year(word.text) for word in head)
    return bool(few) and not _MONEY.search(fold(f"{title} {joined(head)}"))


def _table(
    head: Sequence[Placed],
    rows: Sequence[PlainRow],
    whole: PlainRow | None,
    figures: Sequence[bool],
    places: frozenset[str],
    usage: Usage,
) -> PlainTable | None:
    """A table of a head and rows; None where the head cannot be parted, or names are alike.

    `figures`: whether each column behind the names is one of figures; else the rows' texts have what it says.
    """
    count = len(rows[0].cells)
    years = [all(_YEAR.fullmatch(cell.text) for row in rows if (cell := row.cells[at])) for at in range(count)]
    titles = _titles(head, rows, _with_words(years, figures), usage)
    if titles is None and any(years):
        years = [False] * count  # counts may look like years: their titles tell
        titles = _titles(head, rows, _with_words(years, figures), usage)
    if titles is None:
        return None
    texts, over = [one for title in titles[0] for one in text_columns.apart(title)], titles[1]
    own = [one for one, figure in zip(over, figures, strict=True) if figure]
    said = [one for one, figure in zip(over, figures, strict=True) if not figure]
    columns = tuple(
        PlainColumn(one, year, fold(one).strip() in _TOGETHER) for one, year in zip(own, years, strict=True)
    )
    if sum(column.together for column in columns) > 1:
        return None
    total, unproven = _summed(columns, rows, whole)
    named = [
        replace(row, texts=(*(one for one in row.texts if one[0]), *_titled(said, before.texts)))
        for row, before in zip(_named(rows, texts, places), rows, strict=True)
    ]
    names = [key(row.name) for row in named]
    if len(set(names)) < len(names) or "" in names:
        return None
    return PlainTable(tuple(head), texts[0], columns, tuple(named), total, unproven)


def _titled(titles: Sequence[str], texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(title, text) for title, (_, text) in zip(titles, texts, strict=True)] if texts else []


def _with_words(years: Sequence[bool], figures: Sequence[bool]) -> list[bool | None]:
    """Whether each column is of years, None for those of words."""
    own = iter(years)
    return [next(own) if figure else None for figure in figures]


def _cells(words: Sequence[Placed]) -> int:
    """In how many cells a line ends that begins with a name; 0 for any other line."""
    count = 0
    while count < len(words) and is_cell(words[-1 - count].text):
        count += 1
    return count if count < len(words) and any(word.key for word in words[: len(words) - count]) else 0


def _rows(lines: Sequence[tuple[Line, Sequence[Placed]]]) -> tuple[list[PlainRow], PlainRow | None] | None:
    """The rows, and that of the total; None where one of them has another number of cells or a broken one."""
    rows: list[PlainRow] = []
    total: PlainRow | None = None
    before: list[Placed] = []
    spaced = len(lines) > 1 and lines[1][0].after_blank
    position = 0
    for position, (line, words) in enumerate(lines):
        count = _cells(words)
        label = [*before, *words[: len(words) - count]]
        if not count or len(words) > LONGEST_ROW:
            following = lines[position + 1] if position + 1 < len(lines) else None
            wrapped = spaced and line.after_blank and following and not following[0].after_blank
            wrapped = wrapped and not _HEADED.match(line.text)
            if before or not wrapped or not following or not _cells(following[1]) or len(words) > LONGEST_ROW:
                break
            before = list(words)
            continue
        cells = words[len(words) - count :]
        row = PlainRow(tuple(label), tuple(cells), (*before, *words))
        before = []
        if is_total(joined(label)):
            total, position = row, position + 1
            break
        if not all(is_whole(cell.text) for cell in cells) or (rows and count != len(rows[0].cells)):
            return None
        rows.append(row)
    else:
        position = len(lines)
    rest = [words for _, words in lines[position:]] if total is None else []
    if len(rows) < FEWEST_ROWS or len(rows[0].cells) > MOST_COLUMNS or any(_cells(words) for words in rest):
        # Rows that go on behind a line that is none: where one ends and the next begins cannot be told.
        return None
    return rows, total


def _titles(
    head: Sequence[Placed], rows: Sequence[PlainRow], years: Sequence[bool | None], usage: Usage
) -> tuple[Sequence[str], Sequence[str]] | None:
    """The titles over the names, and those over the figures: by the cells of a ruled table, else by their words."""
    ruled: dict[int, list[Placed]] = {}
    for word in head:
        if word.column is None:
            parted = part_head(head, years, usage)
            return (parted.texts, parted.figures) if parted else None
        ruled.setdefault(word.column, []).append(word)
    under = [cell.column for cell in rows[0].cells if cell and cell.column is not None]
    named = sorted(column for column in ruled if column not in under)
    if len(under) < len(years) or any(column not in ruled for column in under) or not named or min(under) < max(named):
        return None
    return [joined(ruled[column]) for column in named], [joined(ruled[column]) for column in under]


def _summed(
    columns: Sequence[PlainColumn], rows: Sequence[PlainRow], whole: PlainRow | None
) -> tuple[PlainRow | None, tuple[int, ...]]:
    """The row of the total with a cell a column, and the columns in which it is not the sum.

    A total of fewer cells belongs to the columns that add up, where the sums bear it out.
    """
    if whole is None:
        return None, ()
    printed = [cell for cell in whole.cells if cell]
    adding = [
        at for at, column in enumerate(columns) if not column.years and not _NOT_SUMMED.search(fold(column.title))
    ]
    if len(printed) < len(columns):
        if len(printed) != len(adding) or not all(
            _adds_up(rows, at, cell) for at, cell in zip(adding, printed, strict=True)
        ):
            return None, ()
        by_column = dict(zip(adding, printed, strict=True))
        cells = tuple(by_column.get(at) for at in range(len(columns)))
        return PlainRow(whole.label, cells, whole.words), ()
    if len(printed) > len(columns) or not all(is_whole(cell.text) for cell in printed):
        return None, ()
    unproven = tuple(at for at in adding if not is_nil(printed[at].text) and not _adds_up(rows, at, printed[at]))
    return whole, unproven


def _adds_up(rows: Iterable[PlainRow], at: int, total: Placed) -> bool:
    if not is_figure(total.text):
        return False
    values = [number(cell.text) for row in rows if (cell := row.cells[at]) and is_figure(cell.text)]
    return abs(sum(values) - number(total.text)) < EXACT


def _named(rows: Sequence[PlainRow], titles: Sequence[str], places: frozenset[str]) -> list[PlainRow]:
    """The rows by their names alone, and with what the further columns of words before the figures say.

    Without rules a word that every name holds ends it, "Kuzey Tesisi Biyolojik", or the last words that come again do.
    """
    if len(titles) == 1:
        return list(rows)
    parts = text_columns.parted([row.label for row in rows], titles, places)
    if all(all(told) for _, *told in parts):
        return [_parted(row, label, titles, told) for row, (label, *told) in zip(rows, parts, strict=True)]
    ends = _ends_of_names(rows, len(titles))
    if ends is None:
        return list(rows)
    # Where the second of several further columns begins cannot be told.
    texts = titles if len(titles) == FEWEST_TEXTS else ()
    return [
        _parted(row, row.label[:end], texts, [row.label[end:]][: len(texts)])
        for row, end in zip(rows, ends, strict=True)
    ]


def _ends_of_names(rows: Sequence[PlainRow], texts: int) -> list[int] | None:
    """How many words of each label are its name; None where nothing tells."""
    held = [{word.key for word in row.label[1:-1] if word.key} for row in rows]
    common = set.intersection(*held)
    ends = [max((at for at, word in enumerate(row.label[:-1], 1) if word.key in common), default=0) for row in rows]
    if common and len({row.label[end - 1].key for row, end in zip(rows, ends, strict=True)}) == 1:
        return ends
    last = [row.label[-1].key for row in rows]
    if texts == 2 and len(set(last)) < len(last) and all(len(row.label) > 1 for row in rows):
        return [len(row.label) - 1 for row in rows]
    return None


def _parted(
    row: PlainRow, label: Sequence[Placed], titles: Sequence[str], told: Sequence[Sequence[Placed]]
) -> PlainRow:
    texts = tuple((title, joined(part)) for title, part in zip(titles[1:], told, strict=True) if part)
    return PlainRow(tuple(label), row.cells, row.words, texts)
