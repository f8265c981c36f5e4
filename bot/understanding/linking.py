"""Links words to entities: which names does a message mention, with which of its words, how completely."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.understanding.standing import Standing
from bot.understanding.vocabulary import Lattice
from knowledge.slips import FUNCTION_WORD_WEIGHT

WHOLE = 0.97
"""Share of a name's weight from which it counts as named in full."""
PARTIAL = 0.35
"""Cost of naming an entity by a part of its name, whatever the part: only other words tell it from its like."""
MISSING = 0.25
"""Further cost of a name of which nearly nothing was said."""
TELLING = 0.55
"""Weight from which one word of a name tells it from most others."""
FAINT = 0.25
"""Share of a name below which common words alone do not name it."""
ORDER = 0.12
"""Cost of a name's words in another order than its own."""
GAP = 0.2
"""Cost of each word of something else that stands inside a mention."""
WIDENED = 0.1
"""Cost of each word that another name of the same thing adds: it says no more, but it fits."""
OWN = 0.6
"""A programme's own name said in full at or below this cost comes before another's nickname."""
OTHERS = 0.15
"""Cost of a nickname that is another entity's own name."""
IN_TEXT = 0.6
"""The most that a word may cost to count as standing in a text."""
KEPT = 40
"""Mentions kept of one message."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity that some words of a message can mean."""

    entity: str
    mask: int
    """The words as bits."""
    cost: float
    coverage: float
    """Share of the name that was said, by weight."""
    start: int
    end: int
    slip: bool = False
    official: bool = False
    """Whether it is the programme's own name, not another one that people use."""

    @property
    def kind(self) -> str:
        """The entity's kind."""
        return self.entity.partition(":")[0]

    @property
    def whole(self) -> bool:
        """Whether the name, or another name of it, was said in full."""
        return self.coverage >= WHOLE


class _Option(NamedTuple):
    """One typed word, or synonym, that one word of a name can be."""

    cost: float
    position: int
    mask: int
    weight: float
    slip: bool
    synonym: bool


