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
from .layouts import COVER, Grid, facts, imported
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
    return noted(draft, "unplaced")


def noted(draft: Draft, kind: str) -> list[str]:
    return [note.text for note in draft.notes if note.kind == kind]


def test_buildings_are_read_by_the_head_of_the_area() -> None:
    draft = drafted([["Tablo 91. Hizmet Binalarına İlişkin Bilgiler", *BUILDINGS]])
    assert figures(draft, "Tablo 91") == {
        ("Emek Hizmet Binası", "", "area"): 48200,
        ("Kızılay Ek Hizmet Binası", "", "area"): 9150,
        ("Toplam kapalı alan", "", "area"): 57350,
        ("Kat", "Emek Hizmet Binası", "count"): 14,
        ("Kat", "Kızılay Ek Hizmet Binası", "count"): 8,
        ("Kat", "", "count"): 22,
    }


def test_a_column_of_buildings_that_does_not_add_up_or_counts_nothing_is_told() -> None:
    for head, total in (("KAT SAYISI", "23"), ("YAPIM YILI", "22")):
        rows = [BUILDINGS[0].replace("KAT SAYISI", head), *BUILDINGS[1:3], f"Toplam 57.350 {total}"]
        draft = drafted([["Tablo 91. Hizmet Binalarına İlişkin Bilgiler", *rows]])
        assert ("Kat", "Emek Hizmet Binası", "count") not in figures(draft, "Tablo 91")
        assert any(head in text and f"14, 8, {total}" in text for text in noted(draft, "unread"))


def test_what_counts_the_buildings_of_a_row_is_theirs() -> None:
    rows = [
        "TAŞINMAZ TÜRÜ ADET KAPALI ALAN (m²)",
        "Hizmet Binası 14 38.460",
        "Karot Deposu 5 9.240",
        "Toplam 19 47.700",
    ]
    draft = drafted([["Tablo 91. Taşınmazların Türüne Göre Dağılımı", *rows]])
    found = figures(draft, "Tablo 91")
    assert found[("Hizmet Binası", "", "count")] == 14
    assert found[("Karot Deposu", "", "area")] == 9240
    assert noted(draft, "unread") == []


def test_names_of_buildings_end_before_their_place_and_what_they_are_held_as() -> None:
    rows = [
        "BİNA ADI BULUNDUĞU YER MÜLKİYET DURUMU KAPALI ALAN (m²) DEPO SAYISI",
        "Liman İşletme Binası Hopa Hazine tahsisi 4.100 3",
        "Fener Tesisleri (2 adet) Rize Kira 900 1",
        "Toplam 5.000 4",
    ]
    found = figures(drafted([["Tablo 91. Hizmet Binaları", *rows]]), "Tablo 91")
    assert found[("Liman İşletme Binası", "", "area")] == 4100
    assert found[("Depo", "Fener Tesisleri (2 adet)", "count")] == 1


def test_areas_by_kind_over_columns_of_places_and_the_rooms_behind_them() -> None:
    areas = [
        "ALAN TÜRÜ (m²) KIYI KAMPÜSÜ YAYLA KAMPÜSÜ TOPLAM",
        "Atölye Alanları 1.200 300 1.500",
        "Depo Alanları 400 - 400",
        "TOPLAM 1.600 300 1.900",
    ]
    rooms = ["MEVCUT KAPASİTE (Adet)", "DERSLİK 12 480 Kişilik", "KANTİN 2"]
    draft = drafted([["Tablo 91. Fiziki Kaynaklara İlişkin Bilgiler", *areas, "", *rooms]])
    found = figures(draft, "Tablo 91")
    assert found[("Atölye Alanları", "Yayla Kampüsü", "area")] == 300
    assert found[("Depo Alanları", "Yayla Kampüsü", "area")] == 0
    assert found[("Depo Alanları", "", "area")] == 400
    assert found[("Kıyı Kampüsü", "", "area")] == 1600
    assert found[("Toplam alan", "", "area")] == 1900
    assert found[("Derslik", "", "capacity")] == 480
    assert not any("Tablo 91" in text for text in unplaced(draft))


def test_several_tables_under_one_caption_have_their_own_totals() -> None:
    vehicles = ["TAŞITLAR ADET", "Arazöz 4", "Minibüs 6", "Toplam 10"]
    devices = ["BİLGİ TEKNOLOJİLERİ ADET", "Yazıcı 31", "Akıllı Tahta 9", "Toplam 40"]
    draft = drafted([["Tablo 91. Taşıt ve Donanım Envanteri", *vehicles, "", *devices]])
    assert {entity.name for entity in draft.of_kind("vehicle") if entity.place == "Tablo 91"} >= {"Arazöz", "Minibüs"}
    assert {entity.name: entity.parent for entity in draft.of_kind("it") if entity.place == "Tablo 91"} == {
        "Yazıcı": "it:bilgi-teknolojileri",
        "Akıllı Tahta": "it:bilgi-teknolojileri",
        "Bilgi teknolojileri": "",
    }
    assert figures(draft, "Tablo 91")[("Bilgi teknolojileri", "", "count")] == 40


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


