"""Yes or no of figures: is there money, is a number passed and when, was a plan reached."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.cells import figures_of
from bot.answering.conditions import HOLDS
from bot.answering.figures import Figures, computed
from bot.answering.queries import Query, Result
from bot.answering.terms import Passed, Proposed
from bot.questions.operation import Operation, Over
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.limits import held
from bot.replies.parts import Parts
from knowledge.language.declension import with_case

_SIDES = {
    "": {1: "Evet, aşıldı", 0: "Evet, tam tuttu", -1: "Hayır, altında kaldı"},
    "up": {1: "Evet, aşıldı", 0: "Hayır, aşılmadı", -1: "Hayır, altında kaldı"},
    "down": {1: "Hayır, altında kalmadı", 0: "Hayır, altında kalmadı", -1: "Evet, altında kaldı"},
}
"""For what is proposed of a figure, whether it lies over, on or under the other."""


def _exists(figures: Figures, query: Query) -> Result:
    """Whether money is set aside at all."""
    found = figures_of(figures, query)
    return Result(query, found, verdict=any(figure.value for figure in found))


def _when(figures: Figures, query: Query) -> Result:
    """The figures that pass a number, of those asked about; where none does, the one that comes nearest."""
    found = figures_of(figures, query)
    limit = _limit(query)
    kept = tuple(figure for figure in found if HOLDS[limit.side](figure.value, limit.number))
    nearest = min(found, key=lambda figure: abs(figure.value - limit.number))
    return Result(query, kept or (nearest,), found, verdict=bool(kept))


def _limit(query: Query) -> Passed:
    """The number that figures are asked to pass."""
    if not isinstance(query.terms, Passed):
        raise ValueError(f"No number to pass: {query}.")
    return query.terms


def _reached(figures: Figures, query: Query) -> Result:
    """Whether the first cell reaches the second; after both by how much it passes or misses it."""
    found = figures_of(figures, query)
    actual, planned = found[:2]
    by = computed(actual, actual.value - planned.value, q.DIFFERENCE, actual.unit)
    return Result(query, (*found, by), found, verdict=actual.value >= planned.value)


def _say_exists(parts: Parts, result: Result) -> list[str]:
    """Whether money is set aside, or there is any of a thing."""
    lines = []
    for figure in result.figures:
        if figure.unit != "TL" and not figure.value:
            lines.append(f"Hayır, yok. {parts.name(figure)}: {words.stated(figure)}")
        elif figure.value:
            lines.append(f"Evet. {parts.name(figure)}: {words.stated(figure)}")
        else:
            lines.append(f"Hayır, ödenek yok. {parts.name(figure)}: {words.of_figure(figure)} **0 TL**")
    return lines


def _say_when(parts: Parts, result: Result) -> list[str]:
    """Which figures pass a number."""
    asked = _limit(result.query)
    first = result.operands[0]
    limit = held(asked.side, asked.number, first.unit)
    sure = "" if not asked.claimed else "Evet, " if result.verdict else "Hayır, "
    name = parts.name(first)
    if len(result.operands) == 1:
        passes = f"{sure}{limit}." if result.verdict else f"{sure}{limit} değil."
        return [f"{name}: {words.stated(first)}", passes, *parts.tail((first,))]
    if result.verdict:
        head = f"{name}: {sure}{limit} olan {len(result.figures)} değer var:"
    else:
        head = f"{name}: {sure}hiçbir değer {limit} değil. En yakını:"
    lines = [f"• {words.of_figure(one)}: {words.amount(one)}" for one in result.figures]
    return [head, *lines, *parts.tail((first,))]


def _say_reached(parts: Parts, result: Result) -> list[str]:
    """Whether the estimate reaches the plan, as it was asked: whether it reaches it, passes it, or stays below it."""
    actual, planned = result.operands
    difference = actual.value - planned.value
    column, plan = words.of_figure(actual), words.of_figure(planned)
    terms = result.query.terms
    sides = _SIDES[terms.way if isinstance(terms, Proposed) else ""]
    head = sides[(difference > 0) - (difference < 0)]
    if difference:
        than = f"{column}, {with_case(plan, 'abl')} **{words.size(difference, actual.unit)}**"
        told = f"{than} fazla (üzerinde)." if difference > 0 else f"{than} eksik."
    else:
        told = f"{column} ile {plan} aynı."
    both = [f"{words.of_figure(f)} **{words.number(f.value, f.unit)}**" for f in (planned, actual)]
    return [parts.name(actual), f"{head}: {told}", " · ".join(both), *parts.tail((actual,))]


OPERATIONS = (
    Operation(
        q.EXISTS,
        "var mı",
        _exists,
        _say_exists,
        over=Over.EACH,
        asked="var mı",
        asks=Pattern("exists|nil|yesno", takes="sum nil yesno exists"),
    ),
    Operation(q.WHEN, "hangi yıl", _when, _say_when),
    Operation(
        q.REACHED,
        "hedefe ulaşma",
        _reached,
        _say_reached,
        over=Over.PLAN,
        asked="ulaşıyor mu",
        asked_of_two="{2} {3} ulaşıyor mu",
        asks=Pattern(
            "reach|above|below|more|less|exists",
            takes="yesno reach above below more less compare exists same up down spent_share",
        ),
    ),
)
