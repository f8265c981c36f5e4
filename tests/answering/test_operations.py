"""What each operation makes of figures, and when it refuses."""

from __future__ import annotations

import pytest

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Query
from bot.answering.terms import Held, Place, Ranked
from bot.questions.answering import Answering
from knowledge.base import KnowledgeBase

CALLS = "indicator:yabancilar-iletisim-merkezi-yimer-157-ne-gelen-cagri-sayisi"
STAFF_RATE = "indicator:personel-sayisinin-artis-orani"
DATA = "activity:goc-yonetimi-veri-alt-yapisi"


@pytest.fixture(scope="module")
def answering(base: KnowledgeBase) -> Answering:
    return Answering(Figures(base))


def cells(subject: str, *columns: tuple[str, int]) -> tuple[Cell, ...]:
    return tuple(Cell(subject, None, Column(*column)) for column in columns)


def test_a_difference_is_the_first_less_the_second(answering: Answering) -> None:
    result = answering.answer(Query(q.DIFFERENCE, cells(CALLS, ("target", 2023), ("realised", 2021))))
    assert result.figures[0].value == 3_100_000 - 4_024_862


def test_a_change_in_percent_keeps_its_sign(answering: Answering) -> None:
    result = answering.answer(Query(q.CHANGE, cells(CALLS, ("target", 2023), ("realised", 2021))))
    assert result.figures[0].value == pytest.approx(-22.979, abs=0.001)
    assert [figure.value for figure in result.operands] == [3_100_000, 4_024_862]


def test_what_is_left_of_a_budget(answering: Answering) -> None:
    result = answering.answer(Query(q.REMAINDER, cells(DATA, ("budget", 2022), ("spent", 2022))))
    assert result.figures[0].value == 1_510_232_000 - 817_368_849


def test_rates_are_not_added(answering: Answering) -> None:
    result = answering.answer(Query(q.SUM, cells(STAFF_RATE, ("target", 2023), ("forecast", 2024))))
    assert result.absence is not None
    assert not result.figures


def test_units_are_not_mixed(answering: Answering) -> None:
    query = Query(q.DIFFERENCE, (*cells(CALLS, ("target", 2023)), *cells(STAFF_RATE, ("target", 2023))))
    assert answering.answer(query).absence is not None


def test_a_change_from_nothing_is_refused(answering: Answering) -> None:
    nothing = Cell(DATA, "expense:faiz-giderleri", Column("budget", 2022))
    something = Cell(DATA, None, Column("budget", 2023))
    assert answering.answer(Query(q.CHANGE, (something, nothing))).absence is not None


def test_a_column_that_does_not_exist_gives_no_figure_but_the_years_that_do(answering: Answering) -> None:
    result = answering.answer(Query(q.VALUE, cells(CALLS, ("", 2019))))
    assert result.absence is not None
    assert result.absence.reason == "year"
    assert result.absence.years == (2021, 2022, 2023, 2024, 2025)


def test_a_ranking_compares_only_what_has_one_unit(answering: Answering, base: KnowledgeBase) -> None:
    result = answering.answer(
        Query(q.HIGHEST, kind="indicator", columns=(Column("target", 2023),), terms=Ranked(Place(30)))
    )
    assert {figure.unit for figure in result.figures} == {"sayı"}
    values = [figure.value for figure in result.figures]
    assert values == sorted(values, reverse=True)


def test_units_are_ranked_by_the_budgets_that_they_answer_for(answering: Answering) -> None:
    result = answering.answer(Query(q.HIGHEST, kind="unit", columns=(Column("budget", 2023),), terms=Ranked()))
    assert result.entities == ("unit:uluslararasi-koruma-genel-mudurlugu",)
    assert result.figures[0].value == 5_878_856_000 + 2_019_000


def test_a_filter_keeps_those_that_meet_it(answering: Answering) -> None:
    query = Query(
        q.FILTER, kind="indicator", columns=(Column("target", 2023), Column("estimate", 2022)), terms=Held("below")
    )
    result = answering.answer(query)
    assert result.entities
    assert all(figure.value < 0 for figure in result.figures)


def test_a_class_is_restricted_by_what_relates_it(answering: Answering, base: KnowledgeBase) -> None:
    unit = "unit:uluslararasi-koruma-genel-mudurlugu"
    monitored = answering.answer(Query(q.LIST, kind="indicator", entities=(unit,)))
    assert set(monitored.entities) == set(base.targets(unit, "monitors"))
    below = answering.answer(Query(q.LIST, kind="unit:daire başkanlığı", entities=(unit,)))
    assert len(below.entities) == 5


def test_membership_is_told_by_the_relation(answering: Answering) -> None:
    council = "council:vize-izleme-ve-degerlendirme-kurulu"
    member = Query(q.MEMBER, entities=("institution:saglik-bakanligi", council), aspect="member")
    other = Query(q.MEMBER, entities=("institution:adalet-bakanligi", council), aspect="member")
    assert answering.answer(member).verdict is True
    assert answering.answer(other).verdict is False
