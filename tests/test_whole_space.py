"""Every fact comes back to its own questions, in every wording, and no question brings another fact."""

from __future__ import annotations

from collections import Counter

from bot.assistant import Assistant
from knowledge.base import KnowledgeBase
from tests.whole_space import questions

OWN_AT_LEAST = 0.995


def test_every_fact_comes_back_to_its_own_questions(assistant: Assistant, base: KnowledgeBase) -> None:
    counts: Counter[str] = Counter()
    missed, wrong = [], []
    for question in questions(base):
        reply = assistant.reply(None, question.text)
        cells = reply.results[0].query.cells if reply.results else ()
        if reply.status != "answer" or not reply.figures:
            counts["missed"] += 1
            missed.append((question.text, reply.text))
        elif cells[:1] == (question.cell,) and reply.figures[0].value in question.values:
            counts["own"] += 1
        elif reply.figures[0].value in question.values:
            counts["same value"] += 1
        else:
            wrong.append((question.text, reply.text))
    assert wrong == []
    assert counts["own"] + counts["same value"] >= OWN_AT_LEAST * counts.total(), missed[:40]
