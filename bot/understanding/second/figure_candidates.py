"""Candidates for questions about figures: of one thing, of several, of a part in its whole, of figures just told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.answering import queries as q
from bot.answering.columns import COST, INDICATOR, PLAIN
from bot.answering.figures import Figures, domain_of
from bot.answering.queries import Cell, Column
from bot.answering.terms import Number, Passed
from bot.understanding.second.candidates import (
    SPOKEN,
    Candidate,
    Filling,
    Form,
    Forms,
    Made,
    Operand,
    kept_forms,
)
from bot.understanding.second.columns import ColumnSets
from bot.understanding.second.figure_forms import (
    DIRECTIONS,
    EACH_TOGETHER,
    EVERY,
    HELD,
    OF_TWO,
    OVER_COLUMNS,
    PAIRS,
    SENSES_OF_TWO,
    TOLD_OF_TWO,
    TURNED,
    form_of,
    of_two,
    one_column,
    several_columns,
    two_columns,
)
from bot.understanding.second.signals import Signals
from bot.understanding.second.together import alike, apart, place

COMPUTED = 7
"""Operands over whose columns is computed."""
PAIRED = 9
"""Operands that are paired."""
TOLD = 24
"""The most things of a list whose figures are told."""
TOGETHER = 8
"""The most things of one question."""


class FigureCandidates:
    """Makes the candidates of one message."""

    def __init__(self, figures: Figures, said: Signals, columns: ColumnSets, operands: Sequence[Operand]) -> None:
        self.figures = figures
        self.base = figures.base
        self.said = said
        self.columns = columns
        self.operands = operands
        self.shown = set(said.features())
        self._shared: dict[tuple[str, str, tuple[Column, ...] | None], Forms] = {}
        """For each sort and domain the forms, by the columns where things of the domain have their own."""

    def all(self) -> Iterator[Made]:
        """Every candidate."""
        computing = bool(self.shown & SENSES_OF_TWO)
        for index, operand in enumerate(self.operands):
            yield self._filled("single", operand)
            if operand.domain != PLAIN and index < COMPUTED:
                yield self._filled("sets", operand)
                if computing:
                    yield self._filled("pairs", operand)
            if self.said.numbers and index < COMPUTED:
                yield self._filled("numbers", operand)
            if index < PAIRED and self.shown & OF_TWO[q.SHARE]:
                yield from self._in_whole(operand)
        yield from self._several()
        yield from filter(self._sensible, self._told())
        yield from self._of_listed()

    def _sensible(self, one: Candidate) -> bool:
        """Whether somebody may ask it: nobody asks for the share of a whole in its part."""
        return one.form.operation != q.SHARE or len(cells := one.query.cells) != 2 or self._parting(*cells)

    def _parting(self, whole: Operand | Cell, part: Operand | Cell) -> bool:
        """Whether somebody may ask for the share of one thing in another, which is none of its parts."""
        if part.subject == whole.subject:
            return part.item is None or whole.item is not None
        return part.item != whole.item or whole.subject not in {above.id for above in self.base.ancestors(part.subject)}

    # One thing

    def _columns(self, operand: Operand) -> tuple[Column, ...]:
        if self._own_columns(operand):
            return self.figures.columns(operand.subject, operand.item)
        return self.columns.every(operand.domain)

    def _own_columns(self, operand: Operand) -> bool:
        """Whether a thing may have other columns than others of its domain."""
        return operand.domain == PLAIN or bool(self.base.calendar.earlier)

    def _filled(self, sort: str, operand: Operand) -> Filling:
        """A thing in the forms of a sort over its columns: things that have the same columns share them."""
        columns = self._columns(operand)
        key = (sort, operand.domain, columns if self._own_columns(operand) else None)
        if key not in self._shared:
            self._shared[key] = self._made(sort, operand.domain, columns)
        return Filling(self._shared[key], (operand,), (), operand.source, operand.mask)

    def _made(self, sort: str, domain: str, columns: tuple[Column, ...]) -> Forms:
        """The forms of a sort over some columns."""
        if sort == "single":
            return one_column(domain, columns, bool(self.shown & {"exists", "nil"}))
        if sort == "sets":
            over = tuple([operation for operation, needs in OVER_COLUMNS.items() if needs & self.shown])
            return several_columns(domain, self.columns.sets(domain), over)
        if sort == "pairs":
            return two_columns(domain, columns, frozenset(self.shown & HELD))
        return kept_forms(tuple(self._number_forms(domain, columns)))

    def _number_forms(self, domain: str, own: tuple[Column, ...]) -> Iterator[Form]:
        """Whether, or when, a figure passes a number."""
        numbers = [n.value for n in self.said.numbers[:2]]
        for column in own if self.said.yes_or_no else ():
            for number in numbers:
                yield form_of(q.VALUE, 1, (column,), domain, terms=Number(number), variant="claim")
        sets: list[tuple[Column, ...]] = [(column,) for column in own]
        sets += [self.columns.series(domain)] if domain != PLAIN else []
        timed = self.said.yes_or_no or bool(self.shown & {"which", "exists"})
        for columns in filter(None, sets):
            for number in numbers:
                for direction, senses in DIRECTIONS.items():
                    if not (timed if direction == "equal" else self.shown & set(senses)):
                        continue
                    for claimed in (True, False) if len(columns) > 1 else (True,):
                        yield form_of(q.WHEN, 1, columns, domain, terms=Passed(direction, number, claimed))

    def _in_whole(self, operand: Operand) -> Iterator[Candidate]:
        """The share of a part in what it is a part of."""
        for whole in self._wholes(operand):
            columns = self.columns.likely(operand.domain) or self._columns(operand)
            for column in columns:
                cells = (operand.cell(column), Cell(whole[0], whole[1], column))
                yield self._one(q.SHARE, (operand,), (column,), cells, variant="whole", of=self._sort(operand, whole))

    def _sort(self, operand: Operand, whole: tuple[str, str | None]) -> str:
        """What a whole is to its part: the thing itself, or the kind of what stands above it."""
        return "own" if whole[0] == operand.subject else whole[0].partition(":")[0]

    def _wholes(self, operand: Operand) -> Iterator[tuple[str, str | None]]:
        agency = self.base.agency.id
        if operand.domain == COST:
            above = [entity.id for entity in self.base.ancestors(operand.subject)]
            if operand.item:
                yield (operand.subject, None)
                if operand.subject != agency:
                    yield (agency, operand.item)
                parent = self.base.entity(operand.item).parent
                if parent:
                    yield (operand.subject, parent)
            else:
                yield from ((one, None) for one in dict.fromkeys([agency, *above]) if one != operand.subject)
        elif operand.domain == PLAIN:
            if operand.item:
                yield (operand.subject, None)
            parent = self.base.entity(operand.subject).parent
            if parent:
                yield (parent, operand.item)

    # Several things

    def _several(self) -> Iterator[Made]:
        pool = [o for o in self.operands[:18] if o.domain]
        for domain in (INDICATOR, COST, PLAIN):
            own = [o for o in pool if o.domain == domain][:PAIRED]
            pairs = [(a, b) for a, b in combinations(own, 2) if apart(a, b)]
            for a, b in pairs:
                first, second = sorted((a, b), key=place)
                yield from self._pair(first, second)
            for together in alike([o for o in own if o.source != SPOKEN]):
                yield from self._many(together)
            spoken = [o for o in own if o.source == SPOKEN][: self.said.pointed]
            if len(spoken) == self.said.pointed > 2:
                yield from self._many(spoken[::-1])

    def _pair(self, first: Operand, second: Operand) -> Iterator[Made]:
        if first.domain == PLAIN:
            yield from self._pair_of_own(first, second)
        else:
            for things, variant in (((first, second), ""), ((second, first), "turned")):
                forms = self._paired(first.domain, variant, self._parting(*things))
                if forms.all:
                    yield Filling(forms, things, (), things[0].source, first.mask | second.mask)
        yield from self._together_in_whole((first, second))
        named = self.columns.named(first.domain)
        if len(named) > 1 and first.domain == second.domain:
            yield self._one(q.VALUE, (first, second), named)

    def _paired(self, domain: str, variant: str, sharing: bool) -> Forms:
        """The forms of what is asked of two things in the same column; `sharing`: also the share of one in the other.

        `variant`: "turned" for what differs if the second is the first.
        """
        key = (f"paired{variant}{sharing}", domain, None)
        if key not in self._shared:
            operations = () if variant else tuple(filter(self._allowed, TOLD_OF_TWO))
            operations += tuple(one for one in TURNED if OF_TWO[one] & self.shown and (sharing or one != q.SHARE))
            self._shared[key] = of_two(domain, self.columns.likely(domain), operations, variant)
        return self._shared[key]

    def _pair_of_own(self, first: Operand, second: Operand) -> Iterator[Candidate]:
        """The same of two things each with its own columns."""
        for column, cells in self._common((first, second)):
            for operation in filter(self._allowed, TOLD_OF_TWO):
                yield self._one(operation, (first, second), (column,), cells)
            for operation in TURNED:
                if not OF_TWO[operation] & self.shown:
                    continue
                if operation != q.SHARE or self._parting(first, second):
                    yield self._one(operation, (first, second), (column,), cells)
                if operation != q.SHARE or self._parting(second, first):
                    turned = cells[::-1] if cells else None
                    yield self._one(operation, (second, first), (column,), turned, variant="turned")

    def _many(self, together: Sequence[Operand]) -> Iterator[Candidate]:
        things = tuple(together[:TOGETHER])
        yield from self._together_in_whole(things)
        for column, cells in self._common(things):
            for operation in (q.VALUE, *EACH_TOGETHER, q.HIGHEST, q.LOWEST, q.COMPARE):
                if self._allowed(operation):
                    yield self._one(operation, things, (column,), cells)

    def _together_in_whole(self, things: tuple[Operand, ...]) -> Iterator[Candidate]:
        """The share of several things together in what all of them are part of."""
        if not self.shown & OF_TWO[q.SHARE]:
            return
        wholes = set(self._wholes(things[0])).intersection(*(self._wholes(thing) for thing in things[1:]))
        for whole in sorted(wholes, key=str):
            for column, cells in self._common(things):
                parts = cells or tuple(thing.cell(column) for thing in things)
                yield self._one(q.SHARE, things, (column,), (*parts, Cell(*whole, column)), variant="sum")

    def _allowed(self, operation: str) -> bool:
        """Whether something in the message asks for an operation over several things, or none need ask for it."""
        needs = OVER_COLUMNS.get(operation) or OF_TWO.get(operation)
        return needs is None or bool(needs & self.shown) or (operation == q.SUM and bool(self.said.joints))

    def _common(self, things: Sequence[Operand]) -> Iterator[tuple[Column, tuple[Cell, ...] | None]]:
        """The columns in which things of one domain are told or held against each other; with the cells if others.

        Of things without years each has its own: what the first one's column is to it, or its only one.
        """
        if things[0].domain != PLAIN:
            for column in self.columns.likely(things[0].domain):
                yield column, None
            return
        every = [self._columns(thing) for thing in things]
        if not all(every):
            return
        for column in every[0][:2]:
            own = [column if column in columns else columns[0] for columns in every]
            yield column, tuple(thing.cell(one) for thing, one in zip(things, own, strict=True))

    # Figures just told

    def _told(self) -> Iterator[Candidate]:
        """Operations over the last figures, alone or with one that is named now."""
        state = self.said.state
        if state.last is None:
            return
        trail = tuple(state.trail)
        groups = {trail[-2:], trail[-3:], trail, tuple(state.last.cells)}
        for cells in sorted(groups, key=lambda group: (len(group), str(group))):
            if len(cells) < 2:
                continue
            if self.shown & OVER_COLUMNS[q.SUM]:
                yield self._spoken(q.SUM, cells)
            for operation in (*EVERY, q.HIGHEST, q.LOWEST):
                if OVER_COLUMNS[operation] & self.shown:
                    yield self._spoken(operation, cells)
            if len(cells) == 2:
                new, old = sorted(cells, key=lambda cell: -(cell.column.year or 0))
                for operation in PAIRS:
                    if OF_TWO[operation] & self.shown:
                        yield self._spoken(operation, (new, old))
                        if operation in (q.SHARE, q.TIMES):
                            yield self._spoken(operation, (old, new))
        yield from self._beside_last(trail)

    def _of_listed(self) -> Iterator[Candidate]:
        """The figures of the things that the last answer listed: "bunların 2023 hedefleri"."""
        told = self.said.state.told
        domain = domain_of(told[0].partition(":")[0]) if told else ""
        if domain not in (INDICATOR, COST) or not 1 <= len(told) <= TOLD:
            return
        for column in self.columns.likely(domain):
            cells = tuple(Cell(entity, None, column) for entity in told)
            for operation in (q.VALUE, q.SUM, q.AVERAGE, q.HIGHEST, q.LOWEST):
                needs = OVER_COLUMNS.get(operation)
                if (needs is None or needs & self.shown) and (len(told) > 1 or needs is None):
                    yield self._one(operation, (), (column,), cells, variant="listed", source=SPOKEN)

    def _beside_last(self, trail: tuple[Cell, ...]) -> Iterator[Candidate]:
        for before in tuple(dict.fromkeys(reversed(trail)))[:2]:
            for operand in self.operands[:PAIRED]:
                if not operand.mask or (operand.subject, operand.item) == (before.subject, before.item):
                    continue
                columns = self._columns(operand)
                column = before.column if before.column in columns else columns[0] if len(columns) == 1 else None
                if column is None:
                    continue
                cell = operand.cell(column)
                for operation in (q.DIFFERENCE, q.COMPARE, q.TIMES, q.SHARE, q.SUM):
                    needs = OVER_COLUMNS.get(operation) or OF_TWO[operation]
                    if not needs & self.shown:
                        continue
                    yield self._one(operation, (operand,), (column,), (before, cell), variant="last", source=SPOKEN)
                    if operation in (q.SHARE, q.TIMES):
                        yield self._one(operation, (operand,), (column,), (cell, before), variant="new", source=SPOKEN)

    def _spoken(self, operation: str, cells: tuple[Cell, ...]) -> Candidate:
        columns = tuple(dict.fromkeys(cell.column for cell in cells))
        return self._one(operation, (), columns, cells, variant="told", source=SPOKEN)

    def _one(
        self,
        operation: str,
        operands: tuple[Operand, ...],
        columns: tuple[Column, ...],
        cells: tuple[Cell, ...] | None = None,
        *,
        variant: str = "",
        of: str = "",
        source: str = "",
    ) -> Candidate:
        subject = cells[0].subject if cells else ""
        domain = operands[0].domain if operands else domain_of(subject.partition(":")[0])
        mask = 0
        for operand in operands:
            mask |= operand.mask
        form = form_of(operation, len(operands), columns, domain, direction=of, variant=variant)
        return Candidate(form, operands, (), source or operands[0].source, mask, 0, cells)
