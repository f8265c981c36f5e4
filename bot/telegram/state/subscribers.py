"""Who asked to be told when another programme is in use."""

from __future__ import annotations

import time

from sqlalchemy import Connection, bindparam, delete, select

from bot.telegram.state.dialects import Inserting
from bot.telegram.state.tables import subscribers

_ADD = Inserting(subscribers, lambda insert: insert.on_conflict_do_nothing())
_OF = subscribers.c.user == bindparam("of")
_HAS = select(subscribers.c.user).where(_OF)
_DELETE = delete(subscribers).where(_OF)
_ALL = select(subscribers.c.user).order_by(subscribers.c.user)


def has(connection: Connection, user: int) -> bool:
    """Whether a user is to be told."""
    return connection.execute(_HAS, {"of": user}).first() is not None


def turn(connection: Connection, user: int, on: bool) -> None:
    """Turns it on or off for a user."""
    if on:
        connection.execute(_ADD.on(connection), {"user": user, "at": time.time()})
    else:
        connection.execute(_DELETE, {"of": user})


def listed(connection: Connection) -> list[int]:
    """Everybody who is to be told."""
    return list(connection.execute(_ALL).scalars())
