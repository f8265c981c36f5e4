"""The same state in a PostgreSQL database that several replicas share.

Where the database is away, what must be noted waits for it; what Telegram can bring again is refused at once.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, ExceptionContext, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from bot.telegram.state import rights
from bot.telegram.state.migrating import NewerState, migrate
from bot.telegram.state.store import Store, StoreError, Work, report
from bot.telegram.state.trouble import Trouble

T = TypeVar("T")
OLDEST = 150000
"""PostgreSQL 15."""
WRITERS, READERS = 2, 3
"""Connections that write, and that read; one more says that the replica lives."""
BATCH = 64
"""Writes that share a commit at most."""
IMPATIENT_SECONDS = 5.0
"""After which a write that may be refused is refused."""
LEAVING_SECONDS = 1.0
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 1.0
"""Seconds between two tries to reach the database."""
AGAIN = frozenset({"40001", "40P01", "55P03"})
"""SQLSTATE of writes that met others and may be made again: serialization, deadlock, lock."""
TIMES = 10
_SETTINGS = {
    "application_name": "gocbot",
    "lock_timeout": "5s",
    "statement_timeout": "60s",
    # A replica that is halted within a transaction holds its rows, which others pass over: no longer than its silence.
    "idle_in_transaction_session_timeout": "5s",
    # A machine that is gone without a word must not keep its locks.
    "tcp_keepalives_idle": "2",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "5000",
}
_AWAY = ("08", "53", "57P", "58")
"""Beginnings of SQLSTATE: connection, resources (a full disk), shutdown, system (a disk that fails)."""
_ELSEWHERE = "25006"
"""SQLSTATE of a server that is a standby now: another one may be the right one."""
_ABOUT_DATA = frozenset({"21", "22", "23", "44"})
"""Classes of SQLSTATE."""
_SET_TIMEOUT = text("select set_config('idle_session_timeout', :value, false)")
_LOCK_OF_STEPS = 0x676F6362
_log = logging.getLogger(__name__)


class StateLost(Exception):
    """The database cannot be reached."""


class StateAway(StoreError):
    """A database that cannot be reached when the bot starts: it may come yet."""


class SharedStore(Store):
    """Writes are in the database when `write` returns; reads see all that was written before, by whatever replica."""

    def __init__(self, address: str) -> None:
        """Connects and makes or updates the tables; StoreError where that is not possible, StateAway not yet."""
        self.url = url_of(address)
        self.trouble: Trouble | None = None
        self.engine = engine_of(self.url, WRITERS + READERS)
        try:
            require_sessions(self.engine)
            bring_up(self.engine)
            rights.require(self.engine, shown(self.url))
        except DBAPIError as error:
            raise unusable(error, self.url) from None
        self._works: SimpleQueue[tuple[Work[Any], asyncio.Future[Any]] | None] = SimpleQueue()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="state reads")
        self._closed = threading.Event()
        self._threads = [threading.Thread(target=self._run, name="state", daemon=True) for _ in range(WRITERS)]
        for thread in self._threads:
            thread.start()

    async def write(self, work: Work[T]) -> T:
        """Runs work in a transaction, as soon as the database can be reached; more than once where it broke off."""
        return await super().write(work)

    async def offer(self, work: Work[T]) -> T:
        """Like `write`, or StateLost where that takes long: for what somebody else brings again."""
        if self.trouble is not None:
            raise StateLost("the database is away")
        try:
            return await asyncio.wait_for(self.write(work), IMPATIENT_SECONDS)
        except TimeoutError:
            raise StateLost("the database does not answer") from None

    async def insist(self, work: Work[T]) -> T:
        """As `write`."""
        return await self.write(work)

    async def erase(self, work: Work[T]) -> T:
        """As `write`; old versions of rows go with PostgreSQL's own vacuum."""
        return await self.write(work)

    async def read(self, work: Work[T]) -> T:
        """What work reads, as soon as the database can be reached."""
        pause = FIRST_PAUSE
        while True:
            try:
                return await self.peek(work)
            except StateLost:
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE, pause * 2)

    async def peek(self, work: Work[T]) -> T:
        """What work reads; StateLost where the database is away."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def close(self) -> None:
        """Finishes what was begun, as far as the database takes it, and lets go of it."""
        self._closed.set()
        for _ in self._threads:
            self._works.put(None)
        for thread in self._threads:
            thread.join(LEAVING_SECONDS)
        self._readers.shutdown(wait=False, cancel_futures=True)
        self.engine.dispose()

    def _read(self, work: Work[T]) -> T:
        try:
            with self.engine.connect() as connection:
                found = work(connection)
        except SQLAlchemyError as error:  # a connection that is not to be had within the time is none of the driver's
            if not lost(error):
                raise
            self.trouble = Trouble.AWAY
            raise StateLost("the database is away") from None
        self.trouble = None
        return found

    def _run(self) -> None:
        open_ = True
        while open_:
            batch = [self._works.get()]
            with suppress(Empty):
                while None not in batch and len(batch) < BATCH:
                    batch.append(self._works.get_nowait())
            open_ = None not in batch
            works = [item for item in batch if item is not None and not item[1].cancelled()]
            if works:
                report([future for _, future in works], self._patiently([work for work, _ in works]))

    def _patiently(self, works: list[Work[Any]]) -> list[tuple[Any, Exception | None]]:
        """The outcome of each work, once the database can be reached; where one fails, each goes by itself."""
        pause, times = FIRST_PAUSE, 0
        while True:
            try:
                outcomes = self._commit_all(works)
            except Exception as error:
                if lost(error) and not self._closed.is_set():
                    self.trouble = Trouble.AWAY
                    self.engine.dispose()
                    time.sleep(pause)
                    pause = min(LONGEST_PAUSE, pause * 2)
                    continue
                times += 1
                if len(works) == 1 and not (_met_others(error) and times < TIMES):
                    return [(None, error)]
                if len(works) > 1:
                    return [self._patiently([work])[0] for work in works]
            else:
                self.trouble = None
                return outcomes

    def _commit_all(self, works: list[Work[Any]]) -> list[tuple[Any, Exception | None]]:
        with self.engine.connect().execution_options(isolation_level="READ COMMITTED") as connection:
            with connection.begin():
                results = [work(connection) for work in works]
            return [(result, None) for result in results]


def url_of(address: str) -> URL:
    """The address of a PostgreSQL database, through psycopg; StoreError where it is none."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number, as where several hosts stand
        raise StoreError(f"GOCBOT_STATE_URL is no address of a database: {EXAMPLE} ({SEVERAL_HOSTS}).") from None
    if url.drivername not in ("postgresql", "postgres") or not url.database:
        raise StoreError(f"GOCBOT_STATE_URL: {shown(url)} is no PostgreSQL database: {EXAMPLE}.")
    return url.set(drivername="postgresql+psycopg")


