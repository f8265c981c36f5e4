"""The head of a table is parted into the titles of its columns, or, where two ways are as good, not at all."""

from __future__ import annotations

import pytest

from knowledge.importing.head_titles import Titles, Usage, part_head
from knowledge.importing.lines import Line, Word

from .test_agency_heads import words

PARTED = {
    "words that end a title": (
        "MÜZE ADI ESER SAYISI YILLIK ZİYARETÇİ SAYISI",
        "ff",
        ["MÜZE ADI"],
        ["ESER SAYISI", "YILLIK ZİYARETÇİ SAYISI"],
    ),
    "units in brackets": (
        "İSTASYON RAKIM (m) YILLIK YAĞIŞ (kg/m²)",
        "ff",
        ["İSTASYON"],
        ["RAKIM (m)", "YILLIK YAĞIŞ (kg/m²)"],
    ),
    "a unit of two words": ("GÖLET HACİM (milyon m³)", "f", ["GÖLET"], ["HACİM (milyon m³)"]),
    "ranks of a university": (
        "BİRİM PROFESÖR DOÇENT DR. ÖĞR. ÜYESİ ÖĞR. GÖR. ARŞ. GÖR. TOPLAM",
        "ffffff",
        ["BİRİM"],
        ["PROFESÖR", "DOÇENT", "DR. ÖĞR. ÜYESİ", "ÖĞR. GÖR.", "ARŞ. GÖR.", "TOPLAM"],
    ),
    "ranks without points": (
        "BİRİM DR ÖĞR ÜYESİ ÖĞR GÖR ARŞ GÖR TOPLAM",
        "ffff",
        ["BİRİM"],
        ["DR ÖĞR ÜYESİ", "ÖĞR GÖR", "ARŞ GÖR", "TOPLAM"],
    ),
    "degrees of a university": (
        "ENSTİTÜ TEZLİ YÜKSEK LİSANS TEZSİZ YÜKSEK LİSANS DOKTORA TOPLAM",
        "ffff",
        ["ENSTİTÜ"],
        ["TEZLİ YÜKSEK LİSANS", "TEZSİZ YÜKSEK LİSANS", "DOKTORA", "TOPLAM"],
    ),
    "titles of one word": ("UNVAN DOLU BOŞ TOPLAM", "fff", ["UNVAN"], ["DOLU", "BOŞ", "TOPLAM"]),
    "a known title among unknown ones": (
        "CİNSİ ÖZ MAL KİRALIK TOPLAM",
        "fff",
        ["CİNSİ"],
        ["ÖZ MAL", "KİRALIK", "TOPLAM"],
    ),
    "a possessive that ends a name": (
        "BÖLGE MÜDÜRLÜĞÜ ŞEFLİK SAYISI PERSONEL SAYISI",
        "ff",
        ["BÖLGE MÜDÜRLÜĞÜ"],
        ["ŞEFLİK SAYISI", "PERSONEL SAYISI"],
    ),
    "a year and what happened then": (
        "KULE / FENER HİZMETE GİRDİĞİ YIL YÜKSEKLİK (m)",
        "yf",
        ["KULE / FENER"],
        ["HİZMETE GİRDİĞİ YIL", "YÜKSEKLİK (m)"],
    ),
    "a year by a participle, and a compound that ends a title": (
        "YERLEŞİM İLK ISI VERİLEN YIL KONUT EŞDEĞERİ HAT UZUNLUĞU (Km)",
        "yff",
        ["YERLEŞİM"],
        ["İLK ISI VERİLEN YIL", "KONUT EŞDEĞERİ", "HAT UZUNLUĞU (Km)"],
    ),
    "a word that tells which, and ends no title": (
        "BÖLGE ÜRETİMDEKİ ALAN (Dönüm) ÜRETİCİ SAYISI",
        "ff",
        ["BÖLGE"],
        ["ÜRETİMDEKİ ALAN (Dönüm)", "ÜRETİCİ SAYISI"],
    ),
    "a possessive behind any letter": ("KULLANIM AMACI RUHSAT SAYISI", "f", ["KULLANIM AMACI"], ["RUHSAT SAYISI"]),
    "groups of persons": ("ENGEL GRUBU KİŞİ", "f", ["ENGEL GRUBU"], ["KİŞİ"]),
    "titles that begin with a number": (
        "EĞİTİM ALANI 0-50 KİŞİLİK 51-75 KİŞİLİK 151 VE ÜZERİ TOPLAM",
        "ffff",
        ["EĞİTİM ALANI"],
        ["0-50 KİŞİLİK", "51-75 KİŞİLİK", "151 VE ÜZERİ", "TOPLAM"],
    ),
    "persons in a longer title": (
        "SUÇ TÜRÜ KİŞİ SAYISI DOSYA SAYISI",
        "ff",
        ["SUÇ TÜRÜ"],
        ["KİŞİ SAYISI", "DOSYA SAYISI"],
    ),
    "rooms by how many they hold": (
        "YURT ADI 2 KİŞİLİK ODA SAYISI 3 KİŞİLİK ODA SAYISI",
        "ff",
        ["YURT ADI"],
        ["2 KİŞİLİK ODA SAYISI", "3 KİŞİLİK ODA SAYISI"],
    ),
    "places by where they lie": (
        "İLÇE MERKEZDEKİ KÖYDEKİ TOPLAM",
        "fff",
        ["İLÇE"],
        ["MERKEZDEKİ", "KÖYDEKİ", "TOPLAM"],
    ),
    "an area that is named, and one that is measured": (
        "SOSYAL ALAN ADET ALAN (m²) KAPASİTE (Kişi)",
        "fff",
        ["SOSYAL ALAN"],
        ["ADET", "ALAN (m²)", "KAPASİTE (Kişi)"],
    ),
    "columns of words before the figures": (
        "TESİS İLÇE ARITMA TÜRÜ KAPASİTE (m³/gün) YIL",
        "fy",
        ["TESİS", "İLÇE", "ARITMA TÜRÜ"],
        ["KAPASİTE (m³/gün)", "YIL"],
    ),
}


