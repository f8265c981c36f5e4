"""Charts: what is drawn, how it is told apart, that it is a picture."""

from __future__ import annotations

import pytest

from bot.answering.queries import Column
from bot.assistant import Assistant
from bot.replies.chart import Chart, breakdown_of, chart_of, series_of
from knowledge.base import KnowledgeBase


def chart_to(assistant: Assistant, base: KnowledgeBase, question: str) -> Chart | None:
    return chart_of(base, assistant.reply(None, question).results[0])


def test_one_figure_becomes_the_series_it_stands_in(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = chart_to(assistant, base, "sınır dışı edilen yabancı sayısı 2023 hedefi")
    assert chart is not None
    assert [bar.figure.value for bar in chart.bars] == [46_845, 53_000, 90_000, 50_000, 50_000, 50_000]
    assert len({bar.label for bar in chart.bars}) == 6, "each says what it is, without its colour"


def test_expenses_lie_side_by_side(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = breakdown_of(base, base.agency.id, Column("budget", 2023))
    assert chart is not None
    values = [bar.figure.value for bar in chart.bars]
    assert values == sorted(values, reverse=True)
    assert sum(values) == 9_508_170_000


def test_the_caption_says_all_that_is_drawn(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = series_of(base, "activity:goc-yonetimi-veri-alt-yapisi")
    assert chart is not None
    assert "2023 bütçesi: 3.198.642.000 TL" in chart.caption
    assert chart.caption.endswith("Kaynak: Tablo 9 · 2023 Performans Programı")


@pytest.mark.parametrize("question", ["göç kuruluna kim başkanlık eder", "kaç masaüstü bilgisayar var"])
def test_no_chart_where_nothing_can_be_compared(assistant: Assistant, base: KnowledgeBase, question: str) -> None:
    assert chart_to(assistant, base, question) is None


@pytest.mark.parametrize("question", ["personel sayısının artış oranı", "en yüksek beş 2023 hedefi"])
def test_the_picture_is_a_png_as_wide_as_a_phone_shows(
    assistant: Assistant, base: KnowledgeBase, question: str
) -> None:
    chart = chart_to(assistant, base, question)
    assert chart is not None
    picture = chart.png()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20], "big") == 900
