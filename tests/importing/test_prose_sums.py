"""Numbers in prose that a sum proves: people by sort and sex, money by its source; and rooms with what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.importing.draft import Draft

from .layouts import COVER, Grid, imported
from .test_prose_counts import counted
from .test_resources import drafted, figures

TABLE = Grid([["Performans Göstergesi", "Ölçü Birimi", "2024 Hedef"]], [["Denetim sayısı", "Adet", "30"]])
STUDENTS = (
    "Okulumuzda 310 temel düzey, 120 ileri düzey ve 70 usta öğrencisi olmak üzere toplam 500 öğrenci kayıtlıdır. "
    "Öğrencilerin 280’i kadın, 220’si erkektir."
)


def read(said: str, folder: Path) -> Draft:
    return imported([*COVER, "Taşra Teşkilatı", "", said, "", TABLE], "text", folder)


def test_people_by_sort_and_by_sex(tmp_path: Path) -> None:
    draft = read(STUDENTS, tmp_path)
    found = {
        (draft.entities[f.cell.subject].name, f.cell.item): (f.value, f.unit)
        for f in draft.figures
        if f.cell.subject.startswith("facility:")
    }
    assert found == {
        ("Toplam öğrenci", ""): (500, "kişi"),
        ("Temel düzey öğrencisi", ""): (310, "kişi"),
        ("İleri düzey öğrencisi", ""): (120, "kişi"),
        ("Usta öğrencisi", ""): (70, "kişi"),
        ("Toplam öğrenci", "staff_group:kadin"): (280, "kişi"),
        ("Toplam öğrenci", "staff_group:erkek"): (220, "kişi"),
    }


def test_people_by_where_they_are_behind_the_words_that_say_when(tmp_path: Path) -> None:
    said = "Geçen öğretim yılında kurslarda 40, stajda 25 olmak üzere toplam 65 katılımcı ağırlanmıştır."
    assert counted(read(said, tmp_path), "facility")["Toplam katılımcı"] == 65


@pytest.mark.parametrize(
    "said",
    [
        STUDENTS.replace("toplam 500", "toplam 510"),
        "Öğrencilerin 280’i kadın, 220’si erkektir.",
        "Bunların 310 temel düzey, 190 ileri düzey olmak üzere toplam 500 hedefi vardır.",
    ],
)
def test_what_no_sum_proves_stays_prose(said: str, tmp_path: Path) -> None:
    assert counted(read(said, tmp_path), "facility") == {}


def dotted(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


@pytest.mark.parametrize(("missing", "kept"), [(0, True), (1000, False)])
def test_money_by_source_whose_sum_a_table_tells(missing: int, kept: bool) -> None:
    plain = drafted([])
    budget = [f for f in plain.figures if f.cell.subject == plain.agency.id and not f.cell.item]
    whole = next(f for f in budget if f.cell.measure == "budget" and f.cell.year == plain.year)
    rest = int(whole.value) - 3_000_000 - missing
    said = (
        f"Ödeneğin {dotted(rest)} TL’si Hazine yardımı, 3.000.000 TL’si öz gelirlerle karşılanacaktır. Öz gelirler "
        "2.100.000 TL kira gelirleri ve 900.000 TL bağış gelirlerinden oluşmaktadır."
    )
    draft = drafted([["C. MALİ KAYNAKLAR", said]])
    of = {draft.entities[f.cell.subject].name: f for f in draft.figures if f.cell.subject.startswith("agency:")}
    assert ("Hazine yardımı" in of) is kept
    if kept:
        assert (of["Hazine yardımı"].value, of["Öz gelirler"].value) == (rest, 3_000_000)
        assert (of["Kira gelirleri"].value, of["Bağış gelirleri"].value) == (2_100_000, 900_000)
        assert draft.entities["agency:kira-gelirleri"].parent == "agency:oz-gelirler"


def test_rooms_with_what_they_hold(tmp_path: Path) -> None:
    said = "Binada 90 kişilik bir toplantı odası, 1 yemekhane (150 kişilik) ve 1 arşiv (6.000 dosya) bulunmaktadır."
    draft = read(said, tmp_path)
    held = {
        (draft.entities[f.cell.subject].name, f.cell.measure): (f.value, f.unit)
        for f in draft.figures
        if f.cell.subject.startswith("room:")
    }
    assert held[("Toplantı odası", "capacity")] == (90, "kişi")
    assert held[("Yemekhane", "count")] == (1, "adet")
    assert held[("Arşiv", "capacity")] == (6000, "dosya")
    assert counted(draft, "facility") == {}


def test_shares_of_what_a_table_counts() -> None:
    rows = ["TAŞIT CİNSİ ADEDİ", "Arazöz 4", "Minibüs 6", "Toplam 10"]
    said = "Taşıtların 3’ü kiralıktır. Kamyonların 2’si arızalıdır."
    draft = drafted([["Tablo 91. Taşıtlara İlişkin Bilgiler", *rows], ["D. DİĞER BİLGİLER", said]])
    assert counted(draft, "facility") == {"Kiralık taşıt": 3}
    assert figures(draft, "Tablo 91")[("Toplam taşıt", "", "count")] == 10
