"""Answers that stand in chats: what a press of their buttons needs to know."""

from __future__ import annotations

import time
from dataclasses import dataclass, fields

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.telegram.state.dialects import Inserting
from bot.telegram.state.tables import answers


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A reply as it was sent. Bodies are JSON; bot/telegram/conversations.py reads and writes them."""

    token: str
    chat_id: int
    message_id: int
    user_id: int
    question: str
    knowledge: str
    """Fingerprint of the knowledge base that it was answered from."""
    conversation: str
    """The conversation after the reply."""
    queries: str
    """What was answered, a list of queries."""
    actions: str
    """The buttons under it, in order: callback_data names one by its position."""
    status: str
    milliseconds: float
    """From the message's handling to its reply."""
    asked: int = 0
    """The person's message that it answers; 0 where a button asked."""


_FIELDS = [field.name for field in fields(StoredAnswer)]
_SAVE = Inserting(
    answers,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["token"], set_={name: insert.excluded[name] for name in (*_FIELDS[1:], "sent")}
    ),
)
_ANSWERS = select(*(answers.c[name] for name in _FIELDS))
_OF_CHAT = answers.c.chat_id == bindparam("chat")
_BY_TOKEN = _ANSWERS.where(answers.c.token == bindparam("key"), _OF_CHAT)
_NEWEST = (answers.c.sent.desc(), answers.c.token.desc())
"""Several may be there for one message: who edits theirs is answered anew."""
_BY_MESSAGE = _ANSWERS.where(_OF_CHAT, answers.c.message_id == bindparam("message")).order_by(*_NEWEST).limit(1)
_LAST = (
    _ANSWERS.where(_OF_CHAT, answers.c.message_id < bindparam("before"), answers.c.status != "talk")
    .order_by(answers.c.message_id.desc())
    .limit(1)
)
_TO_MESSAGE = _ANSWERS.where(_OF_CHAT, answers.c.asked == bindparam("to")).order_by(*_NEWEST).limit(1)
_MOVE = update(answers).where(_OF_CHAT).values(chat_id=bindparam("new"), message_id=0, asked=0)
_OF_USER = answers.c.user_id == bindparam("user")
_COUNT = select(func.count()).select_from(answers).where(_OF_USER)
_DELETE = delete(answers).where(_OF_USER)
_PURGE = delete(answers).where(answers.c.sent < bindparam("before"))


def save(connection: Connection, answer: StoredAnswer) -> None:
    """Keeps an answer; one with the same token is replaced."""
    row = {name: getattr(answer, name) for name in _FIELDS} | {"sent": time.time()}
    connection.execute(_SAVE.on(connection), row)


def by_token(connection: Connection, token: str, chat_id: int) -> StoredAnswer | None:
    """The answer with a token, None where no answer of this chat has it."""
    row = connection.execute(_BY_TOKEN, {"key": token, "chat": chat_id}).one_or_none()
    return StoredAnswer(*row) if row else None


def by_message(connection: Connection, chat_id: int, message_id: int) -> StoredAnswer | None:
    """The answer that stands in a message, None where there is none."""
    row = connection.execute(_BY_MESSAGE, {"chat": chat_id, "message": message_id}).one_or_none()
    return StoredAnswer(*row) if row else None


def last(connection: Connection, chat_id: int, before: int = 2**52) -> StoredAnswer | None:
    """The newest answer in a chat, above one of its messages; None where there is none."""
    row = connection.execute(_LAST, {"chat": chat_id, "before": before}).one_or_none()
    return StoredAnswer(*row) if row else None


def to_message(connection: Connection, chat_id: int, asked: int) -> StoredAnswer | None:
    """The answer to a person's message, None where it was not answered."""
    row = connection.execute(_TO_MESSAGE, {"chat": chat_id, "to": asked}).one_or_none() if asked else None
    return StoredAnswer(*row) if row else None


def moved(connection: Connection, chat_id: int, to: int) -> None:
    """A group became a supergroup: its answers are the new chat's; its messages have other numbers there."""
    connection.execute(_MOVE, {"chat": chat_id, "new": to})


def count_of(connection: Connection, user_id: int) -> int:
    """How many answers to a user are kept."""
    return int(connection.execute(_COUNT, {"user": user_id}).scalar_one())


def delete_of(connection: Connection, user_id: int) -> int:
    """Forgets what a user was answered; returns how many answers."""
    return connection.execute(_DELETE, {"user": user_id}).rowcount


def purge(connection: Connection, days: int) -> int:
    """Forgets answers older than so many days; returns how many."""
    return connection.execute(_PURGE, {"before": time.time() - days * 86400}).rowcount
