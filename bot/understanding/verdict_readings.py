"""Readings of a message as a question with a yes or a no, or about a contradiction of the programme."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.understanding.frame import Frame, Reading
from bot.understanding.linking import Mention
from knowledge.base import KnowledgeBase

RELATED: dict[tuple[str, str], str] = {
    ("institution", "council"): "member",
    ("indicator", "unit"): "monitors",
    ("activity", "unit"): "responsible",
    ("unit", "unit"): "parent",
    ("activity", "sub_programme"): "parent",
    ("activity", "programme"): "parent",
    ("indicator", "sub_programme"): "parent",
    ("sub_programme", "programme"): "parent",
    ("goal", "aim"): "parent",
}
"""What relates the first kind to the second where a question asks whether it does."""
CLASSED = frozenset({"value", "policy", "council", "abbreviation"})
"""Kinds of which a question may ask whether something is one: "temel değerler arasında verimlilik var mı"."""
RELATING = frozenset(
    {
        "exists",
        "yesno",
        "parent",
        "children",
        "responsible",
        "monitor",
        "which",
        "who",
        "compare",
        "difference",
        "how",
        "order",
    }
)
VERDICT = -0.1
"""Gain of a verdict over a list or a text that answers the same words: a yes or no is what was asked."""
ANY = 0.3
"""Cost of telling all contradictions of a thing where no year or measure picks one."""


class VerdictReader:
    """Reads divisions of a message as questions for a verdict."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def readings(self, frame: Frame) -> Iterator[Reading]:
        """Every question for a verdict that a division can be."""
        yield from self._related(frame)
        yield from self._classed(frame)
        yield from self._contradicting(frame)

    def _related(self, frame: Frame) -> Iterator[Reading]:
        """Whether the first of two things belongs to the second."""
        if len(frame.mentions) != 2 or not frame.features & {"yesno", "exists"}:
            return
        for first, second in (frame.mentions, frame.mentions[::-1]):
            relation = RELATED.get((first.kind, second.kind))
            if relation is None or not self._fits(frame, frozenset({"members"})):
                continue
            if first.kind == second.kind and not self._below(frame, first, second):
                continue
            yield Reading(
                Query(q.MEMBER, entities=(first.entity, second.entity), aspect=relation),
                frame.cost + VERDICT,
                frame.mentions,
                frame.segments,
            )

    def _below(self, frame: Frame, first: Mention, second: Mention) -> bool:
        """Whether the first of two units is said to stand under the second: it is the smaller, or is said first."""
        above = {entity.id for entity in self.base.ancestors(second.entity)}
        return first.entity not in above and (
            self.base.entity(first.entity).code != "genel müdürlük" or first.start < second.start
        )

    def _classed(self, frame: Frame) -> Iterator[Reading]:
        """Whether a thing is one of a class."""
        if len(frame.mentions) != 1 or not frame.features & {"yesno", "exists", "order"}:
            return
        mention = frame.mentions[0]
        said = {kind for segment in frame.segments for kind in segment.values("kind")}
        if mention.kind in CLASSED and mention.kind in said and self._fits(frame, frozenset()):
            yield Reading(
                Query(q.MEMBER, kind=mention.kind, entities=(mention.entity,)),
                frame.cost + VERDICT,
                frame.mentions,
                frame.segments,
            )

    def _fits(self, frame: Frame, aspects: frozenset[str]) -> bool:
        if "chair" in frame.aspects:
            return False  # "bakan mı başkanlık ediyor" asks who does
        return all(
            segment.free
            or segment.values("feature") & RELATING
            or segment.values("aspect") & aspects
            or bool(segment.values("kind"))
            for segment in frame.segments
        )

    def _contradicting(self, frame: Frame) -> Iterator[Reading]:
        """What the programme says in two ways of the things named."""
        tables = [m for m in frame.mentions if m.kind == "table"]
        asked = {
            value for s in frame.segments if "contradiction" not in s.values("feature") for value in s.values("feature")
        }
        if asked & {"how_much", "percent", "who"} - {"what"} and "count" not in asked:
            return
        compared = len(frame.of_kinds({"table"})) + sum(s.number is not None for s in frame.segments) > 1
        disagreeing = "contradiction" in frame.features or (compared and "same" in frame.features)
        subjects = [m.entity for m in frame.mentions if m.kind != "table"] or [m.entity for m in tables]
        if not frame.mentions and "contradiction" in frame.features and not frame.followup:
            subjects = [self.base.agency.id]  # "programda çelişki var mı"
        if not disagreeing or not subjects:
            return
        years = {year for segment in frame.segments for year in segment.years}
        measures = {value for segment in frame.segments for value in segment.values("measure")}
        shared: list[set[str]] = []
        for subject in subjects:
            shared.append({c.id for c in self.base.contradictions(subject)})
        found = set.intersection(*shared)
        known = {c.id: c for subject in subjects for c in self.base.contradictions(subject)}
        kept = [
            id
            for id in sorted(found)
            if not (years and known[id].years and not years & set(known[id].years))
            and not (measures & {"spent"} and known[id].measures and "spent" not in known[id].measures)
        ]
        if any(
            not (
                segment.free
                or segment.values("feature")
                or segment.values("measure")
                or segment.values("kind")
                or segment.values("aspect")
                or segment.years
                or segment.number is not None
            )
            for segment in frame.segments
        ):
            return
        if kept:
            yield Reading(
                Query(q.CONTRADICTION, entities=tuple(subjects), aspect=" ".join(kept)),
                frame.cost + VERDICT - 0.2,
                frame.mentions,
                frame.segments,
            )
