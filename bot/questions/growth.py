"""The compound yearly growth between two years: by how many percent a year the first figure would become the last."""

from __future__ import annotations

from bot.answering import conditions
from bot.answering import queries as q
from bot.answering.cells import NotHeldError, divisor, of_one_unit
from bot.answering.figures import Figures, computed
from bot.answering.queries import Absence, Query, Result
from bot.questions.operation import Operation, Over
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.parts import Parts
from knowledge.language.declension import with_case


def _growth(figures: Figures, query: Query) -> Result:
    """Cells (new, old) of one thing in two years."""
    new, old = of_one_unit(figures, query)
    years = (new.year or 0) - (old.year or 0)
    if years < 1 or (new.subject, new.item) != (old.subject, old.item):
        raise NotHeldError(Absence("one year", entities=(new.subject,)))
    rate = ((new.value / divisor(old)) ** (1 / years) - 1) * 100
    return Result(query, (computed(new, rate, q.GROWTH, "%"),), (new, old))


def _say(parts: Parts, result: Result) -> list[str]:
    new, old = result.operands
    rate = result.figures[0].value
    span = f"{with_case(words.of_figure(old), 'abl')} {with_case(words.of_figure(new), 'dat')}"
    whole = conditions.growth((new, old))
    return [
        f"{parts.name(new)}: {span} yıllık bileşik **{words.number(rate, '%')}** {_way(rate)}",
        f"{words.number(old.value, old.unit)} → {words.number(new.value, new.unit)} "
        f"({(new.year or 0) - (old.year or 0)} yılda {words.number(whole, '%')} {_way(whole)})",
        *parts.tail((new,)),
    ]


def _way(percent: float) -> str:
    return "artış" if percent > 0 else "azalış" if percent < 0 else "değişim"


OPERATIONS = (
    Operation(
        q.GROWTH,
        "yıllık bileşik büyüme",
        _growth,
        _say,
        measure="yıllık bileşik büyüme",
        over=Over.ENDS,
        asked="yıllık bileşik büyümesi",
        asks=Pattern("compound", takes="compound average percent share up down change series sum compare"),
    ),
)
