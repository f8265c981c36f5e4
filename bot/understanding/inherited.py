"""What figures are asked of where a message goes on: the things of the question before, alone or beside new ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering import columns as cols
from bot.answering.figures import domain_at
from bot.answering.queries import Cell, Column
from bot.questions.registry import OF_EVERY, features_of
from bot.understanding.dialogue import ANAPHORA, BRIEF, BRIEFER
from bot.understanding.frame import COST_SCOPES, STAFF, Frame
from bot.understanding.linking import Mention
from bot.understanding.pointing import SEVERAL, asked_in_turn, asks_part, pointed_at, spoken_last, told_beside
from bot.understanding.segments import Segment
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase
from knowledge.language.suffixes import analyses
from knowledge.schema import COLUMN

JOINING = frozenset({"sum", "together", "difference", "compare", "times"})
"""Features that ask for two things."""
EXTREMES = frozenset({"max", "min"})
"""Features that ask for one of several things."""
TAKEN_TOGETHER = features_of(OF_EVERY) | {"sum", "together"}
"""Features that make one figure of several things; of a whole and its part nobody wants that."""
ADDED = ("topla",)
"""How words begin, folded, that add up what was told, and do not add a row to a report: "ekleyeceğim"."""
OF_ALL = EXTREMES | TAKEN_TOGETHER | {"add"}
"""Features that ask something of all things spoken of, however many."""
ONE_OF = ("hangisi", "olan")
"""How words begin, folded, that look for one of several things: "en büyüğü hangisi", "en az olan"."""
SHARES = frozenset({"share", "percent"})
"""Features that ask what part of a whole something is."""
BRIEFLY = frozenset({"share", "percent", "how_much", "count", "exists", "yesno", "children", "what", "which"})
"""Features that a message may show which goes on though it does not say so."""
MONEY = frozenset({"budget", "spent"})
SPENDING = COST_SCOPES | {"expense", "unit"}
"""Kinds of things that have a budget of their own, or whose activities have."""
INHERITED, FOLLOWED = weight("inherited.inherited"), weight("inherited.followed")
"""Cost of a slot taken from the conversation; gain where the message says that it goes on."""
LACKING = -weight("figure_readings.absent")
"""Gain of what is asked of another place or group, and is not told: it costs no more than what is."""
PEOPLE = ("kisi", "calisan", "insan")
"""How words for people begin that anybody is, folded."""
AMONG_THEM = ("kadari", "bunlar", "onlar", "icinde", "aralarinda", "olanlar")
"""How words begin, folded, with which a part of those spoken of is asked for."""
OF_ANY_SORT = ("grup", "kategori", "kalem")
"""How words begin, folded, for a part of any whole."""
BOTH = weight("inherited.both")
"""Gain of the figures of as many things as are pointed at, each by itself: "ikisinin de 2025'i"."""
WITHIN = weight("inherited.within")
"""Gain of what was spoken of as a part of the whole that is named: which whole is meant is the surer for it."""
TOLD = weight("inherited.told")
"""Gain of all that was told beside each other, or of as many things as are pointed at."""
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
    """The thing named together with the one before: "personel gideri ile toplamı"; or as its whole."""
    last = frame.state.last
    if last is not None and frame.features & SHARES:
        yield from _in_named(frame, domain, one, _told(last.cells))
    if last is None or not frame.features & JOINING or not any(j in (one.end - 1, one.end) for j in frame.joints):
        return
    earlier = _told(last.cells)
    if len(earlier) == 1 and domain_at(frame.base, earlier[0][0]) == domain and earlier[0] != (one.subject, one.item):
        yield domain, (Operand(*earlier[0]), one), cost - INHERITED


def _in_named(frame: Frame, domain: str, one: Operand, earlier: Sequence[tuple[str, str | None]]) -> Iterator[Filled]:
    """The thing spoken of, as a part of the whole that is named before its share: "envanterdeki payı"."""
    asking = [s.start for s in frame.segments if s.values("feature") & SHARES]
    if len(earlier) != 1 or one.end > min(asking, default=0):
        return
    subject, item = earlier[0]
    above = {entity.id for entity in frame.base.ancestors(subject)}
    if (one.item == item and one.subject in above) or (one.item is None and item and one.subject in {subject, *above}):
        yield domain, (Operand(subject, item), one), WITHIN


def before(base: KnowledgeBase, frame: Frame, budget: bool) -> Iterator[Filled]:
    """The operands of the question before, where this message names none; `budget`: whether it asks for money."""
    yield from _together(frame)
    last = frame.state.last
    things = spoken_last(base, frame.state)
    if things:
        cells = last.cells if last and last.cells else frame.state.trail[-1:]
        price = INHERITED + (FOLLOWED if frame.followup else 0.0)
        price += TOLD if _told(cells) == [*things] and _surely_of(frame, cells) else 0.0
        yield domain_at(base, things[0][0]), tuple(Operand(*thing) for thing in things), price
        return
    for entity in frame.state.focus[:1]:
        if domain := domain_at(base, entity):
            yield domain, (Operand(entity, None),), INHERITED
        elif budget and entity.startswith("unit:") and (activities := base.targets(entity, "responsible")):
            yield cols.COST, tuple(Operand(activity, None) for activity in activities), INHERITED


def _surely_of(frame: Frame, cells: Sequence[Cell]) -> bool:
    """Whether a message can be about nothing but the one thing spoken of: the highest of its years that were told, or,
    where it points at it, a column that it names and nothing else."""
    if len(_told(cells)) > 1:
        return False
    said = [segment for segment in frame.segments if not segment.free]
    if len(cells) > 2 and frame.features & EXTREMES:
        return not any(segment.years for segment in said)
    pointing = any(word.folded in ANAPHORA for word in frame.words)
    named = [segment for segment in said if segment.years or "spent" in segment.values("measure")]
    own = all((segment.years and not segment.relative) or segment.values("measure") for segment in said)
    return pointing and own and len(said) <= 2 and bool(named) and len(cells) == 1


def _together(frame: Frame) -> Iterator[Filled]:
    """Several things spoken of: those told beside each other, else those asked in turn: "aradaki fark", "üçünü topla".

    Of what is asked without a number of all of them, all are; of what is asked of two, the last two.
    """
    number = pointed_at(frame.words)
    asked = frame.features & (JOINING | OF_ALL) or (number and frame.asked_money)
    if not asked or any("year" in kinds for _, kinds in frame.classes):
        return
    told, turns = told_beside(frame.state), asked_in_turn(frame.state)
    of_all = bool(frame.features & OF_ALL)
    joined = bool(frame.features & TAKEN_TOGETHER) or any(word.folded.startswith(ADDED) for word in frame.words)
    pointing = bool(number) or any(word.folded.startswith(SEVERAL) for word in frame.words)
    sure = pointing or any(word.folded.startswith(ONE_OF) for word in frame.words)
    if joined and not pointing and _of_all_there_is(frame):
        return
    if told:
        whole = not frame.state.last or bool(frame.state.last.cells)
        if not (sure or whole):
            return  # "peki en az?" ranks the class anew
        cells, sure = told, sure or of_all
        if (number or len(told)) != len(told) or (not of_all and len(told) > 2):
            return
    elif number:
        cells = turns[-number:] if len(turns) >= number else ()
    elif of_all and (sure or joined):
        cells = turns
    else:
        cells = () if of_all else turns[-2:]
    if len(cells) > 1 and not (joined and _nested(frame.base, cells)):
        things = tuple(Operand(cell.subject, cell.item) for cell in cells)
        price = BOTH if not frame.features & (JOINING | OF_ALL) else TOLD if sure else 0.0
        yield domain_at(frame.base, cells[0].subject), things, price


def _of_all_there_is(frame: Frame) -> bool:
    """Whether a total may be that of all there is, not of what was spoken of: "toplam bütçe", "toplam kaç personel"."""
    return frame.own or frame.grand_total or bool(frame.classes or frame.measures & MONEY)


def _nested(base: KnowledgeBase, cells: Sequence[Cell]) -> bool:
    """Whether some figure is a part of another."""
    things = {(cell.subject, cell.item) for cell in cells}
    above = [(entity.id, item) for subject, item in things for entity in base.ancestors(subject)]
    return any(one in things for one in above) or any(item and (subject, None) in things for subject, item in things)


def names_told(frame: Frame, operands: Sequence[Operand], segment: Segment) -> bool:
    """Whether a class word says what those are that were told beside each other, one of which is looked for.

    With a year or a measure the question is whole, and of all of the class.
    """
    told = {cell.item or cell.subject for cell in told_beside(frame.state)}
    if (
        not (told and frame.features & EXTREMES)
        or frame.asked_money
        or told != {one.item or one.subject for one in operands if one.start < 0}
    ):
        return False
    kinds = segment.values("kind")
    if frame.words[segment.end - 1].folded.startswith(OF_ANY_SORT):
        kinds = frozenset(kind.partition(":")[0] for kind in kinds)
    entities = [frame.base.entity(one) for one in told]
    return all({one.kind, f"{one.kind}:{one.code}"} & kinds for one in entities)


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


def staff_kept(base: KnowledgeBase, frame: Frame, mentions: Sequence[Mention]) -> tuple[tuple[Operand, ...], float]:
    """Another place, or another group, of the staff asked about before: "merkez dolu kadro", then "taşra"; the price.

    Also where the programme has no such figure: "merkezde kaç kadın var", then "taşrada kaç"; nothing else is meant.
    """
    last = frame.state.last
    earlier = _told(last.cells) if last else []
    goes_on = frame.followup or not frame.asked or _counts_on(frame)
    if len(earlier) != 1 or len({m.kind for m in mentions}) != 1 or not goes_on:
        return (), 0.0
    scope, item = earlier[0]
    of_group = mentions[0].kind == "staff_group"
    if scope.partition(":")[0] not in STAFF or (item is None and not of_group):
        return (), 0.0
    within = item if of_group and item and _of_them(frame) and not _alike(base, item, mentions) else None
    pairs = [(within or scope, m.entity) if of_group else (m.entity, item) for m in mentions]
    kept = tuple(Operand(*pair, m.start, m.end) for pair, m in zip(pairs, mentions, strict=True))
    held = [bool(base.facts_of(subject, of)) for subject, of in pairs]
    if all(held):
        return kept, 0.0
    if of_group and not within:
        return (), 0.0
    return kept, LACKING if not any(held) else 0.0


def cell_kept(base: KnowledgeBase, frame: Frame, mentions: Sequence[Mention]) -> tuple[Operand, ...]:
    """Another row of a table by the column asked about before, or another column of the row; none where it has none."""
    last = frame.state.last
    earlier = _told(last.cells) if last else []
    goes_on = frame.followup or not frame.asked or _counts_on(frame)
    if len(earlier) != 1 or len({m.kind for m in mentions}) != 1 or not goes_on:
        return ()
    subject, item = earlier[0]
    if mentions[0].kind == COLUMN:
        found = tuple(Operand(subject, m.entity, m.start, m.end) for m in mentions)
    else:
        found = tuple(Operand(m.entity, item, m.start, m.end) for m in mentions)
    return found if all(one.item and base.facts_of(one.subject, one.item) for one in found) else ()


def _counts_on(frame: Frame) -> bool:
    """Whether a short message only asks how many, and does not say of whom: "merkezde kaç"."""
    people = any(word.folded.startswith(PEOPLE) for word in frame.words)
    staff = any("staff" in kinds for _, kinds in frame.classes)
    return len(frame.words) <= BRIEFER and frame.told <= BRIEFLY and not (people or staff or frame.own)


def _of_them(frame: Frame) -> bool:
    """Whether a part of those counted before is asked for: "kaçı kadın"."""
    return any(asks_part(word) or word.folded.startswith(AMONG_THEM) for word in frame.words)


def _alike(base: KnowledgeBase, item: str, mentions: Sequence[Mention]) -> bool:
    """Whether groups are told apart as another one is: by sex, by schooling."""
    code = base.entity(item).code
    return all(base.entity(m.entity).code == code for m in mentions)


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