class Linker:
    """Looks names up in a knowledge base."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._names: dict[int, tuple[str, float, bool]] = {}
        self._postings = lru_cache(20_000)(self._read_postings)
        self._attribute_postings = lru_cache(20_000)(self._read_attributes)

    def _read_postings(self, word: int) -> tuple[tuple[int, int, float], ...]:
        return tuple(self.connection.execute("select name, position, weight from name_words where word = ?", (word,)))

    def _read_attributes(self, word: int) -> tuple[int, ...]:
        return tuple(
            row[0] for row in self.connection.execute("select attribute from attribute_words where word = ?", (word,))
        )

    def attribute_masks(self, lattice: Lattice) -> Standing:
        """For each text, the words of the message that stand in it, as bits."""
        masks = Standing()
        for edge in lattice.edges:
            if edge.cost > IN_TEXT:
                continue
            mask = _mask(edge.start, edge.end)
            for attribute in self._attribute_postings(edge.word):
                masks[attribute] = masks.get(attribute, 0) | mask
        return masks

    def mentions(self, lattice: Lattice) -> list[Mention]:
        """The entities mentioned, the fullest and cheapest first; several for one entity where its words vary."""
        candidates: dict[int, list[_Option]] = defaultdict(list)
        for edge in lattice.edges:
            mask = _mask(edge.start, edge.end)
            for name, position, weight in self._postings(edge.word):
                candidates[name].append(_Option(edge.cost, position, mask, weight, edge.slip, edge.synonym))
        best: dict[tuple[str, int], Mention] = {}
        for name, options in candidates.items():
            # One option is looked at as it is: most names are only brushed by a common word.
            if len(options) == 1:
                alone = self._alone(name, options[0])
                said: Iterable[Mention] = (alone,) if alone is not None else ()
            else:
                said = () if self._faint(name, options) else self._said(name, options)
            for mention in said:
                key = (mention.entity, mention.mask)
                if key not in best or mention.cost < best[key].cost:
                    best[key] = mention
        named = {m.mask for m in best.values() if m.official and m.whole and m.cost < OWN}
        best = {
            key: m if m.mask not in named or (m.official and m.whole) else replace(m, cost=m.cost + OTHERS)
            for key, m in best.items()
        }
        same: dict[str, list[Mention]] = defaultdict(list)
        for mention in best.values():
            same[mention.entity].append(mention)
        joined = [
            one
            for alike in same.values()
            if len(alike) > 1
            for m in alike
            if m.mask & (m.mask - 1) and m.whole
            for one in self._widened(m, alike)
        ]
        found = sorted([*best.values(), *joined], key=lambda mention: (-mention.mask.bit_count(), mention.cost))
        return _without_dominated(found)

    def _widened(self, mention: Mention, others: Iterable[Mention]) -> Iterator[Mention]:
        """A name with a word of another name of the same thing beside it: "biten dış destekli proje"."""
        for other in others:
            beside = not other.mask & mention.mask and other.start <= mention.end and other.end >= mention.start
            if beside:
                mask = mention.mask | other.mask
                start = min(mention.start, other.start)
                said = max(WIDENED * other.mask.bit_count(), other.cost if other.slip else 0.0)
                yield replace(mention, mask=mask, cost=mention.cost + said, start=start, end=mask.bit_length())

    def _faint(self, name: int, options: list[_Option]) -> bool:
        """Whether only common words of a long name were said: others name it better."""
        strongest = max(option.weight for option in options)
        if strongest >= TELLING:
            return False
        said = sum({option.position: option.weight for option in options}.values())
        return said < FAINT * self._name(name)[1]

    def _name(self, name: int) -> tuple[str, float, bool]:
        """(entity, weight, whether official) of a name."""
        if name not in self._names:
            row = self.connection.execute("select entity, weight, official from names where id = ?", (name,)).fetchone()
            self._names[name] = (row[0], row[1], bool(row[2]))
        return self._names[name]

    def _said(self, name: int, options: list[_Option]) -> Iterator[Mention]:
        """A name where it is said, and where it is said in full once more."""
        mention = self._assign(name, _in_order(options))
        if mention is None:
            return
        yield mention
        if len({option.position for option in options}) < len(options):
            near = self._assign(name, _in_place(options))
            if near is not None and near.mask != mention.mask and near.whole:
                yield near
        left = [option for option in options if not option.mask & mention.mask]
        if mention.whole and len(left) >= mention.mask.bit_count():
            again = self._assign(name, _in_order(left))
            if again is not None and again.whole:
                yield again

    def _alone(self, name: int, option: _Option) -> Mention | None:
        """A name of which one word was said: what `_assign` finds, without the search."""
        if option.weight <= FUNCTION_WORD_WEIGHT:
            return None
        entity, total, official = self._name(name)
        if option.weight < TELLING and option.weight < FAINT * total:
            return None
        coverage = min(1.0, option.weight / total) if total else 0.0
        cost = option.cost if coverage >= WHOLE else option.cost + PARTIAL + MISSING * (1 - coverage)
        mask = option.mask
        start = (mask & -mask).bit_length() - 1
        return Mention(entity, mask, cost, coverage, start, mask.bit_length(), option.slip, official)

    def _assign(self, name: int, options: list[_Option]) -> Mention | None:
        """Gives each word of a name the first typed word among the options that no other word of it has.

        The words of one synonym ("deport" for "sınır dışı") share what was typed.
        """
        taken: set[int] = set()
        used = 0
        synonyms: set[int] = set()
        said = strongest = cost = 0.0
        slip = False
        order: list[tuple[int, int]] = []
        for option in options:
            shares = option.synonym and option.mask in synonyms
            if option.position in taken or (used & option.mask and not shares):
                continue
            if option.weight <= FUNCTION_WORD_WEIGHT and used and not _beside(option.mask, used):
                continue
            taken.add(option.position)
            if option.weight > FUNCTION_WORD_WEIGHT:
                order.append((option.position, option.mask & -option.mask))
            if not shares:
                cost += option.cost
            if option.synonym:
                synonyms.add(option.mask)
            used |= option.mask
            said += option.weight
            strongest = max(strongest, option.weight)
            slip = slip or option.slip
        if strongest <= FUNCTION_WORD_WEIGHT:
            return None
        placed = [mask for _, mask in sorted(order)]
        if any(b < a for a, b in pairwise(placed)):
            cost += ORDER
        entity, total, official = self._name(name)
        coverage = min(1.0, said / total) if total else 0.0
        if coverage < WHOLE:
            cost += PARTIAL + MISSING * (1 - coverage)
        start = (used & -used).bit_length() - 1
        return Mention(entity, used, cost, coverage, start, used.bit_length(), slip, official)


def _in_order(options: list[_Option]) -> list[_Option]:
    """Options by cost, those of telling words first; of a word typed twice the one nearest to its place."""
    if len({option.position for option in options}) == len(options):
        return sorted(options, key=lambda option: (option.weight <= FUNCTION_WORD_WEIGHT, option.cost, option.position))
    away = _away(options)
    return sorted(
        options,
        key=lambda option: (option.weight <= FUNCTION_WORD_WEIGHT, option.cost, away(option), option.position),
    )


def _in_place(options: list[_Option]) -> list[_Option]:
    """Options by how near they stand to their place: "hizmet" of another name is no "hizmetleri" of this one."""
    away = _away(options)
    return sorted(
        options,
        key=lambda option: (option.weight <= FUNCTION_WORD_WEIGHT, away(option), option.cost, option.position),
    )


def _away(options: list[_Option]) -> Callable[[_Option], int]:
    """How many words an option stands from where the name, begun at its surest word, has it."""
    typed = Counter(option.position for option in options)
    anchor = max(options, key=lambda option: (typed[option.position] == 1, option.weight, -option.cost))
    start = anchor.mask.bit_length() - anchor.position
    return lambda option: abs(option.mask.bit_length() - start - option.position)


def _beside(mask: int, used: int) -> bool:
    """Whether some words lie between or next to others."""
    low, high = used & -used, 1 << used.bit_length()
    return bool(mask & ((high << 1) - 1)) and mask >= low >> 1


def _mask(start: int, end: int) -> int:
    return ((1 << end) - 1) & ~((1 << start) - 1)


def _without_dominated(mentions: list[Mention]) -> list[Mention]:
    """The first KEPT, without what another mention of the same entity says with more words at no higher cost."""
    kept: list[Mention] = []
    same: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        others = same[mention.entity]
        if any(other.mask & mention.mask == mention.mask and other.cost <= mention.cost for other in others):
            continue
        others.append(mention)
        kept.append(mention)
        if len(kept) == KEPT:
            break
    return kept
