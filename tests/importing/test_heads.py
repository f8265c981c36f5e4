"""Each column is read by its own head: years, measures, scale and unit as printed, or kept nowhere and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.document import document
from knowledge.importing.draft import Draft
from knowledge.importing.head_words import phrases
from knowledge.importing.heads import read_heads
from knowledge.importing.lines import Line, Word

from .layouts import COVER, Grid, Item, facts, imported, told

FORMS = pytest.mark.parametrize("form", ["text", "pdf"])


def heads(text: str, year: int = 2024, *, report: bool = False) -> list[tuple[str, int | None]]:
    words = document([Line(at, tuple(map(Word, row.split()))) for at, row in enumerate(text.split(" / "), 1)]).words
    return [
        (column.measure if column.kept else column.role, column.year)
        for column in read_heads(words, year, report=report)
    ]


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (
            "2022 Gerçekleşme 2023 Hedef 2023 Gerçekleşme 2024 Hedef",
            [("realised", 2022), ("target", 2023), ("realised", 2023), ("target", 2024)],
        ),
        (
            "2023 Bütçe 2023 YS Gerç. Tahmini 2024 Bütçe 2025 Tahmin 2026 Tahmin",
            [("budget", 2023), ("estimate", 2023), ("budget", 2024), ("forecast", 2025), ("forecast", 2026)],
        ),
        ("2023 Bütçe 2023 Harcama (Eylül) 2024 Bütçe", [("budget", 2023), ("spent_09", 2023), ("budget", 2024)]),
        (
            "2023 Harcama 2024 Bütçe 2025 Bütçe 2026 2027 Tahmin",
            [("expended", 2023), ("budget", 2024), ("budget", 2025), ("forecast", 2026), ("forecast", 2027)],
        ),
        (
            "2024 Bütçe 2025 2026 Tahmin 2023 Bütçe 2023 Harcama (Haziran)",
            [("budget", 2024), ("forecast", 2025), ("forecast", 2026), ("budget", 2023), ("spent", 2023)],
        ),
        ("I. Çeyrek II. Çeyrek III. Çeyrek IV. Çeyrek", [(f"quarter_{n}", 2024) for n in range(1, 5)]),
        ("1. Üç Ay 2. Üç Ay 3. Üç Ay 4. Üç Ay", [(f"quarter_{n}", 2024) for n in range(1, 5)]),
        (
            "2022 Gerçekleşme 2023 Hedef 2023 Gerçekleşme Gerçekleşme Oranı (%)",
            [("realised", 2022), ("target", 2023), ("realised", 2023), ("rate", None)],
        ),
        (
            "Başlangıç Değeri (2021) 2022 Gerçekleşme 2024 Hedef",
            [("baseline", 2021), ("realised", 2022), ("target", 2024)],
        ),
        (
            "2023 Gerçekleşme 2024 Hedef 2025 Hedef 2026 Hedef",
            [("realised", 2023), ("target", 2024), ("target", 2025), ("target", 2026)],
        ),
        ("2023 2024 2025 2026", [("unread", year) for year in range(2023, 2027)]),
        ("Hedefler 2024 2025 2026", [("target", 2024), ("target", 2025), ("target", 2026)]),
        (
            "2022 2023 2023 2024 Gerçekleşme Hedef Gerçekleşme Hedef",
            [("realised", 2022), ("target", 2023), ("realised", 2023), ("target", 2024)],
        ),
        ("2022 Gerçekleşme 2023 Revize Hedef 2024 Hedef", [("realised", 2022), ("unread", None), ("target", 2024)]),
        ("2024 Hedef 2024 Hedef", [("unread", 2024), ("unread", 2024)]),
        ("2025 Gerçekleşme 2026 Hedef", [("unread", None), ("target", 2026)]),
    ],
)
def test_a_row_of_heads(head: str, columns: list[tuple[str, int | None]]) -> None:
    assert heads(head) == columns


QUARTERS = [(f"quarter_{n}", 2024) for n in range(1, 5)]


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (
            "2023 Planlanan 2024 2025 Tahmin / Ocak-Mart Nisan-Haziran Temmuz-Eylül Ekim-Aralık Yıllık Hedef",
            [("planned", 2023), *QUARTERS, ("target", 2024), ("forecast", 2025)],
        ),
        (
            "Gerçekleşme 2023 2024 Hedefi Tahmin Sorumlu Birim / 2021 2022 Planlanan Yıl Sonu Tahmini 2025 2026",
            [
                *[("realised", 2021), ("realised", 2022), ("planned", 2023), ("estimate", 2023), ("target", 2024)],
                *[("forecast", 2025), ("forecast", 2026), ("answerable", None)],
            ],
        ),
        (
            # The target may be of 2022 or of 2023: it alone is not read.
            "2022 2023 2024 / Gerçekleşen Hedef Gerçekleşen Yıllık Hedef 1. Çeyrek 2. Çeyrek 3. Çeyrek 4. Çeyrek",
            [("realised", 2022), ("unread", None), ("realised", 2023), ("target", 2024), *QUARTERS],
        ),
        (
            "2024 Hedef 2024 Hedefinin Çeyrek Dönemlere Dağılımı / 1. Çeyrek 2. Çeyrek 3. Çeyrek 4. Çeyrek",
            [("target", 2024), *QUARTERS],
        ),
        ("2023 2024 / Gerçekleşme Hedef Tahmin", [("unread", None)] * 4),
        ("Bütçe İçi Bütçe Dışı / (TL) Pay (%) (TL) Pay (%)", [("budget", 2024), ("rate", None)] * 2),
        ("2024 Yılı Kaynak İhtiyacı (TL) / Bütçe Bütçe Dışı Toplam", [("budget", 2024)] * 3),
        (
            "Başlangıç Değeri (2019) (A) 2024 Hedeflenen Değer (B) Performans (%) (C-A)/(B-A)",
            [("baseline", 2019), ("target", 2024), ("rate", None)],
        ),
        ("2023 Yıl Sonu Ge rçekleşme Tahmini", [("estimate", 2023)]),
    ],
)
def test_two_rows_of_heads_that_run_together(head: str, columns: list[tuple[str, int | None]]) -> None:
    assert heads(head) == columns


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("2023 Bütçe Haziran Sonu Harcama 2024 Bütçe", [("budget", 2023), ("spent", 2023), ("budget", 2024)]),
        (
            "2023 Hedefi Ocak–Haziran Gerçekleşme Gerçekleşme Oranı 2023 Yıl Sonu Beklentisi",
            [("target", 2023), ("unread", 2023), ("rate", None), ("estimate", 2023)],
        ),
        (
            "2023 Ödeneği Haziran Sonu Harcama Gerçekleşme Oranı (%) Yıl Sonu Harcama Beklentisi",
            [("budget", 2023), ("spent", 2023), ("rate", None), ("estimate", 2023)],
        ),
        # Beside a column of another year nobody knows whose end is meant.
        (
            "2022 Harcama 2023 Ödeneği Gerçekleşme Oranı (%) Yıl Sonu Harcama Beklentisi",
            [("expended", 2022), ("budget", 2023), ("rate", None), ("unread", None)],
        ),
        ("2024 Ödeneği 2025 Ödenek Tahmini", [("budget", 2024), ("forecast", 2025)]),
    ],
)
def test_what_a_year_has_come_to_so_far(head: str, columns: list[tuple[str, int | None]]) -> None:
    assert heads(f"Faaliyet {head}") == columns


def test_a_month_between_two_titles_is_of_none() -> None:
    """ "Temmuz" before "Harcama" leaves no spending of the whole year."""
    for title in ("Bütçe", "Ödenek"):
        assert ("expended", 2023) not in heads(f"Faaliyet 2023 2024 / {title} Temmuz Harcama {title}")


def test_terms_below_the_only_title_are_its_own() -> None:
    """Whatever words stand beside that title; beside a share of it they may be another column's."""
    terms = " / I. Üç Ay II. Üç Ay III. Üç Ay IV. Üç Ay"
    found = heads(f"Performans Göstergesi 2024 Yılı Hedefleri İzleyen Birim{terms}")
    assert found == [*((f"quarter_{n}", 2024) for n in range(1, 5)), ("answerable", None)]
    assert not any(
        measure.startswith("quarter") for measure, _ in heads(f"Gösterge 2024 Hedef Gerçekleşme Oranı{terms}")
    )


