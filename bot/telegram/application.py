"""The wiring: which handler takes which update, and with what the application is built."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    BaseHandler,
    BaseRateLimiter,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    TypeHandler,
    filters,
)

from bot.telegram import (
    access,
    actions,
    groups,
    inline,
    menus,
    my_data,
    profile,
    questions,
    reactions,
    reports,
    start,
    subscribing,
    teaching,
)
from bot.telegram.doorkeeper import Doorkeeper
from bot.telegram.http import AiohttpRequest
from bot.telegram.limits import Limits
from bot.telegram.metrics import Metrics
from bot.telegram.presses import acknowledge
from bot.telegram.sending import Undeliverable, send_html
from bot.telegram.services import App, Context
from bot.telegram.settings import Settings
from bot.telegram.updates import InOrder, UpdateQueue
from bot.telegram.waiting import WaitingSigns

CONNECTIONS = 64
"""To Telegram at once."""
CONNECT_TIMEOUT, TIMEOUT, UPLOAD_TIMEOUT = 5.0, 15.0, 60.0
ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "message_reaction",
)
UNKNOWN_PRESS = "Bu düğme artık geçerli değil. Sorunuzu yeniden yazar mısınız?"
SORRY = "Beklenmedik bir hata oluştu; yöneticilere bildirildi. Biraz sonra yeniden dener misiniz?"
GATE, NOTED, MAIN = -2, -1, 0
"""Groups of handlers, in the order in which they see an update."""
_greeted: set[int] = set()
"""Admins who have their own menu."""
_log = logging.getLogger(__name__)

Handler = BaseHandler[Update, Context, Any]


def handlers(admins: Collection[int] = ()) -> dict[int, list[Handler]]:
    """All handlers by group; in each, the first that fits takes the update."""
    text = filters.UpdateType.MESSAGE
    private = filters.ChatType.PRIVATE
    return {
        GATE: [TypeHandler(Update, access.gate)],
        NOTED: [TypeHandler(Update, noted)],
        MAIN: [
            CommandHandler("start", start.start, text),
            CommandHandler(["yardim", "help"], start.help_, text),
            CommandHandler(list(menus.MENUS), menus.opened, text),
            CallbackQueryHandler(menus.pressed, r"^m:"),
            CommandHandler("bildir", subscribing.turned, text & private),
            CommandHandler(my_data.COMMAND, my_data.shown, text & private),
            CallbackQueryHandler(my_data.pressed, my_data.PRESS),
            CommandHandler(sorted(profile.ALONE), start.only_alone, text & ~private),
            CommandHandler("davet", access.invite, text & private),
            CommandHandler("istatistik", reports.statistics, text & private),
            CommandHandler("cevapsizlar", reports.unanswered, text & private),
            CommandHandler("takmaadlar", teaching.listed, text & private),
            CallbackQueryHandler(teaching.pressed, r"^t:"),
            CallbackQueryHandler(teaching.chosen, r"^w:[0-9a-f]{1,16}$"),
            CommandHandler("kullanicilar", access.list_users, text & private),
            CommandHandler("bekleyenler", access.list_waiting, text & private),
            CallbackQueryHandler(access.decided, r"^u:[ynr]:\d{1,16}$"),
            CallbackQueryHandler(access.turned, r"^u:[pw]:\d{1,5}$"),
            CallbackQueryHandler(start.example, r"^q:[0-9a-f]{6}:\d{1,2}$"),
            CallbackQueryHandler(actions.pressed, r"^a:"),
            CommandHandler("sor", questions.asked_by_command, text),
            CallbackQueryHandler(unknown_press),
            InlineQueryHandler(inline.offered),
            MessageReactionHandler(reactions.given),
            ChatMemberHandler(start.added, ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(text & filters.StatusUpdate.MIGRATE, groups.moved),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE, questions.edited),
            MessageHandler(text & private & filters.User(admins) & filters.Regex(teaching.TAUGHT), teaching.taught),
            MessageHandler(text & filters.COMMAND, start.unknown_command),
            MessageHandler(text & private & ~filters.StatusUpdate.ALL, questions.question),
            MessageHandler(
                text & filters.ChatType.GROUPS & (filters.TEXT | filters.CAPTION) & ~filters.COMMAND,
                questions.group_question,
            ),
        ],
    }


def build(
    settings: Settings, queue: UpdateQueue, limits: Limits, metrics: Metrics, pace: BaseRateLimiter[Any] | None = None
) -> App:
    """The application, without services yet: see bot/telegram/running.py. `pace`: Telegram's limits; None for none."""
    url = settings.api_url.rstrip("/")
    pool = {"connect": CONNECT_TIMEOUT, "read": TIMEOUT, "upload": UPLOAD_TIMEOUT}
    bot = ExtBot(
        token=settings.token.get_secret_value(),
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=AiohttpRequest(url, CONNECTIONS, **pool),
        get_updates_request=AiohttpRequest(url, 1, **pool),
        rate_limiter=pace,
    )
    door = Doorkeeper(bot, queue, limits, settings.admins, metrics.limited)
    types = ContextTypes(context=Context)
    application: App = (
        Application.builder()
        .bot(bot)
        .updater(None)
        .update_queue(queue)
        .concurrent_updates(InOrder(queue, door, WaitingSigns(bot, queue.begun_before).until_answered))
        .context_types(types)
        .job_queue(None)
        .build()
    )
    for group, row in handlers(settings.admins).items():
        application.add_handlers(row, group)
    application.add_error_handler(failed)
    return application


async def noted(update: Update, context: Context) -> None:
    """Counts an update; an admin who writes for the first time since the start gets the admins' menu."""
    services, message = context.services, update.message
    services.metrics.updates.labels(_kind(update)).inc()
    if message is None or message.from_user is None or message.from_user.id != message.chat_id:
        return
    user = message.from_user.id
    if user in services.settings.admins and user not in _greeted:
        _greeted.add(user)
        year = services.knowledge.programme.year
        context.application.create_task(profile.show_to_admin(context.bot, user, year), name="admin's menu")


async def unknown_press(update: Update, context: Context) -> None:
    """A press that nothing here knows: old, or forged."""
    if update.callback_query is not None:
        await acknowledge(update.callback_query, UNKNOWN_PRESS, alert=True)


async def failed(update: object, context: Context) -> None:
    """Whatever a handler did not foresee: logged, the admins told, a word to the person."""
    error = context.error
    kind = type(error).__name__
    if isinstance(error, Undeliverable):
        _log.warning("telegram refused", extra={"reason": str(error)})
        return
    _log.error("a handler failed", exc_info=error)
    services = context.services
    services.metrics.errors.labels(kind).inc()
    await services.notices.tell(f"handler {kind}", f"⚠ Beklenmedik hata: {kind}. Ayrıntılar günlükte.")
    if not isinstance(update, Update):
        return
    try:
        if update.callback_query is not None:
            await acknowledge(update.callback_query, SORRY, alert=True)
        elif update.effective_message is not None:
            await send_html(context.bot, update.effective_message.chat_id, SORRY)
    except (TelegramError, Undeliverable):
        _log.warning("the person could not be told")


def _kind(update: Update) -> str:
    for kind in ALLOWED_UPDATES:
        if getattr(update, kind) is not None:
            return kind
    return "other"