EXAMPLE = "write postgresql://user:password@host:5432/database"
SEVERAL_HOSTS = "several hosts: postgresql://user:password@/database?host=one:5432&host=two:5432"


def shown(url: URL) -> str:
    """An address without its password.

    >>> shown(make_url("postgresql+psycopg://bot:secret@db:5432/gocbot?sslmode=require"))
    'postgresql://bot@db:5432/gocbot'
    """
    return url._replace(drivername="postgresql", password=None, query={}).render_as_string()  # type: ignore[arg-type]


def unusable(error: DBAPIError, url: URL) -> StoreError:
    """Why a database cannot be used, in one line without its password; StateAway where it may be one day."""
    name = f"GOCBOT_STATE_URL: {shown(url)} cannot be used"
    if refused := rights.refusal(error, url):
        return StoreError(f"{name} {refused}")
    return StateAway(f"{name} ({_line(error)}).")


def engine_of(url: URL, connections: int, **settings: str) -> Engine:
    """Connections to the database; StoreError where psycopg is not there."""
    try:
        engine = create_engine(
            url,
            pool_size=connections,
            max_overflow=1,
            pool_timeout=IMPATIENT_SECONDS,
            isolation_level="AUTOCOMMIT",
            skip_autocommit_rollback=True,
            hide_parameters=True,  # what people wrote stays out of errors, and so of logs
            connect_args={
                "connect_timeout": 3,
                "keepalives_idle": 2,
                "keepalives_interval": 1,
                "keepalives_count": 3,
                "tcp_user_timeout": 5000,
            },
        )
    except ModuleNotFoundError:
        raise StoreError("GOCBOT_STATE_URL needs psycopg: pip install 'gocbot[postgres]'.") from None
    event.listen(engine, "connect", partial(_set, _SETTINGS | settings))
    event.listen(engine, "handle_error", _tell_less)
    return engine


