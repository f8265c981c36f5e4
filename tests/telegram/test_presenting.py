"""Replies as a phone shows them: tables that fit, long things folded, short things copied."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.queries import OVERVIEW, Query
from bot.assistant import Assistant
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.telegram import presenting
from bot.telegram.keyboards import LABEL, choice_labels
from knowledge.base import KnowledgeBase
from tests.question_sets import SETS, load
from tests.telegram.markup import parse, units


def read(assistant: Assistant, question: str) -> Reply:
    """The answer to what the rules read first in a question, however sure they are of it."""
    return assistant.engine.answer((assistant.engine.read(question).readings[0].query,))


def test_figures_of_one_subject_stand_in_a_table_as_wide_as_a_phone(assistant: Assistant) -> None:
    html = presenting.html_of(read(assistant, "aktif ikamet izni yıllara göre"))
    table = re.search(r"<pre>(.*?)</pre>", html, re.S)
    assert table is not None
    lines = table[1].split("\n")
    assert lines[0].split() == ["2021", "gerçekleşme", "1.244.779"]
    assert len(lines) == 6
    assert len({len(line) for line in lines}) == 1, "the figures end at one edge"
    assert len(lines[0]) <= presenting.TABLE_WIDTH


def test_a_column_is_said_once_where_several_subjects_have_it(assistant: Assistant) -> None:
    text, _ = parse(presenting.html_of(read(assistant, "en yüksek bütçeli 5 faaliyet")))
    assert text.count("2023 bütçesi") == 1
    assert "1. Göçmenlerin Etkin Uluslararası Koruması\n\u20035.878.856.000 TL (5,9 milyar TL)" in text


def test_a_long_list_is_folded_and_a_short_one_is_not(assistant: Assistant) -> None:
    assert "<blockquote expandable>" in presenting.html_of(read(assistant, "bütün göstergeleri listele"))
    assert "<blockquote" not in presenting.html_of(read(assistant, "en yüksek bütçeli 5 faaliyet"))


def test_many_sentences_are_folded_behind_the_first_two(assistant: Assistant, base: KnowledgeBase) -> None:
    reply = assistant.engine.answer((Query(OVERVIEW, entities=(base.of_kind("council")[0].id,)),))
    html = presenting.html_of(reply)
    opened, _, rest = html.partition("<blockquote expandable>")
    head, *sentences = opened.strip().split("\n")
    assert head == "<b>Göç Kurulu</b>"
    assert len(sentences) == presenting.OPENED
    folded, _, source = rest.partition("</blockquote>")
    assert len(folded.split("\n")) == 4
    assert source.strip().startswith("Kaynak:"), "where it stands is never folded"
    assert parse(html)[0].split("\n") == reply.text.split("\n"), "no word is lost"


def test_a_note_is_folded(assistant: Assistant) -> None:
    html = presenting.html_of(read(assistant, "kaç personel var"))
    assert re.search(r"<blockquote expandable>⚠ Programda çelişki: [^<]*</blockquote>", html)
    assert html.index("13.219") < html.index("<blockquote")


@pytest.mark.parametrize("path", sorted(SETS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_whatever_is_answered_keeps_its_words_and_telegram_takes_it(assistant: Assistant, path: Path) -> None:
    for question in islice(load(path), 0, None, 40):
        reply = assistant.reply(None, question.turns[0])
        text, entities = parse(presenting.html_of(reply))
        assert len(entities) <= 100
        figures = set(re.findall(r"\d[\d.]*", reply.text))
        assert figures - set(re.findall(r"\d[\d.]*", text)) == set(), "no figure is lost"
        assert 0 < units(presenting.quoted(reply)) <= 256


@given(st.text(min_size=1, max_size=400).filter(str.strip), st.lists(st.text(min_size=1, max_size=60), max_size=6))
def test_any_reply_can_be_shown_and_copied(text: str, choices: list[str]) -> None:
    for status in (ANSWER, CLARIFY, NO_ANSWER):
        reply = Reply(status, text, choices=tuple(choices))
        shown, _ = parse(presenting.html_of(reply).replace("\ud800", ""))
        assert shown
        assert len(presenting.quoted(reply)) <= presenting.COPIED


def test_choices_of_a_refusal_are_numbered_like_their_buttons() -> None:
    choices = ("Sınır dışı edilen yabancı sayısı 2023 hedefi kaç?", "2023 bütçesi ne kadar?")
    text, _ = parse(presenting.html_of(Reply(NO_ANSWER, "Bunu bilmiyorum.", choices=choices)))
    assert text == "Bunu bilmiyorum.\n1. " + choices[0] + "\n2. " + choices[1]
    labels = choice_labels(choices)
    assert [label[:3] for label in labels] == ["1. ", "2. "]
    assert max(map(len, labels)) <= LABEL
