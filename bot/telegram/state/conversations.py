"""What each chat has come to, so that a follow-up is understood after a restart."""

from __future__ import annotations

import time

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy import delete as deleting

from bot.telegram.state.dialects import Inserting
from bot.telegram.state.tables import conversations

_SAVE = Inserting(
    conversations,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["chat"],
        set_={name: insert.excluded[name] for name in ("knowledge", "body", "changed")},
    ),
)
_OF = conversations.c.chat == bindparam("of")
_LOAD = select(conversations.c.knowledge, conversations.c.body).where(_OF)
_DELETE = deleting(conversations).where(_OF)
_MOVE = update(conversations).where(_OF).values(chat=bindparam("new"))
_PURGE = deleting(conversations).where(conversations.c.changed < bindparam("before"))


def save(connection: Connection, chat: str, knowledge: str, body: str) -> None:
    """Keeps a chat's conversation (JSON) and the fingerprint of the knowledge base that it refers to."""
    row = {"chat": chat, "knowledge": knowledge, "body": body, "changed": time.time()}
    connection.execute(_SAVE.on(connection), row)


def load(connection: Connection, chat: str) -> tuple[str, str] | None:
    """(fingerprint, JSON) of a chat's conversation, None where there is none."""
    row = connection.execute(_LOAD, {"of": chat}).one_or_none()
    return (row.knowledge, row.body) if row else None


def delete(connection: Connection, chat: str) -> None:
    """Forgets a chat's conversation."""
    connection.execute(_DELETE, {"of": chat})


def moved(connection: Connection, chat_id: int, to: int) -> None:
    """A group became a supergroup: its conversation goes on there, unless an answer under way has gone on already."""
    if load(connection, str(to)) is not None:
        delete(connection, str(chat_id))
    elif load(connection, str(chat_id)) is not None:
        connection.execute(_MOVE, {"of": str(chat_id), "new": str(to)})


def purge(connection: Connection, days: int) -> int:
    """Forgets conversations that nobody has gone on with for so many days; returns how many."""
    return connection.execute(_PURGE, {"before": time.time() - days * 86400}).rowcount
