"""The operator's commands over the shared state: `gocbot publish` and `gocbot migrate-state`."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.telegram import publishing
from bot.telegram.owning import like_its_folder
from bot.telegram.publishing import NotPublished
from bot.telegram.running import PRIVATE, CannotRun, alone
from bot.telegram.settings import Settings, SettingsError, load
from bot.telegram.state import moving, publications, replicas
from bot.telegram.state.moving import NotMoved
from bot.telegram.state.shared import bring_up, engine_of, shown, unusable, url_of
from bot.telegram.state.store import Connection, StoreError, in_transaction
from bot.telegram.state.trouble import DBAPIError

DONE, UNUSABLE = 0, 2
NO_DATABASE = "GOCBOT_STATE_URL is not set: there is no database that replicas share."
_REFUSALS = (SettingsError, StoreError, CannotRun, NotPublished, NotMoved)


def publish(path: Path, url: str) -> int:
    """Publishes a knowledge base file to all replicas, its bytes or an address; returns the exit code."""
    try:
        settings = load(token_needed=False)
        if not settings.state_url.get_secret_value():
            raise SettingsError(
                f"{NO_DATABASE} One bot alone takes a new file at GOCBOT_KNOWLEDGE ({settings.knowledge}) by itself."
            )
        one = publishing.checked(path)
        if url:
            asyncio.run(publishing.check_address(url, one))
        with _database(settings) as connection:
            parts = () if url else one.parts()
            version = publications.publish(connection, one.checksum, one.size, url=url, parts=parts)
            living = replicas.count_living(connection)
    except _REFUSALS as error:
        return _refused(error)
    print(f"{one.title}: version {version}, {one.size / 1e6:.1f} MB, checksum {one.checksum[:12]}.")
    print(f"{living} replicas are alive; each takes it within {settings.knowledge_seconds:g} s.")
    return DONE


def migrate(*, back: bool) -> int:
    """Moves the state from SQLite into the database, or back; returns the exit code."""
    os.umask(PRIVATE)
    try:
        settings = load(token_needed=False)
        if not settings.state_url.get_secret_value():
            raise SettingsError(f"{NO_DATABASE} Set it to the one that the state is moved to, or from.")
        if not back and not settings.database.is_file():
            raise NotMoved(f"{settings.database} does not exist: no bot has run with this GOCBOT_DATA_DIR.")
        new = back and not settings.database.exists()
        try:
            with (
                like_its_folder(settings.data_dir),
                alone(settings.data_dir),
                _file(settings) as file,
                _database(settings, reading=back) as database,
            ):
                _nobody_lives(database)
                counts = moving.moved(database, file) if back else moving.moved(file, database)
        except BaseException:
            if new:
                _remove(settings.database)
            raise
    except _REFUSALS as error:
        return _refused(error)
    where = settings.database if back else shown(url_of(settings.state_url.get_secret_value()))
    print(f"The state is in {where} now, every row compared; what it was moved from is as it was.")
    print("\n".join(f"  {name:18} {count:9,} rows" for name, count in counts.items()))
    return DONE


@contextmanager
def _database(settings: Settings, *, reading: bool = False) -> Iterator[Connection]:
    """A transaction in the database; StoreError where it cannot be used."""
    url = url_of(settings.state_url.get_secret_value())
    engine = engine_of(url, 1, idle_in_transaction_session_timeout="0")  # a large file is compared meanwhile
    try:
        bring_up(engine)
        level = "REPEATABLE READ" if reading else "READ COMMITTED"
        with engine.connect().execution_options(isolation_level=level) as connection, connection.begin():
            yield connection
    except DBAPIError as error:
        raise unusable(error, url) from None
    finally:
        engine.dispose()


@contextmanager
def _file(settings: Settings) -> Iterator[Connection]:
    with in_transaction(settings.database) as connection:
        yield connection


def _nobody_lives(database: Connection) -> None:
    if found := replicas.living(database):
        names = ", ".join(one.name for one in found)
        raise NotMoved(f"Replicas are running on the database ({names}). Stop them first.")


def _remove(database: Path) -> None:
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink(missing_ok=True)


def _refused(error: Exception) -> int:
    print(f"gocbot: {error}", file=sys.stderr)
    return UNUSABLE
