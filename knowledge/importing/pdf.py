"""Reading a PDF: words with their places, put in the order of lines and of the cells of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from knowledge.importing.boxes import Box, BoxRow, clustered
from knowledge.importing.damaged import mended, repair
from knowledge.importing.gutters import column_by_column, is_unit_list
from knowledge.importing.lines import ImportRefused, Line, Source, Word
from knowledge.importing.text import GLUED_AMOUNT, words_of
from knowledge.importing.turned import lines_of_cell, turned_words
from knowledge.importing.values import is_cell, is_nil, is_year
from knowledge.language.letters import fold

if TYPE_CHECKING:
    from pdfplumber.page import Page

Letters = list[dict[str, Any]]
"""Letters of a PDF with their places."""
Progress = Callable[[int, int], None]
"""Called with the pages read and their total."""

TAIL = 2048
"""Bytes at the end of a whole PDF among which its end mark stands."""
LETTERS_A_PAGE = 20
"""Letters a page that a PDF with text has at the very least."""
LETTER_GAP = 1.5
"""Points between two letters from which they belong to two words."""
SMALL = 0.8
"""Size of a footnote's mark as a share of the size of the word that it stands behind, at the most."""
WIDE_GAP = 0.9
"""Gap between lines, in heights, that counts as an empty line."""
ROW_GAP = 0.55
"""Gap between lines, in heights, up to which they may be lines of the same table row."""
COLUMN_GAP = 1.2
"""Gap between words, in heights, that parts columns."""
MOST_LINES = 6
"""Lines of a wrapped row of a table."""
EDGE = 3
"""Lines at an edge of a page that may be running heads or feet."""
RUNNING = 3
"""Pages on which a line must stand at the edge to be a running head or foot."""


def read_pdf(path: Path, progress: Progress | None = None) -> Source:
    """Reads a PDF. Raises ImportRefused where it is empty, locked, cut off, damaged or has no text."""
    raw = path.read_bytes()
    if not raw.strip():
        raise ImportRefused(f"{path.name} is empty: there is nothing to import.")
    if b"%%EOF" not in raw[-TAIL:]:
        raise ImportRefused(f"{path.name} is cut off or damaged: its end is missing; download it again.")
    pages = _pages(path, progress)
    if not pages:
        raise ImportRefused(f"{path.name} has no pages: there is nothing to import.")
    letters = sum(len(word.text) for rows in pages for row in rows for word in row.words)
    if letters < LETTERS_A_PAGE * len(pages):
        raise ImportRefused(
            f"{path.name} has no text, only pictures of pages: run text recognition (OCR) on it first, or use the "
            "agency's original file."
        )
    lines: list[Line] = []
    furniture: list[Line] = []
    count = 0
    for number, (rows, running) in enumerate(zip(pages, _running_lines(pages), strict=True), 1):
        for line, row in zip(_lines(rows, number, count), rows, strict=True):
            (furniture if id(row) in running else lines).append(line)
        count += len(rows)
    changed = (mended(word.raw, word.text) for rows in pages for row in rows for word in row.words if word.raw)
    example = next((one for one in changed if one), "")
    return Source(path.name, tuple(_opened(lines)), count, len(pages), mended=example, furniture=tuple(furniture))


def _pages(path: Path, progress: Progress | None) -> list[list[BoxRow]]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    found = []
    try:
        with pdfplumber.open(path) as document:
            total = len(document.pages)
            for page in document.pages:
                found.append(_rows(page))
                page.close()
                if progress:
                    progress(len(found), total)
    except (PdfminerException, PDFException) as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect) or isinstance(error, PDFPasswordIncorrect):
            raise ImportRefused(f"{path.name} is locked with a password: unlock it first.") from error
        raise ImportRefused(f"{path.name} is damaged and cannot be read: download it again.") from error
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, AssertionError) as error:
        # What the reader of a damaged file stumbles over depends on where it is damaged.
        raise ImportRefused(f"{path.name} is damaged and cannot be read: download it again.") from error
    return found


def _rows(page: Page) -> list[BoxRow]:
    """The lines of a page from top to bottom; a row of a ruled table stands as one, cell by cell."""
    words = [
        _placed(part)
        for word in page.extract_words(x_tolerance=LETTER_GAP, y_tolerance=2, return_chars=True)
        if word.get("upright", True)
        for part in _apart(word["chars"])
    ]
    words = [word for word in words if word.text]
    turned = turned_words(page, LETTER_GAP)
    rows: list[BoxRow] = []
    for table in page.find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"}):
        ruled, rest = _ruled(table, [*words, *turned])
        words = [word for word in rest if not word.turned]
        rows += ruled
    words, ruled_rows = column_by_column(words, rows)
    rows = ruled_rows + _banded(clustered(words))
    return sorted(rows, key=lambda row: (row.top, row.bottom))


