"""What may have the figure that is asked for: things named, parts of them, what was spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.answering.columns import COST, PLAIN
from bot.answering.figures import Figures, domain_at
from bot.answering.tables import ROWS, columns, wholes
from bot.understanding.frame import COST_SCOPES, Conversation
from bot.understanding.placed import PARTS as TOLD_APART
from bot.understanding.pointing import ONLY_PARTS, spoken_last
from bot.understanding.second.candidates import DEFAULT, MIXED, SAID, SPOKEN, WHOLE, Operand
from bot.understanding.second.mentions import Named
from knowledge.schema import COLUMN

MOST = 26
"""Operands of one message."""
PARTS = {"staff_group": ("staff",), "expense": ("activity", "sub_programme"), COLUMN: ROWS}
"""For each kind of part the kinds of wholes that have it."""
COUNTED = frozenset({"area", "facility", "it", "room", "vehicle"})
"""Kinds of things that may be counted by place."""
WELL = 0.6
"""Share of a name from which it is well named."""
ALL_SAID = 0.9
"""Share of a name from which all of it is said."""
SCOPES, ITEMS = 4, 6
"""Mentions of each sort that are combined."""
REMEMBERED = 4
"""Earlier figures whose things are still spoken of."""
UNNAMED = {SPOKEN: 0.6, DEFAULT: 0.25}
"""What things count for that the message does not name, beside how telling the words are that do."""


class OperandFinder:
    """Finds operands over one agency's programmes."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.base = figures.base
        self._known: dict[tuple[str, str], bool] = {}

    def find(self, mentions: Sequence[Named], state: Conversation, cues: int) -> list[Operand]:
        """The operands of a message, the likeliest first; `cues`: the words that ask for something, as bits."""
        found: dict[tuple[str, str | None], Operand] = {}
        for operand in self._all(mentions, state, cues):
            key = (operand.subject, operand.item)
            if key not in found or _standing(operand, cues) > _standing(found[key], cues):
                found[key] = operand
        return sorted(found.values(), key=lambda operand: -_standing(operand, cues))[:MOST]

    def unpaired(self, mentions: Sequence[Named], state: Conversation) -> tuple[tuple[Named, ...], str]:
        """A whole and a part that are both well named, of which the programme has no figure; and of what sort they are.

        Either may have been spoken of before: "merkezde kaç kadın var", "taşrada?"; two parts of one whole as well.
        """
        sure = [m for m in mentions if m.coverage > WELL and m.place < 2]
        groups = [m for m in sure if m.kind == "staff_group"]
        for one in sure:
            for other in sure:
                whole = PARTS.get(other.kind, ())
                if one.kind in whole and not one.mask & other.mask and not self._has(one.entity, other.entity):
                    return (one, other), "said"
        apart = len(groups) > 1 and not groups[0].mask & groups[1].mask
        if apart and self._sort(groups[0].entity) != self._sort(groups[1].entity):
            return (groups[0], groups[1]), "crossed"
        item = state.last.cells[0].item if state.last and state.last.cells else None
        if item is not None:
            kind = item.partition(":")[0]
            for one in sure:
                if one.kind in PARTS.get(kind, ()) and not self._has(one.entity, item):
                    return (one,), "spoken"
                if one.kind == kind == "staff_group" and self._sort(one.entity) != self._sort(item):
                    return (one,), "crossed before"
        return (), ""

    def _sort(self, entity: str) -> str:
        """By what a part of the staff is told apart: sex, schooling, status."""
        return self.base.entity(entity).code

    def _all(self, mentions: Sequence[Named], state: Conversation, cues: int) -> Iterator[Operand]:
        mentions = [m for m in mentions if not self._half_said(m)]
        scopes = [m for m in mentions if m.kind in COST_SCOPES]
        places = [m for m in mentions if m.kind == "staff"]
        items = [m for m in mentions if m.kind == "expense"]
        groups = [m for m in mentions if m.kind == "staff_group"]
        told = [m for m in mentions if m.kind == COLUMN]
        rows = [m for m in mentions if m.kind in ROWS]
        earlier = self._earlier(state)
        yield from self._parts(items[:ITEMS], scopes[:SCOPES], COST)
        yield from self._parts(groups[:ITEMS], places[:SCOPES], PLAIN)
        yield from self._parts(told[:ITEMS], rows[:ITEMS], PLAIN)
        stood = [m for m in mentions if m.kind in TOLD_APART][:SCOPES]
        things = [m for m in mentions if m.kind in COUNTED][:ITEMS]
        yield from self._parts(stood, things, PLAIN)
        yield from self._elsewhere(stood, things, earlier)
        yield from self._carried(items[:ITEMS], groups[:ITEMS], scopes, places, earlier)
        yield from self._carried((), told[:ITEMS], (), rows, earlier)
        # "kaç personel" of nothing asks for all who work here, whatever a table counts.
        sure = [m for m in told if m.official or m.mask & ~cues]
        yield from self._of_tables(sure[:ITEMS], rows[:ITEMS])
        for mention in mentions:
            domain = domain_at(self.base, mention.entity)
            if domain and mention.kind not in ("expense", "staff_group", COLUMN):
                yield Operand(mention.entity, None, domain, (mention,), SAID, 0, mention.mask)
        agency, workforce = self.base.agency.id, self.base.workforce
        for item in items[:ITEMS]:
            yield Operand(agency, item.entity, COST, (item,), WHOLE, 0, item.mask)
        for group in groups[:ITEMS]:
            scope = self._staff_scope(group.entity, workforce)
            if scope:
                yield Operand(scope, group.entity, PLAIN, (group,), WHOLE, 0, group.mask)
        yield from earlier
        yield Operand(agency, None, COST, (), DEFAULT)
        if workforce:
            yield Operand(workforce, None, PLAIN, (), DEFAULT)

    def _half_said(self, mention: Named) -> bool:
        """Whether of several parts of the staff that a table sums up, "İdari personel ve sürekli işçi", not all are."""
        apart = mention.kind == "staff" and mention.coverage <= ALL_SAID
        return apart and mention.entity != self.base.workforce and not self.base.entity(mention.entity).parent

    def _parts(self, items: Iterable[Named], scopes: Sequence[Named], domain: str) -> Iterator[Operand]:
        for item in items:
            for scope in scopes:
                apart = item.mask & ~scope.mask and scope.mask & ~item.mask
                if apart and self._has(scope.entity, item.entity):
                    mask = scope.mask | item.mask
                    yield Operand(scope.entity, item.entity, domain, (scope, item), SAID, 0, mask)

    def _of_tables(self, told: Sequence[Named], things: Sequence[Named]) -> Iterator[Operand]:
        """A column of all rows of its table; and of a row that has no figure of its own each that it has."""
        for one in told:
            for whole in wholes(self.base, one.entity):
                yield Operand(whole, one.entity, PLAIN, (one,), WHOLE, 0, one.mask)
        for thing in things:
            if self.base.children(thing.entity):
                continue  # the columns' own names tell of all rows
            own = columns(self.base, thing.entity)
            named = any(one.entity in own and one.coverage > WELL for one in told)
            if thing.coverage > WELL and not named and not self.base.facts_of(thing.entity, None):
                for item in own:
                    yield Operand(thing.entity, item, PLAIN, (thing,), WHOLE, 0, thing.mask)

    def _carried(
        self,
        items: Sequence[Named],
        groups: Sequence[Named],
        scopes: Sequence[Named],
        places: Sequence[Named],
        earlier: Sequence[Operand],
    ) -> Iterator[Operand]:
        """A part named now of a whole spoken of before, and the other way round."""
        for before in earlier[:2]:
            own = items if before.domain == COST else groups if before.domain == PLAIN else ()
            for item in own[:3]:
                if self._has(before.subject, item.entity):
                    yield Operand(before.subject, item.entity, before.domain, (item,), MIXED, before.age, item.mask)
            for scope in (scopes if before.domain == COST else places)[:3]:
                if before.item and self._has(scope.entity, before.item):
                    yield Operand(scope.entity, before.item, before.domain, (scope,), MIXED, before.age, scope.mask)

    def _elsewhere(
        self, places: Sequence[Named], things: Sequence[Named], earlier: Sequence[Operand]
    ) -> Iterator[Operand]:
        """A thing spoken of at a place named now, and the other way round."""
        for before in [one for one in earlier[:2] if one.domain == PLAIN and not one.subject.startswith("staff:")]:
            for place in places:
                if self._has(before.subject, place.entity):
                    yield Operand(before.subject, place.entity, PLAIN, (place,), MIXED, before.age, place.mask)
            for thing in things:
                if self._has(thing.entity, at := before.item or before.subject):
                    yield Operand(thing.entity, at, PLAIN, (thing,), MIXED, before.age, thing.mask)

    def _earlier(self, state: Conversation) -> list[Operand]:
        """What the last figures were of, the newest first."""
        trail = ((cell.subject, cell.item) for cell in reversed(state.trail))
        found: dict[tuple[str, str | None], Operand] = {}
        for key in (*spoken_last(self.base, state), *trail):
            if key not in found and len(found) < REMEMBERED:
                found[key] = Operand(*key, domain_at(self.base, key[0]), (), SPOKEN, len(found))
        for entity in state.focus[:4]:
            domain = domain_at(self.base, entity)
            kind = entity.partition(":")[0]
            if domain and kind not in ONLY_PARTS and (entity, None) not in found:
                found[entity, None] = Operand(entity, None, domain, (), SPOKEN, len(found))
        return list(found.values())[: REMEMBERED + 2]

    def _staff_scope(self, group: str, workforce: str) -> str:
        if workforce and self._has(workforce, group):
            return workforce
        scopes = sorted(self.base.of_kind("staff"), key=lambda scope: scope.parent is not None)
        return next((scope.id for scope in scopes if self._has(scope.id, group)), "")

    def _has(self, subject: str, item: str) -> bool:
        """Whether a thing is broken down by an item."""
        key = (subject, item)
        if key not in self._known:
            if len(self._known) > 20_000:
                self._known.clear()
            found = bool(self.base.facts_of(subject, item))
            if not found:
                found = any(
                    self.figures.at(Operand(subject, item, "", (), SAID).cell(column)) is not None
                    for column in self.figures.columns(subject, item)[:1]
                )
            self._known[key] = found
        return self._known[key]


def _standing(operand: Operand, cues: int) -> float:
    """How likely a thing is meant, roughly: candidates are cut off by it, the weights decide."""
    if not operand.named:
        return UNNAMED[operand.source] - 0.1 * operand.age
    total = 0.3 if operand.source == MIXED else 0.0
    for named in operand.named:
        own = named.said * (0.35 + 0.65 * named.coverage) - 0.3 * named.cost
        total += own if named.mask & ~cues else 0.4 * own - 0.2
    return total
