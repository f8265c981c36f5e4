"""What each chat has come to, so that a follow-up is understood after a restart."""

from __future__ import annotations

import sqlite3
import time


def save(connection: sqlite3.Connection, chat: str, knowledge: str, body: str) -> None:
    """Keeps a chat's conversation (JSON) and the fingerprint of the knowledge base that it refers to."""
    connection.execute(
        "insert into conversations (chat, knowledge, body, changed) values (?, ?, ?, ?) "
        "on conflict (chat) do update set knowledge = excluded.knowledge, body = excluded.body, "
        "changed = excluded.changed",
        (chat, knowledge, body, time.time()),
    )


def load(connection: sqlite3.Connection, chat: str) -> tuple[str, str] | None:
    """(fingerprint, JSON) of a chat's conversation, None where there is none."""
    row: tuple[str, str] | None = connection.execute(
        "select knowledge, body from conversations where chat = ?", (chat,)
    ).fetchone()
    return row


def delete(connection: sqlite3.Connection, chat: str) -> None:
    """Forgets a chat's conversation."""
    connection.execute("delete from conversations where chat = ?", (chat,))


def moved(connection: sqlite3.Connection, chat_id: int, to: int) -> None:
    """A group became a supergroup: its conversation goes on there."""
    connection.execute("update or replace conversations set chat = ? where chat = ?", (str(to), str(chat_id)))


def purge(connection: sqlite3.Connection, days: int) -> int:
    """Forgets conversations that nobody has gone on with for so many days; returns how many."""
    return connection.execute("delete from conversations where changed < ?", (time.time() - days * 86400,)).rowcount
