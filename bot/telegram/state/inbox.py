"""Updates that Telegram handed over: kept until their reply has been handed back."""

from __future__ import annotations

import time
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.telegram.state.dialects import Inserting, clock
from bot.telegram.state.order import chat_in
from bot.telegram.state.tables import inbox

REMEMBERED = 3 * 24 * 3600.0
"""Seconds that a finished update's number is kept to know it again; Telegram offers one again for a day at most."""

_KEEP = Inserting(
    inbox, lambda insert: insert.values(received=clock()).on_conflict_do_nothing().returning(inbox.c.update_id)
)
_OPEN = inbox.c.done.is_(None)
_DONE = update(inbox).where(inbox.c.update_id == bindparam("number"), _OPEN).values(done=bindparam("now"), body=None)
_WAITING = select(inbox.c.update_id, inbox.c.body).where(_OPEN).order_by(inbox.c.update_id)
_FORGET = delete(inbox).where(inbox.c.done < bindparam("before"))
_BACKLOG = select(func.count(), clock() - func.min(inbox.c.received)).select_from(inbox).where(_OPEN)


def keep(connection: Connection, updates: Iterable[tuple[int, str]]) -> set[int]:
    """Keeps updates (number, JSON); returns the numbers that had not been kept before."""
    insert = _KEEP.on(connection)
    fresh: set[int] = set()
    for number, body in updates:
        row = {"update_id": number, "body": body, "chat": chat_in(body)}
        fresh |= set(connection.execute(insert, row).scalars())
    return fresh


def done(connection: Connection, number: int) -> None:
    """An update is finished: only its number is remembered."""
    connection.execute(_DONE, {"number": number, "now": time.time()})


def waiting(connection: Connection) -> list[tuple[int, str]]:
    """Updates that are not finished, the oldest first."""
    return [(number, body) for number, body in connection.execute(_WAITING)]


def forget(connection: Connection) -> int:
    """Drops the numbers that are too old to come again; returns how many."""
    return connection.execute(_FORGET, {"before": time.time() - REMEMBERED}).rowcount


def backlog(connection: Connection) -> tuple[int, float | None]:
    """How many updates are not finished, and for how many seconds the oldest has waited, by the database's clock."""
    count, waited = connection.execute(_BACKLOG).one()
    return count, waited
