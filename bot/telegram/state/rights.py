"""What the database must let the bot do, and which of its refusals no waiting ends: told with what is missing."""

from __future__ import annotations

import os
import re

from sqlalchemy import URL, Engine, text
from sqlalchemy.exc import DBAPIError

from bot.telegram.state.store import StoreError
from bot.telegram.state.tables import metadata

_NO_RIGHT = "42501"
_REFUSALS = ("28", "3D", "3F", _NO_RIGHT)
"""Beginnings of SQLSTATE: who connects, the database, the schema, what the role may do."""
# A connection that fails has no SQLSTATE, only what the server said, in its own language; it quotes what it refuses.
_SAID = re.compile(r'(?:port \d+|socket "[^"]*") failed: (?:[^\s:]+:\s+)?(.*)')
_NO_PASSWORD = "no password supplied"
_OVER_SOON = re.compile("too many connections|not currently accepting|çok fazla bağlantı|bağlantı kabul et")
_GRANT = "Connect as the owner of its tables, or let the owner grant that."
_CORRECT = "Correct the address, or make what it names."
_MISSING = text(
    """
    select wanted.privilege, told.name from unnest(cast(:tables as text[])) as told (name)
    cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) with ordinality as wanted (privilege, place)
    where not has_table_privilege(to_regclass(told.name), wanted.privilege)
    order by wanted.place, told.name
    """
)
_MISSING_NUMBERS = text(
    """
    select told.name from unnest(cast(:tables as text[]), cast(:columns as text[])) as told (name, id)
    where not has_sequence_privilege(pg_get_serial_sequence(told.name, told.id), 'USAGE')
    """
)
_NUMBERED = {
    name: column.name for name, table in metadata.tables.items() if (column := table.autoincrement_column) is not None
}
"""Tables whose rows PostgreSQL numbers, and the column."""


def require(engine: Engine, shown: str) -> None:
    """StoreError where the role may not read and write all that the bot keeps; `shown`: the address, for people."""
    tables = sorted(metadata.tables)
    with engine.connect() as connection:
        missing = connection.execute(_MISSING, {"tables": tables}).all()
        numbered = {"tables": list(_NUMBERED), "columns": list(_NUMBERED.values())}
        numbers = list(connection.execute(_MISSING_NUMBERS, numbered).scalars())
    rights: dict[str, list[str]] = {}
    for right, name in missing:
        rights.setdefault(right, []).append(name)
    told = [f"{right} in {'any table' if names == tables else ', '.join(names)}" for right, names in rights.items()]
    told += [f"USAGE of the sequences of {', '.join(sorted(numbers))}"] if numbers else []
    if told:
        raise StoreError(f"GOCBOT_STATE_URL: {shown} does not let its role: {'; '.join(told)}. {_GRANT}")


def refusal(error: DBAPIError, url: URL) -> str:
    """What the database refuses for as long as nobody changes it, in one line; "" for all that is over one day."""
    said = str(error.orig).strip()
    state = getattr(error.orig, "sqlstate", None) or ""
    if state:
        line = said.partition("\n")[0].rstrip(".")
        return f"({line}). {_GRANT if state == _NO_RIGHT else _CORRECT}" if state.startswith(_REFUSALS) else ""
    names = [f'"{name}"' for name in (url.database, url.username, os.environ.get("PGUSER")) if name]
    for line in _SAID.findall(said):
        if (any(name in line for name in names) or _NO_PASSWORD in line) and not _OVER_SOON.search(line):
            return f"({line.rstrip('.')}). {_CORRECT}"
    return ""
