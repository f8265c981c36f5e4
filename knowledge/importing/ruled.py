"""Tables with rules: their heads cell by cell, and the rows below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from knowledge.importing.document import Placed, key
from knowledge.importing.head_columns import Column, in_context, with_whole_terms
from knowledge.importing.head_words import ANSWERABLE, LABEL, NUMBER, TEXT, UNIT, UNREAD
from knowledge.importing.heads import read_head
from knowledge.importing.names import joined
from knowledge.importing.values import is_cell, is_figure, is_nil, is_note_mark, is_stand_in, is_whole, is_year

_NAMED = ("gosterge", "faaliyet", "proje", "ekonomik", "program")
"""What the heads of columns hold that name the thing of a row, the likeliest first."""


@dataclass(frozen=True, slots=True)
class RuledRow:
    """A row by the cells of the table's rules."""

    cells: dict[int, list[Placed]]
    spans: dict[int, int]
    """Where each cell ends: the column after it."""

    @property
    def words(self) -> list[Placed]:
        """All words, cell by cell."""
        return [word for column in sorted(self.cells) for word in self.cells[column]]


@dataclass
class RuledTable:
    """A table with rules: what each column is, and its rows."""

    heads: dict[int, Column]
    rows: list[RuledRow]
    head: list[Placed]
    after: list[Placed] = field(default_factory=list)
    """The words behind the table."""
    label: int = 0

    def of(self, *roles: str) -> list[int]:
        """The columns with a role, from the left."""
        return [column for column in sorted(self.heads) if self.heads[column].role in roles]

    @property
    def figures(self) -> list[int]:
        """The columns of figures, kept or not."""
        return [column for column in sorted(self.heads) if self.heads[column].of_figures]


def ruled_table(words: Sequence[Placed], year: int, *, report: bool = False) -> RuledTable | None:
    """The table that some words begin with; None where they stand in no rules or no head can be told from the rows."""
    lines = _lines(words)
    size = next((index for index, line in enumerate(lines) if any(word.column is None for word in line)), len(lines))
    rows = [_row(line) for line in lines[:size]]
    first = next((index for index, row in enumerate(rows) if _is_body(row)), None)
    if not first:
        return None
    columns = sorted({column for row in rows for column in row.cells})
    if len(columns) < 2:
        return None
    heads = {column: read_head(_above(rows[:first], column, columns), year, report=report) for column in columns}
    above = {joined(row.words) for row in rows[:first]}
    table = RuledTable(
        heads,
        [row for row in rows[first:] if not _counts_columns(row) and joined(row.words) not in above],
        # The head again on the next page is a head and no row.
        [word for at, row in enumerate(rows) if at < first or joined(row.words) in above for word in row.words],
        [word for line in lines[size:] for word in line],
    )
    _settle_roles(table)
    figures = table.figures
    told = with_whole_terms(in_context([table.heads[column] for column in figures], year))
    table.heads |= dict(zip(figures, told, strict=True))
    return table if table.figures else None


def _lines(words: Iterable[Placed]) -> list[list[Placed]]:
    found: list[list[Placed]] = []
    for word in words:
        if not found or found[-1][-1].line != word.line:
            found.append([])
        found[-1].append(word)
    return found


def _row(line: Sequence[Placed]) -> RuledRow:
    cells: dict[int, list[Placed]] = {}
    spans: dict[int, int] = {}
    for word in line:
        column = word.column or 0
        cells.setdefault(column, []).append(word)
        spans[column] = word.until or column + 1
    return RuledRow(cells, spans)


def _is_body(row: RuledRow) -> bool:
    """Whether figures stand in a row, other than the years of heads, behind a name."""
    held = [words for _, words in sorted(row.cells.items())]
    figures = [words for words in held[1:] if len(words) <= 2 and _is_value(words[0]) and not is_year(words[0].text)]
    return bool(figures) and (bool(_letters(held[0])) or any(_letters(words) for words in held[1:3]))


def _is_value(word: Placed) -> bool:
    return is_whole(word.text) or is_stand_in(word.text)


def _letters(words: Sequence[Placed]) -> bool:
    return any(letter.isalpha() for word in words for letter in word.text)


