"""What the words themselves say of how figures relate: what is measured against what, what is added, both figures."""

from __future__ import annotations

import pytest

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.answering.terms import Nil, Place, Proposed, Ranked
from bot.engine import Engine
from bot.understanding.dialogue import Conversation
from knowledge.language.words import split
from tests.understanding.test_asked_families import best, shown

NEEDS = "tespit-edilen-ozel-ihtiyac-sahibi-sayisi"
INTERVIEWS = "gerceklestirilen-muhtemel-insan-ticareti-magduru-mulakat-sayisi"
DEPORTED = "sinir-disi-edilen-yabanci-sayisi"
OUTREACH = "gocmenlerle-karsilikli-uyum-ve-iletisim"


def figures(query: Query) -> list[str]:
    return [shown(cell) for cell in query.cells]


@pytest.mark.parametrize(
    ("text", "operation", "cells"),
    [
        (
            "2021 yılında tespit edilen özel ihtiyaç sahibi sayısı 2022 için planlananın kaç katı",
            q.TIMES,
            [f"{NEEDS} realised 2021", f"{NEEDS} planned 2022"],
        ),
        (
            "2022 için planlananın kaç katı 2021 yılında tespit edilen özel ihtiyaç sahibi sayısı",
            q.TIMES,
            [f"{NEEDS} realised 2021", f"{NEEDS} planned 2022"],
        ),
        (
            "mülakatların 2022 tahmini 2023 hedefinin kaç katı",
            q.TIMES,
            [f"{INTERVIEWS} estimate 2022", f"{INTERVIEWS} target 2023"],
        ),
        (
            "uyum ve iletişim faaliyeti 2022 bütçesi 2023 bütçesinin yüzde kaçı",
            q.SHARE,
            [f"{OUTREACH} budget 2022", f"{OUTREACH} budget 2023"],
        ),
        (
            "sgk primi personel giderinin yüzde kaçı",
            q.SHARE,
            ["sosyal-guvenlik-kurumuna-devlet-primi-giderleri budget 2023", "personel-giderleri budget 2023"],
        ),
        (
            "2021'de mülakat sayısı ile tanımlanan mağdur sayısını yan yana koydum, tanımlanan mağdurlar mülakatların "
            "yüzde kaçına denk geliyor",
            q.SHARE,
            ["tanimlanan-insan-ticareti-magduru-sayisi realised 2021", f"{INTERVIEWS} realised 2021"],
        ),
        ("erkek personelin kaç katı kadın personel", q.TIMES, ["kadin count", "erkek count"]),
        ("tarayıcı sayısı yazıcının yarısı mı", q.SHARE, ["tarayici count", "cok-fonksiyonlu-yazici count"]),
        (
            "sınır dışı 2022 tahmini 2023 hedefinin ne kadar üstünde",
            q.DIFFERENCE,
            [f"{DEPORTED} estimate 2022", f"{DEPORTED} target 2023"],
        ),
        (
            "2023 hedefine göre 2022 tahmini yüzde kaç fazla, sınır dışı",
            q.CHANGE,
            [f"{DEPORTED} estimate 2022", f"{DEPORTED} target 2023"],
        ),
        (
            "haziran sonuna kadar ödeneğin yüzde kaçı kullanılmış uyum ve iletişim faaliyetinde",
            q.SHARE,
            [f"{OUTREACH} spent 2022", f"{OUTREACH} budget 2022"],
        ),
        (
            "personel + sgk 2023 genel toplamın yüzde kaçı",
            q.SHARE,
            [
                "personel-giderleri budget 2023",
                "sosyal-guvenlik-kurumuna-devlet-primi-giderleri budget 2023",
                "goc-idaresi-baskanligi budget 2023",
            ],
        ),
    ],
)
def test_what_something_is_measured_against_stands_last(
    engine: Engine, text: str, operation: str, cells: list[str]
) -> None:
    query = best(engine, text)
    assert (query.operation, figures(query)) == (operation, cells)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2023'te mal ve hizmet alım giderlerinin yüzde kaçı uyum ve iletişim faaliyetine düşüyor", OUTREACH),
        ("uyum ve iletişim faaliyeti mal ve hizmet alım giderlerinin yüzde kaçı", OUTREACH),
        ("2023'te veri altyapısı sermaye giderlerinin yüzde kaçını alıyor", "goc-yonetimi-veri-alt-yapisi"),
    ],
)
def test_a_share_said_of_a_kind_of_expense_is_that_of_all(engine: Engine, text: str, part: str) -> None:
    one, whole = best(engine, text).cells
    assert (one.subject, whole.subject) == (f"activity:{part}", "agency:goc-idaresi-baskanligi")
    assert one.item == whole.item
    assert one.item is not None


def test_the_share_that_a_kind_of_expense_has_is_of_its_place(engine: Engine) -> None:
    query = best(engine, "uyum ve iletişim faaliyetinin 2023 ödeneğinde cari transferlerin payı yüzde kaç")
    part, whole = query.cells
    assert (part.item, whole.item) == ("expense:cari-transferler", None)
    assert part.subject == whole.subject == f"activity:{OUTREACH}"


