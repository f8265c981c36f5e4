"""Readings of a message as a question with a yes or a no, or about a contradiction of the programme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.answering.terms import Contradictions
from bot.understanding.frame import NAMING, Frame, Reading
from bot.understanding.linking import Mention
from bot.understanding.segments import Segment, case_of
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase
from knowledge.language.words import split

RELATED: dict[tuple[str, str], str] = {
    ("institution", "council"): "member",
    ("indicator", "unit"): "monitors",
    ("activity", "unit"): "responsible",
    ("unit", "unit"): "parent",
    ("unit", "staff"): "place",
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
        "what",
        "list",
        "order",
    }
)
VERDICT = weight("verdict_readings.verdict")
"""Gain of a verdict over a list or a text that answers the same words: a yes or no is what was asked."""
DIFFER, AGREE = weight("verdict_readings.differ"), weight("verdict_readings.agree")
"""Further gain of asking whether two places agree, where the programme has some that do not, and where it has none."""
STEM = 4
"""Letters by which a word of a question is compared with those of a contradiction."""


class _Told(NamedTuple):
    """A contradiction as questions tell of it."""

    id: str
    stems: frozenset[str]
    """The first letters of its words."""
    places: frozenset[str]
    kinds: frozenset[str]
    """Kinds of the things that it touches."""


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
            if relation == "place" and self.base.entity(second.entity).parent is None:
                continue
            if relation == "parent" and first.kind == "unit" and "responsible" in frame.features:
                continue
            if first.kind != "unit" and second.kind == "unit" and case_of(frame.words[first.end - 1]) == "loc":
                continue  # "… dairesi uluslararası korumada mı" asks where the unit stands
            yield frame.reading(Query(q.MEMBER, entities=(first.entity, second.entity), aspect=relation), VERDICT)

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
            yield frame.reading(Query(q.MEMBER, kind=mention.kind, entities=(mention.entity,)), VERDICT)

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

    def _unnamed(self, frame: Frame, tables: list[Mention]) -> Iterator[Reading]:
        """Contradictions where nothing but a table or a class is named: those told in its words, or a list of all."""
        codes = {self.base.entity(m.entity).code for m in tables}
        classes = {k.partition(":")[0] for s, kinds in frame.classes for k in kinds if not s.free} - {"table", "year"}
        typed = {w.stem[:STEM] for i, w in enumerate(frame.words) if len(w.stem) >= STEM and not self._asks(frame, i)}
        rated: list[tuple[int, str]] = []
        for one in self._told:
            if not codes <= one.places or (codes and classes and not classes & one.kinds):
                continue
            rated.append((len(typed & one.stems), one.id))
        most = max((said for said, _ in rated), default=0)
        if most >= 2 or codes:
            found = [id for said, id in rated if said == most]
        elif classes or any(not s.free and "contradiction" not in s.values("feature") for s in self._telling(frame)):
            return
        else:
            found = [id for _, id in rated]
        if found:
            query = Query(q.CONTRADICTION, terms=Contradictions(tuple(found)))
            yield frame.reading(query, VERDICT)

    @cached_property
    def _told(self) -> tuple[_Told, ...]:
        """The contradictions of the programme, by what a question can say of them."""
        return tuple(
            _Told(
                one.id,
                frozenset(
                    word.stem[:STEM] for word in split(" ".join([one.title, *(reading[0] for reading in one.readings)]))
                ),
                frozenset(reading[2] for reading in one.readings),
                frozenset(entity.partition(":")[0] for entity in self.base.concerned(one.id)),
            )
            for one in self.base.all_contradictions
            if one.kind != "S"
        )

    def _telling(self, frame: Frame) -> Iterator[Segment]:
        """The segments that say what is asked of, not only that something is."""
        for segment in frame.segments:
            if not segment.free and not segment.values("feature") & (RELATING | {"list", "what", "count", "how_much"}):
                yield segment

    def _asks(self, frame: Frame, position: int) -> bool:
        return any(s.start <= position < s.end and s.values("feature") for s in frame.segments)

    def _contradicting(self, frame: Frame) -> Iterator[Reading]:
        """What the programme says in two ways of the things named."""
        if not frame.features & {"contradiction", "same"}:
            return
        tables = [m for m in frame.mentions if m.kind == "table"]
        asked = {
            value for s in frame.segments if "contradiction" not in s.values("feature") for value in s.values("feature")
        }
        if asked & {"how_much", "percent", "who"} - {"what"} and not asked & {"count", "same"}:
            return
        places = len(tables) + sum("document" in s.values("smalltalk") for s in frame.segments)
        places += sum(s.number is not None for s in frame.segments)
        sourced = "data_source" in frame.features and bool(frame.features & {"responsible", "monitor"})
        sourced = sourced and any(m.kind == "indicator" for m in frame.mentions)
        compared = places > 1 or sourced or (places > 0 and "sum" in frame.features)
        disagreeing = "contradiction" in frame.features or (compared and "same" in frame.features)
        subjects = [m.entity for m in frame.mentions if m.kind != "table"]
        if disagreeing and not subjects:
            yield from self._unnamed(frame, tables)
        if not disagreeing or not subjects:
            return
        years = {year for segment in frame.segments for year in segment.years}
        measures = {value for segment in frame.segments for value in segment.values("measure")}
        shared: list[set[str]] = []
        for subject in subjects:
            shared.append({c.id for c in self.base.contradictions(subject)})
        found = set.intersection(*shared) or set().union(*shared)
        known = {c.id: c for subject in subjects for c in self.base.contradictions(subject)}
        kept = [
            id
            for id in sorted(found)
            if not (years and known[id].years and not years & set(known[id].years))
            and not (measures & {"spent"} and known[id].measures and "spent" not in known[id].measures)
        ]
        # "adı … aynı mı" is about names, "toplamı … eşit mi" about sums, "kaynağı …" about units.
        asks = {"F": bool(frame.aspects & NAMING), "A": "sum" in frame.features, "E": "data_source" in frame.features}
        kept = [id for id in kept if asks.get(known[id].kind)] or kept
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
        if kept or (compared and all(m.whole for m in frame.mentions)):
            yield frame.reading(
                Query(q.CONTRADICTION, entities=tuple(subjects), terms=Contradictions(tuple(kept))),
                VERDICT + (DIFFER if kept else AGREE),
            )
