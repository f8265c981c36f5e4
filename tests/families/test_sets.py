"""Members of a class: counted, listed, ranked, filtered by figures, texts, parts and by what they have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answering import queries as q
from bot.answering.queries import Column, Query, Result
from bot.answering.terms import (
    MOVED,
    PERCENT,
    RATIO,
    Attained,
    Bearing,
    HasPart,
    Held,
    MembersHeld,
    Nil,
    Place,
    Ranked,
    RankedByMembers,
    RatioHeld,
    Related,
    Says,
    Texts,
    Unchanged,
)
from bot.replies.reply import Reply
from knowledge.base import KnowledgeBase
from tests.families.conftest import Tell
from tests.families.things import (
    BUDGET,
    BUDGET_BEFORE,
    DATA,
    ESTIMATE,
    FORECAST,
    OUTREACH,
    PLANNED,
    PROTECTION,
    REALISED,
    SHELTERS,
    SPENT,
    STAFF_COSTS,
    TARGET,
    VISA_COUNCIL,
    budgets,
    cells,
)

OFFICES = "unit:daire başkanlığı"
DIRECTORATES = "unit:genel müdürlük"
ADMINISTRATION = "İdari ve Mali İşler Şube Müdürlüğü"


def test_a_class_is_counted_and_named_where_it_is_small(tell: Tell, base: KnowledgeBase) -> None:
    lines = tell(Query(q.COUNT, kind="indicator", entities=(PROTECTION,)))
    monitored = base.targets(PROTECTION, "monitors")
    assert lines[0] == f"Uluslararası Koruma Genel Müdürlüğü: {len(monitored)} gösterge"
    assert sorted(lines[1:]) == sorted(f"• {base.entity(id).name}" for id in monitored)
    assert tell(Query(q.COUNT, kind="unit")) == ["39 birim"]


def test_namesakes_are_told_apart(tell: Tell) -> None:
    lines = tell(Query(q.LIST, kind="unit:şube müdürlüğü", terms=Bearing(ADMINISTRATION)))
    assert lines[0] == "4 şube müdürlüğü"
    assert f"• {ADMINISTRATION} (Yabancılar Genel Müdürlüğü)" in lines


def test_goals_are_told_with_their_codes(tell: Tell) -> None:
    assert tell(Query(q.LIST, kind="goal"))[:2] == [
        "19 stratejik hedef",
        "• A1H1: Etkin Ülkeye Giriş ve Vize Sistemi",
    ]


def test_texts_of_a_thing_are_counted(answer: Callable[[Query], Result], tell: Tell, base: KnowledgeBase) -> None:
    duties = Query(q.COUNT, entities=(VISA_COUNCIL,), terms=Texts("duty"))
    texts = [row.text for row in base.attributes(VISA_COUNCIL) if row.kind == "duty"]
    assert answer(duties).figures[0].value == len(texts)
    assert tell(duties) == [f"Vize İzleme ve Değerlendirme Kurulu: {len(texts)}", *(f"• {text}" for text in texts)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (Query(q.LIST, kind="institution", terms=Related("gives_data")), "sources of the agency"),
        (Query(q.LIST, kind="institution", entities=(VISA_COUNCIL,)), "members of the council"),
        (Query(q.LIST, kind="unit", entities=(DATA,)), "responsible"),
        (Query(q.LIST, kind="indicator", entities=("table:tablo-8",)), "place"),
        (Query(q.LIST, kind="activity", entities=("sub_programme:duzensiz-goc",)), "below"),
    ],
)
def test_a_class_is_restricted_by_a_relation(
    answer: Callable[[Query], Result], base: KnowledgeBase, query: Query, ids: str
) -> None:
    wanted = {
        "sources of the agency": set(base.sources(base.agency.id, "gives_data")),
        "members of the council": set(base.sources(VISA_COUNCIL, "member")),
        "responsible": set(base.sources(DATA, "responsible")),
        "place": {one.id for one in base.of_kind("indicator") if one.place == "Tablo 8"},
        "below": {one.id for one in base.descendants("sub_programme:duzensiz-goc", "activity")},
    }[ids]
    assert wanted
    assert set(answer(query).entities) == wanted


def test_units_in_the_centre_are_those_of_its_staff(answer: Callable[[Query], Result], base: KnowledgeBase) -> None:
    found = answer(Query(q.LIST, kind="unit", entities=("staff:merkez-teskilati",))).entities
    assert found
    assert {base.entity(id).place for id in found} == {"Merkez Teşkilatı"}


def test_an_empty_class_is_refused(tell: Tell) -> None:
    lines = tell(Query(q.LIST, kind="unit", entities=("activity:genel-destek-hizmetleri",)))
    assert lines == ["Programda buna uyan kayıt yok: Genel Destek Hizmetleri."]


@pytest.mark.parametrize("operation", [q.HIGHEST, q.LOWEST])
def test_the_extreme_of_some_figures(tell: Tell, operation: str) -> None:
    wanted = DATA if operation == q.HIGHEST else OUTREACH
    names = {DATA: "Göç Yönetimi Veri Alt Yapısı", OUTREACH: "Göçmenlerle Karşılıklı Uyum ve İletişim"}
    most = "En yüksek" if operation == q.HIGHEST else "En düşük"
    lines = tell(Query(operation, budgets(DATA, OUTREACH)))
    assert lines[0].startswith(f"{most}: {names[wanted]}, 2023 bütçesi")


def test_equal_extremes_are_all_told(tell: Tell) -> None:
    lines = tell(Query(q.HIGHEST, cells(SHELTERS, REALISED, Column("forecast", 2024), FORECAST)))
    assert lines[:2] == [
        "Sığınma evi sayısı: en yüksek değer 2024 tahmini 5",
        "Sığınma evi sayısı: en yüksek değer 2025 tahmini 5",
    ]


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        (
            Query(q.HIGHEST, kind="activity", columns=(BUDGET,), terms=Ranked(Place(2))),
            [
                "1. Göçmenlerin Etkin Uluslararası Koruması: 2023 bütçesi 5.878.856.000 TL (5,9 milyar TL)",
                "2. Göç Yönetimi Veri Alt Yapısı: 2023 bütçesi 3.198.642.000 TL (3,2 milyar TL)",
            ],
        ),
        (
            Query(q.HIGHEST, kind="activity", columns=(BUDGET,), terms=Ranked(Place(nth=2))),
            ["Sıralamada ikinci: Göç Yönetimi Veri Alt Yapısı: 2023 bütçesi 3.198.642.000 TL (3,2 milyar TL)"],
        ),
        (
            Query(q.LOWEST, kind="expense", columns=(BUDGET,), terms=Ranked()),  # nil is not the lowest
            ["En düşük: Sermaye Transferleri: 2023 bütçesi 25.600.000 TL (25,6 milyon TL)"],
        ),
        (
            Query(q.HIGHEST, kind="activity", columns=(BUDGET, BUDGET_BEFORE), terms=Ranked(by=PERCENT)),
            [
                "En çok artan: Düzensiz Göçle Mücadele: %251,14 artış "
                "(2022 bütçesi 99.501.000 TL → 2023 bütçesi 349.384.000 TL)"
            ],
        ),
        (
            Query(
                q.HIGHEST, kind="indicator", columns=(ESTIMATE, PLANNED), terms=Ranked(Place(2), MOVED, falling=True)
            ),
            [
                "1. Aktif ikamet izni sayısı: 100.000 azalış "
                "(2022 planlanan 1.400.000 → 2022 yıl sonu gerçekleşme tahmini 1.300.000)",
                "2. Görüş verilen çalışma izni/vizesi sayısı: 15.000 azalış "
                "(2022 planlanan 50.000 → 2022 yıl sonu gerçekleşme tahmini 35.000)",
            ],
        ),
        (
            Query(q.LOWEST, kind="activity", columns=(SPENT, BUDGET_BEFORE), terms=Ranked(by=RATIO)),
            [
                "En düşük oran (2022 Haziran sonu harcaması / 2022 bütçesi): İnsan Ticaretiyle Mücadele ve "
                "Mağdurların Korunması: %1,24 (21.665 TL / 1.742.000 TL)"
            ],
        ),
        (
            Query(q.HIGHEST, kind="activity", columns=(SPENT, BUDGET_BEFORE), terms=Ranked(Place(2), RATIO)),
            [
                "En yüksek oran (2022 Haziran sonu harcaması / 2022 bütçesi):",
                "1. Düzensiz Göçle Mücadele: %160,95 (160.150.138 TL / 99.501.000 TL)",
            ],
        ),
        (
            Query(q.HIGHEST, kind=DIRECTORATES, terms=RankedByMembers(OFFICES)),
            [
                "En çok: Uluslararası Koruma Genel Müdürlüğü, 5 daire başkanlığı",
                "En çok: Uyum ve İletişim Genel Müdürlüğü, 5 daire başkanlığı",
            ],
        ),
        (
            Query(
                q.HIGHEST,
                kind="activity",
                entities=(STAFF_COSTS,),
                columns=(BUDGET,),
                assumed=("context",),
                terms=Ranked(),
            ),
            [
                "Personel Giderleri:",
                "En yüksek: Göç Yönetimi Veri Alt Yapısı: 2023 bütçesi 2.109.980.000 TL (2,1 milyar TL)",
            ],
        ),
    ],
)
def test_members_are_ranked(tell: Tell, query: Query, lines: list[str]) -> None:
    assert tell(query)[: len(lines)] == lines


@pytest.mark.parametrize("nth", [1, 2, 3, 5])
def test_the_one_in_a_place_of_a_ranking_is_told_alone(answer: Callable[[Query], Result], nth: int) -> None:
    query = Query(q.HIGHEST, kind="activity", columns=(BUDGET,))
    first = answer(query.but(terms=Ranked(Place(nth)))).entities
    assert answer(query.but(terms=Ranked(Place(nth=nth)))).entities == first[nth - 1 : nth]


def test_nothing_is_ranked_where_nothing_moved_so(tell: Tell) -> None:
    query = Query(
        q.HIGHEST, kind="activity", columns=(BUDGET_BEFORE, BUDGET_BEFORE), terms=Ranked(by=MOVED, falling=True)
    )
    assert tell(query) == ["Bu dönemde azalan faaliyet yok."]
    assert "kayıt yok" in tell(Query(q.HIGHEST, kind="council", columns=(BUDGET,), terms=Ranked()))[0]


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        (
            Query(q.FILTER, kind="indicator", columns=(TARGET,), terms=Held("down to", 4.0)),
            [
                "2023 hedefi 4 veya altı olan gösterge: 3",
                "• Göç Kurulu’nun gerçekleştirdiği toplantı sayısı: 2",
                "• Personel sayısının artış oranı: %3",
                "• Sığınma evi sayısı: 4",
            ],
        ),
        (
            Query(q.FILTER, kind="activity", columns=(BUDGET,), terms=Held("up to", 349_384_000.0)),
            ["2023 bütçesi 349.384.000 TL veya üzeri olan faaliyet: 3"],
        ),
        (
            Query(q.FILTER, kind="activity", columns=(BUDGET,), terms=Held("above", 349_384_000.0)),
            ["2023 bütçesi 349.384.000 TL'nin üzerinde olan faaliyet: 2"],
        ),
        (
            Query(q.FILTER, kind="activity", columns=(BUDGET,), terms=Held("above", 1e12)),
            ["2023 bütçesi 1.000.000.000.000'un üzerinde olan faaliyet: yok."],
        ),
        (
            Query(q.FILTER, kind="indicator", columns=(ESTIMATE, PLANNED), terms=Held("equal")),
            ["2022 yıl sonu gerçekleşme tahmini, 2022 planlanana eşit olan gösterge: 6"],
        ),
        (
            Query(q.FILTER, kind="indicator", columns=(ESTIMATE, PLANNED), terms=Held("below")),
            [
                "2022 yıl sonu gerçekleşme tahmini, 2022 planlananın altında olan gösterge: 3",
                "• Aktif ikamet izni sayısı: 1.400.000 → 1.300.000 (fark 100.000)",
            ],
        ),
        (
            Query(q.FILTER, kind="indicator", columns=(TARGET, ESTIMATE), terms=Unchanged()),
            ["Değişmeyen gösterge: 4", "• Göç Kurulu’nun gerçekleştirdiği toplantı sayısı: 2"],
        ),
        (
            Query(q.FILTER, kind="expense", columns=(BUDGET,), terms=Nil()),
            ["Ödenek ayrılmayan (yok, 0 TL) gider kalemi, 2023 bütçesi: 6", "• Faiz Giderleri"],
        ),
        (
            Query(q.FILTER, kind="activity", columns=(BUDGET_BEFORE, BUDGET), terms=Nil()),
            [
                "2022 bütçesi olmayıp (0) 2023 bütçesi olan faaliyet: 3",
                "• Diğer Teftiş, Denetim ve Danışmanlık Hizmetleri: 75.000 TL",
            ],
        ),
        (
            Query(q.FILTER, kind="indicator", columns=(REALISED,), terms=Nil()),
            ["2021 gerçekleşmesi 0 olan gösterge: yok."],
        ),
        (
            Query(q.FILTER, kind="activity", entities=(STAFF_COSTS,), columns=(BUDGET,), terms=Held("above", 0)),
            [
                "Personel Giderleri için 2023 bütçesi ayrılan faaliyet: 1",
                "• Göç Yönetimi Veri Alt Yapısı: 2.109.980.000 TL (2,1 milyar TL)",
            ],
        ),
        (
            Query(q.FILTER, kind="activity", columns=(SPENT, BUDGET_BEFORE), terms=RatioHeld("above", 60.0)),
            [
                "2022 Haziran sonu harcaması / 2022 bütçesi oranı %60'ın üzerinde olan faaliyet: 1",
                "• Düzensiz Göçle Mücadele: %160,95 (160.150.138 TL / 99.501.000 TL)",
            ],
        ),
        (
            Query(q.FILTER, kind="activity", columns=(SPENT, BUDGET_BEFORE), terms=RatioHeld("above", 900.0)),
            ["2022 Haziran sonu harcaması / 2022 bütçesi oranı %900'ün üzerinde olan faaliyet: yok."],
        ),
        (
            Query(q.FILTER, kind="indicator", terms=Says("series", "kumulatif")),
            ["Kümülatif olan gösterge: 4", "• Aktif ikamet izni sayısı"],
        ),
        (
            Query(q.FILTER, kind="indicator", terms=Says("series", "kumulatif", otherwise=True), counted=True),
            ["Kümülatif olmayan gösterge: 18"],
        ),
        (
            Query(q.FILTER, kind=DIRECTORATES, terms=HasPart(ADMINISTRATION, lacking=True)),
            [f"{ADMINISTRATION} olmayan genel müdürlük: 1", "• Yönetim Hizmetleri Genel Müdürlüğü"],
        ),
        (
            Query(q.FILTER, kind=DIRECTORATES, terms=MembersHeld(OFFICES, "up to", 5)),
            [
                "Daire başkanlığı sayısı 5 veya üzeri olan genel müdürlük: 3",
                "• Uluslararası Koruma Genel Müdürlüğü: 5 daire başkanlığı",
            ],
        ),
        (
            Query(q.FILTER, kind=DIRECTORATES, terms=MembersHeld(OFFICES, "above", 5)),
            ["Daire başkanlığı sayısı 5'ten fazla olan genel müdürlük: yok."],
        ),
        (
            Query(q.FILTER, kind="aim", terms=MembersHeld("goal", "equal", 2)),
            ["Stratejik hedef sayısı 2 olan stratejik amaç: 1"],
        ),
        (
            Query(q.ATTAINED, kind="indicator", columns=(ESTIMATE, PLANNED), terms=Attained(missed=True)),
            [
                "2022 için planlanana ulaşamayan gösterge: 3 (yıl sonu gerçekleşme tahminine göre)",
                "• Aktif ikamet izni sayısı: 1.400.000 → 1.300.000 (100.000 eksik)",
            ],
        ),
        (
            Query(
                q.ATTAINED,
                kind="indicator",
                entities=(PROTECTION,),
                columns=(ESTIMATE, PLANNED),
                terms=Attained(),
            ),
            [
                "Uluslararası Koruma Genel Müdürlüğü: 2022 için planlanana ulaşan gösterge: 6 "
                "(yıl sonu gerçekleşme tahminine göre)",
                "• Geçici koruma kapsamında kayıtları güncellenen yabancı sayısı: 750.000 → 1.350.000 (600.000 fazla)",
            ],
        ),
        (
            Query(q.ATTAINED, kind="indicator", columns=(Column("", 2023), TARGET), terms=Attained()),
            ["Programda 2023 için gerçekleşme yok; 2022 için planlanana ulaşanları sorabilirsiniz."],
        ),
    ],
)
def test_members_are_told_apart_by_a_condition(tell: Tell, query: Query, lines: list[str]) -> None:
    assert tell(query)[: len(lines)] == lines


def test_those_that_met_their_plan_exactly_reached_it(answer: Callable[[Query], Result]) -> None:
    query = Query(q.ATTAINED, kind="indicator", columns=(ESTIMATE, PLANNED))
    reached, missed = (answer(query.but(terms=Attained(missed))) for missed in (False, True))
    above, equal = (
        answer(Query(q.FILTER, kind="indicator", columns=(ESTIMATE, PLANNED), terms=Held(direction)))
        for direction in ("above", "equal")
    )
    assert set(reached.entities) == {*above.entities, *equal.entities}
    assert not set(reached.entities) & set(missed.entities)
    assert all(figure.value >= 0 for figure in reached.figures)


def test_what_meets_a_condition_is_counted(reply: Callable[[Query], Reply]) -> None:
    for operation, terms in ((q.ATTAINED, Attained()), (q.FILTER, Held("up to"))):
        told = reply(Query(operation, kind="indicator", columns=(ESTIMATE, PLANNED), terms=terms, counted=True))
        assert (told.figures[0].value, told.figures[0].unit) == (19, "adet")


def test_a_number_has_no_unit_where_figures_have_several(tell: Tell) -> None:
    title = tell(Query(q.FILTER, kind="indicator", columns=(TARGET,), terms=Held("below", 100.0)))[0]
    assert title.startswith("2023 hedefi 100'ün altında olan gösterge:")
