"""What the bot keeps of a person, shown to them, handed to them and deleted at their word (law 6698).

For everybody, also for who has no access: they have asked for it, so something is kept.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import sys
from contextlib import suppress

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Message, Update

from bot.telegram.housekeeping import back_up
from bot.telegram.presses import acknowledge, edit
from bot.telegram.sending import patiently
from bot.telegram.services import Context, Services
from bot.telegram.settings import SettingsError, load
from bot.telegram.state import inbox, persons, safekeeping
from bot.telegram.state.opening import reading
from bot.telegram.state.store import StoreError

COMMAND = "verilerim"
DELETE, DELETE_QUESTIONS, EXPORT = "d:me", "d:questions", "d:export"
PRESS = "^d:(me|questions|export)$"
READ_BY = "yöneticiler yalnızca yanıtlanamayan ve beğenilmeyen soruları, kimin sorduğunu görmeden okuyabilir"
"""Who reads what: in one wording, wherever it is said."""
NOTICE = f"Sorularınız en çok {{days}} gün saklanır; {READ_BY}. Görmek ya da silmek için /verilerim."
"""What everybody reads before they ask anything."""
SHOWN = (
    "<b>Hakkınızda tutulanlar</b>\n"
    "• Sorularınız ve yanıtların düğmeleri: {questions} kayıt\n"
    "• Son konuşmanızın konusu (devam soruları için): {conversation}\n"
    "• Beğeni bildirimleriniz: {feedback}\n"
    "• Yeni program haberi isteğiniz (/bildir): {news}\n"
    "• Size bir kez söylenenler (bir gün tutulur): {notices} kayıt\n"
    "• Erişim kaydınız (adınız, kullanıcı adınız, verilen kararlar): {access}\n\n"
    f"Sorular en çok {{days}} gün saklanır; {READ_BY}. Erişim kaydınız, "
    "erişiminiz sürdükçe, yoksa en çok {days} gün saklanır."
)
ENDS_ACCESS = "\n\n“Verilerimi sil” erişiminizi de sona erdirir; botu kullanmak için yeniden istemeniz gerekir."
DELETED = "Hakkınızda tutulan her şey silindi."
DELETED_ACCESS = "Hakkınızda tutulan her şey silindi; erişiminiz de sona erdi. Yeniden istemek için /start yazın."
DELETED_BUT_OFFICE = (
    "Hakkınızda tutulanlar silindi; yönetici olarak verdiğiniz kararlar, davetler ve öğrettiğiniz sözler kaldı."
)
DELETED_QUESTIONS = "Sorularınız, konuşmanız ve bildirimleriniz silindi."
FILE = "verilerim.json"
NOTHING_KEPT = "gocbot: nothing is kept of {id}."
_log = logging.getLogger(__name__)


async def shown(update: Update, context: Context) -> None:
    """/verilerim: what is kept, and buttons to have it or to delete it."""
    message, user = update.message, update.effective_user
    if message is None or user is None:
        return
    services = context.services
    found = await services.store.read(lambda connection: persons.counts(connection, user.id))
    text = SHOWN.format(
        days=services.settings.retention_days,
        questions=found["questions"],
        feedback=found["feedback"],
        notices=found["notices"],
        news="var" if found["news"] else "yok",
        conversation="var" if found["conversation"] else "yok",
        access="var" if found["access"] else "yok",
    )
    rows = [[InlineKeyboardButton("🗑 Verilerimi sil", callback_data=DELETE)]]
    if found["access"]:
        text += ENDS_ACCESS if _needs_access(services, user.id) else ""
        rows.append([InlineKeyboardButton("🗑 Yalnızca sorularımı sil", callback_data=DELETE_QUESTIONS)])
    rows.append([InlineKeyboardButton("📄 Hepsini dosya olarak al", callback_data=EXPORT)])
    await context.say(update, text, keyboard=InlineKeyboardMarkup(rows))


async def pressed(update: Update, context: Context) -> None:
    """A press below /verilerim: hands out or forgets what is kept of the person who pressed it."""
    query = update.callback_query
    if query is None:
        return
    if query.data == EXPORT:
        await acknowledge(query)
        await _send_file(update, context, query.from_user.id)
        return
    user, whole = query.from_user.id, query.data == DELETE
    store = context.services.store
    found = await store.read(lambda connection: persons.counts(connection, user))
    await store.erase(lambda connection: persons.forget(connection, user, access=whole))
    _log.info("own data deleted", extra={"user": context.services.pseudonyms.of(user), "all": whole})
    words = _deleted(found, context.services, user) if whole else DELETED_QUESTIONS
    await acknowledge(query, words)
    if isinstance(query.message, Message):
        await edit(query, words)
    # The press itself holds their name. Where a kill comes before this, it is handled again.
    await store.erase(lambda connection: inbox.done(connection, update.update_id))
    await _renew_copy(context)


def _deleted(found: dict[str, int], services: Services, user: int) -> str:
    """What is true after a person was forgotten, of whom so much was kept."""
    if any(found[name] for name in persons.OFFICE):
        return DELETED_BUT_OFFICE
    return DELETED_ACCESS if found["access"] and _needs_access(services, user) else DELETED


def _needs_access(services: Services, user: int) -> bool:
    """Whether a person uses the bot only because that was granted to them."""
    return services.settings.access != "open" and user not in services.settings.admins


async def _renew_copy(context: Context) -> None:
    """The copy of the state forgets too; where none can be made there is none until the next."""
    store = context.services.store
    try:
        await back_up(store)
    except (sqlite3.Error, OSError) as error:
        _log.warning("no copy can be kept", extra={"error": type(error).__name__})
        with suppress(OSError):
            await asyncio.to_thread(safekeeping.copy_of(store.path).unlink, missing_ok=True)


async def _send_file(update: Update, context: Context, user: int) -> None:
    found = await context.services.store.read(lambda connection: persons.exported(connection, user))
    content = json.dumps(found, ensure_ascii=False, indent=2).encode()
    await context.end(update, lambda: patiently(lambda: context.bot.send_document(user, InputFile(content, FILE))))


def export(user: int) -> int:
    """Writes all that is kept of a person as JSON to standard output; returns the exit code, 1 where nothing is."""
    try:
        settings = load(token_needed=False)
        with reading(settings.state_url.get_secret_value(), settings.database) as connection:
            found = persons.exported(connection, user)
    except (SettingsError, StoreError) as error:
        print(f"gocbot: {error}", file=sys.stderr)
        return 2
    if not found:
        print(NOTHING_KEPT.format(id=user), file=sys.stderr)
        return 1
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 0
