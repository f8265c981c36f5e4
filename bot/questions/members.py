"""The members of a class: how many there are, and which."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.members import counted, of_money, some_members, with_money
from bot.answering.queries import Figure, Query, Result
from bot.answering.terms import Texts
from bot.questions.operation import Operation
from bot.questions.pattern import Pattern
from bot.replies.kinds import class_word
from bot.replies.parts import Parts

MOST_NAMES = 25
"""Members of a set that are named where they were only counted."""


def _count(figures: Figures, query: Query) -> Result:
    """How many members a class has, or how many texts of a kind a thing has."""
    if isinstance(query.terms, Texts):
        return _count_texts(figures, query, query.terms.kind)
    found = with_money(figures, query, some_members(figures.base, query))
    return Result(query, (counted(figures.base, query, found),), entities=found)


def _count_texts(figures: Figures, query: Query, kind: str) -> Result:
    rows = [row for row in figures.base.attributes(query.entities[0]) if row.kind == kind]
    places = tuple(dict.fromkeys((row.place, row.line or 0) for row in rows))
    figure = Figure(len(rows), "adet", query.entities[0], measure=q.COUNT, computed=True, places=places)
    return Result(query, (figure,), attributes=tuple(row.id for row in rows))


def _list(figures: Figures, query: Query) -> Result:
    """The members of a class."""
    return Result(query, entities=with_money(figures, query, some_members(figures.base, query)))


def _say_count(parts: Parts, result: Result) -> list[str]:
    """How many, and which where they are few."""
    if result.attributes:
        texts = [parts.base.attribute(id).text for id in result.attributes]
        return [f"{parts.entity(result.query.entities[0])}: **{len(texts)}**", *(f"• {text}" for text in texts)]
    head = f"{_within(parts, result.query)}**{len(result.entities)}** {class_word(result.query.kind)}"
    names = _names(parts, result)
    return [head, *names] if len(names) <= MOST_NAMES else [head]


def _say_list(parts: Parts, result: Result) -> list[str]:
    """The names of a set."""
    head = f"{_within(parts, result.query)}{len(result.entities)} {class_word(result.query.kind)}"
    return [head, *_names(parts, result)]


def _names(parts: Parts, result: Result) -> list[str]:
    return [f"• {name}" for name in parts.told_apart(result.entities)]


def _within(parts: Parts, query: Query) -> str:
    """What restricts a set, where that is short: "Göç Yönetimi: "."""
    names = parts.within(query.entities)
    if names and of_money(query):
        return f"{names}, {parts.base.calendar} bütçesi: "
    return f"{names}: " if names else ""


OPERATIONS = (
    Operation(
        q.COUNT,
        "sayım",
        _count,
        _say_count,
        asks_of_set=Pattern("count", takes="count sum children parent responsible monitor exists list"),
    ),
    Operation(
        q.LIST,
        "liste",
        _list,
        _say_list,
        asks_of_set=Pattern(
            "list|which|who|what|distribution",
            takes="list what how children parent responsible monitor who sum distribution exists",
        ),
    ),
)
