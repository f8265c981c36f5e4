"""What a message may cost: while one is read everybody else waits, and whatever it says, its reply comes at once.

How much is looked at is bounded wherever it is looked at, by counts (words, mentions, divisions, parts); for what these
let through together, the CPU is looked at between one stage and the next.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

SECONDS = 0.25
"""CPU after which nothing more of a message is begun. On shared cores the dearest of 2,400 questions took 0.19."""
STAGE = 0.06
"""What one stage counts for at most: stages take hundredths, and where a clock leaps, as it does when a virtual machine
is held up or garbage is collected, the message has not cost what it shows."""


@dataclass(slots=True)
class _Purse:
    left: float
    seen: float
    """What the clock showed when the last stage began."""


_purse: ContextVar[_Purse | None] = ContextVar("purse", default=None)


class TooCostly(Exception):
    """A message has used up what it may cost."""


def clock() -> float:
    """CPU seconds of this thread."""
    return time.thread_time()


@contextmanager
def spending(seconds: float = SECONDS) -> Iterator[None]:
    """Bounds what is done within."""
    token = _purse.set(_Purse(seconds, clock()))
    try:
        yield
    finally:
        _purse.reset(token)


def go_on() -> None:
    """Asked before each stage. Raises TooCostly where the bound is reached; without one it never is."""
    purse = _purse.get()
    if purse is None:
        return
    now = clock()
    purse.left -= min(now - purse.seen, STAGE)
    purse.seen = now
    if purse.left < 0:
        raise TooCostly
