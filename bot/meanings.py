"""What the second reader's candidates come to: queries that are told alike are one meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering import queries as q
from bot.answering.queries import Query, Result
from bot.questions.answering import Answering
from bot.questions.text import MOST_TEXTS
from bot.understanding.second.candidates import Candidate, coverage
from bot.understanding.second.model import limit
from knowledge.base import KnowledgeBase
from knowledge.language.letters import fold

SETTLING = (frozenset({q.VALUE, q.WHEN}), frozenset({q.DIFFERENCE, q.CHANGE, q.COMPARE}))
"""Operations that settle a claim alike, where they are of the same figures."""
LOOKED_AT = 10
"""Candidates that are answered to see which mean the same."""


@dataclass(slots=True)
class Meaning:
    """Queries that come to the same, and how likely it is that one of them is meant."""

    query: Query
    result: Result
    key: tuple[object, ...]
    probability: float
    left: float = 0.0
    """What the words weigh that its likeliest query leaves unexplained."""
    coverage: float = 1.0
    """How much was said of the name that was least fully said."""
    named: bool = True
    """Whether the message names what it is of."""
    held_against: Query | None = None
    """What holds a number of the message against its figure, where the likeliest query only tells that."""
    rivals: int = 0
    """How many other things are named by all the words that name one of its own."""


def meanings(answering: Answering, found: Sequence[Candidate], claiming: bool = False) -> tuple[list[Meaning], float]:
    """What the second reader's candidates come to, likeliest first; how likely nothing of the programme is meant.

    `claiming`: whether it is asked if something is so.
    """
    base, none = answering.figures.base, 0.0
    kept: dict[tuple[object, ...], Meaning] = {}
    for candidate in found[:LOOKED_AT]:
        if candidate.nothing:
            none += candidate.probability
            continue
        result = answering.answer(candidate.query)
        if result.absence is not None:
            continue
        key = canonical(result)
        known = kept.get(key) or next((one for one in kept.values() if _answers_alike(base, one.result, result)), None)
        if known is None and claiming:
            known = next((one for one in kept.values() if _settle_alike(one.query, candidate.query)), None)
        if known is not None:
            known.probability += candidate.probability
            if candidate.query.operation == q.WHEN and known.query.operation == q.VALUE:
                known.held_against = candidate.query
        else:
            kept[key] = Meaning(
                candidate.query,
                result,
                key,
                candidate.probability,
                candidate.left,
                coverage(candidate),
                bool(candidate.mask),
                rivals=candidate.rivals,
            )
    ordered = sorted(kept.values(), key=lambda one: -one.probability)
    return _fullest_first(ordered, claiming), none


def _fullest_first(found: list[Meaning], claiming: bool) -> list[Meaning]:
    """Meanings, one that tells all that the likeliest does before it, where neither is sure: nothing asked is lost."""
    if not found or found[0].probability >= limit("answer"):
        return found
    first = found[0]
    likely = [m for m in found[1:] if m.probability >= limit("fuller") * first.probability]
    fuller = [m for m in likely if tells(m.result, first.result, claiming)]
    if not fuller:
        return found
    return [fuller[0], *(one for one in found if one is not fuller[0])]


def tells(one: Result, other: Result, claiming: bool = False) -> bool:
    """Whether a result tells all that another does: the same figure first, then more; how many, and which they are.

    `claiming`: whether it is asked if something is so. Of a figure that is told beside it, of a list it is not.
    """
    if one.figures and other.figures and one.figures[0] != other.figures[0]:
        return False
    if other.verdict is not None and one.verdict != other.verdict and other.query.operation not in (q.EXISTS, q.WHEN):
        return False
    if one.query.operation == q.OVERVIEW:
        return bool(other.attributes) and set(other.attributes) <= set(one.attributes[:MOST_TEXTS])
    if (claiming and (one.entities or other.entities)) or other.query.operation == q.OVERVIEW:
        return False
    said = {(f.value, f.unit, f.year, f.subject, f.item) for f in (*one.figures, *one.operands)}
    asked = {(f.value, f.unit, f.year, f.subject, f.item) for f in other.figures}
    return (
        bool(other.figures or other.entities or other.attributes)
        and asked <= said
        and (not other.entities or set(other.entities) == set(one.entities))
        and set(other.attributes) <= set(one.attributes)
    )


def _answers_alike(base: KnowledgeBase, one: Result, other: Result) -> bool:
    """Whether two texts give the same answer of the same thing: who presides over the agency, who its president is."""
    if len(one.attributes) != 1 or len(other.attributes) != 1 or one.attributes == other.attributes:
        return False
    a, b = base.attribute(one.attributes[0]), base.attribute(other.attributes[0])
    if not a.answer or fold(a.answer) != fold(b.answer):
        return False
    names = fold(base.entity(a.entity).name), fold(base.entity(b.entity).name)
    return a.entity == b.entity or names[1] in fold(a.text) or names[0] in fold(b.text)


def _settle_alike(one: Query, other: Query) -> bool:
    """Whether a claim is held against the same figures by two queries: "ondan fazla mı" against how many there are."""
    together = next((group for group in SETTLING if one.operation in group), frozenset())
    return other.operation in together and set(one.cells) == set(other.cells) and len(one.cells) in (1, 2)


def canonical(result: Result) -> tuple[object, ...]:
    """What a result comes to, whatever query it is of: its figures, names and texts."""
    figures = tuple((round(f.value, 4), f.unit, f.year, f.item or f.subject) for f in result.figures)
    if result.query.operation == q.RELATION and result.attributes:
        return ((), result.attributes, None)  # it is told by that text: "nereye bağlı"
    if result.query.operation in (q.LIST, q.RELATION, q.FILTER, q.ATTAINED, q.HIGHEST, q.LOWEST, q.MEMBER, q.OVERVIEW):
        return (result.query.operation == q.OVERVIEW, result.entities, figures, result.verdict)
    return (figures, result.attributes, result.verdict)


def alike(one: Result, other: Result) -> bool:
    """Whether two results tell the same first, or one tells all that the other does."""
    if canonical(one) == canonical(other):
        return True
    if one.verdict is not None and other.verdict is not None and one.verdict != other.verdict:
        return False
    if _listed_with_figures(one, other) or _listed_with_figures(other, one):
        return True
    if one.attributes and other.attributes:
        shared = set(one.attributes) & set(other.attributes)
        return len(shared) == min(len(one.attributes), len(other.attributes))
    if one.attributes or other.attributes:
        return False
    if one.entities and other.entities:
        return _same_things(one, other)
    return bool(one.figures and other.figures) and _same_figures(one, other)


def _listed_with_figures(listed: Result, told: Result) -> bool:
    """Whether one result lists the things whose figures the other tells."""
    if listed.query.operation != q.LIST or told.query.operation != q.VALUE or len(listed.entities) < 2:
        return False
    return set(listed.entities) == {cell.item or cell.subject for cell in told.query.cells}


def _same_things(one: Result, other: Result) -> bool:
    """Whether the same things are named, or counted, with no other figures."""
    measured = [[f for f in result.figures if f.measure != q.COUNT] for result in (one, other)]
    counted = [result.query.operation == q.COUNT for result in (one, other)]
    if counted[0] != counted[1] or (all(measured) and one.figures[0] != other.figures[0]):
        return False
    return set(one.entities) == set(other.entities)


def _same_figures(one: Result, other: Result) -> bool:
    """Whether the figures are the same ones; of what is computed from the same cells, in whichever order."""
    first, second = one.figures[0], other.figures[0]
    if len(one.figures) != len(other.figures) or first.unit != second.unit:
        return False
    if first.computed and second.computed and set(one.query.cells) == set(other.query.cells):
        return abs(first.value) == abs(second.value)
    return (first.value, first.subject, first.year) == (second.value, second.subject, second.year)
