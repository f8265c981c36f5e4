"""What a bot stands on: a SQLite file of its own, or a PostgreSQL database that replicas share."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from telegram import Bot
from telegram.ext import BaseRateLimiter

from bot.telegram import knowledge, publishing
from bot.telegram.contact import Contact
from bot.telegram.engine import KnowledgeRefused
from bot.telegram.knowledge import Knowledge
from bot.telegram.membership import Membership
from bot.telegram.notices import AGAIN_SECONDS
from bot.telegram.owning import close_to_others
from bot.telegram.pace import OwnPace, SharedPace
from bot.telegram.polling import Polling
from bot.telegram.sending import OneByOne
from bot.telegram.services import Services
from bot.telegram.settings import Settings
from bot.telegram.sharing import InTouch, SharedQueue
from bot.telegram.state import aliases, bots, notices, publications, safekeeping
from bot.telegram.state.publications import Publication
from bot.telegram.state.shared import SharedStore, StateLost, shown
from bot.telegram.state.store import Store, StoreError
from bot.telegram.updates import UpdateQueue
from bot.telegram.watching import FOLDER

LOOK_SECONDS = 0.2
"""How often a replica looks whether it is the one to poll."""
STARTING_SECONDS = 20.0
"""How long a start waits for a published file where there is another one to answer from meanwhile."""
_log = logging.getLogger(__name__)

Copies = Sequence[tuple[str, Path]]
"""SHA-256 and path: see bot/telegram/knowledge.py."""
Works = Iterator[tuple[Coroutine[Any, Any, None], str]]


class Footing(ABC):
    """What differs between one process and several."""

    store: Store
    queue: UpdateQueue
    pace: BaseRateLimiter[Any] | None
    """Telegram's limits; None where they are not kept."""
    handover: OneByOne
    membership: Membership | None = None
    restored: bool = False
    """Whether the state was damaged and a copy has taken its place."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def belong(self) -> None:
        """Makes the state this bot's; StoreError where it is another one's: that one's messages would be taken here."""
        mine = self._settings.bot
        owner = await self.store.write(lambda connection: bots.claim(connection, mine))
        if owner != mine:
            where, own = self._place
            raise StoreError(
                f"{where} holds the state of bot {owner}, and GOCBOT_TOKEN is that of bot {mine}. "
                f"Give each bot {own}, or set the token of bot {owner}."
            )

    @property
    @abstractmethod
    def _place(self) -> tuple[str, str]:
        """Where the state lies, and what a bot has that has its own."""

    @abstractmethod
    async def knowledge(self) -> tuple[Knowledge, str]:
        """The knowledge base to begin with, and why it is not all that it should be; KnowledgeRefused without one."""

    @abstractmethod
    async def poll(self, polling: Polling, contact: Contact) -> None:
        """Fetches updates until cancelled."""

    async def ours(self, key: str) -> bool:
        """Whether it is for this process to tell the admins something."""
        return True

    def join(self, services: Services) -> None:  # noqa: B027
        """Begins to be one of those who answer."""

    def works(self, bot: Bot) -> Works:
        """What goes on beside the answering, each with its name."""
        yield from ()

    @property
    def polls(self) -> bool:
        """Whether it is this process that fetches updates now."""
        return not self._settings.webhook_url

    async def give_back(self) -> None:  # noqa: B027
        """Leaves to the others what is not begun."""

    async def leave(self) -> None:  # noqa: B027
        """Ends being one of those who answer."""

    async def _from_file(self) -> tuple[Knowledge, str]:
        settings, pairs = self._settings, await self.store.read(aliases.overlay)
        return await knowledge.begun(settings.knowledge, settings.data_dir / FOLDER, pairs)


class Alone(Footing):
    """One process and its SQLite file."""

    def __init__(self, settings: Settings) -> None:
        """Opens the state, or its copy where it is damaged; StoreError where neither can be used."""
        super().__init__(settings)
        database = settings.database
        self.restored = not safekeeping.is_sound(database) and safekeeping.restore(database) is not None
        if self.restored:
            _log.error("the state was damaged; its copy is used")
        close_to_others(database)
        self.store = Store(database)
        self.queue = UpdateQueue(self.store)
        self.pace = OwnPace() if settings.rate_limiter else None
        self.handover = OneByOne(self.store)

    @property
    def _place(self) -> tuple[str, str]:
        return f"GOCBOT_DATA_DIR: {self._settings.database}", "its own GOCBOT_DATA_DIR"

    async def knowledge(self) -> tuple[Knowledge, str]:
        """See Footing."""
        return await self._from_file()

    async def poll(self, polling: Polling, contact: Contact) -> None:
        """See Footing."""
        await polling.run()


