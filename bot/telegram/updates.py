"""The way of an update: read, kept on disk before Telegram counts it as delivered, in order within its chat, done.

What cannot be read is left out one by one: whatever Telegram or a stranger sends, the others are answered.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from typing import Any, Protocol

from telegram import Bot, Update
from telegram.error import NetworkError
from telegram.ext import BaseUpdateProcessor

from bot.telegram.state import inbox
from bot.telegram.state.store import Store

AT_ONCE = 1024
"""Chats that are served at the same time at most."""
handled: ContextVar[int] = ContextVar("handled", default=0)
"""The update that is being handled; 0 for none."""
_log = logging.getLogger(__name__)


class Unreadable(Exception):
    """An update that makes no sense: its number (0 where it has none), its kind, the error's type; nothing written."""

    def __init__(self, number: int, kind: str, error: str) -> None:
        super().__init__(f"update {number} ({kind}): {error}")
        self.number = number
        self.kind = kind
        self.error = error


def read(raw: object, bot: Bot) -> tuple[Update, str]:
    """An update as Telegram sends it, and the JSON to keep of it; Unreadable where it makes no sense.

    python-telegram-bot trusts Telegram: a field that is missing, or new, ends in any error there is.
    """
    if not isinstance(raw, dict) or type(raw.get("update_id")) is not int:
        raise Unreadable(0, "none", "no number")
    try:
        body = json.dumps(raw, ensure_ascii=False)
        body.encode()  # half a surrogate pair can neither be kept nor sent
        update = Update.de_json(raw, bot)
        # Whose it is, is looked up when it is asked for.
        _ = update.effective_chat, update.effective_user
    except Exception as error:
        raise Unreadable(raw["update_id"], _kind(raw), type(error).__name__) from None
    return update, body


def _kind(raw: dict[str, object]) -> str:
    """The kind of an update, as far as Telegram knows such a kind: what else stands there may be anybody's words."""
    return next((name for name in raw if name in Update.ALL_TYPES), "unknown")


class UpdateQueue(asyncio.Queue[object]):
    """The application's update queue; what `take` has taken is on disk, each update once."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.unreadable: Callable[[Unreadable], None] = lambda error: None
        """Told of every update that is left out."""
        self._store = store
        self._begun: set[int] = set()
        self._closed = False

    async def take(self, raws: Iterable[object], bot: Bot) -> None:
        """Keeps updates in one write and queues those that are new; leaves out what cannot be read.

        NetworkError where the disk does not take them: Telegram brings them again then.
        """
        readable: dict[int, tuple[Update, str]] = {}
        for raw in raws:
            try:
                update, body = read(raw, bot)
            except Unreadable as error:
                self.unreadable(error)
            else:
                readable[update.update_id] = update, body
        if not readable:
            return
        bodies = [(number, body) for number, (_, body) in readable.items()]
        try:
            fresh = await self._store.offer(lambda connection: inbox.keep(connection, bodies))
        except Exception as error:
            _log.error("updates cannot be kept", extra={"error": type(error).__name__, "reason": str(error)})
            raise NetworkError("updates cannot be kept") from error
        await self.queue([update for number, (update, _) in readable.items() if number in fresh])

    async def queue(self, updates: Sequence[Update]) -> None:
        """Queues what was kept just now."""
        for update in updates:
            if not self._closed:
                await self.put(update)

    async def feed_back(self, bot: Bot) -> int:
        """Queues what an earlier run did not finish, the oldest first; returns how many."""
        waiting = await self._store.read(inbox.waiting)
        for number, body in waiting:
            try:
                update, _ = read(unpacked(body), bot)
            except Unreadable as error:
                self.unreadable(Unreadable(number, error.kind, error.error))
                await self.finish(number)
                continue
            self._begun.add(number)
            await self.put(update)
        return len(waiting)

    def begun_before(self, number: int) -> bool:
        """Whether an earlier run may have begun to handle an update, and was ended before it was done."""
        return number in self._begun

    async def finish(self, number: int) -> None:
        """Marks an update as done, however long the disk takes for it."""
        await self._store.insist(lambda connection: inbox.done(connection, number))
        self._begun.discard(number)

    def waited(self, number: int) -> float:
        """Seconds that an update has waited for the one before it in its chat, before it came here at all."""
        return 0.0

    async def refuse(self, number: int) -> bool:
        """Marks an update as done that is not handled, where the next of its chat waits for that; whether it did.

        Else it is to be done when its sender has been told, so that a kill does not keep them from hearing so.
        """
        return False

    def over(self, number: int) -> None:
        """The handling of an update has ended, finished or not."""

    @property
    def closed(self) -> bool:
        """Whether the bot is to stop: nothing new is begun."""
        return self._closed

    def close(self) -> None:
        """Lets go of what is not begun: it is on disk and the next run begins with it."""
        self._closed = True
        while not self.empty():
            self.get_nowait()
            self.task_done()


def unpacked(body: str) -> Any:
    """What a kept JSON holds; None where it is none."""
    try:
        return json.loads(body)
    except ValueError:
        return None


class Door(Protocol):
    """Says whose turn it is: bot/telegram/doorkeeper.py."""

    async def admit(self, update: Update) -> float | None:
        """The seconds until an update's turn; None where it is not to be handled."""

    async def wait(self, update: Update, ends: float) -> bool:
        """Waits until a time of the monotonic clock; False where the bot is to stop meanwhile."""


Sign = Callable[[Update], AbstractContextManager[None]]


class InOrder(BaseUpdateProcessor):
    """Handles updates of different chats at the same time and those of one chat one after the other.

    Those that wait for the one before them take up no room: a chat that floods the bot holds up nobody else.
    """

    __slots__ = ("_door", "_locks", "_queue", "_room", "_sign")

    def __init__(self, queue: UpdateQueue, door: Door, sign: Sign = lambda update: nullcontext()) -> None:
        """`sign`: what shows that an update was seen, for as long as it is not handled."""
        super().__init__(sys.maxsize)
        self._queue = queue
        self._door = door
        self._sign = sign
        self._room = asyncio.Semaphore(AT_ONCE)
        self._locks: dict[int, tuple[asyncio.Lock, list[None]]] = {}

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""

    async def do_process_update(self, update: object, coroutine: Coroutine[Any, Any, Any]) -> None:  # type: ignore[override]
        """Waits for the chat's turn, handles, marks as done. A handler that is cancelled leaves its update open."""
        if not isinstance(update, Update):
            await coroutine
            return
        try:
            wait = await self._door.admit(update)
            if wait is not None:
                with self._sign(update):
                    await self._in_turn(update, coroutine, time.monotonic() + wait)
        finally:
            coroutine.close()

    async def _in_turn(self, update: Update, coroutine: Coroutine[Any, Any, Any], ends: float) -> None:
        key = key_of(update)
        lock, users = self._locks.setdefault(key, (asyncio.Lock(), []))
        users.append(None)
        try:
            async with lock:
                if await self._door.wait(update, ends):
                    handled.set(update.update_id)
                    async with self._room:
                        await coroutine
                    await self._queue.finish(update.update_id)
        finally:
            self._queue.over(update.update_id)
            users.pop()
            if not users:
                del self._locks[key]


def key_of(update: Update) -> int:
    """The chat whose order an update keeps; its user's where it has none, as inline queries."""
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat is not None else user.id if user is not None else update.update_id
