"""What bears a figure that somebody has in hand: "1.280.000 hangi göstergenin hedefi"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.cells import NotHeldError
from bot.answering.figures import Figures, domain_of
from bot.answering.queries import Absence, Cell, Column, Figure, Query, Result
from bot.answering.terms import Number
from bot.questions.operation import Operation
from bot.replies import figures as words
from bot.replies.parts import Parts

SAME = 0.005
"""Units of a figure below which two figures are one."""
SHOWN = 12
"""Bearers that are listed."""
SUMMED = ("agency", "programme", "sub_programme", "activity")
"""Kinds of which totals are computed where the programme prints none."""


def _bearers(figures: Figures, query: Query) -> Result:
    """The figures of the number, first those of the class, the year and the measure asked for.

    Raises NotHeldError where there is none.
    """
    said = _said(query)
    number = said.value
    found: list[Figure] = []
    for away in (SAME, _away(said.step), _rounding(number)):
        found = found or _near(figures, number, away) or _totals(figures, number, away)
    if not found:
        raise NotHeldError(Absence("number", words=(words.number(number, ""),)))
    kept = _preferred(found, query)
    nearest = sorted(kept, key=lambda figure: abs(figure.value - number))
    return Result(query, tuple(nearest), entities=tuple(dict.fromkeys(figure.subject for figure in nearest)))


def _said(query: Query) -> Number:
    """The number of which is asked what bears it."""
    if not isinstance(query.terms, Number):
        raise ValueError(f"No number: {query}.")
    return query.terms


def _away(step: float) -> float:
    """How far a figure may lie from a number of which the last place is said."""
    return SAME if step == 1.0 else step / 2


def _rounding(number: float) -> float:
    """The same for a rounding that is written out: "42.900.000"; at least two digits tell it from others."""
    digits = str(int(number)) if number == int(number) else ""
    closing = len(digits) - len(digits.rstrip("0"))
    return float(10**closing) / 2 if closing and len(digits) - closing > 1 else SAME


def _near(figures: Figures, number: float, away: float) -> list[Figure]:
    """The figures that the programme prints within some distance of a number, each cell once."""
    found: dict[Cell, Figure] = {}
    for fact in figures.base.bearing(number - away, number + away):
        cell = Cell(fact.subject, fact.item, Column(fact.measure, fact.year))
        if cell in found:
            continue
        figure = figures.at(cell)
        if figure is None:
            continue
        if figure.value != fact.value:
            # Another table prints another value: this one was asked for.
            other = (figure.value, *figure.places[0]) if figure.places else None
            figure = replace(
                figure,
                value=fact.value,
                printed=fact.printed,
                places=((fact.place, fact.line or 0),),
                others=(other,) if other else (),
                borne_out=False,
            )
        found[cell] = figure
    return list(found.values())


def _totals(figures: Figures, number: float, away: float) -> list[Figure]:
    """The totals within some distance of a number that no table prints."""
    columns = cols.columns_of(cols.COST, figures.base.calendar)
    cells = (
        Cell(entity.id, None, column) for kind in SUMMED for entity in figures.base.of_kind(kind) for column in columns
    )
    totals = (figures.at(cell) for cell in cells)
    return [figure for figure in totals if figure is not None and abs(figure.value - number) <= away]


def _preferred(found: Sequence[Figure], query: Query) -> Sequence[Figure]:
    """Those that are what was asked for, as far as any is: of the class, a whole, of the year, of the measure."""
    kinds = frozenset(query.kind.split())
    years = {column.year for column in query.columns if column.year}
    measures = {column.measure for column in query.columns if column.measure}
    tests: tuple[Callable[[Figure], bool], ...] = (
        lambda figure: not kinds or bool(kinds & _kinds(figure)),
        lambda figure: "expense" in kinds or figure.item is None,
        lambda figure: not years or figure.year in years,
        lambda figure: not measures or bool(measures & _measures(figure)),
    )
    for test in tests:
        found = [figure for figure in found if test(figure)] or found
    return found


def _kinds(figure: Figure) -> set[str]:
    kinds = {figure.subject.partition(":")[0]}
    return kinds | {figure.item.partition(":")[0]} if figure.item else kinds


def _measures(figure: Figure) -> set[str]:
    """A figure's measure, and the one that money set aside is always asked for by."""
    money = domain_of(figure.subject.partition(":")[0]) == cols.COST and figure.measure != "spent"
    return {figure.measure, "budget"} if money else {figure.measure}


def _say(parts: Parts, result: Result) -> list[str]:
    found = result.figures
    said = _said(result.query)
    number = words.number(said.value, found[0].unit)
    if all(abs(figure.value - said.value) > _away(said.step) for figure in found):
        lines = [f"Programda tam {number} yok; yuvarlanınca bu olan:"]
        return [*lines, *(f"• {parts.name(figure)}: {words.stated(figure)}" for figure in found[:SHOWN])]
    if len(found) == 1:
        return [f"{parts.name(found[0])}: {words.stated(found[0])}", *parts.tail(found)]
    lines = [f"{number}, programda **{len(found)}** yerde:"]
    lines += [f"• {parts.name(figure)}: {words.stated(figure)}" for figure in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(f"… ve {len(found) - SHOWN} değer daha. Yılını ya da türünü de yazarsanız daraltabilirim.")
    return lines


OPERATIONS = (Operation(q.BEARER, "kimin değeri", _bearers, _say),)