def _apart(letters: Letters) -> list[Letters]:
    """The letters of a word, or of the amounts that narrow columns have run together; footnote marks are left out."""
    letters = _without_raised(letters)
    text = "".join(letter["text"] for letter in letters)
    if len(text) != len(letters):
        return [letters]
    starts = [0, *(match.end(1) for match in GLUED_AMOUNT.finditer(text))]
    return [letters[start:end] for start, end in zip(starts, [*starts[1:], len(letters)], strict=True)]


def _without_raised(letters: Letters) -> Letters:
    """The letters of a figure without the small raised digits after it, which count footnotes."""
    size = max(float(letter["size"]) for letter in letters)
    base = max(float(letter["bottom"]) for letter in letters if float(letter["size"]) > SMALL * size)
    end = len(letters)
    while end and float(letters[end - 1]["size"]) <= SMALL * size and float(letters[end - 1]["bottom"]) < base - 1:
        end -= 1
    kept, raised = letters[:end], letters[end:]
    text = "".join(letter["text"] for letter in kept)
    return kept if raised and is_cell(text) and all(letter["text"].isdigit() for letter in raised) else letters


def _placed(letters: Letters) -> Box:
    raw = "".join(letter["text"] for letter in letters).strip()
    text = repair(raw)
    return Box(
        text,
        min(float(letter["x0"]) for letter in letters),
        max(float(letter["x1"]) for letter in letters),
        min(float(letter["top"]) for letter in letters),
        max(float(letter["bottom"]) for letter in letters),
        raw=raw if text != raw else "",
    )


def _ruled(table: Any, words: list[Box]) -> tuple[list[BoxRow], list[Box]]:
    """The rows of a ruled table, and the words that stand outside of it."""
    if not any(sum(cell is not None for cell in row.cells) > 1 for row in table.rows):
        return [], words
    rows = []
    taken: set[int] = set()
    edges = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell})
    for row in table.rows:
        held: list[Box] = []
        cells = {round(cell[0]): _inside(cell, words, taken) for cell in row.cells if cell}
        ends = {round(cell[0]): sum(edge < cell[2] - 1 for edge in edges) for cell in row.cells if cell}
        filled = [[words[index] for index in inside] for inside in cells.values() if inside]
        if len(filled) > 1 and all(is_unit_list(cell) for cell in filled):
            # Boxes around the columns of a list: each holds many lines.
            continue
        for left, inside in cells.items():
            # A word on the rule between two cells stands in the first one.
            own = [index for index in inside if index not in taken]
            taken.update(own)
            for line in lines_of_cell([words[index] for index in own]):
                held += [replace(word, column=edges.index(left), until=ends[left]) for word in line]
        if held:
            _, top, _, bottom = row.bbox
            rows.append(BoxRow(tuple(held), top, bottom, ruled=True))
    return rows, [word for index, word in enumerate(words) if index not in taken]


def _inside(cell: tuple[float, float, float, float], words: Sequence[Box], taken: set[int]) -> list[int]:
    """The indexes of the words that stand in a cell and in none before it."""
    left, top, right, bottom = cell
    return [
        index
        for index, word in enumerate(words)
        if index not in taken
        and left <= (word.left + word.right) / 2 <= right
        and top <= (word.top + word.bottom) / 2 <= bottom
    ]


def _banded(rows: list[BoxRow]) -> list[BoxRow]:
    """Lines that stand close together, parted by columns, are one row of a table: its cells are in several lines."""
    if len(rows) < 2:
        return rows
    height = median(word.height for row in rows for word in row.words)
    gaps = [after.top - before.bottom for before, after in pairwise(rows)]
    if max(gaps) - min(gaps) < ROW_GAP * height / 2:
        return rows
    bands: list[list[BoxRow]] = [[rows[0]]]
    for gap, row in zip(gaps, rows[1:], strict=True):
        if gap <= ROW_GAP * height:
            bands[-1].append(row)
        else:
            bands.append([row])
    result: list[BoxRow] = []
    for band in bands:
        result += [_by_columns(band, height)] if _one_table_row(band, height) else band
    return result


def _one_table_row(band: list[BoxRow], height: float) -> bool:
    """Whether close lines are one wrapped row of a table: columns part them all, and one line at most holds figures."""
    if not 2 <= len(band) <= MOST_LINES:
        return False
    figures = [sum(_is_figure(word) for word in row.words) for row in band]
    if sum(count >= 2 for count in figures) > 1 or sum(_is_figure(row.words[-1]) for row in band) > 1:
        return False
    columns = _columns(band, height)
    if any(_mixed(band, column) for column in columns[1:]) or (max(figures) >= 2 and _holds_amounts(band, columns[0])):
        return False
    widest = max((after[0] - before[1] for before, after in pairwise(columns)), default=0.0)
    return len(columns) >= 3 or (len(columns) == 2 and widest >= COLUMN_GAP * height)


