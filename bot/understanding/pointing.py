"""How many things a message points at: "üçünün toplamı" is of three, "ikisinin payı" of both together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_

from bot.answering import queries as q
from bot.answering.figures import domain_at, domain_of
from bot.answering.queries import Cell, Query
from bot.answering.terms import FIGURE, Ranked
from bot.questions.operation import Over
from bot.questions.registry import over
from bot.understanding.frame import Conversation
from bot.understanding.linking import Mention
from knowledge.base import KnowledgeBase
from knowledge.language.asking import QUESTION_WORDS
from knowledge.language.places import pointed_number
from knowledge.language.words import Word

LARGER = frozenset(str.split("yuzde on yirmi otuz kirk elli altmis yetmis seksen doksan yuz bin"))
"""Words before which such a word is a part of a number, folded."""
SEVERAL = ("bunlar", "onlar", "hepsi")
"""How words begin, folded, that point at several things, or at one that is many: "bu yabancılar"."""
TOGETHER = ("topla", "ortalama")
"""How words begin, folded, that make one figure of several."""
BESIDE = over(Over.MANY) | {q.VALUE, q.DIFFERENCE}
"""Operations whose figures are told beside each other."""
ONLY_PARTS = frozenset({"expense", "staff_group"})
"""Kinds of things that have figures as parts of others only."""
OF_ALL = over(Over.MANY)
"""Operations over all that was told, where nothing is named."""


def pointed_at(words: Sequence[Word]) -> int:
    """At how many things some words point; the last word of a larger number ("yirmi beşini") at none.

    >>> from knowledge.language.words import split
    >>> [pointed_at(split(text)) for text in ("ikisinin toplamı", "yirmi beşini söyle", "ayın on beşinde")]
    [2, 0, 0]
    """
    alone = (w for at, w in enumerate(words) if not (at and words[at - 1].folded in LARGER and not w.gap))
    return max((pointed_number(word.folded) for word in alone), default=0)


def asks_part(word: Word) -> bool:
    """Whether a word asks how many of those spoken of: "kaçı"."""
    return QUESTION_WORDS.get(word.folded) == "kaci"


@dataclass(frozen=True, slots=True)
class Pointed:
    """So many things spoken of that a message points at."""

    count: int = 0
    """Nought where it points at no number of them."""
    cells: frozenset[Cell] = frozenset()
    """The figures spoken of last."""
    told: frozenset[Cell] = frozenset()
    """Those that were told beside each other, where the message names nothing else."""

    def met(self, query: Query) -> bool:
        """Whether a query is of as many things as are pointed at, be they named beside or spoken of.

        Nor is it of a part of what was just told: "en büyüğü" is of all of it.
        """
        cells = frozenset(query.cells)
        if query.operation in OF_ALL and len(cells) > 1 and (self.told > cells or self._just_told(cells)):
            return False
        if self.count > 1 and query.operation == q.RELATION:
            return len(query.entities) >= self.count
        if self.count < 2 or not query.cells:
            return True
        if query.operation in (q.SUM, q.AVERAGE) and _whole_and_part(query.cells):
            return False
        parts = query.cells
        if query.operation == q.SHARE:
            # The last is what they are a share of, unless all are among those pointed at: "ikisinin birbirine oranı".
            things = {(cell.subject, cell.item) for cell in self.cells}
            spoken = {cell for cell in parts if (cell.subject, cell.item) in things}
            parts = parts if len(spoken) == len(parts) else parts[:-1]
        if query.operation == q.SAME and len({(cell.subject, cell.item) for cell in parts}) == 1:
            return len(set(parts)) == self.count  # "bu ikisi aynı mı": of two years, not of all there are
        return len(set(parts)) >= self.count

    def _just_told(self, cells: frozenset[Cell]) -> bool:
        """Whether other figures are meant: so many as are pointed at were told last, beside each other."""
        things = {(cell.subject, cell.item) for cell in self.told}
        return len(things) == self.count > 1 and {(cell.subject, cell.item) for cell in cells} != things


NOTHING_POINTED = Pointed()


def pointed(words: Sequence[Word], state: Conversation, named: bool = False) -> Pointed:
    """What a message points at; `named`: whether it names anything."""
    told = frozenset(() if named else told_beside(state))
    count = pointed_at(words)
    if any(a.folded.startswith(SEVERAL) and b.folded.startswith(TOGETHER) for a, b in pairwise(words)):
        count = max(count, 2, _spoken_of(state))  # "bunların toplamı" leaves out none
    if count < 2:
        return Pointed(told=told) if told else NOTHING_POINTED
    return Pointed(count, frozenset((*(state.last.cells if state.last else ()), *state.trail)), told)


def unnamed(focus: tuple[str, ...], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """What was spoken of, the last first, where a message names nothing else of the last one's kind: "kurul ne …"."""
    if not focus:
        return ()
    kind = focus[0].partition(":")[0]
    own = reduce(or_, (one.mask for one in mentions if one.entity == focus[0]), 0)
    return () if any(one.kind == kind and one.mask & ~own for one in mentions) else focus


