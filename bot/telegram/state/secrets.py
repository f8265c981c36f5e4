"""Random secrets of the bot's own, made once."""

from __future__ import annotations

import secrets
import sqlite3


def secret(connection: sqlite3.Connection, name: str) -> bytes:
    """The 32 random bytes with this name, made where there are none."""
    connection.execute(
        "insert into secrets (name, value) values (?, ?) on conflict do nothing", (name, secrets.token_bytes(32))
    )
    value: bytes = connection.execute("select value from secrets where name = ?", (name,)).fetchone()[0]
    return value
