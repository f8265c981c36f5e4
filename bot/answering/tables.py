"""The tables of a programme's own: rows that are things of some sort, of each of which every column tells."""

from __future__ import annotations

from knowledge.base import KnowledgeBase

ROWS = ("thing", "vehicle")
"""Kinds of the rows."""
COLUMN = "column"
"""The kind of the columns."""


def wholes(base: KnowledgeBase, column: str) -> list[str]:
    """What all rows of a table come to, of which a column tells: its total, where the rows add up to it."""
    found = (entity.id for kind in ROWS for entity in base.of_kind(kind))
    return [id for id in found if base.children(id) and base.facts_of(id, column)]


def columns(base: KnowledgeBase, row: str) -> list[str]:
    """The columns that tell of a row, in the table's order."""
    items = (fact.item for fact in base.facts(row))
    return [item for item in dict.fromkeys(items) if item and item.startswith(f"{COLUMN}:")]
