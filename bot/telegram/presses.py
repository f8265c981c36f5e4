"""Answering a press of a button: its waiting sign, and the message that it stands under."""

from __future__ import annotations

import asyncio
import logging

from telegram import CallbackQuery, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.telegram.sending import Undeliverable, patiently

WORTH_SECONDS = 15.0
"""How long a word upon a press may be late: the app stops waiting for it then."""
_log = logging.getLogger(__name__)


async def acknowledge(query: CallbackQuery, text: str | None = None, *, alert: bool = False) -> None:
    """Ends the press's waiting sign, maybe with a word; tried again where that word is all there is to say.

    One that Telegram no longer knows, as after a restart, is answered in the chat all the same.
    """
    try:
        if text:
            await asyncio.wait_for(patiently(lambda: query.answer(text, show_alert=alert)), WORTH_SECONDS)
        else:
            await query.answer()
    except (TelegramError, Undeliverable, TimeoutError) as error:
        _log.info("a press is not acknowledged", extra={"fault": type(error).__name__})


async def edit(query: CallbackQuery, html: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Changes the message under which a button was pressed, however long Telegram takes to accept it.

    A second tap finds it as it should be, which Telegram calls an error; so it does where the message is gone.
    """
    try:
        await patiently(lambda: query.edit_message_text(html, parse_mode=ParseMode.HTML, reply_markup=keyboard))
    except Undeliverable as error:
        _log.info("a message stays as it is", extra={"reason": str(error)})


async def turn(query: CallbackQuery, keyboard: InlineKeyboardMarkup | None) -> None:
    """Changes only the buttons of the message under which one was pressed."""
    try:
        await patiently(lambda: query.edit_message_reply_markup(keyboard))
    except Undeliverable as error:
        _log.info("buttons stay as they are", extra={"reason": str(error)})
