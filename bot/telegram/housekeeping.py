"""What is forgotten in time: conversations, answers, numbers of updates; a copy of the rest; memory that is free."""

from __future__ import annotations

import asyncio
import ctypes
import logging

from bot.telegram.services import Services
from bot.telegram.state import (
    aliases,
    answers,
    buckets,
    conversations,
    feedback,
    inbox,
    links,
    notices,
    persons,
    replicas,
    safekeeping,
)
from bot.telegram.state.shared import SharedStore
from bot.telegram.state.store import Connection, Store
from bot.telegram.state.trouble import Trouble

EVERY_SECONDS = 6 * 3600.0
GIVE_BACK_SECONDS = 5.0
_log = logging.getLogger(__name__)


async def keep_house(services: Services) -> None:
    """Forgets what is older than GOCBOT_RETENTION_DAYS, at once and then every few hours, until cancelled."""
    days = services.settings.retention_days
    while True:
        try:
            forgotten = await services.store.erase(lambda connection: forget(connection, days))
            _log.info("forgotten", extra=forgotten)
            await asyncio.to_thread(safekeeping.forget_damaged, services.settings.data_dir)
            await back_up(services.store)
        except Exception:
            _log.exception("nothing could be forgotten")
        await asyncio.sleep(EVERY_SECONDS)


async def back_up(store: Store) -> None:
    """Keeps a copy of the state where it is sound; where it is damaged the last copy stays, and `trouble` says so.

    A database that replicas share is backed up by those who run it. Raises sqlite3.Error, OSError where the disk does
    not take the copy.
    """
    if isinstance(store, SharedStore):
        return
    if await asyncio.to_thread(safekeeping.is_sound, store.path):
        await asyncio.to_thread(safekeeping.keep_copy, store.path)
    else:
        store.trouble = Trouble.DAMAGED


async def give_back() -> None:
    """Gives freed memory back to the system now and then, until cancelled.

    glibc keeps what small requests leave between others: some megabytes more after every ten thousand messages,
    although no more of it is in use. Costs a millisecond or two; other C libraries have no such call.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    while trim is not None:
        await asyncio.sleep(GIVE_BACK_SECONDS)
        trim(0)


def forget(connection: Connection, days: int) -> dict[str, int]:
    """Forgets what is older than so many days; how many of each."""
    return {
        "conversations": conversations.purge(connection, days),
        "answers": answers.purge(connection, days),
        "links": links.purge(connection, days),
        "feedback": feedback.purge(connection, days),
        "people": persons.purge(connection, days),
        "untaught": aliases.purge(connection, days),
        "updates": inbox.forget(connection),
        "replicas": replicas.forget(connection),
        "buckets": buckets.forget(connection),
        "notices": notices.forget(connection),
    }
