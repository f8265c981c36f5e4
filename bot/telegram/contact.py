"""Whether Telegram can be reached and brings its updates to this bot and no other."""

from __future__ import annotations

import time
from collections.abc import Callable


class Contact:
    """The last signs of Telegram, good and bad."""

    def __init__(self, period: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`period`: seconds in which a sign comes where all is well."""
        self._period = period
        self._clock = clock
        self._good = clock()
        self._conflict: float | None = None
        self.undelivered = False
        """Whether Telegram says that it cannot bring its updates."""

    def made(self) -> None:
        """Telegram has answered a request for updates."""
        self._good = self._clock()

    def contested(self) -> None:
        """Telegram says that another program takes this bot's updates."""
        self._conflict = self._clock()

    @property
    def patience(self) -> float:
        """Seconds after which silence means something, and a conflict is over: two periods."""
        return 2 * self._period

    @property
    def lost(self) -> bool:
        """Whether Telegram has not answered for too long."""
        return self._clock() - self._good > self.patience

    @property
    def conflict(self) -> bool:
        """Whether another program took updates of late."""
        return self._conflict is not None and self._clock() - self._conflict < self.patience
