"""Answers that stand in chats: what a press of their buttons needs to know."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A reply as it was sent. Bodies are JSON; bot/telegram/conversations.py reads and writes them."""

    token: str
    chat_id: int
    message_id: int
    user_id: int
    question: str
    knowledge: str
    """Fingerprint of the knowledge base that it was answered from."""
    conversation: str
    """The conversation after the reply."""
    queries: str
    """What was answered, a list of queries."""
    actions: str
    """The buttons under it, in order: callback_data names one by its position."""
    status: str
    milliseconds: float
    """From the message's handling to its reply."""
    asked: int = 0
    """The person's message that it answers; 0 where a button asked."""


_COLUMNS = (
    "token, chat_id, message_id, user_id, question, knowledge, conversation, queries, actions, status, milliseconds, "
    "asked"
)


def save(connection: sqlite3.Connection, answer: StoredAnswer) -> None:
    """Keeps an answer; one with the same token is replaced."""
    connection.execute(
        f"insert or replace into answers ({_COLUMNS}, sent) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            answer.token,
            answer.chat_id,
            answer.message_id,
            answer.user_id,
            answer.question,
            answer.knowledge,
            answer.conversation,
            answer.queries,
            answer.actions,
            answer.status,
            answer.milliseconds,
            answer.asked,
            time.time(),
        ),
    )


def by_token(connection: sqlite3.Connection, token: str, chat_id: int) -> StoredAnswer | None:
    """The answer with a token, None where no answer of this chat has it."""
    row = connection.execute(
        f"select {_COLUMNS} from answers where token = ? and chat_id = ?", (token, chat_id)
    ).fetchone()
    return StoredAnswer(*row) if row else None


def by_message(connection: sqlite3.Connection, chat_id: int, message_id: int) -> StoredAnswer | None:
    """The answer that stands in a message, None where there is none."""
    row = connection.execute(
        f"select {_COLUMNS} from answers where chat_id = ? and message_id = ?", (chat_id, message_id)
    ).fetchone()
    return StoredAnswer(*row) if row else None


def last(connection: sqlite3.Connection, chat_id: int, before: int = 2**52) -> StoredAnswer | None:
    """The newest answer in a chat, above one of its messages; None where there is none."""
    row = connection.execute(
        f"select {_COLUMNS} from answers where chat_id = ? and message_id < ? and status <> 'talk' "
        "order by message_id desc limit 1",
        (chat_id, before),
    ).fetchone()
    return StoredAnswer(*row) if row else None


def to_message(connection: sqlite3.Connection, chat_id: int, asked: int) -> StoredAnswer | None:
    """The answer to a person's message, None where it was not answered."""
    row = connection.execute(
        f"select {_COLUMNS} from answers where chat_id = ? and asked = ? and asked <> 0", (chat_id, asked)
    ).fetchone()
    return StoredAnswer(*row) if row else None


def moved(connection: sqlite3.Connection, chat_id: int, to: int) -> None:
    """A group became a supergroup: its answers are the new chat's; its messages have other numbers there."""
    connection.execute("update answers set chat_id = ?, message_id = 0, asked = 0 where chat_id = ?", (to, chat_id))


def count_of(connection: sqlite3.Connection, user_id: int) -> int:
    """How many answers to a user are kept."""
    (count,) = connection.execute("select count(*) from answers where user_id = ?", (user_id,)).fetchone()
    return int(count)


def delete_of(connection: sqlite3.Connection, user_id: int) -> int:
    """Forgets what a user was answered; returns how many answers."""
    return connection.execute("delete from answers where user_id = ?", (user_id,)).rowcount


def purge(connection: sqlite3.Connection, days: int) -> int:
    """Forgets answers older than so many days; returns how many."""
    return connection.execute("delete from answers where sent < ?", (time.time() - days * 86400,)).rowcount
