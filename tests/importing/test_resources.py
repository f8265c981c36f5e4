"""Tables of buildings, vehicles and staff in other shapes: read by their heads, or told row by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.importing.draft import Draft
from knowledge.importing.lines import Line, Source, Word
from knowledge.importing.reading import read

from .as_text import as_text
from .invented import ministry
from .tables import Style

BUILDINGS = [
    "BİNA ADI MÜLKİYET DURUMU KAPALI ALAN (m²) KAT SAYISI",
    "Emek Hizmet Binası Mülkiyet 48.200 14",
    "Kızılay Ek Hizmet Binası Kiralık 9.150 8",
    "Toplam 57.350 22",
]


def drafted(tables: Sequence[Sequence[str]]) -> Draft:
    """An invented programme with some tables before the others."""
    texts = [line for table in tables for line in table] + as_text(ministry(), Style()).split("\n")
    lines = [Line(i, tuple(map(Word, text.split()))) for i, text in enumerate(texts, 1) if text.split()]
    return read(Source("a.txt", tuple(lines), len(texts), None)).draft


def figures(draft: Draft, place: str) -> dict[tuple[str, str, str], float]:
    return {
        (draft.entities[f.cell.subject].name, f.cell.item and draft.entities[f.cell.item].name, f.cell.measure): f.value
        for f in draft.figures
        if f.cell.place == place
    }


def unplaced(draft: Draft) -> list[str]:
    return [note.text for note in draft.notes if note.kind == "unplaced"]


def test_buildings_are_read_by_the_head_of_the_area() -> None:
    draft = drafted([["Tablo 91. Hizmet Binalarına İlişkin Bilgiler", *BUILDINGS]])
    assert figures(draft, "Tablo 91") == {
        ("Emek Hizmet Binası", "", "area"): 48200,
        ("Kızılay Ek Hizmet Binası", "", "area"): 9150,
        ("Toplam kapalı alan", "", "area"): 57350,
    }
    assert any("KAT SAYISI" in text and "14, 8, 22" in text for text in unplaced(draft))


@pytest.mark.parametrize("head", ["BİNALAR HAKKINDA", "BİNA ADI KAPALI ALAN (m²) AÇIK ALAN (m²) KAT SAYISI"])
def test_buildings_without_a_clear_head_are_told_row_by_row(head: str) -> None:
    draft = drafted([["Tablo 91. Hizmet Binalarına İlişkin Bilgiler", head, *BUILDINGS[1:]]])
    told = unplaced(draft)
    assert figures(draft, "Tablo 91") == {}
    assert all(any(row in text for text in told) for row in BUILDINGS[1:])


def test_rows_of_an_unknown_table_are_told() -> None:
    draft = drafted(
        [["Tablo 91. Laboratuvar Cihazlarının Dökümü", "CİHAZLAR HAKKINDA", "Mikroskop 14 2", "Santrifüj 3"]]
    )
    assert [text for text in unplaced(draft) if "Tablo 91" in text] == [
        "Tablo 91: “Mikroskop 14 2”",
        "Tablo 91: “Santrifüj 3”",
    ]


def test_rows_of_a_table_of_vehicles_are_vehicles() -> None:
    draft = drafted([["Tablo 91. Taşıtlara İlişkin Bilgiler", "TAŞIT CİNSİ ADEDİ", "Arazöz 4", "Deniz Aracı 37"]])
    assert [entity.name for entity in draft.of_kind("vehicle") if entity.place == "Tablo 91"] == [
        "Arazöz",
        "Deniz Aracı",
    ]


def test_staff_by_class_and_sex_and_with_shares() -> None:
    matrix = ["HİZMET SINIFI ERKEK KADIN TOPLAM", "Teknik Hizmetler Sınıfı 31 12 43", "Toplam 31 12 43"]
    shares = ["ÖĞRENİM DURUMU SAYI YÜZDE", "Lise 20 %46,5", "Lisans 23 %53,5", "Toplam 43 %100"]
    draft = drafted(
        [
            ["Tablo 91. Hizmet Sınıflarına ve Cinsiyete Göre Personel Dağılımı", *matrix],
            ["Tablo 92. Öğrenim Durumuna Göre Personel Dağılımı", *shares],
        ]
    )
    found = figures(draft, "Tablo 91")
    assert found[("Teknik Hizmetler Sınıfı", "Kadın", "count")] == 12
    assert found[("Toplam personel", "", "count")] == 43
    assert figures(draft, "Tablo 92")[("Toplam personel", "Lisans", "count")] == 23


def test_a_total_of_staff_in_the_text_that_differs_is_told(tmp_path: Path) -> None:
    matrix = ["HİZMET SINIFI ERKEK KADIN TOPLAM", "Teknik Hizmetler Sınıfı 31 12 43", "Toplam 31 12 43"]
    lead = "Bakanlığımızda 31.12.2024 tarihi itibarıyla toplam {} personel görev yapmaktadır."
    for count, told in ((45, True), (43, False)):
        draft = drafted([[lead.format(count)], ["Tablo 91. Cinsiyete Göre Personel Dağılımı", *matrix]])
        assert any("personel toplamı" in c.title for c in draft.contradictions) is told


def test_groups_of_staff_over_columns_of_places() -> None:
    sex = ["CİNSİYET MERKEZ TAŞRA TOPLAM", "Kadın 251 398 649", "Erkek 333 1.054 1.387", "Toplam 584 1.452 2.036"]
    age = ["YAŞ ARALIĞI SAYI", "18-25 1.872", "56 ve üzeri 164", "Toplam 2.036"]
    draft = drafted(
        [
            ["Tablo 91. Cinsiyet Durumuna Göre Personel Dağılımı", *sex],
            ["Tablo 92. Yaş Durumuna Göre Personel Dağılımı", *age],
        ]
    )
    found = figures(draft, "Tablo 91")
    assert found[("Merkez Teşkilatı", "Kadın", "count")] == 251
    assert found[("Toplam personel", "Erkek", "count")] == 1387
    assert found[("Taşra Teşkilatı", "", "count")] == 1452
    assert figures(draft, "Tablo 92")[("Toplam personel", "56 ve üzeri yaş", "count")] == 164


def test_of_vehicles_by_place_the_total_is_kept_and_the_rest_told() -> None:
    rows = ["TAŞIT CİNSİ MERKEZ TAŞRA TOPLAM", "Minibüs 4 11 15", "Sondaj Kamyonu - 6 6", "Toplam 4 17 21"]
    draft = drafted([["Tablo 91. Taşıt ve İş Makineleri", *rows]])
    assert figures(draft, "Tablo 91")[("Minibüs", "", "count")] == 15
    assert any("Merkez Teşkilatı, Taşra Teşkilatı are not kept" in text for text in unplaced(draft))
