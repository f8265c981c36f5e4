"""What happened a moment ago, so that it does not happen twice."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

SECONDS = 60.0
KEPT = 4096


class Lately:
    """Remembers things for a while; a restart forgets them."""

    def __init__(self, seconds: float = SECONDS, kept: int = KEPT, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._kept = kept
        self._clock = clock
        self._at: OrderedDict[Hashable, float] = OrderedDict()

    def lately(self, thing: Hashable) -> bool:
        """Whether something was noted here within the time; notes it otherwise."""
        now = self._clock()
        if now - self._at.get(thing, -self._seconds) < self._seconds:
            return True
        self._at.pop(thing, None)
        self._at[thing] = now
        if len(self._at) > self._kept:
            self._at.popitem(last=False)
        return False
