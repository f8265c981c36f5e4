"""This process as one of the replicas: says once a second that it lives, and knows when it cannot be sure of that.

A thread and a connection of its own do it, so that a busy event loop does not look like a death. The connection also
holds the lock of whoever polls Telegram; PostgreSQL ends it where the replica falls silent.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from bot.telegram.state import replicas
from bot.telegram.state.replicas import DEAD_SECONDS, Living
from bot.telegram.state.shared import SharedStore, engine_of
from bot.telegram.state.store import Connection
from bot.telegram.state.trouble import SQLAlchemyError

BEAT_SECONDS = 1.0
SURE_SECONDS = DEAD_SECONDS - 1.5
"""A replica that could not say that it lives for so long does not send: another one may be about to."""
SILENCE = "6s"
"""After which PostgreSQL ends the connection of a replica that is halted, and with it the lock of the poller."""
LEAVING_SECONDS = 1.0
_log = logging.getLogger(__name__)


class Membership:
    """One replica among those that share a database."""

    def __init__(self, store: SharedStore, knowledge: Callable[[], str], *, polls: bool) -> None:
        """`knowledge`: the fingerprint of what is answered from; `polls`: whether it stands for the poller."""
        self.id = secrets.token_hex(8)
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.living: list[Living] = []
        """The replicas as of the last time that it said that it lives."""
        self._engine = engine_of(store.url, 1, idle_session_timeout=SILENCE)
        self._knowledge = knowledge
        self._polls = polls
        self._leads = False
        self._said = self._since = float("-inf")
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="membership", daemon=True)

    def begin(self) -> None:
        """Begins to say that it lives."""
        self._thread.start()

    def end(self) -> None:
        """Leaves: nobody needs to wait until its silence is noticed."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(LEAVING_SECONDS)
        self._engine.dispose()

    @property
    def sure(self) -> bool:
        """Whether the others surely count this replica among the living."""
        return time.monotonic() - self._said < SURE_SECONDS

    @property
    def since(self) -> float:
        """The monotonic time from which on the others have counted it among the living without a gap."""
        return self._since

    @property
    def leads(self) -> bool:
        """Whether it is this replica that polls Telegram."""
        return self._leads and self.sure

    @property
    def may_take_over(self) -> bool:
        """Whether somebody's silence means that they are dead, and not that the database was away from all."""
        return self.sure and time.monotonic() - self._since > DEAD_SECONDS

    async def be_sure(self) -> None:
        """Waits until the others surely count this replica among the living."""
        while not self.sure:
            await asyncio.sleep(0.1)

    def _run(self) -> None:
        connection: Connection | None = None
        while True:
            begun = time.monotonic()
            try:
                connection = connection or self._engine.connect()
                self._say(connection, begun)
            except SQLAlchemyError as error:
                _log.warning("the database does not hear this replica", extra={"error": type(error).__name__})
                self._leads = False
                _let_go(connection)
                connection = None
            if self._ending.wait(max(0.0, BEAT_SECONDS - (time.monotonic() - begun))):
                break
        with suppress(SQLAlchemyError):
            if connection is not None:
                replicas.leave(connection, self.id)
        _let_go(connection)

    def _say(self, connection: Connection, begun: float) -> None:
        replicas.beat(connection, self.id, self.name, self._knowledge())
        if begun - self._said > SURE_SECONDS:
            self._since = begun
        self._said = begun
        self.living = replicas.living(connection)
        if self._polls and not self._leads:
            self._leads = replicas.try_to_lead(connection)
            if self._leads:
                _log.info("this replica polls")


def _let_go(connection: Connection | None) -> None:
    if connection is not None:
        with suppress(SQLAlchemyError):
            connection.invalidate()
        with suppress(SQLAlchemyError):
            connection.close()
