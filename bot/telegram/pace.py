"""Telegram's limits, kept by all replicas together: thirty messages a second, twenty a minute in a group."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.ext import AIORateLimiter, BaseRateLimiter

from bot.telegram.state import buckets
from bot.telegram.state.shared import SharedStore, StateLost

OVERALL_RATE, OVERALL_BURST = 30.0, 1.0
"""Messages a second, one after the other: thirty at once and thirty in the second after them would be sixty."""
GROUP_RATE, GROUP_BURST = 20 / 60, 20.0
EVERYBODY = "all"


COURTESIES = frozenset({"sendChatAction", "setMessageReaction"})
"""Requests that take no place: where many wait, a sign to each of them would halve what is answered."""


class OwnPace(AIORateLimiter):
    """The limits of the library, kept by one process alone."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Waits for its place, unless it is a courtesy, and makes the request."""
        if endpoint in COURTESIES:
            return await callback(*args, **kwargs)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)


class SharedPace(BaseRateLimiter[None]):
    """Every message takes a place in a bucket that lies in the database.

    While that is away a replica sends at its share of the rate.
    """

    def __init__(
        self,
        store: SharedStore,
        living: Callable[[], int],
        sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep,
    ) -> None:
        """`living`: how many replicas there are."""
        self._store = store
        self._living = living
        self._sleep = sleep
        self._next = 0.0

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Waits for its place where it goes to a chat, and makes the request."""
        chat = data.get("chat_id")
        if chat is not None and endpoint not in COURTESIES:
            if str(chat).startswith(("-", "@")):
                await self._place(f"group {chat}", GROUP_RATE, GROUP_BURST)
            await self._place(EVERYBODY, OVERALL_RATE, OVERALL_BURST)
        return await callback(*args, **kwargs)

    async def _place(self, key: str, rate: float, burst: float) -> None:
        try:
            wait = await self._store.offer(lambda connection: buckets.take(connection, key, rate, burst))
        except StateLost:
            wait = self._alone(rate / max(1, self._living()))
        if wait:
            await self._sleep(wait)

    def _alone(self, rate: float) -> float:
        now = asyncio.get_running_loop().time()
        begins = max(now, self._next)
        self._next = begins + 1 / rate
        return begins - now
