"""Every fact comes back to its own questions, in every wording, and no question brings another fact."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from bot.assistant import Assistant
from bot.replies.reply import ANSWER, Reply
from knowledge.base import KnowledgeBase
from tests.question_sets import MISS, RIGHT, TAP, WRONG, respond
from tests.whole_space import STYLES, Generated, questions

RIGHT_AT_LEAST = 0.97
PARTS = 40
"""Tests that share the questions: the file is begun early where files are shared out by their number of tests."""
LONG = os.environ.get("GOCBOT_TESTS") == "long"


def _result(question: Generated, reply: Reply) -> str:
    if reply.status != ANSWER or not reply.figures:
        return MISS
    return RIGHT if reply.figures[0].value in question.values else WRONG


@pytest.fixture(scope="module")
def asked(base: KnowledgeBase) -> list[Generated]:
    """All questions with GOCBOT_TESTS=long; else every fact's in one of its wordings, another from fact to fact."""
    count = len(STYLES)
    return [one for at, one in enumerate(questions(base)) if LONG or at % count == at // count % count]


@pytest.fixture(scope="module")
def counted() -> Counter[str]:
    """What became of the questions so far."""
    return Counter()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_fact_comes_back_to_its_own_questions(
    assistant: Assistant, asked: list[Generated], counted: Counter[str], part: int
) -> None:
    engine = assistant.engine
    found: dict[str, list[str]] = {RIGHT: [], TAP: [], MISS: [], WRONG: []}
    for question in asked[part::PARTS]:
        reply, state = respond(engine, [question.text])
        result = _result(question, reply)
        if result == MISS:
            picked = (engine.respond(str(number), state)[0] for number in range(1, len(reply.choices) + 1))
            result = TAP if any(_result(question, one) == RIGHT for one in picked) else MISS
        found[result].append(question.text)
    counted.update({result: len(texts) for result, texts in found.items()})
    assert found[WRONG] == []
    assert found[MISS] == [], "each is at most a tap away"


def test_nearly_all_come_back_at_first(counted: Counter[str]) -> None:
    assert counted[RIGHT] >= RIGHT_AT_LEAST * counted.total()
