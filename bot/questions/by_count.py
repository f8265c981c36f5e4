"""The members of a class by how many members of another they have: "en çok dairesi olan genel müdürlük"."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.conditions import ABOVE, BELOW, DOWN_TO, EQUAL, HOLDS, UP_TO
from bot.answering.figures import Figures
from bot.answering.members import empty, members, places
from bot.answering.queries import Figure, Query, Result
from bot.replies import figures as words
from bot.replies.kinds import KINDS, class_word
from bot.replies.limits import held
from bot.replies.parts import Parts
from knowledge.language.declension import with_case

ASPECT = "count:"
"""How the aspect of such a query begins; the class that is counted follows."""


def by_count(figures: Figures, query: Query) -> Result:
    """The members that have the most or fewest, or that meet a condition, each with how many it has."""
    part = query.aspect.removeprefix(ASPECT)
    found = {
        member: members(figures.base, Query(q.COUNT, kind=part, entities=(member,)))
        for member in members(figures.base, query.but(aspect=""))
    }
    counts = [len(owned) for owned in found.values() if owned]
    if not counts:
        raise empty(query)
    if query.operation == q.FILTER:
        holds, wanted = HOLDS.get(query.direction, HOLDS[EQUAL]), query.number or 0
    else:
        holds, wanted = HOLDS[EQUAL], max(counts) if query.operation == q.HIGHEST else min(counts)
    chosen = {member: owned for member, owned in found.items() if holds(len(owned), wanted)}
    counted = tuple(
        Figure(len(owned), "adet", member, measure=q.COUNT, computed=True, places=places(figures.base, owned))
        for member, owned in chosen.items()
    )
    return Result(query, counted, entities=tuple(chosen), verdict=bool(chosen))


def say_ranked(parts: Parts, result: Result) -> list[str]:
    """Which have the most or fewest."""
    most = "En çok" if result.query.operation == q.HIGHEST else "En az"
    counted = result.query.aspect.removeprefix(ASPECT)
    part = KINDS.get(counted, counted.rpartition(":")[2])
    return [f"{most}: {parts.entity(f.subject)}, **{words.number(f.value, '')}** {part}" for f in result.figures]


def say_filtered(parts: Parts, result: Result) -> list[str]:
    """Which have more or fewer than a number, or just so many."""
    query = result.query
    part = class_word(query.aspect.removeprefix(ASPECT))
    title = f"{part[:1].upper()}{part[1:]} sayısı {_bound(query)} olan {class_word(query.kind)}:"
    if not result.entities:
        return [f"{title} yok."]
    return [
        f"{title} **{len(result.entities)}**",
        *(f"• {parts.entity(f.subject)}: {words.number(f.value, '')} {part}" for f in result.figures),
    ]


def _bound(query: Query) -> str:
    number = words.number(query.number or 0, "")
    if query.direction in (UP_TO, DOWN_TO):
        return held(query.direction, query.number or 0, "")
    than = {ABOVE: "fazla", BELOW: "az"}.get(query.direction)
    return f"{with_case(number, 'abl')} {than}" if than else number
