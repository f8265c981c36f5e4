"""Takes new knowledge into use while messages come in; what is damaged is refused, the old one stays.

It comes as a file at GOCBOT_KNOWLEDGE, or to all replicas by `gocbot publish`; words that another replica was taught
come by the state they share.
"""

from __future__ import annotations

import asyncio
import html
import logging
import time
import weakref
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.telegram import knowledge, publishing
from bot.telegram.engine import EngineClient, KnowledgeRefused
from bot.telegram.knowledge import Knowledge, stamp_of
from bot.telegram.services import Services
from bot.telegram.state import aliases, publications
from bot.telegram.state.publications import Publication
from bot.telegram.state.shared import SharedStore, StateLost

LONGEST_PAUSE = 3600.0
"""Seconds between two tries to get a published file."""
FOLDER = "knowledge"
"""Where in the data folder the copies lie that are answered from."""
LOOK_SECONDS = 1.0
"""How often it is looked whether a reply is still being made from the knowledge base that was swapped out."""
LATE_LOOKS = 3
"""A published file that has not arrived after so many looks is late: the admins are told."""
LATE = (
    "⚠ Yayımlanan yeni bilgi tabanı henüz gelmedi; gelince kullanıma alınacak. O zamana dek eskisiyle yanıt veriyorum."
)
_log = logging.getLogger(__name__)


