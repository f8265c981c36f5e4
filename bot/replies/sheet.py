"""Answers and whole tables as spreadsheets: real numbers with their units, sources, one sheet a question."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answering import columns as cols
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Figure, Result
from bot.questions.registry import measure_word
from bot.replies import figures as words
from knowledge.base import KnowledgeBase

HEADS = ("Konu", "Sütun", "Yıl", "Değer", "Birim", "Kaynak", "Satır")
WIDTHS = (62, 32, 8, 20, 10, 22, 8)
"""Characters of each column."""
SHEET_NAME = 31
"""Letters that a sheet's name may have."""
_FORMATS = {"TL": '{} "TL"', "oran": '"%"{}', "%": '"%"{}', "m²": '{} "m²"'}
"""How a unit's figures are shown; {} is the number."""
_FULLER = {"spent": "Haziran sonu harcaması"}
"""Half a year's spending must not read as a year's."""
_WHOLE, _BROKEN = "#,##0", "#,##0.00"
"""Two shapes, since "#,##0.##" leaves a bare comma behind whole numbers."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its title and its figures in order."""

    name: str
    title: str
    figures: tuple[Figure, ...]


def answer(base: KnowledgeBase, question: str, results: Sequence[Result]) -> bytes | None:
    """A workbook of what an answer tells, with what it was computed from; None where it tells no figure."""
    figures = dict.fromkeys(f for result in results for f in (*result.figures, *result.operands))
    if not figures:
        return None
    return workbook(base, [Table("Yanıt", question, tuple(figures))])


def indicators(base: KnowledgeBase) -> bytes:
    """All indicators with all their columns, a sheet for each sub-programme."""
    tables = []
    for parent in dict.fromkeys(indicator.parent for indicator in base.of_kind("indicator")):
        if parent is None:
            continue
        name = base.entity(parent).name
        own = [one.id for one in base.of_kind("indicator") if one.parent == parent]
        tables.append(Table(name, f"{name}: performans göstergeleri", tuple(_all(base, own, cols.INDICATOR))))
    return workbook(base, tables)


def budget(base: KnowledgeBase) -> bytes:
    """The budgets of the agency, its programmes and activities with all their columns."""
    scopes = [base.agency.id]
    for kind in ("programme", "sub_programme", "activity"):
        scopes += [entity.id for entity in base.of_kind(kind)]
    title = f"{base.agency.name}: bütçe"
    return workbook(base, [Table("Bütçe", title, tuple(_all(base, scopes, cols.COST)))])


def workbook(base: KnowledgeBase, tables: Sequence[Table]) -> bytes:
    """A workbook of some tables."""
    from xlsxwriter import Workbook

    kept = io.BytesIO()
    book = Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": _clean(tables[0].title)[:200], "company": base.agency.name})
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": "#1b4965", "font_color": "#ffffff", "text_wrap": True})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    small = book.add_format({"italic": True, "font_color": "#52606d"})
    formats = {
        shape: book.add_format({"num_format": shape, "valign": "top"})
        for shape in dict.fromkeys(number_format(figure) for table in tables for figure in table.figures)
    }
    taken: set[str] = set()
    for table in tables:
        page = book.add_worksheet(_sheet_name(_clean(table.name), taken))
        page.write_string(0, 0, _clean(table.title), bold)
        for place, (name, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
            page.write_string(2, place, name, head)
            page.set_column(place, place, width)
        for row, figure in enumerate(table.figures, 3):
            table_name, line = figure.places[0] if figure.places else ("", 0)
            page.write_string(row, 0, _subject(base, figure), text)
            page.write_string(row, 1, _column(figure), text)
            if figure.year:
                page.write_number(row, 2, figure.year)
            page.write_number(row, 3, figure.value, formats[number_format(figure)])
            page.write_string(row, 4, figure.unit, text)
            page.write_string(row, 5, table_name if not figure.computed else f"{table_name} (hesaplandı)", text)
            if line and not figure.computed:
                page.write_number(row, 6, line)
        last = 2 + len(table.figures)
        page.autofilter(2, 0, last, len(HEADS) - 1)
        page.freeze_panes(3, 1)
        titles = dict.fromkeys(base.programme_of(figure.programme).title for figure in table.figures)
        page.write_string(last + 2, 0, f"Kaynak: {', '.join(titles)}", small)
        page.set_landscape()
        page.fit_to_pages(1, 0)
    book.close()
    return kept.getvalue()


def number_format(figure: Figure) -> str:
    """How a spreadsheet shows a figure.

    >>> number_format(Figure(13, "oran", "x")), number_format(Figure(22.82, "%", "x"))
    ('"%"#,##0', '"%"#,##0.00')
    """
    number = _WHOLE if float(figure.value).is_integer() else _BROKEN
    return _FORMATS.get(figure.unit, "{}").format(number)


def _all(base: KnowledgeBase, subjects: Iterable[str], domain: str) -> Iterable[Figure]:
    """Every figure of some subjects, in the table's order."""
    found = Figures(base)
    for subject in subjects:
        for column in cols.columns_of(domain, base.calendar):
            figure = found.at(Cell(subject, None, column))
            if figure is not None:
                yield figure


def _clean(text: str) -> str:
    """Text without the control characters and lone surrogates that no spreadsheet may hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")


def _column(figure: Figure) -> str:
    """What a figure says, without its year: "hedef", "yıl sonu gerçekleşme tahmini", "değişim"."""
    if figure.measure in _FULLER:
        return _FULLER[figure.measure]
    printed = words.column_words(Column(figure.measure, None))
    return measure_word(figure) if printed == figure.measure else printed


def _subject(base: KnowledgeBase, figure: Figure) -> str:
    try:
        return words.subject(base, figure.subject, figure.item)
    except KeyError:
        return figure.subject


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes: short, without its own signs, unlike the others."""
    short = " ".join(name.translate(_FORBIDDEN).split())[:SHEET_NAME] or "Tablo"
    number = 1
    while short.casefold() in taken:
        number += 1
        short = f"{short[: SHEET_NAME - 3]} {number}"
    taken.add(short.casefold())
    return short
