"""Which columns and things messages ask for, family by family: shares, verdicts, rankings, series, changes, sets."""

from __future__ import annotations

import pytest

from bot.answering import queries as q
from bot.answering.queries import Cell, Query
from bot.answering.terms import MOVED, RATIO, Attained, Contradictions, Held, Place, Ranked
from bot.engine import Engine
from bot.understanding.dialogue import Conversation
from knowledge.language.words import split

PERMITS = "aktif-ikamet-izni-sayisi"
ALL = "goc-idaresi-baskanligi"


def best(engine: Engine, *turns: str) -> Query:
    """What the rules take the last message of a conversation for."""
    state = Conversation()
    for turn in turns[:-1]:
        _, state = engine.by_rules(tuple(split(turn)), state)
    readings = engine.reader.read(turns[-1], state).readings
    assert readings, f"no reading of {turns[-1]!r}"
    return readings[0].query


def shown(cell: Cell) -> str:
    """The item, or else the subject, with measure and year: "personel-giderleri budget 2023"."""
    thing = (cell.item or cell.subject).partition(":")[2]
    return " ".join(filter(None, (thing, cell.column.measure, str(cell.column.year or ""))))


@pytest.mark.parametrize(
    ("text", "operation", "cells"),
    [
        ("bütçenin yüzde kaçı harcandı", q.SHARE, [f"{ALL} spent 2022", f"{ALL} budget 2022"]),
        ("haziran sonuna kadar bütçenin ne kadarı harcandı", q.SHARE, [f"{ALL} spent 2022", f"{ALL} budget 2022"]),
        (
            "cari transferlerin yüzde kaçı harcandı 2022",
            q.SHARE,
            ["cari-transferler spent 2022", "cari-transferler budget 2022"],
        ),
        (
            "personel giderlerinin toplam içindeki payı 2023",
            q.SHARE,
            ["personel-giderleri budget 2023", f"{ALL} budget 2023"],
        ),
        (
            "mal ve hizmet alımı personel giderlerinin yüzde kaçı",
            q.SHARE,
            ["mal-ve-hizmet-alim-giderleri budget 2023", "personel-giderleri budget 2023"],
        ),
        (
            "personel giderleri ile cari transferlerin bütçedeki payları",
            q.SHARE,
            ["personel-giderleri budget 2023", "cari-transferler budget 2023", f"{ALL} budget 2023"],
        ),
        (
            "uluslararası koruma faaliyetinin yüzde kaçı personel gideri",
            q.SHARE,
            ["personel-giderleri budget 2023", "gocmenlerin-etkin-uluslararasi-korumasi budget 2023"],
        ),
        (
            "aktif ikamet izni 2022 tahmini 2022 planının yüzde kaçı",
            q.SHARE,
            [f"{PERMITS} estimate 2022", f"{PERMITS} planned 2022"],
        ),
        ("kadın personelin toplam personele oranı", q.SHARE, ["kadin count", "merkez-teskilati count"]),
        ("erkek ve kadın personelin payları", q.SHARE, ["erkek count", "kadin count", "merkez-teskilati count"]),
        (
            "aktif ikamet izni 2022 tahmini ile 2023 hedefi aynı mı",
            q.SAME,
            [f"{PERMITS} estimate 2022", f"{PERMITS} target 2023"],
        ),
        (
            "2022 tahmini 2022 planının üzerinde mi aktif ikamet izni",
            q.REACHED,
            [f"{PERMITS} estimate 2022", f"{PERMITS} planned 2022"],
        ),
        (
            "aktif ikamet izni 2021'den 2022'ye ne kadar arttı",
            q.DIFFERENCE,
            [f"{PERMITS} estimate 2022", f"{PERMITS} realised 2021"],
        ),
        ("bütçe 2022'den 2023'e arttı mı", q.DIFFERENCE, [f"{ALL} budget 2023", f"{ALL} budget 2022"]),
        ("bütçe 2023'ten 2025'e yüzde kaç artıyor", q.CHANGE, [f"{ALL} forecast 2025", f"{ALL} budget 2023"]),
        (
            "personel giderleri kaç katına çıkıyor 2023 2025",
            q.TIMES,
            ["personel-giderleri forecast 2025", "personel-giderleri budget 2023"],
        ),
        (
            "personel giderleri cari transferlerden ne kadar fazla",
            q.DIFFERENCE,
            ["personel-giderleri budget 2023", "cari-transferler budget 2023"],
        ),
        ("2023'ten sonra bütçe", q.SERIES, [f"{ALL} forecast 2024", f"{ALL} forecast 2025"]),
        ("sığınma evi var mı", q.VALUE, ["siginma-evi-sayisi target 2023"]),
        ("merkez binada kaç oda var", q.VALUE, ["ofis-oda count"]),
        ("kaç araç var", q.VALUE, ["arac-sayisi count"]),
    ],
)
def test_figures_asked_for(engine: Engine, text: str, operation: str, cells: list[str]) -> None:
    query = best(engine, text)
    assert (query.operation, [shown(cell) for cell in query.cells]) == (operation, cells)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("aktif ikamet izni yıllara göre", [2021, 2022, 2023, 2024, 2025]),
        ("bütçe yıllara göre nasıl", [2022, 2023, 2024, 2025]),
        ("aktif ikamet izni 2021-2025", [2021, 2022, 2023, 2024, 2025]),
        ("2021'den 2023'e aktif ikamet izni", [2021, 2022, 2023]),
        ("personel giderlerinin yıllara göre artışı", [2022, 2023, 2024, 2025]),
    ],
)
def test_series_asked_for(engine: Engine, text: str, years: list[int]) -> None:
    query = best(engine, text)
    assert query.operation == q.SERIES
    assert list(dict.fromkeys(cell.column.year for cell in query.cells)) == years


