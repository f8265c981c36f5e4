"""Tables of staff whose rows or columns are parts of it: totals of some parts are none of all the staff."""

from __future__ import annotations

from .test_resources import drafted, figures

POSTS = [
    "KADRO KADIN ERKEK TOPLAM",
    "Müfettiş 4 6 10",
    "Uzman 11 9 20",
    "DENETİM PERSONELİ TOPLAMI 15 15 30",
    "Büro Hizmetleri 12 18 30",
    "Teknik Hizmetler 3 17 20",
    "İDARİ PERSONEL TOPLAMI 15 35 50",
    "Sürekli İşçi (4/D) 5 15 20",
    "GENEL TOPLAM 35 65 100",
]
AGES = ["YAŞ GRUBU İDARİ SÜREKLİ İŞÇİ TOPLAM", "30 ve altı 20 8 28", "31-50 30 12 42", "Toplam 50 20 70"]
SCHOOLING = ["ÖĞRENİM DURUMU İDARİ PERSONEL SÜREKLİ İŞÇİ TOPLAM", "Lise 20 18 38", "Lisans 30 2 32", "Toplam 50 20 70"]


def test_rows_that_sum_up_those_above_them_are_parts_of_the_staff() -> None:
    draft = drafted([["Tablo 91. Personelin Kadro ve Cinsiyet Durumuna Göre Dağılımı", *POSTS]])
    above = {entity.name: entity.parent for entity in draft.of_kind("staff") if entity.place == "Tablo 91"}
    assert above["Müfettiş"] == "staff:denetim-personeli"
    assert above["Teknik Hizmetler"] == "staff:idari-personel"
    assert above["Denetim Personeli"] == above["İdari Personel"] == above["Sürekli İşçi (4/D)"] == "staff:toplam"
    assert figures(draft, "Tablo 91")[("İdari Personel", "Kadın", "count")] == 15
    assert not [c for c in draft.contradictions if c.title.startswith("Toplam personel")]
    assert ("staff:surekli-isci-4-d", "4/D") in draft.spellings


def test_a_row_that_is_called_a_total_but_is_none_stays_a_row() -> None:
    rows = [row.replace("TOPLAMI 15 15 30", "TOPLAMI 15 16 31") for row in POSTS]
    draft = drafted([["Tablo 91. Personelin Kadro ve Cinsiyet Durumuna Göre Dağılımı", *rows]])
    assert draft.entities["staff:denetim-personeli-toplami"].parent == "staff:toplam"


def test_groups_over_columns_of_parts_of_the_staff() -> None:
    draft = drafted(
        [
            ["Tablo 91. Personelin Kadro ve Cinsiyet Durumuna Göre Dağılımı", *POSTS],
            ["Tablo 92. İdari Personel ve Sürekli İşçilerin Yaş Durumuna Göre Dağılımı", *AGES],
            ["Tablo 93. Personelin Öğrenim Durumuna Göre Dağılımı", *SCHOOLING],
        ]
    )
    ages, schooling = figures(draft, "Tablo 92"), figures(draft, "Tablo 93")
    assert ages[("İdari Personel", "30 ve altı yaş", "count")] == 20
    assert ages[("Sürekli İşçi (4/D)", "31-50 yaş", "count")] == 12
    assert schooling[("Sürekli İşçi (4/D)", "Lise", "count")] == 18
    # Neither total is of all the staff, whether the caption names the parts or only the counts tell.
    for found in (ages, schooling):
        assert found[("İdari personel ve sürekli işçi", "", "count")] == 70
        assert ("Toplam personel", "", "count") not in found
    assert not [c for c in draft.contradictions if c.title.startswith("Toplam personel")]


def test_a_total_of_parts_that_are_all_there_is_is_of_all_the_staff() -> None:
    rows = ["ÖĞRENİM DURUMU MEMUR SÜREKLİ İŞÇİ TOPLAM", "Lise 20 60 80", "Lisans 18 2 20", "Toplam 38 62 100"]
    draft = drafted([["Tablo 91. Personelin Öğrenim Durumuna Göre Dağılımı", *rows]])
    assert figures(draft, "Tablo 91")[("Toplam personel", "Lise", "count")] == 80
