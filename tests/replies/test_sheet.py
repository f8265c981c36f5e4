"""Spreadsheets, read back as the person who opens them does."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from bot.assistant import Assistant
from bot.replies import sheet
from bot.replies.chart import RANKED, chart_of
from knowledge.base import KnowledgeBase
from tests.replies.test_chart import answer_to


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_an_answer_has_its_whole_series_with_years_as_columns(assistant: Assistant, base: KnowledgeBase) -> None:
    question = "veri altyapısı 2023 bütçesi 2022'ye göre yüzde kaç artmış"
    content = sheet.answer(base, question, answer_to(assistant, question).results)
    assert content is not None
    page = opened(content).active
    assert page is not None
    assert page["A1"].value == question
    assert page["A3"].value == "değişim: %111,8"
    years = ["2022 bütçesi", "2022 Haziran sonu harcaması", "2023 bütçesi", "2024 tahmini", "2025 tahmini"]
    assert [cell.value for cell in page[4]] == ["Konu", *years, "Birim", "Kaynak"]
    assert [cell.value for cell in page[5]][:4] == [
        "Göç Yönetimi Veri Alt Yapısı",
        1_510_232_000,
        817_368_849,
        3_198_642_000,
    ]
    assert page.max_row == 5, "one subject, one row"
    assert page["D5"].number_format == '#,##0 "TL"'
    asked, other = page["D5"].fill.fgColor.rgb, page["E5"].fill.fgColor.rgb
    assert asked != other, "what was asked is marked"
    assert page.freeze_panes == "B5"


@pytest.mark.parametrize(
    ("question", "kind", "rows"),
    [("aktif ikamet 2023", "barChart", 1), ("en yüksek bütçeli 5 faaliyet", "barChart", 5)],
)
def test_it_has_a_chart_of_excels_own(
    assistant: Assistant, base: KnowledgeBase, question: str, kind: str, rows: int
) -> None:
    content = sheet.answer(base, question, answer_to(assistant, question).results)
    assert content is not None
    with ZipFile(io.BytesIO(content)) as book:
        drawn = book.read("xl/charts/chart1.xml").decode()
    assert f"<c:{kind}>" in drawn
    assert f"$A$5:$A${4 + rows}" in drawn or rows == 1


def test_a_ranking_holds_what_its_chart_shows(assistant: Assistant, base: KnowledgeBase) -> None:
    question = "en yüksek bütçeli faaliyet hangisi"
    reply = answer_to(assistant, question)
    drawn = chart_of(base, reply.results[0])
    content = sheet.answer(base, question, reply.results)
    assert content is not None
    assert drawn is not None
    page = opened(content).active
    assert page is not None
    names = [page.cell(row, 1).value for row in range(5, page.max_row + 1) if page.cell(row, 1).value]
    assert names == [bar.label for bar in drawn.bars]
    assert len(names) == RANKED


def test_no_column_means_nothing_to_a_reader(assistant: Assistant, base: KnowledgeBase) -> None:
    for question in ("hangi göstergeler azalacak", "kaç personel var", "2023 bütçesi ekonomik kodlara göre"):
        content = sheet.answer(base, question, answer_to(assistant, question).results)
        assert content is not None
        page = opened(content).active
        assert page is not None
        heads = [cell.value for cell in page[4]]
        assert "Satır" not in heads
        for place in range(1, len(heads) + 1):
            assert any(page.cell(row, place).value not in (None, "") for row in range(5, page.max_row + 1)), question


def test_an_answer_without_figures_makes_no_sheet(assistant: Assistant, base: KnowledgeBase) -> None:
    assert sheet.answer(base, "?", answer_to(assistant, "göç kuruluna kim başkanlık eder").results) is None


def test_the_whole_table_of_indicators(base: KnowledgeBase) -> None:
    book = opened(sheet.indicators(base))
    assert len(book.sheetnames) == 2
    assert sum(page.max_row - 4 for page in book) == 22
    assert sum(isinstance(cell.value, int | float) for page in book for row in page.iter_rows(5) for cell in row) == 132


def test_the_whole_budget(base: KnowledgeBase) -> None:
    page = opened(sheet.budget(base)).active
    assert page is not None
    assert 9_508_170_000 in [page.cell(row, 4).value for row in range(5, page.max_row + 1)]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_any_question_can_head_a_sheet(base: KnowledgeBase, title: str) -> None:
    content = sheet.workbook(base, [sheet.Table(title, title, ()), sheet.Table(title, title, ())])
    assert len(opened(content).sheetnames) == 2


@pytest.mark.parametrize("title", ["=1+1", "+90", "@a", "-5"])
def test_a_question_is_never_a_formula(base: KnowledgeBase, title: str) -> None:
    page = opened(sheet.workbook(base, [sheet.Table("Yanıt", title, ())])).active
    assert page is not None
    assert page["A1"].data_type == "s"
