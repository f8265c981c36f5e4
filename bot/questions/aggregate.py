"""Several figures as one: their sum and their mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.answering import queries as q
from bot.answering.cells import figures_of, incomparable, of_one_unit
from bot.answering.figures import Figures, computed, is_cumulative
from bot.answering.queries import Cell, Figure, Query, Result
from bot.questions.operation import Operation, Over
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.parts import Parts


def _sum(figures: Figures, query: Query) -> Result:
    """The sum of the cells; rates are not added, nor what was planned for a year to what came of it."""
    if _twofold(query.cells):
        return _each(figures, query)
    found = of_one_unit(figures, query)
    if found[0].unit == "oran":
        raise incomparable(found)
    dated = len({figure.year for figure in found}) == 1
    total = sum(figure.value for figure in found)
    return Result(query, (computed(found[0], total, q.SUM, found[0].unit, dated),), found)


def _average(figures: Figures, query: Query) -> Result:
    """The mean of the cells; not of what was planned for a year and what came of it."""
    if _twofold(query.cells):
        return _each(figures, query)
    found = of_one_unit(figures, query)
    mean = sum(figure.value for figure in found) / len(found)
    return Result(query, (computed(found[0], mean, q.AVERAGE, found[0].unit, dated=False),), found)


def _twofold(cells: Sequence[Cell]) -> bool:
    """Whether one thing's year is among some figures twice: by plan and estimate, or by budget and spending of it."""
    years = Counter((cell.subject, cell.item, cell.column.year) for cell in dict.fromkeys(cells) if cell.column.year)
    return max(years.values(), default=0) > 1


def _each(figures: Figures, query: Query) -> Result:
    """The figures of the cells, each by itself."""
    return Result(query.but(operation=q.VALUE), figures_of(figures, query))


def _say_sum(parts: Parts, result: Result) -> list[str]:
    """A sum with what it adds."""
    return [
        f"Toplam: {words.amount(result.figures[0])}",
        *parts.listed(result.operands),
        *_overlapping(parts, result.operands),
        *parts.tail(result.operands),
    ]


def _overlapping(parts: Parts, found: Sequence[Figure]) -> list[str]:
    """A remark where one of the figures added holds another: a cumulative indicator's year holds those before."""
    years = Counter(figure.subject for figure in found if figure.year)
    added = [id for id, count in years.items() if count > 1 and is_cumulative(parts.base, id)]
    if not added:
        return []
    which = f"{', '.join(parts.entity(id) for id in added)}" if len(years) > 1 else "Bu gösterge"
    return [f"Not: {which} önceki yılları da içerir; yılların toplamı bu yüzden bir şey göstermez."]


def _say_average(parts: Parts, result: Result) -> list[str]:
    """A mean with what it is of."""
    mean = result.figures[0]
    return [f"Ortalama: **{words.number(mean.value, mean.unit)}**", *parts.listed(result.operands)]


OPERATIONS = (
    Operation(
        q.SUM,
        "toplam",
        _sum,
        _say_sum,
        measure="toplam",
        any_order=True,
        over=Over.MANY,
        asked="toplamı",
        asks=Pattern("sum|add|together", takes="sum add together difference exists"),
        asks_of_set=Pattern("sum", takes="sum children parent together"),
    ),
    Operation(
        q.AVERAGE,
        "ortalama",
        _average,
        _say_average,
        measure="ortalama",
        any_order=True,
        over=Over.MANY,
        asked="ortalaması",
        asks=Pattern("average", takes="average sum series"),
        asks_of_set=Pattern("average", takes="average children parent"),
    ),
)
