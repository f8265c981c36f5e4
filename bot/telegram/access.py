"""Who may use the bot: closed until an admin approves, or an invitation opens it."""

from __future__ import annotations

import html
import logging
import secrets
from contextlib import suppress

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update, User
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.telegram.inline import access_button
from bot.telegram.presses import acknowledge, edit
from bot.telegram.questions import meant_for
from bot.telegram.sending import Undeliverable, send_html
from bot.telegram.services import Context, Services
from bot.telegram.state import users
from bot.telegram.state.users import APPROVED, REJECTED, REMOVED, WAITING
from bot.telegram.updates import UpdateQueue

INVITATION_DAYS = 7
PAGE = 10
ASKED = "İsteğiniz yöneticilere iletildi. Onaylanınca size haber vereceğim."
STILL_WAITING = "İsteğiniz yöneticilerin onayını bekliyor. Onaylanınca size haber vereceğim."
REFUSED = "Bu botu kullanma isteğiniz onaylanmadı."
CLOSED = "Bu bot yalnızca onaylı kullanıcılara yanıt verir. Erişim istemek için /start yazın."
LET_IN = "Erişiminiz onaylandı. Sorunuzu yazabilirsiniz; örnekler için /start."
TAKEN_BACK = "Bu bota erişiminiz kaldırıldı."
REMOVED_BEFORE = "Bu bota erişiminiz kaldırıldı. Yeniden istemek için /start yazın."
SHOW_YOURSELF = "Anonim yazdığınız için erişiminizi göremiyorum. Sorunuzu kendi adınızla yazar mısınız?"
ADMINS_ONLY = "Bu komut yöneticiler içindir."
NOT_YOURS = "Bu kararı yalnızca yöneticiler verebilir."
INVITATION = "Davet bağlantısı ({days} gün geçerli, bir kişilik):\nhttps://t.me/{bot}?start={token}"
_SHUT_OUT = {REJECTED: REFUSED, WAITING: STILL_WAITING, REMOVED: REMOVED_BEFORE, None: CLOSED}
"""What somebody without access reads, by what was decided of them."""
_log = logging.getLogger(__name__)


async def gate(update: Update, context: Context) -> None:
    """Stops the updates of who may not use the bot, with a word to them."""
    user = update.effective_user
    services = context.services
    if user is None or (user.is_bot and not anonymous(update)):
        raise ApplicationHandlerStop
    if await admitted(services, user.id):
        return
    if anonymous(update):
        if update.message is not None and _meant(update, context):
            await context.say(update, SHOW_YOURSELF, reply_to=update.message.message_id)
        raise ApplicationHandlerStop
    status = await services.store.read(lambda connection: users.status_of(connection, user.id))
    if update.callback_query is not None:
        await acknowledge(update.callback_query, _SHUT_OUT.get(status, CLOSED), alert=True)
    elif update.inline_query is not None:
        with suppress(TelegramError):
            await update.inline_query.answer([], cache_time=5, is_personal=True, button=access_button())
    elif update.message is not None and update.message.chat.type == update.message.chat.PRIVATE:
        await _receive(context, update, user, update.message.text or "", status)
    raise ApplicationHandlerStop


async def admitted(services: Services, user: int) -> bool:
    """Whether a user may use the bot."""
    if services.settings.access == "open" or user in services.settings.admins:
        return True
    return await services.store.read(lambda connection: users.status_of(connection, user)) == APPROVED


def anonymous(update: Update) -> bool:
    """Whether somebody writes in a group as the group itself or as a channel: Telegram does not say who."""
    message = update.effective_message
    return message is not None and message.sender_chat is not None and not message.is_automatic_forward


def _meant(update: Update, context: Context) -> bool:
    message = update.message
    if message is None:
        return False
    sent = (message.text or "").startswith("/sor")
    return sent or meant_for(message, context.bot.username, context.bot.id) is not None


async def _receive(context: Context, update: Update, user: User, text: str, status: str | None) -> None:
    """A message of somebody who has no access."""
    store = context.services.store
    command, _, token = text.partition(" ")
    starting = command == "/start"
    if starting and token.strip():
        good = await store.write(
            lambda connection: users.redeem(connection, token.strip(), user.id, user.full_name, user.username or "")
        )
        if good:
            _decided(context, user.id, APPROVED, 0)
            await _tell(context, update, user.id, LET_IN)
            return
    if starting and status in (REMOVED, None):
        # The admins first: a kill in between rings twice, the other way round never.
        await _ring(context, user)
        await store.write(
            lambda connection: users.put_waiting(connection, user.id, user.full_name, user.username or "")
        )
        await _tell(context, update, user.id, ASKED)
    else:
        await _tell(context, update, user.id, _SHUT_OUT.get(status, CLOSED))


async def _ring(context: Context, user: User) -> None:
    keyboard = InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton("Onayla", callback_data=f"u:y:{user.id}"),
                InlineKeyboardButton("Reddet", callback_data=f"u:n:{user.id}"),
            ]
        ]
    )
    for admin in sorted(context.services.settings.admins):
        try:
            await send_html(
                context.bot, admin, request_text(user.full_name, user.username or "", user.id), keyboard=keyboard
            )
        except Undeliverable as error:
            _log.warning("an admin cannot be reached", extra={"reason": str(error)})


