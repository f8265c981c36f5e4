"""Takes a new knowledge base file into use while messages come in; a damaged one is refused, the old one stays."""

from __future__ import annotations

import asyncio
import html
import logging
from collections.abc import Callable
from pathlib import Path

from bot.telegram import knowledge
from bot.telegram.engine import KnowledgeRefused
from bot.telegram.knowledge import Knowledge, stamp_of
from bot.telegram.services import Services
from bot.telegram.state import aliases

FOLDER = "knowledge"
"""Where in the data folder the copies lie that are answered from."""
SETTLING_SECONDS = 5.0
"""How long a reply may still be made from the knowledge base that was swapped out."""
_log = logging.getLogger(__name__)


class Watch:
    """Looks at the knowledge base file now and then; one swap at a time."""

    def __init__(self, services: Services, taken: Callable[[], object]) -> None:
        """`taken` is called once another knowledge base is in use."""
        self._services = services
        self._taken = taken
        self._seen = stamp_of(services.settings.knowledge)
        self._swapping = asyncio.Lock()
        self._leaving: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Watches until it is cancelled. A file counts as new when it has stood still between two looks."""
        path = self._services.settings.knowledge
        before = self._seen
        while True:
            await asyncio.sleep(self._services.settings.knowledge_seconds)
            now = stamp_of(path)
            if now is not None and now == before and now != self._seen:
                self._seen = now
                try:
                    await self._take(path)
                except Exception as error:
                    _log.exception("the swap failed")
                    await self._refused(type(error).__name__)
            before = now

    async def reload(self) -> None:
        """Takes the aliases as they are now into use; KnowledgeRefused, EngineError where that fails."""
        async with self._swapping:
            used = self._services.knowledge
            await knowledge.retaught(used, await self._services.store.read(aliases.overlay))
            knowledge.tidy(self._services.settings.data_dir / FOLDER, used)

    async def _take(self, path: Path) -> None:
        async with self._swapping:
            try:
                new = await self._opened(path)
            except KnowledgeRefused as refused:
                await self._refused(str(refused))
                return
            same = new.fingerprint == self._services.knowledge.fingerprint
            self._swap(new)
        if same:
            return
        _log.info("knowledge swapped", extra={"knowledge": new.fingerprint, "programme": new.programme.year})
        self._services.metrics.swaps.labels("taken").inc()
        title = html.escape(new.programme.title, quote=False)
        await self._services.notices.tell(f"taken {new.fingerprint}", f"✅ Yeni bilgi tabanı kullanımda: {title}.")
        self._taken()

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
        task = asyncio.create_task(_let_go(old), name="old knowledge")
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)


async def _let_go(old: Knowledge) -> None:
    await asyncio.sleep(SETTLING_SECONDS)
    await old.engine.close()
