"""Who may use the bot, who asked to, who decided it and when; invitations."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from dataclasses import dataclass

WAITING, APPROVED, REJECTED, REMOVED = "waiting", "approved", "rejected", "removed"


@dataclass(frozen=True, slots=True)
class Person:
    """A user as the bot knows them."""

    id: int
    name: str
    username: str
    status: str


def status_of(connection: sqlite3.Connection, user: int) -> str | None:
    """What was decided of a user, None where nobody was ever asked."""
    row = connection.execute("select status from users where id = ?", (user,)).fetchone()
    return row[0] if row else None


def put_waiting(connection: sqlite3.Connection, user: int, name: str, username: str) -> None:
    """A user whose request went to the admins."""
    connection.execute(
        "insert into users (id, name, username, status, asked) values (?, ?, ?, ?, ?) "
        "on conflict (id) do update set name = excluded.name, username = excluded.username, status = excluded.status",
        (user, name, username, WAITING, time.time()),
    )


def decide(connection: sqlite3.Connection, user: int, status: str, by: int) -> str | None:
    """Notes a decision and who took it; returns what stood before, None (and nothing noted) for an unknown user."""
    before = status_of(connection, user)
    if before is None or before == status:
        return before
    connection.execute(
        "update users set status = ?, decided = ?, decided_by = ? where id = ?", (status, time.time(), by, user)
    )
    connection.execute(
        "insert into decisions (user, status, by, at) values (?, ?, ?, ?)", (user, status, by, time.time())
    )
    return before


def person(connection: sqlite3.Connection, user: int) -> Person | None:
    """A user by id."""
    row = connection.execute("select id, name, username, status from users where id = ?", (user,)).fetchone()
    return Person(*row) if row else None


def listed(connection: sqlite3.Connection, offset: int, limit: int) -> tuple[int, list[Person]]:
    """How many users are approved, and a page of them, the latest decision first."""
    (count,) = connection.execute("select count(*) from users where status = ?", (APPROVED,)).fetchone()
    rows = connection.execute(
        "select id, name, username, status from users where status = ? order by decided desc, id limit ? offset ?",
        (APPROVED, limit, offset),
    )
    return count, [Person(*row) for row in rows]


def invite(connection: sqlite3.Connection, token: str, by: int, seconds: float) -> None:
    """Keeps an invitation, as a hash: who reads the file cannot use it."""
    now = time.time()
    connection.execute(
        "insert into invitations (hash, made_by, made, expires) values (?, ?, ?, ?)",
        (_hashed(token), by, now, now + seconds),
    )


def redeem(connection: sqlite3.Connection, token: str, user: int, name: str, username: str) -> bool:
    """Lets a user in by an invitation; whether it was good. It is spent then."""
    row = connection.execute(
        "select made_by, used_by from invitations where hash = ? and expires > ?", (_hashed(token), time.time())
    ).fetchone()
    if row is None:
        return False
    if row[1] is not None:
        # A kill may let the same message come again; who was removed since needs another invitation.
        return bool(row[1] == user) and status_of(connection, user) == APPROVED
    connection.execute(
        "update invitations set used_by = ?, used = ? where hash = ?", (user, time.time(), _hashed(token))
    )
    if status_of(connection, user) is None:
        put_waiting(connection, user, name, username)
    decide(connection, user, APPROVED, row[0])
    return True


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
