"""The members of a class that meet a condition: by a figure, by two of them, by a text, by a part that they have."""

from __future__ import annotations

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.conditions import HOLDS
from bot.answering.figures import Figures, computed, domain_of
from bot.answering.members import Row, counted, members, rows
from bot.answering.queries import Figure, Query, Result
from bot.answering.terms import HasPart, Held, MembersHeld, Nil, RatioHeld, Says, Unchanged
from bot.questions import by_count, by_ratio
from bot.questions.operation import Operation
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.kinds import class_word
from bot.replies.limits import beside, held
from bot.replies.parts import Parts
from knowledge.base import KnowledgeBase
from knowledge.language.letters import fold, lower

ByFigure = Held | Nil | Unchanged
"""Conditions that a member's figures meet or not."""


def _filter(figures: Figures, query: Query) -> Result:
    match query.terms:
        case Says() as terms:
            return _by_text(figures, query, terms)
        case RatioHeld() as terms:
            return by_ratio.filtered(figures, query, terms)
        case MembersHeld() as terms:
            return by_count.by_count(figures, query, terms)
        case HasPart() as terms:
            return _by_part(figures, query, terms)
        case Held() | Nil() | Unchanged() as terms:
            return _by_figure(figures, query, terms)
    raise ValueError(f"No filter: {query}.")


def _by_figure(figures: Figures, query: Query, terms: ByFigure) -> Result:
    found = rows(figures, query)
    if query.kind == "expense" and isinstance(terms, Nil):
        found = [row for row in found if row[1][0].unit == "TL"]
    kept = [row for row in found if _meets(terms, row[1])]
    entities = tuple(member for member, _ in kept)
    if query.counted:
        told: tuple[Figure, ...] = (counted(figures.base, query, entities),)
    else:
        told = _told(terms, kept)
    operands = tuple(figure for _, own in kept for figure in own)
    return Result(query, told, operands, entities=entities, verdict=bool(kept))


def _meets(terms: ByFigure, own: tuple[Figure, ...]) -> bool:
    """Whether a member's figures meet the condition."""
    first = own[0].value
    match terms:
        case Nil():
            return first == 0 and all(other.value for other in own[1:])
        case Unchanged():
            return len({figure.value for figure in own}) == 1
        case Held(side, number):
            against = own[1].value if number is None else number
            return HOLDS[side](first, against)


def _told(terms: ByFigure, kept: list[Row]) -> tuple[Figure, ...]:
    """What is told of each: how far its figures lie apart, or the one figure that meets the condition."""
    if isinstance(terms, Nil):
        return tuple(figure for _, own in kept for figure in own[1:])
    if kept and len(kept[0][1]) == 2:
        return tuple(computed(new, new.value - old.value, q.DIFFERENCE, new.unit) for _, (new, old) in kept)
    return tuple(own[0] for _, own in kept) if isinstance(terms, Held) else ()


def _by_text(figures: Figures, query: Query, terms: Says) -> Result:
    """The members of which a text of one kind says one thing, or another; counted where that is asked."""
    base = figures.base
    kept = []
    for member in members(base, query):
        said = [fold(row.answer) for row in base.attributes(member) if row.kind == terms.kind]
        if said and (terms.answer in said) != terms.otherwise:
            kept.append(member)
    told = (counted(base, query, kept),) if query.counted else ()
    return Result(query, told, entities=tuple(kept), verdict=bool(kept))


def _by_part(figures: Figures, query: Query, terms: HasPart) -> Result:
    """The members that have, or lack, a part of some name."""
    base = figures.base
    kept = tuple(
        member
        for member in members(base, query)
        if any(part.name == terms.name for part in base.descendants(member, "unit")) != terms.lacking
    )
    return Result(query, entities=kept, verdict=bool(kept))


def _say(parts: Parts, result: Result) -> list[str]:
    title, *lines = _said(parts, result)
    names = parts.within([id for id in result.query.entities if parts.entity(id) not in title])
    return [f"{names}: {title}" if names else title, *lines]


def _said(parts: Parts, result: Result) -> list[str]:
    match result.query.terms:
        case RatioHeld() as terms:
            return by_ratio.say_filtered(parts, result, terms)
        case MembersHeld() as terms:
            return by_count.say_filtered(parts, result, terms)
        case Says() as terms:
            return _say_by_text(parts, result, terms)
        case HasPart(name, lacking):
            being = "olmayan" if lacking else "olan"
            return _counted(parts, f"{name} {being} {class_word(result.query.kind)}", result)
        case Held() | Nil() | Unchanged() as terms:
            return _say_by_figure(parts, result, terms)
    raise ValueError(f"No filter: {result.query}.")


def _counted(parts: Parts, title: str, result: Result) -> list[str]:
    return [f"{title}: **{len(result.entities)}**", *parts.entities(result.entities)]


def _say_by_text(parts: Parts, result: Result, terms: Says) -> list[str]:
    being = "olmayan" if terms.otherwise else "olan"
    title = f"{written(parts.base, terms.kind, terms.answer)} {being} {class_word(result.query.kind)}"
    return _counted(parts, title[:1].upper() + title[1:], result)


def written(base: KnowledgeBase, kind: str, folded: str) -> str:
    """An answer of a kind of text as it is written, found by its folded form."""
    rows = (row for entity in base.of_kind("indicator") for row in base.attributes(entity.id))
    return next((lower(row.answer) for row in rows if row.kind == kind and fold(row.answer) == folded), folded)


def _say_by_figure(parts: Parts, result: Result, terms: ByFigure) -> list[str]:
    title = f"{_title(parts, result, terms)}:"
    if not result.entities:
        return [f"{title} yok."]
    per = len(result.operands) // len(result.entities)
    lines = [f"{title} **{len(result.entities)}**"]
    for place, entity in enumerate(result.entities):
        own = result.operands[place * per : (place + 1) * per]
        said = _figures(terms, own)
        lines.append(f"• {parts.entity(entity)}" + (f": {said}" if said else ""))
    return lines


def _title(parts: Parts, result: Result, terms: ByFigure) -> str:
    """What the members have in common."""
    query, class_ = result.query, class_word(result.query.kind)
    columns = [words.column_words(column) for column in query.columns]
    column = columns[0] if columns else "Değeri"
    if isinstance(terms, Nil) and len(columns) > 1:
        return f"{column} olmayıp (0) {columns[1]} olan {class_}"
    if isinstance(terms, Nil):
        if domain_of(query.kind) == cols.INDICATOR:
            return f"{column} 0 olan {class_}"
        return f"Ödenek ayrılmayan (yok, 0 TL) {class_}, {columns[0] if columns else ''}"
    if isinstance(terms, Unchanged):
        return f"Değişmeyen {class_}"
    if terms.number is None:
        return f"{column}, {beside(terms.side, columns[1])} olan {class_}"
    item = next((id for id in query.entities if id.startswith("expense:")), None)
    if terms.number == 0 and item:
        return f"{parts.entity(item)} için {column} ayrılan {class_}"
    units = {figure.unit for figure in result.operands}
    unit = units.pop() if len(units) == 1 else ""
    return f"{column} {held(terms.side, terms.number, unit)} olan {class_}"


def _figures(terms: ByFigure, own: tuple[Figure, ...]) -> str:
    """The figures by which one member is told."""
    first = own[0]
    if isinstance(terms, Nil):
        return ", ".join(map(words.amount, own[1:]))
    if isinstance(terms, Unchanged):
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
