"""Groups that become supergroups: another chat for Telegram, the same for those who write there."""

from __future__ import annotations

import logging

from telegram import Update

from bot.telegram.services import Context
from bot.telegram.state import answers, conversations
from bot.telegram.state.store import Connection

_log = logging.getLogger(__name__)


async def moved(update: Update, context: Context) -> None:
    """A group says where it goes, or a supergroup where it comes from: what was spoken of goes with it."""
    message = update.message
    if message is None:
        return
    before = message.chat_id if message.migrate_to_chat_id else message.migrate_from_chat_id
    after = message.migrate_to_chat_id or message.chat_id
    if before is None or before == after:
        return

    def write(connection: Connection) -> None:
        conversations.moved(connection, before, after)
        answers.moved(connection, before, after)

    await context.services.store.write(write)
    _log.info("a group has moved")
