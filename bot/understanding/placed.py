"""Things that the programme counts or measures by place: "merkezde kaç minibüs", "ya taşrada", "orada kaç ofis"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import columns as cols
from bot.answering.figures import domain_at
from bot.understanding.dialogue import ANAPHORA, BRIEF
from bot.understanding.frame import STAFF, Frame
from bot.understanding.inherited import Operand
from bot.understanding.linking import Mention
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase

PLACES = frozenset({"area", "staff"})
"""Kinds of places."""
PARTS = PLACES | {"staff_group"}
"""Kinds of what things are told apart by: places, and of people their sex."""
STANDING = weight("placed.standing")
"""Gain of a thing at a place by which the programme tells it: what is named is all used."""


def half_said(base: KnowledgeBase, mention: Mention) -> bool:
    """Whether of parts of the staff that a table sums up, "İdari personel ve sürekli işçi", not all are named."""
    apart = mention.kind == "staff" and not mention.whole and mention.entity != base.workforce
    return apart and not base.entity(mention.entity).parent


def standing(frame: Frame, mentions: Sequence[Mention]) -> tuple[Operand, ...]:
    """The things named at the places named; none where a figure of one at another lacks."""
    if all(m.kind in STAFF for m in mentions):
        return ()
    places = [m for m in mentions if m.kind in PARTS and _bears(frame, mentions, m)]
    things = sorted((m for m in mentions if m not in places), key=lambda m: m.start)
    pairs = [(thing, place) for thing in things for place in sorted(places, key=lambda m: m.start)]
    if not all(frame.base.facts_of(thing.entity, place.entity) for thing, place in pairs):
        return ()
    return tuple(_pair(frame, thing, place, place if len(places) > 1 else thing) for thing, place in pairs)


def _bears(frame: Frame, mentions: Sequence[Mention], place: Mention) -> bool:
    """Whether a figure of another thing named is of a place."""
    return any(frame.base.facts_of(m.entity, place.entity) for m in mentions if m.entity != place.entity)


def _pair(frame: Frame, thing: Mention, place: Mention, compared: Mention) -> Operand:
    """A thing at a place; `compared`: whose case tells what the other is held against."""
    start, end = min(thing.start, place.start), max(thing.end, place.end)
    return Operand(thing.entity, place.entity, start, end, compared.end - 1 in frame.ablative)


def carried(frame: Frame, mentions: Sequence[Mention]) -> tuple[Operand, ...]:
    """What was spoken of at another place, or another thing at the place spoken of."""
    last = frame.state.last
    told = list(dict.fromkeys((cell.subject, cell.item) for cell in last.cells)) if last else []
    if len(told) != 1 or domain_at(frame.base, told[0][0]) != cols.PLAIN or len(frame.words) > BRIEF:
        return ()
    subject, item = told[0]
    if all(m.kind in PARTS for m in mentions):
        found = [Operand(subject, m.entity, m.start, m.end) for m in mentions]
    elif item is not None or any(word.folded in ANAPHORA for word in frame.words):
        place = item or subject
        found = [Operand(m.entity, place, m.start, m.end) for m in mentions]
    else:
        return ()
    held = all(one.item and frame.base.facts_of(one.subject, one.item) for one in found)
    return tuple(found) if held and not subject.startswith("staff:") else ()
