"""Whose state it is: chats, users and what Telegram brings belong to one bot."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from bot.telegram.state.dialects import Inserting
from bot.telegram.state.tables import bots

_PLACE = 1
_CLAIM = Inserting(bots, lambda insert: insert.values(place=_PLACE, id=bindparam("of")).on_conflict_do_nothing())
_WHOSE = select(bots.c.id)


def claim(connection: Connection, bot: int) -> int:
    """Makes a state that is nobody's yet a bot's; returns the id of the bot whose it is."""
    connection.execute(_CLAIM.on(connection), {"of": bot})
    return int(connection.execute(_WHOSE).scalar_one())
