"""The one door: what Telegram, the terminal and `ask` call with a message."""

from __future__ import annotations

from collections import OrderedDict

from bot.library import opened
from bot.replies.reply import Reply
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase

_KEPT_CHATS = 10_000


class Assistant:
    """Engine and conversations together: what Telegram, the terminal and `ask` call."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.engine = opened(base)
        self._states: OrderedDict[str, Conversation] = OrderedDict()

    def reply(self, chat: str | None, text: str) -> Reply:
        """The reply to a message of a chat; without a chat each message stands alone."""
        state = self._states.get(chat, Conversation()) if chat is not None else Conversation()
        reply, state = self.engine.respond(text, state)
        if chat is not None:
            self._states[chat] = state
            self._states.move_to_end(chat)
            if len(self._states) > _KEPT_CHATS:
                self._states.popitem(last=False)
        return reply

    def forget(self, chat: str) -> None:
        """Begins a chat's conversation anew."""
        self._states.pop(chat, None)
