"""Differences, what is left, percents, multiples, yearly growth and shares."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answering import queries as q
from bot.answering.queries import Cell, Query, Result
from bot.answering.terms import Proposed
from bot.replies.reply import Reply
from tests.families.conftest import Tell
from tests.families.things import (
    AGENCY,
    BUDGET,
    BUDGET_BEFORE,
    DATA,
    ESTIMATE,
    FORECAST,
    INTEREST,
    OUTREACH,
    PERMITS,
    PLANNED,
    REALISED,
    SHELTERS,
    SPENT,
    STAFF_COSTS,
    STAFF_RATE,
    TARGET,
    budgets,
    cells,
)


@pytest.mark.parametrize(
    ("query", "head"),
    [
        (
            Query(q.DIFFERENCE, cells(PERMITS, TARGET, REALISED), terms=Proposed("up")),
            "Evet. Aktif ikamet izni sayısı: 2021 gerçekleşmesinden 2023 hedefine 35.221 artış (%2,83)",
        ),
        (
            Query(q.DIFFERENCE, cells(PERMITS, ESTIMATE, PLANNED), terms=Proposed("up")),
            "Hayır. Aktif ikamet izni sayısı: 2022 yıl sonu gerçekleşme tahmini, "
            "2022 planlanandan 100.000 eksik (%7,14)",
        ),
        (
            Query(q.DIFFERENCE, cells(STAFF_RATE, ESTIMATE, PLANNED)),
            "Personel sayısının artış oranı: 2022 yıl sonu gerçekleşme tahmini, 2022 planlanandan 12 puan fazla",
        ),
        (Query(q.DIFFERENCE, cells(SHELTERS, TARGET, ESTIMATE)), "Sığınma evi sayısı: ikisi aynı, fark yok (0)"),
        (
            Query(q.DIFFERENCE, budgets(DATA, OUTREACH)),
            "Fark: 3.155.731.000 TL (Göç Yönetimi Veri Alt Yapısı daha fazla)",
        ),
        (Query(q.REMAINDER, cells(DATA, BUDGET_BEFORE, SPENT)), "Göç Yönetimi Veri Alt Yapısı: kalan 692.863.151 TL"),
        (
            Query(q.REMAINDER, cells("activity:duzensiz-gocle-mucadele", BUDGET_BEFORE, SPENT)),
            "Düzensiz Göçle Mücadele: bütçe 60.649.138 TL aşılmış",
        ),
        (
            Query(q.CHANGE, cells(SHELTERS, TARGET, REALISED), terms=Proposed("down")),
            "Hayır. Sığınma evi sayısı: 2021 gerçekleşmesinden 2023 hedefine %100 artış (2)",
        ),
        (
            Query(q.CHANGE, budgets(OUTREACH, DATA)),
            "Göçmenlerle Karşılıklı Uyum ve İletişim, Göç Yönetimi Veri Alt Yapısı'ndan %98,66 az (3.155.731.000 TL)",
        ),
        (Query(q.TIMES, cells(SHELTERS, TARGET, REALISED)), "2 katı"),
    ],
)
def test_what_lies_between_two_figures(tell: Tell, query: Query, head: str) -> None:
    assert tell(query)[0] == head


def test_operands_are_told_beside_a_difference(tell: Tell) -> None:
    assert tell(Query(q.DIFFERENCE, cells(SHELTERS, TARGET, REALISED)))[1] == "2021 gerçekleşmesi 2 → 2023 hedefi 4"
    assert tell(Query(q.TIMES, cells(SHELTERS, TARGET, REALISED)))[1:3] == [
        "• Sığınma evi sayısı: 2023 hedefi 4",
        "• Sığınma evi sayısı: 2021 gerçekleşmesi 2",
    ]


@pytest.mark.parametrize("operation", [q.DIFFERENCE, q.CHANGE, q.TIMES, q.GROWTH, q.SHARE, q.SUM, q.COMPARE])
def test_units_are_not_mixed(tell: Tell, operation: str) -> None:
    query = Query(operation, (*cells(SHELTERS, TARGET), *cells(STAFF_RATE, TARGET)))
    assert tell(query)[0].startswith("Bu değerlerin birimleri farklı ya da toplanamaz: Sığınma evi sayısı – Personel")


@pytest.mark.parametrize("operation", [q.CHANGE, q.TIMES])
def test_nothing_is_measured_against_nil(tell: Tell, operation: str) -> None:
    query = Query(operation, (Cell(DATA, None, BUDGET), Cell(DATA, INTEREST, BUDGET)))
    assert tell(query) == ["Göç Yönetimi Veri Alt Yapısı: karşılaştırılacak değer 0 olduğu için oran hesaplanamaz."]


def test_compound_growth_gives_the_last_figure_when_it_is_compounded(answer: Callable[[Query], Result]) -> None:
    result = answer(Query(q.GROWTH, cells(SHELTERS, FORECAST, REALISED)))
    rate = result.figures[0].value
    assert 2 * (1 + rate / 100) ** 4 == pytest.approx(5)
    assert (result.figures[0].unit, result.figures[0].computed) == ("%", True)


def test_growth_of_one_year_is_the_change_in_percent(answer: Callable[[Query], Result]) -> None:
    pair = cells(DATA, BUDGET, BUDGET_BEFORE)
    yearly, change = (answer(Query(operation, pair)).figures[0].value for operation in (q.GROWTH, q.CHANGE))
    assert yearly == pytest.approx(change)


def test_growth_is_told_with_its_years(tell: Tell) -> None:
    assert tell(Query(q.GROWTH, cells(PERMITS, FORECAST, REALISED)))[:2] == [
        "Aktif ikamet izni sayısı: 2021 gerçekleşmesinden 2025 tahminine yıllık bileşik %0,91 azalış",
        "1.244.779 → 1.200.000 (4 yılda %3,6 azalış)",
    ]


@pytest.mark.parametrize("pair", [cells(SHELTERS, ESTIMATE, PLANNED), (*cells(SHELTERS, TARGET, REALISED)[::-1],)])
def test_growth_needs_a_later_and_an_earlier_year(tell: Tell, pair: tuple[Cell, ...]) -> None:
    text = "Sığınma evi sayısı: yıllık büyüme için bir göstergenin iki ayrı yılı gerekir."
    assert tell(Query(q.GROWTH, pair)) == [text]


@pytest.mark.parametrize(
    ("query", "head"),
    [
        (
            Query(q.SHARE, cells(DATA, SPENT, BUDGET_BEFORE)),
            "Göç Yönetimi Veri Alt Yapısı: 2022 bütçesinin Haziran sonuna kadar %54,12 kadarı harcandı",
        ),
        (
            Query(q.SHARE, cells(PERMITS, ESTIMATE, PLANNED)),
            "Aktif ikamet izni sayısı: 2022 yıl sonu gerçekleşme tahmini, 2022 planlananın %92,86 kadarı",
        ),
        (Query(q.SHARE, (Cell(AGENCY, STAFF_COSTS, BUDGET), Cell(AGENCY, None, BUDGET))), "Pay: %22,19"),
        (Query(q.SHARE, budgets(DATA, OUTREACH, AGENCY)), "Pay: %34,09"),
        (Query(q.SHARE, (*cells(SHELTERS, TARGET), *cells(PERMITS, TARGET))), "Oran: %0,00031"),
    ],
)
def test_a_part_is_told_as_a_percentage_of_its_whole(tell: Tell, query: Query, head: str) -> None:
    assert tell(query)[0] == head


@pytest.mark.parametrize(
    "pair",
    [
        (Cell(AGENCY, None, BUDGET), Cell(DATA, None, BUDGET)),
        (Cell(AGENCY, None, BUDGET), Cell(AGENCY, STAFF_COSTS, BUDGET)),
    ],
)
def test_a_whole_is_no_share_of_its_part(tell: Tell, pair: tuple[Cell, ...]) -> None:
    assert tell(Query(q.SHARE, pair))[0].endswith("için bu bilgi yok.")


def test_no_share_is_told_of_nothing(tell: Tell) -> None:
    query = Query(q.SHARE, (Cell(DATA, STAFF_COSTS, BUDGET), Cell(DATA, INTEREST, BUDGET)))
    assert tell(query)[0].startswith("Bu değerlerin birimleri farklı ya da toplanamaz")


@pytest.mark.parametrize("operation", [q.DIFFERENCE, q.CHANGE])
def test_a_change_is_told_as_an_amount_and_in_percent(reply: Callable[[Query], Reply], operation: str) -> None:
    query = Query(operation, cells(OUTREACH, BUDGET, BUDGET_BEFORE))
    first, other = (21_265_000, 98.24) if operation == q.DIFFERENCE else (98.24, 21_265_000)
    asked = [round(one.value, 2) for one in reply(query).figures]
    assert asked == [first, 42_911_000, 21_646_000, other], "what is computed besides comes last"
    both = [round(one.value, 2) for one in reply(query.but(both=True)).figures]
    assert both[:2] == [first, other]
