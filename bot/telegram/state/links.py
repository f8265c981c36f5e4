"""What a deep link or a shared message opens: queries by a key made of them alone, whoever asked them."""

from __future__ import annotations

import hashlib
import sqlite3
import time

KEY_LETTERS = 16


def key_of(knowledge: str, queries: str) -> str:
    """The key of queries (JSON) over a knowledge base (its fingerprint): the same for everybody who asks the same."""
    return hashlib.sha256(f"{knowledge}\n{queries}".encode()).hexdigest()[:KEY_LETTERS]


def keep(connection: sqlite3.Connection, key: str, knowledge: str, queries: str) -> None:
    """Keeps what a key opens, from now on."""
    connection.execute("insert or replace into links values (?, ?, ?, ?)", (key, knowledge, queries, time.time()))


def by_key(connection: sqlite3.Connection, key: str) -> tuple[str, str] | None:
    """(fingerprint, queries) behind a key; None for an unknown or forgotten one."""
    row = connection.execute("select knowledge, queries from links where key = ?", (key,)).fetchone()
    return (row[0], row[1]) if row else None


def purge(connection: sqlite3.Connection, days: int) -> int:
    """Forgets what nobody was shown for so many days; returns how many."""
    return connection.execute("delete from links where kept < ?", (time.time() - days * 86400,)).rowcount
