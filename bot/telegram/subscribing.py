"""/bildir: to be told when another programme is in use."""

from __future__ import annotations

import html
import logging

from telegram import Bot, Update

from bot.telegram import access
from bot.telegram.sending import Undeliverable, send_html
from bot.telegram.services import Context, Services
from bot.telegram.state import notices, subscribers

ON = "🔔 Yeni bir performans programı kullanıma alınınca size haber vereceğim. Kapatmak için yeniden /bildir yazın."
OFF = "🔕 Artık haber vermeyeceğim. Açmak için yeniden /bildir yazın."
TAKEN = "🔔 <b>{title}</b> kullanımda. Artık ondan da sorabilirsiniz. (Kapatmak için: /bildir)"
ONCE = 86_400.0
"""Seconds in which nobody is told the same again."""
_log = logging.getLogger(__name__)


async def turned(update: Update, context: Context) -> None:
    """/bildir: on, and off again."""
    user = update.effective_user
    if user is None:
        return
    store = context.services.store
    on = not await store.read(lambda connection: subscribers.has(connection, user.id))
    await store.write(lambda connection: subscribers.turn(connection, user.id, on))
    await context.say(update, ON if on else OFF)


async def tell(bot: Bot, services: Services) -> None:
    """Tells everybody who wished it that another programme is in use; who cannot be reached is struck off."""
    words = TAKEN.format(title=html.escape(services.knowledge.programme.title, quote=False))
    key = f"programme {services.knowledge.fingerprint}"
    for user in await services.store.read(subscribers.listed):
        if not await _claimed(services, notices.of_person(key, user)):
            continue
        if not await access.admitted(services, user):
            await _strike(services, user)
            continue
        try:
            await send_html(bot, user, words)
        except Undeliverable as error:
            _log.info("a subscriber cannot be reached", extra={"reason": str(error)})
            await _strike(services, user)


async def _claimed(services: Services, key: str) -> bool:
    """Whether nobody has told this yet: several replicas tell everybody once."""
    return await services.store.write(lambda connection: notices.claim(connection, key, ONCE))


async def _strike(services: Services, user: int) -> None:
    await services.store.write(lambda connection: subscribers.turn(connection, user, False))