def _counts_columns(row: RuledRow) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 …"""
    texts = [joined(words) for _, words in sorted(row.cells.items())]
    if len(texts) < 3 or not all(text.isdigit() for text in texts):
        return False
    first = int(texts[0])
    return [int(text) for text in texts] == list(range(first, first + len(texts)))


def _above(rows: Sequence[RuledRow], column: int, columns: Sequence[int]) -> list[Placed]:
    """The words of all head cells over a column; a title over the whole table is none."""
    found: list[Placed] = []
    for row in rows:
        for start, words in row.cells.items():
            whole = start <= columns[0] and row.spans[start] > columns[-1]
            if start <= column < row.spans[start] and not whole:
                found += words
    return found


def _settle_roles(table: RuledTable) -> None:
    """Columns without a head of their own are what stands in them; one column names the rows."""
    names_from = min(table.of(LABEL), default=0)
    for column, head in table.heads.items():
        held = [row.cells[column] for row in table.rows if column in row.cells]
        figures = sum(_is_value(words[0]) for words in held)
        if column < names_from and head.of_figures and not _names_a_year(head):
            # "Hedef" before "Gösterge" is the goal that the row serves, "1.1", and no figure of it.
            table.heads[column] = replace(head, role=TEXT)
        elif head.role == UNREAD and held and figures * 2 < len(held):
            table.heads[column] = replace(head, role=TEXT)
        elif head.role == UNIT and held and figures * 2 > len(held):
            table.heads[column] = replace(head, role=UNREAD)
        elif head.role == LABEL and any(map(_is_number, held)) and all(_is_number(w) or _is_dash(w) for w in held):
            table.heads[column] = replace(head, role=NUMBER)
    figures_from = min(table.figures, default=0)
    named = [column for column in table.of(LABEL) if column < figures_from] or table.of(LABEL)
    for stem in _NAMED:
        own = [column for column in named if stem in key(table.heads[column].text)]
        if own:
            table.label = own[-1]
            break
    else:
        texts, units = ([c for c in table.of(role) if c < figures_from] for role in (TEXT, ANSWERABLE))
        table.label = (named or texts or units or table.of(NUMBER) or [min(table.heads)])[-1]
    table.heads[table.label] = replace(table.heads[table.label], role=LABEL)


def _names_a_year(head: Column) -> bool:
    return any(letter.isdigit() for letter in head.text)


def _is_number(words: Sequence[Placed]) -> bool:
    """Whether a cell holds the number of its row, "3" or "1.2.", and no name."""
    return len(words) == 1 and words[0].text.rstrip(".)-").replace(".", "").isdigit()


def _is_dash(words: Sequence[Placed]) -> bool:
    return len(words) == 1 and is_nil(words[0].text)


def value_of(words: Sequence[Placed]) -> tuple[Placed | None, str]:
    """The figure of a cell, and what stands there where it is none; (None, "") for an empty one."""
    own = [w for w in words if not is_note_mark(w.text) and (w.key or is_cell(w.text) or w.text == "%")]
    if not own:
        return None, ""
    printed = " ".join(word.text for word in own)
    if len(own) == 1:
        return (own[0], "") if is_whole(own[0].text) else (None, printed)
    glued = "".join(word.text for word in own)
    if is_figure(glued) and all(is_cell(word.text) or word.text == "%" for word in own):
        pieces = any(not is_whole(word.text) for word in own)
        return (replace(own[0], text=glued), "") if pieces else (None, printed)
    if is_figure(own[0].text) and not any(is_cell(word.text) or is_stand_in(word.text) for word in own[1:]):
        # "12 adet", "1.500 TL": a figure with its unit.
        return own[0], ""
    return None, printed


def printed_cells(row: RuledRow, table: RuledTable) -> list[Placed]:
    """One word for each cell of figures in which something stands: its figure, or else all that is printed there."""
    found: list[Placed] = []
    for column in table.figures:
        words = row.cells.get(column, [])
        value, printed = value_of(words)
        if value is not None:
            found.append(value)
        elif printed:
            found.append(replace(words[0], text=printed))
    return found
