"""Programmes of other agencies and years, in the layout's other variants, come in whole: as text and as PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from .as_pdf import lines_pdf, table_pdf
from .as_text import as_text
from .invented import Invented, forestry, ministry, university
from .judging import Judged, judge
from .tables import Style

HEAD_2021 = ("2021 YILI PERFORMANS PROGRAMI Sayfa 18",)
STYLES = {
    "as shipped": (forestry, Style()),
    "heads in one line, page heads, damaged letters": (
        forestry,
        Style(
            head="inline",
            programme_label="Program Adı:",
            page_head=("2025 YILI PERFORMANS PROGRAMI Sayfa 18",),
            spaced_colon=True,
            damaged=True,
        ),
    ),
    "heads glued to names, no table numbers, no sources of money": (
        forestry,
        Style(head="glued", numbered=False, estimate="YS Gerçekleşme", nil="0", sources_of_money=False),
    ),
    "several programmes, one name for two activities": (ministry, Style(page_head=("2026", "Performans Programı"))),
    "the agency's name in the page head": (
        ministry,
        Style(
            head="inline",
            estimate="YS Gerçekleşme",
            page_head=("ULAŞIM BAKANLIĞI", "2026 YILI PERFORMANS PROGRAMI", "12"),
        ),
    ),
    "four columns, thousands of TL": (university, Style(columns=4, page_head=("2021", "Performans Programı"))),
    "lost heads, no answerable agency": (
        university,
        Style(columns=4, head="lost", answerable=False, numbered=False, page_head=HEAD_2021, damaged=True),
    ),
}


def told(judged: Judged) -> object:
    """What differs, for the failure's message."""
    return judged.wrong, judged.missing, judged.links, judged.units, judged.names


@pytest.mark.parametrize("name", STYLES)
def test_text_comes_in_whole(name: str, tmp_path: Path) -> None:
    make, style = STYLES[name]
    file = tmp_path / "programme.txt"
    file.write_text(as_text(make(), style), "utf-8")
    judged = judge(make(), style, file)
    assert judged.right, told(judged)
    assert judged.reported("filled", "open", "unplaced") == []


@pytest.mark.parametrize(
    ("make", "style"),
    [
        (forestry, Style()),
        (ministry, Style(page_head=("2026", "Performans Programı"))),
        (university, Style(columns=4, page_head=("2021", "Performans Programı"))),
    ],
    ids=["six columns", "billions in narrow columns", "four columns in thousands"],
)
@pytest.mark.parametrize("drawn", ["lines", "ruled tables", "tables without rules"])
def test_pdf_comes_in_whole(make: type[Invented], style: Style, drawn: str, tmp_path: Path) -> None:
    file = tmp_path / "programme.pdf"
    if drawn == "lines":
        lines_pdf(make(), style, file)
    else:
        table_pdf(make(), style, file, ruled=drawn == "ruled tables")
    judged = judge(make(), style, file)
    assert judged.right, told(judged)
    assert judged.reported("filled", "open", "unplaced") == []


def test_money_in_thousands_counts_in_tl(tmp_path: Path) -> None:
    file = tmp_path / "programme.txt"
    style = Style(columns=4)
    file.write_text(as_text(university(), style), "utf-8")
    judged = judge(university(), style, file)
    assert any("thousands of TL" in note for note in judged.reported("remark"))
    printed = {figure.printed for figure in judged.draft.figures if figure.value == 12_856_000}
    assert printed == {"12.856"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1254"])
def test_other_encodings_of_text(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "programme.txt"
    text = as_text(forestry(), Style()).replace("\uf0d8", "•")
    file.write_bytes(text.encode(encoding))
    assert judge(forestry(), Style(), file).right


def test_a_figure_missing_in_a_pdf_is_known_by_its_place(tmp_path: Path) -> None:
    """Between two indicators with all their figures, one lacks its third: the others stay where they are."""
    programme = forestry()
    programme.printed["Gözetleme kulesi sayısı", "", 2] = ""
    for ruled in (True, False):
        file = table_pdf(programme, Style(), tmp_path / "programme.pdf", ruled=ruled)
        judged = judge(programme, Style(), file)
        assert judged.wrong == {}
        assert [at[2:] for at in judged.missing] == [("estimate", 2024)]
        assert any("Gözetleme kulesi sayısı" in note for note in judged.reported("open"))