def _mixed(band: list[BoxRow], column: tuple[float, float]) -> bool:
    """Whether figures and other words stand in one column: then its lines are of different things."""
    words = [word for row in band for word in row.words if column[0] <= word.left <= column[1]]
    return 0 < sum(map(_is_figure, words)) < len(words)


def _holds_amounts(band: list[BoxRow], column: tuple[float, float]) -> bool:
    """Whether amounts stand in the column of the names; a plain number may be a part of a name."""
    words = [word for row in band for word in row.words if column[0] <= word.left <= column[1]]
    return any(_is_figure(word) and not word.text.isdigit() for word in words)


def _is_figure(word: Box) -> bool:
    """Whether a word is a figure; years stand in the heads of columns."""
    return is_cell(word.text) and not is_year(word.text)


def _columns(band: list[BoxRow], height: float) -> list[tuple[float, float]]:
    """The stretches of the page's width that a band's words cover, left and right edge."""
    found: list[tuple[float, float]] = []
    for word in sorted((word for row in band for word in row.words), key=lambda word: word.left):
        if found and word.left - found[-1][1] < COLUMN_GAP * height / 2:
            found[-1] = (found[-1][0], max(found[-1][1], word.right))
        else:
            found.append((word.left, word.right))
    return found


def _by_columns(band: list[BoxRow], height: float) -> BoxRow:
    """The words of a wrapped row: column after column, in each from top to bottom."""
    columns = _columns(band, height)
    words = [word for row in band for word in row.words]
    order = {id(word): index for index, word in enumerate(words)}

    def column(word: Box) -> int:
        return next(index for index, (left, right) in enumerate(columns) if left <= word.left <= right)

    ordered = sorted(words, key=lambda word: (column(word), order[id(word)]))
    return BoxRow(tuple(ordered), min(row.top for row in band), max(row.bottom for row in band))


def _running_lines(pages: list[list[BoxRow]]) -> list[set[int]]:
    """The lines of each page that recur at the upper or lower edges of pages, page numbers among them."""
    edges = [{_shape(row) for row in (*rows[:EDGE], *rows[-EDGE:]) if not row.ruled} for rows in pages]
    recurring = Counter(shape for page in edges for shape in page)
    found: list[set[int]] = []
    for rows in pages:
        running: set[int] = set()
        for edge in (rows[:EDGE], list(reversed(rows[-EDGE:]))):
            for row in edge:
                # What stands further in than a line of the text is text as well.
                if row.ruled or not _running(row, recurring, len(pages)):
                    break
                running.add(id(row))
        found.append(running)
    return found


def _opened(lines: list[Line]) -> list[Line]:
    """The lines, of which the first of each page says so."""
    pages = [None, *(line.page for line in lines)]
    return [replace(line, opens_page=line.page != before) for line, before in zip(lines, pages, strict=False)]


def _shape(row: BoxRow) -> str:
    return "".join("#" if letter.isdigit() else letter for letter in fold(row.text))


def _running(row: BoxRow, recurring: Counter[str], pages: int) -> bool:
    shape = _shape(row)
    if shape.strip("#-/. ") in ("", "sayfa") and "#" in shape:
        return shape.count("#") <= 3 and recurring[shape] >= min(2, pages)
    if any(is_nil(word.text) or (_is_figure(word) and len(word.text) > 3) for word in row.words):
        return False
    return recurring[shape] >= max(RUNNING, pages // 4) and len(shape.split()) <= 12 and not _is_label(shape)


def _is_label(shape: str) -> bool:
    """Whether a recurring line belongs to the tables, which begin alike on many pages."""
    return shape.startswith(
        ("performans gostergesi", "idare adi", "program adi", "alt program", "tablo", "sorumlu idare", "faaliyet")
    )


def _lines(rows: Sequence[BoxRow], page: int, before: int) -> Iterator[Line]:
    previous: BoxRow | None = None
    for index, row in enumerate(rows):
        words = tuple(
            Word(text, word.left, word.right, word.column, word.until)
            for word in row.words
            for text in words_of(word.text)
        )
        gap = row.top - previous.bottom if previous else 0.0
        height = median(word.height for word in row.words)
        yield Line(before + index + 1, words, page, previous is None or gap > WIDE_GAP * height, previous is None)
        previous = row
