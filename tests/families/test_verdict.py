"""Yes or no of figures, comparisons of two, memberships and contradictions."""

from __future__ import annotations

import pytest

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.answering.terms import Contradictions, Passed, Proposed
from knowledge.base import KnowledgeBase
from tests.families.conftest import Tell
from tests.families.things import (
    BUDGET,
    DATA,
    ESTIMATE,
    FORECAST,
    INTEREST,
    OUTREACH,
    PERMITS,
    PLANNED,
    PROTECTION,
    REALISED,
    SHELTERS,
    STAFF_RATE,
    TARGET,
    VISA_COUNCIL,
    budgets,
    cells,
)

OVER_YEARS = cells(SHELTERS, REALISED, TARGET, FORECAST)


def test_whether_money_is_set_aside(tell: Tell) -> None:
    assert tell(Query(q.EXISTS, (*cells(DATA, BUDGET, item=INTEREST), *cells(DATA, BUDGET)))) == [
        "Hayır, ödenek yok. Göç Yönetimi Veri Alt Yapısı, Faiz Giderleri: 2023 bütçesi 0 TL",
        "Evet. Göç Yönetimi Veri Alt Yapısı: 2023 bütçesi 3.198.642.000 TL (3,2 milyar TL)",
    ]


@pytest.mark.parametrize(
    ("direction", "number", "lines"),
    [
        ("up to", 4.0, ["Sığınma evi sayısı: 4 veya üzeri olan 2 değer var:", "• 2023 hedefi: 4", "• 2025 tahmini: 5"]),
        ("above", 4.0, ["Sığınma evi sayısı: 4'ün üzerinde olan 1 değer var:", "• 2025 tahmini: 5"]),
        ("down to", 2.0, ["Sığınma evi sayısı: 2 veya altı olan 1 değer var:", "• 2021 gerçekleşmesi: 2"]),
        ("below", 2.0, ["Sığınma evi sayısı: hiçbir değer 2'nin altında değil. En yakını:", "• 2021 gerçekleşmesi: 2"]),
        ("equal", 4.0, ["Sığınma evi sayısı: tam 4 olan 1 değer var:", "• 2023 hedefi: 4"]),
    ],
)
def test_the_figures_that_pass_a_number(tell: Tell, direction: str, number: float, lines: list[str]) -> None:
    assert tell(Query(q.WHEN, OVER_YEARS, terms=Passed(direction, number)))[: len(lines)] == lines


@pytest.mark.parametrize(("number", "told"), [(4.0, "Evet, 4 veya altı."), (3.0, "Hayır, 3 veya altı değil.")])
def test_one_figure_is_held_against_a_number(tell: Tell, number: float, told: str) -> None:
    query = Query(q.WHEN, cells(SHELTERS, TARGET), terms=Passed("down to", number, claimed=True))
    assert tell(query)[:2] == ["Sığınma evi sayısı: 2023 hedefi 4", told]


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        (PERMITS, "Hayır, altında kaldı: 2022 yıl sonu gerçekleşme tahmini, 2022 planlanandan 100.000 eksik."),
        (SHELTERS, "Evet, tam tuttu: 2022 yıl sonu gerçekleşme tahmini ile 2022 planlanan aynı."),
        (STAFF_RATE, "Evet, aşıldı: 2022 yıl sonu gerçekleşme tahmini, 2022 planlanandan 12 puan fazla (üzerinde)."),
    ],
)
def test_whether_a_plan_was_reached(tell: Tell, subject: str, told: str) -> None:
    assert tell(Query(q.REACHED, cells(subject, ESTIMATE, PLANNED)))[1] == told


@pytest.mark.parametrize(
    ("subject", "way", "told"),
    [
        (PERMITS, "up", "Hayır, altında kaldı:"),
        (SHELTERS, "up", "Hayır, aşılmadı:"),
        (STAFF_RATE, "up", "Evet, aşıldı:"),
        (PERMITS, "down", "Evet, altında kaldı:"),
        (SHELTERS, "down", "Hayır, altında kalmadı:"),
        (STAFF_RATE, "down", "Hayır, altında kalmadı:"),
    ],
)
def test_yes_and_no_are_those_of_the_question(tell: Tell, subject: str, way: str, told: str) -> None:
    line = tell(Query(q.REACHED, cells(subject, ESTIMATE, PLANNED), terms=Proposed(way)))[1]
    assert line.startswith(told)


