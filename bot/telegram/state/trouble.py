"""What can be wrong with the file that is nobody's mistake: a full disk, a damaged page, somebody who holds it."""

from __future__ import annotations

import sqlite3
from enum import Enum

from sqlalchemy.exc import DatabaseError as DatabaseError
from sqlalchemy.exc import DBAPIError as DBAPIError
from sqlalchemy.exc import SQLAlchemyError as SQLAlchemyError

_PRIMARY = 0xFF
"""The bits of an extended SQLite code that hold the plain one."""


class Trouble(Enum):
    """Why the file could not be written to, or read."""

    BUSY = "busy"
    FULL = "full"
    UNWRITABLE = "unwritable"
    DAMAGED = "damaged"
    AWAY = "away"
    """The database of several replicas cannot be reached."""


_TROUBLES = {
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_IOERR: Trouble.UNWRITABLE,
    sqlite3.SQLITE_READONLY: Trouble.UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: Trouble.UNWRITABLE,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}


def trouble_of(error: BaseException) -> Trouble | None:
    """What an error tells of the file; None where the fault is the statement's or something else's."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    return _TROUBLES.get(code & _PRIMARY) if isinstance(code, int) else None
