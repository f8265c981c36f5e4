"""Reading the tables of money: activity costs, economic classification, and the table of programmes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.importing.codes import is_code, size_of_codes
from knowledge.importing.columns import NO_COLUMNS, Columns, read_cost_head, torn
from knowledge.importing.cost_units import Units, with_units
from knowledge.importing.document import Placed, key
from knowledge.importing.head_columns import JUNE, LONE, SO_FAR, Column
from knowledge.importing.head_words import ANSWERABLE, FIGURE, UNREAD, end_of_titles, holds_titles
from knowledge.importing.heads import read_heads
from knowledge.importing.indicator_rows import end_of_head
from knowledge.importing.rows import (
    NO_GRID,
    Grid,
    Row,
    labelled,
    learned_grid,
    prefixes_of,
    readings,
    without_marks,
    without_prose,
)
from knowledge.importing.ruled import RuledTable, printed_cells, ruled_table, value_of
from knowledge.importing.scale import scale_of, titles_with_scale
from knowledge.importing.values import is_cell, is_figure, is_nil, is_year

EXPENSES = {
    "Personel Giderleri": "içi",
    "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri": "içi",
    "Mal ve Hizmet Alım Giderleri": "içi",
    "Faiz Giderleri": "içi",
    "Cari Transferler": "içi",
    "Sermaye Giderleri": "içi",
    "Sermaye Transferleri": "içi",
    "Borç Verme": "içi",
    "Yedek Ödenekler": "içi",
    "Bütçe İçi Toplam Kaynak": "",
    "Döner Sermaye": "dışı",
    "Özel Hesap": "dışı",
    "Diğer Yurt İçi": "dışı",
    "Yurt Dışı": "dışı",
    "Diğer Bütçe Dışı Kaynak": "dışı",
    "Bütçe Dışı Toplam Kaynak": "",
}
"""The items of the economic classification, with the total that each counts towards."""
INSIDE = "Bütçe İçi Toplam Kaynak"
OUTSIDE = "Bütçe Dışı Toplam Kaynak"
GRAND = "Faaliyet Maliyeti Toplamı"
GENERAL = "Genel Toplam"
GRAND_KEYS = ("faaliyetmaliyetleritoplami", "toplamkaynakihtiyaci", "geneltoplam", "toplam", "toplammaliyet")
"""Other keys of the total of an activity's table."""
_SPELLINGS = {
    "SGK Devlet Primi Giderleri": "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri",
    "Sosyal Güvenlik Kurumlarına Devlet Primi Giderleri": "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri",
    "Sosyal Güvenlik Kurumlarına Devlet Primi": "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri",
    "Mal ve Hizmet Alımları": "Mal ve Hizmet Alım Giderleri",
    "Mal ve Hizmet Alımı Giderleri": "Mal ve Hizmet Alım Giderleri",
    "Bütçe İçi Toplam": INSIDE,
    "Bütçe Dışı Toplam": OUTSIDE,
    "Diğer Bütçe Dışı Kaynaklar": "Diğer Bütçe Dışı Kaynak",
    "Yedek Ödenek": "Yedek Ödenekler",
    "Toplam Bütçe Kaynak İhtiyacı": INSIDE,
    "Bütçe Kaynak İhtiyacı": INSIDE,
    "Toplam Bütçe İçi Kaynak İhtiyacı": INSIDE,
    "Toplam Bütçe Dışı Kaynak İhtiyacı": OUTSIDE,
    "Diğer Yurt İçi Kaynaklar": "Diğer Yurt İçi",
    "SGK Devlet Primi": "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri",
    "Sosyal Güvenlik Kurumlarına Devlet Primi Gideri": "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri",
    "Sos. Güv. Kur. Devlet Primi Giderleri": "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri",
    "Mal ve Hizmet Alımı": "Mal ve Hizmet Alım Giderleri",
    "Cari Transfer": "Cari Transferler",
    "Sermaye Transferi": "Sermaye Transferleri",
    "Faiz Gideri": "Faiz Giderleri",
    "Personel Gideri": "Personel Giderleri",
    "Sermaye Gideri": "Sermaye Giderleri",
}
_CODE = re.compile(r"0\d[.)]?")
_LEVEL = re.compile(r"\d{2}(?:\.\d{1,2})+")
LONGEST_NUMBER = 3
"""Digits and stops of a row's number at most."""
MOST_ROWS = 200
"""The greatest number that counts a table's rows."""


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """The rows of a table of money."""

    rows: tuple[Row, ...]
    head: tuple[Placed, ...]
    scale: int
    """What it says that its amounts are multiplied with: 1 where it says nothing, 0 where that is not understood."""
    columns: Columns = NO_COLUMNS
    prose: tuple[Placed, ...] = ()
    """Words of lines between and behind its rows that are none."""
    answerable: bool = False
    """Whether one of its columns names units that are answerable."""
    unclear: tuple[Placed, ...] = ()
    """Words of rows whose names cannot be told from their units."""


