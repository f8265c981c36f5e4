"""Whatever a message says, what is looked at for its reply is bounded, and nothing is begun past the bound."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.conversing import MOST_READ
from bot.engine import TOO_LONG, Engine
from bot.understanding import budget
from bot.understanding.budget import SECONDS, STAGE, TooCostly, go_on, spending
from bot.understanding.divisions import DIVISIONS
from bot.understanding.frame import Conversation
from bot.understanding.reading import MAX_WORDS, _Search
from knowledge.base import KnowledgeBase
from tests.question_sets import SETS, load

TEXTS = sorted({turn for path in SETS.rglob("*.jsonl") for one in load(path) for turn in one.turns})
WORDS = sorted({word for text in TEXTS for word in text.split()})
MONSTERS = (
    "merkezlerinin giderleri " + "personel giderleri " * 17 + "sigorta " * 8 + "Bütçe Dışı Toplam Kaynak " * 5,
    "aktif ikamet izni 2023 hedefi? " * 16,
    "en yüksek 5 faaliyet, 10 gösterge ve kaç birim yüzde arttı 2022, 2023? " * 6,
)
LONG = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=30, max_size=MAX_WORDS).map(" ".join),
    st.lists(st.sampled_from(TEXTS), min_size=4, max_size=9).map("? ".join),
    st.lists(st.sampled_from(TEXTS), min_size=4, max_size=9).map(", ".join),
)
MOST_LEFT_OUT = 8
"""Clauses and pairs of them that one reading leaves out."""
MOST_MADE = 3_000
"""Candidates that are weighed by themselves, and sets of forms filled alike, of one reading."""


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """A clock that goes on by a hundredth whenever it is looked at, so that time is a count of stages."""
    counted: Counter[str] = Counter()

    def clock() -> float:
        counted["looked"] += 1
        return counted["looked"] / 100

    monkeypatch.setattr(budget, "clock", clock)
    return counted


def test_without_a_bound_nothing_is_too_costly(steps: Counter[str]) -> None:
    for _ in range(1_000):
        go_on()
    assert not steps


def test_what_is_spent_counts_until_the_bound_is_left(steps: Counter[str]) -> None:
    with spending(0.045):
        for _ in range(4):
            go_on()
        with pytest.raises(TooCostly):
            go_on()
    go_on()


def test_a_leap_of_the_clock_counts_as_one_stage(steps: Counter[str]) -> None:
    with spending(2 * STAGE):
        steps["looked"] += 1_000
        go_on()
        steps["looked"] += 1_000
        go_on()
        with pytest.raises(TooCostly):
            go_on()


@pytest.mark.parametrize("text", MONSTERS)
def test_past_the_bound_no_stage_is_begun(engine: Engine, steps: Counter[str], text: str) -> None:
    reply, after = engine.respond(text, Conversation())
    assert reply.text.strip()
    assert steps["looked"] <= 100 * SECONDS + 2
    assert reply is not TOO_LONG or after == Conversation()


def test_what_is_too_costly_is_asked_for_more_shortly(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    before = engine.respond("aktif ikamet izni sayısı 2023 hedefi", Conversation())[1]
    monkeypatch.setattr("bot.engine.spending", lambda: spending(-1.0))
    reply, after = engine.respond("peki sınır dışı edilenlerin 2022 hedefi", before)
    assert (reply, after) == (TOO_LONG, before)
    monkeypatch.undo()
    assert engine.respond("peki sınır dışı edilenlerin 2022 hedefi", before)[0].figures


def test_more_words_than_a_question_has_are_not_read(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "by_rules", None)
    assert engine.respond("bütçe " * (MAX_WORDS + 1), Conversation()) == (TOO_LONG, Conversation())


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(LONG)
@example(MONSTERS[0])
@example(MONSTERS[1])
@example(MONSTERS[2])
def test_what_is_looked_at_is_bounded_whatever_is_said(engine: Engine, text: str) -> None:
    counted: Counter[str] = Counter()
    most: Counter[str] = Counter()

    def counting(name: str, work: Any, size: Any = lambda found: 1) -> Any:
        def counted_work(*arguments: Any, **named: Any) -> Any:
            found = work(*arguments, **named)
            counted[name] += 1
            most[name] = max(most[name], size(found))
            return found

        return counted_work

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(budget, "clock", lambda: 0.0)  # the counts alone bound it
        patch.setattr(engine.second, "candidates", counting("read", engine.second.candidates, lambda w: len(w.made)))
        patch.setattr(_Search, "_divide", _counted(counted))
        reply, _ = engine.respond(text, Conversation())
    assert reply.text.strip()
    assert counted["read"] <= MOST_READ + 1
    assert counted["divided"] <= (MOST_READ + 1) * (DIVISIONS + 1) * MOST_LEFT_OUT
    assert most["read"] <= MOST_MADE


def _counted(counted: Counter[str]) -> Any:
    work = _Search._divide

    def divide(*arguments: Any) -> None:
        counted["divided"] += 1
        work(*arguments)

    return divide
