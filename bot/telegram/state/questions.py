"""What was asked, counted and listed for the operator: read from the answers and what people think of them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass

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


def days(connection: sqlite3.Connection, count: int) -> list[Day]:
    """The last days on which somebody asked, the newest first."""
    rows = connection.execute(
        "select date(sent, 'unixepoch'), count(*), sum(status = 'answer'), sum(status = 'clarify'), "
        "sum(status = 'no_answer'), sum(exists (select 1 from feedback f where f.token = answers.token "
        "and f.value < 0)), count(distinct user_id) from answers where sent > ? group by 1 order by 1 desc",
        (time.time() - count * DAY,),
    )
    return [Day(*row) for row in rows]


def slowest(connection: sqlite3.Connection, count: int, days: int) -> list[tuple[str, float]]:
    """The questions that took longest of late, with their milliseconds."""
    return connection.execute(
        "select question, milliseconds from answers where sent > ? order by milliseconds desc limit ?",
        (time.time() - days * DAY, count),
    ).fetchall()


def unanswered(connection: sqlite3.Connection, limit: int = 1000) -> list[Asked]:
    """Questions that were refused or disliked, the newest first."""
    rows = connection.execute(
        "select question, status, exists (select 1 from feedback f where f.token = answers.token and f.value < 0) "
        "as disliked, token from answers where status = 'no_answer' or disliked order by sent desc limit ?",
        (limit,),
    )
    return [Asked(question, status, bool(disliked), token) for question, status, disliked, token in rows]


def asked(connection: sqlite3.Connection, token: str) -> str:
    """The question that an answer was given to; "" where it is forgotten."""
    row = connection.execute("select question from answers where token = ?", (token,)).fetchone()
    return str(row[0]) if row else ""


def exported(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str, int, int]]:
    """All questions that are kept, without who asked: date, question, status, likes, dislikes."""
    yield from connection.execute(
        "select date(sent, 'unixepoch'), question, status, "
        "(select count(*) from feedback f where f.token = answers.token and f.value > 0), "
        "(select count(*) from feedback f where f.token = answers.token and f.value < 0) from answers order by sent"
    )