def expense_labels() -> dict[str, str]:
    """The items of the classification by the keys of all their spellings."""
    labels = {key(name): name for name in EXPENSES}
    return labels | {key(spelled): name for spelled, name in _SPELLINGS.items()}


def cost_table(
    words: Sequence[Placed],
    known: Iterable[str],
    year: int,
    *,
    counted: bool = False,
    report: bool = False,
    units: Units | None = None,
) -> MoneyTable:
    """A table whose columns its head names: with rules cell by cell, in running text by the order of its heads.

    `words` begin with the head; `counted` says that its rows have numbers; `units` are those that the document names.
    """
    known = frozenset(known)
    ruled = ruled_table(words, year, report=report)
    if ruled is not None:
        return _ruled(ruled, year, report=report)
    plain = [part for word in _without_codes(words) for part in _without_dash(word)]
    words = _uncounted(plain, 1 if counted else 2)
    start = _body(words, known)
    head, body = words[:start], words[start:]
    body, prose = without_prose(body)
    rows = _until_total([replace(row, label=without_marks(row.label)) for row in labelled(body, known)])
    cells = _usual_count(rows)
    columns = _of_money(read_cost_head(head, year, cells, report=report), year, report=report)
    heads = read_heads(head, year, report=report)
    rows = _with_names(rows, columns.count)
    if rows and holds_titles(rows[0].label):
        columns = torn(columns)
    rows, answerable, unclear = with_units(rows, heads, columns.count, units)
    scale = scale_of((*head, *_below(_tails(rows)), *_below(prose)))
    return MoneyTable(tuple(rows), tuple(head), scale, columns, tuple(prose), answerable, tuple(unclear))


def money_table(words: Sequence[Placed], known: Iterable[str], count: int) -> MoneyTable:
    """The rows of a table of `count` columns whose heads do not tell them."""
    known = frozenset(known)
    words = [part for word in words if not _CODE.fullmatch(word.text) for part in _without_dash(word)]
    start = _body(words, known)
    head, body = words[:start], words[start:]
    rows = _with_names(labelled(body, known), count)
    return MoneyTable(tuple(rows), tuple(head), scale_of(head))


def _ruled(table: RuledTable, year: int, *, report: bool) -> MoneyTable:
    rows: list[Row] = []
    units = table.of(ANSWERABLE)
    for held in table.rows:
        named = held.cells.get(table.label, [])
        label = [word for word in named[size_of_codes(named) if named else 0 :] if word.key and not _is_code(word)]
        cells = printed_cells(held, table)
        if not cells and rows and label and not rows[-1].tail and label[0].text[:1].islower():
            rows[-1] = replace(rows[-1], label=[*rows[-1].label, *label], known=None)
            continue
        if not label and not cells:
            continue
        values = tuple(value_of(held.cells.get(column, ()))[0] for column in table.figures)
        label = without_marks(label)
        row = Row(label, "".join(word.key for word in label), cells, reading=values)
        row.answerable = [word for column in units for word in held.cells.get(column, ())]
        if cells:
            rows.append(row)
        elif rows:
            rows[-1].tail += label
    columns = _of_money(Columns(tuple(table.heads[column] for column in table.figures)), year, report=report)
    words = (*table.head, *_below(table.after))
    return MoneyTable(tuple(rows), tuple(table.head), scale_of(words), columns, tuple(table.after), bool(units))


