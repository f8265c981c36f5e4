"""Who may use the bot: closed until an admin approves, or an invitation opens it."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from contextlib import suppress

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.telegram import my_data
from bot.telegram.addressing import command_of, meant_for
from bot.telegram.inline import access_button
from bot.telegram.presses import acknowledge, edit
from bot.telegram.profile import COMMANDS
from bot.telegram.quoting import quoted
from bot.telegram.sending import Undeliverable, send_html
from bot.telegram.services import Context, Services
from bot.telegram.state import notices, users
from bot.telegram.state.users import APPROVED, REJECTED, REMOVED, WAITING
from bot.telegram.updates import UpdateQueue

INVITATION_DAYS = 7
PAGE = 10
ASKED = "İsteğiniz yöneticilere iletildi. Onaylanınca size haber vereceğim."
STILL_WAITING = "İsteğiniz yöneticilerin onayını bekliyor. Onaylanınca size haber vereceğim."
REFUSED = "Bu botu kullanma isteğiniz onaylanmadı."
CLOSED = "Bu bot yalnızca onaylı kullanıcılara yanıt verir. Erişim istemek için /start yazın."
LET_IN = "Erişiminiz onaylandı. Sorunuzu yazabilirsiniz; örnekler için /start."
TAKEN_BACK = "Bu bota erişiminiz kaldırıldı. Yeniden istemek için /start yazın."
ASK_ALONE = "Yalnızca onaylı kullanıcılara yanıt verebiliyorum. Erişim istemek için bana özelden /start yazın."
# Words for one person in a group are said to all: Telegram's ephemeral messages (Bot API 10.2) need not arrive, are
# lost with the app's next start, and want a bot that is an admin of the group.
ALONE = "Bu komut kişiye özeldir; bana özelden yazın."
A_DAY = 86_400.0
SHOW_YOURSELF = "Anonim yazdığınız için erişiminizi göremiyorum. Sorunuzu kendi adınızla yazar mısınız?"
MANY = "🔑 {count} kişi onay bekliyor."
WAITING_SIGN = "onay bekleyen kişi"
WAITING_HEAD = f"<b>{{count}} {WAITING_SIGN}</b>"
NOBODY_WAITS = "Onay bekleyen kimse yok."
ADMINS_ONLY = "Bu komut yöneticiler içindir."
NOT_YOURS = "Bu kararı yalnızca yöneticiler verebilir."
INVITATION = "Davet bağlantısı ({days} gün geçerli, bir kişilik):\nhttps://t.me/{bot}?start={token}"
_SHUT_OUT = {REJECTED: REFUSED, WAITING: STILL_WAITING, REMOVED: TAKEN_BACK, None: CLOSED}
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
    if _about_own_data(update):
        return
    if update.callback_query is not None:
        await acknowledge(update.callback_query, _SHUT_OUT.get(status, CLOSED), alert=True)
    elif update.inline_query is not None:
        with suppress(TelegramError):
            await update.inline_query.answer([], cache_time=5, is_personal=True, button=access_button())
    elif update.message is not None and update.message.chat.type == update.message.chat.PRIVATE:
        await _receive(context, update, user, update.message.text or "", status)
    elif _meant(update, context):
        if update.message is not None and _command(update, context) == my_data.COMMAND:
            await context.say(update, ALONE, reply_to=update.message.message_id)
        else:
            await _show_the_way(context, update, user.id)
    raise ApplicationHandlerStop


async def admitted(services: Services, user: int) -> bool:
    """Whether a user may use the bot."""
    if services.settings.access == "open" or user in services.settings.admins:
        return True
    return await services.store.read(lambda connection: users.status_of(connection, user)) == APPROVED


async def _show_the_way(context: Context, update: Update, user: int) -> None:
    """Says to a stranger in a group how access is asked for: once a day, so that no group is flooded."""
    message, key = update.message, notices.of_person("access in groups", user)
    store = context.services.store
    if message is not None and await store.write(lambda connection: notices.claim(connection, key, A_DAY)):
        await context.say(update, ASK_ALONE, reply_to=message.message_id)


def anonymous(update: Update) -> bool:
    """Whether somebody writes in a group as the group itself or as a channel: Telegram does not say who."""
    message = update.effective_message
    return message is not None and message.sender_chat is not None and not message.is_automatic_forward


def _meant(update: Update, context: Context) -> bool:
    """Whether a group message is for the bot: a command that it obeys, a mention of it, a reply to it."""
    message = update.message
    if message is None:
        return False
    command, addressed = command_of(message, context.bot.username)
    known = addressed or command in COMMANDS
    return known or meant_for(message, context.bot.username, context.bot.id) is not None


def _command(update: Update, context: Context) -> str:
    return command_of(update.message, context.bot.username)[0] if update.message is not None else ""


def _about_own_data(update: Update) -> bool:
    """Whether somebody asks for what is kept of them: nobody needs access for that."""
    if update.callback_query is not None:
        return re.match(my_data.PRESS, update.callback_query.data or "") is not None
    message = update.message
    if message is None or message.chat.type != message.chat.PRIVATE:
        return False
    return re.match(rf"/{my_data.COMMAND}\b", message.text or "", re.I) is not None


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
        rings = context.services.bell.rings()
        if rings:
            await _ring(context, user)
        await store.write(
            lambda connection: users.put_waiting(connection, user.id, user.full_name, user.username or "")
        )
        await _tell(context, update, user.id, f"{ASKED}\n\n{notice(context)}")
        if not rings and (wait := context.services.bell.collects()) is not None:
            context.services.beside(_ring_for_all(context, wait), name="bell")
    else:
        words = _SHUT_OUT.get(status, CLOSED)
        await _tell(context, update, user.id, f"{words}\n\n{notice(context)}" if status is None else words)


def notice(context: Context) -> str:
    """What is kept of who asks, for how long, who reads it."""
    return my_data.NOTICE.format(days=context.services.settings.retention_days)


async def _ring_for_all(context: Context, wait: float) -> None:
    """Tells the admins of all requests together, after a while in which more may come."""
    await asyncio.sleep(wait)
    count, _ = await context.services.store.read(lambda connection: users.waiting(connection, 0, 1))
    if count:
        await tell_of_waiting(context.bot, context.services, count)


async def tell_of_waiting(bot: Bot, services: Services, count: int) -> None:
    """Tells the admins that people wait for a decision."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Göster", callback_data="u:w:0")]])
    for admin in sorted(services.settings.admins):
        try:
            await send_html(bot, admin, MANY.format(count=count), keyboard=keyboard)
        except Undeliverable as error:
            _log.warning("an admin cannot be reached", extra={"reason": str(error)})


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
    return f"🔑 {_named(name, username, id)} botu kullanmak istiyor."