def test_all_values_are_each_column_of_a_year(engine: Engine) -> None:
    query = best(engine, "aktif ikamet izninin bütün değerleri")
    measures = {(cell.column.measure, cell.column.year) for cell in query.cells}
    assert {("planned", 2022), ("estimate", 2022), ("target", 2023), ("realised", 2021)} <= measures


@pytest.mark.parametrize(
    ("text", "operation", "kind", "columns", "more"),
    [
        ("en çok bütçe hangi faaliyete ayrıldı", q.HIGHEST, "activity", ["budget 2023"], {}),
        ("ikinci en yüksek bütçeli faaliyet", q.HIGHEST, "activity", ["budget 2023"], {"terms": Ranked(Place(nth=2))}),
        ("en yüksek üç faaliyet bütçesi", q.HIGHEST, "activity", ["budget 2023"], {"terms": Ranked(Place(3))}),
        ("en yüksek 3 göstergeyi sırala", q.HIGHEST, "indicator", ["target 2023"], {"terms": Ranked(Place(3))}),
        (
            "en düşük gerçekleşme oranı hangi faaliyette",
            q.LOWEST,
            "activity",
            ["spent 2022", "budget 2022"],
            {"terms": Ranked(by=RATIO)},
        ),
        (
            "en çok artan gösterge",
            q.HIGHEST,
            "indicator",
            ["target 2023", "estimate 2022"],
            {"terms": Ranked(by=MOVED)},
        ),
        ("en az artan gösterge", q.LOWEST, "indicator", ["target 2023", "estimate 2022"], {"terms": Ranked(by=MOVED)}),
        ("planlanana göre en çok sapan gösterge 2022", q.HIGHEST, "indicator", ["estimate 2022", "planned 2022"], {}),
        (
            "en az personel giderleri olan faaliyet hangisi",
            q.LOWEST,
            "activity",
            ["budget 2023"],
            {"entities": ("expense:personel-giderleri",)},
        ),
        (
            "bütçesi 100 milyonu geçen faaliyetler",
            q.FILTER,
            "activity",
            ["budget 2023"],
            {"terms": Held("above", 100_000_000)},
        ),
        (
            "hangi göstergelerin 2023 hedefi 1000'den fazla",
            q.FILTER,
            "indicator",
            ["target 2023"],
            {"terms": Held("above", 1000)},
        ),
        (
            "hangi faaliyetlerin bütçesi azaldı",
            q.FILTER,
            "activity",
            ["budget 2023", "budget 2022"],
            {"terms": Held("below"), "assumed": ("base",)},
        ),
        ("kaç göstergenin hedefi arttı", q.FILTER, "indicator", ["target 2023", "estimate 2022"], {"counted": True}),
        (
            "2022 planına ulaşamayan göstergeler",
            q.ATTAINED,
            "indicator",
            ["estimate 2022", "planned 2022"],
            {"terms": Attained(missed=True)},
        ),
        ("kaç gösterge var", q.COUNT, "indicator", [], {}),
        ("hangi birimler var", q.LIST, "unit", [], {}),
        (
            "uluslararası koruma genel müdürlüğünün kaç göstergesi var",
            q.COUNT,
            "indicator",
            [],
            {"entities": ("unit:uluslararasi-koruma-genel-mudurlugu",)},
        ),
    ],
)
def test_sets_asked_for(
    engine: Engine, text: str, operation: str, kind: str, columns: list[str], more: dict[str, object]
) -> None:
    query = best(engine, text)
    assert (query.operation, query.kind) == (operation, kind)
    assert [f"{column.measure} {column.year}" for column in query.columns] == columns
    assert {name: getattr(query, name) for name in more} == more