def staff_apart(base: KnowledgeBase, state: Conversation, mentions: Sequence[Mention]) -> frozenset[str]:
    """Parts of the staff that are neither named nor of the one spoken of last: the centre where it was the field."""
    spoken = {cell.subject for cell in state.last.cells} if state.last else set()
    if len(spoken) != 1 or not all(one.startswith("staff:") for one in spoken):
        return frozenset()
    kin = (
        spoken
        | {mention.entity for mention in mentions}
        | {above.id for one in spoken for above in base.ancestors(one)}
    )
    others = {one.id for one in base.of_kind("staff")} - kin
    return frozenset(one for one in others if spoken.isdisjoint(above.id for above in base.ancestors(one)))


def told_beside(state: Conversation) -> tuple[Cell, ...]:
    """The figures of several things that the last answer told beside each other, in one column; empty for others."""
    last = state.last
    if last is None or last.operation not in BESIDE:
        return ()
    cells = last.cells or ranked(state)
    several = len({(cell.subject, cell.item) for cell in cells}) > 1
    return cells if several and len({cell.column for cell in cells}) == 1 else ()


def ranked(state: Conversation) -> tuple[Cell, ...]:
    """The figures by which the last answer ranked several members of a class."""
    last = state.last
    if last is None or not isinstance(last.terms, Ranked) or last.terms.by != FIGURE or len(last.columns) != 1:
        return ()
    return tuple(Cell(thing, None, last.columns[0]) for thing in state.told)


def _whole_and_part(cells: Sequence[Cell]) -> bool:
    """Whether figures are of a thing and of an item of it, or of all the staff here and of a part there.

    Nobody adds these up: "merkezde kaç kadın", then the field's staff, of which no women are told.
    """
    things = {(cell.subject, cell.item) for cell in cells}
    staff = {item is None for subject, item in things if subject.startswith("staff:")}
    return len(staff) > 1 or any(item and (subject, None) in things for subject, item in things)


def spoken_last(base: KnowledgeBase, state: Conversation) -> tuple[tuple[str, str | None], ...]:
    """What a follow-up that names nothing asks figures of, each with its item: those told last.

    After a text or a relation of another thing that has figures it is that thing: "ikamet iznini kim izliyor", then
    "2022 planı".
    """
    if state.last is not None and state.last.cells:
        return tuple(dict.fromkeys((cell.subject, cell.item) for cell in state.last.cells))
    newest = state.trail[-1:]
    for thing in state.focus[:1] if state.last is not None else ():
        figured = thing.partition(":")[0] not in ONLY_PARTS and domain_at(base, thing)
        if figured and not any(thing in (cell.subject, cell.item) for cell in newest):
            return ((thing, None),)
    return tuple((cell.subject, cell.item) for cell in newest)


def columns_in_turn(state: Conversation) -> tuple[Cell, ...]:
    """The figures of one thing that were asked for one after the other, the newest last."""
    found: list[Cell] = []
    for cell in reversed(state.trail):
        if (cell.subject, cell.item) != (state.trail[-1].subject, state.trail[-1].item):
            break
        found.append(cell)
    return tuple(reversed(found))


def asked_in_turn(state: Conversation) -> tuple[Cell, ...]:
    """The figures asked for one after the other in one column, the newest last, as far as they are of one sort."""
    found: dict[tuple[str, str | None], Cell] = {}
    for cell in reversed(state.trail):
        newest = state.trail[-1]
        if cell.column != newest.column or _sort(cell) != _sort(newest):
            break
        found.setdefault((cell.subject, cell.item), cell)
    return tuple(reversed(found.values()))


def _sort(cell: Cell) -> str:
    """Of which figures a figure is one: those of money, of indicators, of staff, of rooms …"""
    kind = cell.subject.partition(":")[0]
    return domain_of(kind) if cell.column.year else kind


def _spoken_of(state: Conversation) -> int:
    """How many things were told last, or asked one after the other in one column."""
    if state.told or not state.trail:
        return len(state.told)
    column = state.trail[-1].column
    return len({(cell.subject, cell.item) for cell in state.trail if cell.column == column})
