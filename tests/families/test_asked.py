"""Queries as whole questions, as they stand on buttons."""

from __future__ import annotations

import pytest

from bot.answering import queries as q
from bot.answering.queries import Column, Query
from bot.answering.terms import (
    PERCENT,
    RATIO,
    Attained,
    Held,
    MembersHeld,
    Nil,
    Passed,
    Place,
    Ranked,
    RankedByMembers,
    Says,
)
from bot.questions.asked import asked
from knowledge.base import KnowledgeBase
from tests.families.things import (
    BUDGET,
    BUDGET_BEFORE,
    DATA,
    ESTIMATE,
    FORECAST,
    OUTREACH,
    PERMITS,
    PLANNED,
    PROTECTION,
    REALISED,
    SHELTERS,
    SPENT,
    TARGET,
    VISA_COUNCIL,
    budgets,
    cells,
)

COUNT = Column("count", None)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (Query(q.VALUE, cells(SHELTERS, TARGET)), "Sığınma evi sayısı, 2023 hedefi"),
        (Query(q.MEDIAN, budgets(DATA, OUTREACH)), "2023 bütçesi: ortancası"),
        (Query(q.GROWTH, cells(SHELTERS, FORECAST, REALISED)), "yıllık bileşik büyümesi"),
        (Query(q.WHEN, cells(SHELTERS, TARGET), terms=Passed("up to", 4.0)), "4'e eşit veya üzerinde mi"),
        (Query(q.RELATION, entities=(DATA,), aspect="who"), "Göç Yönetimi Veri Alt Yapısı: sorumlu birim hangisi"),
        (Query(q.RELATION, entities=(PROTECTION,), aspect="parent"), "Koruma Genel Müdürlüğü nereye bağlı"),
        (Query(q.OVERVIEW, entities=(DATA,)), "Göç Yönetimi Veri Alt Yapısı hakkında bilgi"),
        (Query(q.CONTRADICTION), "Programdaki çelişkiler"),
        (Query(q.LIST, kind="unit:taşra"), "Hangi taşra birimleri var"),
        (Query(q.CONTRADICTION, entities=(PERMITS,)), "Aktif ikamet izni sayısı: programdaki çelişki"),
        (Query(q.MEMBER, entities=(VISA_COUNCIL,), kind="council"), "Vize İzleme ve Değerlendirme Kurulu – kurul"),
        (Query(q.LIST, kind="indicator", entities=(PROTECTION,)), "Koruma Genel Müdürlüğü: hangi göstergeler var"),
        (Query(q.LIST, kind="unit:daire başkanlığı"), "Hangi daire başkanlıkları var"),
        (Query(q.COUNT, kind="indicator"), "Kaç gösterge var"),
        (Query(q.VALUE, cells("staff:tasra-teskilati", COUNT)), "Taşra Teşkilatı: kaç kişi"),
        (Query(q.VALUE, cells("room:konferans-salonu", Column("capacity", None))), ": kapasitesi ne kadar"),
        (Query(q.SHARE, cells("staff:tasra-teskilati", COUNT)), "Taşra Teşkilatı: payı"),
        (Query(q.VALUE, cells("it:masaustu-bilgisayar", COUNT)), "Masaüstü Bilgisayar: kaç adet"),
        (Query(q.CHANGE, cells(DATA, BUDGET, BUDGET_BEFORE)), "Alt Yapısı: 2022 bütçesinden 2023 bütçesine yüzde değ"),
        (Query(q.REACHED, cells(PERMITS, ESTIMATE, PLANNED)), "tahmini 2022 planlanana ulaşıyor mu"),
        (
            Query(q.HIGHEST, kind="activity", columns=(BUDGET,), terms=Ranked(Place(3))),
            "2023 bütçesi en yüksek 3 faaliyet",
        ),
        (
            Query(q.LOWEST, kind="activity", columns=(SPENT, BUDGET_BEFORE), terms=Ranked(by=RATIO)),
            "2022 Haziran sonu harcamasının 2022 bütçesine oranı en düşük faaliyet",
        ),
        (
            Query(q.HIGHEST, kind="activity", columns=(BUDGET, BUDGET_BEFORE), terms=Ranked(by=PERCENT)),
            "2022 bütçesinden 2023 bütçesine yüzde olarak en çok artan faaliyet",
        ),
        (
            Query(q.HIGHEST, kind="aim", terms=RankedByMembers("goal")),
            "Stratejik hedef sayısı en yüksek stratejik amaç",
        ),
        (
            Query(q.FILTER, kind="indicator", columns=(TARGET,), terms=Held("down to", 4.0)),
            "2023 hedefi 4 veya altı olan gösterge",
        ),
        (
            Query(q.FILTER, kind="indicator", columns=(ESTIMATE, PLANNED), terms=Held("above")),
            "2022 yıl sonu gerçekleşme tahmini 2022 planlananın üzerinde olan gösterge",
        ),
        (
            Query(q.FILTER, kind="aim", terms=MembersHeld("goal", "equal", 2.0)),
            "Stratejik hedef sayısı tam 2 olan stratejik amaç",
        ),
        (
            Query(q.FILTER, kind="indicator", terms=Says("series", "kumulatif", otherwise=True)),
            "Kümülatif olmayan gösterge",
        ),
        (Query(q.FILTER, kind="expense", columns=(BUDGET,), terms=Nil()), "2023 bütçesi sıfır olan gider kalemi"),
        (
            Query(q.ATTAINED, kind="indicator", columns=(ESTIMATE, PLANNED), terms=Attained(missed=True)),
            "2022 için planlanana ulaşamayan gösterge",
        ),
    ],
)
def test_a_query_is_a_whole_question(base: KnowledgeBase, query: Query, text: str) -> None:
    assert text in asked(base, query)


def test_texts_are_named_by_what_they_tell(base: KnowledgeBase) -> None:
    row = base.attributes(VISA_COUNCIL)[0]
    assert asked(base, Query(q.TEXT, attributes=(row.id,))).startswith("Vize İzleme ve Değerlendirme Kurulu: ")


@pytest.mark.parametrize(
    ("entity", "kind", "text"),
    [
        (VISA_COUNCIL, "frequency", "Vize İzleme ve Değerlendirme Kurulu: ne sıklıkla toplanıyor"),
        ("staff:tasra-teskilati", "number", "Taşra Teşkilatı: kaç il"),
        ("post:goc-atasesi", "duty_count", "Göç Ataşesi: kaç görev"),
        (PERMITS, "method", "Aktif ikamet izni sayısı: nasıl hesaplanıyor"),
    ],
)
def test_what_texts_tell_is_asked(base: KnowledgeBase, entity: str, kind: str, text: str) -> None:
    row = next(one for one in base.attributes(entity) if one.kind == kind)
    assert asked(base, Query(q.TEXT, attributes=(row.id,))) == text
