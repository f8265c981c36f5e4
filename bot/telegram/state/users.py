"""Who may use the bot, who asked to, who decided it and when; invitations."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bot.telegram.state.dialects import Inserting
from bot.telegram.state.tables import decisions, invitations, users

WAITING, APPROVED, REJECTED, REMOVED = "waiting", "approved", "rejected", "removed"


@dataclass(frozen=True, slots=True)
class Person:
    """A user as the bot knows them."""

    id: int
    name: str
    username: str
    status: str


_PEOPLE = select(users.c.id, users.c.name, users.c.username, users.c.status)
_WITH_ID = users.c.id == bindparam("of")
_STATUS = select(users.c.status).where(_WITH_ID)
_PERSON = _PEOPLE.where(_WITH_ID)
_PUT = Inserting(
    users,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["id"], set_={name: insert.excluded[name] for name in ("name", "username", "status", "asked")}
    ),
)
_DECIDE = update(users).where(_WITH_ID)
_NOTE = insert(decisions)
_APPROVED = users.c.status == APPROVED
_COUNT = select(func.count()).select_from(users).where(_APPROVED)
_PAGE = (
    _PEOPLE.where(_APPROVED)
    .order_by(users.c.decided.desc(), users.c.id)
    .limit(bindparam("count"))
    .offset(bindparam("first"))
)
_WAITING = users.c.status == WAITING
_COUNT_WAITING = select(func.count()).select_from(users).where(_WAITING)
_WAITING_PAGE = (
    _PEOPLE.where(_WAITING).order_by(users.c.asked, users.c.id).limit(bindparam("count")).offset(bindparam("first"))
)
_INVITE = insert(invitations)
_WITH_HASH = invitations.c.hash == bindparam("of")
_INVITATION = (
    select(invitations.c.made_by, invitations.c.used_by)
    .where(_WITH_HASH, invitations.c.expires > bindparam("now"))
    .with_for_update()
)
_SPEND = update(invitations).where(_WITH_HASH)


def status_of(connection: Connection, user: int) -> str | None:
    """What was decided of a user, None where nobody was ever asked."""
    status: str | None = connection.execute(_STATUS, {"of": user}).scalar()
    return status


def put_waiting(connection: Connection, user: int, name: str, username: str) -> None:
    """A user whose request went to the admins."""
    row = {"id": user, "name": name, "username": username, "status": WAITING, "asked": time.time()}
    connection.execute(_PUT.on(connection), row)


def decide(connection: Connection, user: int, status: str, by: int) -> str | None:
    """Notes a decision and who took it; returns what stood before, None (and nothing noted) for an unknown user."""
    before: str | None = connection.execute(_STATUS.with_for_update(), {"of": user}).scalar()
    if before is None or before == status:
        return before
    now = time.time()
    connection.execute(_DECIDE, {"of": user, "status": status, "decided": now, "decided_by": by})
    connection.execute(_NOTE, {"user": user, "status": status, "by": by, "at": now})
    return before


def person(connection: Connection, user: int) -> Person | None:
    """A user by id."""
    row = connection.execute(_PERSON, {"of": user}).one_or_none()
    return Person(*row) if row else None


def listed(connection: Connection, offset: int, limit: int) -> tuple[int, list[Person]]:
    """How many users are approved, and a page of them, the latest decision first."""
    count = connection.execute(_COUNT).scalar_one()
    rows = connection.execute(_PAGE, {"count": limit, "first": offset})
    return count, [Person(*row) for row in rows]


def waiting(connection: Connection, offset: int, limit: int) -> tuple[int, list[Person]]:
    """How many users wait for a decision, and a page of them, the longest first."""
    count = connection.execute(_COUNT_WAITING).scalar_one()
    rows = connection.execute(_WAITING_PAGE, {"count": limit, "first": offset})
    return count, [Person(*row) for row in rows]


def invite(connection: Connection, token: str, by: int, seconds: float) -> None:
    """Keeps an invitation, as a hash: who reads the state cannot use it."""
    now = time.time()
    row = {"hash": _hashed(token), "made_by": by, "made": now, "expires": now + seconds}
    connection.execute(_INVITE, row)


def redeem(connection: Connection, token: str, user: int, name: str, username: str) -> bool:
    """Lets a user in by an invitation; whether it was good. It is spent then."""
    key = _hashed(token)
    found = connection.execute(_INVITATION, {"of": key, "now": time.time()}).one_or_none()
    if found is None:
        return False
    if found.used_by is not None:
        # A kill may let the same message come again; who was removed since needs another invitation.
        return bool(found.used_by == user) and status_of(connection, user) == APPROVED
    connection.execute(_SPEND, {"of": key, "used_by": user, "used": time.time()})
    if status_of(connection, user) is None:
        put_waiting(connection, user, name, username)
    decide(connection, user, APPROVED, found.made_by)
    return True


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
