"""What a programme's text says that the columns of years hold: "2023 sütunu gerçekleşen, 2025 sütunu hedeflenen …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from knowledge.importing.columns import Columns
from knowledge.importing.head_columns import LONE, Column
from knowledge.importing.head_items import PAST
from knowledge.importing.head_words import FIGURE
from knowledge.importing.lines import Line

_COLUMN = re.compile(r"\b(?P<year>(?:19|20|21)\d\d) (?:yili )?sutunu\w*(?P<said>[^.]*?)(?=\b(?:19|20|21)\d\d |\.)")
_STEMS = (("tahmin", "estimate"), ("beklen", "estimate"), ("gercekles", "realised"), ("hedef", "target"))
"""How the words begin that say what a column holds; the first one counts: a "gerçekleşme tahmini" is an estimate."""


def read_legend(lines: Iterable[Line], budget_year: int) -> Mapping[int, str]:
    """The measures of columns by the years that head them; those that the text says twice and otherwise have none."""
    said: dict[int, set[str]] = {}
    for match in _COLUMN.finditer(" ".join(line.folded for line in lines)):
        year = int(match["year"])
        measure = next((means for stem, means in _STEMS if stem in match["said"]), "")
        if measure == "estimate" and year > budget_year:
            measure = "forecast"
        said.setdefault(year, set()).add(measure)
    told = {year: measures.pop() for year, measures in said.items() if len(measures) == 1}
    return {year: measure for year, measure in told.items() if _may_be(measure, year, budget_year)}


def _may_be(measure: str, year: int, budget_year: int) -> bool:
    """Whether a programme can hold a measure of a year: nothing is realised of one to come, nothing aimed at before."""
    return year < budget_year if measure in PAST else bool(measure) and year >= budget_year


def with_legend(columns: Columns, legend: Mapping[int, str]) -> Columns:
    """The columns of a head that prints years alone as the text says what they hold, or as they are if it says less."""
    lone = [column for column in columns.columns if column.measure == LONE]
    if not lone or any(column.year not in legend for column in lone):
        return columns

    def read(column: Column) -> Column:
        measure = legend.get(column.year or 0, "") if column.measure == LONE else ""
        return replace(column, measure=measure, role=FIGURE) if measure else column

    told = tuple(map(read, columns.columns))
    cells = [(column.measure, column.year) for column in told if column.kept]
    return replace(columns, columns=told) if len(cells) == len(set(cells)) else columns
