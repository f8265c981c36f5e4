"""Reading the blocks of indicators: name, unit, figures, explanation, method, source, answerable agency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from knowledge.importing.columns import Columns, read_indicator_head, torn
from knowledge.importing.cost_units import Units, unit_at_end
from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.head_columns import Column
from knowledge.importing.head_words import (
    ANSWERABLE,
    FIGURE,
    NUMBER,
    PART,
    RATE,
    TEXT,
    UNIT,
    YEAR,
    holds_titles,
    titles_of,
)
from knowledge.importing.heads import read_heads
from knowledge.importing.indicator_rows import RowWords, head_and_rows, number_at, rows_of
from knowledge.importing.indicator_words import clean, without_shares, without_terms, without_words_between
from knowledge.importing.measures import is_unit, parted, unit_of
from knowledge.importing.names import joined
from knowledge.importing.notes import Told, tell
from knowledge.importing.outline import Place
from knowledge.importing.rows import Reading, without_marks, without_prose
from knowledge.importing.ruled import RuledRow, RuledTable, printed_cells, ruled_table, value_of
from knowledge.importing.values import is_cell, is_figure, is_nil, is_year

_COUNTED = re.compile(r"(?:[A-ZÇĞİÖŞÜ]{1,4}[.-]?)?(?:\d{1,3}\.)*(\d{1,3})[.:)-]?")
"""What a column of numbers holds: "1", "G.1", "PG-1.2"."""
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_NEXT = re.compile(r"\d{1,2}[.)-]+")
FEW_TITLES = 2
"""Titles beside a year from which words before figures are the head of a table."""
PARTS = ("definition", "method", "source", "answerable")


@dataclass
class Indicator:
    """An indicator's block as printed."""

    number: int
    name: str
    name_words: list[Placed]
    tail: list[Placed]
    """Words after the figures, which may be the rest of a wrapped name."""
    unit: str
    cells: list[Placed]
    columns: Columns
    place: Place
    group: str
    """What the number counts within: the sub-programme."""
    doubts: list[Told] = field(default_factory=list)
    parts: dict[str, list[Placed]] = field(default_factory=dict)
    """The words of the explanation, the method and so on, by the kind of their label."""
    labels: dict[str, Placed] = field(default_factory=dict)
    """The first word of each label."""
    id: str = ""
    reading: Reading | None = None
    """Its cells by the columns of a table with rules."""
    texts: dict[int, tuple[Column, list[Placed]]] = field(default_factory=dict)
    """Words in further columns of its row, with their heads."""

    @property
    def line(self) -> int:
        """The line on which the name begins."""
        return self.name_words[0].line


@dataclass
class Block:
    """The indicators under one head."""

    indicators: list[Indicator]
    head: list[Placed]
    columns: Columns
    after: list[Placed] = field(default_factory=list)
    """Words behind the table."""


def read_blocks(
    words: Sequence[Placed],
    year: int,
    place: Place,
    group: str,
    text: Document,
    *,
    opening: Sequence[Placed] = (),
    report: bool = False,
    units: Units | None = None,
) -> Block:
    """The indicators of the words from the head of their table to the first label behind it.

    `opening` are the titles of the head's mark, in running text; `units` are the units that the document names.
    """
    table = ruled_table(words, year, report=report)
    if table is not None:
        return _ruled(table, place, group, text)
    return _running(words, year, place, group, text, opening=opening, report=report, units=units or {})


