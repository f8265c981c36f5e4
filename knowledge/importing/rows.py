"""Rows of tables: a label and the cells that belong to it, however the lines break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations, pairwise
from statistics import median

from knowledge.importing.document import Placed
from knowledge.importing.names import joined
from knowledge.importing.values import (
    is_cell,
    is_figure,
    is_nil,
    is_note_mark,
    is_piece,
    is_stand_in,
    is_whole,
    is_year,
)

_ROW_NUMBER = re.compile(r"\d{1,2}\.")
MOST_BLANKS = 2
"""Cells of a row that may be missing or cut for all ways to place the others to be tried."""
MOST_PIECES = 3
"""Pieces that one figure may be cut into."""
FEWEST_OF_A_SENTENCE = 4
"""Words from which a line with a full stop is a sentence."""
CELLS_OF_A_ROW = 3
"""Figures behind each other from which a line is a row, whatever stands behind them."""
LONGEST_REST = 30
"""Words of a line behind a number that are looked at."""
COLUMN_SHARE = 0.4
"""Share of the distance between columns by which a figure may stand off its column."""


Reading = tuple[Placed | None, ...]
"""The cells of a row, one a column; None where the column's cell is missing or broken."""


@dataclass(slots=True)
class Row:
    """A row as printed."""

    label: list[Placed]
    known: str | None
    """The key of the label where it is one of those that were looked for."""
    cells: list[Placed] = field(default_factory=list)
    tail: list[Placed] = field(default_factory=list)
    """Words after the cells that belong to no label."""
    reading: Reading | None = None
    """Its cells by the columns of a table with rules."""
    answerable: list[Placed] = field(default_factory=list)
    """The unit that is answerable for it, where a column says so."""

    @property
    def name(self) -> str:
        """The label's words."""
        return joined(self.label)

    @property
    def line(self) -> int:
        """The line of the cells, or of the label where there are none."""
        return self.cells[0].line if self.cells else self.label[0].line


def without_marks(name: Sequence[Placed]) -> list[Placed]:
    """The words of a name without the marks of footnotes behind it."""
    end = len(name)
    while end > 1 and is_note_mark(name[end - 1].text):
        end -= 1
    return list(name[:end])


@lru_cache(maxsize=8)
def prefixes_of(labels: frozenset[str]) -> frozenset[str]:
    """All beginnings of some labels."""
    return frozenset(label[:end] for label in labels for end in range(1, len(label) + 1))


def labelled(words: Sequence[Placed], known: Iterable[str]) -> list[Row]:
    """The rows of a table's words, by labels that are looked for and by other words before figures.

    `known` are the keys of labels; a label may be cut by lines, and by the cells where they stand beside its middle.
    """
    labels = frozenset(known)
    prefixes = prefixes_of(labels)
    rows: list[Row] = []
    loose: list[Placed] = []
    position = 0
    while position < len(words):
        word = words[position]
        if _numbers_row(words, position):
            position += 1
            continue
        match = None if is_cell(word.text) and word.key not in prefixes else _match(words, position, labels, prefixes)
        inside = bool(loose) and bool(rows) and not rows[-1].cells and loose[-1].line == word.line and not word.first
        if match and not inside:
            label, cells, position = match
            if loose:
                _close(rows, loose)
                loose = []
            rows.append(Row(label, "".join(w.key for w in label), cells))
            continue
        position += 1
        if not is_cell(word.text) or _in_label(words, position - 1) or _begins_sentence(words, position - 1):
            if word.key and rows and not loose and _behind(words, position - 1, rows[-1]):
                rows[-1].tail.append(word)
            elif word.key:
                loose.append(word)
            continue
        if loose:
            if rows and not rows[-1].cells:
                rows[-1] = replace(rows[-1], label=rows[-1].label + loose, known=None)
            else:
                rows.append(Row(loose, None))
            loose = []
        if rows:
            rows[-1].cells.append(word)
        else:
            rows.append(Row([], None, [word]))
    if loose:
        _close(rows, loose)
    return rows


