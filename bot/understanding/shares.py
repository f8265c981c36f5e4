"""What part of something a thing is: parts and their whole, what was spent of a budget, what came true of a plan."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering import columns as cols
from bot.answering.queries import Cell, Column, Query
from bot.understanding.asked import Asked, is_rate
from bot.understanding.dialogue import BRIEF
from bot.understanding.frame import COST_SCOPES, STAFF, Frame
from bot.understanding.linking import Mention
from bot.understanding.operands import Operand
from bot.understanding.segments import case_of
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase
from knowledge.language.cases import likely_case
from knowledge.language.proportions import SHARE
from knowledge.schema import COLUMN

Thing = tuple[str, str | None]
"""A subject, maybe broken down by an item."""
WITHIN = ("icinde", "icerisinde")
"""How words begin before which stands a whole, folded."""
SPENT = weight("shares.spent")
"""Gain of the share that was spent over other shares of a budget."""
SPOKEN = weight("shares.spoken")
"""Gain of the share in what was spoken of as the whole."""
NOWHERE = 99
"""Where nothing asks for a share: behind every word."""


def share(asked: Asked) -> Iterator[tuple[Query, float]]:
    """Cells (parts …, whole)."""
    if len(asked.operands) == 1 and len(asked.columns) <= 2:
        if asked.domain == cols.COST and _spending(asked):
            yield from _spent(asked)
            return
        based = any(one.kind == SHARE for one in asked.frame.message.proportions)
        if asked.domain == cols.COST and len(asked.columns) == 2 and based:
            yield asked.query(asked.of_one(*asked.columns)), 0.0  # "2022 bütçesi 2023 bütçesinin yüzde kaçı"
            return
        if asked.domain == cols.INDICATOR:
            realised = "realisation" in asked.frame.features
            if is_rate(asked.base, asked.operands[0].subject) and not realised:
                return  # a rate's own percent: "artış oranının planı, beklentisi"
            if asked.measures & {"planned", "estimate"} or realised or len(asked.columns) == 2:
                yield from _realised(asked)
                return
    if asked.domain == cols.INDICATOR:
        yield from _of_another(asked)
        return
    chosen, assumed, cost = asked.chosen()
    if len(chosen) != 1 or _only_within(asked.frame):
        return
    if _of_spoken(asked.base, asked.frame, asked.operands):
        cost += SPOKEN
    parts, whole = part_and_whole(asked.base, asked.frame, asked.operands)
    root = asked.base.agency.id
    apart = len(asked.operands) > 1 and all(o.subject != root and not o.item for o in asked.operands)
    if asked.frame.grand_total and apart:
        parts, whole = tuple((o.subject, None) for o in asked.operands), (root, None)
    if whole is not None:
        yield asked.query(tuple(Cell(s, i, chosen[0]) for s, i in (*parts, whole)), assumed), cost


def _spending(asked: Asked) -> bool:
    """Whether the share of a budget that was spent is asked for, or that of what was told to be spent."""
    one = asked.operands[0]
    past = [c.column for c in asked.frame.state.trail[-2:] if (c.subject, c.item) == (one.subject, one.item)]
    goes_on = not asked.columns and one.start < 0
    spent, budget = (Column(measure, asked.frame.year - 1) for measure in ("spent", "budget"))
    goes_on = goes_on and (past[-1:] == [spent] or set(past) == {spent, budget})
    said = asked.frame.features & {"spent_share", "realisation"} or "spent" in asked.measures
    return (goes_on or bool(said)) and asked.measures <= {"budget", "spent"}


def _spent(asked: Asked) -> Iterator[tuple[Query, float]]:
    """What was spent of a budget: the year's own, or another that is named."""
    last = asked.frame.year - 1
    spent = Column("spent", last)
    dated = (column for name in asked.named if name.years for column in name.columns)
    other = next((c for c in dated if c.measure == "budget" and c.year != last), None)
    if other is not None and "spent" in asked.measures:
        yield asked.query(asked.of_one(spent, other)), 0.0  # "haziran harcaması 2023 bütçesinin yüzde kaçı"
        return
    year = next((c.year for c in asked.columns if c.year), last)
    if year == last or "spent" in asked.measures:
        if len(asked_at(asked.frame)) > 1 and "percent" not in asked.frame.features:
            return  # "ne kadar ayrılmış, ne kadarı harcanmış" asks for both amounts
        both = "remain" in asked.frame.features
        if both and "percent" not in asked.frame.features:
            return  # "ne kadarı harcanmamış" asks for what is left
        yield asked.query(asked.of_one(spent, Column("budget", last)), both=both), SPENT
        return
    yield asked.query(asked.of_one(Column("", year)) * 2), 0.0


