"""What SQLite and PostgreSQL say differently; everything else is one statement for both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Double, Executable, Table, Text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

Insert = Any
"""sqlite.Insert or postgresql.Insert: `on_conflict_do_nothing` and `on_conflict_do_update` are alike in both."""
_INSERTS: dict[str, Callable[[Table], Insert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Inserting:
    """An insert that says what happens where the row is there already, made once for each database.

    `Inserting(users, lambda insert: insert.on_conflict_do_nothing())`; `statement.on(connection)` is the one to run.
    """

    def __init__(self, table: Table, build: Callable[[Insert], Executable]) -> None:
        self._statements = {name: build(insert(table)) for name, insert in _INSERTS.items()}

    def on(self, connection: Connection) -> Executable:
        """The statement as the database of a connection takes it."""
        return self._statements[connection.dialect.name]


class day_of(FunctionElement[str]):
    """The day (UTC, "2023-12-31") of a moment."""

    type = Text()
    name = "day_of"
    inherit_cache = True


@compiles(day_of, "sqlite")
def _day_in_sqlite(element: day_of, compiler: Any, **settings: Any) -> str:
    return f"date({compiler.process(element.clauses, **settings)}, 'unixepoch')"


@compiles(day_of, "postgresql")
def _day_in_postgresql(element: day_of, compiler: Any, **settings: Any) -> str:
    return f"to_char(to_timestamp({compiler.process(element.clauses, **settings)}) at time zone 'UTC', 'YYYY-MM-DD')"


class clock(FunctionElement[float]):
    """The moment now, by the database's clock: all replicas measure with the same one."""

    type = Double()
    name = "clock"
    inherit_cache = True


@compiles(clock, "sqlite")
def _clock_in_sqlite(element: clock, compiler: Any, **settings: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(clock, "postgresql")
def _clock_in_postgresql(element: clock, compiler: Any, **settings: Any) -> str:
    return "extract(epoch from clock_timestamp())::double precision"


class later(FunctionElement[float]):
    """The later of two moments."""

    type = Double()
    name = "later"
    inherit_cache = True


@compiles(later, "sqlite")
def _later_in_sqlite(element: later, compiler: Any, **settings: Any) -> str:
    return f"max({compiler.process(element.clauses, **settings)})"


@compiles(later, "postgresql")
def _later_in_postgresql(element: later, compiler: Any, **settings: Any) -> str:
    return f"greatest({compiler.process(element.clauses, **settings)})"


class earlier(FunctionElement[float]):
    """The earlier of two moments."""

    type = Double()
    name = "earlier"
    inherit_cache = True


@compiles(earlier, "sqlite")
def _earlier_in_sqlite(element: earlier, compiler: Any, **settings: Any) -> str:
    return f"min({compiler.process(element.clauses, **settings)})"


@compiles(earlier, "postgresql")
def _earlier_in_postgresql(element: earlier, compiler: Any, **settings: Any) -> str:
    return f"least({compiler.process(element.clauses, **settings)})"