def test_the_larger_comes_first(tell: Tell) -> None:
    assert tell(Query(q.COMPARE, budgets(OUTREACH, DATA)))[:2] == [
        "Göç Yönetimi Veri Alt Yapısı daha yüksek: fark 3.155.731.000 TL",
        "• Göç Yönetimi Veri Alt Yapısı: 2023 bütçesi 3.198.642.000 TL",
    ]
    assert tell(Query(q.COMPARE, cells(SHELTERS, ESTIMATE, PLANNED)))[0] == "İkisi eşit."
    assert tell(Query(q.COMPARE, cells(SHELTERS, REALISED, TARGET)))[0] == "2023 hedefi daha yüksek: fark 2"


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        (
            Query(q.MEMBER, entities=("institution:saglik-bakanligi", VISA_COUNCIL), aspect="member"),
            ["Evet, Sağlık Bakanlığı üyedir: Vize İzleme ve Değerlendirme Kurulu"],
        ),
        (
            Query(q.MEMBER, entities=("institution:adalet-bakanligi", VISA_COUNCIL), aspect="member"),
            ["Hayır, Adalet Bakanlığı programda Vize İzleme ve Değerlendirme Kurulu üyeleri arasında sayılmaz."],
        ),
        (
            Query(q.MEMBER, entities=(PERMITS, PROTECTION), aspect="monitors"),
            ["Hayır. Aktif ikamet izni sayısı", "İzleyen birim: Yabancılar Genel Müdürlüğü"],
        ),
        (
            Query(q.MEMBER, entities=(SHELTERS, PROTECTION), aspect="monitors"),
            ["Evet. Sığınma evi sayısı", "İzleyen birim: Uluslararası Koruma Genel Müdürlüğü"],
        ),
        (
            Query(q.MEMBER, entities=(DATA, "sub_programme:duzensiz-goc"), aspect="parent"),
            ["Hayır. Göç Yönetimi Veri Alt Yapısı", "Bağlı olduğu yer: Göçmenlere Yönelik Hizmetler"],
        ),
        (
            Query(q.MEMBER, entities=(VISA_COUNCIL,), kind="council"),
            ["Programda kurul ve komisyon olarak sayılır: Vize İzleme ve Değerlendirme Kurulu"],
        ),
    ],
)
def test_whether_a_thing_belongs_to_another(tell: Tell, query: Query, lines: list[str]) -> None:
    assert tell(query) == lines


def test_an_observer_is_no_member(tell: Tell, base: KnowledgeBase) -> None:
    pair = next(
        (institution.id, council.id)
        for institution in base.of_kind("institution")
        for council in base.of_kind("council")
        if council.id in base.targets(institution.id, "observer")
    )
    assert "gözlemci olarak çağrılabilir" in tell(Query(q.MEMBER, entities=pair, aspect="member"))[0]


def test_a_unit_stands_where_its_staff_is(tell: Tell) -> None:
    place = Query(q.MEMBER, entities=(PROTECTION, "staff:merkez-teskilati"), aspect="place")
    assert tell(place) == [
        "Evet. Uluslararası Koruma Genel Müdürlüğü",
        "Yer aldığı teşkilat: Merkez Teşkilatı",
    ]


def test_contradictions_are_told_with_their_places(tell: Tell, base: KnowledgeBase) -> None:
    ids = [one.id for one in base.all_contradictions]
    assert tell(Query(q.CONTRADICTION, entities=(PERMITS,))) == [
        "Aktif ikamet izni sayısı: programda bu konuda bir çelişki saptanmadı."
    ]
    few = tell(Query(q.CONTRADICTION, terms=Contradictions(tuple(ids[:3]))))
    assert sum(line.startswith("⚠") for line in few) == 2
    assert few[-1] == "Bu konuda 3 çelişki var; ilk 2 tanesi bunlar."
    many = tell(Query(q.CONTRADICTION, terms=Contradictions(tuple(ids))))
    assert many[0] == f"Programda {len(ids)} çelişki veya tutarsızlık var:"
    assert many[-1] == f"… ve {len(ids) - 20} tane daha."
