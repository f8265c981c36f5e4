"""👀 on a message that has to wait, for others before it or for a slow engine; gone when it is answered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.telegram.addressing import command_of, meant_for
from bot.telegram.profile import COMMANDS

SEEN = "👀"
AFTER = 1.0
"""Seconds after which a message that is not answered shows that it was seen."""
SIGNS, SIGNS_A_SECOND = 10.0, 5.0
"""Where hundreds wait, a sign for each would hold up their answers: so many at once, and so many a second after."""
_log = logging.getLogger(__name__)


class WaitingSigns:
    """Puts signs under way, bounded over all chats."""

    def __init__(self, bot: Bot, begun_before: Callable[[int], bool]) -> None:
        """`begun_before`: whether an earlier run may have put the sign on an update's message."""
        self._bot = bot
        self._begun_before = begun_before
        self._left = SIGNS
        self._as_of = time.monotonic()
        self._tasks: set[asyncio.Task[bool]] = set()

    @contextmanager
    def until_answered(self, update: Update) -> Iterator[None]:
        """Shows the sign on a message to the bot where what is done within takes long, and takes it away after it."""
        message = update.message
        if message is None or not self._for_us(message):
            yield
            return
        shown: list[asyncio.Task[bool]] = []

        def put() -> None:
            if self._granted():
                shown.append(self._begin(self._react(message, SEEN), "seen"))

        timer = asyncio.get_running_loop().call_later(AFTER, put)
        again = self._begun_before(update.update_id)
        try:
            yield
        finally:
            timer.cancel()
            if shown or (again and self._granted()):
                self._begin(self._taken(message, *shown), "answered")

    def _for_us(self, message: Message) -> bool:
        if message.chat.type == message.chat.PRIVATE:
            return True
        command, addressed = command_of(message, self._bot.username)
        meant = meant_for(message, self._bot.username, self._bot.id) is not None
        return meant or addressed or command in COMMANDS

    async def _taken(self, message: Message, *shown: asyncio.Task[bool]) -> bool:
        """Takes a sign away once it is there, or may be."""
        await asyncio.gather(*shown)
        return await self._react(message, None)

    def _begin(self, work: Coroutine[Any, Any, bool], name: str) -> asyncio.Task[bool]:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _granted(self) -> bool:
        now = time.monotonic()
        self._left = min(SIGNS, self._left + (now - self._as_of) * SIGNS_A_SECOND)
        self._as_of = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    async def _react(self, message: Message, emoji: str | None) -> bool:
        """It is a courtesy: where Telegram does not take it, as in groups without reactions, the answer comes too."""
        try:
            return await self._bot.set_message_reaction(message.chat_id, message.message_id, emoji)
        except TelegramError as error:
            _log.debug("a sign is not shown", extra={"fault": type(error).__name__})
            return False