def _set(settings: Mapping[str, str], connection: Any, _: object) -> None:
    """Gives a new session its settings, by statements: a pooler takes none with which a connection begins."""
    # One statement: what is executed often is prepared, which fails where sessions are shared before that is seen.
    calls = ", ".join(["set_config(%s, %s, false)"] * len(settings))
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", [word for one in settings.items() for word in one])
    connection.commit()


def require_sessions(engine: Engine) -> None:
    """StoreError where two connections share a session, as those to a pooler in transaction mode do."""
    with engine.connect() as one, engine.connect() as other:
        for connection, value in ((one, "61s"), (other, "62s")):
            connection.execute(_SET_TIMEOUT, {"value": value})
        found = one.execute(text("show idle_session_timeout")).scalar_one()
        for connection in (one, other):
            connection.execute(text("reset idle_session_timeout"))
    if found != "61s":
        raise StoreError(
            f"GOCBOT_STATE_URL: {shown(engine.url)} keeps no session of its own for each connection. "
            "Connect to PostgreSQL itself, or to a pooler in session mode."
        )


def _tell_less(context: ExceptionContext) -> None:
    """Takes the rows, which PostgreSQL quotes, out of an error about what is in them."""
    error, raised = context.original_exception, context.sqlalchemy_exception
    state = getattr(error, "sqlstate", None) or ""
    if state[:2] in _ABOUT_DATA:
        error.args = (f"SQLSTATE {state}",)
        if raised is not None:
            raised.args = error.args


def bring_up(engine: Engine) -> None:
    """Makes or updates the tables, one replica at a time; StoreError after a newer version, or in an old PostgreSQL."""
    with engine.connect().execution_options(isolation_level="READ COMMITTED") as connection, connection.begin():
        version = connection.execute(text("select current_setting('server_version_num')::int")).scalar_one()
        if version < OLDEST:
            raise StoreError(f"GOCBOT_STATE_URL: PostgreSQL {version // 10000} is too old, 15 or newer is needed.")
        connection.execute(text("set local lock_timeout = 0"))
        connection.execute(text("set local statement_timeout = 0"))
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK_OF_STEPS})
        try:
            migrate(connection)
        except NewerState:
            raise StoreError(
                f"GOCBOT_STATE_URL: {shown(engine.url)} was written by a newer version of gocbot. Run that one."
            ) from None


def lost(error: BaseException) -> bool:
    """Whether an error is the database's, and over one day: it is away, starts or stops, or has no room or no disk."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, SQLAlchemyError) and type(error).__name__ == "TimeoutError"
    state = getattr(error.orig, "sqlstate", None) or ""
    if error.connection_invalidated or state.startswith(_AWAY) or state == _ELSEWHERE:
        return True
    return isinstance(error, OperationalError | InterfaceError) and not state


def _met_others(error: BaseException) -> bool:
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in AGAIN


def _line(error: DBAPIError) -> str:
    """The reason of an error in one line."""
    with suppress(IndexError):
        return str(error.orig).strip().splitlines()[0].rstrip(".")
    return type(error).__name__