class Tries:
    """When a published version is fetched again that could not be had or used: each time after twice the pause."""

    def __init__(self, pause: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`pause`: the first, in seconds."""
        self._first = self._pause = pause
        self._clock = clock
        self._version = 0
        self._next = 0.0

    def due(self, version: int) -> bool:
        """Whether a version is to be tried now; if so, that counts as a try. Another one than before is at once."""
        now = self._clock()
        if version != self._version:
            self._version, self._pause = version, self._first
        elif now < self._next:
            return False
        self._next, self._pause = now + self._pause, min(LONGEST_PAUSE, self._pause * 2)
        return True


class Arrival:
    """A published version on its way here, or none."""

    def __init__(self, version: int = 0, work: Coroutine[Any, Any, None] | None = None) -> None:
        """`work`: what lets it arrive and takes it into use."""
        self.version = version
        self._task = asyncio.create_task(work, name="published knowledge") if work is not None else None
        self._looks = 0

    @property
    def goes_on(self) -> bool:
        """Whether it is on its way, or being taken into use."""
        return self._task is not None and not self._task.done()

    def looked_at(self) -> int:
        """How often it was still on its way, this time among them."""
        self._looks += 1
        return self._looks

    def give_up(self) -> None:
        """Lets it be."""
        if self._task is not None:
            self._task.cancel()


class Watch:
    """Looks for new knowledge now and then; one swap at a time."""

    def __init__(self, services: Services, taken: Callable[[], object]) -> None:
        """`taken` is called once another knowledge base is in use."""
        self._services = services
        self._taken = taken
        self._seen = self._before = stamp_of(services.settings.knowledge)
        self._swapping = asyncio.Lock()
        self._leaving: set[asyncio.Task[None]] = set()
        self._tries = Tries(services.settings.knowledge_seconds)
        self._unusable: dict[str, str] | None = None
        """Taught words that were tried already."""
        self._arrival = Arrival()

    async def run(self) -> None:
        """Watches until it is cancelled."""
        store = self._services.store
        try:
            while True:
                await asyncio.sleep(self._services.settings.knowledge_seconds)
                async with self._telling():
                    if not isinstance(store, SharedStore) or not await self._look_at_state(store):
                        await self._look_at_file()
        finally:
            self._arrival.give_up()

    @asynccontextmanager
    async def _telling(self) -> AsyncIterator[None]:
        """Tells of what goes wrong within, and goes on."""
        try:
            yield
        except StateLost:
            return
        except KnowledgeRefused as refused:
            await self._refused(str(refused))
        except Exception as error:
            _log.exception("the swap failed")
            await self._refused(type(error).__name__)

    async def _look_at_file(self) -> None:
        """A file counts as new when it has stood still between two looks."""
        path = self._services.settings.knowledge
        now = stamp_of(path)
        stands, self._before = now is not None and now == self._before, now
        if stands and now != self._seen:
            self._seen = now
            await self._take(path)

    async def _look_at_state(self, store: SharedStore) -> bool:
        """Takes what was published and what other replicas were taught; whether anything was published at all."""
        latest, pairs = await store.peek(lambda c: (publications.latest(c), aliases.overlay(c)))
        # The words first: whoever cannot get a file is to know them all the same.
        if pairs not in (self._services.knowledge.aliases, self._unusable):
            self._unusable = pairs
            await self.reload()
        if latest is not None:
            await self._catch_up(store, latest)
        return latest is not None

    async def _catch_up(self, store: SharedStore, latest: Publication) -> None:
        """Lets a published file arrive beside all else: however slow it is, the next look is not."""
        behind = self._behind(latest)
        if self._arrival.version != latest.version:
            self._arrival.give_up()
        elif self._arrival.goes_on:
            if behind and self._arrival.looked_at() == LATE_LOOKS:
                _log.error("published knowledge is late", extra={"version": latest.version})
                await self._services.notices.tell(f"late {latest.version}", LATE)
            return
        if behind and self._tries.due(latest.version):
            self._arrival = Arrival(latest.version, self._fetch(store, latest))

    async def _fetch(self, store: SharedStore, latest: Publication) -> None:
        async with self._telling():
            path = await publishing.fetched(store, latest, self._services.settings.data_dir / FOLDER)
            try:
                await self._take(path)
            finally:
                path.unlink(missing_ok=True)
            self._behind(latest)

    def _behind(self, latest: Publication) -> bool:
        behind = not latest.checksum.startswith(self._services.knowledge.fingerprint)
        self._services.behind = latest.version if behind else 0
        return behind

    async def reload(self) -> None:
        """Takes the aliases as they are now into use; KnowledgeRefused, EngineError where that fails."""
        async with self._swapping:
            used = self._services.knowledge
            await knowledge.retaught(used, await self._services.store.read(aliases.overlay))
            knowledge.tidy(self._services.settings.data_dir / FOLDER, used)

    async def _take(self, path: Path) -> bool:
        """Whether the file is in use now."""
        async with self._swapping:
            try:
                new = await self._opened(path)
            except KnowledgeRefused as refused:
                await self._refused(str(refused))
                return False
            same = new.fingerprint == self._services.knowledge.fingerprint
            self._swap(new)
        if same:
            return True
        _log.info("knowledge swapped", extra={"knowledge": new.fingerprint, "programme": new.programme.year})
        self._services.metrics.swaps.labels("taken").inc()
        title = html.escape(new.programme.title, quote=False)
        await self._services.notices.tell(f"taken {new.fingerprint}", f"✅ Yeni bilgi tabanı kullanımda: {title}.")
        self._taken()
        return True

    async def _opened(self, path: Path) -> Knowledge:
        pairs = await self._services.store.read(aliases.overlay)
        return await knowledge.opened(path, self._services.settings.data_dir / FOLDER, pairs)

    async def _refused(self, reason: str) -> None:
        _log.error("knowledge refused", extra={"reason": reason})
        self._services.metrics.swaps.labels("refused").inc()
        await self._services.notices.tell(
            f"refused {reason}",
            "⚠ Yeni bilgi tabanı dosyası kullanılamıyor; eskisiyle yanıt vermeyi sürdürüyorum. Nedeni günlükte.",
        )

    def _swap(self, new: Knowledge) -> None:
        old, self._services.knowledge = self._services.knowledge, new
        knowledge.tidy(self._services.settings.data_dir / FOLDER, new)
        task = asyncio.create_task(_let_go(weakref.ref(old), old.engine), name="old knowledge")
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)


async def _let_go(old: weakref.ref[Knowledge], engine: EngineClient) -> None:
    """Ends the engine of a knowledge base that was swapped out once nobody holds that any more.

    No time would do: a handler that took it may wait for the state for as long as the database is away, and asks then.
    """
    while old() is not None:
        await asyncio.sleep(LOOK_SECONDS)
    await engine.close()
