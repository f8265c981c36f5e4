"""Rows of the state as tests keep them."""

from __future__ import annotations

from bot.telegram.state.answers import StoredAnswer
from bot.telegram.state.store import Connection


def update(number: int, chat: int) -> tuple[int, str]:
    """An update of a chat, as it is kept."""
    return number, f'{{"update_id": {number}, "message": {{"chat": {{"id": {chat}}}}}}}'


def answer(token: str, status: str = "answer", user: int = 5, question: str = "soru") -> StoredAnswer:
    return StoredAnswer(token, user, 9, user, question, "k", "{}", "[]", "[]", status, 1.5)


def counted(connection: Connection) -> int:
    """How many updates are kept."""
    return int(connection.exec_driver_sql("select count(*) from inbox").scalar_one())
