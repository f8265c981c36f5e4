"""Sums, means and medians, of any number of figures."""

from __future__ import annotations

from collections.abc import Callable
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Query, Result
from knowledge.base import KnowledgeBase
from tests.families.conftest import Tell
from tests.families.things import (
    BUDGET,
    DATA,
    ESTIMATE,
    FORECAST,
    OUTREACH,
    PERMITS,
    PLANNED,
    REALISED,
    SHELTERS,
    STAFF_RATE,
    TARGET,
    budgets,
    cells,
)

REMARK = "Not: Bu gösterge önceki yılları da içerir; yılların toplamı bu yüzden bir şey göstermez."


def test_a_sum_is_told_with_what_it_adds(tell: Tell) -> None:
    assert tell(Query(q.SUM, budgets(DATA, OUTREACH)))[:3] == [
        "Toplam: 3.241.553.000 TL (3,2 milyar TL)",
        "• Göç Yönetimi Veri Alt Yapısı: 2023 bütçesi 3.198.642.000 TL",
        "• Göçmenlerle Karşılıklı Uyum ve İletişim: 2023 bütçesi 42.911.000 TL",
    ]


@pytest.mark.parametrize(("operation", "over"), [(q.SUM, sum), (q.AVERAGE, mean), (q.MEDIAN, median)])
@given(data=st.data())
def test_any_number_of_figures_is_taken_together(
    base: KnowledgeBase,
    answer: Callable[[Query], Result],
    operation: str,
    over: Callable[[list[float]], float],
    data: st.DataObject,
) -> None:
    activities = [activity.id for activity in base.of_kind("activity")]
    chosen = data.draw(st.lists(st.sampled_from(activities), min_size=1, unique=True))
    year = data.draw(st.sampled_from(cols.series_of(cols.COST, base.calendar)))
    cells = tuple(Cell(subject, None, year) for subject in chosen)
    found = [figure.value for cell in cells if (figure := Figures(base).at(cell))]
    result = answer(Query(operation, cells))
    assert result.figures[0].value == pytest.approx(over(found))
    assert [figure.value for figure in result.operands] == found


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle(tell: Tell) -> None:
    assert tell(Query(q.MEDIAN, cells(SHELTERS, REALISED, TARGET)))[0] == "Ortanca (medyan): 3"
    assert tell(Query(q.MEDIAN, cells(SHELTERS, FORECAST, REALISED, TARGET)))[0] == "Ortanca (medyan): 4"


def test_a_mean_is_told(tell: Tell) -> None:
    assert tell(Query(q.AVERAGE, cells(STAFF_RATE, TARGET, FORECAST)))[0] == "Ortalama: %2,5"


def test_rates_are_not_added(tell: Tell) -> None:
    assert "toplanamaz" in tell(Query(q.SUM, cells(STAFF_RATE, TARGET, FORECAST)))[0]


@pytest.mark.parametrize("operation", [q.SUM, q.AVERAGE])
def test_a_plan_is_not_added_to_what_came_of_it(answer: Callable[[Query], Result], operation: str) -> None:
    result = answer(Query(operation, cells(PERMITS, PLANNED, ESTIMATE)))
    assert result.query.operation == q.VALUE
    assert [figure.value for figure in result.figures] == [1_400_000, 1_300_000]
    of_two_years = answer(Query(operation, cells(PERMITS, PLANNED, TARGET)))
    assert of_two_years.query.operation == operation


def test_a_remark_tells_that_the_years_of_a_cumulative_indicator_overlap(tell: Tell) -> None:
    assert REMARK in tell(Query(q.SUM, cells(SHELTERS, REALISED, TARGET)))
    both = tell(Query(q.SUM, (*cells(SHELTERS, REALISED, TARGET), *cells(PERMITS, REALISED, TARGET))))
    assert any(line.startswith("Not: Sığınma evi sayısı, Aktif ikamet izni sayısı önceki") for line in both)


@pytest.mark.parametrize(
    "added",
    [
        (*cells(SHELTERS, TARGET), *cells(PERMITS, TARGET)),
        cells("indicator:sinir-disi-edilen-yabanci-sayisi", REALISED, TARGET),
        cells(DATA, BUDGET, FORECAST),
    ],
)
def test_no_remark_is_made_where_years_do_not_overlap(tell: Tell, added: tuple[Cell, ...]) -> None:
    assert not any(line.startswith("Not:") for line in tell(Query(q.SUM, added)))


def test_a_sum_over_years_has_no_year(answer: Callable[[Query], Result]) -> None:
    assert answer(Query(q.SUM, cells(SHELTERS, REALISED, TARGET))).figures[0].year is None
    assert answer(Query(q.SUM, budgets(DATA, OUTREACH))).figures[0].year == 2023
