"""Tables that count or measure things over columns of places, the last of which sums up the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importing import staff
from knowledge.importing.buildings import ends_title
from knowledge.importing.document import Placed
from knowledge.importing.names import joined
from knowledge.importing.values import is_cell, is_nil, is_whole
from knowledge.printed import number

FEWEST_COLUMNS = 3
"""Two places and what they come to."""
FEWEST_ROWS = 2
CLOSING = 2 / 3
"""Share of the rows that must be the sum of their places for the last column to be taken for it."""
SAME_STEM = 5
"""First letters by which a word that ends the name of every place is known again: "yerleşke", "yerleşkesi"."""


@dataclass(frozen=True, slots=True)
class CrossedRow:
    """A row: its label, its cells and whether the last of them is the sum of the others."""

    label: tuple[Placed, ...]
    cells: tuple[Placed, ...]
    closes: bool

    @property
    def name(self) -> str:
        """The label's words."""
        return joined(self.label)

    @property
    def words(self) -> tuple[Placed, ...]:
        """All words of the row."""
        return (*self.label, *self.cells)


@dataclass(frozen=True, slots=True)
class Crossed:
    """A table: the names of its places and its rows, each with a cell more than there are places."""

    places: tuple[str, ...]
    head: tuple[Placed, ...]
    rows: tuple[CrossedRow, ...]


def value(cell: Placed) -> int | float:
    """What a cell counts; a dash is nought."""
    return 0 if is_nil(cell.text) else number(cell.text)


def read_crossed(lines: Sequence[Sequence[Placed]]) -> Crossed | None:
    """The table that some lines are, its head first; None where its places cannot be told or do not add up."""
    counts = [len(_cells(words)) for words in lines]
    several = Counter(count for count in counts if count >= FEWEST_COLUMNS)
    if not several:
        return None
    count = several.most_common(1)[0][0]
    first = next(index for index, own in enumerate(counts) if own)
    head = [word for words in lines[:first] for word in words]
    places = _places(head, count)
    if places is None:
        return None
    rows: list[CrossedRow] = []
    for words, own in zip(lines[first:], counts[first:], strict=True):
        label, cells = tuple(words[: len(words) - own]), tuple(words[len(words) - own :])
        if own == count and label and all(is_whole(cell.text) for cell in cells):
            *parts, whole = map(value, cells)
            rows.append(CrossedRow(label, cells, abs(sum(parts) - whole) < 1))
    closing = sum(row.closes for row in rows)
    if len(rows) < FEWEST_ROWS or closing < CLOSING * len(rows):
        return None
    return Crossed(tuple(places), tuple(head), tuple(rows))


def _cells(words: Sequence[Placed]) -> Sequence[Placed]:
    start = len(words)
    while start and is_cell(words[start - 1].text):
        start -= 1
    return words[start:]


def _places(head: Sequence[Placed], count: int) -> list[str] | None:
    """The names of the places before the total, None where the head does not tell them."""
    known = staff.place_heads(head, count)
    if known is not None:
        return known[:-1] if not known[-1] and all(known[:-1]) else None
    ruled: dict[int | None, list[Placed]] = {}
    for word in head:
        ruled.setdefault(word.column, []).append(word)
    if ruled and None not in ruled:
        titles = [joined(ruled[column]) for column in sorted(ruled, key=lambda column: column or 0)]
        whole = len(titles) > count and staff.is_total(titles[-1])
        return titles[-count:-1] if whole else None
    named = [word for word in head if word.key]
    size = next((n for n in (2, 1) if staff.is_total(joined(named[-n:]))), 0)
    if not size:
        return None
    return _parted(named[:-size], count - 1)


def _parted(named: Sequence[Placed], count: int) -> list[str] | None:
    """The names of some places in running text behind the title of the rows: a word each, or with a word in common."""
    behind = next((i + 1 for i in range(len(named) - 1, -1, -1) if ends_title(named[i])), 0)
    words = named[behind:]
    if not behind or count < FEWEST_COLUMNS - 1:
        return None
    if len(words) == count:
        return [word.text for word in words]
    last = words[-1].key[:SAME_STEM] if words else ""
    ends = [index + 1 for index, word in enumerate(words) if word.key.startswith(last)]
    starts = [0, *ends[:-1]]
    if (
        len(last) < SAME_STEM
        or len(ends) != count
        or any(end - start < 2 for start, end in zip(starts, ends, strict=True))
    ):
        return None
    return [joined(words[start:end]) for start, end in zip(starts, ends, strict=True)]
