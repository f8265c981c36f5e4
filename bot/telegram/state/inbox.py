"""Updates that Telegram handed over: kept until their reply has been handed back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable

REMEMBERED = 3 * 24 * 3600.0
"""Seconds that a finished update's number is kept to know it again; Telegram offers one again for a day at most."""


def keep(connection: sqlite3.Connection, updates: Iterable[tuple[int, str]]) -> set[int]:
    """Keeps updates (number, JSON); returns the numbers that had not been kept before."""
    fresh = set()
    for number, body in updates:
        row = connection.execute(
            "insert into inbox (update_id, received, body) values (?, ?, ?) on conflict do nothing",
            (number, time.time(), body),
        )
        if row.rowcount:
            fresh.add(number)
    return fresh


def done(connection: sqlite3.Connection, number: int) -> None:
    """An update is finished: only its number is remembered."""
    connection.execute(
        "update inbox set done = ?, body = null where update_id = ? and done is null", (time.time(), number)
    )


def waiting(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Updates that are not finished, the oldest first."""
    return connection.execute("select update_id, body from inbox where done is null order by update_id").fetchall()


def forget(connection: sqlite3.Connection) -> int:
    """Drops the numbers that are too old to come again; returns how many."""
    return connection.execute("delete from inbox where done < ?", (time.time() - REMEMBERED,)).rowcount


def backlog(connection: sqlite3.Connection) -> tuple[int, float | None]:
    """How many updates are not finished, and when the oldest of them came (seconds since the epoch)."""
    row: tuple[int, float | None] = connection.execute(
        "select count(*), min(received) from inbox where done is null"
    ).fetchone()
    return row
