"""The project's own question sets: a test for each question, at least 97 % right, none wrong.

    pytest tests/test_questions.py -k t-ops-043

asks one. What is known to be missed stands in tests/questions/missed.txt; what is no longer missed goes from it.
"""

from __future__ import annotations

import pytest

from bot.assistant import Assistant
from tests.question_sets import MISS, RIGHT, SETS, Question, ask, load, verdict

RIGHT_AT_LEAST = 0.97
MISSED = frozenset((SETS / "missed.txt").read_text("utf-8").split())
"""Questions that have an answer and get none, or not all of it."""
ASKED = [question for path in sorted(SETS.glob("*.jsonl")) for question in load(path)]


@pytest.mark.parametrize("question", [pytest.param(one, id=f"{one.author}:{one.id}") for one in ASKED])
def test_a_question_gets_its_answer(assistant: Assistant, question: Question) -> None:
    expected = MISS if question.id in MISSED else RIGHT
    result, why = verdict(question, ask(assistant, question))
    assert result == expected, f"{' | '.join(question.turns)}: {why or 'no longer missed, take it out of missed.txt'}"


def test_hardly_a_question_is_missed() -> None:
    assert len(ASKED) >= 400
    assert {question.id for question in ASKED} >= MISSED
    assert len(MISSED) <= (1 - RIGHT_AT_LEAST) * len(ASKED)