def _named(name: str, username: str, id: int) -> str:
    handle = f" @{quoted(username)}" if username else ""
    return f"<b>{quoted(name)}</b>{handle} ({id})"


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
    if _in_list(query.message):
        await edit(query, *(await _waiting_page(context, 0)))
    else:
        named = _named(person.name, "", user) if person else f"<b>{user}</b>"
        await edit(query, f"{done}: {named}\nKararı veren: {quoted(query.from_user.full_name)}")
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
    _, list_, number = (query.data or "").split(":")
    text, keyboard = await (_page if list_ == "p" else _waiting_page)(context, int(number))
    await edit(query, text, keyboard)


async def _page(context: Context, page: int) -> tuple[str, InlineKeyboardMarkup | None]:
    count, people = await context.services.store.read(lambda connection: users.listed(connection, page * PAGE, PAGE))
    if not count:
        return "Henüz onaylı kullanıcı yok. /davet ile davet bağlantısı üretebilirsiniz.", None
    lines = [f"<b>{count} onaylı kullanıcı</b>"]
    rows = []
    for person in people:
        lines.append(f"• {_named(person.name, person.username, person.id)}")
        rows.append([InlineKeyboardButton(f"🗑 {person.name}"[:60], callback_data=f"u:r:{person.id}")])
    return "\n".join(lines), InlineKeyboardMarkup([*rows, *_turning("u:p", page, count)])


def _turning(stem: str, page: int, count: int) -> list[list[InlineKeyboardButton]]:
    """The row that turns pages, where there are others."""
    row = []
    if page:
        row.append(InlineKeyboardButton("‹ Önceki", callback_data=f"{stem}:{page - 1}"))
    if (page + 1) * PAGE < count:
        row.append(InlineKeyboardButton("Sonraki ›", callback_data=f"{stem}:{page + 1}"))
    return [row] if row else []


async def list_waiting(update: Update, context: Context) -> None:
    """/bekleyenler: who waits for a decision, with the buttons to take it."""
    message = update.message
    if message is None or not await is_admin(update, context):
        return
    text, keyboard = await _waiting_page(context, 0)
    await context.say(update, text, keyboard=keyboard)


async def _waiting_page(context: Context, page: int) -> tuple[str, InlineKeyboardMarkup | None]:
    count, people = await context.services.store.read(lambda connection: users.waiting(connection, page * PAGE, PAGE))
    if not count:
        return NOBODY_WAITS, None
    lines, rows = [WAITING_HEAD.format(count=count)], []
    for number, person in enumerate(people, page * PAGE + 1):
        lines.append(f"{number}. {_named(person.name, person.username, person.id)}")
        rows.append(
            [
                InlineKeyboardButton(f"{number}. Onayla", callback_data=f"u:y:{person.id}"),
                InlineKeyboardButton(f"{number}. Reddet", callback_data=f"u:n:{person.id}"),
            ]
        )
    return "\n".join(lines), InlineKeyboardMarkup([*rows, *_turning("u:w", page, count)])


def _in_list(message: object) -> bool:
    """Whether a decision was taken in the list of who waits, which then shows who is left."""
    return isinstance(message, Message) and WAITING_SIGN in (message.text or "")


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