def _realised(asked: Asked) -> Iterator[tuple[Query, float]]:
    """What came true of a plan, or one column of an indicator as a share of another."""
    columns = asked.columns
    if len(columns) == 2 and asked.measures != {"planned", "estimate"}:
        yield asked.query(asked.of_one(*columns)), 0.0
        return
    last = asked.frame.year - 1
    if next((c.year for c in columns if c.year), last) == last:
        subject = asked.operands[0].subject
        cells = (Cell(subject, None, Column("estimate", last)), Cell(subject, None, Column("planned", last)))
        yield asked.query(cells), 0.0


def _of_another(asked: Asked) -> Iterator[tuple[Query, float]]:
    """One indicator as a share of another."""
    if any(word.folded.startswith("icinde") for word in asked.frame.words):
        return  # no programme tells what share of one thing is another
    if len(asked.operands) == 2 and not any(is_rate(asked.base, o.subject) for o in asked.operands):
        chosen, assumed, cost = asked.chosen()
        cells = asked.cells(chosen)
        if len(cells) == 2:
            yield asked.query(cells, assumed), cost


def part_and_whole(
    base: KnowledgeBase, frame: Frame, operands: tuple[Operand, ...]
) -> tuple[tuple[Thing, ...], Thing | None]:
    """Tells part from whole: the word before "yüzde kaçı" is the whole, the one after it the part."""
    first = operands[0]
    if first.item and first.item.startswith(f"{COLUMN}:"):
        return _of_table(base, frame, operands)
    scopes = frame.of_kinds(COST_SCOPES | {"staff"})
    items = frame.of_kinds({"expense", "staff_group"})
    root = base.agency.id if not frame.of_kinds(STAFF) else base.workforce
    after = asking_at(frame)[0]
    if len(operands) == 2 and first.start < 0 <= operands[1].start:
        return ((first.subject, first.item),), (operands[1].subject, operands[1].item)
    if len(items) == 2 and len(scopes) <= 1 and first.item and not _as_one(frame, items):
        part, of = _of_two(base, frame, items, after)
        codes = {base.entity(item.entity).code for item in items if item.kind == "staff_group"}
        if len(codes) > 1:
            return (), None  # no programme tells how many of the doctors are women
        return ((first.subject, part.entity),), (first.subject, of.entity)
    if len(operands) == 1 and first.start < 0:
        thing = (first.subject, first.item)
        spoken = _of_spoken(base, frame, operands)
        return ((thing,), spoken) if spoken else _in_all(thing, root)
    if len(scopes) == 2:
        return _of_scopes(base, scopes, items, root)
    if len(scopes) == 1 and len(items) == 1:
        return _of_item(base, frame, scopes[0], items[0], root)
    if len(scopes) == 1 and not items:
        return _in_all((scopes[0].entity, None), root)
    if items and len(scopes) <= 1:
        scope = first.subject
        if len(items) == 2 and "sum" not in frame.features and items[1].start > after > items[0].start:
            return ((scope, items[1].entity),), (scope, items[0].entity)
        return tuple((scope, m.entity) for m in items), (scope, None)
    return (), None


def _of_table(
    base: KnowledgeBase, frame: Frame, operands: tuple[Operand, ...]
) -> tuple[tuple[Thing, ...], Thing | None]:
    """A column of a row within the row itself, "minibüslerin yüzde kaçı kiralık", or rows within all of the table."""
    parts = tuple((one.subject, one.item) for one in operands)
    subject, item = parts[0]
    columns = [m.start for m in frame.mentions if m.kind == COLUMN]
    own = len(operands) == 1 and base.facts_of(subject, None) and columns and columns[0] >= asking_at(frame)[0]
    above = {base.entity(one).parent for one, _ in parts}
    whole = above.pop() if len(above) == 1 else None
    return parts, (subject, None) if own else (whole, item) if whole else None


def asking_at(frame: Frame) -> list[int]:
    """Where a share is asked for; NOWHERE where nothing asks."""
    return [s.start for s in frame.segments if s.values("feature") & {"share", "percent"}] or [NOWHERE]


def asked_at(frame: Frame) -> list[int]:
    """Where amounts are asked for: "ne kadar … ne kadarı"."""
    return [s.start for s in frame.segments if "how_much" in s.values("feature")]


def _only_within(frame: Frame) -> bool:
    """Whether a short message that goes on only says within what a thing lies: "içinde insan ticaretininki"."""
    asking = [s for s in frame.segments if s.values("feature") & {"share", "percent", "realisation", "how_much"}]
    said = {frame.words[at].folded for segment in asking for at in range(segment.start, segment.end)}
    return frame.state.last is not None and len(frame.words) <= BRIEF and all(one.startswith(WITHIN) for one in said)


