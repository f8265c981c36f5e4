"""The first that looks at an update: whoever writes more than anybody should waits, or is told what was not read.

Strangers stand before the same door as everybody else; only admins pass it at any time.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection, Coroutine
from dataclasses import dataclass, field
from typing import Any

from prometheus_client import Counter
from telegram import Bot, InlineQueryResultsButton, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.telegram.limits import Limits
from bot.telegram.presses import acknowledge
from bot.telegram.sending import Undeliverable, send_html
from bot.telegram.updates import UpdateQueue

LONGEST_WAIT = 30.0
"""Seconds that a message may wait for its turn. In a group none does: all wait there for the one before."""
NOTICED_WAIT, NOTICE_SECONDS = 3.0, 60.0
"""A wait of so many seconds is told, once in so many."""
QUIET_SECONDS, LATEST_SECONDS = 2.0, 10.0
"""Messages that are not read are told together: when no more come for so long, or the first is so old."""
SLICE_SECONDS = 0.2
SLOWLY = "Arka arkaya çok mesaj yazdınız; hepsini sırayla yanıtlayacağım, biraz sürecek."
NOT_READ = "Çok sık yazdığınız için {what} okuyamadım. {seconds} saniye sonra yeniden yazar mısınız?"
# Not "the last": another replica may tell of some as well.
ONE, SEVERAL = "bir mesajınızı", "{count} mesajınızı"
SLOW_DOWN = "Çok sık basıyorsunuz. {seconds} saniye sonra yeniden dener misiniz?"
SLOW_SEARCH = "Çok sık arıyorsunuz; biraz sonra yeniden deneyin"
START_PARAMETER = "yavas"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Unread:
    """Updates of one chat that were not read and are not yet told."""

    count: int = 0
    numbers: list[int] = field(default_factory=list)
    """Of those that are done when they are told."""
    first: float = field(default_factory=time.monotonic)
    last: float = 0.0
    wait: float = 0.0


class Doorkeeper:
    """Knows whose turn it is."""

    def __init__(
        self, bot: Bot, queue: UpdateQueue, limits: Limits, admins: Collection[int], turned_away: Counter
    ) -> None:
        self._bot = bot
        self._queue = queue
        self._limits = limits
        self._admins = frozenset(admins)
        self._turned_away = turned_away
        self._unread: dict[tuple[int, int], _Unread] = {}
        self._noticed: dict[int, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def admit(self, update: Update) -> float | None:
        """The seconds that an update has to wait for its turn; None where it is not to be handled, which is told.

        It is marked as done when its sender has been told: what a kill strikes before comes again.
        """
        user = update.effective_user
        if user is None or user.id in self._admins:
            return 0.0
        if (written := update.message or update.edited_message) is not None:
            private = written.chat.type == ChatType.PRIVATE
            waited = self._queue.waited(update.update_id)
            granted, wait = self._limits.reserve(user.id, max(0.0, LONGEST_WAIT - waited) if private else 0.0)
            if not granted:
                await self._leave_unread(update, user.id, wait)
                return None
            if wait and wait + waited > NOTICED_WAIT:
                self._notice(user.id)
            return wait
        if update.callback_query is None and update.inline_query is None:
            return 0.0
        granted, wait = self._limits.reserve(user.id)
        if granted:
            return 0.0
        self._turned_away.inc()
        if update.callback_query is not None:
            await acknowledge(update.callback_query, SLOW_DOWN.format(seconds=_whole(wait)), alert=True)
        else:
            await self._refuse_search(update)
        await self._queue.finish(update.update_id)
        return None

    async def wait(self, update: Update, ends: float) -> bool:
        """Waits for an update's turn, at a time of the monotonic clock; False where the bot is told to stop meanwhile.

        What its sender's earlier messages have cost counts too, which nobody knew when it came.
        """
        user = update.effective_user
        if user is None or user.id in self._admins:
            return True
        private = update.message is not None and update.message.chat.type == ChatType.PRIVATE
        if private:
            owed = min(LONGEST_WAIT, self._limits.owed(user.id))
            if owed > NOTICED_WAIT:
                self._notice(user.id)
            ends = max(ends, time.monotonic() + owed)
        while (left := ends - time.monotonic()) > 0:
            if self._queue.closed:
                return False
            await asyncio.sleep(min(SLICE_SECONDS, left))
        return True

    async def _leave_unread(self, update: Update, user: int, wait: float) -> None:
        self._turned_away.inc()
        message = update.message or update.edited_message
        assert message is not None
        key = (message.chat_id, user)
        unread = self._unread.get(key)
        if unread is None:
            unread = self._unread[key] = _Unread()
            thread = message.message_thread_id if message.is_topic_message else None
            reply_to = None if message.chat.type == ChatType.PRIVATE else message.message_id
            self._begin(self._tell_unread(key, thread, reply_to))
        unread.count += 1
        unread.last, unread.wait = time.monotonic(), wait
        if not await self._queue.refuse(update.update_id):
            unread.numbers.append(update.update_id)

    async def _tell_unread(self, key: tuple[int, int], thread: int | None, reply_to: int | None) -> None:
        unread = self._unread[key]
        while True:
            due = min(unread.last + QUIET_SECONDS, unread.first + LATEST_SECONDS)
            if time.monotonic() >= due:
                break
            await asyncio.sleep(due - time.monotonic())
        del self._unread[key]
        what = ONE if unread.count == 1 else SEVERAL.format(count=unread.count)
        words = NOT_READ.format(what=what, seconds=_whole(unread.wait))
        try:
            await send_html(self._bot, key[0], words, thread=thread, reply_to=reply_to)
        except Undeliverable as error:
            _log.warning("a word cannot be delivered", extra={"reason": str(error)})
        except Exception as error:  # whatever it is, these updates must not stay at work for ever
            _log.error("a word cannot be sent", extra={"error": type(error).__name__})
        for number in unread.numbers:
            await self._queue.finish(number)

    def _notice(self, user: int) -> None:
        now = time.monotonic()
        if now - self._noticed.get(user, -NOTICE_SECONDS) < NOTICE_SECONDS:
            return
        self._noticed = {one: at for one, at in self._noticed.items() if now - at < NOTICE_SECONDS} | {user: now}
        self._begin(self._say(user, SLOWLY))

    async def _say(self, chat: int, words: str) -> None:
        try:
            await send_html(self._bot, chat, words)
        except Undeliverable as error:
            _log.warning("a word cannot be delivered", extra={"reason": str(error)})

    async def _refuse_search(self, update: Update) -> None:
        assert update.inline_query is not None
        button = InlineQueryResultsButton(SLOW_SEARCH, start_parameter=START_PARAMETER)
        try:
            await update.inline_query.answer([], cache_time=1, is_personal=True, button=button)
        except TelegramError as error:
            _log.info("a search is not answered", extra={"fault": type(error).__name__})

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="doorkeeper")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _whole(seconds: float) -> int:
    return max(1, round(seconds + 0.5))
