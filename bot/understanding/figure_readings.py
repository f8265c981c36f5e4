"""Readings of a message as a question about figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Query
from bot.questions.operation import Over
from bot.understanding import changes, series, shares
from bot.understanding.asked import Asked, Builder
from bot.understanding.fitting import MONEY, Fit, fitting
from bot.understanding.frame import Accepts, Frame, Reading
from bot.understanding.limits import passing
from bot.understanding.named import chosen_columns
from bot.understanding.operands import Operand, OperandReader
from bot.understanding.operations import asked_by
from bot.understanding.relating import related
from bot.understanding.rules import REFUSED
from bot.understanding.undated import undated
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase

ABSENT = weight("figure_readings.absent")
"""Cost of a reading that asks for a column which the programme does not have."""
BUILDERS: dict[Over | None, Builder] = {
    Over.EACH: series.value,
    Over.SERIES: series.series,
    Over.MANY: series.many,
    Over.PAIR: changes.pair,
    Over.ENDS: changes.growth,
    Over.SPENDING: changes.remainder,
    Over.PLAN: changes.reached,
    Over.WHOLE: shares.share,
}
"""What finds the figures that an operation works on, where they have years."""
LEAVING_OUT = frozenset({"how_much", "sum", "which", "what", "exists", "list"})
"""Features that may be shown beside a whole and the part that is left out of it."""
GROUPS = frozenset({"staff_group", "expense"})
"""Kinds of what figures are broken down by."""
NAMED = Accepts(measures=MONEY | {"forecast"}, kinds=True, years=True)
"""What says of which figures it is."""


class FigureReader:
    """Reads divisions of a message as questions about figures."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.base = figures.base
        self.operands = OperandReader(figures.base)

    def readings(self, frame: Frame) -> Iterator[Reading]:
        """Every declared question about figures that a division can be."""
        tables = {self.base.entity(mention.entity).code for mention in frame.of_kinds({"table"})}
        for domain, operands, cost in self.operands.operands(frame):
            if frame.message.left_out and not (frame.whole and self._apart(frame, operands)):
                yield from self._without(frame, domain, operands, cost)
                continue
            rates = Asked(self.figures, frame, q.WHEN, domain, operands).rates
            for query, extra in passing(frame, domain, operands, frame.named(domain), rates):
                if not tables:
                    yield frame.reading(query, cost + extra)
            for operation in asked_by(frame.features):
                asked = Asked(self.figures, frame, operation.id, domain, operands)
                fit = fitting(Fit(asked, operation))
                if fit == REFUSED:
                    continue
                build = undated if domain == cols.PLAIN else BUILDERS[operation.over]
                for query, extra in build(asked):
                    if not tables or self._printed(query, tables):
                        absent = tuple(cell.column for cell in query.cells if cell.column.measure == "")
                        total = cost + operation.cost + fit + extra + (ABSENT if absent else 0.0)
                        one, gain = related(asked, query)
                        if gain != REFUSED:
                            yield frame.reading(one, total + gain, absent, sure=gain < 0)

    def _apart(self, frame: Frame, operands: tuple[Operand, ...]) -> bool:
        """Whether what is left out is known and is no part of what is asked about."""
        parts = frame.message.parts_left_out
        return bool(parts) and not any(_holds(self.base, one, part) for one in operands for part in parts)

    def _without(self, frame: Frame, domain: str, operands: tuple[Operand, ...], cost: float) -> Iterator[Reading]:
        """What is left of a whole without one of its parts: "personel giderleri hariç bütçe"."""
        if len(operands) != 1 or operands[0].start < 0 or not (frame.measures & NAMED.measures or domain == cols.PLAIN):
            return
        others = (s for s in frame.rest(NAMED) if not s.values("measure"))
        whole = self._whole(operands[0], frame.message.parts_left_out)
        if whole is None or any(s.values("feature") - LEAVING_OUT for s in others):
            return
        columns, assumed, more = chosen_columns(frame, domain, frame.named(domain))
        if domain == cols.PLAIN:
            columns, assumed, more = (Column("count", None),), (), 0.0
        if len(columns) == 1 and columns[0].measure:
            cells = tuple(replace(cell, column=columns[0]) for cell in (whole, operands[0].cell(columns[0])))
            if all(self.figures.at(cell) for cell in cells):
                yield frame.reading(Query(q.DIFFERENCE, cells, assumed=assumed), cost + more)

    def _whole(self, part: Operand, left_out: frozenset[str]) -> Cell | None:
        """What a part is left out of, in no column yet; None where it is left out of nothing that is counted."""
        if part.item in left_out:
            return Cell(part.subject, None, Column("", None))
        if part.subject not in left_out:
            return None
        entity = self.base.entity(part.subject)
        above = entity.parent if entity.kind == "staff" else self.base.agency.id
        return Cell(above, part.item, Column("", None)) if above and above != part.subject else None

    def _printed(self, query: Query, tables: set[str]) -> bool:
        """Whether the tables that a message names print every figure asked for: "tablo 9'un bütçesi" is none."""
        for cell in query.cells:
            figure = self.figures.at(cell) if cell.column.measure else None
            if figure is None or figure.computed:
                return False
            if not tables & {*(place for place, _ in figure.places), *(place for _, place, _ in figure.others)}:
                return False
        return True


def _holds(base: KnowledgeBase, one: Operand, part: str) -> bool:
    """Whether what is asked about has a part, or may have: of things that stand under nothing nobody knows."""
    entity, subject = base.entity(part), base.entity(one.subject)
    if entity.kind in GROUPS:
        return one.item in (None, part)
    unknown = entity.kind == subject.kind and not (entity.parent and subject.parent)
    return one.subject == part or unknown or any(above.id == one.subject for above in base.ancestors(part))
