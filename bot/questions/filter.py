"""The members of a class that meet a condition: by a figure, by two of them, by a text, by a part that they have."""

from __future__ import annotations

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.conditions import HOLDS
from bot.answering.figures import Figures, computed, domain_of
from bot.answering.members import Row, counted, members, rows
from bot.answering.queries import Figure, Query, Result
from bot.questions import by_count, by_ratio
from bot.questions.operation import Operation
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.kinds import class_word
from bot.replies.limits import beside, held
from bot.replies.parts import Parts
from knowledge.base import KnowledgeBase
from knowledge.language.letters import fold, lower

NIL, SAME, TEXT, NOT_TEXT = "nil", "same", "text", "not text"
"""Directions besides those that hold a figure against another: it is nil, stays the same, a text says so or not."""
HAS = "has:"
"""How the aspect of a query about a part of some name begins; the name follows."""


def _filter(figures: Figures, query: Query) -> Result:
    if query.direction in (TEXT, NOT_TEXT):
        return _by_text(figures, query)
    if query.aspect == by_ratio.ASPECT:
        return by_ratio.filtered(figures, query)
    if query.aspect.startswith(by_count.ASPECT):
        return by_count.by_count(figures, query)
    if query.aspect.startswith(HAS):
        return _by_part(figures, query)
    return _by_figure(figures, query)


def _by_figure(figures: Figures, query: Query) -> Result:
    found = rows(figures, query)
    if query.kind == "expense" and query.direction == NIL:
        found = [row for row in found if row[1][0].unit == "TL"]
    kept = [row for row in found if _meets(query, row[1])]
    entities = tuple(member for member, _ in kept)
    if query.aspect == "count":
        told: tuple[Figure, ...] = (counted(figures.base, query, entities),)
    else:
        told = _told(query, kept)
    operands = tuple(figure for _, own in kept for figure in own)
    return Result(query, told, operands, entities=entities, verdict=bool(kept))


def _meets(query: Query, own: tuple[Figure, ...]) -> bool:
    """Whether a member's figures meet the condition."""
    first = own[0].value
    if query.direction == NIL:
        return first == 0
    if query.direction == SAME:
        return len({figure.value for figure in own}) == 1
    if query.number is not None:
        return HOLDS[query.direction](first, query.number)
    return len(own) == 2 and HOLDS[query.direction](first, own[1].value)


def _told(query: Query, kept: list[Row]) -> tuple[Figure, ...]:
    """What is told of each: how far its figures lie apart, or the one figure that meets the condition."""
    if kept and len(kept[0][1]) == 2:
        return tuple(computed(new, new.value - old.value, q.DIFFERENCE, new.unit) for _, (new, old) in kept)
    if query.direction in (NIL, SAME):
        return ()
    return tuple(own[0] for _, own in kept)


def _by_text(figures: Figures, query: Query) -> Result:
    """The members of which a text of one kind says one thing, or another; counted where that is asked."""
    base = figures.base
    kind, _, value = query.aspect.partition(":")
    kept = []
    for member in members(base, query):
        said = [fold(row.answer) for row in base.attributes(member) if row.kind == kind]
        if said and (value in said) == (query.direction == TEXT):
            kept.append(member)
    told = (counted(base, query, kept),) if query.number else ()
    return Result(query, told, entities=tuple(kept), verdict=bool(kept))


def _by_part(figures: Figures, query: Query) -> Result:
    """The members that have, or lack, a part of some name."""
    base, name = figures.base, query.aspect.removeprefix(HAS)
    kept = tuple(
        member
        for member in members(base, query.but(aspect=""))
        if any(part.name == name for part in base.descendants(member, "unit")) == (query.direction != NIL)
    )
    return Result(query, entities=kept, verdict=bool(kept))


def _say(parts: Parts, result: Result) -> list[str]:
    query = result.query
    if query.aspect == by_ratio.ASPECT:
        return by_ratio.say_filtered(parts, result)
    if query.aspect.startswith(by_count.ASPECT):
        return by_count.say_filtered(parts, result)
    if query.direction in (TEXT, NOT_TEXT):
        return _say_by_text(parts, result)
    if query.aspect.startswith(HAS):
        being = "olmayan" if query.direction == NIL else "olan"
        return _counted(parts, f"{query.aspect.removeprefix(HAS)} {being} {class_word(query.kind)}", result)
    return _say_by_figure(parts, result)


def _counted(parts: Parts, title: str, result: Result) -> list[str]:
    return [f"{title}: **{len(result.entities)}**", *parts.entities(result.entities)]


def _say_by_text(parts: Parts, result: Result) -> list[str]:
    kind, _, value = result.query.aspect.partition(":")
    being = "olan" if result.query.direction == TEXT else "olmayan"
    title = f"{written(parts.base, kind, value)} {being} {class_word(result.query.kind)}"
    return _counted(parts, title[:1].upper() + title[1:], result)


def written(base: KnowledgeBase, kind: str, folded: str) -> str:
    """An answer of a kind of text as it is written, found by its folded form."""
    rows = (row for entity in base.of_kind("indicator") for row in base.attributes(entity.id))
    return next((lower(row.answer) for row in rows if row.kind == kind and fold(row.answer) == folded), folded)


def _say_by_figure(parts: Parts, result: Result) -> list[str]:
    title = f"{_title(parts, result)}:"
    if not result.entities:
        return [f"{title} yok."]
    per = len(result.operands) // len(result.entities)
    lines = [f"{title} **{len(result.entities)}**"]
    for place, entity in enumerate(result.entities):
        own = result.operands[place * per : (place + 1) * per]
        said = _figures(result.query.direction, own)
        lines.append(f"• {parts.entity(entity)}" + (f": {said}" if said else ""))
    return lines


def _title(parts: Parts, result: Result) -> str:
    """What the members have in common."""
    query, class_ = result.query, class_word(result.query.kind)
    columns = [words.column_words(column) for column in query.columns]
    column = columns[0] if columns else "Değeri"
    if query.direction == NIL:
        if domain_of(query.kind) == cols.INDICATOR:
            return f"{column} 0 olan {class_}"
        return f"Ödenek ayrılmayan (yok, 0 TL) {class_}, {columns[0] if columns else ''}"
    if query.direction == SAME:
        return f"Değişmeyen {class_}"
    if query.number is None:
        return f"{column}, {beside(query.direction, columns[1])} olan {class_}"
    item = next((id for id in query.entities if id.startswith("expense:")), None)
    if query.number == 0 and item:
        return f"{parts.entity(item)} için {column} ayrılan {class_}"
    units = {figure.unit for figure in result.operands}
    unit = units.pop() if len(units) == 1 else ""
    return f"{column} {held(query.direction, query.number, unit)} olan {class_}"


def _figures(direction: str, own: tuple[Figure, ...]) -> str:
    """The figures by which one member is told."""
    first = own[0]
    if direction == NIL:
        return ""
    if direction == SAME:
        return words.number(first.value, first.unit)
    if len(own) != 2:
        return words.amount(first)
    in_time = own if (own[0].year or 0) < (own[1].year or 0) else own[::-1]
    both = " → ".join(words.number(figure.value, figure.unit) for figure in in_time)
    return f"{both} (fark {words.size(first.value - own[1].value, first.unit)})"


OPERATIONS = (
    Operation(
        q.FILTER,
        "süzme",
        _filter,
        _say,
        asks_of_set=Pattern(
            "above|below|nil|up|down|more|less|reach|same|exists|min|max",
            takes="yesno above below nil up down more less min max children sum parent responsible monitor "
            "list reach same change difference exists compare percent share spent_share realisation",
        ),
    ),
)
