"""Whose order an update keeps, told from it as Telegram sends it."""

from __future__ import annotations

import json
from typing import Any


def chat_of(update: Any) -> int:
    """The chat of an update; its user where it has none, as inline queries; else its number.

    >>> chat_of({"update_id": 1, "message": {"chat": {"id": -5}, "from": {"id": 7}}})
    -5
    >>> chat_of({"update_id": 1, "callback_query": {"from": {"id": 7}, "message": {"chat": {"id": -5}}}})
    -5
    >>> chat_of({"update_id": 1, "inline_query": {"from": {"id": 7}}}), chat_of({"update_id": 1}), chat_of([])
    (7, 1, 0)
    """
    if not isinstance(update, dict):
        return 0
    for kind in (value for value in update.values() if isinstance(value, dict)):
        for holder, name in ((kind, "chat"), (kind.get("message"), "chat"), (kind, "from"), (kind, "user")):
            whose = holder.get(name) if isinstance(holder, dict) else None
            if isinstance(whose, dict) and isinstance(whose.get("id"), int):
                return int(whose["id"])
    number = update.get("update_id")
    return number if isinstance(number, int) else 0


def chat_in(body: str) -> int:
    """As `chat_of`, of JSON; 0 where it is none."""
    try:
        return chat_of(json.loads(body))
    except ValueError:
        return 0