@pytest.mark.parametrize(
    ("turns", "last"),
    [
        (("sığınma evi sayısı 2021", "2025 tahmini bunun kaç katı"), "siginma-evi-sayisi realised 2021"),
        (("sözleşmeli personelin yüzde kaçı taşrada",), "sozlesmeli-personel count"),
        (("cari transferlerin yüzde kaçı uluslararası koruma faaliyetinde",), "cari-transferler budget 2023"),
        (("cari transferler 2023te bütçenin yüzde kaçı",), "goc-idaresi-baskanligi budget 2023"),
        (("taşra toplam personelin yüzde kaçı",), "toplam count"),
    ],
)
def test_the_whole_is_what_the_words_say(engine: Engine, turns: tuple[str, ...], last: str) -> None:
    query = best(engine, *turns)
    assert shown(query.cells[-1]) == last
    assert query.cells[-1].subject.startswith(("agency:", "staff:toplam", "indicator:"))


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("sınır dışı 2023, 2024 ve 2025 değerlerinin toplamı", q.SUM),
        ("çok fonksiyonlu yazıcılarla tarayıcıların toplam adedi", q.SUM),
        ("sözleşmeli ile hizmet alımı toplam kaç kişi", q.SUM),
        ("personel giderleri toplamı ile sgk primleri toplamı kaç", q.VALUE),
        ("Göç Kurulunun 2021deki toplantı sayısıyla 2023te hedeflenen toplantı sayısı", q.SUM),
        ("Özel Kalem Hizmetlerinin 2023'ten 2025'e artışı kaç liradır", q.DIFFERENCE),
    ],
)
def test_what_is_added_is_said(engine: Engine, text: str, operation: str) -> None:
    assert best(engine, text).operation == operation


def test_a_meeting_adds_nothing_up_for_certain(engine: Engine) -> None:
    readings = engine.reader.read(
        "Göç Kurulunun 2021deki toplantı sayısıyla 2023te hedeflenen toplantı sayısı"
    ).readings
    assert not any(one.sure for one in readings), '"toplantı" is hardly "topla-"'


@pytest.mark.parametrize(
    ("text", "operation", "both"),
    [
        ("uyum ve iletişim faaliyeti 2022'den 2023'e kaç tl artmış, yüzdesi de", q.DIFFERENCE, True),
        ("uyum ve iletişim faaliyeti 2022'den 2023'e yüzde kaç artmış, kaç tl", q.CHANGE, True),
        ("uyum ve iletişim faaliyeti 2022'den 2023'e yüzde kaç artmış", q.CHANGE, False),
        ("uyum ve iletişim faaliyeti 2022'den 2023'e ne kadar arttı yüzde olarak", q.CHANGE, True),
        ("uyum ve iletişim faaliyeti 2022'den 2023'e kaç tl arttı", q.DIFFERENCE, False),
    ],
)
def test_the_figure_asked_for_first_leads(engine: Engine, text: str, operation: str, both: bool) -> None:
    query = best(engine, text)
    assert (query.operation, query.both) == (operation, both)


@pytest.mark.parametrize(
    ("text", "operation", "way"),
    [
        ("özel ihtiyaç sahibi 2022 tahmini planı aştı mı", q.REACHED, "up"),
        ("özel ihtiyaç sahibi 2022 tahmini planı aştı mı, ne kadar", q.DIFFERENCE, "up"),
        ("özel ihtiyaç sahibi 2022 tahmini planın altında mı kaldı", q.REACHED, "down"),
        ("özel ihtiyaç sahibi 2022 planını tuttu mu", q.REACHED, ""),
        ("özel ihtiyaç sahibi 2022'de planın kaç gerisinde kalacak", q.DIFFERENCE, ""),
    ],
)
def test_a_plan_is_asked_for_as_it_is_said(engine: Engine, text: str, operation: str, way: str) -> None:
    query = best(engine, text)
    assert (query.operation, query.terms) == (operation, Proposed(way) if way else None)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("ekonomik kodlardan 2023'te en büyük ikisi", "expense", Place(2)),
        ("gider kalemlerinden ilk üçü", "expense", Place(3)),
        ("bütçesi en yüksek üçüncü faaliyet", "activity", Place(nth=3)),
        ("bütçesi sondan ikinci faaliyet", "activity", Place(nth=2)),
        ("öğrenim durumu en az olan grup", "staff_group:öğrenim", Place()),
        ("en kalabalık öğrenim grubu", "staff_group:öğrenim", Place()),
    ],
)
def test_which_of_a_ranking_are_meant(engine: Engine, text: str, kind: str, place: Place) -> None:
    query = best(engine, text)
    assert query.kind == kind
    assert isinstance(query.terms, Ranked)
    assert query.terms.place == place


def test_those_that_got_money_for_the_first_time(engine: Engine) -> None:
    query = best(engine, "2022 bütçesinde hiç ödeneği olmayan ama 2023'te konan faaliyetler")
    assert (query.operation, query.terms) == (q.FILTER, Nil())
    assert [(column.measure, column.year) for column in query.columns] == [("budget", 2022), ("budget", 2023)]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("depo sayısı ve alanı", ["depo count", "depo area"]),
        ("yemekhane adet kapasite", ["yemekhane count", "yemekhane capacity"]),
        ("yemekhane kapasite adedi", ["yemekhane capacity"]),
        ("sınır dışı 22 pln ve ys", [f"{DEPORTED} planned 2022", f"{DEPORTED} estimate 2022"]),
        ("personel gideri haz 22", ["personel-giderleri spent 2022"]),
    ],
)
def test_columns_said_in_short(engine: Engine, text: str, cells: list[str]) -> None:
    assert figures(best(engine, text)) == cells


@pytest.mark.parametrize("text", ["lise mezunlarının yüzde kaçı merkezde", "kadınların yüzde kaçı merkezde"])
def test_a_whole_that_no_table_has_is_not_replaced_by_another(engine: Engine, text: str) -> None:
    assert not any(one.query.operation == q.SHARE for one in engine.reader.read(text).readings)
    found = engine.second.read(engine.reader.vocabulary.read(tuple(split(text))), Conversation())
    assert not any(shown(one.query.cells[-1]) == "merkez-teskilati count" for one in found if one.query.cells[1:])
