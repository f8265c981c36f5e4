"""Persons of several bands of age together: "41 yaş ve üzeri", "otuz yaşını geçmemiş", "31 ile 45 yaş arası"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.answering import queries as q
from bot.answering.queries import Cell, Column, Query
from bot.understanding.frame import STAFF, Conversation
from bot.understanding.lattice import Lattice
from bot.understanding.left_out import excluding
from bot.understanding.mentions import Mention
from knowledge.base import KnowledgeBase
from knowledge.language import numbers as number_words
from knowledge.language.letters import fold
from knowledge.language.words import Word

AGE = re.compile(r"yas(?:$|[ıi]|lar|l[ıi]|ta)")
"""How the word begins that says that an age is meant, folded; not "yasal", "yaşayan"."""
YEARS_OLD = "yas"
"""The word itself, as names of bands have it."""
BESIDE = 1
"""Words that stand between an age and that word at most."""
YOUNGEST, OLDEST = 10, 99
"""Numbers that may be an age."""
COLUMN = Column(q.COUNT, None)
ABOVE = re.compile(r"(?:uzer|ust|yukari|buyuk|yasli|as(?:an|mis|kin)|gec(?:en|mis|kin))")
BELOW = re.compile(r"(?:alt[ıi]|kucuk|genc|asagi|as(?:mayan|mamis)|gec(?:meyen|memis)|doldurma)")
"""How the words begin, folded, that say on which side of an age somebody is."""
BEYOND = re.compile(r"(?:buyuk|yasli|as(?:an|mis)|gec(?:en|mis)|kucuk|genc|doldurma)")
"""Those of them for whom the age itself does not count, where no "ve" stands between: "40 yaşından büyük"."""
UP_TO = re.compile(r"(?:as(?:mayan|mamis)|gec(?:meyen|memis))")
"""Those for whom it does."""
AND = frozenset({"ve", "veya"})
"""Words between an age and its side, folded, by which the age itself counts: "41 yaş ve üzeri"."""
ADDED = re.compile(r"(?:kat(?:$|a|ar|in|sak|arsak)|ekle|dahil)")
"""How the words begin, folded, that add to what was told."""
BETWEEN = re.compile(r"aras")
SURELY = 0.1
"""The most that a word may cost which asks for something else."""
FAR = 5
"""Words within which an age and its side stand."""
_ASKED_OTHERWISE = tuple(
    f"feature:{one}"
    for one in ("average", "change", "compare", "difference", "max", "min", "percent", "share", "times")
)
_BAND = re.compile(r"(\d+)\s*[-–]\s*(\d+)|(\d+)\b.*?\b(uzer|ust|alt)")


class Band(NamedTuple):
    """A group of the staff by age."""

    least: int
    most: int
    id: str


def by_age(base: KnowledgeBase, lattice: Lattice, mentions: Sequence[Mention], state: Conversation) -> Query | None:
    """How many persons of the staff are within ages that bands of the programme make up; None where none are asked for.

    Never where a band lies on both sides of an age, or something is asked that is no number of persons.
    """
    words = lattice.words
    if not any(AGE.match(word.folded) for word in words) or excluding(lattice) or _asks_otherwise(lattice):
        return None
    bands = {band.id: band for band in _bands(base)}
    parts = [one for one in mentions if one.kind == "staff" and one.whole]
    named = 0
    for one in parts:
        named |= one.mask
    others = [one for one in mentions if one.whole and one.mask & ~named and one.entity not in bands]
    if any(one.kind not in ("staff", "agency") for one in others):
        return None  # "kadın" is in no table of ages, and another thing asks for more
    subject = _subject(base, [one.entity for one in parts], state, list(bands))
    own = sorted(band for band in bands.values() if base.facts_of(subject, band.id))
    before = _added_to(lattice, state, subject, bands)
    for least, most in _ages(words):
        chosen = [band for band in own if band.least >= least and band.most <= most]
        if chosen and (chosen[0].least == least or (not least and chosen[0] is own[0])) and _ends(chosen, own, most):
            cells = tuple(Cell(subject, band.id, COLUMN) for band in sorted({*before, *chosen}))
            return Query(q.SUM if len(cells) > 1 else q.VALUE, cells=cells)
    return None


def _added_to(lattice: Lattice, state: Conversation, subject: str, bands: Mapping[str, Band]) -> list[Band]:
    """The bands told last to which others are added: "buna 31-40 yaş grubunu da kat"."""
    added = any(ADDED.match(word.folded) for word in lattice.words)
    cells = state.last.cells if added and state.last is not None else ()
    if any(cell.subject != subject or cell.item not in bands for cell in cells):
        return []
    return [bands[cell.item] for cell in cells if cell.item]


def _asks_otherwise(lattice: Lattice) -> bool:
    """Whether something is asked that is no number of persons; "31 ile 40 yaş arası" is no difference."""
    asked = lattice.saying(_ASKED_OTHERWISE, most=SURELY)
    return any(asked >> at & 1 and not BETWEEN.match(word.folded) for at, word in enumerate(lattice.words))


def _ends(chosen: Sequence[Band], own: Sequence[Band], most: int) -> bool:
    """Whether bands end where the ages do that are asked for."""
    return chosen[-1].most == most or (most == OLDEST and chosen[-1] is own[-1])


def _bands(base: KnowledgeBase) -> Iterator[Band]:
    for group in base.of_kind("staff_group"):
        name = fold(group.name)
        match = _BAND.search(name) if YEARS_OLD in name.split() else None
        if match is None:
            continue
        if match[1]:
            yield Band(int(match[1]), int(match[2]), group.id)
        elif match[4] == "alt":
            yield Band(0, int(match[3]), group.id)
        else:
            yield Band(int(match[3]), OLDEST, group.id)


def _ages(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The least and the most age that a message may ask for, the likelier first: nought and OLDEST for no bound."""
    found = [n for n in number_words.find(words) if YOUNGEST <= n.value <= OLDEST and n.value == int(n.value)]
    near = {at for n in found for at in (*range(n.start - 1 - BESIDE, n.start), *range(n.end, n.end + 1 + BESIDE))}
    if not any(AGE.match(word.folded) for at, word in enumerate(words) if at in near):
        return  # "yaşı sorulan 30 gün": of something else
    ages = [int(number.value) for number in found]
    if len(ages) == 2 and ages[0] < ages[1]:
        yield ages[0], ages[1]
    if len(ages) != 1:
        return
    age, behind = ages[0], words[found[0].end : found[0].end + FAR]
    counted = False
    for word in behind:
        counted = counted or word.folded in AND
        if BELOW.match(word.folded):
            own = counted or bool(UP_TO.match(word.folded))
            yield (0, age) if own else (0, age - 1)
            if not own and not BEYOND.match(word.folded):
                yield 0, age
            return
        if ABOVE.match(word.folded):
            yield (age, OLDEST) if counted else (age + 1, OLDEST)
            if not counted and not BEYOND.match(word.folded):
                yield age, OLDEST
            return


def _subject(base: KnowledgeBase, named: Sequence[str], state: Conversation, bands: Sequence[str]) -> str:
    """The part of the staff that is named, or was spoken of; else the largest that is told apart by age.

    Empty where a part is named that is not told apart by age.
    """
    told = {one.id: sum(f.value for id in bands for f in base.facts_of(one.id, id)) for one in base.of_kind("staff")}
    parts = [one for one in named if one != base.workforce]
    if not parts and state.last is not None and not named:
        parts = [cell.subject for cell in state.last.cells if cell.subject.partition(":")[0] in STAFF]
    if parts:
        return next((one for one in parts if told.get(one)), "")
    return max(told, key=lambda id: told[id], default="")