def test_words_behind_the_figure_of_a_room_are_kept_with_it_and_a_sentence_is_no_row() -> None:
    rows = [
        "DERSLİK 120",
        "TRAKTÖR 3 Tarımsal Uygulama Çiftliği",
        "ÖĞRENCİ YURDU 2 (Toplam 940 Yatak)",
        "LOJMAN 68 Konut",
        "2023 yılında alınan otobüs 45 Ayrıca",
        "Kampüsümüz 4 ilçede hizmet vermektedir.",
    ]
    draft = drafted([["Tablo 91. Fiziki Kaynaklara İlişkin Bilgiler", *rows]])
    assert figures(draft, "Tablo 91") == {
        ("Derslik", "", "count"): 120,
        ("Traktör", "", "count"): 3,
        ("Lojman", "", "count"): 68,
        ("Öğrenci yurdu", "", "count"): 2,
        ("Öğrenci yurdu", "", "capacity"): 940,
    }
    notes = [(one.entity, one.text) for one in draft.sentences if one.kind == "note"]
    assert notes == [("vehicle:traktor", "Tarımsal Uygulama Çiftliği")]


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


def test_vehicles_by_place_are_kept_where_the_places_add_up() -> None:
    rows = ["TAŞIT CİNSİ MERKEZ TAŞRA TOPLAM", "Minibüs 4 11 15", "Sondaj Kamyonu - 6 6", "Toplam 4 17 21"]
    found = figures(drafted([["Tablo 91. Taşıt ve İş Makineleri", *rows]]), "Tablo 91")
    assert found[("Minibüs", "", "count")] == 15
    assert found[("Minibüs", "Merkez Teşkilatı", "count")] == 4
    assert found[("Sondaj Kamyonu", "Merkez Teşkilatı", "count")] == 0


def test_of_vehicles_whose_places_do_not_add_up_the_total_is_kept_and_the_rest_told() -> None:
    rows = ["TAŞIT CİNSİ MERKEZ TAŞRA TOPLAM", "Minibüs 4 11 17", "Sondaj Kamyonu - 6 9", "Toplam 4 17 21"]
    draft = drafted([["Tablo 91. Taşıt ve İş Makineleri", *rows]])
    assert figures(draft, "Tablo 91")[("Minibüs", "", "count")] == 17
    assert any("Merkez Teşkilatı, Taşra Teşkilatı are not kept" in text for text in noted(draft, "unread"))


@pytest.mark.parametrize("form", ["text", "pdf"])
def test_tables_over_places_in_running_text_and_with_rules(form: str, tmp_path: Path) -> None:
    vehicles = Grid(
        [["TAŞIT CİNSİ", "MERKEZ", "TAŞRA", "TOPLAM"]],
        [["Arazöz", "4", "11", "15"], ["Minibüs", "-", "6", "6"], ["Toplam", "4", "17", "21"]],
    )
    areas = Grid(
        [["ALAN TÜRÜ (m²)", "KIYI KAMPÜSÜ", "YAYLA KAMPÜSÜ", "TOPLAM"]],
        [
            ["Atölye Alanları", "1.200", "300", "1.500"],
            ["Depolar", "400", "100", "500"],
            ["TOPLAM", "1.600", "400", "2.000"],
        ],
    )
    buildings = Grid(
        [["BİNA ADI", "MÜLKİYET DURUMU", "KAPALI ALAN (m²)", "OFİS SAYISI"]],
        [
            ["Liman Binası", "Kiralık", "4.100", "30"],
            ["Fener Binası", "Mülkiyet", "900", "12"],
            ["Toplam", "", "5.000", "42"],
        ],
    )
    ages = Grid(
        [["YAŞ GRUBU", "İDARİ", "SÜREKLİ İŞÇİ", "TOPLAM"]],
        [["30 ve altı", "20", "8", "28"], ["31-50", "30", "12", "42"], ["Toplam", "50", "20", "70"]],
    )
    measured = Grid([["Performans Göstergesi", "Ölçü Birimi", "2024 Hedef"]], [["Denetim sayısı", "Adet", "30"]])
    items: list[str | Grid] = [*COVER, "Tablo 1. Taşıtlar", vehicles, "Tablo 2. Fiziki Kaynaklar", areas]
    items += ["Tablo 3. Hizmet Binaları", buildings, "Tablo 4. İdari Personel ve İşçilerin Yaş Dağılımı", ages]
    found = facts(imported([*items, "Tablo 5. Performans Göstergeleri", measured], form, tmp_path))
    assert found[("Minibüs", "Taşra Teşkilatı", "count", None)] == (6, "adet")
    assert found[("Atölye Alanları", "Yayla Kampüsü", "area", None)] == (300, "m²")
    assert found[("Kıyı Kampüsü", "", "area", None)] == (1600, "m²")
    assert found[("Ofis", "Fener Binası", "count", None)] == (12, "adet")
    assert found[("Sürekli işçi", "31-50 yaş", "count", None)] == (12, "kişi")
