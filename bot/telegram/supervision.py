"""What is wrong with the bot as a whole: shown by /health, told to the admins when it begins and when it is over.

Nothing here mends anything but a damaged state file, for which the bot begins anew: everything else goes on trying and
works again when the cause is gone.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.telegram.state import inbox, safekeeping
from bot.telegram.state.shared import StateLost
from bot.telegram.state.trouble import Trouble

if TYPE_CHECKING:
    from bot.telegram.services import Services

LOOK_SECONDS = 1.0
PROBE_SECONDS = 5.0
"""How often a file in trouble is tried again where nobody else writes to it."""
LEAST_FREE = 5 << 20
"""Bytes of room on the disk: a bot with less will soon not take messages any more."""
STUCK_SECONDS = 300.0
"""An update that waits longer means that something is wrong."""
TELEGRAM, CONFLICT, UNDELIVERED, ENGINE, DISK, DATABASE, STATE, STUCK = (
    "telegram",
    "conflict",
    "undelivered",
    "engine",
    "disk",
    "database",
    "state",
    "stuck",
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong, in the admins' words when it begins and when it is over; "" where there is no use."""

    begun: str
    over: str


FAULTS = {
    # While Telegram is away nobody can be told.
    TELEGRAM: Fault("", "Telegram'a {seconds} saniye ulaşılamadı; düzeldi. Bu sürede yazılanlar yanıtlanır."),
    CONFLICT: Fault(
        "⚠ Bu botun mesajlarını başka bir program da alıyor (409). Aynı anahtarla (token) çalışan öbür programı "
        "durdurun.",
        "✅ Mesajları artık yalnızca bu program alıyor.",
    ),
    UNDELIVERED: Fault(
        "⚠ Telegram, mesajları GOCBOT_WEBHOOK_URL adresine getiremiyor. Adresi, vekil sunucuyu ve sertifikayı "
        "denetleyin.",
        "✅ Telegram mesajları yeniden getirebiliyor.",
    ),
    ENGINE: Fault("⚠ Yanıt motoru ses vermiyor; yeniden başlatıyorum. Bekleyen sorular yanıtlanacak.", ""),
    DISK: Fault(
        "⚠ Disk dolu ya da yazılamıyor: yeni mesajlar alınamıyor. Yer açılınca kendiliğinden sürdürürüm; Telegram "
        "mesajları 24 saat saklar.",
        "✅ Diske yeniden yazabiliyorum; bekleyen mesajlar yanıtlanıyor.",
    ),
    DATABASE: Fault(
        "⚠ Veri tabanına (GOCBOT_STATE_URL) ulaşılamıyor: yeni mesajlar alınamıyor. Ulaşılınca kendiliğinden "
        "sürdürürüm; Telegram mesajları 24 saat saklar.",
        "✅ Veri tabanına yeniden ulaşılıyor; bekleyen mesajlar yanıtlanıyor.",
    ),
    STATE: Fault("⚠ Botun kendi veri tabanı (bot.sqlite) bozuldu; yedeğiyle yeniden başlıyorum.", ""),
    STUCK: Fault("⚠ Beş dakikadan uzun süredir yanıt bekleyen bir mesaj var; ayrıntılar günlükte.", ""),
}
WITHOUT_COPY = (
    "⚠ Botun kendi veri tabanı (bot.sqlite) bozuldu ve kullanılabilir bir yedeği yok. Botu durdurup kendi yedeğinizi "
    "geri yükleyin; o zamana dek çalışabildiği kadar çalışıyor."
)
RESTORED = (
    "⚠ Botun kendi veri tabanı bozulmuştu. Yedeği ve okunabilen yeni kayıtlarla sürdürüyorum; bozuk dosyalar "
    "{days} gün veri klasöründe (damaged) durur. Diski denetleyin."
)


class Supervision:
    """Looks at the bot once a second."""

    def __init__(self, services: Services, begin_anew: Callable[[], None]) -> None:
        """`begin_anew` ends this run and begins another one."""
        self._services = services
        self._begin_anew = begin_anew
        self._since: dict[str, float] = {}
        self._losses = 0
        self._telling: set[asyncio.Task[bool]] = set()

    async def faults(self) -> list[str]:
        """What is wrong now, the gravest first."""
        services = self._services
        trouble = services.store.trouble
        checks = {
            DATABASE: trouble is Trouble.AWAY,
            STATE: trouble is Trouble.DAMAGED,
            DISK: trouble in (Trouble.FULL, Trouble.UNWRITABLE) or self._room() < LEAST_FREE,
            CONFLICT: services.contact.conflict,
            TELEGRAM: services.contact.lost,
            UNDELIVERED: services.contact.undelivered,
            ENGINE: not services.knowledge.engine.responsive,
        }
        found = [name for name, wrong in checks.items() if wrong]
        if not found:
            try:
                _, waited = await services.store.peek(inbox.backlog)
            except StateLost:
                return [DATABASE]
            if waited is not None and waited > STUCK_SECONDS:
                found.append(STUCK)
        return found

    async def run(self) -> None:
        """Looks until cancelled."""
        probed = 0.0
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._look()
                if self._services.store.trouble is not None and time.monotonic() - probed > PROBE_SECONDS:
                    probed = time.monotonic()
                    await self._services.store.offer(inbox.forget)
            except Exception as error:
                _log.warning("the state cannot be looked at", extra={"error": type(error).__name__})

    async def _look(self) -> None:
        try:
            found = await self.faults()
        except Exception:
            found = [STATE] if self._services.store.trouble is Trouble.DAMAGED else []
        mended = STATE in found and await self._has_copy()
        for name in found:
            if name not in self._since:
                self._since[name] = time.monotonic()
                _log.error("fault", extra={"fault": name})
                self._tell(name, WITHOUT_COPY if name == STATE and not mended else FAULTS[name].begun)
        for name in [name for name in self._since if name not in found]:
            seconds = round(time.monotonic() - self._since.pop(name))
            _log.info("fault over", extra={"fault": name, "seconds": seconds})
            if name == TELEGRAM:
                seconds += round(self._services.contact.patience)
            self._tell(f"{name} over", FAULTS[name].over.format(seconds=seconds))
        losses = self._services.knowledge.engine.losses
        if losses > self._losses and ENGINE not in self._since:
            self._tell(ENGINE, FAULTS[ENGINE].begun)
        self._losses = losses
        if mended:
            self._begin_anew()

    async def _has_copy(self) -> bool:
        """Whether there is a copy that can take the state's place; without one the bot goes on as long as it can."""
        copy = safekeeping.copy_of(self._services.store.path)
        return copy.exists() and await asyncio.to_thread(safekeeping.is_sound, copy)

    def _room(self) -> int:
        try:
            return shutil.disk_usage(self._services.settings.data_dir).free
        except OSError:
            return 0

    def _tell(self, key: str, words: str) -> None:
        """Tells the admins, whenever Telegram takes it: nobody waits for that."""
        if words:
            task = asyncio.create_task(self._services.notices.tell(key, words), name="notice")
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)
