"""What the second reader sees in the words of a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.queries import VALUE, Cell, Column, Query
from bot.engine import Engine
from bot.understanding.frame import Conversation
from bot.understanding.second.signals import CUE, SMALL, UNKNOWN, signals
from knowledge.language.words import split
from tests.understanding.second.conftest import Weigh


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("aktif ikamet izni 2023 hedefi", (2023,)),
        ("sınır dışı edilen yabancı sayısı 2021 den 2024 e nasıl değişti", (2021, 2022, 2023, 2024)),
        ("2022 değil 2023 hedefi", (2023,)),
        ("hava nasıl", ()),
    ],
)
def test_years_are_those_said_and_not_denied(weigh: Weigh, text: str, years: tuple[int, ...]) -> None:
    assert weigh(text).said.years == years


@pytest.mark.parametrize(("text", "figures"), [("40 olsa tutar mı", [40]), ("02'nin bütçesi", []), ("2023 hedefi", [])])
def test_figures_are_neither_years_nor_codes(weigh: Weigh, text: str, figures: list[int]) -> None:
    assert [number.value for number in weigh(text).said.numbers] == figures


def test_what_is_denied_says_nothing(weigh: Weigh) -> None:
    said = weigh("bütçe değil hedef").said
    assert said.denied == 0b011
    assert said.weights[:2] == (SMALL, SMALL)
    assert "measure:budget" not in said.senses
    assert said.said("measure:target") == 0b100


@pytest.mark.parametrize(
    ("text", "points"),
    [("onun bütçesi", "one"), ("bunların toplamı", "several"), ("ikisinin farkı", "both"), ("bütçe", "")],
)
def test_what_is_pointed_at(weigh: Weigh, text: str, points: str) -> None:
    assert weigh(text).said.points == points


def test_words_weigh_what_they_leave_open_when_nothing_explains_them(weigh: Weigh) -> None:
    said = weigh("qwxzt 2023").said
    assert said.weights == (UNKNOWN, CUE)
    assert said.weight(said.full) == pytest.approx(UNKNOWN + CUE)
    assert said.weight(0) == 0


def test_the_particle_asks_for_yes_or_no(weigh: Weigh) -> None:
    assert weigh("bütçe aşıldı mı").said.yes_or_no
    assert not weigh("misir kaç").said.yes_or_no


def test_a_year_before_or_after_counts_from_the_one_spoken_of(engine: Engine) -> None:
    cell = Cell("indicator:aktif-ikamet-izni-sayisi", None, Column("target", 2023))
    state = Conversation(last=Query(VALUE, (cell,)))
    said = signals(engine.reader.vocabulary.read(tuple(split("ertesi yıl"))), state, engine.base.calendar)
    assert said.years == (2024,)


@given(text=st.text(max_size=120))
def test_masks_lie_within_the_words_of_any_text(engine: Engine, text: str) -> None:
    said = signals(engine.reader.vocabulary.read(tuple(split(text))), Conversation(), engine.base.calendar)
    masks = [said.year_mask, said.number_mask, said.small, said.cues, said.outside, said.pointing, said.joints]
    assert all(mask & ~said.full == 0 for mask in [*masks, said.denied, *said.senses.values()])
    assert len(said.weights) == len(said.words)
    assert not said.year_mask & said.number_mask
