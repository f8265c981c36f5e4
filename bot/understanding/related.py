"""Members of a class by what they have: the most of another class, a part of some name, data that goes one way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering import queries as q
from bot.answering.classes import RESTRICTIONS
from bot.answering.conditions import ABOVE, BELOW, EQUAL
from bot.answering.queries import Query
from bot.answering.terms import Bearing, HasPart, MembersHeld, RankedByMembers, Related
from bot.understanding.frame import Accepts, Frame, Reading
from bot.understanding.members import ASKED
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase

PARTNERS = {"data_from": "gives_data", "data_to": "receives_data", "data_both": "exchanges_data"}
"""Which way data goes, as asked → the relation of the institution to the agency."""
SHARING = Accepts(
    ASKED | {"exists", "sum", *PARTNERS}, aspects=frozenset({"data_partners", "data_direction"}), kinds=True
)
"""What may be said in a question about whom data is shared with."""
OWNING = frozenset(
    {
        *("max", "min", "more", "less", "above", "below", "several", "nil"),
        *("children", "parent", "responsible", "monitor", "exists", "count", "sum"),
    }
)
"""Features of a question about how many of something members of a class have."""
HAVING = weight("related.having")
"""Gain of those that lack a part over the part itself."""
SHARED = weight("related.shared")
"""Gain of the institutions by the way of their data over all institutions."""


def namesakes(base: KnowledgeBase, frame: Frame) -> Iterator[Reading]:
    """How many things have one name: "kaç tane idari ve mali işler şube müdürlüğü var"."""
    if len(frame.mentions) != 1 or "count" not in frame.features:
        return
    mention = frame.mentions[0]
    entity = base.entity(mention.entity)
    same = [other for other in base.of_kind(entity.kind) if other.name == entity.name]
    first = len(same) > 1 and mention.official and mention.whole and same[0].id == entity.id
    if first and not frame.rest(Accepts(ASKED, apposed=True)):
        yield frame.reading(Query(q.COUNT, kind=entity.kind, terms=Bearing(entity.name)))


def having(base: KnowledgeBase, frame: Frame) -> Iterator[Reading]:
    """The units of a class that have, or lack, a part of some name: "destek birimi olmayan genel müdürlük"."""
    if len(frame.mentions) != 1 or len(frame.classes) != 1 or "nil" not in frame.features:
        return
    (segment, kinds), mention = frame.classes[0], frame.mentions[0]
    kind = next((kind for kind in sorted(kinds) if kind.startswith("unit:")), "")
    name = base.entity(mention.entity).name
    asked = frame.features & {"which", "list", "who", "what"} or segment.end - 1 in frame.plural
    if not kind or mention.kind != "unit" or not mention.official or not (asked or segment.end == len(frame.words)):
        return
    parts = (part for member in base.of_kind(kind) for part in base.descendants(member.id, "unit"))
    if frame.rest(Accepts(ASKED | {"nil", "exists", "children", "parent"}), segment):
        return
    if any(part.name == name for part in parts):
        yield frame.reading(Query(q.FILTER, kind=kind, terms=HasPart(name, lacking=True)), HAVING)


def partners(frame: Frame) -> Iterator[Reading]:
    """The institutions by the way their data goes: "veri alınan kaç kurum var"."""
    if any(mention.kind not in ("system", "agency") for mention in frame.mentions):
        return
    # "kurum" names the agency as well as the class.
    classed = any("institution" in kinds for _, kinds in frame.classes)
    if not classed and not any(mention.kind == "agency" for mention in frame.mentions):
        return
    ways = {way for way in PARTNERS if way in frame.features}
    if "data_both" in ways or ways == {"data_from", "data_to"}:
        ways = {"data_both"}
    if len(ways) != 1 or not frame.features & ASKED or frame.rest(SHARING):
        return
    counted = bool(frame.features & {"count", "how_much"}) and "list" not in frame.features
    related = Related(PARTNERS[ways.pop()])
    yield frame.reading(Query(q.COUNT if counted else q.LIST, kind="institution", terms=related), SHARED)


def most_members(frame: Frame) -> Iterator[Reading]:
    """Members of a class by how many of another they have: "en çok dairesi olan", "birden fazla faaliyeti olan"."""
    wanted = _by_members(frame) if not frame.mentions and len(frame.classes) == 2 else None
    if wanted is None:
        return
    first, second = sorted(frame.classes, key=lambda c: c[0].start)
    asked = "which" in first[0].values("feature") or any(
        "which" in s.values("feature") and s.end == first[0].start for s in frame.segments
    )
    (counted, inner), (ranked, outer) = (second, first) if asked else (first, second)
    others = frame.rest(Accepts(ASKED | OWNING), counted, ranked)
    if any(wanted.number is None or s.number != wanted.number for s in others):
        return
    for kind in sorted(outer):
        for part in sorted(inner):
            relation = RESTRICTIONS.get((part.partition(":")[0], kind.partition(":")[0]), "*")
            if relation[:1] not in ("*", "i", "c", "~") and relation != "place":
                yield frame.reading(Query(wanted.operation, kind=kind, terms=wanted.of(part)))


@dataclass(frozen=True)
class _Wanted:
    """What is asked of how many members of another class each has: the most or fewest, or a side of a number."""

    operation: str
    side: str = ""
    number: float | None = None

    def of(self, kind: str) -> MembersHeld | RankedByMembers:
        """That asked of members of a class."""
        return RankedByMembers(kind) if self.number is None else MembersHeld(kind, self.side, self.number)


def _by_members(frame: Frame) -> _Wanted | None:
    """What is asked of how many there are: the most, the fewest, more or fewer than a number, none."""
    features = frame.features
    extremes = features & {"max", "min"}
    if extremes:
        return _Wanted(q.HIGHEST if "max" in features else q.LOWEST) if len(extremes) == 1 else None
    if "several" in features:
        return _Wanted(q.FILTER, ABOVE, 1.0)
    if "nil" in features and "which" in features:
        return _Wanted(q.FILTER, EQUAL, 0.0)
    if len(frame.numbers) != 1 or not features & {"which", "list", "who", "more", "above", "less", "below"}:
        return None
    side = ABOVE if features & {"more", "above"} else BELOW if features & {"less", "below"} else EQUAL
    return _Wanted(q.FILTER, side, frame.numbers[0])
