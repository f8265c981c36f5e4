"""Requests of strangers, rung to the admins one by one as long as they are few, together when they are many."""

from __future__ import annotations

import time
from collections.abc import Callable

SINGLY = 20
"""Requests at once that each ring."""
REFILL_SECONDS, AGAIN_SECONDS = 60.0, 600.0
"""One more rings in so many seconds; those between are told together, once in so many."""
COLLECT_SECONDS = 5.0
"""How long requests are collected before they are told together."""


class Bell:
    """How often the admins are called."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left = float(SINGLY)
        self._since = clock()
        self._together: float | None = None
        """When requests are told together next, or were last."""

    def rings(self) -> bool:
        """Whether a request rings by itself."""
        now = self._clock()
        self._left = min(float(SINGLY), self._left + (now - self._since) / REFILL_SECONDS)
        self._since = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def collects(self) -> float | None:
        """The seconds after which requests that did not ring are to be told together; None where that is arranged."""
        now = self._clock()
        if self._together is not None and self._together > now:
            return None
        wait = COLLECT_SECONDS
        if self._together is not None:
            wait = max(wait, self._together + AGAIN_SECONDS - now)
        self._together = now + wait
        return wait
