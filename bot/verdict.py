"""Two readers, one verdict: what both say is answered, what differs is offered, what one alone says must be sure.

The limits are calibrated on authors whose questions neither reader had learnt from (`python -m tests.fitting.curve`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering import queries as q
from bot.answering.queries import Query, Result
from bot.questions.answering import Answering
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.understanding.second.candidates import NONE, Candidate
from bot.understanding.second.model import limit

OFFERED = 4
"""Choices under a question back or a refusal."""
LOOKED_AT = 10
"""Candidates that are answered to see which mean the same."""

RULES_ALONE = frozenset({q.BEARER})
"""Operations that the second reader has no candidates for."""

SAY, OFFER, REFUSE = "say", "offer", "refuse"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the rules say to a message."""

    reply: Reply
    queries: tuple[Query, ...] = ()
    """What was answered."""
    choices: tuple[Query, ...] = ()
    """What was offered."""
    cost: float = 0.0


@dataclass(slots=True)
class Meaning:
    """Queries that come to the same, and how likely it is that one of them is meant."""

    query: Query
    result: Result
    key: tuple[object, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is done: said (`queries`), offered or refused (with `choices`)."""

    kind: str
    queries: tuple[Query, ...] = ()
    choices: tuple[Query, ...] = ()
    sure: float = 0.0
    """How likely it is right, for a message of several questions."""


def meanings(answering: Answering, found: Sequence[Candidate]) -> tuple[list[Meaning], float]:
    """What the second reader's candidates come to, likeliest first; how likely nothing of the programme is meant."""
    none = 0.0
    kept: dict[tuple[object, ...], Meaning] = {}
    for candidate in found[:LOOKED_AT]:
        if candidate is NONE or candidate.query.operation == "none":
            none += candidate.probability
            continue
        result = answering.answer(candidate.query)
        if result.absence is not None:
            continue
        key = canonical(result)
        if key in kept:
            kept[key].probability += candidate.probability
        else:
            kept[key] = Meaning(candidate.query, result, key, candidate.probability)
    return sorted(kept.values(), key=lambda one: -one.probability), none


def canonical(result: Result) -> tuple[object, ...]:
    """What a result comes to, whatever query it is of: its figures, names and texts."""
    figures = tuple((round(f.value, 4), f.unit, f.year, f.item or f.subject) for f in result.figures)
    if result.query.operation in (q.LIST, q.RELATION, q.FILTER, q.HIGHEST, q.LOWEST, q.MEMBER, q.OVERVIEW):
        return (result.query.operation == q.OVERVIEW, result.entities, figures, result.verdict)
    return (figures, result.attributes, result.verdict)


def alike(one: Result, other: Result) -> bool:
    """Whether two results tell the same first, or one tells all that the other does."""
    if canonical(one) == canonical(other):
        return True
    if one.attributes and other.attributes:
        shared = set(one.attributes) & set(other.attributes)
        return len(shared) == min(len(one.attributes), len(other.attributes))
    if one.figures and other.figures and not one.attributes and not other.attributes:
        first, second = one.figures[0], other.figures[0]
        if one.verdict is not None and other.verdict is not None and one.verdict != other.verdict:
            return False
        return (first.value, first.unit, first.subject, first.year) == (
            second.value,
            second.unit,
            second.subject,
            second.year,
        ) and len(one.figures) == len(other.figures)
    if one.entities and other.entities and not (one.figures or other.figures or one.attributes or other.attributes):
        return set(one.entities) == set(other.entities)
    return False


def decide(answering: Answering, rules: Opinion, found: Sequence[Candidate]) -> Verdict:
    """The verdict on a message that asks something."""
    second, none = meanings(answering, found)
    status = rules.reply.status
    offers = _offered(second, none)
    if status == ANSWER and rules.queries:
        return _answered(answering, rules, second, none, offers)
    if status == CLARIFY and rules.choices:
        return _asked_back(answering, rules, second, none, offers)
    best = second[0] if second else None
    if best is not None and best.probability >= limit("alone") and none < limit("none"):
        return Verdict(SAY, (best.query,), sure=best.probability)
    choices = tuple(one.query for one in offers[:OFFERED])
    if choices and none < limit("refuse"):
        return Verdict(OFFER, choices=choices, sure=1 - none)
    return Verdict(REFUSE, choices=choices, sure=none)


def _offered(second: Sequence[Meaning], none: float) -> list[Meaning]:
    """What may have been meant, if anything was; nothing where it is as good as sure that nothing was."""
    if none > limit("nothing"):
        return []
    least = limit("offer") * (1 - none)
    return [one for one in second if one.probability >= least]


def _answered(
    answering: Answering, rules: Opinion, second: list[Meaning], none: float, offers: list[Meaning]
) -> Verdict:
    """The rules have an answer: it is said where the second reader says the same, or has nothing to say against it."""
    own = [answering.answer(query) for query in rules.queries]
    if len(own) > 1:
        return Verdict(SAY, rules.queries, sure=1 - none)
    agreed = sum(one.probability for one in second if alike(one.result, own[0]))
    best = second[0] if second else None
    if best is not None and alike(best.result, own[0]) and best.probability >= none:
        return Verdict(SAY, rules.queries, sure=max(agreed, limit("alone")))
    if agreed >= limit("agreed"):
        return Verdict(SAY, rules.queries, sure=agreed)
    if none > limit("refuse") and agreed < limit("doubt"):
        choices = (*rules.queries, *(one.query for one in offers))
        return Verdict(REFUSE, choices=choices[:OFFERED], sure=none)
    if best is not None and best.probability >= limit("overrule"):
        return Verdict(SAY, (best.query,), sure=best.probability)
    others = [one.query for one in offers if not alike(one.result, own[0])]
    ordered = (*rules.queries, *others) if agreed >= limit("doubt") else (*others[:1], *rules.queries, *others[1:])
    return Verdict(OFFER, choices=tuple(ordered[:OFFERED]), sure=1 - none)


def _asked_back(
    answering: Answering, rules: Opinion, second: list[Meaning], none: float, offers: list[Meaning]
) -> Verdict:
    """The rules ask which of several is meant: the second reader may know, else its own guesses stand beside theirs."""
    best = second[0] if second else None
    if best is not None and best.probability >= limit("settle") and none < limit("none"):
        return Verdict(SAY, (best.query,), sure=best.probability)
    own = [(query, answering.answer(query)) for query in rules.choices]
    ranked = [(sum(m.probability for m in second if alike(m.result, result)), query) for query, result in own]
    others = [one for one in offers if not any(alike(one.result, result) for _, result in own)]
    ranked += [(one.probability, one.query) for one in others]
    ranked.sort(key=lambda pair: -pair[0])
    return Verdict(OFFER, choices=tuple(query for _, query in ranked), sure=1 - none)


__all__ = ["NO_ANSWER", "Meaning", "Opinion", "Verdict", "decide", "meanings"]
