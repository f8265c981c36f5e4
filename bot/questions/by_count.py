"""The members of a class by how many members of another they have: "en çok dairesi olan genel müdürlük"."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.conditions import ABOVE, BELOW, DOWN_TO, EQUAL, HOLDS, UP_TO
from bot.answering.figures import Figures
from bot.answering.members import empty, members, places
from bot.answering.queries import Figure, Query, Result
from bot.answering.terms import MembersHeld, RankedByMembers
from bot.replies import figures as words
from bot.replies.kinds import class_word
from bot.replies.limits import held
from bot.replies.parts import Parts
from knowledge.language.declension import with_case


def by_count(figures: Figures, query: Query, terms: MembersHeld | RankedByMembers) -> Result:
    """The members that have the most or fewest, or that meet a condition, each with how many it has."""
    found = {
        member: members(figures.base, Query(q.COUNT, kind=terms.kind, entities=(member,)))
        for member in members(figures.base, query)
    }
    counts = [len(owned) for owned in found.values() if owned]
    if not counts:
        raise empty(query)
    if isinstance(terms, MembersHeld):
        holds, wanted = HOLDS[terms.side], terms.number
    else:
        holds, wanted = HOLDS[EQUAL], max(counts) if query.operation == q.HIGHEST else min(counts)
    chosen = {member: owned for member, owned in found.items() if holds(len(owned), wanted)}
    counted = tuple(
        Figure(len(owned), "adet", member, measure=q.COUNT, computed=True, places=places(figures.base, owned))
        for member, owned in chosen.items()
    )
    return Result(query, counted, entities=tuple(chosen), verdict=bool(chosen))


def say_ranked(parts: Parts, result: Result, terms: RankedByMembers) -> list[str]:
    """Which have the most or fewest."""
    most = "En çok" if result.query.operation == q.HIGHEST else "En az"
    part = class_word(terms.kind)
    return [f"{most}: {parts.entity(f.subject)}, **{words.number(f.value, '')}** {part}" for f in result.figures]


def say_filtered(parts: Parts, result: Result, terms: MembersHeld) -> list[str]:
    """Which have more or fewer than a number, or just so many."""
    part = class_word(terms.kind)
    title = f"{part[:1].upper()}{part[1:]} sayısı {_bound(terms)} olan {class_word(result.query.kind)}:"
    if not result.entities:
        return [f"{title} yok."]
    return [
        f"{title} **{len(result.entities)}**",
        *(f"• {parts.entity(f.subject)}: {words.number(f.value, '')} {part}" for f in result.figures),
    ]


def _bound(terms: MembersHeld) -> str:
    number = words.number(terms.number, "")
    if terms.side in (UP_TO, DOWN_TO):
        return held(terms.side, terms.number, "")
    than = {ABOVE: "fazla", BELOW: "az"}.get(terms.side)
    return f"{with_case(number, 'abl')} {than}" if than else number
