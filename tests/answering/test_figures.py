"""Figures by their coordinates: printed, summed from parts, contradicted."""

from __future__ import annotations

import pytest

from bot.answering import columns as cols
from bot.answering.figures import Figures, domain_of
from bot.answering.queries import Cell, Column
from knowledge.base import KnowledgeBase

AGENCY = "agency:goc-idaresi-baskanligi"
PERMITS = "indicator:aktif-ikamet-izni-sayisi"


@pytest.fixture(scope="module")
def figures(base: KnowledgeBase) -> Figures:
    return Figures(base)


def test_a_printed_figure_knows_where_it_stands(figures: Figures) -> None:
    figure = figures.at(Cell(PERMITS, None, Column("target", 2023)))
    assert figure is not None
    assert (figure.value, figure.printed, figure.computed) == (1_280_000, "1.280.000", False)
    assert figure.places[0][0] == "Tablo 8"


def test_a_cell_that_the_programme_does_not_hold_is_none(figures: Figures) -> None:
    assert figures.at(Cell(PERMITS, None, Column("target", 2024))) is None
    assert figures.at(Cell(PERMITS, None, Column("budget", 2023))) is None


def test_a_total_that_no_table_prints_is_summed_from_its_parts(figures: Figures, base: KnowledgeBase) -> None:
    column = Column("spent", 2022)
    total = figures.at(Cell(AGENCY, None, column))
    parts = [figures.at(Cell(a.id, None, column)) for a in base.descendants(AGENCY, "activity")]
    assert total is not None
    assert total.value == sum(part.value for part in parts if part)


def test_a_sum_is_never_made_of_some_of_the_parts(figures: Figures) -> None:
    assert figures.at(Cell(AGENCY, None, Column("spent", 2023))) is None


def test_of_two_readings_the_one_that_its_parts_add_up_to_comes_first(figures: Figures) -> None:
    figure = figures.at(Cell("programme:goc-yonetimi", None, Column("budget", 2023)))
    assert figure is not None
    assert figure.value == 9_491_747_000
    assert [value for value, _, _ in figure.others] == [9_508_170_000]


@pytest.mark.parametrize(
    ("measure", "year", "found"),
    [
        ("target", 2023, Column("target", 2023)),
        ("target", 2022, Column("planned", 2022)),
        ("realised", 2022, Column("estimate", 2022)),
        ("forecast", 2025, Column("forecast", 2025)),
        ("", 2021, Column("realised", 2021)),
    ],
)
def test_a_year_and_a_measure_name_a_column(measure: str, year: int, found: Column) -> None:
    assert cols.resolve(cols.INDICATOR, measure, year, 2023) == (found,)


@pytest.mark.parametrize(("measure", "year"), [("realised", 2023), ("target", 2021), ("", 2020), ("planned", 2021)])
def test_what_no_column_says_is_no_column(measure: str, year: int) -> None:
    assert cols.resolve(cols.INDICATOR, measure, year, 2023) == ()


@pytest.mark.parametrize("year", [2019, 2030])
def test_columns_follow_the_budget_year(year: int) -> None:
    assert cols.default(cols.COST, year) == Column("budget", year)
    assert cols.years_of(cols.INDICATOR, year) == tuple(range(year - 2, year + 3))


def test_only_some_kinds_have_figures() -> None:
    assert [domain_of(kind) for kind in ("indicator", "activity", "room", "council")] == [
        cols.INDICATOR,
        cols.COST,
        cols.PLAIN,
        "",
    ]
