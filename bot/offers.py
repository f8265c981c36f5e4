"""What is offered under a question back or a refusal, likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answering import queries as q
from bot.answering.queries import Cell, Column, Query, Result
from bot.meanings import Meaning, alike
from bot.opinion import Opinion
from bot.questions.answering import Answering
from bot.understanding.second.model import limit

STAFF, GROUP = "staff", "staff_group:"
"""Kind of the places where persons work, and how the ids of the groups that they are told apart by begin."""
KEPT = 2
"""Choices of the rules that are always among them."""
OFFERED = 4
"""Choices under a question back or a refusal."""


def offers(
    answering: Answering, rules: Opinion, own: Sequence[Result], second: Sequence[Meaning], none: float
) -> tuple[Query, ...]:
    """What is offered, likeliest first: the second reader's meanings beside what the rules answered or offered."""
    likely_enough = _offered(second, none)
    said = list(zip(rules.queries, own, strict=True))
    offered = [(query, answering.answer(query)) for query in rules.choices if query.operation != q.AGENCY]
    said += [(query, result) for query, result in offered if result.absence is None]
    ranked = []
    for query, result in said:
        likely = sum(one.probability for one in second if alike(one.result, result))
        ranked.append((max(likely, limit("own") if rules.queries else 0.0), query))
    others = [one for one in likely_enough if not any(alike(one.result, result) for _, result in said)]
    ranked += [(one.probability, one.query) for one in others]
    ranked.sort(key=lambda pair: -pair[0])
    ordered = list(dict.fromkeys(query for _, query in ranked))
    # Of what the rules ask back the likeliest two are kept: a shared name names nothing else.
    kept = [query for query in ordered if query in rules.choices][:KEPT]
    others_kept = [query for query in ordered if query not in kept][: OFFERED - len(kept)]
    chosen = [query for query in ordered if query in kept or query in others_kept]
    return tuple(dict.fromkeys((*chosen, *_wholes(answering, rules))))[:OFFERED]


def _offered(second: Sequence[Meaning], none: float) -> list[Meaning]:
    """What may have been meant, if anything was; nothing where it is as good as sure that nothing was."""
    if none > limit("nothing"):
        return []
    return [one for one in second if one.probability >= limit("offer") * (1 - none)]


def _wholes(answering: Answering, rules: Opinion) -> Iterator[Query]:
    """The figures of things of which a part was asked that is not told: the field staff where its women are not.

    Of two groups of the staff that are not told together, those of either wherever it is told.
    """
    base = answering.figures.base
    absences = [one.absence for one in rules.reply.results if one.absence is not None]
    groups = [id for one in absences for id in reversed(one.entities) if id.startswith(GROUP)]
    for place, group in ((place.id, group) for group in groups for place in base.of_kind(STAFF)):
        if facts := base.facts_of(place, group):
            yield Query(q.VALUE, cells=(Cell(place, group, Column(facts[0].measure, facts[0].year)),))
    for cell in (cell for one in rules.reply.results if one.absence is not None for cell in one.query.cells):
        facts = base.facts_of(cell.subject, None) if cell.item else ()
        columns = [Column(fact.measure, fact.year) for fact in facts]
        column = cell.column if cell.column in columns or not columns else columns[0]
        if columns:
            yield Query(q.VALUE, cells=(Cell(cell.subject, None, column),))
