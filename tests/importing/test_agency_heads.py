"""The tables of the whole agency are read by their heads: their years and, under each, the same titles."""

from __future__ import annotations

import pytest

from knowledge.importing.agency_heads import SHARES, SOURCES, USUAL_SHARES, USUAL_SOURCES, agency_columns
from knowledge.importing.document import Placed, document
from knowledge.importing.lines import Line, Word
from knowledge.importing.rows import Row


def words(text: str) -> list[Placed]:
    return document([Line(1, tuple(map(Word, text.split())))]).words


def columns(head: str, cells: int, titles: str = "sources") -> list[tuple[str, int | None, str]] | None:
    row = Row(words("Personel"), None, words(" ".join(["1"] * cells)))
    tables = (SOURCES, USUAL_SOURCES) if titles == "sources" else (SHARES, USUAL_SHARES)
    found = agency_columns(words(head), [row], 2025, *tables)
    return [(column.measure, column.year, of) for column, of in found.columns] if found else None


def test_years_and_titles_as_printed() -> None:
    head = "PROGRAM SINIFLANDIRMASI 2025 2026 TOPLAM BÜTÇE İÇİ BÜTÇE DIŞI TOPLAM BÜTÇE İÇİ BÜTÇE DIŞI"
    assert columns(head, 6) == [
        ("budget", 2025, "whole"),
        ("budget", 2025, "inside"),
        ("budget", 2025, "outside"),
        ("forecast", 2026, "whole"),
        ("forecast", 2026, "inside"),
        ("forecast", 2026, "outside"),
    ]


def test_titles_of_a_few_letters_a_line() -> None:
    found = columns("2025 2026 2027 BÜ TÇ E İ Çİ TO PL AM BÜ TÇ E İ Çİ TO PL AM BÜ TÇ E İ Çİ TO PL AM", 6)
    assert found
    assert [of for _, _, of in found] == ["inside", "whole"] * 3


def test_titles_of_the_economic_classification() -> None:
    head = "Ekonomik Kod 2025 Genel Toplam Yönetim ve Destek Programı Hizmet Programları Toplamı Program Dışı Giderler"
    found = columns(head, 4, "shares")
    assert found
    assert [of for _, _, of in found] == ["agency", "support", "services", "other"]


def test_a_head_without_titles_is_the_usual_one() -> None:
    assert columns("2025 2026 2027", 12, "shares") == [
        ("budget" if year == 2025 else "forecast", year, of)
        for year in (2025, 2026, 2027)
        for of in ("services", "support", "other", "agency")
    ]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("2025 2026 2027 Merkez Taşra Toplam", 9),
        ("2025 2026 2027 Bütçe İçi Toplam", 9),
        ("2024 2025 2026", 9),
        ("2025 2026 2027", 8),
    ],
)
def test_what_does_not_fit_is_not_read(head: str, cells: int) -> None:
    assert columns(head, cells) is None


def test_titles_that_stand_under_some_of_the_years_hold_for_all() -> None:
    head = "2025 2026 2027 PROGRAM SINIFLANDIRMASI" + " BÜ TÇ E İ Çİ BÜ TÇ E D IŞ I TO PL AM" * 2
    found = columns(head, 9)
    assert found
    assert [of for _, _, of in found] == ["inside", "outside", "whole"] * 3


def economic(head: str, *rows: str) -> list[tuple[str, int | None, str]] | None:
    read = [Row(words("Personel"), None, words(row)) for row in rows]
    found = agency_columns(words(head), read, 2025, SHARES, USUAL_SHARES)
    return [(column.measure, column.year, of) for column, of in found.columns] if found else None


BRACKETED = "2025 2026 HİZMET PROGRAMLARI TOPLAMI YÖNETİM VE DESTEK PROGRAMI GENEL TOPLAM (her yıl için)"


def test_a_remark_in_brackets_is_passed_over_where_the_sums_hold() -> None:
    found = economic(BRACKETED, "70 30 100 80 40 120", "5 - 5 - - -", "- - - - - -")
    assert found
    assert [of for _, _, of in found] == ["services", "support", "agency"] * 2


@pytest.mark.parametrize("rows", [["70 30 110 80 40 120"], ["5 - 5 6 - 6"]])
def test_a_remark_in_brackets_is_doubted_where_no_sum_bears_the_columns_out(rows: list[str]) -> None:
    assert economic(BRACKETED, *rows) is None
