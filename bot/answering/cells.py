"""The figures at a query's cells: all of them and fit to be computed with, or why there is no answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import columns as cols
from bot.answering.figures import Figures, domain_at
from bot.answering.queries import Absence, Cell, Figure, Query


class NotHeldError(Exception):
    """Raised where the programme cannot give what is asked; `absence` is what the reply tells."""

    def __init__(self, absence: Absence) -> None:
        super().__init__(absence.reason)
        self.absence = absence


def figures_of(figures: Figures, query: Query) -> tuple[Figure, ...]:
    """The figure of each cell, in the order asked; raises NotHeldError where one is missing."""
    for cell in query.cells:
        if not cell.column.measure:
            raise NotHeldError(_no_column(figures, cell))
    found = []
    for cell in query.cells:
        figure = figures.at(cell)
        if figure is None:
            raise NotHeldError(Absence("breakdown", entities=_entities(cell), columns=(cell.column,)))
        found.append(figure)
    return tuple(found)


def of_one_unit(figures: Figures, query: Query) -> tuple[Figure, ...]:
    """The same where all have one unit; raises NotHeldError where they differ."""
    found = figures_of(figures, query)
    if len({figure.unit for figure in found}) > 1:
        raise incomparable(found)
    return found


def incomparable(found: Sequence[Figure]) -> NotHeldError:
    """The refusal of figures that cannot be computed with each other."""
    return NotHeldError(Absence("units", entities=tuple(figure.subject for figure in found)))


def divisor(figure: Figure) -> float:
    """The value of a figure by which another is divided; raises NotHeldError for nil."""
    if not figure.value:
        raise NotHeldError(Absence("zero", entities=(figure.subject,)))
    return figure.value


def before(figures: Figures, cell: Cell) -> Figure | None:
    """The figure of the year before, by which a figure's change is told; None where there is none to tell by."""
    if cell.column.measure in ("planned", "spent"):
        return None
    series = cols.series_of(domain_at(figures.base, cell.subject), figures.base.calendar)
    column = next((c for c in series if cell.column.year and c.year == cell.column.year - 1), None)
    return figures.at(Cell(cell.subject, cell.item, column)) if column else None


def _no_column(figures: Figures, cell: Cell) -> Absence:
    if cell.item and domain_at(figures.base, cell.subject) == cols.PLAIN:
        if cell.subject.partition(":")[0] == cell.item.partition(":")[0]:
            return Absence("crossed", entities=(cell.subject, cell.item))
        others = figures.base.of_kind(cell.subject.partition(":")[0])
        holding = [one.id for one in others if figures.base.facts_of(one.id, cell.item)]
        if len(holding) == 1:
            return Absence("elsewhere", entities=(cell.subject, cell.item, *holding))
    domain = domain_at(figures.base, cell.subject)
    years = cols.years_of(domain, figures.base.calendar)
    reason = "year" if cell.column.year not in years and cell.column.year else "measure"
    known = cols.columns_of(domain, figures.base.calendar) or figures.columns(cell.subject, cell.item)
    return Absence(reason, entities=_entities(cell), years=years, columns=known)


def _entities(cell: Cell) -> tuple[str, ...]:
    return (cell.subject, cell.item) if cell.item else (cell.subject,)
