"""Telegram's limits: thirty messages a second, twenty a minute in a group, by one process or by all replicas together.

bot/telegram/state/buckets.py says what a place is.
"""

from __future__ import annotations

import asyncio
import time
from abc import abstractmethod
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.ext import BaseRateLimiter

from bot.telegram.state import buckets
from bot.telegram.state.buckets import GROUP_SECONDS, IN_GROUP, PER_SECOND, Place
from bot.telegram.state.shared import SharedStore, StateLost

COURTESIES = frozenset({"sendChatAction", "setMessageReaction"})
"""Requests that take no place: where many wait, a sign to each of them would halve what is answered."""
AGAIN_SECONDS = 0.5
"""How often the database is asked for a group's place while it is away."""

Sleep = Callable[[float], Coroutine[Any, Any, None]]


class Pace(BaseRateLimiter[None]):
    """Every message waits for its place."""

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep

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
        """Waits for its place where it goes to a chat and is no courtesy, and makes the request."""
        chat = data.get("chat_id")
        if chat is not None and endpoint not in COURTESIES:
            group = str(chat) if str(chat).startswith(("-", "@")) else ""
            while True:
                place = await self._place(group)
                if place.wait:
                    await self._sleep(place.wait)
                if place.taken:
                    break
        return await callback(*args, **kwargs)

    @abstractmethod
    async def _place(self, group: str) -> Place:
        """The next place for a message to a group, or to a person."""


class OwnPace(Pace):
    """The limits, kept by one process alone."""

    def __init__(self, sleep: Sleep = asyncio.sleep, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(sleep)
        self._clock = clock
        self._next = float("-inf")
        self._sent: dict[str, deque[float]] = {}
        """When each group's last messages went, the group that was written to last at the end."""

    async def _place(self, group: str) -> Place:
        now = self._clock()
        begins = max(now, self._next)
        if group:
            sent = self._sent_to(group, now)
            if len(sent) == IN_GROUP and (wait := sent[0] + GROUP_SECONDS - now) > 0:
                return Place(wait, taken=False)
            sent.append(begins)
        self._next = begins + 1 / PER_SECOND
        return Place(begins - now)

    def _sent_to(self, group: str, now: float) -> deque[float]:
        sent = self._sent[group] = self._sent.pop(group, deque(maxlen=IN_GROUP))
        while (oldest := next(iter(self._sent))) != group and self._sent[oldest][-1] + GROUP_SECONDS < now:
            del self._sent[oldest]
        return sent


class SharedPace(Pace):
    """The limits, kept by all replicas together: places are given by the database.

    While that is away a replica sends to people at its share of the rate. What goes to a group waits for it: only the
    database knows what the others have sent there in the last minute.
    """

    def __init__(self, store: SharedStore, living: Callable[[], int], sleep: Sleep = asyncio.sleep) -> None:
        """`living`: how many replicas there are."""
        super().__init__(sleep)
        self._store = store
        self._living = living
        self._next = float("-inf")

    async def _place(self, group: str) -> Place:
        try:
            return await self._store.offer(lambda connection: buckets.take(connection, group))
        except StateLost:
            return Place(AGAIN_SECONDS, taken=False) if group else Place(self._alone())

    def _alone(self) -> float:
        now = asyncio.get_running_loop().time()
        begins = max(now, self._next)
        self._next = begins + max(1, self._living()) / PER_SECOND
        return begins - now
