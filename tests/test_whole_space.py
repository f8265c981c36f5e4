"""Every fact comes back to its own questions, in every wording, and no question brings another fact."""

from __future__ import annotations

from collections import Counter

from bot.answering.figures import domain_of
from bot.assistant import Assistant
from bot.replies.reply import ANSWER, Reply
from knowledge.base import KnowledgeBase
from tests.question_sets import MISS, RIGHT, TAP, WRONG, respond
from tests.whole_space import Generated, questions

RIGHT_AT_LEAST = 0.97
BEYOND_A_TAP: frozenset[str] = frozenset()
"""Domains of figures of which some question is not answered within one tap."""


def _result(question: Generated, reply: Reply) -> str:
    if reply.status != ANSWER or not reply.figures:
        return MISS
    return RIGHT if reply.figures[0].value in question.values else WRONG


def test_every_fact_comes_back_to_its_own_questions(assistant: Assistant, base: KnowledgeBase) -> None:
    engine = assistant.engine
    found: dict[str, list[Generated]] = {RIGHT: [], TAP: [], MISS: [], WRONG: []}
    for question in questions(base):
        reply, state = respond(engine, [question.text])
        result = _result(question, reply)
        if result == MISS:
            picked = (engine.respond(str(number), state)[0] for number in range(1, len(reply.choices) + 1))
            result = TAP if any(_result(question, one) == RIGHT for one in picked) else MISS
        found[result].append(question)
    texts = {result: [one.text for one in those] for result, those in found.items()}
    assert texts[WRONG] == []
    beyond = Counter(domain_of(one.cell.subject.partition(":")[0]) for one in found[MISS])
    assert beyond.keys() <= BEYOND_A_TAP, texts[MISS]
    assert len(found[RIGHT]) >= RIGHT_AT_LEAST * sum(map(len, found.values())), texts[TAP][:40]
