"""The bot's state: opened once, written by one thread, many writes a commit.

`Store` is one SQLite file for one machine; bot/telegram/state/shared.py is the same over PostgreSQL for several.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection as Connection
from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import DatabaseError

from bot.telegram.state.migrating import NewerState, migrate
from bot.telegram.state.trouble import Trouble, trouble_of

T = TypeVar("T")
Work = Callable[[Connection], T]
"""What is done with the state: statements of the modules beside this one, in one transaction."""

BATCH = 256
"""Writes that share a commit at most: what waits while the disk is busy goes together."""
UNDER_ALEMBIC = 2
"""`pragma user_version` of a file with a note of its steps; an older gocbot, which writes 1, refuses it."""
AGAIN_SECONDS = 0.5
"""Until a write that must be is tried again."""


class StoreError(Exception):
    """State that cannot be used, in one line for a person."""


class DiskFull(StoreError):
    """State that can be used as soon as there is room on its disk."""


class Store:
    """Writes are durable when `write` returns (WAL, synchronous=FULL); reads see all that was written before."""

    def __init__(self, path: Path) -> None:
        """Opens or creates the file; StoreError where it is damaged or of a newer version, DiskFull without room."""
        self.path = path
        self.trouble: Trouble | None = None
        """What the last write met that was the file's fault; None where it went well."""
        try:
            self._writer = _opened(path)
            _bring_up(self._writer, path)
            self._reader = _opened(path)
            self._reader.exec_driver_sql("pragma query_only = on")
        except DatabaseError as error:
            if trouble_of(error) is Trouble.FULL:
                raise DiskFull(f"GOCBOT_DATA_DIR: the disk of {path.parent} is full. Make room on it.") from error
            reason = error.orig or error
            raise StoreError(f"{path} cannot be used ({reason}). Restore it from a backup or move it away.") from error
        self._works: SimpleQueue[tuple[Work[Any], asyncio.Future[Any]] | None] = SimpleQueue()
        self._erasing = False
        self._thread = threading.Thread(target=self._run, name="state", daemon=True)
        self._thread.start()

    async def write(self, work: Work[T]) -> T:
        """Runs work in a transaction of its own or one shared with others; returns when it is on disk."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._works.put((work, future))
        return await future

    async def offer(self, work: Work[T]) -> T:
        """Like `write`, for what somebody else brings again where it fails."""
        return await self.write(work)

    async def insist(self, work: Work[T]) -> T:
        """Like `write`, tried again for as long as the file is in trouble: what it notes has happened already."""
        while True:
            try:
                return await self.write(work)
            except Exception as error:
                if trouble_of(error) is None:
                    raise
            await asyncio.sleep(AGAIN_SECONDS)

    async def erase(self, work: Work[T]) -> T:
        """Like `write`, for a work that deletes: when it returns, no file holds what was deleted.

        Where another process is reading the file just then, that is so after the next write.
        """

        def erasing(connection: Connection) -> T:
            self._erasing = True
            return work(connection)

        return await self.write(erasing)

    async def read(self, work: Work[T]) -> T:
        """What work reads; it must be short (a few rows by their key): the event loop waits for it."""
        try:
            return work(self._reader)
        except DatabaseError as error:
            self.trouble = trouble_of(error) or self.trouble
            raise

    async def peek(self, work: Work[T]) -> T:
        """As `read`; at once, or an error."""
        return await self.read(work)

    def close(self) -> None:
        """Finishes what was begun and closes the file."""
        self._works.put(None)
        self._thread.join()
        self._reader.close()
        self._writer.close()

    def _run(self) -> None:
        open_ = True
        while open_:
            batch = [self._works.get()]
            while len(batch) < BATCH and not self._works.empty():
                batch.append(self._works.get())
            open_ = None not in batch
            works = [item for item in batch if item is not None]
            if works:
                outcomes = self._commit([work for work, _ in works])
                self._clear_log()
                report([future for _, future in works], outcomes)

    def _clear_log(self) -> None:
        """Empties the write-ahead log after an erasure: its older pages still hold what was deleted."""
        if self._erasing:
            with suppress(DatabaseError):
                busy, _, _ = self._writer.exec_driver_sql("pragma wal_checkpoint(truncate)").one()
                self._erasing = bool(busy)

    def _commit(self, works: list[Work[Any]]) -> list[tuple[Any, Exception | None]]:
        """The outcome of each work; where one of several fails, each gets a transaction of its own."""
        try:
            self._writer.exec_driver_sql("begin immediate")
            results = [work(self._writer) for work in works]
            self._writer.exec_driver_sql("commit")
        except Exception as error:
            _roll_back(self._writer)
            if len(works) == 1:
                self.trouble = trouble_of(error)
                return [(None, error)]
            return [self._commit([work])[0] for work in works]
        self.trouble = None
        return [(result, None) for result in results]


def report(futures: list[asyncio.Future[Any]], outcomes: list[tuple[Any, Exception | None]]) -> None:
    """Tells those who wait for writes what came of each, from the thread that wrote."""

    def settle() -> None:
        for future, (result, error) in zip(futures, outcomes, strict=True):
            if future.done():
                continue
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)

    try:
        futures[0].get_loop().call_soon_threadsafe(settle)
    except RuntimeError:  # the loop is closed: nobody waits any more
        return


def reading(path: Path) -> Connection:
    """A connection that only reads a file, which another process may be writing; DatabaseError where it cannot."""

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)

    return create_engine("sqlite://", creator=connect, poolclass=NullPool).connect()


@contextmanager
def in_transaction(path: Path) -> Iterator[Connection]:
    """One transaction over a file that no bot uses; it is undone where what is done in it fails."""
    store = Store(path)
    connection = store._writer
    try:
        connection.exec_driver_sql("begin immediate")
        yield connection
        connection.exec_driver_sql("commit")
    finally:
        _roll_back(connection)
        store.close()


def _opened(path: Path) -> Connection:
    """A connection on which transactions begin and end only where this file says so."""

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10.0)

    connection = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,  # what people wrote stays out of errors, and so of logs
    ).connect()
    for setting in ("journal_mode = wal", "synchronous = full", "foreign_keys = on", "secure_delete = on"):
        connection.exec_driver_sql(f"pragma {setting}")
    return connection


def _bring_up(connection: Connection, path: Path) -> None:
    """Makes or updates the tables; StoreError where a newer version wrote them."""
    newer = StoreError(f"{path} was written by a newer version of gocbot. Run that one, or move the file away.")
    if connection.exec_driver_sql("pragma user_version").scalar_one() > UNDER_ALEMBIC:
        raise newer
    connection.exec_driver_sql("begin immediate")
    try:
        migrate(connection)
        connection.exec_driver_sql(f"pragma user_version = {UNDER_ALEMBIC}")
        connection.exec_driver_sql("commit")
    except NewerState:
        raise newer from None
    finally:
        _roll_back(connection)


def _roll_back(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    if driver.in_transaction:
        with suppress(sqlite3.DatabaseError):
            driver.rollback()