def _of_money(columns: Columns, year: int, *, report: bool) -> Columns:
    """The columns of money: what is realised of a budget is what was spent.

    A programme's amounts of a year without a title are its budget and the forecasts of the years to come.
    """
    cells = {(column.measure, column.year) for column in columns.columns if column.kept}

    def read(column: Column) -> Column:
        if column.measure == "realised":
            return replace(column, measure="expended")
        if column.role != UNREAD or column.year is None:
            return column
        if column.measure.startswith(SO_FAR):
            spent = column.measure.replace(SO_FAR, "spent_").replace(f"_{JUNE}", "")
            return replace(column, measure=spent, role=FIGURE)
        measure = "budget" if column.year == year else "forecast"
        if column.measure == LONE and column.year >= year and not report and (measure, column.year) not in cells:
            return replace(column, measure=measure, role=FIGURE)
        return column

    return replace(columns, columns=tuple(map(read, columns.columns)))


def _is_code(word: Placed) -> bool:
    return is_code(word.text) or any(pattern.fullmatch(word.text) for pattern in (_CODE, _LEVEL))


def _without_codes(words: Sequence[Placed]) -> list[Placed]:
    """The words without the codes of rows, and without the dash that parts a code from its name: "01 - Personel"."""
    found: list[Placed] = []
    begins = False
    name = 0
    for index, word in enumerate(words):
        name = index + size_of_codes(words, index) if word.first else name
        named = index + 1 < len(words) and words[index + 1].text[:1].isalpha()
        behind = index > 0 and _CODE.fullmatch(words[index - 1].text) and is_nil(word.text) and named
        # A dash that begins a line before a name stands where other rows have their number.
        behind = behind or (is_nil(word.text) and (word.first or begins) and _leads_to_name(words, index))
        if index >= name and not _is_code(word) and not behind:
            # What stands behind the code that begins a line begins it without the code.
            found.append(replace(word, first=True) if begins else word)
            begins = False
        else:
            begins = begins or word.first
    return found


def _leads_to_name(words: Sequence[Placed], index: int) -> bool:
    """Whether only dashes stand between a word and a name on its line."""
    behind = (word for word in words[index:] if not is_nil(word.text))
    name = next(behind, None)
    return name is not None and name.line == words[index].line and name.text[:1].isalpha()


def codes_of(words: Sequence[Placed], rows: Iterable[Row]) -> list[Placed]:
    """The codes and numbers before the names of a table's rows, which say nothing that is kept: "F1.1.2", "01", "3"."""
    lines = {word.line for row in rows for word in (*row.label, *row.cells)}
    used = {word.index for row in rows for word in (*row.label, *row.cells, *row.tail, *row.answerable)}
    begins = [at for at, word in enumerate(words) if word.first]
    coded = {words[at + step].index for at in begins for step in range(size_of_codes(words, at))}
    return [
        word
        for word in words
        if word.line in lines
        and word.index not in used
        and (
            _is_code(word)
            or word.index in coded
            or is_nil(word.text)
            or (word.text.replace(".", "").rstrip(")").isdigit() and len(word.text) <= LONGEST_NUMBER)
        )
    ]


def _uncounted(words: Sequence[Placed], fewest: int) -> list[Placed]:
    """The words without the numbers 1, 2, 3 … that count the rows of a table, where there are not too few."""
    counting = [
        index
        for index, word in enumerate(words[:-1])
        if word.first and word.text.isdigit() and int(word.text) <= MOST_ROWS and words[index + 1].text[:1].isalpha()
    ]
    numbers = [int(words[index].text) for index in counting]
    if len(numbers) < fewest or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return list(words)
    names = {index + 1 for index in counting}
    kept = ((index, word) for index, word in enumerate(words) if index not in counting)
    return [replace(word, first=True) if index in names else word for index, word in kept]


