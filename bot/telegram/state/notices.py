"""What admins and others were told and when, so that several replicas tell it once."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, or_

from bot.telegram.state.dialects import Inserting, clock
from bot.telegram.state.tables import notices

AHEAD_SECONDS = 1.0
KEPT_SECONDS = 86_400.0
_CLAIM = Inserting(
    notices,
    lambda insert: (
        insert.values(key=bindparam("of"), told=clock())
        .on_conflict_do_update(
            index_elements=["key"],
            set_={"told": clock()},
            # Told later than now: the clock was put back, and nobody knows how long ago it was.
            where=or_(notices.c.told < clock() - bindparam("again"), notices.c.told > clock() + AHEAD_SECONDS),
        )
        .returning(notices.c.key)
    ),
)
_FORGET = delete(notices).where(notices.c.told < clock() - KEPT_SECONDS)


def claim(connection: Connection, key: str, again: float) -> bool:
    """Whether a notice is this replica's to tell: nobody has told it in so many seconds. It counts as told then."""
    return connection.execute(_CLAIM.on(connection), {"of": key, "again": again}).scalar() is not None


def of_person(key: str, user: int) -> str:
    """The key of a notice to one person: it is found by them where it is handed out or forgotten.

    >>> of_person("programme 1f", 7)
    'person 7 programme 1f'
    """
    return f"{personal(user)}{key}"


def personal(user: int) -> str:
    """How the keys of all notices to a person begin."""
    return f"person {user} "


def forget(connection: Connection) -> int:
    """Drops what was told longer than a day ago; returns how many."""
    return connection.execute(_FORGET).rowcount
