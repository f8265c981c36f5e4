"""What all replicas together may do in a time: a bucket a key, by the database's clock.

A bucket is one number: when it will be empty. Each drop moves it on by its share of a second, so that taking a place
is one statement, whoever else takes one at the same time.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, type_coerce

from bot.telegram.state.dialects import Inserting, clock, later
from bot.telegram.state.tables import buckets

_DROP = type_coerce(bindparam("drop"), buckets.c.due.type)
_TAKE = Inserting(
    buckets,
    lambda insert: (
        insert.values(key=bindparam("of"), due=clock() + _DROP)
        .on_conflict_do_update(index_elements=["key"], set_={"due": later(buckets.c.due, clock()) + _DROP})
        .returning((buckets.c.due - clock()).label("level"))
    ),
)
_FORGET = delete(buckets).where(buckets.c.due < clock())


def take(connection: Connection, key: str, rate: float, burst: float) -> float:
    """Takes a place in a bucket; returns the seconds after which it may be used, 0 for at once.

    `rate` places a second become free, and `burst` may be used at once where none was for a while.
    """
    level = connection.execute(_TAKE.on(connection), {"of": key, "drop": 1 / rate}).scalar_one()
    return max(0.0, float(level) - burst / rate)


def forget(connection: Connection) -> int:
    """Drops buckets that are empty; returns how many."""
    return connection.execute(_FORGET).rowcount
