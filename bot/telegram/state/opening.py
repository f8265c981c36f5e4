"""Reading the state from outside the bot, wherever it lies, while the bot runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.telegram.state import shared, store
from bot.telegram.state.store import Connection, StoreError


@contextmanager
def reading(address: str, path: Path) -> Iterator[Connection]:
    """A connection that reads the database with an address, or else a file; StoreError where it cannot be read."""
    if not address and not path.is_file():
        raise StoreError(f"{path} does not exist: no bot has run with this GOCBOT_DATA_DIR.")
    try:
        with shared.engine_of(shared.url_of(address), 1).connect() if address else store.reading(path) as connection:
            yield connection
    except DBAPIError as error:
        reason = str(error.orig or error).strip().partition("\n")[0]
        raise StoreError(f"{'GOCBOT_STATE_URL' if address else path} cannot be read ({reason}).") from error
