"""Acknowledging a press of a button."""

from __future__ import annotations

import logging

from telegram import CallbackQuery
from telegram.error import TelegramError

_log = logging.getLogger(__name__)


async def acknowledge(query: CallbackQuery, text: str | None = None, *, alert: bool = False) -> None:
    """Ends the press's waiting sign, maybe with a word.

    One that Telegram no longer knows, as after a restart, is answered in the chat all the same.
    """
    try:
        await query.answer(text, show_alert=alert)
    except TelegramError as error:
        _log.info("a press is not acknowledged", extra={"fault": type(error).__name__})
