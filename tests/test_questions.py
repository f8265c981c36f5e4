"""The project's own question sets: at least 97 % right, none wrong."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.assistant import Assistant
from tests.question_sets import MISS, RIGHT, SETS, WRONG, ask, load, verdict

RIGHT_AT_LEAST = 0.97
WRONG_AT_MOST = 0.0


@pytest.fixture(scope="module")
def verdicts(assistant: Assistant) -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(SETS.glob("*.jsonl")):
        for question in load(path):
            result, why = verdict(question, ask(assistant, question))
            found.append((result, question.id, f"{' | '.join(question.turns)}: {why}"))
    return found


def test_hardly_any_question_gets_a_wrong_answer(verdicts: list[tuple[str, str, str]]) -> None:
    wrong = [row for row in verdicts if row[0] == WRONG]
    assert len(wrong) <= WRONG_AT_MOST * len(verdicts), wrong


def test_nearly_all_questions_are_answered_right(verdicts: list[tuple[str, str, str]]) -> None:
    counts = Counter(row[0] for row in verdicts)
    missed = [row for row in verdicts if row[0] == MISS]
    assert len(verdicts) >= 400
    assert counts[RIGHT] >= RIGHT_AT_LEAST * len(verdicts), missed
