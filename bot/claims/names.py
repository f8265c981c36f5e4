"""Holds the name that a yes/no question proposes against the names that answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import queries as q
from bot.answering.queries import Result
from bot.claims.cues import UNIVERSAL, Cue
from bot.claims.weighing import NO, YES
from bot.understanding.second.mentions import Named
from bot.understanding.second.signals import Signals
from knowledge.base import KnowledgeBase

MOSTLY = 0.55
"""Share of a name from which it is proposed, where the answer is that very thing."""


def weigh_names(base: KnowledgeBase, said: Signals, cue: Cue, mentions: Sequence[Named], result: Result) -> str | None:
    """Whether a message proposes a name that answers: YES, NO for another of the same kind, None where not sure."""
    if any(word.folded in UNIVERSAL for word in said.words):
        return None
    answers, subjects, closed = _answers(base, result)
    if not answers or len(subjects) > 1:
        return None
    about = next((one.mask for one in mentions if one.entity in subjects), 0)
    proposed = [one for one in mentions if one.entity not in subjects and _asked(one, cue, about)]
    reach = (
        set(answers) | {above.id for answer in answers for above in base.ancestors(answer)} if closed else set(answers)
    )
    kinds = {answer.partition(":")[0] for answer in answers}
    alike = [one for one in proposed if one.kind in kinds]
    if not alike:
        return None
    best = max(alike, key=lambda one: (one.said, one.coverage))
    if any(one.said >= best.said - 0.01 and one.entity != best.entity and one.mask == best.mask for one in alike):
        return None
    if best.entity in reach:
        return YES if best.coverage >= MOSTLY else None
    return NO if best.whole and not best.slip and closed else None


def _answers(base: KnowledgeBase, result: Result) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The names that answer, what is asked of, and whether no other name would do."""
    query = result.query
    if query.operation == q.RELATION and not result.parts:
        return result.entities, query.entities, query.aspect != "table"
    if query.operation in (q.LIST, q.COUNT) and query.kind:
        return result.entities, query.entities, False
    if query.operation == q.TEXT and len(result.attributes) == 1:
        row = base.attribute(result.attributes[0])
        above = tuple(entity.id for entity in base.ancestors(row.entity))
        if row.kind == "position" and above:
            return above[:1], (row.entity,), True
    return (), (), False


def _asked(one: Named, cue: Cue, about: int) -> bool:
    """Whether a name stands where it is proposed: right before the particle, or anywhere before "doğru mu"."""
    own = one.mask & ~about
    if not own:
        return False
    last = one.mask.bit_length() - 1
    if cue.at is None or cue.tag:
        return True
    return cue.before - 2 <= last <= cue.before
