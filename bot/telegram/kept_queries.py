"""A query as it is kept: flat, its terms in four fields that hold what each family needs of them.

The form is that of rows which other versions have written or will read, and keys of links are made of it: so it stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from bot.answering import queries as q
from bot.answering.conditions import BELOW, EQUAL, HOLDS, UP_TO
from bot.answering.queries import Cell, Column, Query
from bot.answering.terms import (
    FIGURE,
    MOVED,
    PERCENT,
    RATIO,
    Attained,
    Bearing,
    Contradictions,
    HasPart,
    Held,
    MembersHeld,
    Messages,
    Nil,
    Number,
    Passed,
    Place,
    Proposed,
    Quoted,
    Ranked,
    RankedByMembers,
    RatioHeld,
    Related,
    Says,
    Terms,
    Texts,
    Unchanged,
)

_COUNTED, _CLAIMED = "count", "yesno"
_NIL, _SAME, _SAYS, _SAYS_NOT = "nil", "same", "text", "not text"
_FALLING, _RISING = "down", "up"
_THEN = "\x1f"
"""What stands between several messages."""
_MEMBERS, _PART, _NAME, _RELATION, _TEXTS = "count:", "has:", "name:", "relation:", "text:"


@dataclass(frozen=True, slots=True)
class KeptQuery:
    """The fields of a query, those of its terms written out."""

    operation: str
    cells: tuple[Cell, ...] = ()
    entities: tuple[str, ...] = ()
    kind: str = ""
    aspect: str = ""
    attributes: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    direction: str = ""
    number: float | None = None
    step: float = 0.0
    assumed: tuple[str, ...] = ()


_Fields = tuple[str, str, float | None, float]
"""(aspect, direction, number, step)"""


def kept(query: Query) -> KeptQuery:
    """A query as it is written."""
    aspect, direction, number, step = _flat(query.terms, query.counted) if query.terms else ("", "", None, 0.0)
    return KeptQuery(
        operation=query.operation,
        cells=query.cells,
        entities=query.entities,
        kind=query.kind,
        aspect=aspect or query.aspect,
        attributes=query.attributes,
        columns=query.columns,
        direction=direction,
        number=number,
        step=step,
        assumed=query.assumed,
    )


def query_of(one: KeptQuery) -> Query:
    """The query that was written."""
    terms = _terms(one)
    counted = isinstance(terms, Says) and one.number is not None
    counted = counted or (isinstance(terms, Held | Nil | Unchanged | Attained) and one.aspect == _COUNTED)
    return Query(
        operation=one.operation,
        cells=one.cells,
        entities=one.entities,
        kind=one.kind,
        aspect="" if terms is not None else one.aspect,
        attributes=one.attributes,
        columns=one.columns,
        terms=terms,
        counted=counted,
        assumed=one.assumed,
    )


def _flat(terms: Terms, counted: bool) -> _Fields:
    match terms:
        case Held() | Nil() | Unchanged() | RatioHeld() | MembersHeld() | HasPart() | Says() | Attained():
            return _flat_condition(terms, counted)
        case Ranked(place, by, falling):
            way = (_FALLING if falling else _RISING) if by in (MOVED, PERCENT) else ""
            return by if by in (PERCENT, RATIO) else "", way, _number(place), 0.0
        case RankedByMembers(kind, place):
            return _MEMBERS + kind, "", _number(place), 0.0
        case Bearing(name):
            return _NAME + name, "", None, 0.0
        case Related(relation):
            return _RELATION + relation, "", None, 0.0
        case Texts(kind):
            return _TEXTS + kind, "", None, 0.0
        case Passed(side, number, claimed):
            return _CLAIMED if claimed else "", side, number, 0.0
        case Number(value, step):
            return "", "", value, step
        case Proposed(way):
            return way, "", None, 0.0
        case Contradictions(ids):
            return " ".join(ids), "", None, 0.0
        case Quoted(passage, sentence, within):
            return str(passage), "", float(sentence) if sentence else None, float(within)
        case Messages(texts):
            return _THEN.join(texts), "", None, 0.0
        case _:
            assert_never(terms)


def _flat_condition(
    terms: Held | Nil | Unchanged | RatioHeld | MembersHeld | HasPart | Says | Attained, counted: bool
) -> _Fields:
    aspect = _COUNTED if counted else ""
    match terms:
        case Held(side, number):
            return aspect, side, number, 0.0
        case Nil():
            return aspect, _NIL, None, 0.0
        case Unchanged():
            return aspect, _SAME, None, 0.0
        case RatioHeld(side, percent):
            return RATIO, side, percent, 0.0
        case MembersHeld(kind, side, number):
            return _MEMBERS + kind, _SAME if side == EQUAL else side, number, 0.0
        case HasPart(name, lacking):
            return _PART + name, _NIL if lacking else "", None, 0.0
        case Says(kind, answer, otherwise):
            return f"{kind}:{answer}", _SAYS_NOT if otherwise else _SAYS, 1.0 if counted else None, 0.0
        case Attained(missed):
            return aspect, BELOW if missed else UP_TO, None, 0.0
        case _:
            assert_never(terms)


def _number(place: Place) -> float | None:
    """As many as are asked for; below nought the place of the one that is asked for alone."""
    if place.nth:
        return -float(place.nth)
    return float(place.first) if place.first > 1 else None


def _place(number: float | None) -> Place:
    if number is None:
        return Place()
    return Place(nth=-int(number)) if number < 0 else Place(max(int(number), 1))


def _terms(one: KeptQuery) -> Terms | None:
    read = _READ.get(one.operation)
    if read is not None:
        return read(one)
    return Number(one.number, one.step) if one.number is not None else None


def _condition(one: KeptQuery) -> Terms:
    if one.direction in (_SAYS, _SAYS_NOT):
        kind, _, answer = one.aspect.partition(":")
        return Says(kind, answer, one.direction == _SAYS_NOT)
    if one.aspect == RATIO:
        return RatioHeld(one.direction, one.number or 0.0)
    if one.aspect.startswith(_MEMBERS):
        side = one.direction if one.direction in HOLDS else EQUAL
        return MembersHeld(one.aspect.removeprefix(_MEMBERS), side, one.number or 0.0)
    if one.aspect.startswith(_PART):
        return HasPart(one.aspect.removeprefix(_PART), one.direction == _NIL)
    if one.direction == _NIL:
        return Nil()
    return Unchanged() if one.direction == _SAME else Held(one.direction, one.number)


def _order(one: KeptQuery) -> Terms | None:
    if not one.kind:
        return None
    if one.aspect.startswith(_MEMBERS):
        return RankedByMembers(one.aspect.removeprefix(_MEMBERS), _place(one.number))
    if one.aspect == RATIO or not one.direction:
        return Ranked(_place(one.number), RATIO if one.aspect == RATIO else FIGURE)
    return Ranked(_place(one.number), PERCENT if one.aspect == PERCENT else MOVED, one.direction == _FALLING)


def _restriction(one: KeptQuery) -> Terms | None:
    made: tuple[tuple[str, Callable[[str], Terms]], ...] = ((_NAME, Bearing), (_RELATION, Related), (_TEXTS, Texts))
    return next((make(one.aspect.removeprefix(sign)) for sign, make in made if one.aspect.startswith(sign)), None)


def _way(one: KeptQuery) -> Terms | None:
    return Proposed(one.aspect) if one.aspect else None


_READ: dict[str, Callable[[KeptQuery], Terms | None]] = {
    q.FILTER: _condition,
    q.ATTAINED: lambda one: Attained(one.direction == BELOW),
    q.HIGHEST: _order,
    q.LOWEST: _order,
    q.COUNT: _restriction,
    q.LIST: _restriction,
    q.WHEN: lambda one: Passed(one.direction, one.number or 0.0, one.aspect == _CLAIMED),
    q.DIFFERENCE: _way,
    q.CHANGE: _way,
    q.CONTRADICTION: lambda one: Contradictions(tuple(one.aspect.split())),
    q.PASSAGE: lambda one: Quoted(int(one.aspect), int(one.number or 0), bool(one.step)),
    q.AGENCY: lambda one: Messages(tuple(one.aspect.split(_THEN))),
}
"""How the terms of an operation are read; of others a number is one that a figure may be."""
