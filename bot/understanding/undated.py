"""Figures without years: staff, buildings, equipment."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Query
from bot.answering.terms import Proposed
from bot.questions.operation import Over
from bot.questions.registry import over
from bot.understanding.asked import Asked, proposed
from bot.understanding.changes import first_asked
from bot.understanding.fitting import PEOPLE
from bot.understanding.frame import STAFF, Frame
from bot.understanding.proportions import PAIR
from bot.understanding.rules import REFUSED
from bot.understanding.shares import Thing, part_and_whole, part_of
from bot.understanding.weights import weight
from knowledge.language.asking import HOW_MANY
from knowledge.language.proportions import is_genitive, possessed
from knowledge.language.words import Word
from knowledge.schema import COLUMN

YEARED = weight("undated.yeared")
"""Cost of a year beside what has no years: "özel kalem 2023" is the activity, not the rooms."""
COMPARED = over(Over.PAIR)
"""Operations on two of them."""
ACCORDING = "gore"
"""The word after where something is looked up, or what it is compared with, folded."""
COMPARING = frozenset({"difference", "compare", "times", "more", "less"})
"""Features by which a part is held against its whole all the same."""
OVER_MANY = over(Over.MANY)
"""Operations on several."""
DATED = over(Over.SERIES, Over.PLAN, Over.SPENDING, Over.ENDS)
"""Operations that need years."""


def undated(asked: Asked) -> Iterator[tuple[Query, float]]:
    """The question about some of them."""
    frame, operation, operands = asked.frame, asked.operation, asked.operands
    if first_asked(asked) == REFUSED:
        return
    compared = "yesno" in frame.features and frame.features & {"more", "less"}
    if operation in (q.EXISTS, q.VALUE) and compared:
        return  # "merkezde taşradan çok mu" compares
    outside = [c for name in asked.named for c in name.columns]
    if outside:
        yield Query(operation, tuple(o.cell(outside[0]) for o in operands)), 0.0
        return
    staffed = all(o.subject.startswith("staff:") for o in operands)
    cost = YEARED if any(segment.years for segment in frame.segments) and not staffed else 0.0
    things = _things(asked)
    if things is None:
        return
    measures = _measures(asked)
    both = _two_measures(asked, things, measures)
    if both:
        # "kaç depo var, kaç metrekare": two figures of one thing.
        yield Query(operation, tuple(Cell(*things[0], Column(one)) for one in both)), cost
        return
    measure = next((m for m in measures if m != "count"), measures[0] if measures else "")
    if _people_counted(frame) and measure in ("", "count") and all(s.startswith("room:") for s, _ in things):
        measure = "capacity"
    columns = [_column(asked.figures, *thing, measure) or Column("", None) for thing in things]
    cells = tuple(Cell(*thing, column) for thing, column in zip(things, columns, strict=True))
    way = proposed(frame) if operation in (q.DIFFERENCE, q.CHANGE) else ""
    yield Query(operation, cells, terms=Proposed(way) if way else None), cost


def _measures(asked: Asked) -> list[str]:
    """The measures said, in that order, those inside the names among them."""
    said = 0
    for mention in (*asked.frame.mentions, *asked.frame.repeats):
        said |= mention.mask
    message = asked.frame.message
    numbered = {end for _, end, _ in message.numbers}  # "sekiz kişilik salondan kaç tane var" asks for no capacity
    said &= ~sum(1 << at for at in numbered)
    inside = {m: own for m in ("area", "capacity", "count") if (own := message.measured.get(m, 0) & said)}
    found = [(name.start, name.measure) for name in asked.named if name.measure and name.start not in numbered]
    found += [((own & -own).bit_length() - 1, measure) for measure, own in inside.items()]
    return [measure for _, measure in sorted(found)]


def _things(asked: Asked) -> list[Thing] | None:
    """What the operation works on, the whole last where it needs one; None where that cannot be."""
    frame, operation, operands = asked.frame, asked.operation, asked.operands
    things: list[Thing] = [(o.subject, o.item) for o in operands]
    if operation == q.SHARE:
        return _with_whole(asked, things)
    if operation in COMPARED:
        if len(things) != 2 or _source(asked, things):
            return None
        return things[::-1] if operands[0].base and not operands[1].base else things
    if operation in DATED or (operation in OVER_MANY and len(things) < 2):
        return None
    if operation == q.VALUE and len(things) == 1 and "each" in frame.features:
        # "merkez, taşra ve toplam ayrı ayrı": the parts, then the whole.
        subject, item = things[0]
        parts = [*((part.id, item) for part in asked.base.children(subject)), (subject, item)]
        return parts if len(parts) > 1 and all(asked.figures.columns(*part) for part in parts) else None
    return things


def _source(asked: Asked, things: list[Thing]) -> bool:
    """Whether a list of equipment is only where something of it is looked up: "envanterinize göre kaç yazıcı"."""
    (one, _), (other, _) = things
    above = {entity.id for entity in (*asked.base.ancestors(one), *asked.base.ancestors(other))}
    said = (s for s in asked.frame.segments if asked.frame.words[s.end - 1].folded != ACCORDING)
    compared = any(segment.values("feature") & COMPARING for segment in said)
    return bool(above & {one, other}) and not one.startswith("staff:") and not compared


def _with_whole(asked: Asked, things: list[Thing]) -> list[Thing] | None:
    """Parts and the whole of them."""
    subject, item = things[0]
    if len(things) == 1 and item and not (subject.startswith("staff:") or item.startswith(f"{COLUMN}:")):
        return [(subject, item), (subject, None)]  # of all there is of a thing, what stands at one place
    if asked.frame.of_kinds(STAFF) or len(things) == 1:
        parts, whole = part_and_whole(asked.base, asked.frame, asked.operands)
        if whole is None and len(things) == 1:
            parent = asked.base.entity(things[0][0]).parent
            parts, whole = (things[0],), (parent, None) if parent else None
        return None if whole is None else [*parts, whole]
    if len(things) == PAIR:
        return part_of(asked.base, asked.frame, asked.operands)
    last, _ = things[-1]
    held = all(last in {above.id for above in asked.base.ancestors(part)} for part, _ in things[:-1])
    return things if held else None  # of three things none need be the whole


def _two_measures(asked: Asked, things: list[Thing], measures: list[str]) -> list[str]:
    """The two measures of one thing that are asked for; empty where there are not two."""
    frame = asked.frame
    twice = sum(word.folded.startswith("kac") for word in frame.words) > 1
    joined = asked.operation == q.VALUE and len(things) == 1 and (bool(frame.joints) or twice or _side_by_side(asked))
    both = list(dict.fromkeys(measures)) if joined else []
    # in the table's order, whichever is said first: the same two figures are one meaning
    own = [column.measure for column in asked.figures.columns(*things[0])]
    both.sort(key=lambda one: own.index(one) if one in own else len(own))
    fits = len(both) == 2 and all(_column(asked.figures, *things[0], one) == Column(one) for one in both)
    return both if fits else []


def _side_by_side(asked: Asked) -> bool:
    """Whether two measures are only said side by side: "adet kapasite"; "kapasite adedi" is one."""
    words = asked.frame.words
    ends = [n.end - 1 for n in asked.named if n.measure and not words[n.start].folded.startswith(HOW_MANY)]
    return len(ends) > 1 and not any(is_genitive(words[at]) or _ended(words[at]) for at in ends)


def _ended(word: Word) -> bool:
    """Whether a word is possessed and shows it: "adedi", not "kapasite"."""
    return word.folded.endswith(("i", "u")) and possessed(word)


def _people_counted(frame: Frame) -> bool:
    """Whether people are counted: "kaç kişi"."""
    return any(
        "count" in s.values("feature") and frame.words[s.end - 1].folded.startswith(PEOPLE) for s in frame.segments
    )


def _column(figures: Figures, subject: str, item: str | None, measure: str) -> Column | None:
    """The column asked for: by its measure, or the subject's first."""
    found = figures.columns(subject, item)
    if not found:
        column = Column(measure or "count", None)
        return column if figures.at(Cell(subject, item, column)) else None
    if (
        not measure
        or (item or "").startswith(f"{COLUMN}:")
        or (measure == "count" and all(c.measure != "count" for c in found) and len(found) == 1)
    ):
        return found[0]
    return next((c for c in found if c.measure == measure), None)
