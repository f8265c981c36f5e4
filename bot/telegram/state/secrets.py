"""Random secrets of the bot's own, made once."""

from __future__ import annotations

from secrets import token_bytes

from sqlalchemy import Connection, bindparam, select

from bot.telegram.state.dialects import Inserting
from bot.telegram.state.tables import secrets

_MAKE = Inserting(secrets, lambda insert: insert.on_conflict_do_nothing())
_ONE = select(secrets.c.value).where(secrets.c.name == bindparam("of"))


def secret(connection: Connection, name: str) -> bytes:
    """The 32 random bytes with this name, made where there are none."""
    connection.execute(_MAKE.on(connection), {"name": name, "value": token_bytes(32)})
    value: bytes = connection.execute(_ONE, {"of": name}).scalar_one()
    return value
