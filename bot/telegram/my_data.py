"""What the bot keeps of a person, shown to them and deleted at their word (law 6698)."""

from __future__ import annotations

import logging

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.telegram.presses import acknowledge, edit
from bot.telegram.services import Context
from bot.telegram.state import answers, conversations, feedback, subscribers, users
from bot.telegram.state.store import Connection

DELETE = "d:me"
SHOWN = (
    "<b>Hakkınızda tutulanlar</b>\n"
    "• Sorularınız ve yanıtların düğmeleri: {answers} kayıt\n"
    "• Son konuşmanızın konusu (devam soruları için): {conversation}\n"
    "• Beğeni bildirimleriniz: {feedback}\n"
    "• Erişim kaydınız: {access}\n\n"
    "Sorular en çok {days} gün saklanır. Erişim kaydınız, botu kullanabilmeniz için saklanır."
)
DELETED = "Sorularınız, konuşmanız ve bildirimleriniz silindi."
_log = logging.getLogger(__name__)


async def shown(update: Update, context: Context) -> None:
    """/verilerim: what is kept, and a button to delete it."""
    message, user = update.message, update.effective_user
    if message is None or user is None:
        return
    services = context.services

    def counts(connection: Connection) -> dict[str, object]:
        return {
            "answers": answers.count_of(connection, user.id),
            "conversation": "var" if conversations.load(connection, str(user.id)) else "yok",
            "feedback": feedback.count_of(connection, user.id),
            "access": "var" if users.person(connection, user.id) else "yok",
        }

    text = SHOWN.format(days=services.settings.retention_days, **await services.store.read(counts))
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("🗑 Verilerimi sil", callback_data=DELETE)]])
    await context.say(update, text, keyboard=keyboard)


async def deleted(update: Update, context: Context) -> None:
    """A press of the delete button: forgets what is kept of the person who pressed it."""
    query = update.callback_query
    if query is None:
        return
    user = query.from_user.id

    def forget(connection: Connection) -> None:
        answers.delete_of(connection, user)
        conversations.delete(connection, str(user))
        feedback.delete_of(connection, user)
        subscribers.turn(connection, user, False)

    await context.services.store.erase(forget)
    _log.info("own data deleted", extra={"user": context.services.pseudonyms.of(user)})
    await acknowledge(query, DELETED)
    if isinstance(query.message, Message):
        await edit(query, DELETED)
