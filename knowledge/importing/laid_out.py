"""Text whose columns are parted by blanks, as a layout option makes it: the lines of one row are put together again.

A head of several lines becomes one, column after column; the end of a name that did not fit before the next column
comes back to its row. Where each column stands is told by the rows of figures below the head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importing.names import is_upper
from knowledge.importing.values import is_cell, is_year
from knowledge.language.letters import fold

MOST_HEAD_LINES = 4
"""Lines of a head at most."""
FEWEST_CELLS = 2
"""Cells of a row by which its table is known."""
GAP = "  "
"""Blanks that part columns at least."""
_WORD = re.compile(r"\S+")
_PIECE = re.compile(r"\S+(?: \S+)*")
_NUMBERED = re.compile(r"\d{1,3}\s?[-–.)]+\s*")
_CAPTION = re.compile(r"\s*(?:tablo|cizelge|sekil|grafik|ek)\s*[-–]?\s*\d")
_OWNED = re.compile(r"(?:lari|leri|[sg][iu])$")
"""How a name ends that belongs to what stands before it, folded: "Giderleri", "sayısı"."""
_LABEL = re.compile(r"\s*[^\d:]{3,40}:")


@dataclass(frozen=True, slots=True)
class Span:
    """What stands from one place of a line to another, in letters from its beginning."""

    start: int
    end: int
    text: str

    def apart(self, other: Span) -> int:
        """How far two stand from each other, below nought by how much they overlap."""
        return max(self.start, other.start) - min(self.end, other.end)

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.start + self.end) / 2


def joined_rows(rows: Sequence[str]) -> tuple[list[str | None], set[int]]:
    """The lines of a text, those of one row of a table in the line of its first; None for the others.

    And the places of the lines of heads that could not be put together: their words are in no order.
    """
    found: list[str | None] = list(rows)
    apart: set[int] = set()
    start = 0
    for at in range(len(rows) + 1):
        if at == len(rows) or not rows[at].strip():
            _join(found, apart, start, at)
            start = at + 1
    return found, apart


def _join(rows: list[str | None], apart: set[int], start: int, end: int) -> None:
    """Puts the rows together of lines between two empty ones."""
    lines = [rows[at] or "" for at in range(start, end)]
    parted = [_pieces(line) for line in lines]
    cells = [_cells(pieces) for pieces in parted]
    figured = [at for at, count in enumerate(cells) if count >= FEWEST_CELLS]
    if not figured:
        return
    usual, _ = Counter(cells[at] for at in figured).most_common(1)[0]
    columns = _columns([parted[at] for at in figured if cells[at] == usual], usual)
    first = figured[0]
    head = _head(lines, parted, first, columns)
    told = _in_columns(parted[head:first], columns, usual) if first - head > 1 else ""
    if told:
        rows[start + head] = told
        rows[start + head + 1 : start + first] = [None] * (first - head - 1)
    elif first - head > 1:
        apart.update(range(start + head, start + first))
    for at in figured:
        behind = lines[at + 2] if at + 2 < len(lines) else ""
        if at + 1 < len(lines) and _goes_on(parted[at], lines[at + 1], parted[at + 1], columns, behind):
            name, *rest = parted[at]
            rows[start + at] = GAP.join([f"{name.text} {parted[at + 1][0].text}", *(piece.text for piece in rest)])
            rows[start + at + 1] = None


def _pieces(line: str) -> list[Span]:
    """What stands between wide gaps; amounts that stand closer are apart too."""
    found: list[Span] = []
    for match in _PIECE.finditer(line):
        words = [
            Span(match.start() + word.start(), match.start() + word.end(), word[0]) for word in _WORD.finditer(match[0])
        ]
        if len(words) > 1 and all(is_cell(word.text) for word in words):
            found += words
        else:
            found.append(Span(match.start(), match.end(), match[0]))
    return found


def _cells(pieces: Sequence[Span]) -> int:
    """In how many cells a row ends; 0 where it begins with one, or years are a head."""
    count = 0
    while count < len(pieces) and is_cell(pieces[-1 - count].text):
        count += 1
    years = count and all(is_year(piece.text) for piece in pieces[-count:])
    return 0 if years or count == len(pieces) else count


def _columns(rows: Sequence[Sequence[Span]], count: int) -> list[Span]:
    """Where the columns of some rows stand: that of the names, those of words behind it, and those of figures."""
    figures = [
        Span(min(row[-back].start for row in rows), max(row[-back].end for row in rows), "")
        for back in range(count, 0, -1)
    ]
    words = [list(row[:-count]) for row in rows]
    size = Counter(map(len, words)).most_common(1)[0][0]
    usual = [row for row in words if len(row) == size]
    texts = [Span(min(row[at].start for row in usual), max(row[at].end for row in usual), "") for at in range(size)]
    return [*texts, *figures]


def _head(lines: Sequence[str], parted: Sequence[Sequence[Span]], first: int, columns: Sequence[Span]) -> int:
    """Where the head begins whose last line stands above the first row of figures."""
    at = first
    while at > 0 and first - at < MOST_HEAD_LINES and _is_head(lines[at - 1], parted[at - 1], columns):
        at -= 1
    while at + 1 < first and len(parted[at]) == 1 and _is_wide(parted[at][0], parted[at + 1]):
        at += 1  # a centred line above is the table's title
    return at


def _is_wide(piece: Span, below: Sequence[Span]) -> bool:
    """Whether a piece stands over several titles, as the title of a table does."""
    return sum(piece.apart(title) < 0 for title in below) > 1


def _is_head(line: str, pieces: Sequence[Span], columns: Sequence[Span]) -> bool:
    """Whether a line may be one of a head: it stands over several columns, or over none but those behind the names."""
    if (
        _LABEL.match(line)
        or _CAPTION.match(fold(line))
        or any(is_cell(piece.text) and not is_year(piece.text) for piece in pieces)
    ):
        return False
    return len(pieces) > 1 or pieces[0].start >= columns[0].end


def _in_columns(head: Sequence[Sequence[Span]], columns: Sequence[Span], figures: int) -> str:
    """The words of a head, column after column, in each from top to bottom; "" where a line may be over several.

    One line at least has a title for every column of figures; what else stands over those is in brackets, above or
    below one title. `figures`: how many columns of figures there are, the last ones.
    """
    lines = [_titles(pieces, columns, figures) for pieces in head]
    whole = next((line for line in lines if line is not None), None)
    if whole is None:
        return ""
    told: list[list[str]] = [[] for _ in columns]
    for pieces, line in zip(head, lines, strict=True):
        placed = line if line is not None else _beside(pieces, whole, len(columns) - figures)
        if placed is None:
            return ""
        for at, pieces_there in placed.items():
            told[at] += [piece.text for piece in pieces_there]
    return GAP.join(" ".join(words) for words in told if words)


def _titles(pieces: Sequence[Span], columns: Sequence[Span], figures: int) -> dict[int, list[Span]] | None:
    """The pieces of a line by their columns, where it has one for every column of figures; else None."""
    if len(pieces) == len(columns):
        return {at: [piece] for at, piece in enumerate(pieces)}
    if len(pieces) == figures and pieces[0].start >= columns[0].end:
        return {len(columns) - figures + at: [piece] for at, piece in enumerate(pieces)}
    found: dict[int, list[Span]] = {}
    for piece in pieces:
        own = set()
        for part in _over_one(piece, columns):
            at = _nearest(part, columns)
            if at in found and at not in own:
                return None  # two titles over one column: they stand over others
            found.setdefault(at, []).append(part)
            own.add(at)
    whole = set(range(len(columns) - figures, len(columns))) <= found.keys()
    return found if whole and list(found) == sorted(found) else None


def _beside(pieces: Sequence[Span], whole: dict[int, list[Span]], first: int) -> dict[int, list[Span]] | None:
    """The pieces of a line by the titles of another one above or below which each stands; None where one does not.

    `first`: the first column of figures, over which brackets alone may stand: "(Haziran)".
    """
    found: dict[int, list[Span]] = {}
    for piece in pieces:
        over = [at for at, titles in whole.items() if any(piece.apart(title) < 0 for title in titles)]
        bracketed = piece.text.startswith("(") and piece.text.endswith(")")
        if len(over) != 1 or over[0] in found or (over[0] >= first and not bracketed):
            return None
        found[over[0]] = [piece]
    return found


def _over_one(piece: Span, columns: Sequence[Span]) -> list[Span]:
    """A piece of a head, word by word where it stands over several columns: "2023 Bütçe 2023 Harcama"."""
    if sum(piece.apart(column) < 0 for column in columns) < FEWEST_CELLS:
        return [piece]
    return [Span(piece.start + word.start(), piece.start + word.end(), word[0]) for word in _WORD.finditer(piece.text)]


def _nearest(piece: Span, columns: Sequence[Span]) -> int:
    """The column that a piece of a head stands over, or that is nearest to its middle."""
    return min(
        range(len(columns)), key=lambda at: (max(piece.apart(columns[at]), 0), abs(piece.middle - columns[at].middle))
    )


def _goes_on(row: Sequence[Span], line: str, below: Sequence[Span], columns: Sequence[Span], behind: str) -> bool:
    """Whether the line below a row is the end of its name: its first word did not fit before the next column.

    `behind`: the line behind that one. Where a row may begin there, it ends a name only by its form: "Giderleri".
    """
    if len(below) != 1 or _LABEL.match(line) or is_upper(below[0].text) != is_upper(row[0].text):
        return False
    name, text = row[0], below[0].text
    if any(is_cell(part) for part in name.text.split()[1:]):
        return False  # figures stand close behind it: where its column ends cannot be told
    number = _NUMBERED.match(name.text)
    starts = {name.start, name.start + number.end()} if number else {name.start}
    room = columns[1].start - len(GAP) - name.end
    cut = below[0].start in starts and below[0].end < columns[1].start and len(text.split()[0]) + 1 > room
    alone = not _cells(_pieces(behind)) or (number and _NUMBERED.match(behind.strip()))
    return cut and bool(alone or text[0].islower() or _OWNED.search(fold(text)))
