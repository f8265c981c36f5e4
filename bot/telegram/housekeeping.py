"""What is forgotten in time: conversations, answers, numbers of updates."""

from __future__ import annotations

import asyncio
import logging
import sqlite3

from bot.telegram.services import Services
from bot.telegram.state import aliases, answers, conversations, feedback, inbox

EVERY_SECONDS = 6 * 3600.0
_log = logging.getLogger(__name__)


async def keep_house(services: Services) -> None:
    """Forgets what is older than GOCBOT_RETENTION_DAYS, at once and then every few hours, until cancelled."""
    days = services.settings.retention_days
    while True:
        try:
            forgotten = await services.store.erase(lambda connection: forget(connection, days))
            _log.info("forgotten", extra=forgotten)
        except Exception:
            _log.exception("nothing could be forgotten")
        await asyncio.sleep(EVERY_SECONDS)


def forget(connection: sqlite3.Connection, days: int) -> dict[str, int]:
    """Forgets what is older than so many days; how many of each."""
    return {
        "conversations": conversations.purge(connection, days),
        "answers": answers.purge(connection, days),
        "feedback": feedback.purge(connection, days),
        "untaught": aliases.purge(connection, days),
        "updates": inbox.forget(connection),
    }
