"""What the programme says in two ways."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Query, Result
from bot.answering.terms import Contradictions
from bot.questions.operation import Operation
from bot.replies.parts import Parts
from knowledge.base import Contradiction

LISTED_FROM = 6
"""Contradictions from which only their titles are told."""
MAX_TITLES = 20
MAX_TOLD = 2
"""Contradictions told in full."""


def _contradiction(figures: Figures, query: Query) -> Result:
    """The contradictions asked for."""
    return Result(query, entities=query.entities[:1], verdict=bool(_ids(query)))


def _ids(query: Query) -> tuple[str, ...]:
    return query.terms.ids if isinstance(query.terms, Contradictions) else ()


def _say(parts: Parts, result: Result) -> list[str]:
    """Each contradiction with the places that say so."""
    wanted = _ids(result.query)
    if not wanted:
        names = ", ".join(parts.entity(entity) for entity in result.query.entities)
        return [f"{names}: programda bu konuda bir çelişki saptanmadı."]
    known = {one.id: one for one in parts.base.all_contradictions}
    if len(wanted) > LISTED_FROM:
        titles = [f"• {known[id].title}" for id in wanted[:MAX_TITLES]]
        rest = [f"… ve {len(wanted) - MAX_TITLES} tane daha."] if len(wanted) > MAX_TITLES else []
        return [f"Programda {len(wanted)} çelişki veya tutarsızlık var:", *titles, *rest]
    lines = [line for id in wanted[:MAX_TOLD] for line in _told(known[id])]
    if len(wanted) > MAX_TOLD:
        lines.append(f"Bu konuda {len(wanted)} çelişki var; ilk {MAX_TOLD} tanesi bunlar.")
    return lines


def _told(contradiction: Contradiction) -> list[str]:
    lines = [f"⚠ {contradiction.title}."]
    for text, _, place, _ in contradiction.readings:
        lines.append(f"• {text}" if not place or place in text else f"• {place}: {text}")
    return [*lines, contradiction.note] if contradiction.note else lines


OPERATIONS = (Operation(q.CONTRADICTION, "çelişki", _contradiction, _say),)
