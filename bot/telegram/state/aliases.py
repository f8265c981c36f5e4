"""Words that admins have taught: a phrase, and the entity that it means."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.telegram.state.tables import aliases


@dataclass(frozen=True, slots=True)
class Taught:
    """A phrase and its entity; `entity` is empty until an admin has chosen among the candidates."""

    id: int
    phrase: str
    entity: str
    candidates: tuple[str, ...]


_ALL = select(aliases.c.id, aliases.c.phrase, aliases.c.entity, aliases.c.candidates)
_WITH_NUMBER = aliases.c.id == bindparam("number")
_ONE = _ALL.where(_WITH_NUMBER)
_CHOSEN = aliases.c.entity != ""
_LISTED = _ALL.where(_CHOSEN).order_by(aliases.c.phrase, aliases.c.id)
_PROPOSE = insert(aliases).returning(aliases.c.id)
_PHRASE = select(aliases.c.phrase).where(_WITH_NUMBER).scalar_subquery()
_FORGET_OTHERS = delete(aliases).where(aliases.c.phrase == _PHRASE, aliases.c.id != bindparam("number"))
_CHOOSE = update(aliases).where(_WITH_NUMBER)
_TAKE_BACK = delete(aliases).where(_WITH_NUMBER)
_PURGE = delete(aliases).where(aliases.c.entity == "", aliases.c.at < bindparam("before"))


def propose(connection: Connection, phrase: str, candidates: Sequence[str], by: int) -> int:
    """Keeps a phrase whose meaning is to be chosen; returns its number."""
    row = {"phrase": phrase, "entity": "", "candidates": json.dumps(list(candidates)), "by": by, "at": time.time()}
    return int(connection.execute(_PROPOSE, row).scalar_one())


def choose(connection: Connection, id: int, entity: str, by: int) -> None:
    """What a phrase means; what it meant before is forgotten."""
    connection.execute(_FORGET_OTHERS, {"number": id})
    connection.execute(_CHOOSE, {"number": id, "entity": entity, "by": by, "at": time.time()})


def one(connection: Connection, id: int) -> Taught | None:
    """A phrase by its number."""
    row = connection.execute(_ONE, {"number": id}).one_or_none()
    return _taught(row.id, row.phrase, row.entity, row.candidates) if row else None


def listed(connection: Connection) -> list[Taught]:
    """The phrases in use, in the order of the alphabet."""
    return [_taught(*row) for row in connection.execute(_LISTED)]


def take_back(connection: Connection, id: int) -> None:
    """Forgets a phrase."""
    connection.execute(_TAKE_BACK, {"number": id})


def purge(connection: Connection, days: int) -> int:
    """Forgets phrases of questions whose meaning nobody chose for so many days; returns how many."""
    return connection.execute(_PURGE, {"before": time.time() - days * 86400}).rowcount


def overlay(connection: Connection) -> dict[str, str]:
    """Entity by phrase, as the knowledge base takes them."""
    return {taught.phrase: taught.entity for taught in listed(connection)}


def _taught(id: int, phrase: str, entity: str, candidates: str) -> Taught:
    return Taught(id, phrase, entity, tuple(json.loads(candidates)))
