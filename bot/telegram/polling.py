"""Fetching updates from Telegram, for as long as the bot lives, whatever comes in between.

python-telegram-bot's own loop ends for good at the first update that it cannot parse: it never gets beyond it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.contact import Contact
from bot.telegram.sending import patiently
from bot.telegram.updates import UpdateQueue

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
"""Seconds before Telegram is asked again after a fault; doubled from one fault to the next."""
GRACE_SECONDS = 5.0
"""How much later than asked Telegram may answer a long poll."""
GOODBYE_SECONDS = 1.5
_log = logging.getLogger(__name__)


class Polling:
    """One long poll after the other. An update is confirmed to Telegram once it is on disk or cannot be read."""

    def __init__(self, bot: Bot, queue: UpdateQueue, contact: Contact, seconds: int, kinds: Sequence[str]) -> None:
        """`seconds`: how long Telegram may hold a poll open; `kinds` of updates that it is asked for."""
        self._bot = bot
        self._queue = queue
        self._contact = contact
        self._seconds = seconds
        self._kinds = list(kinds)
        self._offset = 0

    async def run(self) -> None:
        """Polls until cancelled; Undeliverable where Telegram does not let this bot poll."""
        await patiently(lambda: self._bot.delete_webhook(drop_pending_updates=False))
        pause = FIRST_PAUSE
        while True:
            try:
                await self._step()
                pause = FIRST_PAUSE
                continue
            except RetryAfter as error:
                wait = error.retry_after
                pause = float(wait if isinstance(wait, int) else wait.total_seconds())
            except Conflict:
                self._contact.contested()
                _log.error("another program fetches this bot's updates", extra={"fault": "Conflict"})
            except InvalidToken:
                _log.error("telegram no longer knows the token")
            except Exception as error:
                _log.warning("updates cannot be fetched", extra={"fault": type(error).__name__})
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    async def say_goodbye(self) -> None:
        """Confirms what was taken last, so that no other program on another disk gets it once more."""
        if self._offset:
            with suppress(TelegramError, TimeoutError):
                await asyncio.wait_for(self._fetched(0, limit=1), GOODBYE_SECONDS)

    async def _step(self) -> None:
        raws = await self._fetched(self._seconds)
        self._contact.made()
        numbers = [raw["update_id"] for raw in raws if isinstance(raw, dict) and type(raw.get("update_id")) is int]
        await self._queue.take(raws, self._bot)
        if numbers:
            self._offset = max(numbers) + 1
        elif raws:
            raise TelegramError("updates without numbers")

    async def _fetched(self, seconds: int, limit: int = 100) -> list[Any]:
        asked = {"offset": self._offset, "limit": limit, "timeout": seconds, "allowed_updates": json.dumps(self._kinds)}
        answer = await self._bot.request.post(
            f"{self._bot.base_url}/getUpdates?{urlencode(asked)}", read_timeout=seconds + GRACE_SECONDS
        )
        if not isinstance(answer, list):
            raise TelegramError("no list of updates")
        return answer
