"""Titles over unlike numbers of columns, and words before a title: read where they are sure, else told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.document import document
from knowledge.importing.heads import read_heads
from knowledge.importing.lines import Line, Word

from .layouts import COVER, Grid, Item, facts, imported, told

FORMS = pytest.mark.parametrize("form", ["text", "pdf"])
SOURCES = ["inside", "outside", "whole"]
Columns = list[tuple[str, int | None, str]]


def heads(text: str, year: int = 2024, *, report: bool = False) -> Columns:
    """Measure or role, year and source of the columns that a head of rows parted by "//" names."""
    words = document([Line(at, tuple(map(Word, row.split()))) for at, row in enumerate(text.split(" // "), 1)]).words
    return [
        (column.measure if column.kept else column.role, column.year if column.kept else None, column.part)
        for column in read_heads(words, year, report=report)
    ]


def sources(measure: str, year: int) -> Columns:
    return [(measure, year, source) for source in SOURCES]


def unread(count: int) -> list[str]:
    return ["unread"] * count


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (
            "2024 Yılı Kaynak İhtiyacı (TL) Tahmini Kaynak İhtiyacı (TL) // Bütçe İçi Bütçe Dışı Toplam 2025 2026",
            [*sources("budget", 2024), ("forecast", 2025, ""), ("forecast", 2026, "")],
        ),
        (
            "Faaliyet Adı Sorumlu Birim 2023 2024 // Bütçe Harcama (Eylül) Bütçe İçi Bütçe Dışı Toplam",
            [("answerable", None, ""), ("budget", 2023, ""), ("spent_09", 2023, ""), *sources("budget", 2024)],
        ),
        (
            "2023 Bütçe 2024 Bütçe // Bütçe İçi Bütçe Dışı Toplam Bütçe İçi Bütçe Dışı Toplam",
            [*sources("budget", 2023), *sources("budget", 2024)],
        ),
        (
            "2024 Bütçe İçi Bütçe Dışı Toplam 2025 2026 Tahmin",
            [*sources("budget", 2024), ("forecast", 2025, ""), ("forecast", 2026, "")],
        ),
        (
            "Sıra Faaliyetler Kaynak İhtiyacı (2024) (TL) // Bütçe Bütçe Dışı Toplam",
            sources("budget", 2024),
        ),
    ],
)
def test_titles_over_sources_of_money(head: str, columns: Columns) -> None:
    assert heads(head) == columns


@pytest.mark.parametrize(
    "head",
    [
        "2023 Bütçe 2024 Kaynak İhtiyacı 2025 Tahmin // Bütçe İçi Bütçe Dışı Toplam",
        "2024 Yılı Bütçesi 2025 2026 // Bütçe İçi Bütçe Dışı Toplam Tahmin Tahmin",
        "2024 Yılı Kaynak İhtiyacı (TL) Tahmini Kaynak İhtiyacı (TL) Bütçe İçi Bütçe Dışı Toplam 2025 2026",
    ],
)
def test_what_several_ways_to_part_a_row_leave_open_is_not_read(head: str) -> None:
    assert {role for role, _, _ in heads(head)} == {"unread"}


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("2023 Ocak-Eylül Harcama 2024 Bütçe", [("spent_09", 2023, ""), ("budget", 2024, "")]),
        (
            "2023 Bütçe Ocak-Haziran Harcama 2024 Bütçe",
            [("budget", 2023, ""), ("spent", 2023, ""), ("budget", 2024, "")],
        ),
        ("2023 İlk 6 Ay Harcama 2024 Bütçe", [("spent", 2023, ""), ("budget", 2024, "")]),
        ("2023 Gerçekleşme (Tahmin) 2024 Hedef", [("estimate", 2023, ""), ("target", 2024, "")]),
        ("Önceki Yıl (2023) Gerçekleşen 2024 Hedef", [("realised", 2023, ""), ("target", 2024, "")]),
        (
            "2024 Hedefinin Üçer Aylık Dağılımı // 1. Çeyrek 2. Çeyrek 3. Çeyrek 4. Çeyrek",
            [(f"quarter_{n}", 2024, "") for n in range(1, 5)],
        ),
        (
            "Hedef YS Gerçekleşme Tahmini Gerçekleşme Ölçü Birimi Sorumlu Birim // 2024 2023 2022",
            [("target", 2024, ""), ("estimate", 2023, ""), ("realised", 2022, ""), ("answerable", None, "")],
        ),
        # Words that are not understood count wherever they stand.
        ("Faaliyetler Temmuz-Aralık Gerçekleşme 2022 2023", [("unread", None, ""), ("unread", None, "")]),
        ("Gösterge 2023 Hedefi Önceki Yıl Gerçekleşmesi", [("unread", None, ""), ("unread", None, "")]),
        ("2023 Kullanılabilir Ödenek 2024 Bütçe", [("unread", None, ""), ("budget", 2024, "")]),
    ],
)
def test_words_before_a_title(head: str, columns: Columns) -> None:
    assert heads(head) == columns


@given(
    st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyz", min_size=4, max_size=12),
    st.sampled_from(["Gerçekleşme", "Ödenek"]),
)
def test_no_word_before_a_title_is_passed_over(word: str, title: str) -> None:
    printed = f"{word.capitalize()}sız"
    assert heads(f"Faaliyetler {printed} {title} 2022 2023") == [("unread", None, ""), ("unread", None, "")]


@FORMS
def test_a_monitoring_table_of_two_years_up_to_june(form: str, tmp_path: Path) -> None:
    table = Grid(
        [
            ["Faaliyet", "2022 Gerçekleşme Toplamı", "Ocak-Haziran Gerçekleşme", "", "Artış Oranı (%)"],
            ["", "", "2022", "2023", ""],
        ],
        [["Yol Yapımı", "900", "400", "500", "25,0"], ["Yol Bakımı", "700", "310", "340", "9,7"]],
        [(0, 0, 0, 1), (1, 0, 1, 1), (2, 0, 3, 0), (4, 0, 4, 1)],
    )
    found = facts(imported([*COVER, "Program Adı: YOLLAR", "Alt Program Adı: KÖY YOLLARI", table], form, tmp_path))
    kept = {(measure, year): value for (name, _, measure, year), (value, _) in found.items() if name == "Yol Yapımı"}
    assert kept == {("expended", 2022): 900, ("spent", 2022): 400, ("spent", 2023): 500}


@FORMS
@pytest.mark.parametrize(
    ("head", "kept"),
    [
        (["Faaliyetler", "2024", "2025", "2026"], {("budget", 2024): 1, ("forecast", 2025): 2, ("forecast", 2026): 3}),
        (["Faaliyetler", "2023", "2024", "2025"], {("budget", 2024): 2, ("forecast", 2025): 3}),
    ],
)
def test_years_alone_over_costs(form: str, head: list[str], kept: dict[tuple[str, int], float], tmp_path: Path) -> None:
    titled = [head[0], *(f"{year} (TL)" for year in head[1:])]
    rows = [["Yol Yapımı", "1.000", "2.000", "3.000"], ["Yol Bakımı", "4.000", "5.000", "6.000"]]
    items: list[Item] = [*COVER, "Program Adı: YOLLAR", "Alt Program Adı: KÖY YOLLARI", "Faaliyet Adı: Yol Yapımı"]
    table = Grid(
        [["EKONOMİK KOD", *titled[1:]]], [["Personel Giderleri", *rows[0][1:]], ["Cari Transferler", *rows[1][1:]]]
    )
    draft = imported([*items, table, "", *_indicators()], form, tmp_path)
    found = {
        (measure, year): value / 1000
        for (name, item, measure, year), (value, _) in facts(draft).items()
        if (name, item) == ("Yol Yapımı", "Personel Giderleri")
    }
    assert found == kept
    assert len(kept) == 3 or told(draft, "unread")


def _indicators() -> list[Item]:
    head = [["Performans Göstergesi", "Ölçü Birimi", "2023 Gerçekleşme", "2024 Hedef"]]
    return ["Alt Program Adı: KÖY YOLLARI", Grid(head, [["Yapılan yol", "km", "10", "20"]])]