def _running(
    words: Sequence[Placed],
    year: int,
    place: Place,
    group: str,
    text: Document,
    *,
    opening: Sequence[Placed],
    report: bool,
    units: Units,
) -> Block:
    head, rest = head_and_rows(words)
    head = [*opening, *head]
    rest, prose = without_prose(_without_next_number(rest, text))
    columns = read_indicator_head(head, year, _cells(rest), report=report)
    shares = _before_unit(head, columns)
    if shares:
        columns, rest = replace(columns, columns=columns.columns[shares:]), without_shares(rest, shares)
    heads = read_heads(head, year, report=report)
    first = next((index for index, column in enumerate(heads) if column.of_figures), len(heads))
    behind = [column for column in heads[first:] if not column.of_figures]
    before = next((column for column in heads[:first] if column.role == ANSWERABLE), None)
    rest = without_terms(rest) if behind else rest
    whole, (rest, between) = rest, without_words_between(rest, _groups(heads[first:]))
    measured = _is_measured_behind(head)
    blanks = {line.number: line.after_blank for line in text.lines_of(rest)}
    rows = rows_of(rest, columns.count, blanks)
    if len(rows) == 1 and not shares:
        columns = read_indicator_head(head, year, len(rows[0].cells), report=report)
    if rows and holds_titles(rows[0].before):
        columns = torn(columns)
    block = Block([], head, columns, prose)
    counted = any(role == NUMBER for role, _, _ in titles_of(head))
    own = _of_this_table(rows)
    units = units if before is None else _with_units_of(own, head, units)
    for row in own:
        row = _without_dash_behind(_without_words_behind(row), columns.count) if behind else row
        code = _COUNTED.fullmatch(row.before[0].text) if counted and len(row.before) > 1 else None
        if code:
            row = replace(row, number=int(code[1]), before=row.before[1:])
        answerable: list[Placed] = []
        if before is not None:
            row, answerable = _without_unit(row, head, units)
        found = _indicator(row, columns, place, group) if before is None or answerable else None
        if found is not None and measured and found.tail:
            _unit_from_tail(found, row, text)
        if found is not None and before is not None:
            found.texts[0] = (before, answerable)
            text.take(answerable)
        if found is not None:
            if len(behind) == 1 and found.tail:
                found.texts[0] = (behind[0], found.tail)
                text.take(found.tail)
                found.tail = []
            block.indicators.append(found)
            text.take(word for word in (*row.before, *row.cells))
        else:
            block.after += [word for word in (*row.before, *row.cells, *row.tail) if word.key]
    if rest:
        text.take(between)
    if not rest:
        block.after += [word for word in whole if word.key or is_cell(word.text)]
    block.after += [word for row in rows[len(own) :] for word in (*row.before, *row.cells, *row.tail) if word.key]
    placed = {word.index for row in rows for word in (*row.before, *row.cells, *row.tail)} | {w.index for w in between}
    if len(rows) > 1:
        lines = {word.line for word in rest if word.index in placed}
        block.after += [word for word in rest if word.index not in placed and word.line not in lines]
    if block.indicators:
        tails = {word.index for found in block.indicators for word in found.tail}
        left = {word.index for word in block.after}
        text.take(word for word in words if word.index not in tails and word.index not in left)
    return block


def _without_next_number(rest: Sequence[Placed], text: Document) -> list[Placed]:
    """The words without the number of what comes next: "1." before "Göstergeye İlişkin Açıklama"."""
    if rest and rest[-1].first and _NEXT.fullmatch(rest[-1].text):
        text.take(rest[-1:])
        return list(rest[:-1])
    return list(rest)


def _before_unit(head: Sequence[Placed], columns: Columns) -> int:
    """How many shares, such as the effect on a goal, stand before the unit of a row."""
    roles = [role for role, _, _ in titles_of(head)]
    before = roles[: roles.index(UNIT)].count(RATE) if UNIT in roles else 0
    return before if all(column.role == RATE for column in columns.columns[:before]) else 0


def _of_this_table(rows: Sequence[RowWords]) -> Sequence[RowWords]:
    """The rows before the first whose name holds the head of another table, which has not been known for one."""
    for position, row in enumerate(rows):
        if not position or not any(_YEAR.search(word.text) for word in row.before):
            continue
        roles = [role for role, _, _ in titles_of(row.before)]
        if YEAR in roles and sum(role in (FIGURE, PART) for role in roles) >= FEW_TITLES:
            return rows[:position]
    return rows


