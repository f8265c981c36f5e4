"""How replies read: figures in Turkish, sources, markup, refusals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.replies import refusals
from bot.replies.reply import Reply


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("aktif ikamet izni 2023 hedefi", "Aktif ikamet izni sayısı: 2023 hedefi 1.280.000"),
        (
            "personel artış oranı 2022 yıl sonu tahmini",
            "Personel sayısının artış oranı: 2022 yıl sonu gerçekleşme tahmini %13",
        ),
        ("kaç masaüstü bilgisayar var", "Masaüstü Bilgisayar: 3.730 adet"),
        ("arşiv kapasitesi", "Arşiv: kapasite 64.080 klasör"),
        ("veri altyapısı bütçesi 2023", "Göç Yönetimi Veri Alt Yapısı: 2023 bütçesi 3.198.642.000 TL (3,2 milyar TL)"),
    ],
)
def test_the_asked_figure_comes_first(assistant: Assistant, question: str, line: str) -> None:
    reply = assistant.reply(None, question)
    assert reply.text.splitlines()[0] == line
    assert reply.text.splitlines()[-1].startswith("Kaynak: ")


def test_an_assumed_year_is_said(assistant: Assistant) -> None:
    assert (
        "(Yıl belirtmediğiniz için 2023 yılı alındı.)" in assistant.reply(None, "sınır dışı edilen yabancı sayısı").text
    )


def test_a_contradiction_stands_by_its_figure(assistant: Assistant) -> None:
    text = assistant.reply(None, "toplam personel sayısı").text
    assert "13.219" in text
    assert "13.209" in text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Afgan sınır dışı sayısı", "nationality"),
        ("mart ayında çağrı sayısı", "month"),
        ("pasaport için hangi belgeler gerekli", "procedure"),
        ("sence bütçe neden arttı", "opinion"),
    ],
)
def test_a_refusal_says_why(assistant: Assistant, question: str, reason: str) -> None:
    reply = assistant.reply(None, question)
    assert reply.status == "no_answer"
    assert refusals.REASONS[reason].split("{")[0] in reply.text
    assert not reply.figures


@given(st.text(max_size=200), st.text(max_size=200))
def test_markup_is_valid_html_whatever_it_holds(before: str, bold: str) -> None:
    html = Reply("answer", f"{before}**{bold}**").html
    rest = html.replace("<b>", "").replace("</b>", "")
    assert "<" not in rest
    assert ">" not in rest
    assert html.count("<b>") == html.count("</b>")
