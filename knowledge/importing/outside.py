"""What an agency spends outside of its programmes: the economic items below it in the table of programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from knowledge.importing.agency_heads import AgencyColumns
from knowledge.importing.cost_rows import OTHER, OUTSIDE_ROW, ROUNDED
from knowledge.importing.costs import MoneyTable, expense_labels
from knowledge.importing.document import key
from knowledge.importing.draft import Cell, cells_of
from knowledge.importing.head_words import UNREAD
from knowledge.importing.money import Part
from knowledge.importing.names import is_upper
from knowledge.importing.naming import expense_id
from knowledge.importing.rows import Row
from knowledge.importing.values import is_nil, is_whole
from knowledge.printed import number


def parts_outside(table: MoneyTable) -> dict[int, str]:
    """The rows that say of which economic items what is spent outside of programmes consists, by their place.

    They stand right below it; where one is no such item, or they do not add up to it, none is taken.
    """
    labels = expense_labels()
    for at, row in enumerate(table.rows):
        if not (is_upper(row.name) and OUTSIDE_ROW.fullmatch(key(row.name))):
            continue
        below = list(takewhile(lambda part: not is_upper(part.name), table.rows[at + 1 :]))
        items = [labels.get(key(part.name), "") for part in below]
        if below and all(items) and len(set(items)) == len(items) and _add_up(below, row):
            return dict(enumerate(items, at + 1))
    return {}


def cells_outside(item: str, heads: AgencyColumns | None, part: Part) -> list[Cell]:
    """The cells of such a row: an item of expense is kept as a whole, since no item has figures by its source."""
    told = heads.columns if heads else [(column, column.part or "whole") for column in part.table.columns.columns]
    columns = [column if of == "whole" else replace(column, measure="", role=UNREAD) for column, of in told]
    return cells_of(columns, OTHER, expense_id(item), part.place)


def _add_up(parts: Sequence[Row], whole: Row) -> bool:
    """Whether the cells of some rows are those of another one together."""
    rows = [[cell.text for cell in row.cells] for row in (*parts, whole)]
    if len({len(row) for row in rows}) > 1 or not all(is_whole(text) for row in rows for text in row):
        return False
    *own, last = [[0 if is_nil(text) else number(text) for text in row] for row in rows]
    return all(abs(sum(column) - total) <= ROUNDED for *column, total in zip(*own, last, strict=True))
