"""Which message may go to Telegram when, for all replicas together, by the database's clock.

Messages go one after the other at Telegram's rate: one row says when the last place that was given is used up. A group
has twenty places besides, each free again a minute after it was used: that lets a message go as soon as Telegram does,
the first ones at once, and never a twenty-first within a minute.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Double, bindparam, delete, select, type_coerce, update

from bot.telegram.state.dialects import Inserting, clock, earlier, later
from bot.telegram.state.tables import buckets

PER_SECOND = 30.0
"""Messages, one after the other: thirty at once and thirty in the second after them would be sixty."""
IN_GROUP, GROUP_SECONDS = 20, 61.0
"""Messages to a group in a minute, and a second for what one takes longer on its way than a later one."""
AHEAD_SECONDS = 10.0
"""A place lies no further ahead; who gets none asks again. So no clock that is put back silences anybody for longer."""
EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Place:
    """A message's turn."""

    wait: float
    """Seconds."""
    taken: bool = True
    """Whether it is its turn then; else there was no place, and it asks again then."""


_DROP = type_coerce(bindparam("drop"), Double)
_SECONDS = type_coerce(bindparam("seconds"), Double)
_GO_ON = Inserting(
    buckets,
    lambda insert: (
        insert.values(key=EVERYBODY, due=clock() + _DROP)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={"due": earlier(later(buckets.c.due, clock()) + _DROP, clock() + AHEAD_SECONDS)},
        )
        .returning((buckets.c.due - clock()).label("level"))
    ),
)
_USE = Inserting(
    buckets,
    lambda insert: insert.values(key=bindparam("of"), due=clock() + _SECONDS).on_conflict_do_update(
        index_elements=["key"], set_={"due": clock() + _SECONDS}
    ),
)
_THOSE = buckets.c.key.in_(bindparam("keys", expanding=True))
_USED = select(buckets.c.key, buckets.c.due - clock()).where(_THOSE, buckets.c.due > clock())
_BRING_NEARER = update(buckets).where(_THOSE, buckets.c.due > clock() + _SECONDS).values(due=clock() + _SECONDS)
_FORGET = delete(buckets).where(buckets.c.due < clock())


def take(connection: Connection, group: str = "") -> Place:
    """Takes the next place, for a message to a group or, without one, to a person.

    >>> [round(_level_to_place(level).wait, 2) for level in (1 / PER_SECOND, 2.0, AHEAD_SECONDS)]
    [0.0, 1.97, 5.0]
    """
    if not group:
        return _next(connection)
    _level(connection, 0.0)  # locks the row of everybody, before that of the group: nobody else looks at both now
    keys = [f"group {group} {number}" for number in range(IN_GROUP)]
    used = {key: float(seconds) for key, seconds in connection.execute(_USED, {"keys": keys})}
    most = AHEAD_SECONDS + GROUP_SECONDS
    if max(used.values(), default=0.0) > most:  # the clock was put back since
        connection.execute(_BRING_NEARER, {"keys": keys, "seconds": most})
    free = next((key for key in keys if key not in used), None)
    if free is None:
        return Place(min(most, *used.values()), taken=False)
    place = _next(connection)
    if place.taken:
        connection.execute(_USE.on(connection), {"of": free, "seconds": place.wait + GROUP_SECONDS})
    return place


def forget(connection: Connection) -> int:
    """Drops what is free again; returns how many rows."""
    return connection.execute(_FORGET).rowcount


def _next(connection: Connection) -> Place:
    return _level_to_place(_level(connection, 1 / PER_SECOND))


def _level_to_place(level: float) -> Place:
    """The place that ends so many seconds from now; at the edge of what is given there was none."""
    if level > AHEAD_SECONDS - 0.5 / PER_SECOND:
        return Place(AHEAD_SECONDS / 2, taken=False)
    return Place(max(0.0, level - 1 / PER_SECOND))


def _level(connection: Connection, drop: float) -> float:
    """Seconds until all places are used up that were given, this one among them."""
    return float(connection.execute(_GO_ON.on(connection), {"drop": drop}).scalar_one())