@pytest.mark.parametrize("way", PARTED)
def test_a_head_is_parted(way: str) -> None:
    head, columns, texts, figures = PARTED[way]
    assert part_head(words(head), [column == "y" for column in columns]) == Titles(tuple(texts), tuple(figures))


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("BÖLGE BAKIM İSTASYONU OTOMATİK ÖLÇER", 2),
        ("BİNA ADI KAPALI ALAN (m²) AÇIK ALAN (m²) KAT SAYISI", 2),
        ("İL MÜDÜRLÜĞÜ SORUMLU OLDUĞU İLLER PERSONEL SAYISI", 2),
        ("FENER MEMUR YÜKSEKLİK (m) KULE SAYISI", 2),
        ("TOPLAM", 1),
    ],
)
def test_a_head_in_doubt_is_not_parted(head: str, columns: int) -> None:
    assert part_head(words(head), [False] * columns) is None


def test_a_year_is_over_years_only() -> None:
    head = words("TESİS YAPIM YILI KAPASİTE")
    assert part_head(head, [True, False]) == Titles(("TESİS",), ("YAPIM YILI", "KAPASİTE"))
    assert part_head(head, [False, True]) is None


def usage(*texts: str) -> Usage:
    return Usage([Line(number, tuple(map(Word, text.split()))) for number, text in enumerate(texts, 100)])


REGIONS = "BÖLGE MÜDÜRLÜĞÜ BAĞLI İL SAYISI AYAR İSTASYONU GEZİCİ EKİP PERSONEL SAYISI"


def test_what_the_prose_says_together_is_one_title() -> None:
    said = usage("Başkanlık 54 ayar istasyonu ile hizmet verir.", "İlçelere 92 gezici ekip gider; istasyon açılır.")
    figures = ("BAĞLI İL SAYISI", "AYAR İSTASYONU", "GEZİCİ EKİP", "PERSONEL SAYISI")
    assert part_head(words(REGIONS), [False] * 4, said) == Titles(("BÖLGE MÜDÜRLÜĞÜ",), figures)
    assert part_head(words(REGIONS), [False] * 4) is None


def test_the_head_of_another_table_says_nothing_together() -> None:
    assert part_head(words(REGIONS), [False] * 4, usage(REGIONS, REGIONS)) is None


def test_a_word_that_may_be_a_title_belongs_to_the_name_that_prose_gives() -> None:
    head, said = (
        words("CİHAZ MERKEZ REFERANS LABORATUVARI TOPLAM"),
        "Numuneler merkez referans laboratuvarı için alınır.",
    )
    assert part_head(head, [False] * 2, usage(said)) == Titles(("CİHAZ",), ("MERKEZ REFERANS LABORATUVARI", "TOPLAM"))


def test_a_column_of_words_may_stand_among_the_figures() -> None:
    head = words("BÖLGE PERSONEL SAYISI AKREDİTASYON DURUMU CİHAZ SAYISI")
    figures = ("PERSONEL SAYISI", "AKREDİTASYON DURUMU", "CİHAZ SAYISI")
    assert part_head(head, [False, None, False]) == Titles(("BÖLGE",), figures)
