"""Which replica handles which update: in order within a chat, chats at the same time, each update by one.

A replica may claim an update when nobody has it and every earlier one of its chat is done. `FOR UPDATE SKIP LOCKED`
lets replicas that claim at the same moment go past each other. What a dead replica had is free again; in its doubt a
replica first looks whether it still `holds` an update.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, exists, or_, select, update

from bot.telegram.state.dialects import clock
from bot.telegram.state.replicas import DEAD
from bot.telegram.state.tables import inbox, replicas


@dataclass(frozen=True, slots=True)
class Claimed:
    """An update that is this replica's now."""

    number: int
    body: str
    tries: int
    """How often somebody began to handle it before."""
    waited: float
    """Seconds since it was kept, by the database's clock."""


_OPEN = inbox.c.done.is_(None)
_EARLIER = inbox.alias("earlier")
_NEXT = ~exists().where(
    _EARLIER.c.chat == inbox.c.chat, _EARLIER.c.done.is_(None), _EARLIER.c.update_id < inbox.c.update_id
)
_NOBODYS = inbox.c.replica.is_(None)
_LIVES = select(replicas.c.id).where(~DEAD)
_MINE = inbox.c.replica == bindparam("of")
# Who is late in saying that it lives must not take over from itself: it is still at it.
_LEFT = or_(_NOBODYS, and_(~_MINE, inbox.c.replica.not_in(_LIVES)))
_FREE, _FREE_OR_LEFT = (
    select(inbox.c.update_id, inbox.c.body, inbox.c.tries, clock() - inbox.c.received)
    .where(_OPEN, whose, _NEXT)
    .order_by(inbox.c.update_id)
    .limit(bindparam("count"))
    .with_for_update(skip_locked=True)
    for whose in (_NOBODYS, _LEFT)
)
_NUMBERS = inbox.c.update_id.in_(bindparam("numbers", expanding=True))
_TAKE = update(inbox).where(_NUMBERS).values(replica=bindparam("of"), tries=inbox.c.tries + 1)
_DONE = update(inbox).where(_NUMBERS, _MINE, _OPEN).values(done=bindparam("now"), body=None)
_KEPT = inbox.c.update_id.not_in(bindparam("kept", expanding=True))
_RELEASE = update(inbox).where(_MINE, _OPEN, _KEPT).values(replica=None)
_THAT = inbox.c.update_id == bindparam("number")
_HELD = select(exists().where(_THAT, _MINE, _OPEN))
# Locked: nobody takes it over between this look and the end of the transaction that looks.
_TAKEN = select(inbox.c.update_id).where(_THAT, _MINE).with_for_update()


def claim(connection: Connection, replica: str, count: int, *, take_over: bool) -> list[Claimed]:
    """The next updates for a replica, at most so many, the oldest first.

    `take_over`: also those that a dead replica had; only for one that would know if the whole database had been away.
    """
    asked = (_FREE_OR_LEFT, {"count": count, "of": replica}) if take_over else (_FREE, {"count": count})
    found = connection.execute(*asked)
    claimed = [Claimed(*row) for row in found]
    if claimed:
        connection.execute(_TAKE, {"numbers": [one.number for one in claimed], "of": replica})
    return claimed


def finish(connection: Connection, replica: str, numbers: Sequence[int]) -> None:
    """A replica's updates are finished, only their numbers are remembered; those that others took over stay theirs."""
    if numbers:
        connection.execute(_DONE, {"numbers": sorted(numbers), "of": replica, "now": time.time()})


def release(connection: Connection, replica: str, *, but: Iterable[int] = ()) -> int:
    """Gives back what a replica has and has not finished, but for some numbers; returns how many."""
    return connection.execute(_RELEASE, {"of": replica, "kept": sorted(but)}).rowcount


def holds(connection: Connection, replica: str, number: int) -> bool:
    """Whether an update is still a replica's to finish."""
    return bool(connection.execute(_HELD, {"number": number, "of": replica}).scalar_one())


def took(connection: Connection, replica: str, number: int) -> bool:
    """Whether an update was a replica's last, finished or not; it stays so until the transaction ends."""
    return connection.execute(_TAKEN, {"number": number, "of": replica}).first() is not None
