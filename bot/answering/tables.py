"""The tables of a programme's own: rows that are things of some sort, of each of which every column tells."""

from __future__ import annotations

from knowledge.base import KnowledgeBase
from knowledge.schema import COLUMN, ROW

ROWS = (ROW, "vehicle")
"""Kinds of the rows."""


def wholes(base: KnowledgeBase, column: str) -> list[str]:
    """What all rows of a table come to, of which a column tells: its total, where the rows add up to it."""
    found = (entity.id for kind in ROWS for entity in base.of_kind(kind))
    return [id for id in found if base.children(id) and base.facts_of(id, column)]


def counts_itself(base: KnowledgeBase, kind: str) -> bool:
    """Whether rows of a sort have figures of their own, beside those of columns."""
    return any(base.facts_of(entity.id, None) for entity in base.of_kind(kind))


def columns(base: KnowledgeBase, row: str) -> list[str]:
    """The columns that tell of a row, in the table's order."""
    items = (fact.item for fact in base.facts(row))
    return [item for item in dict.fromkeys(items) if item and item.startswith(f"{COLUMN}:")]
