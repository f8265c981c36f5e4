"""How much one user may ask: a burst, and so many a minute after it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

KEPT_USERS = 20_000
NOTICE_SECONDS = 10.0
"""A user over the limit is told so no more often than this."""


class Limits:
    """A token bucket a user; what a restart forgets is to the user's good."""

    def __init__(self, burst: int, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._rate = per_minute / 60
        self._clock = clock
        self._buckets: OrderedDict[int, tuple[float, float]] = OrderedDict()
        self._told: dict[int, float] = {}

    def take(self, user: int) -> float:
        """Counts a message; the seconds to wait where it is one too many, else 0."""
        now = self._clock()
        left, since = self._buckets.pop(user, (float(self._burst), now))
        left = min(float(self._burst), left + (now - since) * self._rate)
        wait = 0.0 if left >= 1 else (1 - left) / self._rate
        self._buckets[user] = (left if wait else left - 1, now)
        if len(self._buckets) > KEPT_USERS:
            gone, _ = self._buckets.popitem(last=False)
            self._told.pop(gone, None)
        return wait

    def tell(self, user: int) -> bool:
        """Whether a user over the limit is to be told now."""
        now = self._clock()
        if now - self._told.get(user, -NOTICE_SECONDS) < NOTICE_SECONDS:
            return False
        self._told[user] = now
        return True
