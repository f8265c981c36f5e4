"""What a message may cost: while one is read everybody else waits, and whatever it says, its reply comes at once.

How much is looked at is bounded wherever it is looked at, by counts (words, mentions, divisions, parts); for what these
let through together, the CPU is looked at between one stage and the next.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf

SECONDS = 0.25
"""CPU after which nothing more of a message is begun; a stage that is begun takes some hundredths. On shared cores the
dearest of 2,400 questions took 0.19."""

_end: ContextVar[float] = ContextVar("end", default=inf)


class TooCostly(Exception):
    """A message has used up what it may cost."""


def clock() -> float:
    """CPU seconds of this thread."""
    return time.thread_time()


@contextmanager
def spending(seconds: float = SECONDS) -> Iterator[None]:
    """Bounds what is done within; within another bound by the narrower one."""
    token = _end.set(min(_end.get(), clock() + seconds))
    try:
        yield
    finally:
        _end.reset(token)


def go_on() -> None:
    """Asked before each stage. Raises TooCostly where the bound is reached; without one it never is."""
    end = _end.get()
    if end < inf and clock() > end:
        raise TooCostly
