"""What a division of a message asks figures of: subjects, their breakdowns, or what was asked before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from bot.answering import columns as cols
from bot.answering.figures import domain_at, domain_of
from bot.answering.tables import ROWS, columns, wholes
from bot.understanding import inherited, placed
from bot.understanding.frame import COST_SCOPES, NEUTRAL, STAFF, Frame
from bot.understanding.inherited import MONEY, Filled, Operand
from bot.understanding.linking import Mention
from bot.understanding.named import DEFAULTED
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase
from knowledge.language.suffixes import analyses
from knowledge.language.words import split
from knowledge.schema import COLUMN

ASKING_WHO = frozenset({"who", "where", "which", "responsible", "children", "monitor"})
"""Features of a question that asks who or where."""
HEAD = 3
"""Letters by which the last word of a name is known again whatever its ending."""
PLACES = placed.PLACES
"""Kinds that beside rooms and equipment only say where they are: "zemin katta kaç toplantı salonu"."""
WHOLES = frozenset({"share", "percent", "difference", "compare", "more", "less"})
"""Features by which a part may be set against its whole."""
PLACED = weight("operands.placed")
"""Cost of leaving such a place out."""
CONTAINED = weight("operands.contained")
"""Cost of taking a whole for a thing of its own beside its part."""
BY_ACTIVITIES = weight("operands.by_activities")
"""Cost of taking a unit for its activities."""
PRICES = frozenset(str.split("para lira tl liradir paraya liraya"))
"""Words for a price, folded: "kaç para"."""
OURS = 0.1
"""The most that the ending of "bütçemiz" may cost."""
SAYING = frozenset({"which", "children", "list"})
"""Features of a question for what there is in a thing: "hangi kitaplar var"."""


class OperandReader:
    """Finds operands in divisions of a message."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def operands(self, frame: Frame) -> Iterator[Filled]:
        """Every way to fill what is asked about: (domain, operands, cost)."""
        mentions = [m for m in frame.mentions if m.kind not in NEUTRAL]
        if self._asks_none(frame, mentions):
            return
        fill = self._named if mentions else self._unnamed
        for domain, operands, cost in fill(frame, mentions):
            yield domain, operands, cost
            if len(operands) == 1 and operands[0].start >= 0:
                yield from inherited.with_earlier(frame, domain, operands[0], cost)

    def _asks_none(self, frame: Frame, mentions: Sequence[Mention]) -> bool:
        """Whether no figure of what is named is asked for."""
        if any(m.kind in NEUTRAL and not m.whole for m in frame.mentions) or _asks_who(frame):
            return True
        if any(m.kind == "room" and not m.whole and not self._headed(frame, m) for m in mentions):
            return True
        domains = {domain_of(m.kind) for m in mentions}
        if domains == {cols.PLAIN} and (_priced(frame) or _inside(frame)):
            return True
        dated = "which" in frame.features and any("year" in said for _, said in frame.classes)
        last = frame.state.last
        spoken = domain_at(self.base, last.cells[0].subject) if last is not None and last.cells else cols.PLAIN
        if dated and (domains or {spoken}) <= {cols.PLAIN}:
            return True  # "hangi yıl başlandı": such figures have no years
        return any(_counted(frame, m) for m in mentions)

    def _headed(self, frame: Frame, mention: Mention) -> bool:
        """Whether the last word of a half-said name is said, which tells what it is: "oda" of "şoförler odası"."""
        head = split(self.base.entity(mention.entity).name)[-1].folded[:HEAD]
        return any(w.folded.startswith(head) for i, w in enumerate(frame.words) if mention.mask >> i & 1)

    def _unnamed(self, frame: Frame, mentions: Sequence[Mention]) -> Iterator[Filled]:
        """The agency in all, what was asked about before, or the staff."""
        agency = (Operand(self.base.agency.id, None),)
        budget = _for_money(frame, mentions)
        whole = "sum" in frame.features or _ours(frame)
        if frame.grand_total:
            yield cols.COST, agency, 0.0
        elif budget and not frame.followup and (whole or not inherited.spends(frame)):
            yield cols.COST, agency, DEFAULTED
        yield from inherited.before(self.base, frame, budget)
        if any("staff" in kinds for _, kinds in frame.classes) and self.base.of_kind("staff"):
            yield cols.PLAIN, (Operand(self.base.workforce, None),), DEFAULTED

    def _named(self, frame: Frame, mentions: Sequence[Mention]) -> Iterator[Filled]:
        """What is named, by the kinds of it."""
        kinds = {m.kind for m in mentions}
        if any(placed.half_said(self.base, m) for m in mentions):
            return
        at_places = placed.carried(frame, mentions) or placed.standing(frame, mentions)
        if at_places:
            yield cols.PLAIN, at_places, placed.STANDING
            return
        if COLUMN in kinds or (len(mentions) == 1 and kinds <= set(ROWS)):
            yield from self._tables(frame, mentions)
            return
        if kinds == {"indicator"}:
            yield cols.INDICATOR, _operands(frame, mentions), 0.0
        elif kinds <= COST_SCOPES | {"expense"}:
            yield from self._costs(frame, mentions)
            if below := self._without_ancestors(mentions):
                yield from self._costs(frame, below)
        elif kinds <= STAFF:
            yield from self._staff(frame, mentions)
        elif "unit" in kinds and kinds <= {"unit", "expense"}:
            yield from self._units(frame, mentions)
        elif {domain_of(kind) for kind in kinds} == {cols.PLAIN} and "staff" not in kinds:
            # what stands where the staff works is not told
            yield from self._places(frame, mentions)

    def _costs(self, frame: Frame, mentions: Sequence[Mention]) -> Iterator[Filled]:
        """Scopes, and expense items of them."""
        measures = {value for segment in frame.segments if not segment.free for value in segment.values("measure")}
        scoped = all(m.kind in COST_SCOPES for m in mentions)
        if scoped and measures & {"target", "realised", "planned"} and not measures & {"budget", "spent", "forecast"}:
            return  # "alt programın hedefi" is no budget
        kept = inherited.costs_kept(frame, mentions, _for_money(frame, mentions))
        yield cols.COST, kept or _crossed(frame, mentions, "expense", lambda item: self.base.agency.id), 0.0

    def _staff(self, frame: Frame, mentions: Sequence[Mention]) -> Iterator[Filled]:
        """Places of the staff, and groups of it."""
        if inherited.restricts_spoken(self.base, frame, mentions):
            return
        # "taşradaki personel": the whole that contains the part is only named along with it.
        whole = frame.features & {"share", "percent"}
        below = mentions if whole else self._without_ancestors(mentions) or mentions
        kept, cost = inherited.staff_kept(self.base, frame, below)
        if not kept:
            # The programme breaks some groups down for one place only.
            groups = sorted((m for m in below if m.kind == "staff_group"), key=lambda m: m.start)
            if groups:
                scope = self._scope_of(groups[0].entity)
                below = [m._replace(entity=scope) if m.entity == self.base.workforce else m for m in below]
            kept = _crossed(frame, below, "staff_group", self._scope_of)
        yield cols.PLAIN, kept, cost

    def _scope_of(self, item: str) -> str:
        """The staff scope that has a group: the total where it is broken down by place, else the one place.

        What only some parts of the staff come to stands under nothing and goes before each of them.
        """
        tops = [one.id for one in self.base.of_kind("staff") if not one.parent]
        for scope in (*tops, *(child.id for child in self.base.children(self.base.workforce))):
            if self.base.facts_of(scope, item):
                return scope
        return self.base.workforce

    def _tables(self, frame: Frame, mentions: Sequence[Mention]) -> Iterator[Filled]:
        """Rows of a table of the programme's own by its columns; a column alone is that of all of them."""
        spoken = inherited.cell_kept(self.base, frame, mentions)
        if spoken:
            yield cols.PLAIN, spoken, 0.0
            return
        if len(mentions) == 1 and mentions[0].kind in ROWS:
            counted = bool(self.base.facts_of(mentions[0].entity, None))
            own = columns(self.base, mentions[0].entity)
            if counted or len(own) == 1:
                yield cols.PLAIN, (replace(_operands(frame, mentions)[0], item=None if counted else own[0]),), 0.0
            return
        if len(mentions) == 1 and not mentions[0].official:
            return  # "kaç personel" of nothing asks for all who work here, whatever a table counts
        found = _crossed(frame, mentions, COLUMN, lambda item: next(iter(wholes(self.base, item)), ""))
        if all(one.item and one.subject and self.base.facts_of(one.subject, one.item) for one in found):
            yield cols.PLAIN, found, 0.0

    def _units(self, frame: Frame, mentions: Sequence[Mention]) -> Iterator[Filled]:
        """Units by their own money, or by the activities that they are responsible for."""
        items = [m for m in mentions if m.kind == "expense"]
        if not items and not _for_money(frame, mentions):
            return
        if not items and all(domain_at(self.base, m.entity) for m in mentions):
            yield cols.COST, _operands(frame, mentions), 0.0
            return
        activities = [(t, m) for m in mentions for t in self.base.targets(m.entity, "responsible")]
        if {m.entity for _, m in activities} == {m.entity for m in mentions if m.kind == "unit"}:
            # a unit that has none is not passed over
            item = items[0].entity if items else None
            yield cols.COST, tuple(Operand(t, item, m.start, m.end) for t, m in activities), BY_ACTIVITIES

    def _places(self, frame: Frame, mentions: Sequence[Mention]) -> Iterator[Filled]:
        """Rooms, vehicles, devices and areas, some of which may only say where the others are."""
        inside = self._without_ancestors(mentions)
        contained = bool(inside) and not frame.features & WHOLES
        yield cols.PLAIN, _operands(frame, mentions), CONTAINED if contained else 0.0
        # "zemin kattakileri toplasak" asks for more than the rooms that are named.
        below = inside or ([] if "add" in frame.features else [m for m in mentions if not self._place(m)])
        if 0 < len(below) < len(mentions):
            yield cols.PLAIN, _operands(frame, below), 0.0 if contained else PLACED

    def _place(self, mention: Mention) -> bool:
        """Whether a mention may only say where something is: a floor, a part of the staff, not all of it."""
        part = mention.kind != "staff" or self.base.entity(mention.entity).parent is not None
        return mention.kind in PLACES and part

    def _without_ancestors(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions less those that only say where another one belongs; empty where there are none."""
        above = {e.id for m in mentions for e in self.base.ancestors(m.entity)}
        below = [m for m in mentions if m.entity not in above]
        return below if len(below) < len(mentions) else []


def _asks_who(frame: Frame) -> bool:
    """Whether nothing but who does something, or where, is asked."""
    return bool(frame.features & {"who", "where"}) and not any(
        s.years or s.values("measure") or s.values("feature") - ASKING_WHO for s in frame.segments if not s.free
    )


def _priced(frame: Frame) -> bool:
    """Whether a price is asked for: "kaç para", "kaç lira"."""
    return any(word.folded in PRICES for word in frame.words)


def _for_money(frame: Frame, mentions: Sequence[Mention]) -> bool:
    """Whether money is asked for; "2022 faaliyet raporu" asks for none."""
    if _priced(frame) or frame.measures & MONEY:
        return True
    classes = any(segment.values("kind") & {"expense", "activity"} for segment in frame.segments)
    return classes and bool(mentions or frame.features & {"how_much", "sum", "max", "min"})


def _inside(frame: Frame) -> bool:
    """Whether it is asked what there is in or of a thing, not how much: "hangi kitaplar var"."""
    said = [s for s in frame.segments if s.values("measure") or s.values("feature") - SAYING]
    return "which" in frame.features and not said and any(w.folded == "hangi" for w in frame.words)


def _counted(frame: Frame, mention: Mention) -> bool:
    """Whether a nickname of an expense is counted, so that heads are meant: "kaç personel"."""
    counted = any("count" in s.values("feature") and s.end == mention.start for s in frame.segments)
    return mention.kind == "expense" and not mention.official and counted


def _ours(frame: Frame) -> bool:
    """Whether the agency itself is meant: "kurumumuzun", "bütçemiz"."""
    said = [segment for segment in frame.segments if segment.values("measure")]
    return frame.own or any(
        a.possessive == "1p" and a.cost < OURS for s in said for a in analyses(frame.words[s.end - 1].stem)[:4]
    )


def _crossed(
    frame: Frame, mentions: Sequence[Mention], item_kind: str, scope_of: Callable[[str], str]
) -> tuple[Operand, ...]:
    """Scopes crossed with items; as many of each, said in turn, pair up; `scope_of`: an item, where none is named."""
    items = sorted((m for m in mentions if m.kind == item_kind), key=lambda m: m.start)
    scopes = sorted((m for m in mentions if m.kind != item_kind), key=lambda m: m.start)
    if not items:
        return _operands(frame, scopes)
    if not scopes:
        scope = scope_of(items[0].entity)
        return tuple(Operand(scope, m.entity, m.start, m.end, m.end - 1 in frame.ablative) for m in items)
    if len(items) == len(scopes) > 1:
        return tuple(_pair(frame, s, i, max(s.end, i.end)) for s, i in zip(scopes, items, strict=True))
    return tuple(_pair(frame, s, i, (i if len(items) > 1 else s).end) for s, i in product(scopes, items))


def _pair(frame: Frame, scope: Mention, item: Mention, end: int) -> Operand:
    """An item of a scope; `end`: behind the word whose case tells what the other is compared with."""
    start, last = min(scope.start, item.start), max(scope.end, item.end)
    return Operand(scope.entity, item.entity, start, last, end - 1 in frame.ablative)


def _operands(frame: Frame, mentions: Sequence[Mention]) -> tuple[Operand, ...]:
    """Each thing named, in the order said."""
    ordered = sorted(mentions, key=lambda m: m.start)
    return tuple(Operand(m.entity, None, m.start, m.end, m.end - 1 in frame.ablative) for m in ordered)


__all__ = ["Operand", "OperandReader"]
