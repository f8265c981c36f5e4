"""What a deep link or a shared message opens: queries by a key made of them alone, whoever asked them."""

from __future__ import annotations

import hashlib
import time

from sqlalchemy import Connection, bindparam, delete, select

from bot.telegram.state.dialects import Inserting
from bot.telegram.state.tables import links

KEY_LETTERS = 16
_KEEP = Inserting(
    links,
    lambda insert: insert.on_conflict_do_update(index_elements=["key"], set_={"kept": insert.excluded["kept"]}),
)
_BY_KEY = select(links.c.knowledge, links.c.queries).where(links.c.key == bindparam("of"))
_PURGE = delete(links).where(links.c.kept < bindparam("before"))


def key_of(knowledge: str, queries: str) -> str:
    """The key of queries (JSON) over a knowledge base (its fingerprint): the same for everybody who asks the same."""
    return hashlib.sha256(f"{knowledge}\n{queries}".encode()).hexdigest()[:KEY_LETTERS]


def keep(connection: Connection, key: str, knowledge: str, queries: str) -> None:
    """Keeps what a key opens, from now on."""
    row = {"key": key, "knowledge": knowledge, "queries": queries, "kept": time.time()}
    connection.execute(_KEEP.on(connection), row)


def by_key(connection: Connection, key: str) -> tuple[str, str] | None:
    """(fingerprint, queries) behind a key; None for an unknown or forgotten one."""
    row = connection.execute(_BY_KEY, {"of": key}).one_or_none()
    return (row.knowledge, row.queries) if row else None


def purge(connection: Connection, days: int) -> int:
    """Forgets what nobody was shown for so many days; returns how many."""
    return connection.execute(_PURGE, {"before": time.time() - days * 86400}).rowcount
