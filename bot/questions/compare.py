"""Which of several figures is the larger."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.cells import of_one_unit
from bot.answering.figures import Figures
from bot.answering.queries import Query, Result
from bot.questions.operation import Operation, Over
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.parts import Parts, same_thing


def _compare(figures: Figures, query: Query) -> Result:
    """The cells, the largest first."""
    found = of_one_unit(figures, query)
    ranked = tuple(sorted(found, key=lambda figure: -figure.value))
    return Result(
        query,
        ranked,
        found,
        verdict=found[0].value > found[1].value,
        entities=(ranked[0].item or ranked[0].subject,),
    )


def _say(parts: Parts, result: Result) -> list[str]:
    """Which is larger and by how much."""
    first, second, *_ = result.figures
    difference = first.value - second.value
    name = words.of_figure(first) if same_thing((first, second)) else parts.name(first)
    head = f"**{name}** daha yüksek: fark {words.size(difference, first.unit)}" if difference else "İkisi eşit."
    return [head, *parts.listed(result.figures)]


OPERATIONS = (
    Operation(
        q.COMPARE,
        "karşılaştırma",
        _compare,
        _say,
        over=Over.MANY,
        asked="karşılaştırması",
        asks=Pattern(
            "compare|more|less|up|down|max|min|same",
            takes="yesno compare more less up down above below max min exists difference change same",
        ),
    ),
)
