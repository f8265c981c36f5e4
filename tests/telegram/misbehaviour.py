"""What goes wrong at the loopback server where a test wants it: late, refused, dropped, no JSON, too many."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.telegram.parameters import Parameters
from tests.telegram.refusals import Refused, too_many


@dataclass(slots=True)
class Misbehaviour:
    """Something that goes wrong with the next calls of some methods."""

    methods: frozenset[str]
    """In lower case; empty for all."""
    times: int
    answer: Refused | None
    """None drops the connection."""
    done_first: bool = False
    """Whether the call takes effect although its caller hears otherwise."""
    when: Callable[[Parameters], bool] = lambda parameters: True
    delay: float = 0.0
    """Seconds before anything happens."""
    fails: bool = True
    """Whether it fails at all, or is only late."""
    body: bytes = b""
    """What is answered in place of JSON."""


@dataclass(slots=True)
class FloodControl:
    """Refuses with 429 what goes beyond a steady rate, in messages a second, and a burst."""

    rate: float
    burst: float
    level: float = 0.0
    at: float = 0.0

    def check(self) -> None:
        """Lets a message pass or refuses it."""
        now = time.monotonic()
        self.level = max(0.0, self.level - (now - self.at) * self.rate)
        self.at = now
        if self.level + 1 > self.burst:
            raise too_many(max(1, round((self.level + 1 - self.burst) / self.rate)))
        self.level += 1


class Dropped(Exception):
    """The connection is to die without an answer."""


class Babbled(Exception):
    """The answer is no JSON."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.body = body


def fail(fault: Misbehaviour) -> None:
    """Raises what a call ends with that goes wrong."""
    if fault.body:
        raise Babbled(fault.body)
    if fault.answer is None:
        raise Dropped
    raise replace(fault.answer, scripted=True)