def _groups(heads: Sequence[Column]) -> list[int]:
    """How many columns of figures stand beside each other before each column of words among them."""
    groups = [0]
    for column in heads:
        if column.of_figures:
            groups[-1] += 1
        elif groups[-1]:
            groups.append(0)
    return groups if groups[-1] else groups[:-1]


def _is_measured_behind(head: Sequence[Placed]) -> bool:
    """Whether the column of measures stands behind those of figures."""
    roles = [role for role, _, _ in titles_of(head)]
    return UNIT in roles and FIGURE in roles[: roles.index(UNIT)]


def _unit_from_tail(found: Indicator, row: RowWords, text: Document) -> None:
    """Takes the measure of an indicator from the words behind its figures, where its column stands there."""
    size = next((size for size in (2, 1) if len(found.tail) >= size and is_unit(found.tail[size - 1])), 0)
    if not size:
        return
    found.unit = unit_of(found.tail[:size])
    found.name_words = without_marks([word for word in row.before if word.key or word.text == "%"])
    found.name = joined(found.name_words)
    found.doubts = []
    text.take(found.tail[:size])
    found.tail = found.tail[size:]


def _without_unit(row: RowWords, head: Sequence[Placed], units: Units) -> tuple[RowWords, list[Placed]]:
    """A row without the unit that is answerable for it, and that unit; none where the name's end is not sure.

    The unit stands before the measure or behind it, as the head says.
    """
    roles = [role for role, _, _ in titles_of(head)]
    before = [word for word in row.before if word.key or word.text == "%"]
    last = UNIT not in roles or roles.index(UNIT) < roles.index(ANSWERABLE)
    if not before:
        return row, []
    end = len(before) if last else len(parted(before)[0])
    size = unit_at_end(before[:end], units)
    if not size:
        return row, []
    return replace(row, before=[*before[: end - size], *before[end:]]), before[end - size : end]


def _with_units_of(rows: Sequence[RowWords], head: Sequence[Placed], units: Units) -> Units:
    """The units with those that other rows of the table surely name: they end the name of a row like "Lisans"."""
    found = {name: set(lines) for name, lines in units.items()}
    for row in rows:
        _, answerable = _without_unit(row, head, units)
        if answerable:
            found.setdefault("".join(word.key for word in answerable), set()).add(answerable[0].line)
    return found


def _without_words_behind(row: RowWords) -> RowWords:
    """A row without the number with which a sentence in a column behind its figures begins: "57 işletmenin onayı …"."""
    goes_on = len(row.tail) > 1 and bool(row.cells) and row.tail[0].line == row.cells[-1].line
    if goes_on and row.tail[0].text[:1].islower() and row.cells[-1].text.isdigit():
        return replace(row, cells=row.cells[:-1], tail=[row.cells[-1], *row.tail])
    return row


def _without_dash_behind(row: RowWords, count: int) -> RowWords:
    """A row without the dash that stands in a column of words behind its figures.

    A row of as many cells that ends with one has lost a figure, unless words stand behind it.
    """
    lost = len(row.cells) == count and not row.tail
    if (len(row.cells) == count + 1 or lost) and is_nil(row.cells[-1].text):
        return replace(row, cells=row.cells[:-1])
    return row


def _cells(rest: Sequence[Placed]) -> int:
    """How many cells the first row seems to have."""
    rows = rows_of(rest, 0, {})
    return len(rows[0].cells)


def _indicator(row: RowWords, columns: Columns, place: Place, group: str) -> Indicator | None:
    before = [word for word in row.before if word.key or word.text == "%"]
    tail = [word for word in row.tail if word.key or is_cell(word.text)]
    ruled = before[-1].column if before else None
    if ruled is not None and before[0].column is not None and before[0].column < ruled:
        unit = unit_of([word for word in before if word.column == ruled])
        name, doubt = [word for word in before if word.column != ruled], None
    elif before:
        name, unit, doubt = parted(before)
    else:
        return None
    name = without_marks(name)
    if not name or _is_of_two(name):
        return None
    found = Indicator(row.number, joined(name), name, tail, unit, row.cells, columns, place, group)
    found.doubts += [doubt] if doubt else []
    return found


