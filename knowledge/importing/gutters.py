"""Lists of units that stand in columns beside each other on a page: the gutter between them, and their order.

Only lists of units are taken apart: in a table without rules each line is one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.importing.boxes import Box, BoxRow, clustered
from knowledge.importing.unit_names import level
from knowledge.importing.values import is_cell, is_nil
from knowledge.language.letters import fold

UNITS_A_COLUMN = 2
"""Units that each column of a list has at the least."""
NARROWEST = 0.8
"""Width of a gutter in heights of a line."""
UNIT_LINES = 0.35
"""Share of a column's lines that end as a unit's name does; the others are names that go on."""
MOST_COLUMNS = 4
"""Columns of a list."""
PARTED = 0.7
"""Gap, in heights of a line, in which the next column follows: wider than in a wrapped row, no empty line."""
STEP = 2.5
"""Distance of lines, in heights, up to which a list goes on."""


def column_by_column(words: Sequence[Box], ruled: Sequence[BoxRow]) -> tuple[list[Box], list[BoxRow]]:
    """The words of a page and its ruled rows, lists of units in columns made one column: the right below the left."""
    words, ruled = list(words), list(ruled)
    for _ in range(MOST_COLUMNS - 1):
        found = _list_in_columns(clustered(words))
        if found is None:
            break
        left, right = found
        top, bottom = min(w.top for w in right), max(w.bottom for w in (*left, *right))
        moved = {id(word) for word in right}
        step = max(w.bottom for w in left) - top + PARTED * min(w.height for w in right)
        height = max(max(w.bottom for w in right) + step - bottom, 0.0)
        words = [
            _lower(word, step) if id(word) in moved else _lower(word, height) if word.top >= bottom else word
            for word in words
        ]
        ruled = [
            replace(row, top=row.top + height, bottom=row.bottom + height) if row.top >= bottom else row
            for row in ruled
        ]
    return words, ruled


def _lower(word: Box, by: float) -> Box:
    return replace(word, top=word.top + by, bottom=word.bottom + by)


def _list_in_columns(rows: Sequence[BoxRow]) -> tuple[list[Box], list[Box]] | None:
    """The words of the left column of a list of units, and those right of its gutter; None where there is none."""
    edges = sorted({round(word.left, 1) for row in rows for word in _openers(row)})
    for edge in edges:
        for run in _runs(rows, edge):
            found = _columns(run, edge)
            if found:
                return found
    return None


def _openers(row: BoxRow) -> list[Box]:
    """The words of a line that may be the first of a column: those after a gap."""
    height = min(word.height for word in row.words)
    after = zip(row.words, row.words[1:], strict=False)
    return [row.words[0], *(word for before, word in after if word.left - before.right >= NARROWEST * height)]


def _runs(rows: Sequence[BoxRow], edge: float) -> list[list[BoxRow]]:
    """The lines that follow each other of which no word stands in the gutter left of an edge."""
    runs: list[list[BoxRow]] = [[]]
    for row in rows:
        gutter = edge - NARROWEST * row.words[0].height
        crossed = any(word.left < edge - 1 and word.right > gutter for word in row.words)
        apart = bool(runs[-1]) and row.top - runs[-1][-1].bottom > STEP * row.words[0].height
        if crossed or apart:
            runs.append([])
        if not crossed:
            runs[-1].append(row)
    return runs


def _columns(run: Sequence[BoxRow], edge: float) -> tuple[list[Box], list[Box]] | None:
    def side(row: BoxRow, right: bool) -> list[Box]:
        return [word for word in row.words if (word.left >= edge - 1) == right]

    filled = [index for index, row in enumerate(run) if side(row, True)]
    if not filled:
        return None
    end = filled[-1] + 1
    # A left column that is longer goes on with the lines of units, which may be wrapped.
    for later in range(end, len(run)):
        if _ends_a_unit(run[later].text):
            end = later + 1
        elif later > end + 1:
            break
    region = run[filled[0] : end]
    left, right = ([word for row in region for word in side(row, way)] for way in (False, True))
    if not (is_unit_list(left) and is_unit_list(right)):
        return None
    between = [w for w in left if min(r.top for r in right) - w.height < w.top < max(r.bottom for r in right)]
    return (left, right) if len(clustered(between)) >= UNITS_A_COLUMN else None


def is_unit_list(words: Sequence[Box]) -> bool:
    """Whether some lines are a list of units and hold nothing else."""
    rows = clustered(words)
    ended = [_ends_a_unit(row.text) for row in rows]
    if sum(ended) < max(UNITS_A_COLUMN, UNIT_LINES * len(rows)) or not ended[-1]:
        return False
    return not any(_holds_figures(row) for row in rows)


def _holds_figures(row: BoxRow) -> bool:
    """Whether figures stand in a line: a number or dash at its beginning, or a dash before a name, is no figure."""
    after = [*(word.text for word in row.words[1:]), ""]
    return any(
        is_cell(word.text) and index > 0 and not (is_nil(word.text) and following[:1].isalpha())
        for index, (word, following) in enumerate(zip(row.words, after, strict=True))
    )


def _ends_a_unit(line: str) -> bool:
    name = fold(line)
    return name in ("baskanligi", "mudurlugu", "dairesi baskanligi", "daire baskanligi") or bool(level(line))
