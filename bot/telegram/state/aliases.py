"""Words that admins have taught: a phrase, and the entity that it means."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taught:
    """A phrase and its entity; `entity` is empty until an admin has chosen among the candidates."""

    id: int
    phrase: str
    entity: str
    candidates: tuple[str, ...]


_COLUMNS = "id, phrase, entity, candidates"


def propose(connection: sqlite3.Connection, phrase: str, candidates: Sequence[str], by: int) -> int:
    """Keeps a phrase whose meaning is to be chosen; returns its number."""
    row = connection.execute(
        "insert into aliases (phrase, entity, candidates, by, at) values (?, '', ?, ?, ?)",
        (phrase, json.dumps(list(candidates)), by, time.time()),
    )
    return int(row.lastrowid or 0)


def choose(connection: sqlite3.Connection, id: int, entity: str, by: int) -> None:
    """What a phrase means; what it meant before is forgotten."""
    (phrase,) = connection.execute("select phrase from aliases where id = ?", (id,)).fetchone()
    connection.execute("delete from aliases where phrase = ? and id <> ?", (phrase, id))
    connection.execute("update aliases set entity = ?, by = ?, at = ? where id = ?", (entity, by, time.time(), id))


def one(connection: sqlite3.Connection, id: int) -> Taught | None:
    """A phrase by its number."""
    row = connection.execute(f"select {_COLUMNS} from aliases where id = ?", (id,)).fetchone()
    return _taught(row) if row else None


def listed(connection: sqlite3.Connection) -> list[Taught]:
    """The phrases in use, in the order of the alphabet."""
    rows = connection.execute(f"select {_COLUMNS} from aliases where entity <> '' order by phrase, id")
    return [_taught(row) for row in rows]


def take_back(connection: sqlite3.Connection, id: int) -> None:
    """Forgets a phrase."""
    connection.execute("delete from aliases where id = ?", (id,))


def purge(connection: sqlite3.Connection, days: int) -> int:
    """Forgets phrases of questions whose meaning nobody chose for so many days; returns how many."""
    return connection.execute(
        "delete from aliases where entity = '' and at < ?", (time.time() - days * 86400,)
    ).rowcount


def overlay(connection: sqlite3.Connection) -> dict[str, str]:
    """Entity by phrase, as the knowledge base takes them."""
    return {taught.phrase: taught.entity for taught in listed(connection)}


def _taught(row: tuple[int, str, str, str]) -> Taught:
    return Taught(row[0], row[1], row[2], tuple(json.loads(row[3])))