def _is_of_two(name: Sequence[Placed]) -> bool:
    """Whether the figures of a row stand in what would be a name: two rows have run together."""
    figures = [is_figure(word.text) and not is_year(word.text) for word in name]
    return any(one and other for one, other in pairwise(figures))


def _ruled(table: RuledTable, place: Place, group: str, text: Document) -> Block:
    columns = Columns(tuple(table.heads[column] for column in table.figures))
    block = Block([], table.head, columns, table.after)
    text.take(table.head)
    texts = [c for c in table.of(TEXT, ANSWERABLE) if c != table.label]
    for row in table.rows:
        found = _ruled_indicator(row, table, columns, place, group)
        if found is None:
            _go_on(row, table, block, text)
            continue
        for column in texts:
            if row.cells.get(column):
                found.texts[column] = (table.heads[column], row.cells[column])
        block.indicators.append(found)
        text.take(row.words)
    return block


def _ruled_indicator(row: RuledRow, table: RuledTable, columns: Columns, place: Place, group: str) -> Indicator | None:
    name = without_marks([word for word in row.cells.get(table.label, ()) if word.key or word.text == "%"])
    if not name or not any(row.cells.get(column) for column in table.figures):
        return None
    number = 0
    given, size, rest = number_at(name, 0)
    if size and len(name) > size:
        number, name = given, [*rest, *name[size:]]
    units = [word for column in table.of(UNIT) for word in row.cells.get(column, ())]
    doubt: Told | None = None
    if units:
        unit = unit_of(units)
    else:
        name, unit, doubt = parted(name)
    values = [value_of(clean(row.cells.get(column, ()))) for column in table.figures]
    cells = printed_cells(row, table)
    found = Indicator(number, joined(name), name, [], unit, cells, columns, place, group)
    found.reading = tuple(value for value, _ in values)
    found.doubts += [doubt] if doubt else []
    for (_, printed), column in zip(values, columns.columns, strict=True):
        if printed and column.kept:
            found.doubts.append(tell("cell_of_words", printed=printed, column=column.text))
    return found


def _go_on(row: RuledRow, table: RuledTable, block: Block, text: Document) -> None:
    """A row without figures: the rest of the name above it, or words that belong to no indicator."""
    name = row.cells.get(table.label, [])
    if block.indicators and name and len(row.cells) == 1 and row.spans[table.label] == table.label + 1:
        last = block.indicators[-1]
        if name[0].text[:1].islower():
            last.name_words = [*last.name_words, *name]
            last.name = joined(last.name_words)
            text.take(name)
            return
    block.after += row.words


def add_parts(indicator: Indicator, mark: Mark, words: Sequence[Placed], text: Document) -> None:
    """Adds the words behind one of the labels of the block."""
    add_text(indicator, mark.kind, text.words[mark.start], words)


def add_text(indicator: Indicator, kind: str, label: Placed, words: Sequence[Placed]) -> None:
    """Adds a text of a kind, unless it has one; `label`: the first word of what announces it."""
    if kind not in indicator.parts:
        indicator.labels[kind] = label
        indicator.parts[kind] = [word for word in words if word.key]


def settle_tails(indicators: Sequence[Indicator], listed: str, text: Document) -> None:
    """Adds to a name the words after its figures where the list of answerable units spells it so.

    `listed` is the key of that list's words.
    """
    for indicator in indicators:
        tail = [word for word in indicator.tail if word.key and not is_cell(word.text)]
        full = joined([*indicator.name_words, *tail])
        if tail and key(full) in listed:
            indicator.name = full
            text.take(tail)
            indicator.tail = [word for word in indicator.tail if word not in tail]
