"""Columns of tables: what one holds, what a head's words make of it, and what stands beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.importing.document import key
from knowledge.importing.head_items import PAST, Item
from knowledge.importing.head_words import ANSWERABLE, FIGURE, RATE, TEXT, UNREAD

LONE = "year"
"""The measure of a column whose head is a year and nothing else."""
JUNE = "06"
SO_FAR = "realised_"
"""How the measure of an unread column begins that is realised up to a month."""
TERMS = 4
"""Terms of a year that are its quarters."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a measure of a year, or why nothing of it is kept."""

    measure: str = ""
    year: int | None = None
    role: str = FIGURE
    """FIGURE; RATE, a share reckoned from others; TEXT, words; UNREAD, a head that is not understood; LABEL …"""
    part: str = ""
    """ "inside", "outside" or "whole" where it is of one source of money."""
    text: str = ""
    """The head as printed."""

    @property
    def kept(self) -> bool:
        """Whether its figures are kept."""
        return self.role == FIGURE

    @property
    def of_figures(self) -> bool:
        """Whether figures stand in it, kept or not."""
        return self.role in (FIGURE, RATE, UNREAD)


def in_context(columns: Sequence[Column], budget_year: int) -> list[Column]:
    """Columns that stand beside each other: lone years are what the others make of them, none stands twice."""
    columns = _sources(columns)
    titled = any(column.kept for column in columns)
    found: list[Column] = []
    first = True
    for position, column in enumerate(columns):
        if column.role == UNREAD and column.measure == LONE and column.year is not None:
            after = columns[position + 1] if position + 1 < len(columns) else None
            if titled and first and column.year <= budget_year - 2:
                # The usual head of indicators gives the year that is over no title.
                column = replace(column, role=FIGURE, measure="realised")
            elif (column.year or 0) > budget_year and after is not None and after.measure == "forecast":
                column = replace(column, role=FIGURE, measure="forecast")
        first = first and not column.of_figures
        found.append(column)
    found = _of_one_year(found, budget_year)
    counts = Counter(_cell(column) for column in found if column.kept)
    return [replace(c, role=UNREAD, measure="") if c.kept and counts[_cell(c)] > 1 else c for c in found]


def _of_one_year(columns: Sequence[Column], budget_year: int) -> list[Column]:
    """What a year has come to so far, or is to come to, is of the year before where all columns beside it are."""
    years = {column.year for column in columns if column.year is not None}
    if years != {budget_year - 1}:
        return list(columns)
    year = years.pop()
    so_far = (column.role == UNREAD and column.year is None and column.measure for column in columns)
    return [replace(c, role=FIGURE, year=year) if mine else c for c, mine in zip(columns, so_far, strict=True)]


def with_whole_terms(columns: Sequence[Column]) -> list[Column]:
    """The columns of a table; "I. Dönem" is a quarter only where there are four of them, else it may be half a year."""
    terms = {column.measure for column in columns if _is_term(column)}
    if len(terms) in (0, TERMS):
        return list(columns)
    return [replace(c, role=UNREAD, measure="") if _is_term(c) else c for c in columns]


def _is_term(column: Column) -> bool:
    return column.kept and column.measure.startswith("quarter") and key(column.text).endswith("donem")


def _cell(column: Column) -> tuple[str, int | None, str]:
    return column.measure, column.year, "" if column.part == "whole" else column.part


def _sources(columns: Sequence[Column]) -> list[Column]:
    """Beside "Bütçe Dışı" and "Toplam" of a year its column "Bütçe" is what the budget itself gives."""
    years = {part: {column.year for column in columns if column.part == part} for part in ("inside", "outside")}
    lone = years["outside"] - years["inside"]
    return [
        replace(c, part="inside") if c.measure == "budget" and not c.part and c.year in lone else c for c in columns
    ]


def column_of(item: Item, budget_year: int) -> Column:
    """The column that the words of a head have grown to; unread where they are not understood."""
    text = " ".join(item.words)
    unread = Column(role=UNREAD, text=text)
    if item.role in (TEXT, ANSWERABLE, RATE):
        return Column(role=item.role, text=text)
    if item.strange or item.part == "other" or item.role == UNREAD:
        return unread
    measure, year = item.measure, item.year
    if measure == "expended" and item.month:
        measure = "spent" if item.month == JUNE else f"spent_{item.month}"
    elif item.month and measure == "realised" and year is not None:
        # Of money it is what was spent so far; of an indicator no figure of the year.
        return Column(f"{SO_FAR}{item.month}", year, UNREAD, text=text)
    elif item.month:
        return unread
    if not measure and item.part and year is not None:
        # A year of one source of money is that of a table of the whole.
        measure = "budget" if year == budget_year else "forecast" if year > budget_year else ""
    if year is None and measure.startswith("quarter"):
        year = budget_year
    past = measure in PAST or measure.startswith("spent")
    if year is None and (measure == "estimate" or measure.startswith("spent")) and not item.part:
        return Column(measure, None, UNREAD, text=text)
    if not measure and year is not None and not item.part:
        return Column(LONE, year, UNREAD, text=text)
    if not measure or year is None or (past and year > budget_year):
        return unread
    return Column(measure, year, FIGURE, item.part, text)
