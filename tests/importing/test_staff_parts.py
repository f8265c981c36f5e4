"""Tables of a part of the staff: they tell of that part, contradict no other, and may have any columns that add up."""

from __future__ import annotations

from .test_resources import drafted, figures

ALL = [
    "Tablo 91. Birimlere Göre Personel Sayıları",
    "BİRİM MEMUR SÖZLEŞMELİ GÖNÜLLÜ ÇALIŞAN TOPLAM",
    "Plan Proje ve Etüt 52 18 14 84",
    "Bilgi İşlem 19 16 4 39",
    "Toplam 71 34 18 123",
]
AGES = ["YAŞ GRUBU SAYI", "25 yaş ve altı 23", "26-30 74", "31 yaş ve üzeri 8", "Toplam 105"]
SEXES = ["ÖĞRENİM DURUMU KADIN ERKEK TOPLAM", "Lise 11 24 35", "Lisans 40 30 70", "Toplam 51 54 105"]


def test_columns_of_any_name_that_the_last_one_sums_up() -> None:
    found = figures(drafted([ALL]), "Tablo 91")
    assert found["Bilgi İşlem", "Gönüllü çalışan", "count"] == 4
    assert found["Toplam personel", "Memur", "count"] == 71


def test_columns_that_do_not_add_up_are_not_told_apart() -> None:
    draft = drafted([[*ALL[:3], "Bilgi İşlem 19 16 4 40", "Toplam 71 34 18 124"]])
    assert not any(f.cell.subject.startswith("staff:") for f in draft.figures if f.cell.place == "Tablo 91")


def test_a_part_by_status_is_a_part_of_its_own() -> None:
    part = ["Tablo 92. Memur ve Sözleşmeli Personelin Yaş Dağılımı", *AGES]
    draft = drafted([ALL, part])
    assert figures(draft, "Tablo 92")["Memur ve sözleşmeli personel", "26-30 yaş", "count"] == 74
    assert figures(draft, "Tablo 92")["Memur ve sözleşmeli personel", "", "count"] == 105


def test_a_part_without_some_contradicts_nothing() -> None:
    part = ["Tablo 92. Öğrenim Durumuna Göre Personel Dağılımı (Gönüllüler Hariç)", *SEXES]
    draft = drafted([ALL, part])
    found = figures(draft, "Tablo 92")
    assert found["Personel (Gönüllüler Hariç)", "Kadın", "count"] == 51
    assert "Toplam personel" not in {subject for subject, _, _ in found}


def test_length_of_service_and_titles_are_groups() -> None:
    service = ["Tablo 91. Memurların Hizmet Sürelerine Göre Dağılımı", "HİZMET SÜRESİ SAYI", "0-5 yıl 96", "6-10 yıl 4"]
    titles = ["Tablo 92. Kadrolu Personelin Unvan Dağılımı", "UNVAN SAYI", "Avukat 12", "Müfettiş 7", "Toplam 19"]
    draft = drafted([service, titles])
    assert figures(draft, "Tablo 91")["Memur", "0-5 yıl hizmet", "count"] == 96
    assert figures(draft, "Tablo 92")["Kadrolu personel", "Avukat", "count"] == 12