def _usual_count(rows: Sequence[Row]) -> int:
    """How many cells most rows have."""
    counts = Counter(len(row.cells) for row in rows if row.cells)
    return counts.most_common(1)[0][0] if counts else 0


def _until_total(rows: Sequence[Row]) -> list[Row]:
    """The rows up to the total that ends a table, and further totals; what follows is none of it."""
    totals = [index for index, row in enumerate(rows) if row.cells and _is_total(row)]
    if not totals:
        return list(rows)
    end = totals[-1] + 1
    found = list(rows[:end])
    for row in rows[end:]:
        found[-1].tail += [*row.label, *row.cells, *row.tail]
    return found


def _is_total(row: Row) -> bool:
    return key(row.name) in ("toplam", "geneltoplam", *GRAND_KEYS, key(GRAND))


def _below(words: Sequence[Placed]) -> list[Placed]:
    """The words below a table that may say what its amounts count: no line that is the title of the next one."""
    lines: dict[int, list[Placed]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return [word for line in lines.values() if not titles_with_scale(line) for word in line]


def _tails(rows: Sequence[Row]) -> list[Placed]:
    return [word for row in rows for word in row.tail]


def _without_dash(word: Placed) -> list[Placed]:
    """A dash and the amount that narrow columns have put right behind it; budgets are never negative."""
    if word.text[:1] in ("-", "−") and is_figure(word.text[1:]):
        return [replace(word, text="-", key=""), replace(word, text=word.text[1:], first=False)]
    return [word]


def _body(words: Sequence[Placed], known: frozenset[str]) -> int:
    """Where the column heads end: at the first known label, or after the last column's title before the figures."""
    figures = next((i for i, word in enumerate(words) if is_cell(word.text) and not is_year(word.text)), len(words))
    starts = (i for i in range(min(figures + 1, len(words))) if words[i].key)
    labels = [(i, end) for i in starts if (end := _label_end(words, i, known))]
    touching = [start for start, end in labels if end == figures]
    if touching:
        return touching[0]
    by_line = end_of_head(words)
    if 0 < by_line <= figures and by_line < len(words) and words[by_line].first:
        return by_line
    if labels:
        return labels[-1][0]
    return end_of_titles(words[:figures])


def _label_end(words: Sequence[Placed], start: int, known: frozenset[str]) -> int | None:
    """Where the longest known label that begins at a word ends."""
    prefixes = prefixes_of(known)
    text = ""
    found = None
    for index in range(start, len(words)):
        text += words[index].key
        if text in known and words[index].key:
            found = index + 1
        if text and text not in prefixes:
            break
    return found


def _with_names(rows: list[Row], count: int) -> list[Row]:
    """Rows whose label holds a number got it back from the cells, where that makes the row whole."""
    result: list[Row] = []
    for row in rows:
        surplus = len(row.cells) - count
        leading = row.cells[:surplus] if surplus > 0 else []
        if (
            leading
            and row.known is None
            and row.label
            and all(is_figure(cell.text) and "." not in cell.text for cell in leading)
            and all(cell.line == row.label[-1].line for cell in leading)
            and leading[-1].index == row.label[-1].index + len(leading)
        ):
            row = replace(row, label=[*row.label, *leading], cells=row.cells[surplus:])
        result.append(row)
    return result


def grid_of(tables: Iterable[MoneyTable], count: int) -> Grid:
    """The columns of a table, from its whole rows."""
    return learned_grid((row.cells for table in tables for row in table.rows), count)


def row_readings(row: Row, count: int, grid: Grid = NO_GRID) -> tuple[tuple[Placed | None, ...], ...]:
    """All ways to read a row's cells."""
    if row.reading is not None:
        return (row.reading,)
    return tuple(readings(row.cells, count, grid))
