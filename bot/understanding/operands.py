"""What a division of a message asks figures of: subjects, their breakdowns, or what was asked before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from bot.answering import columns as cols
from bot.answering.figures import domain_of
from bot.answering.queries import Cell, Column
from bot.understanding.dialogue import BRIEF, BRIEFER
from bot.understanding.frame import COST_SCOPES, NEUTRAL, STAFF, Frame
from bot.understanding.linking import Mention
from bot.understanding.named import DEFAULTED
from knowledge.base import KnowledgeBase
from knowledge.language.suffixes import analyses
from knowledge.language.words import split

ASKING_WHO = frozenset({"who", "where", "which", "responsible", "children", "monitor"})
"""Features of a question that asks who or where."""
HEAD = 3
"""Letters by which the last word of a name is known again whatever its ending."""
PLACES = frozenset({"area", "staff"})
"""Kinds that beside rooms and equipment only say where they are: "zemin katta kaç toplantı salonu"."""
WHOLES = frozenset({"share", "percent", "difference", "compare", "more", "less"})
"""Features by which a part may be set against its whole."""
PLACED = 0.1
"""Cost of leaving such a place out."""
JOINING = frozenset({"sum", "together", "difference", "compare", "times"})
"""Features that ask for two things."""
BRIEFLY = frozenset({"share", "percent", "how_much", "count", "exists", "yesno", "children", "what", "which"})
"""Features that such a message may show."""
OURS = 0.1
"""The most that the ending of "bütçemiz" may cost."""
INHERITED = 0.15
"""Cost of a slot taken from the conversation."""


@dataclass(frozen=True, slots=True)
class Operand:
    """What a figure is asked of: a subject, maybe broken down by an item, and where it was said."""

    subject: str
    item: str | None
    start: int
    end: int
    base: bool = False
    """Whether it is what the other is compared with ("X'ten fazla")."""

    def cell(self, column: Column) -> Cell:
        """Its figure in a column."""
        return Cell(self.subject, self.item, column)


class OperandReader:
    """Finds operands in divisions of a message."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def operands(self, frame: Frame) -> Iterator[tuple[str, tuple[Operand, ...], float]]:
        """Every way to fill what is asked about: (domain, operands, cost)."""
        for domain, operands, cost in self._operands(frame):
            yield domain, operands, cost
            if len(operands) == 1 and operands[0].start >= 0:
                yield from self._with_earlier(frame, domain, operands[0], cost)

    def _with_earlier(
        self, frame: Frame, domain: str, one: Operand, cost: float
    ) -> Iterator[tuple[str, tuple[Operand, ...], float]]:
        """The thing named together with the one before: "personel gideri ile toplamı"."""
        last = frame.state.last
        if last is None or not frame.features & JOINING or not any(j in (one.end - 1, one.end) for j in frame.joints):
            return
        earlier = list(dict.fromkeys((cell.subject, cell.item) for cell in last.cells))
        if len(earlier) != 1 or domain_of(earlier[0][0].partition(":")[0]) != domain:
            return
        if earlier[0] != (one.subject, one.item):
            yield domain, (Operand(*earlier[0], -1, -1), one), cost - INHERITED

    def _operands(self, frame: Frame) -> Iterator[tuple[str, tuple[Operand, ...], float]]:
        mentions = [m for m in frame.mentions if m.kind not in NEUTRAL]
        if any(m.kind in NEUTRAL and not m.whole for m in frame.mentions):
            return
        kinds = {m.kind for m in mentions}
        if self._who(frame):
            return
        if any(m.kind == "room" and not m.whole and not self._headed(frame, m) for m in mentions):
            return
        plain = bool(kinds) and {domain_of(kind) for kind in kinds} <= {cols.PLAIN}
        if plain and (self._priced(frame) or self._inside(frame)):
            return
        dated = "which" in frame.features and any("year" in said for _, said in frame.classes)
        if dated and {domain_of(kind) for kind in kinds} <= {cols.PLAIN}:
            return  # "hangi yıl başlandı": such figures have no years
        if any(self._counted(frame, m) for m in mentions):
            return
        money = self._priced(frame) or any(s.values("measure") & {"budget", "spent"} for s in frame.segments)
        classes = any(segment.values("kind") & {"expense", "activity"} for segment in frame.segments)
        # "2022 faaliyet raporu" asks for no money.
        budget = money or (classes and bool(mentions or frame.features & {"how_much", "sum", "max", "min"}))
        if not mentions:
            whole = "sum" in frame.features or self._ours(frame)
            if frame.grand_total:
                yield cols.COST, (Operand(self.base.agency.id, None, -1, -1),), 0.0
            elif budget and not frame.followup and (whole or not (self._spends(frame.state.focus) or self._its(frame))):
                yield cols.COST, (Operand(self.base.agency.id, None, -1, -1),), DEFAULTED
            yield from self._inherited(frame, budget)
            if any("staff" in kinds for _, kinds in frame.classes) and self.base.of_kind("staff"):
                yield cols.PLAIN, (Operand(self.base.workforce, None, -1, -1),), DEFAULTED
        elif kinds == {"indicator"}:
            yield cols.INDICATOR, tuple(_operand(frame, m) for m in sorted(mentions, key=lambda m: m.start)), 0.0
        elif kinds <= COST_SCOPES | {"expense"}:
            yield from self._costs(frame, mentions, budget)
            if below := self._without_ancestors(mentions):
                yield from self._costs(frame, below, budget)
        elif kinds <= STAFF:
            if self._restricting(frame, mentions):
                return
            # "taşradaki personel": the whole that contains the part is only named along with it.
            below = self._without_ancestors(mentions) or mentions
            if "share" in frame.features or "percent" in frame.features:
                below = mentions
            if kept := self._staff_kept(frame, below):
                yield cols.PLAIN, kept, 0.0
                return
            yield cols.PLAIN, self._crossed(frame, below, "staff", "staff_group", self.base.workforce), 0.0
        elif "unit" in kinds and kinds <= {"unit"} | {"expense"} and (budget or "expense" in kinds):
            activities = [(t, m) for m in mentions for t in self.base.targets(m.entity, "responsible")]
            items = [m for m in mentions if m.kind == "expense"]
            units = {m.entity for m in mentions if m.kind == "unit"}
            if {m.entity for _, m in activities} == units:  # a unit that has none is not passed over
                yield (
                    cols.COST,
                    tuple(Operand(t, items[0].entity if items else None, m.start, m.end) for t, m in activities),
                    0.05,
                )
        elif len({domain_of(kind) for kind in kinds}) == 1 and domain_of(next(iter(kinds))) == cols.PLAIN:
            if "staff" in kinds:
                return  # what stands where the staff works is not told
            inside = self._without_ancestors(mentions)
            contained = bool(inside) and not frame.features & WHOLES
            yield (
                cols.PLAIN,
                tuple(_operand(frame, m) for m in sorted(mentions, key=lambda m: m.start)),
                2 * PLACED * contained,
            )
            # "zemin kattakileri toplasak" asks for more than the rooms that are named.
            below = inside or ([] if "add" in frame.features else [m for m in mentions if not self._place(m)])
            if 0 < len(below) < len(mentions):
                placed = tuple(_operand(frame, m) for m in sorted(below, key=lambda m: m.start))
                yield cols.PLAIN, placed, 0.0 if contained else PLACED

    def _restricting(self, frame: Frame, mentions: list[Mention]) -> bool:
        """Whether a place or a group would restrict the indicator spoken of, which no programme tells: "ya taşrada"."""
        last = frame.state.last
        if last is None or len(frame.words) > BRIEFER:
            return False
        about = [cell.subject for cell in last.cells] or list(frame.state.focus[:1])
        if not about or any(one.partition(":")[0] in STAFF for one in about):
            return False
        counted = "count" in frame.features or any("staff" in kinds for _, kinds in frame.classes)
        return not counted and not any(m.entity == self.base.workforce and m.whole for m in mentions)

    def _place(self, mention: Mention) -> bool:
        """Whether a mention may only say where something is: a floor, a part of the staff, not all of it."""
        return mention.kind in PLACES and (
            mention.kind != "staff" or self.base.entity(mention.entity).parent is not None
        )

    def _who(self, frame: Frame) -> bool:
        """Whether nothing but who does something, or where, is asked."""
        return bool(frame.features & {"who", "where"}) and not any(
            s.years or s.values("measure") or s.values("feature") - ASKING_WHO for s in frame.segments if not s.free
        )

    def _headed(self, frame: Frame, mention: Mention) -> bool:
        """Whether the last word of a half-said name is said, which tells what it is: "oda" of "şoförler odası"."""
        head = split(self.base.entity(mention.entity).name)[-1].folded[:HEAD]
        return any(w.folded.startswith(head) for i, w in enumerate(frame.words) if mention.mask >> i & 1)

    def _priced(self, frame: Frame) -> bool:
        """Whether a price is asked for: "kaç para", "kaç lira"."""
        return any(word.folded in ("para", "lira", "tl", "liradir", "paraya", "liraya") for word in frame.words)

    def _inside(self, frame: Frame) -> bool:
        """Whether it is asked what there is in or of a thing, not how much: "hangi kitaplar var"."""
        said = [s for s in frame.segments if s.values("measure") or s.values("feature") - {"which", "children", "list"}]
        return "which" in frame.features and not said and any(w.folded == "hangi" for w in frame.words)

    def _counted(self, frame: Frame, mention: Mention) -> bool:
        """Whether a nickname of an expense is counted, so that heads are meant: "kaç personel"."""
        return (
            mention.kind == "expense"
            and not mention.official
            and any("count" in s.values("feature") and s.end == mention.start for s in frame.segments)
        )

    def _without_ancestors(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions less those that only say where another one belongs; empty where there are none."""
        above = {e.id for m in mentions for e in self.base.ancestors(m.entity)}
        below = [m for m in mentions if m.entity not in above]
        return below if len(below) < len(mentions) else []

    def _costs(
        self, frame: Frame, mentions: list[Mention], budget: bool
    ) -> Iterator[tuple[str, tuple[Operand, ...], float]]:
        scopes = [m for m in mentions if m.kind in COST_SCOPES]
        measures = {value for segment in frame.segments if not segment.free for value in segment.values("measure")}
        if (
            len(scopes) == len(mentions)
            and measures & {"target", "realised", "planned"}
            and not (measures & {"budget", "spent", "forecast"})
        ):
            return  # "alt programın hedefi" is no budget
        last = frame.state.last
        if not scopes and last and last.cells and (frame.followup or not frame.asked or self._brief(frame)):
            scope = last.cells[0].subject
            if scope.partition(":")[0] in COST_SCOPES:
                yield cols.COST, tuple(Operand(scope, m.entity, m.start, m.end) for m in mentions), 0.0
                return
        if (
            not any(m.kind == "expense" for m in mentions)
            and last
            and last.cells
            and (frame.followup or not frame.asked)
        ):
            items = {cell.item for cell in last.cells}
            if len(items) == 1 and last.cells[0].subject.partition(":")[0] in COST_SCOPES and not budget:
                yield (
                    cols.COST,
                    tuple(
                        Operand(m.entity, last.cells[0].item, m.start, m.end, m.end - 1 in frame.ablative)
                        for m in scopes
                    ),
                    0.0,
                )
                return
        yield cols.COST, self._crossed(frame, mentions, "", "expense", self.base.agency.id), 0.0

    def _brief(self, frame: Frame) -> bool:
        """Whether a message says no more than what of the thing before is asked: "personel gideri var mı"."""
        years = any(segment.years for segment in frame.segments)
        own = any("agency" in segment.values("smalltalk") for segment in frame.segments)
        return len(frame.words) <= BRIEF and not years and not own and frame.features <= BRIEFLY

    def _crossed(
        self, frame: Frame, mentions: list[Mention], scope_kind: str, item_kind: str, root: str
    ) -> tuple[Operand, ...]:
        """Scopes crossed with items; as many of each, said in turn, pair up."""
        items = sorted((m for m in mentions if m.kind == item_kind), key=lambda m: m.start)
        scopes = sorted((m for m in mentions if m.kind != item_kind), key=lambda m: m.start)
        if not items:
            return tuple(_operand(frame, m) for m in scopes)
        if not scopes:
            scope = self._scope_of(items[0].entity) if scope_kind == "staff" else root
            return tuple(Operand(scope, m.entity, m.start, m.end, m.end - 1 in frame.ablative) for m in items)
        if scope_kind == "staff":
            # The programme breaks some groups down for one place only.
            scopes = [
                s._replace(entity=self._scope_of(items[0].entity)) if s.entity == self.base.workforce else s
                for s in scopes
            ]
        if len(items) == len(scopes) > 1:
            return tuple(
                Operand(
                    s.entity,
                    i.entity,
                    min(s.start, i.start),
                    max(s.end, i.end),
                    max(s.end, i.end) - 1 in frame.ablative,
                )
                for s, i in zip(scopes, items, strict=True)
            )
        return tuple(
            Operand(
                s.entity,
                i.entity,
                min(s.start, i.start),
                max(s.end, i.end),
                (i if len(items) > 1 else s).end - 1 in frame.ablative,
            )
            for s, i in product(scopes, items)
        )

    def _staff_kept(self, frame: Frame, mentions: list[Mention]) -> tuple[Operand, ...]:
        """Another place, or another group, of the staff asked about before: "merkez dolu kadro", then "taşra"."""
        last = frame.state.last
        if last is None or not (frame.followup or not frame.asked):
            return ()
        earlier = list(dict.fromkeys((cell.subject, cell.item) for cell in last.cells))
        if len(earlier) != 1 or earlier[0][1] is None or len({m.kind for m in mentions}) != 1:
            return ()
        scope, item = earlier[0]
        pairs = [(m.entity, item) if m.kind == "staff" else (scope, m.entity) for m in mentions]
        if not all(self.base.facts_of(place, group) for place, group in pairs):
            return ()
        return tuple(Operand(*pair, m.start, m.end) for pair, m in zip(pairs, mentions, strict=True))

    def _last_two(self, frame: Frame) -> Iterator[tuple[str, tuple[Operand, ...], float]]:
        """The two things asked about last, by the same column: "kadın kaç", "erkek kaç", "aradaki fark"."""
        if not frame.features & JOINING or len(frame.state.trail) < 2:
            return
        older, newer = frame.state.trail[-2:]
        domain = domain_of(newer.subject.partition(":")[0])
        if older.column == newer.column and domain == domain_of(older.subject.partition(":")[0]):
            yield domain, (Operand(newer.subject, newer.item, -1, -1), Operand(older.subject, older.item, -1, -1)), 0.0

    def _ours(self, frame: Frame) -> bool:
        """Whether the agency itself is meant: "kurumumuzun", "bütçemiz"."""
        said = [segment for segment in frame.segments if segment.values("measure")]
        return any("agency" in segment.values("smalltalk") for segment in frame.segments) or any(
            a.possessive == "1p" and a.cost < OURS for s in said for a in analyses(frame.words[s.end - 1].stem)[:4]
        )

    def _spends(self, focus: tuple[str, ...]) -> bool:
        """Whether what was spoken of last has a budget of its own that may be meant."""
        return bool(focus) and focus[0].partition(":")[0] in COST_SCOPES | {"expense", "unit"}

    def _its(self, frame: Frame) -> bool:
        """Whether a short message asks for the budget of what was spoken of: "bütçesi"."""
        if not frame.state.focus or len(frame.words) > BRIEF:
            return False
        return any(
            segment.values("measure") & {"budget", "spent"}
            and any(a.possessive == "3s" and a.cost < 0.2 for a in analyses(frame.words[segment.end - 1].stem)[:4])
            for segment in frame.segments
        )

    def _scope_of(self, item: str) -> str:
        """The staff scope that has a group: the total where it is broken down by place, else the one place."""
        for scope in (self.base.workforce, *(child.id for child in self.base.children(self.base.workforce))):
            if self.base.facts_of(scope, item):
                return scope
        return self.base.workforce

    def _inherited(self, frame: Frame, budget: bool) -> Iterator[tuple[str, tuple[Operand, ...], float]]:
        """The operands of the question before, where this message names none."""
        yield from self._last_two(frame)
        last = frame.state.last
        cells = last.cells if last and last.cells else frame.state.trail[-1:]
        if cells:
            operands = dict.fromkeys((cell.subject, cell.item) for cell in cells)
            domain = domain_of(cells[0].subject.partition(":")[0])
            yield (
                domain,
                tuple(Operand(s, i, -1, -1) for s, i in operands),
                INHERITED - (0.1 if frame.followup else 0),
            )
            return
        for entity in frame.state.focus[:1]:
            kind = entity.partition(":")[0]
            if domain_of(kind):
                yield domain_of(kind), (Operand(entity, None, -1, -1),), INHERITED
            elif kind == "unit" and budget:
                activities = self.base.targets(entity, "responsible")
                if activities:
                    yield cols.COST, tuple(Operand(a, None, -1, -1) for a in activities), INHERITED


def _operand(frame: Frame, mention: Mention) -> Operand:
    return Operand(mention.entity, None, mention.start, mention.end, mention.end - 1 in frame.ablative)
