"""What the columns of the tables mean, worked out from the budget year and the years in their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importing.document import Placed
from knowledge.importing.values import is_year


@dataclass(frozen=True, slots=True)
class Column:
    """A measure of a year."""

    measure: str
    year: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, and what its head says otherwise, if anything."""

    columns: tuple[Column, ...]
    doubt: str = ""
    certain: bool = True
    """Whether the head says so, and not only the number of cells."""

    @property
    def count(self) -> int:
        """How many cells a row has."""
        return len(self.columns)


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


def of_totals(year: int) -> tuple[Column, ...]:
    """The three years of the tables of the whole agency."""
    return Column("budget", year), Column("forecast", year + 1), Column("forecast", year + 2)


EARLIEST = 3
"""Years before the budget year that a column can be of."""
FIRST_OF_INDICATORS = 4
"""Columns of an indicator where the programme has no forecasts."""


def read_indicator_head(words: Sequence[Placed], year: int, cells: int) -> Columns:
    """The columns that the head of an indicator names.

    Its years in their order decide; where the line breaks have lost them, the number of cells does.
    """
    years = [int(word.text) for word in words if is_year(word.text)]
    whole = of_indicators(year)
    named = _named(words, year)
    for columns in (whole, whole[:FIRST_OF_INDICATORS]):
        if years == [column.year for column in columns]:
            # The two columns of the year before may stand the other way round, if their titles say so without a doubt.
            return Columns(named if len(named) == len(columns) and set(named) == set(columns) else columns)
    if named and len(named) == cells and min(column.year for column in named) >= year - EARLIEST:
        return Columns(named)
    doubt = ""
    if years and (not set(years) <= {column.year for column in whole} or len(years) >= FIRST_OF_INDICATORS):
        doubt = f"the head names the years {', '.join(map(str, years))}, which are not those of the budget year {year}"
    if cells <= FIRST_OF_INDICATORS and len(years) <= FIRST_OF_INDICATORS:
        return Columns(whole[:FIRST_OF_INDICATORS], doubt, certain=False)
    return Columns(whole, doubt, certain=False)


def _named(words: Sequence[Placed], year: int) -> tuple[Column, ...]:
    """Columns by their titles, each a year and the words after it; empty where a title is not known."""
    found: list[Column] = []
    title: list[str] = []
    number: int | None = None

    def close() -> bool:
        if number is None:
            return True
        measure = _measure(title, number, year)
        if not measure or Column(measure, number) in found:
            return False
        found.append(Column(measure, number))
        return True

    for word in words:
        if is_year(word.text):
            if not close():
                return ()
            number, title = int(word.text), []
        elif number is not None:
            title.append(word.key)
    if not close():
        return ()
    return tuple(found)


def _measure(title: Sequence[str], number: int, year: int) -> str:
    text = " ".join(title)
    if ("planlanan" in text or "plan" in title) and ("gerc" in text or "ys" in title):
        return ""
    if "planlanan" in text or "plan" in title:
        return "planned" if number < year else ""
    if "hedef" in text:
        return "target" if number == year else ""
    if "gerc" in text or "ys" in title:
        return "estimate" if number == year - 1 else "realised" if number < year - 1 else ""
    if "tahmin" in text:
        return "forecast" if number > year else "estimate" if number == year - 1 else ""
    return "realised" if number < year - 1 and not title else ""


def read_cost_head(words: Sequence[Placed], year: int) -> Columns:
    """The five columns of costs, with what speaks against them in the head."""
    years = [int(word.text) for word in words if is_year(word.text)]
    columns = of_costs(year)
    doubt = ""
    if years and not set(years) <= {column.year for column in columns}:
        doubt = f"the head names the years {', '.join(map(str, years))}, which are not those of the budget year {year}"
    return Columns(columns, doubt)
