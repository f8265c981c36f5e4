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
