"""Words that stand upright in narrow columns: the heads of tables that are turned by a right angle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from knowledge.importing.boxes import Box, clustered
from knowledge.importing.damaged import repair

if TYPE_CHECKING:
    from pdfplumber.page import Page

SAME_COLUMN = 0.5
"""Share of a word's width by which two words of one turned line may stand apart."""
_DIRECTIONS = {1: ("btt", "ltr"), -1: ("ttb", "rtl")}
"""How letters follow each other in a line, and the lines each other."""


def turned_words(page: Page, gap: float) -> list[Box]:
    """The words of a page that are read from below or from above; `gap` parts two words, in points."""
    found: list[Box] = []
    for way, (letters, lines) in _DIRECTIONS.items():
        own = page.filter(partial(_is_turned, way))
        if not own.chars:
            continue
        for word in own.extract_words(
            x_tolerance=2, y_tolerance=gap, char_dir_rotated=letters, line_dir_rotated=lines, use_text_flow=False
        ):
            raw = str(word["text"]).strip()
            if text := repair(raw):
                left, right, top, bottom = (float(word[edge]) for edge in ("x0", "x1", "top", "bottom"))
                found.append(Box(text, left, right, top, bottom, raw=raw if raw != text else "", turned=way))
    return found


def _is_turned(way: int, thing: Mapping[str, Any]) -> bool:
    return thing.get("object_type") == "char" and _way(thing["matrix"]) == way


def _way(matrix: Sequence[float]) -> int:
    """1 for a letter that is read from below, -1 for one from above, 0 for any other."""
    across, along = matrix[0], matrix[1]
    return 0 if abs(across) > abs(along) / 10 else 1 if along > 0 else -1


def lines_of_cell(words: Sequence[Box]) -> list[list[Box]]:
    """The words of a cell line by line, in the order in which they are read."""
    turned = [word for word in words if word.turned]
    lines = [list(row.words) for row in clustered([word for word in words if not word.turned])]
    columns: list[list[Box]] = []
    for word in sorted(turned, key=lambda word: (word.turned * (word.left + word.right), -word.turned * word.top)):
        middle = (word.left + word.right) / 2
        last = columns[-1][0] if columns else None
        width = word.right - word.left
        if last is not None and abs(middle - (last.left + last.right) / 2) <= SAME_COLUMN * width:
            columns[-1].append(word)
        else:
            columns.append([word])
    return [*lines, *(sorted(column, key=lambda word: -word.turned * word.top) for column in columns)]
