"""Relations, texts, overviews, small talk."""

from __future__ import annotations

import pytest

from bot.answering import queries as q
from bot.answering.queries import Query
from knowledge.base import KnowledgeBase
from tests.families.conftest import Tell
from tests.families.things import DATA, OUTREACH, PERMITS, PROTECTION, SUPPORT, VISA_COUNCIL


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        (
            Query(q.RELATION, entities=(PERMITS,), aspect="who"),
            ["Aktif ikamet izni sayısı", "İzlemekten sorumlu birim: Yabancılar Genel Müdürlüğü"],
        ),
        (
            Query(q.RELATION, entities=(DATA, OUTREACH), aspect="monitor"),
            [
                "Göç Yönetimi Veri Alt Yapısı",
                "Sorumlu harcama birimi: Yönetim Hizmetleri Genel Müdürlüğü",
                "Göçmenlerle Karşılıklı Uyum ve İletişim",
                "Sorumlu harcama birimi: Uyum ve İletişim Genel Müdürlüğü",
            ],
        ),
        (
            Query(q.RELATION, entities=(PERMITS,), aspect="table"),
            ["Aktif ikamet izni sayısı", "• Tablo 8: Performans Göstergeleri 1"],
        ),
        (
            Query(q.RELATION, entities=(DATA,), aspect="parent"),
            ["Göç Yönetimi Veri Alt Yapısı", "Bağlı olduğu yer: Göçmenlere Yönelik Hizmetler"],
        ),
        (
            Query(q.RELATION, entities=(SUPPORT,), aspect="who"),
            ["Programda Genel Destek Hizmetleri için bu bilgi yok."],
        ),
        (
            Query(q.RELATION, entities=(DATA, SUPPORT), aspect="who"),
            ["Programda Genel Destek Hizmetleri için bu bilgi yok."],
        ),
    ],
)
def test_what_a_thing_is_related_to(tell: Tell, query: Query, lines: list[str]) -> None:
    assert tell(query) == lines


def test_where_data_comes_from_is_told_with_the_method(tell: Tell, base: KnowledgeBase) -> None:
    method = next(row.text for row in base.attributes(PERMITS) if row.kind == "method")
    assert tell(Query(q.RELATION, entities=(PERMITS,), aspect="data_source")) == [
        "Aktif ikamet izni sayısı",
        "Verinin kaynağı: Yabancılar Genel Müdürlüğü",
        method,
    ]


def test_the_place_of_a_unit_is_told_in_the_words_of_the_programme(tell: Tell, base: KnowledgeBase) -> None:
    placed = next(
        (unit.id, row.text)
        for unit in base.of_kind("unit")
        for row in base.attributes(unit.id)
        if row.kind == "position"
    )
    assert tell(Query(q.RELATION, entities=(placed[0],), aspect="parent"))[0] == placed[1]


def test_texts_are_told_as_they_stand(tell: Tell, base: KnowledgeBase) -> None:
    rows = base.attributes(VISA_COUNCIL)[:2]
    assert tell(Query(q.TEXT, attributes=(rows[0].id,))) == [rows[0].text]
    assert tell(Query(q.TEXT, attributes=tuple(row.id for row in rows))) == [
        "Vize İzleme ve Değerlendirme Kurulu:",
        *(f"• {row.text}" for row in rows),
    ]
    other = base.attributes(PERMITS)[0]
    assert tell(Query(q.TEXT, attributes=(rows[0].id, other.id)))[:2] == [f"• {rows[0].text}", f"• {other.text}"]
    assert tell(Query(q.TEXT, entities=(PERMITS,))) == ["Programda Aktif ikamet izni sayısı için bu bilgi yok."]


def test_an_overview_tells_what_is_known(tell: Tell, base: KnowledgeBase) -> None:
    lines = tell(Query(q.OVERVIEW, entities=(DATA,)))
    assert lines[:3] == [
        "Göç Yönetimi Veri Alt Yapısı",
        "2023 bütçesi: 3.198.642.000 TL (3,2 milyar TL)",
        "Bağlı olduğu yer: Göçmenlere Yönelik Hizmetler",
    ]
    assert lines[-1] == "Sorumlu: Yönetim Hizmetleri Genel Müdürlüğü"
    unit = tell(Query(q.OVERVIEW, entities=(PROTECTION,)))
    assert any(line.startswith("Altındakiler: ") for line in unit)
    assert any(line.startswith("Sorumlu olduğu: ") for line in unit)
    goal = base.of_kind("goal")[0]
    assert tell(Query(q.OVERVIEW, entities=(goal.id,)))[0] == f"{goal.name} ({goal.code})"


def test_small_talk_gives_examples_from_the_programme(tell: Tell) -> None:
    assert tell(Query(q.HELP))[0].startswith("2023 Yılı Performans Programı'ndan")
    assert tell(Query(q.GREETING))[1].startswith("Örneğin: ")
