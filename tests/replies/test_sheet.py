"""Spreadsheets, read back as the person who opens them does."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from bot.assistant import Assistant
from bot.replies import sheet
from knowledge.base import KnowledgeBase


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_an_answer_has_its_figures_as_numbers(assistant: Assistant, base: KnowledgeBase) -> None:
    question = "veri altyapısı 2023 bütçesi 2022'ye göre yüzde kaç artmış"
    content = sheet.answer(base, question, assistant.reply(None, question).results)
    assert content is not None
    page = opened(content).active
    assert page is not None
    assert page["A1"].value == question
    assert [cell.value for cell in page[3]] == list(sheet.HEADS)
    assert [page.cell(row, 2).value for row in range(4, 7)] == ["değişim", "bütçe", "bütçe"]
    values = {page.cell(row, 4).value for row in range(4, 7)}
    assert {3_198_642_000, 1_510_232_000} <= values
    assert page["D5"].number_format == '#,##0 "TL"'
    assert page.freeze_panes == "B4"


def test_an_answer_without_figures_makes_no_sheet(assistant: Assistant, base: KnowledgeBase) -> None:
    assert sheet.answer(base, "?", assistant.reply(None, "göç kuruluna kim başkanlık eder").results) is None


def test_the_whole_table_of_indicators(base: KnowledgeBase) -> None:
    book = opened(sheet.indicators(base))
    rows = sum(page.max_row - 5 for page in book)
    assert len(book.sheetnames) == 2
    assert rows == 22 * 6


def test_the_whole_budget(base: KnowledgeBase) -> None:
    page = opened(sheet.budget(base)).active
    assert page is not None
    assert 9_508_170_000 in [page.cell(row, 4).value for row in range(4, page.max_row)]


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
