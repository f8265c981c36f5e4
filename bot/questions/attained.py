"""Which indicators reached their plan, those that met it exactly among them: "hangi göstergeler hedefe ulaştı"."""

from __future__ import annotations

from dataclasses import replace

from bot.answering import queries as q
from bot.answering.cells import NotHeldError
from bot.answering.conditions import BELOW, HOLDS, UP_TO
from bot.answering.figures import Figures, computed
from bot.answering.members import counted, empty, rows
from bot.answering.queries import Absence, Figure, Query, Result
from bot.answering.terms import Attained
from bot.questions.operation import Operation
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.kinds import class_word
from bot.replies.parts import Parts
from knowledge.language.declension import with_case


def _attained(figures: Figures, query: Query) -> Result:
    """Columns (what came of it, plan): the members that reached the plan, or those that did not.

    Each with how far it lies from its plan; only how many where that is asked.
    """
    actual, plan = query.columns
    if not actual.measure:
        raise NotHeldError(Absence("outcome", columns=(plan,)))
    found = rows(figures, query)
    if not found:
        raise empty(query)
    holds = HOLDS[BELOW if missed(query) else UP_TO]
    kept = [row for row in found if holds(row[1][0].value, row[1][1].value)]
    entities = tuple(member for member, _ in kept)
    if query.counted:
        told: tuple[Figure, ...] = (counted(figures.base, query, entities),)
    else:
        told = tuple(computed(new, new.value - plan.value, q.DIFFERENCE, new.unit) for _, (new, plan) in kept)
    operands = tuple(figure for _, own in kept for figure in own)
    return Result(query, told, operands, entities=entities, verdict=bool(kept))


def missed(query: Query) -> bool:
    """Whether those are asked for that did not reach their plan."""
    return query.terms == Attained(missed=True)


def _say(parts: Parts, result: Result) -> list[str]:
    actual, plan = result.query.columns
    reached = "ulaşamayan" if missed(result.query) else "ulaşan"
    names = parts.within(result.query.entities)
    title = f"{names}: " if names else ""
    title += f"{plan.year} için planlanana {reached} {class_word(result.query.kind)}"
    if not result.entities:
        return [f"{title}: yok."]
    by = with_case(words.column_words(replace(actual, year=None)), "dat")
    pairs = zip(result.operands[::2], result.operands[1::2], strict=True)
    return [
        f"{title}: **{len(result.entities)}** ({by} göre)",
        *(f"• {parts.entity(id)}: {_beside(*pair)}" for id, pair in zip(result.entities, pairs, strict=True)),
    ]


def _beside(actual: Figure, plan: Figure) -> str:
    """A plan and what came of it: "40.000 → 45.000 (5.000 fazla)"."""
    both = f"{words.number(plan.value, plan.unit)} → {words.number(actual.value, actual.unit)}"
    away = words.size(actual.value - plan.value, actual.unit)
    if actual.value > plan.value:
        return f"{both} ({away} fazla)"
    return f"{both} ({away} eksik)" if actual.value < plan.value else f"{both} (tam)"


OPERATIONS = (
    Operation(
        q.ATTAINED,
        "planlanana ulaşanlar",
        _attained,
        _say,
        asks_of_set=Pattern(
            "reach|below", takes="yesno reach below exists compare sum children parent responsible monitor realisation"
        ),
    ),
)
