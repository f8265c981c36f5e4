"""Answers and whole tables as spreadsheets: a row a subject, a column a year, real numbers, a chart of Excel's own."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Figure, Result
from bot.questions.registry import measure_word
from bot.replies import figures as words
from bot.replies.chart import ranked
from knowledge.base import KnowledgeBase

FIRST_HEAD, UNIT_HEAD, SOURCE_HEAD = "Konu", "Birim", "Kaynak"
HEAD_ROW = 3
"""Rows above the table: its title, whose it is, what was computed (below it where there is more)."""
NAME_WIDTH, FIGURE_WIDTH, UNIT_WIDTH, SOURCE_WIDTH = 58, 17, 9, 26
"""Characters of a column."""
SHEET_NAME = 31
"""Letters that a sheet's name may have."""
CHARTED = 15
"""Rows that a chart of several subjects shows."""
STRONG, HEAD, ASKED = "#c26a00", "#22303d", "#ffe3b8"
_FORMATS = {"TL": '{} "TL"', "oran": '"%"{}', "%": '"%"{}', "m²": '{} "m²"'}
"""How a unit's figures are shown; {} is the number."""
_WHOLE, _BROKEN = "#,##0", "#,##0.00"
"""Two shapes, since "#,##0.##" leaves a bare comma behind whole numbers."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Row:
    """One subject: its name, and its figures by column."""

    name: str
    figures: tuple[tuple[Column, Figure], ...]

    @property
    def unit(self) -> str:
        """The unit of its figures, "" where they differ."""
        units = {figure.unit for _, figure in self.figures}
        return units.pop() if len(units) == 1 else ""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its title, what was computed, its rows, and the columns that were asked for."""

    name: str
    title: str
    rows: tuple[Row, ...]
    asked: frozenset[Column] = frozenset()
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column in which a row has a figure, in the order of the years."""
        found = dict.fromkeys(column for row in self.rows for column, _ in row.figures)
        return tuple(sorted(found, key=lambda column: column.year or 0))


def answer(base: KnowledgeBase, question: str, results: Sequence[Result]) -> bytes | None:
    """A workbook of what an answer is about, each subject with all its years; None where it tells no figure.

    Of a ranking it holds what the chart shows.
    """
    results = [ranked(base, result) for result in results]
    told = [figure for result in results for figure in (*result.figures, *result.operands)]
    if not told:
        return None
    printed = [figure for figure in told if not figure.computed]
    subjects = dict.fromkeys((figure.subject, figure.item) for figure in printed)
    asked = frozenset(column for result in results for column in _asked(result))
    computed = [figure for figure in told if figure.computed and figure.measure != q.COUNT]
    rows = tuple(_row(base, subject, item) for subject, item in subjects)
    notes = tuple(_note(base, figure) for figure in computed) if len(computed) <= len(results) else ()
    if not rows:
        rows = tuple(Row(_name(base, one), ((Column(one.measure, one.year), one),)) for one in dict.fromkeys(told))
    return workbook(base, [Table("Yanıt", question, rows, asked, notes)])


def _asked(result: Result) -> tuple[Column, ...]:
    """The columns that a question named, or that were taken for it."""
    return (*(cell.column for cell in result.query.cells), *result.query.columns)


def indicators(base: KnowledgeBase) -> bytes:
    """All indicators with all their columns, a sheet for each sub-programme."""
    tables = []
    for parent in dict.fromkeys(indicator.parent for indicator in base.of_kind("indicator")):
        if parent is None:
            continue
        name = base.entity(parent).name
        own = [one.id for one in base.of_kind("indicator") if one.parent == parent]
        tables.append(Table(name, f"{name}: performans göstergeleri", _rows(base, own)))
    return workbook(base, tables)


def budget(base: KnowledgeBase) -> bytes:
    """The budgets of the agency, its programmes and activities with all their columns."""
    scopes = [base.agency.id]
    for kind in ("programme", "sub_programme", "activity"):
        scopes += [entity.id for entity in base.of_kind(kind)]
    return workbook(base, [Table("Bütçe", f"{base.agency.name}: bütçe", _rows(base, scopes))])


def workbook(base: KnowledgeBase, tables: Sequence[Table]) -> bytes:
    """A workbook of some tables."""
    from xlsxwriter import Workbook

    kept = io.BytesIO()
    book = Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": _clean(tables[0].title)[:200], "company": base.agency.name})
    page = _Pages(base, book)
    for table in tables:
        page.add(table)
    book.close()
    return kept.getvalue()


class _Pages:
    """Writes the sheets of a workbook."""

    def __init__(self, base: KnowledgeBase, book: Any) -> None:
        self.base = base
        self.book = book
        self.taken: set[str] = set()
        top = {"valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format(
            {"bold": True, "bg_color": HEAD, "font_color": "#ffffff", "text_wrap": True, "valign": "vcenter"}
        )
        self.strong_head = book.add_format(
            {"bold": True, "bg_color": STRONG, "font_color": "#ffffff", "text_wrap": True, "valign": "vcenter"}
        )
        self.text = book.add_format({"text_wrap": True, **top})
        self.small = book.add_format({"font_color": "#52606d"})
        self.formats: dict[tuple[str, bool], Any] = {}

    def add(self, table: Table) -> None:
        """Adds a sheet with a table, its source, and a chart where figures can be held against each other."""
        page = self.book.add_worksheet(_sheet_name(_clean(table.name), self.taken))
        columns = table.columns
        page.write_string(0, 0, _clean(table.title), self.title)
        titles = dict.fromkeys(
            self.base.programme_of(figure.programme).title for row in table.rows for _, figure in row.figures
        )
        whose = " · ".join([self.base.agency.name, *titles])
        page.write_string(1, 0, whose, self.small)
        page.write_string(2, 0, "; ".join(map(_clean, table.notes)), self.small)
        heads = [FIRST_HEAD, *map(_head, columns), UNIT_HEAD, SOURCE_HEAD]
        for place, name in enumerate(heads):
            asked = 0 < place <= len(columns) and columns[place - 1] in table.asked and len(columns) > 1
            page.write_string(HEAD_ROW, place, name, self.strong_head if asked else self.head)
        page.set_column(0, 0, NAME_WIDTH)
        page.set_column(1, max(1, len(columns)), FIGURE_WIDTH)
        page.set_column(len(columns) + 1, len(columns) + 1, UNIT_WIDTH)
        page.set_column(len(columns) + 2, len(columns) + 2, SOURCE_WIDTH)
        page.set_row(HEAD_ROW, 32)
        for number, row in enumerate(table.rows, HEAD_ROW + 1):
            self._write(page, number, row, columns, table.asked)
        last = HEAD_ROW + len(table.rows)
        page.autofilter(HEAD_ROW, 0, last, len(heads) - 1)
        page.freeze_panes(HEAD_ROW + 1, 1)
        self._chart(page, table, columns)
        page.set_landscape()
        page.fit_to_pages(1, 0)

    def _write(self, page: Any, number: int, row: Row, columns: Sequence[Column], asked: frozenset[Column]) -> None:
        figures = dict(row.figures)
        page.write_string(number, 0, _clean(row.name), self.text)
        for place, column in enumerate(columns, 1):
            figure = figures.get(column)
            if figure is not None:
                marked = column in asked and len(columns) > 1
                page.write_number(number, place, figure.value, self._format(figure, marked))
        page.write_string(number, len(columns) + 1, row.unit, self.text)
        page.write_string(number, len(columns) + 2, _source(row), self.text)

    def _format(self, figure: Figure, marked: bool) -> Any:
        key = (number_format(figure), marked)
        if key not in self.formats:
            shape: dict[str, object] = {"num_format": key[0], "valign": "top"}
            self.formats[key] = self.book.add_format(shape | ({"bg_color": ASKED, "bold": True} if marked else {}))
        return self.formats[key]

    def _chart(self, page: Any, table: Table, columns: Sequence[Column]) -> None:
        """A chart below the table: of one subject its years, of several those of the first unit in the asked column."""
        first, last = HEAD_ROW + 1, HEAD_ROW + len(table.rows)
        if len(table.rows) == 1 and len(columns) > 1:
            chart = self.book.add_chart({"type": "column"})
            points = [{"fill": {"color": STRONG if one in table.asked else "#6fa8d6"}} for one in columns]
            chart.add_series(
                {
                    "name": [page.name, first, 0],
                    "categories": [page.name, HEAD_ROW, 1, HEAD_ROW, len(columns)],
                    "values": [page.name, first, 1, first, len(columns)],
                    "points": points,
                    "data_labels": {"value": True},
                    "gap": 60,
                }
            )
            title = table.rows[0].name
        elif 1 < len(table.rows) <= CHARTED and len({row.unit for row in table.rows}) == 1 and columns:
            place = next((n for n, one in enumerate(columns, 1) if one in table.asked), len(columns))
            chart = self.book.add_chart({"type": "bar"})
            chart.add_series(
                {
                    "name": [page.name, HEAD_ROW, place],
                    "categories": [page.name, first, 0, last, 0],
                    "values": [page.name, first, place, last, place],
                    "fill": {"color": STRONG},
                    "data_labels": {"value": True},
                    "gap": 50,
                }
            )
            chart.set_y_axis({"reverse": True})
            title = _head(columns[place - 1])
        else:
            return
        chart.set_title({"name": _clean(title), "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        chart.set_size({"width": 860, "height": 300 if len(table.rows) == 1 else 120 + 34 * len(table.rows)})
        page.insert_chart(last + 2, 0, chart, {"description": _clean(title)})


def number_format(figure: Figure) -> str:
    """How a spreadsheet shows a figure.

    >>> number_format(Figure(13, "oran", "x")), number_format(Figure(22.82, "%", "x"))
    ('"%"#,##0', '"%"#,##0.00')
    """
    number = _WHOLE if float(figure.value).is_integer() else _BROKEN
    return _FORMATS.get(figure.unit, "{}").format(number)


def _rows(base: KnowledgeBase, subjects: Iterable[str]) -> tuple[Row, ...]:
    found = (_row(base, subject, None) for subject in subjects)
    return tuple(row for row in found if row.figures)


def _row(base: KnowledgeBase, subject: str, item: str | None) -> Row:
    """A subject with every figure that the programmes have of it."""
    found = Figures(base)
    figures = [(column, found.at(Cell(subject, item, column))) for column in found.columns(subject, item)]
    return Row(
        words.subject(base, subject, item),
        tuple((column, replace(figure, others=())) for column, figure in figures if figure is not None),
    )


def _name(base: KnowledgeBase, figure: Figure) -> str:
    try:
        return words.subject(base, figure.subject, figure.item)
    except KeyError:
        return figure.subject


def _note(base: KnowledgeBase, figure: Figure) -> str:
    """What was computed, in words: "değişim: %111,8"."""
    sign = "-" if figure.unit == "%" and figure.value < 0 else ""
    return f"{measure_word(figure)}: {sign}{words.number(figure.value, figure.unit)}"


def _head(column: Column) -> str:
    head = words.column_words(column)
    return head[:1].upper() + head[1:]


def _source(row: Row) -> str:
    return ", ".join(dict.fromkeys(figure.places[0][0] for _, figure in row.figures if figure.places))


def _clean(text: str) -> str:
    """Text without the control characters and lone surrogates that no spreadsheet may hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes: short, without its own signs, unlike the others."""
    short = " ".join(name.translate(_FORBIDDEN).split())[:SHEET_NAME] or "Tablo"
    number = 1
    while short.casefold() in taken:
        number += 1
        short = f"{short[: SHEET_NAME - 3]} {number}"
    taken.add(short.casefold())
    return short
