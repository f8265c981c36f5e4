"""Readings of a message as a question about figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Query
from bot.understanding import changes, series, shares
from bot.understanding.asked import Asked, Builder, between_two
from bot.understanding.fitting import MONEY, Fit, fitting
from bot.understanding.frame import Accepts, Frame, Reading
from bot.understanding.limits import passing
from bot.understanding.named import chosen_columns
from bot.understanding.operands import Operand, OperandReader
from bot.understanding.operations import asked_by
from bot.understanding.proportions import PAIR, Turned, telling, turned
from bot.understanding.rules import REFUSED
from bot.understanding.segments import Segment
from bot.understanding.sums import added
from bot.understanding.undated import undated
from bot.understanding.weights import weight
from knowledge.language.proportions import is_genitive, possessed

ABSENT = weight("figure_readings.absent")
"""Cost of a reading that asks for a column which the programme does not have."""
BASED = weight("figure_readings.based")
"""Gain of a comparison of which the message says itself what it is measured against."""
BUILDERS: dict[str, Builder] = {
    q.VALUE: series.value,
    q.EXISTS: series.value,
    q.SERIES: series.series,
    q.SAME: series.series,
    q.SUM: series.many,
    q.AVERAGE: series.many,
    q.MEDIAN: series.many,
    q.HIGHEST: series.many,
    q.LOWEST: series.many,
    q.COMPARE: series.many,
    q.DIFFERENCE: changes.pair,
    q.CHANGE: changes.pair,
    q.TIMES: changes.pair,
    q.GROWTH: changes.growth,
    q.REMAINDER: changes.remainder,
    q.REACHED: changes.reached,
    q.SHARE: shares.share,
}
"""Which figures each operation works on, where they have years."""
LEAVING_OUT = frozenset({"how_much", "sum", "which", "what", "exists", "list"})
"""Features that may be shown beside a whole and the part that is left out of it."""
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
            if frame.message.excluding:
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
                build = undated if domain == cols.PLAIN else BUILDERS[operation.id]
                for query, extra in build(asked):
                    if not tables or self._printed(query, tables):
                        absent = tuple(cell.column for cell in query.cells if cell.column.measure == "")
                        total = cost + operation.cost + fit + extra + (ABSENT if absent else 0.0)
                        one, gain = _told(asked, query)
                        yield frame.reading(one, total + gain, absent, sure=gain < 0)

    def _without(self, frame: Frame, domain: str, operands: tuple[Operand, ...], cost: float) -> Iterator[Reading]:
        """What is left of a whole without one of its parts: "personel giderleri hariç bütçe"."""
        columns, assumed, more = chosen_columns(frame, domain, frame.named(domain))
        if domain != cols.COST or len(operands) != 1 or len(columns) != 1 or not columns[0].measure:
            return
        one = operands[0]
        whole = one.subject if one.item else self.base.agency.id
        if not frame.measures & NAMED.measures or one.start < 0:
            return
        others = (s for s in frame.rest(NAMED) if not s.values("measure"))
        if any(s.values("feature") - LEAVING_OUT for s in others) or (whole, None) == (one.subject, one.item):
            return
        cells = (Cell(whole, None, columns[0]), one.cell(columns[0]))
        yield frame.reading(Query(q.DIFFERENCE, cells, assumed=assumed), cost + more)

    def _printed(self, query: Query, tables: set[str]) -> bool:
        """Whether the tables that a message names print every figure asked for: "tablo 9'un bütçesi" is none."""
        for cell in query.cells:
            figure = self.figures.at(cell) if cell.column.measure else None
            if figure is None or figure.computed:
                return False
            if not tables & {*(place for place, _ in figure.places), *(place for _, place, _ in figure.others)}:
                return False
        return True


def _told(asked: Asked, query: Query) -> tuple[Query, float]:
    """A query as the words themselves say that its figures relate, and what that gains or costs."""
    one = _turned(asked, query)
    # in a talk the year may be that of what was spoken of
    based = one.sure and not (asked.frame.state.last is not None and "year" in query.assumed)
    return one.query, (BASED if based else 0.0) + added(asked, len(query.cells)) + between_two(asked)


def _turned(asked: Asked, query: Query) -> Turned:
    """A query with what it is measured against last, where the message says what that is."""
    frame = asked.frame
    if not frame.message.proportions or len(query.cells) < PAIR:
        return Turned(query)
    one = turned(query, frame.message.proportions, _Places(frame, asked.domain, asked.operands, query.cells).of)
    *_, whole = query.cells
    above = {entity.id for cell in query.cells[:-1] for entity in frame.base.ancestors(cell.subject)}
    held = query.operation == q.SHARE and (whole.subject in above or any(c.item and not whole.item for c in query.cells))
    return Turned(query) if held and one.query != query else one  # a part is no whole of what it is in


class _Places:
    """Where a division names what tells some figures apart."""

    def __init__(self, frame: Frame, domain: str, operands: tuple[Operand, ...], cells: Sequence[Cell]) -> None:
        self.frame = frame
        self.things, self.columns = telling(cells)
        self.operands = operands
        self.named = frame.named(domain)
        self.wholes = [(s.start, s.end) for s in frame.segments if self._whole(s)]
        said = {at for name in self.named for at in range(name.start, name.end)}
        said |= {at for s in frame.segments if s.values("kind") for at in range(s.start, s.end)}
        self.said = said - {at for start, end in self.wholes for at in range(start, end)}

    def _whole(self, segment: Segment) -> bool:
        """Whether a segment names a whole: "toplam", or "bütçenin", which is nobody's; "bütçesinin" is somebody's."""
        last = self.frame.words[segment.end - 1]
        if segment.start and is_genitive(self.frame.words[segment.start - 1]):
            return False  # "taşranın genel toplamının"
        budget = "budget" in segment.values("measure") and is_genitive(last) and not possessed(last)
        return budget or "sum" in segment.values("feature")

    def of(self, cell: Cell) -> list[int]:
        """The words that name a figure's column, where columns differ, or what it is of, where that does."""
        own = [n for n in self.named if cell.column in n.columns] if self.columns else []
        # "bütçenin ne kadarı harcandı" is of the budget of the year in which it is spent
        own = own or [n for n in self.named if self.columns and not n.years and n.measure == cell.column.measure]
        found = [at for name in own for at in (name.start, name.end - 1)]
        ends = self._ends(cell) if self.things else []
        return found + [at for end in ends for at in range(end - 1, self._reach(end))]

    def _ends(self, cell: Cell) -> list[int]:
        """Where the names end of what a figure is of."""
        mentions = [*self.frame.mentions, *self.frame.repeats]
        told = [o for o in self.operands if (o.subject, o.item) == (cell.subject, cell.item) and o.start >= 0]
        ends = [o.end for o in told] or [m.end for m in mentions if m.entity == (cell.item or cell.subject)]
        return ends or [end for _, end in self.wholes if cell.item is None]

    def _reach(self, end: int) -> int:
        """Where what is said of a thing ends that itself ends at a position: "taşra personelinin 2023 hedefinin"."""
        return self._reach(end + 1) if end in self.said else end
