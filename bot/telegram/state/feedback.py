"""Thumbs up and down."""

from __future__ import annotations

import time

from sqlalchemy import Connection, bindparam, delete, func, select

from bot.telegram.state.dialects import Inserting
from bot.telegram.state.tables import feedback

_NOTE = Inserting(
    feedback,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["token", "user"], set_={name: insert.excluded[name] for name in ("value", "at")}
    ),
)
_OF = feedback.c.user == bindparam("of")
_COUNT = select(func.count()).select_from(feedback).where(_OF)
_DELETE = delete(feedback).where(_OF)
_PURGE = delete(feedback).where(feedback.c.at < bindparam("before"))


def note(connection: Connection, token: str, user: int, value: int) -> None:
    """What a user thinks of an answer, 1 or -1; the last word counts."""
    connection.execute(_NOTE.on(connection), {"token": token, "user": user, "value": value, "at": time.time()})


def count_of(connection: Connection, user: int) -> int:
    """How many answers a user has rated."""
    return int(connection.execute(_COUNT, {"of": user}).scalar_one())


def delete_of(connection: Connection, user: int) -> None:
    """Forgets what a user thinks."""
    connection.execute(_DELETE, {"of": user})


def purge(connection: Connection, days: int) -> int:
    """Forgets ratings older than so many days; returns how many."""
    return connection.execute(_PURGE, {"before": time.time() - days * 86400}).rowcount
