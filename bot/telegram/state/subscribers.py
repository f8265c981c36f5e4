"""Who asked to be told when another programme is in use."""

from __future__ import annotations

import sqlite3
import time


def has(connection: sqlite3.Connection, user: int) -> bool:
    """Whether a user is to be told."""
    return connection.execute("select 1 from subscribers where user = ?", (user,)).fetchone() is not None


def turn(connection: sqlite3.Connection, user: int, on: bool) -> None:
    """Turns it on or off for a user."""
    if on:
        connection.execute("insert or ignore into subscribers values (?, ?)", (user, time.time()))
    else:
        connection.execute("delete from subscribers where user = ?", (user,))


def listed(connection: sqlite3.Connection) -> list[int]:
    """Everybody who is to be told."""
    return [user for (user,) in connection.execute("select user from subscribers order by user")]