@pytest.mark.parametrize(
    ("text", "entities", "which"),
    [
        ("personel sayısında çelişki var mı", ("staff:toplam",), ("A6",)),
        ("personel sayısı tablolar arasında tutuyor mu", ("staff:toplam",), ("A6",)),
        ("göç kurulu hangi gösterge ile çelişiyor", ("council:goc-kurulu",), ("D5", "F14")),
    ],
)
def test_contradictions_asked_for(engine: Engine, text: str, entities: tuple[str, ...], which: tuple[str, ...]) -> None:
    query = best(engine, text)
    assert (query.operation, query.entities, query.terms) == (q.CONTRADICTION, entities, Contradictions(which))


def test_every_contradiction_but_of_spelling_is_asked_for_by_none_in_particular(engine: Engine) -> None:
    query = best(engine, "belgede çelişki var mı")
    assert query.operation == q.CONTRADICTION
    assert isinstance(query.terms, Contradictions)
    assert set(query.terms.ids) == {one.id for one in engine.base.all_contradictions if one.kind != "S"}


def test_a_member_is_asked_for_by_its_council(engine: Engine) -> None:
    query = best(engine, "dışişleri bakanlığı göç kurulu üyesi mi")
    assert query.operation == q.MEMBER
    assert query.entities == ("institution:disisleri-bakanligi", "council:goc-kurulu")


@pytest.mark.parametrize(
    ("turns", "operation", "cells"),
    [
        (("aktif ikamet izni 2021", "peki 2022"), q.VALUE, [f"{PERMITS} estimate 2022"]),
        (("aktif ikamet izni 2021", "2023 hedefi"), q.VALUE, [f"{PERMITS} target 2023"]),
        (("personel giderleri 2023", "peki cari transferler"), q.VALUE, ["cari-transferler budget 2023"]),
        (
            ("personel giderleri 2023", "2024 ve 2025"),
            q.VALUE,
            ["personel-giderleri forecast 2024", "personel-giderleri forecast 2025"],
        ),
        (
            ("personel giderleri 2023", "bunun toplam içindeki payı"),
            q.SHARE,
            ["personel-giderleri budget 2023", f"{ALL} budget 2023"],
        ),
        (
            ("aktif ikamet izni 2021 2022", "farkı"),
            q.DIFFERENCE,
            [f"{PERMITS} estimate 2022", f"{PERMITS} realised 2021"],
        ),
        (("aktif ikamet izni 2021", "hedefi", "peki sığınma evi"), q.VALUE, ["siginma-evi-sayisi target 2023"]),
    ],
)
def test_what_was_said_before_fills_what_is_not_said(
    engine: Engine, turns: tuple[str, ...], operation: str, cells: list[str]
) -> None:
    query = best(engine, *turns)
    assert (query.operation, [shown(cell) for cell in query.cells]) == (operation, cells)
