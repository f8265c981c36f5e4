"""What both readers say to questions of authors of whom the second reader has learnt nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.engine import Engine
from bot.opinion import Opinion
from bot.replies.reply import Reply
from bot.verdict import REFUSE, Evidence, evidence, taught, unsaid
from tests.fitting.examples import last_message, without_verdict
from tests.question_sets import MISS, RIGHT, TAP, Question, verdict

NO_EVIDENCE = Evidence((), [], 0.0, {}, {})
"""Of a message that asks nothing, so that the rules' reply is said whatever the second reader says."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question with the evidence of both readers, and what becomes of it whichever is believed."""

    question: Question
    opinion: Opinion
    """What the rules say."""
    seen: Evidence
    """Both readers compared."""
    rules: str
    """The outcome where the rules' reply is said."""
    second: str
    """The outcome where the second reader's first meaning is said."""
    unsaid: str
    """The outcome where neither is: an offer or a refusal."""
    taught: bool = True
    """Whether the second reader has learnt from programmes like the one that is asked about."""


def row(engine: Engine, question: Question) -> Row:
    """The row of a question's last message, read as one question."""
    question = without_verdict(question)
    words, state = last_message(engine, question)
    opinion, _ = engine.by_rules(words, state)
    rules = verdict(question, opinion.reply)[0]
    if opinion.idle:
        return Row(question, opinion, NO_EVIDENCE, rules, MISS, MISS)
    found = engine.second.read(engine.reader.vocabulary.read(words), state)
    seen = evidence(engine.answering, opinion, found)
    second = verdict(question, engine.wording.reply(seen.second[0].result))[0] if seen.second else MISS
    left = unsaid(engine.answering, opinion, seen)
    return Row(
        question,
        opinion,
        seen,
        rules,
        second,
        _unsaid(question, left.kind == REFUSE, [engine.answer([query]) for query in left.choices]),
        taught(engine.answering),
    )


def _unsaid(question: Question, refused: bool, offered: Sequence[Reply]) -> str:
    if question.kind == "refuse":
        return RIGHT if refused else MISS
    if question.kind == "clarify":
        return MISS if refused else RIGHT
    return TAP if any(verdict(question, reply)[0] == RIGHT for reply in offered) else MISS


def rows(engine: Engine, questions: Iterable[Question]) -> list[Row]:
    """The rows of questions."""
    return [row(engine, question) for question in questions]
