"""What answers messages: one agency's engine, a library of several, a process of its own, the desk in that process."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

from bot.answering.queries import Query
from bot.replies.reply import Reply
from bot.understanding.frame import Conversation
from bot.understanding.reading import Understanding
from knowledge.base import KnowledgeBase

Outcome = TypeVar("Outcome", covariant=True)
Said = TypeVar("Said", covariant=True)


class Answers(Protocol[Outcome, Said]):
    """Answers messages, and queries that were offered; holds no conversation."""

    def respond(self, text: str, state: Conversation, /) -> Outcome:
        """The reply to a message, and the conversation as it stands afterwards."""

    def answer(self, queries: tuple[Query, ...], /) -> Said:
        """The reply to queries, whatever was said."""


AnswersNow = Answers[tuple[Reply, Conversation], Reply]
"""Answers in this process: `Engine`, `Library`, `Desk`."""
AnswersLater = Answers[Coroutine[Any, Any, tuple[Reply, Conversation]], Coroutine[Any, Any, Reply]]
"""Answers from another one: `EngineClient`."""


class Opened(AnswersNow, Protocol):
    """What answers from a knowledge base that is open here, and can tell how it understood: `Engine`, `Library`."""

    base: KnowledgeBase

    def read(self, text: str, state: Conversation | None = None) -> Understanding:
        """What a message can mean, for explanations."""

    def view(self, queries: tuple[Query, ...], /) -> KnowledgeBase:
        """The programmes that some queries are about."""
