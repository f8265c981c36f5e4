"""The middle one of several figures; of an even number the mean of the two in the middle."""

from __future__ import annotations

from statistics import median

from bot.answering import queries as q
from bot.answering.cells import of_one_unit
from bot.answering.figures import Figures, computed
from bot.answering.queries import Query, Result
from bot.questions.operation import Operation, Over
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.parts import Parts


def _median(figures: Figures, query: Query) -> Result:
    found = of_one_unit(figures, query)
    middle = median(figure.value for figure in found)
    return Result(query, (computed(found[0], middle, q.MEDIAN, found[0].unit, dated=False),), found)


def _say(parts: Parts, result: Result) -> list[str]:
    middle = result.figures[0]
    return [f"Ortanca (medyan): **{words.number(middle.value, middle.unit)}**", *parts.listed(result.operands)]


OPERATIONS = (
    Operation(
        q.MEDIAN,
        "ortanca",
        _median,
        _say,
        measure="ortanca",
        any_order=True,
        over=Over.MANY,
        asked="ortancası",
        asks=Pattern("median", takes="median average sum series"),
        asks_of_set=Pattern("median", takes="median average sum children parent"),
    ),
)
