"""How much one user may ask: a burst of messages and so many a minute after it, and CPU as much as they cost."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

KEPT_USERS = 20_000


@dataclass(slots=True)
class _Bucket:
    """What a user has left: messages and seconds of CPU, below zero where they are owed; and as of when."""

    messages: float
    cpu: float
    since: float


class Limits:
    """Two buckets a user, filled again by time; what a restart forgets is to the user's good."""

    def __init__(
        self, burst: int, per_minute: float, cpu_per_minute: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`cpu_per_minute`: seconds, which is also how many may be used at once."""
        self._burst = float(burst)
        self._rate = per_minute / 60
        self._cpu = cpu_per_minute
        self._clock = clock
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def reserve(self, user: int, longest: float = 0.0) -> tuple[bool, float]:
        """Counts a message: (True, the seconds until its turn, 0 for most).

        Where those would be more than `longest`, (False, the same), and nothing is counted.
        """
        bucket = self._of(user)
        wait = max(0.0, (1 - bucket.messages) / self._rate, self._owed(bucket))
        if wait > longest:
            return False, wait
        bucket.messages -= 1
        return True, wait

    def charge(self, user: int, seconds: float) -> None:
        """Counts what a message has cost, in seconds of CPU."""
        self._of(user).cpu -= seconds

    def owed(self, user: int) -> float:
        """Seconds until a user's messages have worked off what they cost; 0 for most."""
        return self._owed(self._of(user))

    def _owed(self, bucket: _Bucket) -> float:
        return max(0.0, -bucket.cpu / (self._cpu / 60))

    def _of(self, user: int) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.pop(user, None) or _Bucket(self._burst, self._cpu, now)
        passed = now - bucket.since
        bucket.messages = min(self._burst, bucket.messages + passed * self._rate)
        bucket.cpu = min(self._cpu, bucket.cpu + passed * self._cpu / 60)
        bucket.since = now
        self._buckets[user] = bucket
        if len(self._buckets) > KEPT_USERS:
            self._buckets.popitem(last=False)
        return bucket
