"""What share of a whole its parts are."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.cells import NotHeldError, incomparable, of_one_unit
from bot.answering.figures import Figures, computed
from bot.answering.queries import Absence, Figure, Query, Result
from bot.questions.change import remainder
from bot.questions.operation import Operation, Over
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.parts import Parts, same_thing
from knowledge.base import KnowledgeBase
from knowledge.language.declension import with_case

WHOLE = 100.5
"""Percentage above which parts are no parts; rounding may carry them a little over the whole."""


def _share(figures: Figures, query: Query) -> Result:
    """The cells but the last as a percentage of the last."""
    found = of_one_unit(figures, query)
    *parts, whole = found
    if not whole.value:
        raise incomparable(found)
    percent = sum(part.value for part in parts) / whole.value * 100
    inside = all(_within(figures.base, part, whole) for part in parts)
    if percent > WHOLE and (inside or any(_within(figures.base, whole, part) for part in parts)):
        raise NotHeldError(Absence("relation", entities=tuple(figure.subject for figure in found)))
    spent = parts[0].measure == "spent" and same_thing(found)
    left = (remainder(whole, parts[0]),) if spent and len(parts) == 1 else ()
    return Result(query, (computed(parts[0], percent, q.SHARE, "%"),), found, besides=left)


def _within(base: KnowledgeBase, part: Figure, whole: Figure) -> bool:
    """Whether one figure is a part of another, of one measure and year: no part is more than its whole."""
    if part.measure != whole.measure or part.year != whole.year:
        return False
    if whole.item is not None:
        of_item = part.item is not None and whole.item in {entity.id for entity in base.ancestors(part.item)}
        return of_item and part.subject == whole.subject
    above = {entity.id for entity in base.ancestors(part.subject)}
    return part.subject == whole.subject or whole.subject in above


def _say(parts: Parts, result: Result) -> list[str]:
    """A part as a percentage of a whole."""
    *some, whole = result.operands
    value = words.number(result.figures[0].value, "%")
    if len(some) == 1 and same_thing(result.operands):
        return _of_one_thing(parts, result, value)
    head = "Oran" if whole.subject.startswith("indicator:") else "Pay"
    return [f"{head}: **{value}**", *parts.listed(result.operands), *parts.tail(result.operands)]


def _of_one_thing(parts: Parts, result: Result, value: str) -> list[str]:
    """What share one column of a thing is of another: what of a budget was spent, what of a plan came true."""
    part, whole = result.operands
    of = with_case(words.of_figure(whole), "gen")
    if part.measure == "spent":
        head = f"{of} Haziran sonuna kadar **{value}** kadarı harcandı"
    else:
        head = f"{words.of_figure(part)}, {of} **{value}** kadarı"
    figures = f"{words.number(part.value, part.unit)} / {words.number(whole.value, whole.unit)}"
    return [f"{parts.name(part)}: {head}", figures + _left(result), *parts.tail((part,))]


def _left(result: Result) -> str:
    """What is left of a budget, or by how much it was passed."""
    if not result.besides:
        return ""
    one = result.besides[0]
    size = words.number(abs(one.value), one.unit)
    return f" (kalan {size})" if one.value >= 0 else f" (bütçe {size} aşılmış)"


OPERATIONS = (
    Operation(
        q.SHARE,
        "pay",
        _share,
        _say,
        measure="pay",
        over=Over.WHOLE,
        asked="payı",
        asks=Pattern(
            "share|percent|realisation",
            takes="compare share percent sum add together spent_share realisation reach parent children above up "
            "exists more less below exceed remain",
        ),
    ),
)
