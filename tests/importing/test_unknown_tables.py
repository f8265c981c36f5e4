"""A table that no reader knows: every cell by its row and its column, or none where they cannot be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.importing.draft import Draft
from knowledge.importing.lines import Line, Source, Word
from knowledge.importing.reading import read

from .as_text import as_text
from .invented import ministry
from .layouts import COVER, Grid, imported
from .tables import Style
from .test_resources import drafted, figures, unplaced

LIGHTHOUSES = "Tablo 91. Deniz Fenerlerinin Dökümü"
HEAD = "FENER YAPIM YILI YÜKSEKLİK (m) GÖRÜNME MESAFESİ (mil)"
ROWS = ["Kızburnu Feneri 1864 22,5 16", "Çatalkaya Feneri 1911 31 20"]


def spaced(texts: Sequence[str]) -> Draft:
    """The same with lines as the PDF parts them: an empty string is a blank line."""
    lines: list[Line] = []
    blank = False
    for number, text in enumerate([*texts, "", *as_text(ministry(), Style()).split("\n")], 1):
        if text.split():
            lines.append(Line(number, tuple(map(Word, text.split())), after_blank=blank))
        blank = not text.split()
    return read(Source("a.txt", tuple(lines), len(texts), None)).draft


def test_each_cell_has_its_row_its_column_and_its_unit() -> None:
    draft = drafted([[LIGHTHOUSES, HEAD, *ROWS]])
    assert figures(draft, "Tablo 91") == {
        ("Kızburnu Feneri", "Yükseklik", "count"): 22.5,
        ("Kızburnu Feneri", "Görünme mesafesi", "count"): 16,
        ("Çatalkaya Feneri", "Yükseklik", "count"): 31,
        ("Çatalkaya Feneri", "Görünme mesafesi", "count"): 20,
    }
    assert {f.unit for f in draft.figures if f.cell.place == "Tablo 91"} == {"m", "mil"}
    assert {entity.code for entity in draft.of_kind("thing")} == {"fener"}
    assert [text for text in unplaced(draft) if "Tablo 91" in text] == []


def test_a_column_of_years_is_told_in_words() -> None:
    draft = drafted([[LIGHTHOUSES, HEAD, *ROWS]])
    told = [(s.text, s.answer) for s in draft.sentences if s.place == "Tablo 91"]
    assert told == [
        ("Kızburnu Feneri, yapım yılı: 1864.", "1864"),
        ("Çatalkaya Feneri, yapım yılı: 1911.", "1911"),
    ]


def test_a_total_of_fewer_cells_belongs_to_the_columns_that_add_up() -> None:
    rows = ["Kuzey Bölgesi 1990 4 300", "Güney Bölgesi 2004 6 250", "Toplam 10 550"]
    draft = drafted(
        [["Tablo 91. Bölgelere Göre İstasyonlar", "BÖLGE KURULUŞ YILI İSTASYON SAYISI NÖBETÇİ SAYISI", *rows]]
    )
    found = figures(draft, "Tablo 91")
    assert found["Bütün bölgeler", "İstasyon sayısı", "count"] == 10
    assert found["Bütün bölgeler", "Nöbetçi sayısı", "count"] == 550
    whole = next(e.id for e in draft.of_kind("thing") if e.name == "Bütün bölgeler")
    assert {e.parent for e in draft.of_kind("thing") if e.code == "bölge"} == {whole}


def test_a_total_that_is_not_the_sum_is_told_and_has_no_parts() -> None:
    rows = ["Kuzey Bölgesi 4", "Güney Bölgesi 6", "Toplam 11"]
    draft = drafted([["Tablo 91. Bölgelere Göre İstasyonlar", "BÖLGE İSTASYON SAYISI", *rows]])
    assert any("do not add up to the printed total 11" in n.text for n in draft.notes if n.kind == "contradiction")
    assert {e.parent for e in draft.of_kind("thing")} == {""}


def test_ages_and_rates_need_not_add_up() -> None:
    rows = ["Kurtarma Gemisi 4 12", "Arama Botu 6 5", "Toplam 10 -"]
    draft = drafted([["Tablo 91. Yüzen Varlıkların Dökümü", "CİNSİ ADET ORTALAMA YAŞ", *rows]])
    found = figures(draft, "Tablo 91")
    assert found["Arama Botu", "", "count"] == 6
    assert found["Arama Botu", "Ortalama yaş", "count"] == 5
    assert found["Yüzen Varlıkların Dökümü", "", "count"] == 10
    assert not any(n.kind == "contradiction" and "Tablo 91" in n.text for n in draft.notes)


def test_vehicles_by_how_they_are_held() -> None:
    rows = ["Minibüs 4 11 15", "Kepçe 2 - 2", "Toplam 6 11 17"]
    draft = drafted([["Tablo 91. İş Makinesi ve Araç Parkı", "CİNSİ ÖZ MAL KİRALIK TOPLAM", *rows]])
    found = figures(draft, "Tablo 91")
    assert (found["Minibüs", "", "count"], found["Minibüs", "Kiralık", "count"]) == (15, 11)
    assert ("Kepçe", "Kiralık", "count") not in found


def test_the_name_ends_with_the_word_that_all_have() -> None:
    head = "TESİS İLÇE ARITMA TÜRÜ KAPASİTE (m³/gün)"
    rows = ["Kuzey Tesisi Kayaören İleri Biyolojik 5.000", "Doğu Sahil Tesisi Taşlık Doğal 700"]
    found = figures(drafted([["Tablo 91. Arıtma Tesisleri", head, *rows]]), "Tablo 91")
    assert found == {("Kuzey Tesisi", "Kapasite", "count"): 5000, ("Doğu Sahil Tesisi", "Kapasite", "count"): 700}


def test_a_name_over_two_lines() -> None:
    rows = ["Kızburnu Feneri 22 16", "", "Çatalkaya ve Küçükada", "Mevki Feneri 31 20", "", "Toplam 53 36"]
    draft = spaced([LIGHTHOUSES, "", "FENER ADI PERSONEL SAYISI ARAÇ SAYISI", "", *rows])
    assert figures(draft, "Tablo 91")["Çatalkaya ve Küçükada Mevki Feneri", "Araç sayısı", "count"] == 20


REFUSED = {
    "a row with a cell too few": [HEAD, *ROWS, "Taşlıca Feneri 1955 12"],
    "a broken figure": [HEAD, *ROWS, "Taşlıca Feneri 1955 1.2345 12"],
    "a head of too few titles": ["FENER BİLGİLERİ", *ROWS],
    "a head that can be parted in two ways": ["FENER UZUN IŞIK KISA IŞIK", "Kızburnu Feneri 22 16", "Çatalkaya 31 20"],
    "rows of one name": ["FENER KULE SAYISI", "Kızburnu Feneri 2", "Kızburnu Feneri 3"],
    "money": ["FENER BAKIM GİDERİ", "Kızburnu Feneri 2", "Çatalkaya Feneri 3"],
    "columns of years": ["FENER 2023 2024", "Kızburnu Feneri 2 5", "Çatalkaya Feneri 3 4"],
    "rows behind a line that is none": ["FENER KULE SAYISI", "Kızburnu 2", "Çatalkaya 3", "Ada fenerleri", "Taşlıca 4"],
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_told_apart_is_not_kept_but_told(why: str) -> None:
    draft = drafted([[LIGHTHOUSES, *REFUSED[why]]])
    assert figures(draft, "Tablo 91") == {}
    assert any("Tablo 91" in text for text in unplaced(draft))


def test_two_tables_of_one_column_that_differ_are_two_columns() -> None:
    first = ["Tablo 91. Merkezdeki Sınıflar", "SINIF KİTAP SAYISI", "Tarih 4", "Fen 6", "Toplam 10"]
    second = ["Tablo 92. Taşradaki Sınıflar", "SINIF KİTAP SAYISI", "Tarih 7", "Fen 8", "Toplam 15"]
    draft = drafted([first, second])
    assert figures(draft, "Tablo 91")["Tarih", "Kitap sayısı", "count"] == 4
    assert figures(draft, "Tablo 92")["Tarih", "Kitap sayısı", "count"] == 7
    assert len({f.cell.item for f in draft.figures if f.cell.subject == "thing:tarih"}) == 2


def test_counts_that_look_like_years_are_counts_by_their_title() -> None:
    draft = drafted([[LIGHTHOUSES, "FENER KİTAP SAYISI", "Kızburnu Feneri 1950", "Çatalkaya Feneri 2010"]])
    assert figures(draft, "Tablo 91")["Çatalkaya Feneri", "Kitap sayısı", "count"] == 2010


@pytest.mark.parametrize("form", ["text", "pdf"])
def test_a_table_with_rules_is_read_by_its_cells(form: str, tmp_path: Path) -> None:
    indicators = Grid(
        [["Performans Göstergesi", "Ölçü Birimi", "2022 Gerçekleşme", "2023 Gerçekleşme", "2024 Hedef"]],
        [["Denetim sayısı", "Adet", "10", "20", "30"], ["Yayın sayısı", "Adet", "1", "2", "3"]],
    )
    stations = Grid(
        [["İSTASYON", "İLÇE", "KURULUŞ YILI", "RAKIM (m)", "ÖLÇER SAYISI"]],
        [
            ["Kızburnu Ölçüm İstasyonu", "Kayaören", "1998", "22", "16"],
            ["Çatalkaya ve Küçükada Ölçüm İstasyonu", "Taşlıdere Merkez", "2011", "310", "20"],
        ],
    )
    draft = imported([*COVER, indicators, "Tablo 2. Ölçüm Ağının Dökümü", stations], form, tmp_path)
    names = {entity.id: entity.name for entity in draft.entities.values()}
    found = {(names[f.cell.subject], names[f.cell.item]): f.value for f in draft.figures if f.cell.item}
    assert found == {
        ("Kızburnu Ölçüm İstasyonu", "Rakım"): 22,
        ("Kızburnu Ölçüm İstasyonu", "Ölçer sayısı"): 16,
        ("Çatalkaya ve Küçükada Ölçüm İstasyonu", "Rakım"): 310,
        ("Çatalkaya ve Küçükada Ölçüm İstasyonu", "Ölçer sayısı"): 20,
    }


LIBRARY = ["Tablo 93. Kütüphane Kaynakları", "KAYNAK TÜRÜ SAYI", "Basılı kitap 118.640", "Tez 6.415"]


def test_a_heading_in_small_letters_ends_a_table() -> None:
    prose = "2024 yılında kurumda 751 memur, 6 yabancı uyruklu uzman, 388 işçi, 38"
    draft = spaced([*LIBRARY, "D. İnsan Kaynakları", "", prose, "geçici işçi görev yapmaktadır."])
    assert figures(draft, "Tablo 93") == {("Basılı kitap", "", "count"): 118_640, ("Tez", "", "count"): 6_415}


def test_rows_that_go_on_behind_a_line_that_is_none_are_none() -> None:
    assert figures(spaced([*LIBRARY, "Bunların dışında kalanlar", "Harita 214"]), "Tablo 93") == {}


def test_two_lists_that_count_others_are_of_others() -> None:
    sort = "ÖĞRENİM DÜZEYİ SAYI"
    students = ["Tablo 94. Öğrenci Sayıları", sort, "Ön Lisans 3.913", "Lisans 11.475", "Doktora 225"]
    graduates = ["Tablo 95. 2023 Yılı Mezun Sayıları", sort, "Ön Lisans 1.418", "Lisans 2.236", "Doktora 36"]
    draft = drafted([students, graduates])
    assert figures(draft, "Tablo 95") == {
        ("Ön Lisans, mezun", "", "count"): 1_418,
        ("Lisans, mezun", "", "count"): 2_236,
        ("Doktora, mezun", "", "count"): 36,
    }
    assert {name for name, _, _ in figures(draft, "Tablo 94")} == {
        "Ön Lisans, öğrenci",
        "Lisans, öğrenci",
        "Doktora, öğrenci",
    }


@pytest.mark.parametrize(
    ("titles", "named"),
    [
        (["Yerli Öğrenci Sayıları", "Yabancı Öğrenci Sayıları"], ["Lisans, yerli öğrenci", "Lisans, yabancı öğrenci"]),
        (
            ["2022 Yılı Mezun Sayıları", "2023 Yılı Mezun Sayıları"],
            ["Lisans, 2022 yılı mezun", "Lisans, 2023 yılı mezun"],
        ),
        (["Öğrenci Sayıları", "Öğrenci Sayıları"], ["Lisans", "Lisans"]),
        (["Öğrenciler", "Öğrencilerin Dağılımı"], ["Lisans", "Lisans"]),
    ],
)
def test_as_many_words_of_the_titles_are_told_as_tell_the_lists_apart(titles: list[str], named: list[str]) -> None:
    rows = [["Lisans 3.913", "Doktora 225"], ["Lisans 1.418", "Doktora 36"]]
    tables = [[f"Tablo {94 + at}. {titles[at]}", "ÖĞRENİM DÜZEYİ SAYI", *rows[at]] for at in (0, 1)]
    draft = drafted(tables)
    for at in (0, 1):
        assert named[at] in {name for name, _, _ in figures(draft, f"Tablo {94 + at}")}


def test_a_third_list_that_counts_as_the_second_did_is_of_the_same() -> None:
    sort, rows = "ÖĞRENİM DÜZEYİ SAYI", ["Lisans 1.418", "Doktora 36"]
    draft = drafted(
        [
            ["Tablo 94. Öğrenci Sayıları", sort, "Lisans 3.913", "Doktora 225"],
            ["Tablo 95. Mezun Sayıları", sort, *rows],
            ["Tablo 96. Mezun Sayıları", sort, *rows],
        ]
    )
    assert figures(draft, "Tablo 95") == figures(draft, "Tablo 96")
    assert sum(entity.name == "Lisans, mezun" for entity in draft.entities.values()) == 1


@pytest.mark.parametrize("part", ["B. Elektronik Kaynaklar", "2. Süreli Yayınlar"])
def test_a_heading_above_rows_ends_no_table_of_which_a_part_would_be_kept(part: str) -> None:
    draft = spaced([*LIBRARY, part, "E-kitap 214.000", "E-dergi 31.500", "Toplam 370.555"])
    assert figures(draft, "Tablo 93") == {}
    assert any("Basılı kitap" in text for text in unplaced(draft))


@pytest.mark.parametrize("heading", ["D. İnsan Kaynakları", "4.2. Bilişim Altyapısı"])
def test_a_heading_is_no_beginning_of_a_name(heading: str) -> None:
    rows = ["KAYNAK KİTAP SAYISI", "", "Basılı Kaynaklar 120", "", "Yazma Eserler 80", ""]
    draft = spaced(["Tablo 91. Basılı ve Elektronik Kaynaklar", "", *rows, heading, "Toplam memur mevcudu 450"])
    assert not any(heading in name for name, _, _ in figures(draft, "Tablo 91"))
    assert any("450" in text for text in unplaced(draft))


def test_a_list_that_is_printed_twice_is_of_the_same() -> None:
    sort, rows = "ÖĞRENİM DÜZEYİ SAYI", ["Ön Lisans 3.913", "Lisans 11.475", "Doktora 225"]
    again = ["Tablo 95. Öğrenci Sayıları", sort, *rows[:2], "Doktora 226"]
    draft = drafted([["Tablo 94. Öğrenci Sayıları", sort, *rows], again])
    first, second = ({f.cell.subject for f in draft.figures if f.cell.place == f"Tablo {n}"} for n in (94, 95))
    assert first == second
    assert len(first) == len(rows)


LABORATORIES = [
    "Tablo 91. Laboratuvarlar",
    "LABORATUVAR BULUNDUĞU İL CİHAZ SAYISI AKREDİTASYON DURUMU",
    "Kütle ve Terazi Laboratuvarı Ankara 148 Akredite",
    "Su Sayaçları Laboratuvarı İstanbul 41 Akredite",
    "Kuvvet ve Tork Laboratuvarı Bursa 35 Başvuru aşamasında",
    "Toplam 224",
]


def test_words_behind_the_figures_are_told_and_the_figures_stay() -> None:
    draft = drafted([LABORATORIES])
    read = figures(draft, "Tablo 91")
    assert read["Kuvvet ve Tork Laboratuvarı", "Cihaz sayısı", "count"] == 35
    assert read["Laboratuvarlar", "Cihaz sayısı", "count"] == 224
    told = {s.text for s in draft.sentences if s.place == "Tablo 91"}
    assert "Kuvvet ve Tork Laboratuvarı, akreditasyon durumu: Başvuru aşamasında." in told
    assert "Kuvvet ve Tork Laboratuvarı, bulunduğu il: Bursa." in told
    assert [text for text in unplaced(draft) if "Tablo 91" in text] == []


def test_words_among_the_figures_are_told_and_counted_in_no_total() -> None:
    rows = ["Bursa 13 Var 38", "Denizli 9 Var 52", "Sivas 11 Yok 17", "Toplam 33 2 Adet 107"]
    head = "BÖLGE İL SAYISI LABORATUVAR DURUMU İSTASYON SAYISI"
    draft = drafted([["Tablo 91. Bölgelerin Dökümü", head, *rows]])
    read = figures(draft, "Tablo 91")
    assert (read["Sivas", "İl sayısı", "count"], read["Sivas", "İstasyon sayısı", "count"]) == (11, 17)
    assert {value for (name, _, _), value in read.items() if name not in ("Bursa", "Denizli", "Sivas")} == {33, 107}
    assert "Sivas, laboratuvar durumu: Yok." in {s.text for s in draft.sentences}


@pytest.mark.parametrize(
    "rows",
    [
        ["Bursa 13 Var 38", "Denizli 9 Var"],
        ["Bursa 13 Var 38", "Denizli 9 52 Var", "Sivas 11 Yok 17"],
        ["Bursa 13 Var 38", "Denizli 9 Var 52", "Sivas 11 Yok 17", "Kuzey illeri", "Rize 4 Var 9"],
        ["Bursa 13 Var 1.2345", "Denizli 9 Var 52", "Sivas 11 Yok 17"],
    ],
)
def test_rows_of_another_order_are_not_kept_but_told(rows: list[str]) -> None:
    head = "BÖLGE İL SAYISI LABORATUVAR DURUMU İSTASYON SAYISI"
    draft = drafted([["Tablo 91. Bölgelerin Dökümü", head, *rows]])
    assert figures(draft, "Tablo 91") == {}
    assert any("Tablo 91" in text for text in unplaced(draft))


def test_a_row_is_also_called_by_its_sort() -> None:
    draft = drafted([["Tablo 91. Bölgelerin Dökümü", "BÖLGE MÜDÜRLÜĞÜ PERSONEL SAYISI", "Bursa 131", "Adana 112"]])
    assert ("thing:bursa", "Bursa bölge müdürlüğü") in draft.spellings


def test_how_a_building_is_held_is_known_by_what_the_column_says() -> None:
    rows = ["Ek Hizmet Binası Ankara Kiralık 3.180", "Bursa Bölge Müdürlüğü Bursa Tahsis 3.745", "Toplam 6.925"]
    draft = drafted([["Tablo 91. Hizmet Binaları", "BİNA İL KULLANIM ŞEKLİ KAPALI ALAN (m²)", *rows]])
    told = {(draft.entities[s.entity].name, s.kind, s.answer) for s in draft.sentences if s.place == "Tablo 91"}
    assert {("Ek Hizmet Binası", "tenure", "Kiralık"), ("Bursa Bölge Müdürlüğü", "location", "Bursa")} <= told


def test_a_title_in_capital_letters_of_words_is_told_in_small_ones() -> None:
    draft = drafted([["Tablo 91. Hizmet Alanları", "Bina Kapalı Alan", "Kızılay Ek Binası 8.450", "Emek Binası 2.180"]])
    assert {entity.name for entity in draft.of_kind("column")} == {"Kapalı alan"}
