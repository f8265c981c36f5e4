"""Amounts that a document writes otherwise come in as what they are, or not at all, and never as another figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from knowledge.importing.columns import read_indicator_head
from knowledge.importing.document import document
from knowledge.importing.folder import import_file
from knowledge.importing.lines import Line, Word
from knowledge.importing.names import joined
from knowledge.importing.notation import turkish

from .as_text import as_text
from .invented import forestry, university
from .judging import Judged, judge
from .tables import Style

THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,]*\d)")


def judged(change: Callable[[str], str], to: Path) -> Judged:
    printed = as_text(forestry(), Style())
    changed = change(printed)
    assert changed != printed
    file = to / "programme.txt"
    file.write_text(changed, "utf-8")
    return judge(forestry(), Style(), file)


def written(*texts: str) -> list[str]:
    lines = [Line(number, tuple(map(Word, text.split()))) for number, text in enumerate(texts, 1)]
    return [line.text for line in turkish(lines).lines]


def commas(text: str) -> str:
    return THOUSANDS.sub(lambda match: match[0].replace(".", ","), text)


def rows_with_currency(text: str) -> str:
    """Every row of three amounts or more with TL behind each."""
    rows = text.split("\n")
    return "\n".join(
        THOUSANDS.sub(lambda match: f"{match[0]} TL", row) if len(THOUSANDS.findall(row)) > 2 else row for row in rows
    )


def money_with_commas(text: str) -> str:
    """Commas in the tables of money, points in those of indicators, which stand in other tables."""
    parts = re.split(r"(?m)^(?= ?Tablo \d)", text)
    return "".join(commas(part) if "Maliyet" in part.split("\n")[0] else part for part in parts)


@pytest.mark.parametrize("change", [commas, money_with_commas, rows_with_currency], ids=lambda change: change.__name__)
def test_a_programme_in_another_notation_comes_in_whole(change: Callable[[str], str], tmp_path: Path) -> None:
    read = judged(change, tmp_path)
    assert not read.wrong
    assert read.right, (read.missing, read.links, read.units, read.names)


def test_commas_that_may_be_decimals_are_left_open(tmp_path: Path) -> None:
    def indicators_with_commas(text: str) -> str:
        return re.sub(r"(?m)^.*( (?:Sayı|Adet) \d).*$", lambda match: commas(match[0]), text)

    read = judged(indicators_with_commas, tmp_path)
    assert not read.wrong
    assert any("7,214" in told for told in read.reported("open"))


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["1,880,536,000 831,144,539 80,000 3,5 61,811"], ["1.880.536.000 831.144.539 80.000 3,5 61.811"]),
        (["1,880,536.50 80,000"], ["1.880.536,50 80.000"]),
        (["80,000 93,000"], ["80,000 93,000"]),
        (["1.880.536.000 80,125"], ["1.880.536.000 80,125"]),
        (["A 1.500 TL 2.000 TL - TL"], ["A 1.500 2.000 -"]),
        (["A ₺1.500 ₺2.000"], ["A 1.500 2.000"]),
        (["bütçesi 1.500 TL olup"], ["bütçesi 1.500 TL olup"]),
    ],
)
def test_notations(texts: Sequence[str], read: Sequence[str]) -> None:
    assert written(*texts) == read


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "{} - ", "PG {}: ", "PG1.{}. ", "PG {}- "])
def test_numbers_before_indicators(number: str, tmp_path: Path) -> None:
    read = judged(lambda text: re.sub(r"(?m)^(\d+)- ", lambda m: number.format(m[1]), text), tmp_path)
    assert read.right, (read.missing, read.names)


def test_the_agency_s_name_and_the_programme_s_beside_it_are_a_page_head(tmp_path: Path) -> None:
    def with_heads(text: str) -> str:
        rows = text.split("\n")
        head = ["", "7", "", "YEŞİL VADİ ORMAN KURUMU | 2025 YILI PERFORMANS PROGRAMI", ""]
        return "\n".join(line for i, row in enumerate(rows) for line in ([row, *head] if i % 47 == 46 else [row]))

    read = judged(with_heads, tmp_path)
    assert read.right, (read.missing, read.wrong, read.names)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("hazırla-", "nan plan sayısı"), "hazırlanan plan sayısı"),
        (("HAZIRLA-", "NAN PLAN SAYISI"), "HAZIRLANAN PLAN SAYISI"),
        (("Desteklenen Ar-", "Ge projesi"), "Desteklenen Ar-Ge projesi"),
        (("Desteklenen Ar-", "ge projesi"), "Desteklenen Ar-ge projesi"),
        (("Verilen e-", "devlet hizmeti"), "Verilen e-devlet hizmeti"),
        (("Ulusal -", "uluslararası"), "Ulusal - uluslararası"),
    ],
)
def test_names_parted_by_hyphens(lines: Sequence[str], name: str) -> None:
    text = document([Line(number, tuple(map(Word, line.split()))) for number, line in enumerate(lines, 1)])
    assert joined(text.words) == name


def test_names_parted_by_hyphens_within_a_cell() -> None:
    words = (Word("Desteklenen", 10.0, 60.0, 0), Word("Ar-", 62.0, 74.0, 0), Word("Ge", 10.0, 20.0, 0))
    assert joined(document([Line(1, words)]).words) == "Desteklenen Ar-Ge"


def test_contradictions_of_money_in_thousands_are_told_in_lira(tmp_path: Path) -> None:
    style = Style(columns=4)
    printed = as_text(university(), style)
    total = next(row for row in printed.split("\n") if "T O P L A M" in row).split()[-1]
    file = tmp_path / "programme.txt"
    file.write_text(printed.replace(f"{total}\n", "9.999\n", 1), "utf-8")
    import_file(file, tmp_path / "to")
    found = (tmp_path / "to" / "contradictions_found.toml").read_text("utf-8")
    assert "9.999.000 TL" in found
    assert "9.999 TL" not in found


@pytest.mark.parametrize(
    ("head", "measures"),
    [
        ("2023 2024 Planlanan 2024 YS Gerç. Tahmini 2025 Hedef", ["realised", "planned", "estimate", "target"]),
        ("2023 2024 YS Gerç. Tahmini 2024 Planlanan 2025 Hedef", ["realised", "estimate", "planned", "target"]),
        ("2023 2024 2024 YS Planlanan Gerç. Tahmini 2025 Hedef", ["realised", "planned", "estimate", "target"]),
    ],
)
def test_the_titles_of_a_head_decide_where_they_are_whole(head: str, measures: Sequence[str]) -> None:
    words = document([Line(1, tuple(map(Word, head.split())))]).words
    assert [column.measure for column in read_indicator_head(words, 2025, 4).columns] == measures
