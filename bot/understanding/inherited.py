"""What figures are asked of where a message goes on: the things of the question before, alone or beside new ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering import columns as cols
from bot.answering.figures import domain_at
from bot.answering.queries import Cell, Column
from bot.understanding.dialogue import BRIEF, BRIEFER
from bot.understanding.frame import COST_SCOPES, STAFF, Frame
from bot.understanding.linking import Mention
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase
from knowledge.language.suffixes import analyses

JOINING = frozenset({"sum", "together", "difference", "compare", "times"})
"""Features that ask for two things."""
BRIEFLY = frozenset({"share", "percent", "how_much", "count", "exists", "yesno", "children", "what", "which"})
"""Features that a message may show which goes on though it does not say so."""
MONEY = frozenset({"budget", "spent"})
SPENDING = COST_SCOPES | {"expense", "unit"}
"""Kinds of things that have a budget of their own, or whose activities have."""
INHERITED, FOLLOWED = weight("inherited.inherited"), weight("inherited.followed")
"""Cost of a slot taken from the conversation; gain where the message says that it goes on."""
ENDED = 0.2
"""The most that the ending of "bütçesi" may cost."""


@dataclass(frozen=True, slots=True)
class Operand:
    """What a figure is asked of: a subject, maybe broken down by an item; where it was said, -1 for nowhere."""

    subject: str
    item: str | None
    start: int = -1
    end: int = -1
    base: bool = False
    """Whether it is what the other is compared with ("X'ten fazla")."""

    def cell(self, column: Column) -> Cell:
        """Its figure in a column."""
        return Cell(self.subject, self.item, column)


Filled = tuple[str, tuple[Operand, ...], float]
"""One way to fill what is asked about: domain, operands, cost."""


def _told(cells: Sequence[Cell]) -> list[tuple[str, str | None]]:
    """The things that some figures are of, each once."""
    return list(dict.fromkeys((cell.subject, cell.item) for cell in cells))


def with_earlier(frame: Frame, domain: str, one: Operand, cost: float) -> Iterator[Filled]:
    """The thing named together with the one before: "personel gideri ile toplamı"."""
    last = frame.state.last
    if last is None or not frame.features & JOINING or not any(j in (one.end - 1, one.end) for j in frame.joints):
        return
    earlier = _told(last.cells)
    if len(earlier) == 1 and domain_at(frame.base, earlier[0][0]) == domain and earlier[0] != (one.subject, one.item):
        yield domain, (Operand(*earlier[0]), one), cost - INHERITED


def before(base: KnowledgeBase, frame: Frame, budget: bool) -> Iterator[Filled]:
    """The operands of the question before, where this message names none; `budget`: whether it asks for money."""
    yield from _last_two(frame)
    last = frame.state.last
    cells = last.cells if last and last.cells else frame.state.trail[-1:]
    if cells:
        operands = tuple(Operand(*thing) for thing in _told(cells))
        yield domain_at(base, cells[0].subject), operands, INHERITED + (FOLLOWED if frame.followup else 0.0)
        return
    for entity in frame.state.focus[:1]:
        if domain := domain_at(base, entity):
            yield domain, (Operand(entity, None),), INHERITED
        elif budget and entity.startswith("unit:") and (activities := base.targets(entity, "responsible")):
            yield cols.COST, tuple(Operand(activity, None) for activity in activities), INHERITED


def _last_two(frame: Frame) -> Iterator[Filled]:
    """The two things asked about last, by the same column: "kadın kaç", "erkek kaç", "aradaki fark"."""
    if not frame.features & JOINING or len(frame.state.trail) < 2:
        return
    older, newer = frame.state.trail[-2:]
    domain = domain_at(frame.base, newer.subject)
    if older.column == newer.column and domain == domain_at(frame.base, older.subject):
        yield domain, (Operand(newer.subject, newer.item), Operand(older.subject, older.item)), 0.0


def restricts_spoken(base: KnowledgeBase, frame: Frame, mentions: Sequence[Mention]) -> bool:
    """Whether a place or a group would restrict the indicator spoken of, which no programme tells: "ya taşrada"."""
    last = frame.state.last
    if last is None or len(frame.words) > BRIEFER:
        return False
    about = [cell.subject for cell in last.cells] or list(frame.state.focus[:1])
    if not about or any(one.partition(":")[0] in STAFF for one in about):
        return False
    counted = "count" in frame.features or any("staff" in kinds for _, kinds in frame.classes)
    return not counted and not any(m.entity == base.workforce and m.whole for m in mentions)


def staff_kept(base: KnowledgeBase, frame: Frame, mentions: Sequence[Mention]) -> tuple[Operand, ...]:
    """Another place, or another group, of the staff asked about before: "merkez dolu kadro", then "taşra"."""
    last = frame.state.last
    if last is None or not (frame.followup or not frame.asked):
        return ()
    earlier = _told(last.cells)
    if len(earlier) != 1 or earlier[0][1] is None or len({m.kind for m in mentions}) != 1:
        return ()
    scope, item = earlier[0]
    pairs = [(m.entity, item) if m.kind == "staff" else (scope, m.entity) for m in mentions]
    if not all(base.facts_of(place, group) for place, group in pairs):
        return ()
    return tuple(Operand(*pair, m.start, m.end) for pair, m in zip(pairs, mentions, strict=True))


def costs_kept(frame: Frame, mentions: Sequence[Mention], budget: bool) -> tuple[Operand, ...]:
    """The items named, of the scope asked about before; or its item, of the scopes named; empty for neither."""
    last = frame.state.last
    if last is None or not last.cells or last.cells[0].subject.partition(":")[0] not in COST_SCOPES:
        return ()
    goes_on = frame.followup or not frame.asked
    scopes = [m for m in mentions if m.kind in COST_SCOPES]
    if not scopes:
        kept = goes_on or _brief(frame)
        return tuple(Operand(last.cells[0].subject, m.entity, m.start, m.end) for m in mentions) if kept else ()
    items = {cell.item for cell in last.cells}
    if len(scopes) < len(mentions) or not goes_on or budget or len(items) != 1:
        return ()
    item = last.cells[0].item
    return tuple(Operand(m.entity, item, m.start, m.end, m.end - 1 in frame.ablative) for m in scopes)


def _brief(frame: Frame) -> bool:
    """Whether a message says no more than what of the thing before is asked: "personel gideri var mı"."""
    years = any(segment.years for segment in frame.segments)
    return len(frame.words) <= BRIEF and not years and not frame.own and frame.features <= BRIEFLY


def spends(frame: Frame) -> bool:
    """Whether what was spoken of last has a budget that may be meant, or is said to: "bütçesi"."""
    focus = frame.state.focus
    return bool(focus) and (focus[0].partition(":")[0] in SPENDING or _its(frame))


def _its(frame: Frame) -> bool:
    """Whether a short message asks for the budget of something: "bütçesi"."""
    return len(frame.words) <= BRIEF and any(
        segment.values("measure") & MONEY
        and any(a.possessive == "3s" and a.cost < ENDED for a in analyses(frame.words[segment.end - 1].stem)[:4])
        for segment in frame.segments
    )
