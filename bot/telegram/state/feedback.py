"""Thumbs up and down."""

from __future__ import annotations

import sqlite3
import time


def note(connection: sqlite3.Connection, token: str, user: int, value: int) -> None:
    """What a user thinks of an answer, 1 or -1; the last word counts."""
    connection.execute(
        "insert into feedback (token, user, value, at) values (?, ?, ?, ?) "
        "on conflict (token, user) do update set value = excluded.value, at = excluded.at",
        (token, user, value, time.time()),
    )


def count_of(connection: sqlite3.Connection, user: int) -> int:
    """How many answers a user has rated."""
    (count,) = connection.execute("select count(*) from feedback where user = ?", (user,)).fetchone()
    return int(count)


def delete_of(connection: sqlite3.Connection, user: int) -> None:
    """Forgets what a user thinks."""
    connection.execute("delete from feedback where user = ?", (user,))


def purge(connection: sqlite3.Connection, days: int) -> int:
    """Forgets ratings older than so many days; returns how many."""
    return connection.execute("delete from feedback where at < ?", (time.time() - days * 86400,)).rowcount