def _of_spoken(base: KnowledgeBase, frame: Frame, operands: tuple[Operand, ...]) -> Thing | None:
    """The whole spoken of, where a message asks what share of it the part spoken of is, and names no other."""
    if len(operands) != 1 or operands[0].start >= 0 or frame.own or "budget" in frame.measures:
        return None
    return _spoken_whole(base, frame, (operands[0].subject, operands[0].item))


def _spoken_whole(base: KnowledgeBase, frame: Frame, part: Thing) -> Thing | None:
    """What was spoken of last, in the same column, that holds a thing: the sub-programme just told, an item's total."""
    subject, item = part
    above = {entity.id for entity in base.ancestors(subject)}
    trail = frame.state.trail
    columns = {cell.column for cell in trail if (cell.subject, cell.item) == part}
    for cell in reversed(trail):
        of_item = cell.item in (None, item)
        within = (cell.subject == subject and cell.item is None and item) or (cell.subject in above and of_item)
        if within and (cell.column in columns or cell.column.year is None):
            return cell.subject, cell.item
    return None


def _in_all(thing: Thing, root: str) -> tuple[tuple[Thing, ...], Thing | None]:
    """An item of its subject, or a subject of all; all is a share of nothing."""
    subject, item = thing
    if item:
        return (thing,), (subject, None)
    return ((), None) if subject == root else ((thing,), (root, None))


def _of_scopes(
    base: KnowledgeBase, scopes: list[Mention], items: list[Mention], root: str
) -> tuple[tuple[Thing, ...], Thing | None]:
    """The lower of two, or the first, within the other; by an item where one is named."""
    first, second = scopes[0].entity, scopes[1].entity
    item = items[0].entity if items else None
    if item and root in (first, second) and not base.facts_of(root, item):
        place = second if first == root else first  # "merkezde erkek personel oranı"
        return ((place, item),), (place, None)
    if second not in _above(base, first) and first in _above(base, second):
        first, second = second, first
    return ((first, item),), (second, item)


def _of_item(
    base: KnowledgeBase, frame: Frame, scope: Mention, part: Mention, root: str
) -> tuple[tuple[Thing, ...], Thing | None]:
    """An item of a scope, or, where that is asked for last, a scope of what has the item in all."""
    own = (scope.entity, part.entity)
    if any(m.entity == part.entity for m in frame.repeats) and scope.entity != root:
        return (own,), (root, part.entity)
    told = root == base.agency.id or bool(base.facts_of(root, part.entity))
    asked_last = scope.start >= asking_at(frame)[0] > part.start
    within = [case_of(frame.words[one.end - 1]) == "loc" for one in (part, scope)] == [True, False]
    # "uyum faaliyeti personel giderlerinin yüzde kaçını alıyor"
    measured = [one.base for one in frame.message.proportions if one.kind == SHARE]
    whole = scope.end <= part.start and any(part.start <= base < part.end for base in measured)
    taken = whole and likely_case(frame.words[scope.end - 1]) in ("", "acc")
    if (asked_last or within or taken) and scope.entity != root and told:
        return (own,), (root, part.entity)  # "geçici personelde taşranın payı"
    return (own,), (scope.entity, None)


def part_of(base: KnowledgeBase, frame: Frame, operands: tuple[Operand, ...]) -> list[Thing]:
    """(part, whole) of two things: the one that holds the other, else what "yüzde kaçı" follows, is the whole."""
    first, second = operands
    between = any(first.end <= at < second.start for at in asking_at(frame))
    if first.subject in _above(base, second.subject) or (between and second.subject not in _above(base, first.subject)):
        first, second = second, first
    return [(first.subject, first.item), (second.subject, second.item)]


def _above(base: KnowledgeBase, subject: str) -> frozenset[str]:
    return frozenset(entity.id for entity in base.ancestors(subject))


def _as_one(frame: Frame, items: list[Mention]) -> bool:
    """Whether two items are parts taken together: "personel ve prim giderlerinin payı"."""
    first, second = items
    joined = any(first.run - 1 <= joint <= second.start for joint in frame.joints)
    return joined or bool(frame.features & {"sum", "together", "add"})


def _of_two(base: KnowledgeBase, frame: Frame, items: list[Mention], after: int) -> tuple[Mention, Mention]:
    """(part, whole) of two items: the whole holds the other, "yüzde kaçı" follows it, or something lies within it."""
    first, second = items
    if first.entity in _above(base, second.entity):
        return second, first
    within = frame.words[first.end].folded if first.end < len(frame.words) else ""
    if first.end <= after < second.start or within.startswith(WITHIN):
        return second, first
    return first, second
