"""What was asked, counted and listed for the operator: read from the answers and what people think of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, ScalarSelect, bindparam, case, distinct, exists, func, or_, select

from bot.telegram.state.dialects import day_of
from bot.telegram.state.tables import answers, feedback

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Day:
    """One day's numbers (UTC)."""

    date: str
    questions: int
    answered: int
    asked_back: int
    refused: int
    disliked: int
    users: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was not answered well, without who asked it."""

    question: str
    status: str
    disliked: bool
    token: str = ""
    """Of the answer that was given."""


def _rated(good: bool) -> ScalarSelect[int]:
    rated = feedback.c.value > 0 if good else feedback.c.value < 0
    of_answer = feedback.c.token == answers.c.token
    return select(func.count()).select_from(feedback).where(of_answer, rated).scalar_subquery()


_AFTER = answers.c.sent > bindparam("after")
_QUESTION = answers.c.status != "shown"
"""A chart is kept like an answer, whose buttons it bears, and is no question."""
_DATE = day_of(answers.c.sent).label("date")
_DISLIKED = exists().where(feedback.c.token == answers.c.token, feedback.c.value < 0)
_DAYS = (
    select(
        _DATE,
        func.count(),
        *(func.sum(case((answers.c.status == status, 1), else_=0)) for status in ("answer", "clarify", "no_answer")),
        func.sum(case((_DISLIKED, 1), else_=0)),
        func.count(distinct(answers.c.user_id)),
    )
    .where(_AFTER, _QUESTION)
    .group_by(_DATE)
    .order_by(_DATE.desc())
)
_SLOWEST = (
    select(answers.c.milliseconds)
    .where(_AFTER, _QUESTION)
    .order_by(answers.c.milliseconds.desc(), answers.c.token)
    .limit(bindparam("count"))
)
_UNANSWERED = (
    select(answers.c.question, answers.c.status, _DISLIKED.label("disliked"), answers.c.token)
    .where(or_(answers.c.status == "no_answer", _DISLIKED))
    .order_by(answers.c.sent.desc(), answers.c.token)
    .limit(bindparam("count"))
)
_ASKED = select(answers.c.question).where(answers.c.token == bindparam("key"))
_EXPORTED = (
    select(day_of(answers.c.sent), answers.c.question, answers.c.status, _rated(good=True), _rated(good=False))
    .where(_QUESTION)
    .order_by(answers.c.sent, answers.c.token)
)


def days(connection: Connection, count: int) -> list[Day]:
    """The last days on which somebody asked, the newest first."""
    return [Day(*row) for row in connection.execute(_DAYS, {"after": time.time() - count * DAY})]


def slowest(connection: Connection, count: int, days: int) -> list[float]:
    """The milliseconds of the answers that took longest of late."""
    found = connection.execute(_SLOWEST, {"after": time.time() - days * DAY, "count": count})
    return [float(milliseconds) for milliseconds in found.scalars()]


def unanswered(connection: Connection, limit: int = 1000) -> list[Asked]:
    """Questions that were refused or disliked, the newest first."""
    rows = connection.execute(_UNANSWERED, {"count": limit})
    return [Asked(question, status, bool(disliked), token) for question, status, disliked, token in rows]


def asked(connection: Connection, token: str) -> str:
    """The question that an answer was given to; "" where it is forgotten."""
    return connection.execute(_ASKED, {"key": token}).scalar() or ""


def exported(connection: Connection) -> Iterator[tuple[str, str, str, int, int]]:
    """All questions that are kept, without who asked: date, question, status, likes, dislikes."""
    yield from connection.execute(_EXPORTED)