class Together(Footing):
    """One of several processes that share a database."""

    def __init__(self, settings: Settings) -> None:
        """Opens the shared state; StoreError where it cannot be used, StateAway where it cannot be reached yet."""
        super().__init__(settings)
        self._services: Services | None = None
        self.store = self._shared = SharedStore(settings.state_url.get_secret_value())
        self.membership = self._me = Membership(self._shared, self._fingerprint, polls=not settings.webhook_url)
        self.queue = self._inbox = SharedQueue(self._shared, self._me, self._engine_waiting)
        self.pace = SharedPace(self._shared, lambda: len(self._me.living)) if settings.rate_limiter else None
        self.handover = InTouch(self._shared, self._me, self._inbox)

    @property
    def _place(self) -> tuple[str, str]:
        return f"GOCBOT_STATE_URL: {shown(self._shared.url)}", "a database of its own"

    async def knowledge(self) -> tuple[Knowledge, str]:
        """What was published last, else what this replica answered from last, else GOCBOT_KNOWLEDGE."""
        latest = await self.store.read(publications.latest)
        if latest is None:
            return await self._from_file()
        copies = await asyncio.to_thread(knowledge.copies, self._settings.data_dir / FOLDER)
        pairs = await self.store.read(aliases.overlay)
        try:
            return await self._published(latest, copies, pairs)
        except KnowledgeRefused as refused:
            used, without = await self._last_used(copies, pairs)
            reasons = filter(None, (f"published version {latest.version}: {refused}", without))
            return used, "; ".join(reasons)

    async def _published(self, latest: Publication, copies: Copies, pairs: Mapping[str, str]) -> tuple[Knowledge, str]:
        """A published file, loaded only where this replica has no copy of it.

        Where it has others, it does not wait long: bot/telegram/watching.py lets the file arrive while it answers.
        """
        for checksum, copy in copies:
            if checksum == latest.checksum:
                return await knowledge.resumed(copy, pairs)
        folder = self._settings.data_dir / FOLDER
        path = await publishing.fetched(self._shared, latest, folder, STARTING_SECONDS if copies else float("inf"))
        try:
            return await knowledge.begun(path, folder, pairs)
        finally:
            path.unlink(missing_ok=True)

    async def _last_used(self, copies: Copies, pairs: Mapping[str, str]) -> tuple[Knowledge, str]:
        """The newest copy that is still good: what ships may be years older."""
        for _, copy in copies:
            with suppress(KnowledgeRefused):
                return await knowledge.resumed(copy, pairs)
        return await self._from_file()

    async def ours(self, key: str) -> bool:
        """Whether no other replica has told it lately; while the database is away everybody tells."""
        try:
            return await self.store.offer(lambda connection: notices.claim(connection, key, AGAIN_SECONDS))
        except StateLost:
            return True

    def join(self, services: Services) -> None:
        """See Footing."""
        self._services = services
        self._inbox.taken_over = services.metrics.taken_over.inc
        self._me.begin()

    def works(self, bot: Bot) -> Works:
        """See Footing."""
        yield self._inbox.run(bot), "claims"

    async def poll(self, polling: Polling, contact: Contact) -> None:
        """Polls whenever this replica is the one to do it."""
        task: asyncio.Task[None] | None = None
        try:
            while True:
                if self.polls and task is None:
                    task = asyncio.create_task(polling.run(), name="polling")
                elif not self.polls:
                    contact.made()  # whoever polls sees whether Telegram is there
                    if task is not None:
                        await _cancelled(task)
                        task = None
                if task is not None and task.done():
                    task.result()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            if task is not None:
                await _cancelled(task)

    @property
    def polls(self) -> bool:
        """See Footing."""
        return self._me.leads

    async def give_back(self) -> None:
        """See Footing."""
        await self._inbox.give_back()

    async def leave(self) -> None:
        """See Footing."""
        await self._inbox.leave()
        await asyncio.to_thread(self._me.end)

    def _fingerprint(self) -> str:
        return self._services.knowledge.fingerprint if self._services is not None else ""

    def _engine_waiting(self) -> int:
        return self._services.knowledge.engine.waiting if self._services is not None else 0


def stand(settings: Settings) -> Footing:
    """What the settings say that the bot stands on."""
    return Together(settings) if settings.state_url.get_secret_value() else Alone(settings)


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
