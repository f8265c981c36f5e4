"""Which operation messages ask for, over which figures: medians, growth, plans reached, bounds, long sums."""

from __future__ import annotations

import pytest

from bot.answering import queries as q
from bot.answering.queries import Column, Query
from bot.answering.terms import Attained, Held
from bot.understanding.enumerations import enumerations
from bot.understanding.linking import Mention
from bot.understanding.reading import Reader
from knowledge.base import KnowledgeBase

PAIR = (Column("estimate", 2022), Column("planned", 2022))


@pytest.fixture(scope="module")
def reader(base: KnowledgeBase) -> Reader:
    return Reader(base)


def best(reader: Reader, text: str) -> Query:
    readings = reader.read(text).readings
    assert readings, f"no reading of {text!r}"
    return readings[0].query


@pytest.mark.parametrize(
    ("text", "operation", "count"),
    [
        ("aktif ikamet izni sayısının medyanı", q.MEDIAN, 5),
        ("sığınma evi sayısı 2021 2022 2023 ortancası", q.MEDIAN, 3),
        ("faaliyet bütçelerinin medyanı", q.MEDIAN, 10),
        ("ortalama faaliyet bütçesi", q.AVERAGE, 10),
        ("aktif ikamet izni sayısının ortalaması", q.AVERAGE, 5),
        ("personel giderleri artı cari transferler 2023", q.SUM, 2),
        ("personel giderleri + mal ve hizmet alımı + cari transferler + sermaye giderleri 2023", q.SUM, 4),
        ("personel, mal ve hizmet, cari transfer ve sermaye giderlerinin 2023 toplamı", q.SUM, 4),
        ("masaüstü, dizüstü, yazıcı, tarayıcı ve projeksiyon toplam kaç", q.SUM, 5),
        ("2021 + 2022 çağrı sayısı", q.SUM, 2),
        ("çağrı sayısı ne kadar", q.VALUE, 1),
    ],
)
def test_figures_are_taken_together(reader: Reader, text: str, operation: str, count: int) -> None:
    query = best(reader, text)
    assert (query.operation, len(query.cells)) == (operation, count)


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("aktif ikamet izni sayısı yıllık bileşik büyüme oranı", ("forecast", 2025), ("realised", 2021)),
        ("aktif ikamet izni 2021'den 2023'e yıllık bileşik büyüme", ("target", 2023), ("realised", 2021)),
        ("aktif ikamet izni 2022'den itibaren bileşik büyüme", ("forecast", 2025), ("estimate", 2022)),
        ("veri altyapısı bütçesi ortalama yıllık büyüme", ("forecast", 2025), ("budget", 2022)),
    ],
)
def test_growth_is_asked_between_two_years(
    reader: Reader, text: str, last: tuple[str, int], first: tuple[str, int]
) -> None:
    query = best(reader, text)
    assert query.operation == q.GROWTH
    assert [cell.column for cell in query.cells] == [Column(*last), Column(*first)]


@pytest.mark.parametrize(
    ("text", "missed", "counted"),
    [
        ("hangi göstergeler hedefe ulaştı", False, False),
        ("hangi göstergeler planlanana ulaştı", False, False),
        ("2022 hedefini tutturan göstergeler", False, False),
        ("kaç gösterge hedefine ulaştı", False, True),
        ("hedefe ulaşamayan göstergeler", True, False),
        ("hedefe ulaşmayan göstergeler", True, False),
        ("hangi göstergeler planı yakalayamadı", True, False),
    ],
)
def test_plans_are_reached_or_missed(reader: Reader, text: str, missed: bool, counted: bool) -> None:
    query = best(reader, text)
    assert query == Query(q.ATTAINED, kind="indicator", columns=PAIR, terms=Attained(missed), counted=counted)


def test_what_came_of_the_budget_year_is_not_known_yet(reader: Reader) -> None:
    assert best(reader, "2023 hedefine ulaşan göstergeler").columns == (Column("", 2023), Column("target", 2023))


def test_those_above_their_plan_are_more_than_those_that_reached_it(reader: Reader) -> None:
    query = best(reader, "hangi göstergeler planlananı aştı")
    assert (query.operation, query.terms, query.columns) == (q.FILTER, Held("above"), PAIR)


@pytest.mark.parametrize(
    ("text", "side", "number"),
    [
        ("2023 hedefi en az 100.000 olan göstergeler", "up to", 100_000),
        ("2023 hedefi en fazla 4 olan göstergeler", "down to", 4),
        ("2023 hedefi 100.000 ve üzeri olan göstergeler", "up to", 100_000),
        ("2023 hedefi 100.000 ya da üzeri olan göstergeler", "up to", 100_000),
        ("2023 hedefi 100.000 ve altı olan göstergeler", "down to", 100_000),
        ("2023 hedefi 100.000'in üzerinde olan göstergeler", "above", 100_000),
        ("2023 hedefi 100.000'in altında olan göstergeler", "below", 100_000),
        ("2023 hedefi 320'ye ulaşan göstergeler", "up to", 320),
    ],
)
def test_a_bound_holds_its_number_or_not(reader: Reader, text: str, side: str, number: float) -> None:
    query = best(reader, text)
    assert (query.operation, query.terms) == (q.FILTER, Held(side, number))


@pytest.mark.parametrize("text", ["hedefi en az 3 gösterge", "en az bütçeli 3 faaliyet", "en az 3 faaliyet hangisi"])
def test_the_least_are_ranked_where_no_bound_is_said(reader: Reader, text: str) -> None:
    readings = reader.read(text).readings
    assert readings
    assert readings[0].query.operation == q.LOWEST


def _named(entity: str, start: int, end: int, cost: float = 0.0) -> Mention:
    return Mention(entity, entity.partition(":")[0], sum(1 << at for at in range(start, end)), cost, 1.0, start, end)


def test_an_enumeration_is_the_cheapest_names_that_explain_the_most() -> None:
    said = [_named(f"expense:{name}", at, at + 1) for at, name in enumerate("abcd")]
    longer = _named("expense:e", 2, 4)
    assert list(enumerations(said)) == [tuple(said)]
    assert list(enumerations([*said, _named("expense:dear", 1, 2, 0.3), _named("council:a", 0, 1)])) == [tuple(said)]
    assert not list(enumerations([*said[:2], longer]))
    assert not list(enumerations([*said[:3], _named("expense:a", 3, 4)]))
