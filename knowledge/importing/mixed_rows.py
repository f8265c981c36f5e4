"""Rows in which words stand among the figures or behind them: "Bursa 13 201 Var 38", "… Ankara 148 Akredite"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importing.document import Placed
from knowledge.importing.lines import Line
from knowledge.importing.names import joined
from knowledge.importing.staff import is_total
from knowledge.importing.values import is_cell, is_whole

LONGEST_ROW = 20
"""Words of a row at most."""
FEWEST_ROWS = 3
"""Rows that are alike by more than chance."""
MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class MixedRow:
    """A row: the words of its name, and the words of each column behind it."""

    label: tuple[Placed, ...]
    columns: tuple[tuple[Placed, ...], ...]


@dataclass(frozen=True, slots=True)
class MixedRows:
    """Rows of one pattern."""

    start: int
    """The line of the first one among those given."""
    figures: tuple[bool, ...]
    """Whether each column is one of figures, else of words."""
    rows: tuple[MixedRow, ...]
    total: tuple[tuple[Placed, ...], tuple[Placed, ...]] | None
    """(words of the row of the total, its figures)."""


def mixed_rows(lines: Sequence[tuple[Line, Sequence[Placed]]]) -> MixedRows | None:
    """The rows of a table, (line, its words) each, which fill the lines behind its head; None where they do not.

    Each has a name, and figures and words in the same order as the others; the last may be their total.
    """
    parted = [_columns(words) for _, words in lines]
    start = next((at for at, row in enumerate(parted) if row), len(parted))
    first = parted[start] if start < len(parted) else None
    if first is None:
        return None
    figures = _figures(first)
    rows: list[MixedRow] = []
    total = None
    for (_, words), row in zip(lines[start:], parted[start:], strict=True):
        if row is not None and is_total(joined(row.label)):
            total = tuple(words), _of_total(row, figures)
            break
        if row is None or _figures(row) != figures:
            break
        rows.append(row)
    behind = parted[start + len(rows) + (total is not None) :] if total is None else []
    if len(rows) < FEWEST_ROWS or all(figures) or len(figures) > MOST_COLUMNS or any(behind):
        return None  # rows that go on behind a line that is none cannot be told from another table's
    return MixedRows(start, figures, tuple(rows), total)


def _columns(words: Sequence[Placed]) -> MixedRow | None:
    """A line as a row; None where it begins with a figure, has none or a broken one."""
    at = next((at for at, word in enumerate(words) if is_cell(word.text)), 0)
    if not at or len(words) > LONGEST_ROW or not any(word.key for word in words[:at]):
        return None
    columns: list[list[Placed]] = []
    for word in words[at:]:
        cell = is_cell(word.text)
        if cell and not is_whole(word.text):
            return None
        if cell or not columns or is_cell(columns[-1][0].text):
            columns.append([word])
        else:
            columns[-1].append(word)
    return MixedRow(tuple(words[:at]), tuple(map(tuple, columns)))


def _figures(row: MixedRow) -> tuple[bool, ...]:
    return tuple(is_cell(column[0].text) for column in row.columns)


def _of_total(row: MixedRow, figures: Sequence[bool]) -> tuple[Placed, ...]:
    """The figures of a total; where it counts a column of words too, "5 Adet", without that one."""
    found = [column[0] for column in row.columns if is_cell(column[0].text)]
    if len(found) == len(figures):
        return tuple(cell for cell, figure in zip(found, figures, strict=True) if figure)
    return tuple(found)
