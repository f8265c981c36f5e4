"""Holds what is proposed of figures against the figures that answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bot.answering import queries as q
from bot.answering.conditions import ABOVE, BELOW, DOWN_TO, EQUAL, HOLDS, UP_TO
from bot.answering.queries import Figure, Result
from bot.answering.terms import Passed
from bot.claims.proposals import DIGITS, ORDER, SHARE, TIMES, Proposal
from bot.questions.operation import Over
from bot.questions.registry import COMPUTING, over
from bot.replies.parts import same_thing

YES, ABOUT, NO = "yes", "about", "no"

SAME = 0.005
"""Below which two figures are told as one: figures are printed with two decimals."""
ROUNDED = 0.05
"""The largest share of a figure by which a number rounded to its last place may miss it."""
NEARLY, FAR = 0.05, 0.2
"""Within which share of it a figure is "yaklaşık" a number, and beyond which it is not."""
NEAR_TIMES = 0.025
"""Within which share of it a multiple is nearly reached: 1,98 is "iki katı", about."""
PAIRED = over(Over.PAIR, Over.SPENDING, Over.PLAN)
"""Operations between two figures, the first of which is held against the second."""
SINGLE = COMPUTING | {q.VALUE, q.SERIES, q.WHEN, q.EXISTS, q.COUNT, q.TEXT}
"""Operations whose first figure is what a number is proposed for."""
_RATES = frozenset({"oran", "%"})


def weigh(result: Result, proposal: Proposal, reference: int | None = None) -> str | None:
    """Whether a result bears out what is proposed: YES, ABOUT, NO, or None where that is not sure.

    `reference`: which of two figures that only stand side by side the other is held against, where that is known.
    """
    if proposal.kind == ORDER:
        return _ordered(result, proposal, reference)
    if proposal.kind == TIMES:
        return _of_times(result, proposal, reference)
    if proposal.kind == SHARE:
        return _of_share(result, proposal)
    if proposal.kind == DIGITS:
        one = _single(result)
        return None if one is None else YES if len(str(int(abs(one.value)))) == proposal.value else NO
    return _of_number(result, proposal)


def against(value: float, proposal: Proposal) -> str | None:
    """Whether a figure is what a number says of it.

    >>> from bot.claims.proposals import NUMBER
    >>> against(22_140, Proposal(NUMBER, ABOVE, 20_000)), against(442, Proposal(NUMBER, ABOVE, 500))
    ('yes', 'no')
    >>> against(64_080, Proposal(NUMBER, EQUAL, 64_000, 1_000)), against(9, Proposal(NUMBER, EQUAL, 10, 1, bound=True))
    ('about', 'no')
    """
    value, number = round(value, 2), proposal.value
    away = abs(value - number)
    if proposal.about:
        if away <= max(proposal.step / 2, NEARLY * abs(number)):
            return YES if away < SAME else ABOUT
        return NO if away > FAR * max(abs(number), abs(value)) else None
    if proposal.toward and proposal.limit in (UP_TO, DOWN_TO):
        if away < SAME or away <= _half(value, proposal):
            return YES if away < SAME else ABOUT
        return None if HOLDS[proposal.limit](value, number) else NO
    if proposal.limit != EQUAL:
        return YES if HOLDS[proposal.limit](value, number) else NO
    if away < SAME:
        return YES
    if proposal.exact:
        return NO
    if away <= proposal.step / 2:
        return ABOUT if away <= ROUNDED * abs(value) else None
    return NO if proposal.bound else None


def _half(value: float, proposal: Proposal) -> float:
    return min(proposal.step / 2, ROUNDED * abs(value))


def _single(result: Result) -> Figure | None:
    """The one figure that answers."""
    if result.query.operation not in SINGLE or not result.figures:
        return None
    return result.figures[0] if len(result.figures) == 1 or result.query.operation in (q.COUNT,) else None


def _of_number(result: Result, proposal: Proposal) -> str | None:
    """A number against the figure, or figures, that answer."""
    operation = result.query.operation
    if isinstance(result.query.terms, Passed) and not result.query.terms.claimed:
        return None
    if operation not in SINGLE or not result.figures or (proposal.apart and operation not in (q.DIFFERENCE, q.CHANGE)):
        return None
    # What two places print differently is denied by neither.
    readings = [
        replace(one, value=value) for one in result.figures for value in (one.value, *(o[0] for o in one.others))
    ]
    said = {_one_number(operation, figure, proposal) for figure in readings}
    return said.pop() if len(said) == 1 else None


def _one_number(operation: str, figure: Figure, proposal: Proposal) -> str | None:
    rate = figure.unit in _RATES
    if proposal.percent and not rate:
        return None
    if not proposal.percent and figure.unit == "%":
        return None
    if proposal.unit and proposal.unit != figure.unit and not (proposal.unit == "kişi" and figure.unit in ("sayı", "")):
        return None
    value = figure.value
    if operation in (q.DIFFERENCE, q.CHANGE):
        if proposal.way and value and (value > 0) != (proposal.way == "up"):
            return NO
        return None if proposal.toward else against(abs(value), proposal)
    return against(value, proposal)


def beside(result: Result) -> tuple[Figure, ...]:
    """The figures of a result that only stand side by side, in the order asked."""
    found = result.operands if result.query.operation == q.COMPARE else result.figures
    return found if result.query.operation in (q.VALUE, q.SERIES, q.COMPARE) else ()


def _pair(result: Result, reference: int | None) -> tuple[float, float] | None:
    """Two figures of which the first is held against the second."""
    operation = result.query.operation
    if operation in PAIRED and len(result.operands) == 2:
        first, second = result.operands
        return first.value, second.value
    found = beside(result)
    if reference is None or len(found) != 2 or found[0].unit != found[1].unit:
        return None
    return found[1 - reference].value, found[reference].value


def _of_times(result: Result, proposal: Proposal, reference: int | None) -> str | None:
    """A multiple against two figures."""
    pair = _pair(result, reference)
    if pair is None or not pair[1] or result.query.operation == q.REMAINDER:
        return None
    times = round(pair[0] / pair[1], 4)
    if proposal.limit in (ABOVE, BELOW):
        return YES if HOLDS[proposal.limit](times, proposal.value) else NO
    if round(times, 2) == proposal.value:
        return YES
    near = abs(times - proposal.value) <= NEAR_TIMES * proposal.value
    if proposal.exact:
        return NO
    if proposal.limit == UP_TO and not proposal.toward:
        return YES if times > proposal.value else NO
    if near:
        return ABOUT
    if proposal.toward and times > proposal.value:
        return YES
    return NO if proposal.bound else None


def _of_share(result: Result, proposal: Proposal) -> str | None:
    """A fraction against a share."""
    operation = result.query.operation
    if operation == q.SHARE:
        share = result.figures[0].value
    elif operation in (q.TIMES, q.DIFFERENCE, q.CHANGE) and _parted(result):
        share = result.operands[0].value / result.operands[1].value * 100
    else:
        return None
    share = round(share, 2)
    if proposal.limit != EQUAL and not proposal.toward:
        return YES if HOLDS[proposal.limit](share, proposal.value) else NO
    away = abs(share - proposal.value)
    if away < SAME:
        return YES
    if proposal.exact:
        return NO
    if away <= NEAR_TIMES * proposal.value:
        return ABOUT
    # Who has spent more than half has spent half; what is twice a plan is not half of it.
    equal = proposal.bound and same_thing(result.operands) and result.operands[0].measure != "spent"
    return NO if share < proposal.value or equal else None


def _parted(result: Result) -> bool:
    """Whether the first of two figures is a share of the second: of one thing, or asked as a multiple."""
    if len(result.operands) != 2 or not result.operands[1].value:
        return False
    return result.query.operation == q.TIMES or same_thing(result.operands)


def _ordered(result: Result, proposal: Proposal, reference: int | None) -> str | None:
    """More, less or the same against two figures."""
    operation = result.query.operation
    if proposal.limit == EQUAL:
        values = {round(one.value, 2) for one in (result.operands if operation in PAIRED else result.figures)}
        known = operation in (q.DIFFERENCE, q.CHANGE, q.TIMES, q.VALUE, q.COMPARE)
        count = len(result.operands if operation in PAIRED else result.figures)
        return None if not known or count < 2 else YES if len(values) == 1 else NO
    if proposal.way and operation in (q.VALUE, q.SERIES, q.DIFFERENCE, q.CHANGE, q.TIMES):
        return _moved(result, proposal)
    pair = _pair(result, reference)
    if pair is None or operation in (q.REMAINDER, q.SHARE):
        return None
    return YES if HOLDS[proposal.limit](*pair) else NO


def _moved(result: Result, proposal: Proposal) -> str | None:
    """A rise or a fall against the figures of one thing, from the earliest to the latest."""
    found = result.operands if result.query.operation in PAIRED else result.figures
    years = [one.year for one in found if one.year]
    if len(found) < 2 or len(set(years)) != len(found) or len({(one.subject, one.item) for one in found}) != 1:
        return None
    ordered = [one.value for one in sorted(found, key=lambda one: one.year or 0)]
    steps = [new - old for old, new in pairwise(ordered)]
    signs = {(step > 0) - (step < 0) for step in steps}
    if len(signs) > 1:
        return None
    return YES if signs == {1 if proposal.way == "up" else -1} else NO