def test_shares_and_years_in_the_head_of_a_report() -> None:
    found = heads("Faaliyet KBÖ Yıl Sonu Ödeneği 2024 Yılı Harcaması Gerçekleşme (%)", report=True)
    assert found == [("budget", 2024), ("unread", None), ("expended", 2024), ("rate", None)]
    found = heads("Gösterge Başlangıç Değeri 2024 Hedef 2024 Gerçekleşme", report=True)
    assert found[0] == ("unread", None)
    below = "Hedeflenen Gerçekleşen Ulaşma (%) Durum Açıklama"
    found = heads(f"Gösterge Birim 2024 Yılı Değerlendirme / {below}", report=True)
    assert found == [("target", 2024), ("realised", 2024), ("rate", None), ("text", None), ("text", None)]


def test_heads_of_a_report_are_of_its_year() -> None:
    assert heads("Hedef Gerçekleşme Gerçekleşme Oranı Sapma Nedeni", 2023, report=True) == [
        ("target", 2023),
        ("realised", 2023),
        ("rate", None),
        ("text", None),
    ]


WORDS = sorted({word for phrase in phrases() for word in phrase.split()})


@given(st.lists(st.sampled_from([*WORDS, "2022", "2023", "2024", "2025", "revize", "(2021)"]), max_size=14))
def test_no_head_gives_a_cell_twice_nor_a_year_that_it_does_not_name(words: list[str]) -> None:
    found = heads(" ".join(words)) if words else []
    kept = [column for column in found if column[0] not in ("unread", "rate", "text", "answerable")]
    assert len(kept) == len(set(kept))
    named = {int(word.strip("()")) for word in words if word.strip("()").isdigit() and len(word.strip("()")) == 4}
    assert all(year in named | {2024} for _, year in kept)


