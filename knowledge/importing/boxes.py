"""Words with their places on a page, and the lines that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SAME_LINE = 0.5
"""Share of a word's height by which two words of one line may stand apart."""


@dataclass(frozen=True, slots=True)
class Box:
    """A word with its edges in points from the upper left corner, and the cell of a ruled table that holds it."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    column: int | None = None
    until: int | None = None
    raw: str = ""
    """The text before its damaged letters were mended, where there were any."""
    turned: int = 0
    """1 where it is read from below, -1 where from above."""

    @property
    def height(self) -> float:
        """Height in points, at least one."""
        return max(self.bottom - self.top, 1.0)


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A line of words, or a row of a table as words cell by cell."""

    words: tuple[Box, ...]
    top: float
    bottom: float
    ruled: bool = False

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


def clustered(words: Sequence[Box]) -> list[BoxRow]:
    """Words put into lines by their height on the page."""
    rows: list[list[Box]] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.left)):
        middle = (word.top + word.bottom) / 2
        if rows:
            last = rows[-1][-1]
            if abs(middle - (last.top + last.bottom) / 2) <= SAME_LINE * min(word.height, last.height):
                rows[-1].append(word)
                continue
        rows.append([word])
    return [
        BoxRow(tuple(sorted(row, key=lambda w: w.left)), min(w.top for w in row), max(w.bottom for w in row))
        for row in rows
    ]
