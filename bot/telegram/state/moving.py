"""Moves a state from SQLite into PostgreSQL or back: all or nothing, each row compared afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, Table, Text, TypeDecorator, func, insert, select

from bot.telegram.state.tables import buckets, metadata, notices, replicas, storable

ROWS = 500
"""Rows at a time."""
OF_THE_MOMENT = (replicas, buckets, notices)
"""What means nothing elsewhere."""
MOVED = tuple(table for table in metadata.sorted_tables if table not in OF_THE_MOMENT)
_BY_BYTES = {"sqlite": "BINARY", "postgresql": "C"}
"""How both sort texts alike."""

Row = dict[str, Any]


class NotMoved(Exception):
    """Why a state is not moved, in one line for a person; the target is as it was once its transaction is undone."""


def moved(source: Connection, target: Connection) -> dict[str, int]:
    """Copies every table within the target's transaction; returns the rows of each.

    NotMoved where the target holds something already, or where a row is another one there.
    """
    for table in MOVED:
        if target.execute(select(table).limit(1)).first() is not None:
            raise NotMoved(f"The target is in use: its table {table.name} has rows. Give an empty one.")
    counts = {table.name: _copied(table, source, target) for table in MOVED}
    for table in MOVED:
        _compare(table, source, target)
    return counts


def _copied(table: Table, source: Connection, target: Connection) -> int:
    count = 0
    for rows in _batches(table, source):
        target.execute(insert(table), rows)
        count += len(rows)
    if target.dialect.name == "postgresql":
        _go_on_counting(table, target)
    return count


def _batches(table: Table, source: Connection) -> Iterator[list[Row]]:
    found = source.execute(_in_order(table, source), execution_options={"yield_per": ROWS})
    for rows in found.mappings().partitions():
        yield [_elsewhere(table, dict(row)) for row in rows]


def _elsewhere(table: Table, row: Row) -> Row:
    """A row as it is kept elsewhere: no replica there has claimed it, and no text has what PostgreSQL does not take."""
    own = {"replica": None} if "replica" in table.c else {}
    return {name: storable(value) if isinstance(value, str) else value for name, value in (row | own).items()}


def _in_order(table: Table, connection: Connection) -> Select[Any]:
    by_bytes = _BY_BYTES[connection.dialect.name]
    keys = (column.collate(by_bytes) if _is_text(column.type) else column for column in table.primary_key)
    return select(table).order_by(*keys)


def _is_text(kind: object) -> bool:
    return isinstance(kind.impl if isinstance(kind, TypeDecorator) else kind, Text)


def _compare(table: Table, source: Connection, target: Connection) -> None:
    there = (row for rows in _batches(table, target) for row in rows)
    for row in (row for rows in _batches(table, source) for row in rows):
        if next(there, None) != row:
            key = ", ".join(str(row[column.name]) for column in table.primary_key)
            raise NotMoved(f"A row of {table.name} is not the same in the target: {key}.")
    if next(there, None) is not None:
        raise NotMoved(f"The target has more rows in {table.name} than the source.")


def _go_on_counting(table: Table, target: Connection) -> None:
    """Numbers that PostgreSQL gives from now on begin above those that came along."""
    column = table.autoincrement_column
    if column is None:
        return
    highest = target.execute(select(func.max(column))).scalar()
    if highest is not None:
        target.execute(select(func.setval(func.pg_get_serial_sequence(table.name, column.name), highest)))
