"""Who lives: every replica says so once a second, by the database's clock."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.telegram.state.dialects import Inserting, clock
from bot.telegram.state.tables import replicas

DEAD_SECONDS = 5.0
"""A replica that has not been heard of for so long counts as dead: others take over what it had begun."""
FORGOTTEN_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Living:
    """A replica that was heard of lately."""

    id: str
    name: str
    knowledge: str
    """Fingerprint of what it answers from."""
    silent: float
    """Seconds since it was heard of."""


_BEAT = Inserting(
    replicas,
    lambda insert: insert.values(begun=clock(), seen=clock()).on_conflict_do_update(
        index_elements=["id"], set_={"seen": clock(), "knowledge": insert.excluded.knowledge}
    ),
)
AHEAD_SECONDS = 1.0
"""Nobody is heard of later than now, unless the clock was put back since."""
_BRING_NEARER = update(replicas).where(replicas.c.seen > clock() + AHEAD_SECONDS).values(seen=clock())
_SILENT = clock() - replicas.c.seen
_LIVING = (
    select(replicas.c.id, replicas.c.name, replicas.c.knowledge, _SILENT.label("silent"))
    .where(_SILENT < DEAD_SECONDS)
    .order_by(replicas.c.begun, replicas.c.id)
)
_COUNT = select(func.count()).select_from(replicas).where(_SILENT < DEAD_SECONDS)
_LEAVE = delete(replicas).where(replicas.c.id == bindparam("of"))
_FORGET = delete(replicas).where(_SILENT > FORGOTTEN_SECONDS)
DEAD = replicas.c.seen < clock() - DEAD_SECONDS
"""Whether a replica counts as dead, for statements of other modules."""


_TRY_TO_LEAD = select(func.pg_try_advisory_lock(0x676F6370))


def try_to_lead(connection: Connection) -> bool:
    """Whether the session of a connection is the one of all replicas that polls Telegram, until it ends; PostgreSQL."""
    return bool(connection.execute(_TRY_TO_LEAD).scalar_one())


def beat(connection: Connection, id: str, name: str, knowledge: str) -> None:
    """A replica lives. Where the clock was put back, those heard of later than now count as heard of just now.

    So who is dead counts as dead in time, and who lives has the time to say so.
    """
    connection.execute(_BRING_NEARER)
    connection.execute(_BEAT.on(connection), {"id": id, "name": name, "knowledge": knowledge})


def leave(connection: Connection, id: str) -> None:
    """A replica ends and knows it."""
    connection.execute(_LEAVE, {"of": id})


def living(connection: Connection) -> list[Living]:
    """The replicas that were heard of lately, the oldest first."""
    return [Living(*row) for row in connection.execute(_LIVING)]


def count_living(connection: Connection) -> int:
    """How many replicas were heard of lately."""
    return int(connection.execute(_COUNT).scalar_one())


def forget(connection: Connection) -> int:
    """Drops replicas that have been silent for an hour; returns how many."""
    return connection.execute(_FORGET).rowcount
