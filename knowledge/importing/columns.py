"""What the columns of the standard tables are where line breaks have torn their heads.

Heads decide (`knowledge.importing.heads`). Only a head of which the breaks have lost a part, and of which what is left
stands in the usual order, is taken for the usual one; that is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.importing.document import Placed
from knowledge.importing.head_columns import Column
from knowledge.importing.head_words import UNREAD
from knowledge.importing.heads import read_heads, years_and_titles
from knowledge.importing.notes import Told, tell

FARTHEST = 4
"""Years before and after the budget year that columns are of."""
FIRST_OF_INDICATORS = 4
"""Columns of an indicator where the programme has no forecasts."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of figures of a table, and what a person should know of how they were found."""

    columns: tuple[Column, ...]
    doubt: Told | None = None
    certain: bool = True
    """Whether the head says so, and not only the number of cells."""
    left: tuple[tuple[int, ...], tuple[str, ...]] = ((), ())
    """The years and measures that a torn head still has."""

    @property
    def count(self) -> int:
        """How many cells a row has."""
        return len(self.columns)


NO_COLUMNS = Columns(())


def of_indicators(year: int) -> tuple[Column, ...]:
    """The six columns of an indicator.

    >>> [(column.measure, column.year) for column in of_indicators(2023)][:4]
    [('realised', 2021), ('planned', 2022), ('estimate', 2022), ('target', 2023)]
    """
    return (
        Column("realised", year - 2),
        Column("planned", year - 1),
        Column("estimate", year - 1),
        Column("target", year),
        Column("forecast", year + 1),
        Column("forecast", year + 2),
    )


def of_costs(year: int) -> tuple[Column, ...]:
    """The five columns of costs."""
    return (
        Column("budget", year - 1),
        Column("spent", year - 1),
        Column("budget", year),
        Column("forecast", year + 1),
        Column("forecast", year + 2),
    )


def read_indicator_head(words: Sequence[Placed], year: int, cells: int, *, report: bool = False) -> Columns:
    """The columns that the head of an indicator names; those that it does not tell are unread."""
    whole = of_indicators(year)
    return _read(words, year, (whole, whole[:FIRST_OF_INDICATORS]), cells, report=report)


def read_cost_head(words: Sequence[Placed], year: int, cells: int = 5, *, report: bool = False) -> Columns:
    """The columns that the head of a table of costs names; those that it does not tell are unread."""
    return _read(words, year, (of_costs(year),), cells, report=report)


def _read(
    words: Sequence[Placed], year: int, usual: Sequence[tuple[Column, ...]], cells: int, *, report: bool
) -> Columns:
    columns = tuple(column for column in read_heads(words, year, report=report) if column.of_figures)
    years, titles, strange = years_and_titles(words)
    if columns and all(column.role != UNREAD for column in columns):
        return Columns(columns)
    for whole in usual:
        measures = {column.measure for column in whole[1:]}
        own = [column.year for column in whole]
        same = years == own and set(_usual(titles)) <= measures
        # A year that stands over two columns is printed once, and the first column may have no title.
        order = [column.measure for column in whole]
        merged = years == list(dict.fromkeys(own)) and _usual(titles) in (order, order[1:])
        if titles and not strange and (same or merged):
            return Columns(_june(whole, words))
    left = (tuple(years), tuple(_usual(titles)))
    lost = not strange and any(_left_of(left, whole) for whole in usual) and len(years) < min(map(len, usual))
    if not columns or (lost and len(columns) != cells and not report):
        fitting = [whole for whole in usual if len(whole) == cells] or [
            usual[-1] if cells < len(usual[0]) else usual[0]
        ]
        if lost and years and not report:
            told = tell("head_torn", head=" ".join(word.text for word in words))
            return Columns(_june(fitting[0], words), told, False, left)
        unread = tuple(Column(role=UNREAD, text=" ".join(word.text for word in words)) for _ in range(max(cells, 1)))
        return Columns(unread, None, False, left)
    return Columns(columns)


def _june(columns: Sequence[Column], words: Sequence[Placed]) -> tuple[Column, ...]:
    """The usual columns; what was spent to June only where June is printed."""
    printed = any(word.key == "haziran" for word in words)
    return tuple(c if printed or c.measure != "spent" else replace(c, role=UNREAD, measure="") for c in columns)


def torn(columns: Columns) -> Columns:
    """The columns of a head of which a part has run into the first row: none of them is sure."""
    lost = tuple(replace(c, role=UNREAD, measure="") if c.of_figures else c for c in columns.columns)
    return Columns(lost)


def disagreement(columns: Sequence[Column], year: int) -> Told | None:
    """What the years of some columns say against the budget year: none is of it, or one is far from it; None else."""
    years = [column.year for column in columns if column.kept and column.year]
    if any(column.role == UNREAD for column in columns):
        # That is told already, and the budget year's may be the one that is not read.
        return None
    if not years or (year in years and all(year - FARTHEST <= one <= year + FARTHEST for one in years)):
        return None
    named = ", ".join(map(str, dict.fromkeys(years)))
    return tell("years_differ", years=named, year=year)


def fits(torn: Columns, usual: Sequence[Column]) -> bool:
    """Whether what is left of a torn head stands in other columns in the same order."""
    return _left_of(torn.left, usual)


def _left_of(left: tuple[tuple[int, ...], tuple[str, ...]], whole: Sequence[Column]) -> bool:
    years, titles = left
    return _in_order(years, [c.year for c in whole]) and set(titles) <= {c.measure for c in whole}


def _usual(titles: Sequence[str]) -> list[str]:
    """Measures of titles as the standard tables have them, where June's spending is the only one."""
    return ["spent" if title == "expended" else title for title in titles]


def _in_order(some: Sequence[int], all_: Sequence[int | None]) -> bool:
    rest = iter(all_)
    return all(any(year == other for other in rest) for year in some)
