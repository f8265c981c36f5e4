"""Questions of people who had not seen the bot, and questions that have nothing to do with it.

The fresh questions have taught the second reader its weights since: they show here that nothing broke, while
`python -m tests.fitting.curve` tells how authors fare of whom nothing was learnt.
"""

from __future__ import annotations

import pytest

from bot.assistant import Assistant
from bot.replies.reply import ANSWER
from tests.question_sets import MISS, SETS, WRONG, load, outcome

FRESH_WRONG, FRESH_DEAD_ENDS = 0.02, 0.06
"""Shares of the fresh questions, and of those of them that have an answer."""
EVERY = 8
"""One fresh question of so many is asked."""
OFF_TOPIC = (
    "Yarın Konya'da hava kaç derece olacak?",
    "Makarna için suyu kaç dakika kaynatmalıyım",
    "7 ile 8'in çarpımı kaç eder?",
    "dün akşamki derbi kaç kaç bitti",
    "Bana 2023'ün en çok dinlenen 5 şarkısını çal",
    "Eskişehir İstanbul arası kaç kilometre",
    "Telefonumun şarjı yüzde kaç kaldı?",
    "sabah 6 buçuğa alarm kur",
    "1 dolar bugün kaç lira",
    "Ispanaklı börek kaç kalori, tarifini de yazar mısın?",
)


def test_fresh_questions_are_not_answered_wrong(assistant: Assistant) -> None:
    asked = [question for path in sorted((SETS / "fresh").glob("*.jsonl")) for question in load(path)][::EVERY]
    assert len({question.author for question in asked}) >= 12
    found = {question: outcome(assistant.engine, question)[0] for question in asked}
    wrong = [question.turns for question, result in found.items() if result == WRONG]
    dead_ends = [one.turns for one, result in found.items() if result == MISS and one.kind == "answer"]
    assert len(wrong) <= FRESH_WRONG * len(asked), wrong
    assert len(dead_ends) <= FRESH_DEAD_ENDS * sum(one.kind == "answer" for one in asked), dead_ends


@pytest.mark.parametrize("text", OFF_TOPIC)
def test_what_is_no_question_of_the_programme_gets_no_figure(assistant: Assistant, text: str) -> None:
    reply = assistant.reply(None, text)
    assert reply.status != ANSWER
    assert not reply.figures
