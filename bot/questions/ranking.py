"""The highest and the lowest: of figures, or of the members of a class by their figures or by how these moved."""

from __future__ import annotations

from collections.abc import Callable

from bot.answering import queries as q
from bot.answering.cells import NotHeldError, of_one_unit
from bot.answering.conditions import UNDEFINED, growth, ratio
from bot.answering.figures import Figures, computed
from bot.answering.members import Row, empty, rows
from bot.answering.queries import Absence, Figure, Query, Result
from bot.questions import by_count, by_ratio
from bot.questions.operation import Operation
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.parts import Parts, same_thing

SECOND = -2
"""The `number` of a ranking that asks for the second alone."""


def _extreme(figures: Figures, query: Query) -> Result:
    """The highest or lowest of the cells, or of a class."""
    if query.aspect.startswith(by_count.ASPECT):
        return by_count.by_count(figures, query)
    if query.kind:
        return _of_class(figures, query)
    found = of_one_unit(figures, query)
    wanted = (max if query.operation == q.HIGHEST else min)(figure.value for figure in found)
    best = tuple(figure for figure in found if figure.value == wanted)
    return Result(query, best, found, entities=tuple(figure.subject for figure in best))


def _of_class(figures: Figures, query: Query) -> Result:
    """As many members as asked for, the first first; of equal first ones all."""
    found = rows(figures, query)
    if not found:
        raise empty(query)
    measure = _measure(query)
    found = _moving(query, measure, found)
    found.sort(key=measure, reverse=(query.operation == q.HIGHEST) != (query.direction == "down"))
    chosen = _asked(query, measure, found)
    if not chosen:
        raise empty(query)  # the second of one
    return Result(
        query,
        tuple(_figure(query, measure, row) for row in chosen),
        tuple(figure for _, own in chosen for figure in own),
        entities=tuple(member for member, _ in chosen),
    )


def _measure(query: Query) -> Callable[[Row], float]:
    """By what members are ranked: a figure, a quotient, or how a figure moved."""
    if query.aspect == by_ratio.ASPECT:
        return lambda row: ratio(row[1])
    if not query.direction:
        return lambda row: row[1][0].value
    if query.aspect == "percent":
        return lambda row: growth(row[1])
    return lambda row: row[1][0].value - row[1][1].value


def _moving(query: Query, measure: Callable[[Row], float], found: list[Row]) -> list[Row]:
    """The rows that can be ranked: those that moved as asked; nil is not the lowest where there is more."""
    found = [row for row in found if measure(row) != UNDEFINED]
    if query.aspect != by_ratio.ASPECT and query.direction in ("up", "down"):
        sign = -1 if query.direction == "down" else 1
        found = [row for row in found if measure(row) * sign > 0]
        if not found:
            raise NotHeldError(Absence("unmoved", entities=query.entities))
    elif query.aspect != by_ratio.ASPECT and query.operation == q.LOWEST and not query.direction:
        found = [row for row in found if row[1][0].value] or found
    return found


def _asked(query: Query, measure: Callable[[Row], float], ranked: list[Row]) -> list[Row]:
    number = int(query.number or 1)
    if number == SECOND:
        return ranked[1:2]
    if number == 1:
        return [row for row in ranked if measure(row) == measure(ranked[0])]
    return ranked[:number]


def _figure(query: Query, measure: Callable[[Row], float], row: Row) -> Figure:
    """The figure by which a member is ranked."""
    first = row[1][0]
    if query.aspect == by_ratio.ASPECT:
        return by_ratio.as_percentage(row)
    if not query.direction:
        return first
    if query.aspect == "percent":
        return computed(first, measure(row), q.CHANGE, "%")
    return computed(first, measure(row), q.DIFFERENCE, first.unit)


def _say(parts: Parts, result: Result) -> list[str]:
    """The highest or lowest, of columns, of subjects or of a class."""
    query = result.query
    if query.aspect.startswith(by_count.ASPECT):
        return by_count.say_ranked(parts, result)
    if query.aspect == by_ratio.ASPECT and query.kind:
        return by_ratio.say_ranked(parts, result)
    word = _word(query)
    if not query.kind:
        return [*_say_cells(parts, result, word), *parts.tail(result.figures)]
    texts = [_member(parts, result, place) for place in range(len(result.figures))]
    if len(texts) == 1:
        lines = [f"{word.capitalize()}: {texts[0]}"]
    else:
        lines = [f"{place}. {text}" for place, text in enumerate(texts, 1)]
    if query.assumed == ("context",) and query.entities:
        lines.insert(0, f"{' / '.join(parts.entity(entity) for entity in query.entities)}:")
    return lines


def _word(query: Query) -> str:
    """What is asked for: "en yüksek", "en çok artan"."""
    if query.number == SECOND:
        return "sıralamada ikinci"
    highest = query.operation == q.HIGHEST
    if not (query.direction and query.columns and query.aspect != by_ratio.ASPECT):
        return "en yüksek" if highest else "en düşük"
    fell = query.direction == "down"
    most = "en çok" if highest else "en az"
    if len({column.year for column in query.columns}) == 1:
        return f"{most} {'altında kalan' if fell else 'aşan'}"
    return f"{most} {'azalan' if fell else 'artan'}"


def _say_cells(parts: Parts, result: Result, word: str) -> list[str]:
    if same_thing(result.operands):
        return [f"{parts.name(figure)}: {word} değer {words.stated(figure)}" for figure in result.figures]
    return [f"{word.capitalize()}: {parts.name(figure)}, {words.stated(figure)}" for figure in result.figures]


def _member(parts: Parts, result: Result, place: int) -> str:
    """A member with its figure, or with how it moved."""
    figure, name = result.figures[place], parts.entity(result.entities[place])
    if not result.query.direction:
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
        asks=Pattern("min", takes="all_values min more less series sum compare difference parent children down"),
        asks_of_set=Pattern(
            "min",
            takes="min less children parent responsible monitor sum up below where to_what down change "
            "percent difference list second order compare share spent_share realisation",
        ),
    ),
)
