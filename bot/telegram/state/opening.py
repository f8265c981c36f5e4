"""Where the state lies: a SQLite file of this machine's own, or a database that replicas share."""

from __future__ import annotations

from pathlib import Path

from bot.telegram.state import shared, store
from bot.telegram.state.store import Connection


def reading(address: str, path: Path) -> Connection:
    """A connection that reads the state, in the database with an address or else in a file; DatabaseError without."""
    return shared.engine_of(shared.url_of(address), 1).connect() if address else store.reading(path)