def table(head: list[str], *rows: list[str], after: str = "") -> list[Item]:
    return [*COVER, "Tablo 1. Performans Göstergeleri", Grid([head], rows), after]


@FORMS
def test_years_are_those_of_the_heads_and_not_those_of_the_usual_table(form: str, tmp_path: Path) -> None:
    """W1: the label says 2024; the heads are read as they stand."""
    head = ["Performans Göstergesi", "Ölçü Birimi", "2022 Gerçekleşme", "2023 Hedef", "2023 Gerçekleşme", "2024 Hedef"]
    draft = imported(table(head, ["Eğitim sayısı", "Adet", "100", "120", "130", "140"]), form, tmp_path)
    assert draft.year == 2024
    assert {(at[2], at[3]): value for at, (value, _) in facts(draft).items()} == {
        ("realised", 2022): 100,
        ("target", 2023): 120,
        ("realised", 2023): 130,
        ("target", 2024): 140,
    }
    assert told(draft, "head", "unread", "contradiction") == []


@FORMS
def test_a_column_that_is_not_understood_is_told_and_kept_nowhere(form: str, tmp_path: Path) -> None:
    head = ["Performans Göstergesi", "Ölçü Birimi", "2022 Gerçekleşme", "2023 Revize Hedef", "2024 Hedef"]
    draft = imported(table(head, ["Eğitim sayısı", "Adet", "100", "120", "140"]), form, tmp_path)
    assert {value for value, _ in facts(draft).values()} == {100, 140}
    assert any("2023 Revize Hedef" in note for note in told(draft, "unread"))


@FORMS
def test_years_without_titles_are_no_heads(form: str, tmp_path: Path) -> None:
    head = ["Performans Göstergesi", "Ölçü Birimi", "2023", "2024", "2025", "2026"]
    draft = imported(table(head, ["Eğitim sayısı", "Adet", "1", "2", "3", "4"]), form, tmp_path)
    assert facts(draft) == {}
    assert len(told(draft, "unread")) == 4


@FORMS
def test_heads_that_disagree_with_the_label_do_not_outvote_it(form: str, tmp_path: Path) -> None:
    head = ["Performans Göstergesi", "Ölçü Birimi", "2020 Gerçekleşme", "2021 Hedef", "2022 Hedef"]
    rows = [[f"Ölçüm {name} sayısı", "Adet", "1", "2", "3"] for name in ("bir", "iki", "üç", "dört")]
    draft = imported(table(head, *rows), form, tmp_path)
    assert draft.year == 2024
    assert any("2020, 2021, 2022" in note for note in told(draft, "head"))
    assert told(draft, "contradiction") == []