def request_text(name: str, username: str, id: int) -> str:
    """What the admins read of a request.

    >>> request_text("Ayşe & Ali", "", 5)
    '🔑 <b>Ayşe &amp; Ali</b> (5) botu kullanmak istiyor.'
    """
    handle = f" @{username}" if username else ""
    return f"🔑 <b>{html.escape(name, quote=False)}</b>{handle} ({id}) botu kullanmak istiyor."


async def decided(update: Update, context: Context) -> None:
    """A press of Approve, Reject or Remove."""
    query = update.callback_query
    if query is None:
        return
    services = context.services
    if query.from_user.id not in services.settings.admins:
        await acknowledge(query, NOT_YOURS, alert=True)
        return
    _, verb, number = (query.data or "").split(":")
    user, by = int(number), query.from_user.id
    status = {"y": APPROVED, "n": REJECTED, "r": REMOVED}[verb]
    before = await services.store.write(lambda connection: users.decide(connection, user, status, by))
    if before is None:
        await acknowledge(query, "Bu kullanıcı tanınmıyor.", alert=True)
        return
    done = {"y": "✅ Onaylandı", "n": "⛔ Reddedildi", "r": "🗑 Kaldırıldı"}[verb]
    await acknowledge(query, done)
    person = await services.store.read(lambda connection: users.person(connection, user))
    name = html.escape(person.name, quote=False) if person else str(user)
    by_name = html.escape(query.from_user.full_name, quote=False)
    await edit(query, f"{done}: <b>{name}</b> ({user})\nKararı veren: {by_name}")
    again = isinstance(context.update_queue, UpdateQueue) and context.update_queue.begun_before(update.update_id)
    if before != status or again:
        # Where a kill came between the decision and the word to the user, they have not heard of it yet.
        _decided(context, user, status, by)
        await _tell(context, update, user, {APPROVED: LET_IN, REJECTED: REFUSED, REMOVED: TAKEN_BACK}[status])


async def invite(update: Update, context: Context) -> None:
    """/davet: a link that lets one person in."""
    message, user = update.message, update.effective_user
    if message is None or user is None or not await is_admin(update, context):
        return
    token = secrets.token_urlsafe(24)
    await context.services.store.write(
        lambda connection: users.invite(connection, token, user.id, INVITATION_DAYS * 86400)
    )
    await context.say(update, INVITATION.format(days=INVITATION_DAYS, bot=context.bot.username, token=token))


async def list_users(update: Update, context: Context) -> None:
    """/kullanicilar: who has access, with a button to take it back."""
    message = update.message
    if message is None or not await is_admin(update, context):
        return
    text, keyboard = await _page(context, 0)
    await context.say(update, text, keyboard=keyboard)


async def turned(update: Update, context: Context) -> None:
    """A press that turns the page of the list of users."""
    query = update.callback_query
    if query is None:
        return
    if query.from_user.id not in context.services.settings.admins:
        await acknowledge(query, ADMINS_ONLY, alert=True)
        return
    await acknowledge(query)
    text, keyboard = await _page(context, int((query.data or "").rpartition(":")[2]))
    await edit(query, text, keyboard)


async def _page(context: Context, page: int) -> tuple[str, InlineKeyboardMarkup | None]:
    count, people = await context.services.store.read(lambda connection: users.listed(connection, page * PAGE, PAGE))
    if not count:
        return "Henüz onaylı kullanıcı yok. /davet ile davet bağlantısı üretebilirsiniz.", None
    lines = [f"<b>{count} onaylı kullanıcı</b>"]
    rows = []
    for person in people:
        handle = f" @{person.username}" if person.username else ""
        lines.append(f"• {html.escape(person.name, quote=False)}{handle} ({person.id})")
        rows.append([InlineKeyboardButton(f"🗑 {person.name}"[:60], callback_data=f"u:r:{person.id}")])
    turning = []
    if page:
        turning.append(InlineKeyboardButton("‹ Önceki", callback_data=f"u:p:{page - 1}"))
    if (page + 1) * PAGE < count:
        turning.append(InlineKeyboardButton("Sonraki ›", callback_data=f"u:p:{page + 1}"))
    return "\n".join(lines), InlineKeyboardMarkup([*rows, turning] if turning else rows)


async def is_admin(update: Update, context: Context) -> bool:
    """Whether a command comes from an admin; somebody else is told that it is not for them."""
    user, message = update.effective_user, update.message
    if user is not None and user.id in context.services.settings.admins:
        return True
    if message is not None:
        await context.say(update, ADMINS_ONLY)
    return False


async def _tell(context: Context, update: Update, user: int, text: str) -> None:
    """The word to a user that ends the handling of an update, theirs or an admin's."""
    try:
        await context.end(update, lambda: send_html(context.bot, user, text))
    except Undeliverable as error:
        _log.warning("a word cannot be delivered", extra={"reason": str(error)})


def _decided(context: Context, user: int, status: str, by: int) -> None:
    of = context.services.pseudonyms.of
    _log.info("access decided", extra={"user": of(user), "status": status, "by": of(by) if by else "invitation"})
