"""Notices to the admins: what went wrong, without flooding them."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Iterable

from telegram import Bot

from bot.telegram.sending import send_html

AGAIN_SECONDS = 600.0
"""The same notice is not sent again for so long."""
AN_HOUR = 20
"""Notices an hour at most, whatever they are about."""
_log = logging.getLogger(__name__)


class Notices:
    """Tells every admin; a notice that cannot be delivered is in the log."""

    def __init__(
        self,
        bot: Bot,
        admins: Iterable[int],
        clock: Callable[[], float] = time.monotonic,
        *,
        ours: Callable[[str], Awaitable[bool]] | None = None,
    ) -> None:
        """`ours`: whether this replica is the one that tells a key; without it there is no other."""
        self._bot = bot
        self._admins = tuple(sorted(admins))
        self._clock = clock
        self._ours = ours
        self._last: dict[str, float] = {}
        self._sent: list[float] = []
        self._held = 0

    async def tell(self, key: str, html: str) -> bool:
        """Sends a notice to the admins unless one with this key went out lately; whether it was sent."""
        if not self._due(key) or (self._ours is not None and not await self._ours(key)):
            return False
        held, self._held = self._held, 0
        if held:
            html += f"\n\n(Bu arada {held} bildirim daha oldu; ayrıntılar günlükte.)"
        for admin in self._admins:
            try:
                await send_html(self._bot, admin, html)
            except Exception as error:
                _log.warning("an admin cannot be told", extra={"error": type(error).__name__})
        return True

    def _due(self, key: str) -> bool:
        now = self._clock()
        self._sent = [moment for moment in self._sent if now - moment < 3600]
        recently = now - self._last.get(key, -AGAIN_SECONDS) < AGAIN_SECONDS
        if recently or len(self._sent) >= AN_HOUR:
            self._held += 1
            return False
        self._last[key] = now
        self._sent.append(now)
        if len(self._last) > 1000:
            self._last = {name: moment for name, moment in self._last.items() if now - moment < AGAIN_SECONDS}
        return True
