"""The highest and the lowest: of figures, or of the members of a class by their figures or by how these moved."""

from __future__ import annotations

from collections.abc import Callable

from bot.answering import queries as q
from bot.answering.cells import NotHeldError, of_one_unit
from bot.answering.conditions import UNDEFINED, growth, ratio
from bot.answering.figures import Figures, computed
from bot.answering.members import Row, empty, order_of, rows
from bot.answering.queries import Absence, Figure, Query, Result
from bot.answering.terms import FIGURE, MOVED, PERCENT, RATIO, Place, Ranked, RankedByMembers
from bot.questions import by_count, by_ratio
from bot.questions.operation import Operation, Over
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.parts import Parts, same_thing


def _extreme(figures: Figures, query: Query) -> Result:
    """The highest or lowest of the cells, or of a class."""
    if isinstance(query.terms, RankedByMembers):
        return by_count.by_count(figures, query, query.terms)
    if query.kind:
        return _of_class(figures, query, order_of(query) or Ranked())
    found = of_one_unit(figures, query)
    wanted = (max if query.operation == q.HIGHEST else min)(figure.value for figure in found)
    best = tuple(figure for figure in found if figure.value == wanted)
    return Result(query, best, found, entities=tuple(figure.subject for figure in best))


def _of_class(figures: Figures, query: Query, order: Ranked) -> Result:
    """As many members as asked for, the first first; of equal first ones all."""
    found = rows(figures, query)
    if not found:
        raise empty(query)
    measure = _measure(order)
    found = _moving(query, order, measure, found)
    found.sort(key=measure, reverse=(query.operation == q.HIGHEST) != order.falling)
    chosen = _asked(order.place, measure, found)
    if not chosen:
        raise empty(query)  # the second of one
    return Result(
        query,
        tuple(_figure(order, measure, row) for row in chosen),
        tuple(figure for _, own in chosen for figure in own),
        entities=tuple(member for member, _ in chosen),
    )


def _measure(order: Ranked) -> Callable[[Row], float]:
    """By what members are ranked: a figure, a quotient, or how a figure moved."""
    if order.by == RATIO:
        return lambda row: ratio(row[1])
    if order.by == FIGURE:
        return lambda row: row[1][0].value
    if order.by == PERCENT:
        return lambda row: growth(row[1])
    return lambda row: row[1][0].value - row[1][1].value


def _moving(query: Query, order: Ranked, measure: Callable[[Row], float], found: list[Row]) -> list[Row]:
    """The rows that can be ranked: those that moved as asked; nil is not the lowest where there is more."""
    found = [row for row in found if measure(row) != UNDEFINED]
    if order.by in (MOVED, PERCENT):
        sign = -1 if order.falling else 1
        found = [row for row in found if measure(row) * sign > 0]
        if not found:
            raise NotHeldError(Absence("unmoved", entities=query.entities))
    elif order.by == FIGURE and query.operation == q.LOWEST:
        found = [row for row in found if row[1][0].value] or found
    return found


def _asked(place: Place, measure: Callable[[Row], float], ranked: list[Row]) -> list[Row]:
    if place.nth:
        return ranked[place.nth - 1 : place.nth]
    if place.first == 1:
        return [row for row in ranked if measure(row) == measure(ranked[0])]
    return ranked[: place.first]


def _figure(order: Ranked, measure: Callable[[Row], float], row: Row) -> Figure:
    """The figure by which a member is ranked."""
    first = row[1][0]
    if order.by == RATIO:
        return by_ratio.as_percentage(row)
    if order.by == FIGURE:
        return first
    if order.by == PERCENT:
        return computed(first, measure(row), q.CHANGE, "%")
    return computed(first, measure(row), q.DIFFERENCE, first.unit)


def _say(parts: Parts, result: Result) -> list[str]:
    """The highest or lowest, of columns, of subjects or of a class."""
    query = result.query
    if isinstance(query.terms, RankedByMembers):
        return by_count.say_ranked(parts, result, query.terms)
    order = order_of(query) or Ranked()
    if order.by == RATIO and query.kind:
        return by_ratio.say_ranked(parts, result)
    word = _word(query, order)
    if not query.kind:
        return [*_say_cells(parts, result, word), *parts.tail(result.figures)]
    texts = [_member(parts, result, order, place) for place in range(len(result.figures))]
    if len(texts) == 1:
        lines = [f"{word.capitalize()}: {texts[0]}"]
    else:
        lines = [f"{place}. {text}" for place, text in enumerate(texts, 1)]
    if query.assumed == ("context",) and query.entities:
        lines.insert(0, f"{' / '.join(parts.entity(entity) for entity in query.entities)}:")
    return lines


def _word(query: Query, order: Ranked) -> str:
    """What is asked for: "en yüksek", "en çok artan"."""
    highest = query.operation == q.HIGHEST
    if order.place.nth:
        return f"{'sıralamada' if highest else 'sondan'} {words.ordinal(order.place.nth)}"
    if order.by not in (MOVED, PERCENT) or not query.columns:
        return "en yüksek" if highest else "en düşük"
    most = "en çok" if highest else "en az"
    if len({column.year for column in query.columns}) == 1:
        return f"{most} {'altında kalan' if order.falling else 'aşan'}"
    return f"{most} {'azalan' if order.falling else 'artan'}"


def _say_cells(parts: Parts, result: Result, word: str) -> list[str]:
    if same_thing(result.operands):
        return [f"{parts.name(figure)}: {word} değer {words.stated(figure)}" for figure in result.figures]
    return [f"{word.capitalize()}: {parts.name(figure)}, {words.stated(figure)}" for figure in result.figures]


def _member(parts: Parts, result: Result, order: Ranked, place: int) -> str:
    """A member with its figure, or with how it moved."""
    figure, name = result.figures[place], parts.entity(result.entities[place])
    if order.by not in (MOVED, PERCENT):
        return f"{name}: {words.stated(figure)}"
    new, old = result.operands[2 * place : 2 * place + 2]
    moved = f"**{words.size(figure.value, figure.unit)}** {'artış' if figure.value > 0 else 'azalış'}"
    return f"{name}: {moved} ({words.stated(old, bold=False)} → {words.stated(new, bold=False)})"


OPERATIONS = (
    Operation(
        q.HIGHEST,
        "en yüksek",
        _extreme,
        _say,
        over=Over.MANY,
        asked="en yükseği",
        asks=Pattern("max", takes="all_values max more less series sum compare difference parent children up"),
        asks_of_set=Pattern(
            "max|order",
            takes="all_values max more children parent responsible monitor sum up above where to_what down "
            "change percent difference list second order compare share spent_share realisation",
        ),
    ),
    Operation(
        q.LOWEST,
        "en düşük",
        _extreme,
        _say,
        over=Over.MANY,
        asked="en düşüğü",
        asks=Pattern("min", takes="all_values min more less series sum compare difference parent children down"),
        asks_of_set=Pattern(
            "min",
            takes="min less children parent responsible monitor sum up below where to_what down change "
            "percent difference list second order compare share spent_share realisation",
        ),
    ),
)
