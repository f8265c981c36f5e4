"""The indicators of a programme: found under their heads, given ids, and turned into rows of figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.importing import indicators as blocks
from knowledge.importing.columns import Columns, disagreement, fits
from knowledge.importing.columns import torn as unread
from knowledge.importing.cost_units import Units
from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.draft import Draft, Entity, Passage, TableRow, cells_of
from knowledge.importing.head_columns import Column
from knowledge.importing.indicator_parts import name_parts, printed_figures
from knowledge.importing.indicator_runs import Piece, pieces
from knowledge.importing.indicator_words import is_value
from knowledge.importing.indicators import Block, Indicator
from knowledge.importing.measures import NO_UNIT
from knowledge.importing.names import slug
from knowledge.importing.notes import Told, tell
from knowledge.importing.outline import Outline, Place, spans, table_words
from knowledge.importing.rows import learned_grid, readings
from knowledge.importing.values import bound, is_cell
from knowledge.importing.year_legend import read_legend, with_legend

PARTS = frozenset(blocks.PARTS)
ENDS = ("caption", "section", "costs", "unit_costs", "agency", "economic", "monitors", "responsible")
"""Marks after which nothing belongs to the indicator before."""


class Indicators:
    """Reads the indicators of a document into a draft."""

    def __init__(
        self,
        draft: Draft,
        text: Document,
        marks: Sequence[Mark],
        tree: Outline,
        tables: set[int],
        place: Callable[[str, Mark | None], str],
        units: Units,
        *,
        report: bool = False,
    ) -> None:
        self.draft = draft
        self.text = text
        self.marks = marks
        self.tree = tree
        self.tables = tables
        self.place = place
        self.report = report
        self.units = units
        self.legend = read_legend(text.lines, draft.year)
        self.found: list[Indicator] = []
        self.before_goals = {one.start for one, other in pairwise(marks) if other.kind == "goal" and other.title}
        """The beginnings of marks behind which a goal on a line of its own is the next one."""
        self.open: Block | None = None
        """The last block, as long as its table may go on behind a goal that stands among its rows."""

    def read(self) -> list[Indicator]:
        """Reads the indicators with their texts and gives them ids."""
        group = self.draft.agency.id
        current: Indicator | None = None
        for mark, words, holding in spans(self.text, self.marks):
            if mark.kind in ("sub_programme", "goal"):
                branch = self.tree.at.get(mark.start)
                group, current = (branch.id if branch else group), None
                if self.open is not None and self._stands_in(self.open, mark, words):
                    line = self.text.words[mark.start].line
                    rows = [*self.open.head, *(word for word in words if word.line != line)]
                    current = self._add(rows, (), Place(self.place("indicator", holding), line), group)
            elif mark.kind == "indicator":
                first, *others = pieces(words, 0)
                current = self._further(others, self._block(mark, first.words, holding, group), holding, group)
            elif mark.kind in PARTS and current is not None:
                first, *others = pieces(words, self.open.columns.count if self.open and self.open.head else 0)
                blocks.add_parts(current, mark, first.words, self.text)
                if mark.kind in ("source", "answerable"):
                    self.tables.update(word.index for word in first.words)
                current = self._further(others, current, holding, group)
            elif mark.kind in ENDS:
                current = self.open = None
        listed = "".join(
            word.key
            for index, mark in enumerate(self.marks)
            if mark.kind == "monitors"
            for word in table_words(self.text, self.marks, index, frozenset())
        )
        blocks.settle_tails(self.found, listed, self.text)
        name_parts(self.found)
        self._ids()
        return self.found

    def _further(
        self, others: Sequence[Piece], current: Indicator | None, holding: Mark | None, group: str
    ) -> Indicator | None:
        """Adds what stands below the row of an indicator without a mark: its text, and the next rows of its table."""
        for piece in others:
            if piece.row and self.open is not None:
                place = Place(self.place("indicator", holding), piece.words[0].line)
                self.tables.update(word.index for word in piece.words)
                current = self._add([*self.open.head, *piece.words], (), place, group)
            elif current is not None and piece.label is not None:
                blocks.add_text(current, "definition", piece.label, piece.words)
        return current

    def _block(self, mark: Mark, words: Sequence[Placed], holding: Mark | None, group: str) -> Indicator | None:
        """The last indicator of a block, to which the texts behind it belong where it is the only one."""
        first = self.text.words[mark.start]
        place = Place(self.place("indicator", holding), first.line)
        if first.column is not None:
            start = mark.start
            while start and self.text.words[start - 1].line == first.line:
                start -= 1
            words = [*self.text.between(start, mark.end), *words]
        self.tables.update(word.index for word in words)
        opening = self.text.between(mark.start, mark.end) if first.column is None else ()
        found = self._add(words, opening, place, group)
        if self.open is not None and not self.open.indicators and mark.start not in self.before_goals:
            self.draft.note("unplaced", words or first, tell("head_alone", place=place.name))
        return found

    def _add(self, words: Sequence[Placed], opening: Sequence[Placed], place: Place, group: str) -> Indicator | None:
        """Adds the indicators of a block; gives the only one."""
        self.open = block = blocks.read_blocks(
            words, self.draft.year, place, group, self.text, opening=opening, report=self.report, units=self.units
        )
        self.tables.difference_update(word.index for word in block.after)
        for indicator in block.indicators:
            indicator.columns = with_legend(indicator.columns, self.legend)
        self.found += block.indicators
        return block.indicators[0] if len(block.indicators) == 1 else None

    def _stands_in(self, block: Block, goal: Mark, words: Sequence[Placed]) -> bool:
        """Whether a goal stands among the rows of a table, between its rules or right above a whole row of it."""
        first = self.text.words[goal.start]
        if goal.kind != "goal" or not goal.title or not block.head:
            return False
        below = [word for word in words if word.line != first.line]
        if first.column is not None:
            return block.head[0].column is not None and any(is_value(word) for word in below)
        row = next((word.line for word in below), 0)
        apart = any(self.text.by_number[line].after_blank for line in (first.line, row) if line)
        values = sum(is_value(word) for word in below if word.line == row)
        return not apart and values >= max(block.columns.count, 1)

    def _again(self) -> dict[int, Indicator]:
        """Indicators that a table behind all sub-programmes names again, by their place among all, with what each is.

        It is known by its other columns, and by figures that are the same or measures that only their tables print.
        """
        found: dict[int, Indicator] = {}
        measured: dict[str, list[Indicator]] = {}
        for position, indicator in enumerate(self.found):
            same = measured.setdefault(key(indicator.name), [])
            if not _is_unmeasured(indicator):
                if len(same) == 1 and _is_shared(same[0], indicator):
                    found[position] = same[0]
                else:
                    same.append(indicator)
                continue
            one, other = printed_figures(same[0]) if len(same) == 1 else {}, printed_figures(indicator)
            if one and other and all(one[cell] == other[cell] for cell in one.keys() & other.keys()):
                indicator.unit = same[0].unit
                indicator.doubts = [doubt for doubt in indicator.doubts if doubt.sort != NO_UNIT]
                found[position] = same[0]
        return found

    def _ids(self) -> None:
        again = self._again()
        counts = Counter(slug(indicator.name) for at, indicator in enumerate(self.found) if at not in again)
        order: dict[str, int] = {}
        seen: set[str] = set()
        own: Counter[str] = Counter()
        for position, indicator in enumerate(self.found):
            if position in again:
                indicator.id = again[position].id
                continue
            name = slug(indicator.name)
            above = indicator.group.partition(":")[2]
            id = f"indicator:{name}" if counts[name] == 1 else f"indicator:{name}@{above}"
            if id in seen and any(_goes_on(other, indicator) for other in self.found[:position] if other.id == id):
                # A monitoring table names the programme's indicators again, with other columns.
                indicator.id = id
                continue
            if id in seen:
                id = f"{id}-{position + 1}"
                told = tell("indicator_twice", place=indicator.place.name, name=indicator.name)
                self.draft.note("contradiction", indicator.name_words, told)
            seen.add(id)
            indicator.id = id
            own[indicator.group] += 1
            order.setdefault(indicator.group, len(order) + 1)
            table = indicator.place.name.removeprefix("Tablo ")
            table = table if table.isdigit() else str(order[indicator.group])
            code = f"{table}.{indicator.number or own[indicator.group]}"
            self.draft.add(Entity(id, indicator.name, code, indicator.group, indicator.place.name, indicator.line))

    def rows(self) -> None:
        """Adds the rows of figures to the draft."""
        certain = Counter(i.columns.columns for i in self.found if i.columns.certain)
        self._heads()
        by_count: dict[int, list[list[Placed]]] = {}
        for indicator in self.found:
            if not indicator.columns.certain:
                indicator.columns = _usual(indicator, certain)
            by_count.setdefault(indicator.columns.count, []).append(indicator.cells)
        grids = {count: learned_grid(cells, count) for count, cells in by_count.items()}
        unread: dict[tuple[str, str], list[Indicator]] = {}
        rates: set[tuple[str, str]] = set()
        for indicator in self.found:
            self._doubts(indicator)
            for column in indicator.columns.columns:
                if column.role == "unread":
                    unread.setdefault((indicator.place.name, column.text), []).append(indicator)
                elif column.role == "rate" and (indicator.place.name, column.text) not in rates:
                    rates.add((indicator.place.name, column.text))
                    told = tell("column_reckoned", place=indicator.place.name, column=column.text)
                    self.draft.note("remark", indicator.name_words, told)
            if not indicator.cells:
                told = tell("figures_missing", place=indicator.place.name, name=indicator.name)
                self.draft.note("open", indicator.name_words, told)
                continue
            ways = (
                (indicator.reading,)
                if indicator.reading is not None
                else tuple(readings(indicator.cells, indicator.columns.count, grids[indicator.columns.count]))
            )
            self.draft.rows.append(
                TableRow(
                    f"{indicator.place.name}, {indicator.name}",
                    tuple(cells_of(indicator.columns.columns, indicator.id, "", indicator.place.name)),
                    ways,
                    tuple(indicator.cells),
                    indicator.unit,
                    indicator.cells[0].line,
                    indicator.cells[0].page,
                    dash_is_nought=False,
                )
            )
            self._words(indicator)
            if indicator.tail:
                printed = " ".join(word.text for word in indicator.tail)
                told = tell("after_figures", place=indicator.place.name, text=printed)
                self.draft.note("unplaced", indicator.tail, told)
                self.text.take(indicator.tail)
        for (place, head), those in unread.items():
            told = tell("column_unknown_rows", place=place, column=head, rows=len(those))
            self.draft.note("unread", those[0].name_words, told)

    def _words(self, indicator: Indicator) -> None:
        """Keeps as prose what cells say that is no figure: "Evet", or the bound "≥94", at least 94."""
        columns = indicator.columns.columns
        if len(indicator.cells) != len(columns):
            return
        for cell, column in zip(indicator.cells, columns, strict=True):
            if not column.kept or is_cell(cell.text):
                continue
            meant = f", yani {bound(cell.text)}," if bound(cell.text) else ""
            said = f"{indicator.name} göstergesinin “{column.text}” sütununda “{cell.text}”{meant} yazmaktadır."
            self.draft.passages.append(Passage(indicator.name, said, indicator.place.name, cell.line))

    def _heads(self) -> None:
        """Tells heads whose years do not go with the budget year; they are read as they stand."""
        told: set[tuple[str, tuple[Column, ...]]] = set()
        for indicator in self.found:
            columns = indicator.columns.columns
            if not indicator.columns.certain or (indicator.place.name, columns) in told:
                continue
            told.add((indicator.place.name, columns))
            note = disagreement(columns, self.draft.year)
            if note:
                self.draft.note("head", indicator.name_words, _about(indicator, note))

    def _doubts(self, indicator: Indicator) -> None:
        for doubt in dict.fromkeys(
            (*indicator.doubts, *([indicator.columns.doubt] if indicator.columns.doubt else []))
        ):
            kind = "open" if doubt.sort == "cell_of_words" else "remark"
            self.draft.note(kind, indicator.name_words, _about(indicator, doubt))


def _about(indicator: Indicator, what: Told) -> Told:
    return tell("about", name=f"{indicator.place.name}, {indicator.name}", what=what)


def _is_unmeasured(indicator: Indicator) -> bool:
    """Whether its table prints no measure for it."""
    return any(doubt.sort == NO_UNIT for doubt in indicator.doubts)


def _is_shared(earlier: Indicator, later: Indicator) -> bool:
    """Whether a table with other columns prints an indicator of another sub-programme, with a figure of it."""
    if earlier.group == later.group or earlier.columns.columns == later.columns.columns:
        return False
    one, other = printed_figures(earlier), printed_figures(later)
    return _goes_on(earlier, later) and any(one[cell] for cell in one.keys() & other.keys())


def _goes_on(earlier: Indicator, later: Indicator) -> bool:
    """Whether two tables print one indicator: under heads that are sure, in one unit, and no cell with two figures."""
    if earlier.place.name == later.place.name or earlier.unit != later.unit:
        return False
    if not any(column.kept for column in later.columns.columns):
        return True
    one, other = printed_figures(earlier), printed_figures(later)
    return bool(one and other) and all(one[cell] == other[cell] for cell in one.keys() & other.keys())


def _usual(indicator: Indicator, certain: Counter[tuple[Column, ...]]) -> Columns:
    """The columns of an indicator whose head is torn: those that the others have, where what is left of it fits."""
    torn = indicator.columns
    for columns, _ in certain.most_common():
        if fits(torn, columns) and len(indicator.cells) in (0, len(columns), len(columns) - 1, len(columns) + 1):
            return replace(torn, columns=columns, doubt=None)
    # A document whose other heads are sure and unlike the usual one has no usual head that is torn.
    return unread(torn) if certain and torn.columns not in certain else torn
