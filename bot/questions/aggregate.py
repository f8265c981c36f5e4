"""Several figures as one: their sum and their mean."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.cells import incomparable, of_one_unit
from bot.answering.figures import Figures, computed
from bot.answering.queries import Query, Result
from bot.questions.operation import Operation
from bot.replies import figures as words
from bot.replies.parts import Parts


def _sum(figures: Figures, query: Query) -> Result:
    """The sum of the cells; rates are not added."""
    found = of_one_unit(figures, query)
    if found[0].unit == "oran":
        raise incomparable(found)
    dated = len({figure.year for figure in found}) == 1
    total = sum(figure.value for figure in found)
    return Result(query, (computed(found[0], total, q.SUM, found[0].unit, dated),), found)


def _average(figures: Figures, query: Query) -> Result:
    """The mean of the cells."""
    found = of_one_unit(figures, query)
    mean = sum(figure.value for figure in found) / len(found)
    return Result(query, (computed(found[0], mean, q.AVERAGE, found[0].unit, dated=False),), found)


def _say_sum(parts: Parts, result: Result) -> list[str]:
    """A sum with what it adds."""
    return [f"Toplam: {words.amount(result.figures[0])}", *parts.listed(result.operands), *parts.tail(result.operands)]


def _say_average(parts: Parts, result: Result) -> list[str]:
    """A mean with what it is of."""
    mean = result.figures[0]
    return [f"Ortalama: **{words.number(mean.value, mean.unit)}**", *parts.listed(result.operands)]


OPERATIONS = (
    Operation(q.SUM, "toplam", _sum, _say_sum, measure="toplam"),
    Operation(q.AVERAGE, "ortalama", _average, _say_average, measure="ortalama"),
)