def money(scale: str = "", after: str = "") -> list[Item]:
    return [
        *COVER,
        "Alt Program Adı: YOLLAR",
        f"Tablo 2. Faaliyet Maliyetleri{scale}",
        Grid(
            [["Faaliyetler", "2023 Bütçe", "2023 Harcama", "2024 Bütçe", "2025 Tahmin"]],
            [
                ["Yol Bakımı", "1.000", "700", "1.500", "1.600"],
                ["Köprü Yapımı", "2.000", "1.700", "2.500", "2.600"],
                ["TOPLAM", "3.000", "2.400", "4.000", "4.200"],
            ],
        ),
        after,
    ]


@FORMS
@pytest.mark.parametrize(
    ("scale", "after", "times"),
    [
        ("", "", 1),
        (" (Milyon TL)", "", 1_000_000),
        (" (1.000 TL)", "", 1000),
        (" (Bin TL)", "", 1000),
        ("", "Not: Tutarlar bin TL'dir.", 1000),
    ],
)
def test_amounts_count_what_the_table_says(scale: str, after: str, times: int, form: str, tmp_path: Path) -> None:
    found = facts(imported(money(scale, after), form, tmp_path))
    assert found["Yol Bakımı", "", "expended", 2023] == (700 * times, "TL")
    assert found["Yollar", "", "budget", 2024] == (4000 * times, "TL")


@FORMS
def test_a_scale_that_is_not_understood_keeps_nothing(form: str, tmp_path: Path) -> None:
    draft = imported(money(" (Yüz TL)"), form, tmp_path)
    assert facts(draft) == {}
    assert any("what its amounts count is not understood" in note for note in told(draft, "unread"))


def row(cells: list[str], unit: str, form: str, folder: Path) -> tuple[Draft, dict[tuple[str, int | None], float]]:
    head = ["Performans Göstergesi", "Ölçü Birimi", "2022 Gerçekleşme", "2023 Hedef", "2023 Gerçekleşme", "2024 Hedef"]
    draft = imported(
        table(head, ["Eğitim sayısı", unit, *cells], ["Yayın sayısı", "Adet", "1", "2", "3", "4"]), form, folder
    )
    own = {(at[2], at[3]): value for at, (value, _) in facts(draft).items() if at[0] == "Eğitim sayısı"}
    return draft, own


@FORMS
def test_a_dash_is_no_value_of_an_indicator(form: str, tmp_path: Path) -> None:
    _, own = row(["-", "120", "130", "140"], "Adet", form, tmp_path)
    assert own == {("target", 2023): 120, ("realised", 2023): 130, ("target", 2024): 140}


@FORMS
def test_a_figure_with_a_mark_glued_to_it_is_told(form: str, tmp_path: Path) -> None:
    draft, own = row(["1.2501", "1.400", "1.500", "1.600"], "Adet", form, tmp_path)
    assert ("realised", 2022) not in own
    assert own["target", 2024] == 1600
    assert any("1.2501" in note for note in told(draft, "open"))


@FORMS
def test_marks_of_footnotes_behind_figures_are_left_out(form: str, tmp_path: Path) -> None:
    _, own = row(["1.250 (1)", "1.400", "1.500", "1.600"], "Adet", form, tmp_path)
    assert list(own.values()) == [1250, 1400, 1500, 1600]


@FORMS
def test_words_in_cells_lose_only_their_own_cell(form: str, tmp_path: Path) -> None:
    for cell in ("Evet", "1/4", "≥85", "15-20", "Yok", "N/A"):
        draft, own = row([cell, "120", "130", "140"], "Adet", form, tmp_path)
        assert own == {("target", 2023): 120, ("realised", 2023): 130, ("target", 2024): 140}, cell
        assert any(cell in note for note in told(draft, "open"))


@FORMS
def test_units_of_any_kind(form: str, tmp_path: Path) -> None:
    for unit, read in (
        ("1000 Kişi", "bin kişi"),
        ("km2", "km2"),
        ("Kümülatif Sayı", "kümülatif sayı"),
        ("kg/yıl", "kg/yıl"),
    ):
        draft, own = row(["100", "120", "130", "140"], unit, form, tmp_path)
        assert list(own.values()) == [100, 120, 130, 140]
        assert {u for at, (_, u) in facts(draft).items() if at[0] == "Eğitim sayısı"} == {read}