def without_prose(words: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """The words of a table in running text without lines that are no rows, and those lines' words.

    No row is a sentence with its full stop, what begins with a word and a colon, or an address of the network.
    """
    kept: list[Placed] = []
    other: list[Placed] = []
    line: list[Placed] = []
    for position, word in enumerate(words):
        line.append(word)
        if position + 1 == len(words) or words[position + 1].line != word.line:
            (other if line[0].first and _is_prose(line) else kept).extend(line)
            line = []
    return kept, other


def _is_prose(line: Sequence[Placed]) -> bool:
    if any("@" in word.text or word.text.startswith("www.") for word in line):
        return True
    if len(line) > 1 and line[0].text.endswith(":") and line[0].text[:1].isalpha():
        return True
    if _longest_run(line) >= CELLS_OF_A_ROW:
        return False
    last = line[-1].text
    return len(line) >= FEWEST_OF_A_SENTENCE and last.endswith(".") and len(last) > 2 and not is_cell(last)


def _in_label(words: Sequence[Placed], position: int) -> bool:
    """Whether a lone number stands between the words of a label, "Hedef 1.1 Toplamı", with the row's figures behind."""
    line = words[position].line
    if not position or words[position - 1].line != line or is_cell(words[position - 1].text):
        return False
    rest = [word for word in words[position + 1 : position + LONGEST_REST] if word.line == line]
    start = next((index for index, word in enumerate(rest) if is_cell(word.text)), 0)
    return start > 0 and len(rest) - start >= CELLS_OF_A_ROW and all(is_cell(word.text) for word in rest[start:])


def _begins_sentence(words: Sequence[Placed], position: int) -> bool:
    """Whether a year begins a line of words, "2024 yılı başında", behind a row that has its cells."""
    word = words[position]
    after = words[position + 1] if position + 1 < len(words) else None
    return (
        word.first and is_year(word.text) and after is not None and after.text[:1].islower() and after.line == word.line
    )


def _longest_run(line: Sequence[Placed]) -> int:
    longest = run = 0
    for word in line:
        run = run + 1 if is_cell(word.text) or is_stand_in(word.text) or is_note_mark(word.text) else 0
        longest = max(longest, run)
    return longest


def _behind(words: Sequence[Placed], position: int, row: Row) -> bool:
    """Whether a word stands behind the cells of a row, on their line, and no further cells follow there."""
    line = words[position].line
    if len(row.cells) < 2 or row.cells[-1].line != line:
        return False
    for word in words[position:]:
        if word.line != line:
            return True
        if is_cell(word.text):
            return False
    return True


def _numbers_row(words: Sequence[Placed], position: int) -> bool:
    """Whether a word is a row's number, "1." before its label, which might be a piece of a figure elsewhere."""
    after = words[position + 1] if position + 1 < len(words) else None
    word = words[position]
    return is_row_number(word) and after is not None and after.text[:1].isalpha()


def is_row_number(word: Placed) -> bool:
    """Whether a word may be the number of a row: "1." at the beginning of a line."""
    return word.first and _ROW_NUMBER.fullmatch(word.text) is not None


def _close(rows: list[Row], loose: list[Placed]) -> None:
    if rows:
        rows[-1].tail.extend(loose)
    else:
        rows.append(Row(list(loose), None))


def _match(
    words: Sequence[Placed], start: int, labels: frozenset[str], prefixes: frozenset[str]
) -> tuple[list[Placed], list[Placed], int] | None:
    """The longest label that begins at a word, the cells inside of it and the place after it."""
    for over_cells in (False, True):
        text = ""
        label: list[Placed] = []
        inside: list[Placed] = []
        found: tuple[list[Placed], list[Placed], int] | None = None
        for position in range(start, len(words)):
            word = words[position]
            if word.key and text + word.key in prefixes:
                text += word.key
                label.append(word)
                if text in labels:
                    found = (list(label), list(inside), position + 1)
            elif over_cells and is_cell(word.text) and text:
                inside.append(word)
            elif word.key or is_cell(word.text):
                break
        if found:
            return found
    return None


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a table's columns of figures stand, learned from the rows that have all their cells."""

    edges: tuple[tuple[float, float, float], ...] = ()
    """Left, middle and right of each column in points; empty where the places are not known."""
    ruled: tuple[int, ...] = ()
    """The cells of the ruled table that the columns are, where it has rules."""


NO_GRID = Grid()


def learned_grid(rows: Iterable[Sequence[Placed]], count: int) -> Grid:
    """The grid that the whole rows of a table show."""
    full = [row for row in rows if len(row) == count and all(is_whole(word.text) for word in row)]
    placed = [row for row in full if all(word.left is not None and word.right is not None for word in row)]
    if not placed:
        return Grid()
    edges = tuple(
        (
            median(word.left or 0.0 for word in column),
            median(((word.left or 0.0) + (word.right or 0.0)) / 2 for word in column),
            median(word.right or 0.0 for word in column),
        )
        for column in zip(*placed, strict=True)
    )
    ruled = {tuple(word.column for word in row) for row in placed}
    cells = ruled.pop() if len(ruled) == 1 else ()
    return Grid(edges, tuple(c for c in cells if c is not None) if None not in cells else ())


def readings(cells: Sequence[Placed], count: int, grid: Grid = NO_GRID) -> list[Reading]:
    """All ways to read some cells as a row of `count` columns: one where the row is whole.

    With the grid of the table a cell that is missing is known by its place. Cells that a line break or a
    blank has cut are put together where a figure comes of it.
    """
    if len(cells) == count:
        found: list[Reading] = [tuple(cell if is_whole(cell.text) else None for cell in cells)]
        return found
    if len(cells) < count:
        placed = _by_place(cells, count, grid)
        if placed:
            return [placed]
        if count - len(cells) > MOST_BLANKS or not cells:
            return []
        found = []
        for blanks in combinations(range(count), count - len(cells)):
            rest = iter(cells)
            row = [None if index in blanks else next(rest) for index in range(count)]
            found.append(tuple(cell if cell is not None and is_whole(cell.text) else None for cell in row))
        return found
    return [*_put_together(cells, count), *_without_surplus(cells, count)]


def _by_place(cells: Sequence[Placed], count: int, grid: Grid) -> Reading | None:
    if len(grid.edges) != count or count < 2:
        return None
    row: list[Placed | None] = [None] * count
    last = -1
    for cell in cells:
        column = _column(cell, grid)
        if column is None or column <= last:
            return None
        row[column] = cell if is_whole(cell.text) else None
        last = column
    return tuple(row)


def _column(cell: Placed, grid: Grid) -> int | None:
    """The column that a cell stands in, None where its place does not tell."""
    if cell.column is not None and cell.column in grid.ruled:
        return grid.ruled.index(cell.column)
    if cell.left is None or cell.right is None:
        return None
    own = (cell.left, (cell.left + cell.right) / 2, cell.right)
    distances = [min(abs(one - other) for one, other in zip(own, edges, strict=True)) for edges in grid.edges]
    column = distances.index(min(distances))
    allowed = COLUMN_SHARE * min(after[1] - before[1] for before, after in pairwise(grid.edges))
    return column if distances[column] <= allowed else None


def _put_together(cells: Sequence[Placed], count: int) -> list[Reading]:
    """The ways to make a row of too many cells by putting neighbours together to whole figures."""
    surplus = len(cells) - count
    if surplus > MOST_BLANKS:
        return []
    found: list[Reading] = []

    def extend(index: int, row: tuple[Placed, ...]) -> None:
        if len(row) > count:
            return
        if index == len(cells):
            if len(row) == count:
                found.append(row)
            return
        for size in range(1, min(MOST_PIECES, len(cells) - index) + 1):
            group = cells[index : index + size]
            text = "".join(cell.text for cell in group)
            if size == 1 and (is_figure(text) or is_nil(text)):
                extend(index + 1, (*row, group[0]))
            elif size > 1 and is_figure(text) and all(not is_nil(cell.text) for cell in group):
                extend(index + size, (*row, replace(group[0], text=text)))

    extend(0, ())
    return found


def forced(cells: Sequence[Placed], found: Sequence[Reading]) -> bool:
    """Whether the one reading of a row needs no proof: only pieces that are no figures were put together."""
    if len(found) != 1:
        return False
    return _pieces_only(cells, found[0])


def _pieces_only(cells: Sequence[Placed], reading: Reading) -> bool:
    index = 0
    for cell in reading:
        if cell is None:
            return False
        size = 1
        while "".join(c.text for c in cells[index : index + size]) != cell.text:
            size += 1
            if index + size > len(cells):
                return False
        group = cells[index : index + size]
        if size > 1 and not any(is_piece(part.text) for part in group):
            return False
        index += size
    return index == len(cells)


def _without_surplus(cells: Sequence[Placed], count: int) -> list[Reading]:
    """The row without one number too many, such as that of a page."""
    if len(cells) != count + 1 or any(is_piece(cell.text) for cell in cells):
        return []
    rows: set[Reading] = {
        (*cells[:index], *cells[index + 1 :]) for index in range(len(cells)) if cells[index].text.isdigit()
    }
    return sorted(rows, key=lambda row: [cell.index if cell else -1 for cell in row])
