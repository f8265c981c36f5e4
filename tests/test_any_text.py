"""No text whatever raises, takes out of proportion, or brings a figure that is no fact nor computed from facts."""

from __future__ import annotations

import gc
import statistics
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.engine import Engine
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from tests.question_sets import SETS, load

_QUESTIONS = [q.turns[0] for path in sorted(SETS.glob("*.jsonl")) for q in load(path)]
_WORDS = sorted({word for question in _QUESTIONS for word in question.split()})
_TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join),
    st.sampled_from(_QUESTIONS).flatmap(
        lambda question: st.integers(0, len(question)).map(lambda cut: question[cut:] + " " + question[:cut])
    ),
)
TIMES_THE_MEDIAN = 50
STATUSES = (ANSWER, CLARIFY, NO_ANSWER)


@pytest.fixture(scope="module")
def facts(base: KnowledgeBase) -> frozenset[float]:
    """Every value that the knowledge base holds."""
    rows = base.connection.execute("select value from facts union select value from attributes where value is not null")
    return frozenset(value for (value,) in rows)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(_TEXTS, min_size=1, max_size=3))
def test_any_conversation_goes_on_and_its_figures_are_facts_or_computed_from_facts(
    assistant: Assistant, facts: frozenset[float], texts: list[str]
) -> None:
    state = Conversation()
    for text in texts:
        reply, state = assistant.engine.respond(text, state)
        assert reply.text.strip()
        assert reply.status in STATUSES
        assert reply.status == ANSWER or not reply.figures
        for result in reply.results:
            assert all(figure.computed or figure.value in facts for figure in (*result.figures, *result.operands))


def test_no_text_takes_out_of_proportion(assistant: Assistant) -> None:
    """Not a race against the clock: a text's time is held against the median question's in the same process."""

    def seconds(text: str) -> float:
        engine: Engine = assistant.engine
        gc.disable()  # a collection of what other tests left is not this text's doing
        try:
            started = time.process_time()
            engine.respond(text, Conversation())
            return time.process_time() - started
        finally:
            gc.enable()

    for question in _QUESTIONS[:20]:
        seconds(question)
    median = statistics.median(seconds(question) for question in _QUESTIONS[:100])
    hostile = [
        "a" * 5000,
        "yüzde " * 800,
        "ve " * 1600,
        "2023 " * 1000,
        "toplam sayısı oranı " * 300,
        "😀" * 2000,
        "' or 1=1; drop table facts; --",
        "<b>" * 1500,
        "başkanlık daire genel müdürlük " * 60,
        "1" * 5000,
        "göç " * 119,
        "bütçe bütçesi gideri " * 39,
    ]
    slow = {text[:30]: seconds(text) / median for text in hostile}
    assert all(ratio <= TIMES_THE_MEDIAN for ratio in slow.values()), slow
