"""The way of an update: kept on disk before Telegram counts it as delivered, in order within its chat, done at last.

python-telegram-bot confirms a batch of updates to Telegram when its queue has taken them. Here the queue (and the
fetching itself, for a whole batch at once) writes them to the state first.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Sequence
from typing import Any

from telegram import Bot, Update
from telegram.error import NetworkError
from telegram.ext import BaseUpdateProcessor

from bot.telegram.http import AiohttpRequest
from bot.telegram.state import inbox
from bot.telegram.state.store import Store

AT_ONCE = 1024
"""Chats that are served at the same time at most."""
_log = logging.getLogger(__name__)


class UpdateQueue(asyncio.Queue[object]):
    """The application's update queue; `put` returns when the update is on disk, and drops one seen before."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._kept: dict[int, bool] = {}
        """Numbers that `keep` has written and `put` has not yet queued: whether they are new."""
        self._begun: set[int] = set()
        self._closed = False

    async def keep(self, bodies: Sequence[tuple[int, str]]) -> None:
        """Writes updates (number, JSON) in one go; NetworkError where the disk does not take them.

        They are fetched again then.
        """
        if not bodies:
            return
        try:
            fresh = await self._store.write(lambda connection: inbox.keep(connection, bodies))
        except Exception as error:
            _log.error("updates cannot be kept", extra={"error": type(error).__name__, "reason": str(error)})
            raise NetworkError("updates cannot be kept") from error
        self._kept |= {number: number in fresh or self._kept.get(number, False) for number, _ in bodies}

    async def put(self, item: object) -> None:
        """Queues an update that is on disk or is written now."""
        if isinstance(item, Update):
            if item.update_id not in self._kept:
                await self.keep([(item.update_id, json.dumps(item.to_dict(), ensure_ascii=False))])
            if not self._kept.pop(item.update_id) or self._closed:
                return
        await super().put(item)

    async def feed_back(self, bot: Bot) -> int:
        """Queues what an earlier run did not finish, the oldest first; returns how many."""
        waiting = await self._store.read(inbox.waiting)
        for number, body in waiting:
            try:
                update = Update.de_json(json.loads(body), bot)
            except Exception as error:
                _log.error("a kept update cannot be read", extra={"update": number, "error": type(error).__name__})
                await self.finish(number)
                continue
            self._begun.add(number)
            await super().put(update)
        return len(waiting)

    def begun_before(self, number: int) -> bool:
        """Whether an earlier run may have begun to handle an update, and was ended before it was done."""
        return number in self._begun

    async def finish(self, number: int) -> None:
        """Marks an update as done."""
        await self._store.write(lambda connection: inbox.done(connection, number))
        self._begun.discard(number)

    def close(self) -> None:
        """Lets go of what is not begun: it is on disk and the next run begins with it."""
        self._closed = True
        while not self.empty():
            self.get_nowait()
            self.task_done()


class KeepingRequest(AiohttpRequest):
    """Fetches updates; they are on disk, a whole batch in one write, before anybody sees them."""

    def __init__(self, queue: UpdateQueue, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._queue = queue

    async def do_request(self, url: str, *arguments: Any, **settings: Any) -> tuple[int, bytes]:
        """As its parent's."""
        status, body = await super().do_request(url, *arguments, **settings)
        if status == 200 and url.endswith("/getUpdates"):
            await self._queue.keep(_updates_in(body))
        return status, body


def _updates_in(body: bytes) -> list[tuple[int, str]]:
    """The updates of a response (number, JSON); none where it is no response of Telegram's."""
    try:
        return [(int(one["update_id"]), json.dumps(one, ensure_ascii=False)) for one in json.loads(body)["result"]]
    except (ValueError, KeyError, TypeError):
        return []


class InOrder(BaseUpdateProcessor):
    """Handles updates of different chats at the same time and those of one chat one after the other."""

    __slots__ = ("_locks", "_queue")

    def __init__(self, queue: UpdateQueue) -> None:
        super().__init__(AT_ONCE)
        self._queue = queue
        self._locks: dict[int, tuple[asyncio.Lock, list[None]]] = {}

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Waits for the chat's turn, handles, marks as done. A handler that is cancelled leaves its update open."""
        if not isinstance(update, Update):
            await coroutine
            return
        key = key_of(update)
        lock, users = self._locks.setdefault(key, (asyncio.Lock(), []))
        users.append(None)
        try:
            async with lock:
                await coroutine
                await self._queue.finish(update.update_id)
        finally:
            users.pop()
            if not users:
                del self._locks[key]


def key_of(update: Update) -> int:
    """The chat whose order an update keeps; its user's where it has none, as inline queries."""
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat is not None else user.id if user is not None else update.update_id
