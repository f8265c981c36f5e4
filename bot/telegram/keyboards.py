"""The buttons under an answer. (C)"""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.replies.reply import CLARIFY, Reply
from bot.telegram.conversations import Action
from bot.telegram.knowledge import Knowledge


def actions_of(reply: Reply, knowledge: Knowledge) -> tuple[Action, ...]:
    """The buttons that make sense under a reply."""
    if reply.status == CLARIFY:
        return tuple(Action("choice", label) for label in reply.choices)
    return ()


def markup(token: str, actions: tuple[Action, ...]) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram takes them."""
    if not actions:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(action.text, callback_data=f"a:{token}:{number}")]
            for number, action in enumerate(actions)
        ]
    )
