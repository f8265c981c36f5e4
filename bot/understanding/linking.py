"""Links words to entities: which names does a message mention, with which of its words, how completely."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from bot.understanding.standing import Standing
from bot.understanding.vocabulary import Edge, Lattice
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
NEAR = 0.15
"""The most that a word may cost to count as a word of another name of the same thing."""
WIDENED = 0.1
"""Cost of each word that another name of the same thing adds: it says no more, but it fits."""
OWN = 0.6
"""A programme's own name said in full at or below this cost comes before another's nickname."""
OTHERS = 0.15
"""Cost of a nickname that is another entity's own name."""
IN_TEXT = 0.6
"""The most that a word may cost to count as standing in a text."""
ORDERING = frozenset({"ilk", "son", "birinci", "ikinci", "ucuncu", "onceki", "sonraki"})
"""Words that put things in an order, folded: alone they are no part of a name."""
POSTINGS = 250
"""Names looked at for one word alone. Of a word that stands in more, those of which it is the largest share: the
others are found by their rarer words, so that a hundred times more names cost little more time."""
NAMES = 300
"""Names looked at of one message where some of its words are common: those of which most was said."""
WORDS_KEPT = 4_096
"""Words whose names are kept."""
KEPT = 40
"""Mentions kept of one message."""


class Mention(NamedTuple):
    """An entity that some words of a message can mean; a tuple, because a message has dozens."""

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


class _Posting(NamedTuple):
    """A name in which a known word stands."""

    name: int
    position: int
    weight: float
    entity: str
    total: float
    """The weight of the whole name."""
    official: bool
    coverage: float
    """Share of the name that the word alone is."""
    alone: float | None
    """What naming the entity by this word alone costs beside the word; None where it does not name it."""


class _Option(NamedTuple):
    """One typed word, or synonym, that one word of a name can be; in the order in which they are tried."""

    light: bool
    """Whether the word tells no name from another: "ve"."""
    cost: float
    position: int
    mask: int
    weight: float
    slip: bool
    synonym: bool


class Linker:
    """Looks up the names of one agency's programmes, or those of the agencies themselves (ALL_AGENCIES)."""

    def __init__(self, connection: sqlite3.Connection, agency: int = 1) -> None:
        self.connection = connection
        self.agency = agency
        self._postings = lru_cache(WORDS_KEPT)(self._read_postings)
        self._attribute_postings = lru_cache(20_000)(self._read_attributes)

    def _read_postings(self, word: int) -> tuple[_Posting, ...]:
        """The names in which a word stands: of a common word those of which it is the most."""
        rows = self.connection.execute(
            "select name, position, name_words.weight, entity, names.weight, official "
            "from name_words join names on names.id = name where name_words.agency = ? and word = ? "
            "order by share desc limit ?",
            (self.agency, word, POSTINGS),
        )
        return tuple(
            _posting(name, position, weight, entity, total, bool(official))
            for name, position, weight, entity, total, official in sorted(rows)
        )

    def _candidates(self, edges: Iterable[Edge]) -> dict[int, list[tuple[Edge, _Posting]]]:
        """For each name that may be said, the words that may be words of it."""
        candidates: dict[int, list[tuple[Edge, _Posting]]] = {}
        common = []
        for edge in edges:
            postings = self._postings(edge.word)
            if len(postings) == POSTINGS:
                common.append(edge)
            for posting in postings:
                if posting.name in candidates:
                    candidates[posting.name].append((edge, posting))
                else:
                    candidates[posting.name] = [(edge, posting)]
        return self._completed(candidates, common) if common else candidates

    def _completed(
        self, candidates: dict[int, list[tuple[Edge, _Posting]]], common: Sequence[Edge]
    ) -> dict[int, list[tuple[Edge, _Posting]]]:
        """The names of which most was said, with the common words that `_postings` left out of them."""
        if len(candidates) > NAMES:
            likeliest = nlargest(NAMES, candidates, key=lambda name: _told(candidates[name]))
            candidates = {name: candidates[name] for name in sorted(likeliest)}
        for edge in common:
            found = {posting.name for posting in self._postings(edge.word)}
            others = [name for name in candidates if name not in found]
            for name, position, weight in self.connection.execute(
                f"select name, position, weight from name_words where word = ? and name in "
                f"({','.join('?' * len(others))})",
                (edge.word, *others),
            ):
                one = candidates[name][0][1]
                candidates[name].append((edge, _posting(name, position, weight, one.entity, one.total, one.official)))
        return candidates

    def _read_attributes(self, word: int) -> tuple[int, ...]:
        return tuple(
            row[0]
            for row in self.connection.execute(
                "select attribute from attribute_words where agency = ? and word = ?", (self.agency, word)
            )
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
        best: dict[tuple[str, int], Mention] = {}
        candidates = self._candidates(lattice.edges)
        for pairs in candidates.values():
            edge, posting = pairs[0]
            if len(pairs) > 1:
                for mention in self._said(posting, pairs):
                    key = (mention.entity, mention.mask)
                    if key not in best or mention.cost < best[key].cost:
                        best[key] = mention
            elif posting.alone is not None:
                # One word is taken as it is: most names are only brushed by a common one.
                start, end, _, cost, slip, _ = edge
                cost += posting.alone
                mask = _mask(start, end)
                key = (posting.entity, mask)
                if key not in best or cost < best[key].cost:
                    best[key] = Mention(
                        posting.entity, mask, cost, posting.coverage, start, end, slip, posting.official
                    )
        # "ilk yıl" names no "ilköğrenim".
        ordering = {1 << at for at, word in enumerate(lattice.words) if word.folded in ORDERING}
        best = {key: m for key, m in best.items() if m.mask not in ordering or m.whole}
        named = {m.mask for m in best.values() if m.official and m.whole and m.cost < OWN}
        best = {
            key: m if m.mask not in named or (m.official and m.whole) else m._replace(cost=m.cost + OTHERS)
            for key, m in best.items()
        }
        said: dict[str, dict[int, float]] = defaultdict(dict)
        for pairs in candidates.values():
            for edge, posting in pairs:
                if edge.cost < NEAR and not edge.slip and edge.end == edge.start + 1:
                    words = said[posting.entity]
                    words[edge.start] = min(edge.cost, words.get(edge.start, NEAR))
        same: dict[str, list[Mention]] = defaultdict(list)
        names: dict[tuple[str, int], str] = {}
        for mention in best.values():
            same[mention.entity].append(mention)
            if mention.whole:
                names[mention.kind, mention.mask] = mention.entity
        joined = [
            one
            for alike in same.values()
            if len(alike) > 1
            for m in alike
            if m.mask & (m.mask - 1) and m.whole
            for one in self._widened(m, [o for o in alike if names.get((o.kind, o.mask), o.entity) == o.entity])
        ]
        named_by: dict[str, list[Mention]] = defaultdict(list)
        for mention in best.values():
            if mention.whole:
                named_by[mention.kind].append(mention)
        for mention in best.values():
            if mention.whole and (one := _filled(mention, said[mention.entity], named_by[mention.kind])) is not None:
                joined.append(one)
        found = sorted([*best.values(), *joined], key=lambda mention: (-mention.mask.bit_count(), mention.cost))
        return _without_dominated(found)

    def _widened(self, mention: Mention, others: Iterable[Mention]) -> Iterator[Mention]:
        """A name with a word of another name of the same thing beside it: "biten dış destekli proje".

        `others` name the thing too; a word that is the name of another one of the kind is none of them.
        """
        for other in others:
            beside = not other.mask & mention.mask and other.start <= mention.end and other.end >= mention.start
            if beside:
                mask = mention.mask | other.mask
                start = min(mention.start, other.start)
                said = max(WIDENED * other.mask.bit_count(), other.cost if other.slip else 0.0)
                yield mention._replace(mask=mask, cost=mention.cost + said, start=start, end=mask.bit_length())

    def _said(self, name: _Posting, pairs: Sequence[tuple[Edge, _Posting]]) -> Sequence[Mention]:
        """A name where it is said, and where it is said in full once more; `name` is any of its postings."""
        if _faint(name.total, pairs):
            return ()
        options = [
            _Option(
                posting.weight <= FUNCTION_WORD_WEIGHT,
                edge.cost,
                posting.position,
                _mask(edge.start, edge.end),
                posting.weight,
                edge.slip,
                edge.synonym,
            )
            for edge, posting in pairs
        ]
        several = len({option.position for option in options}) < len(options)
        mention = self._assign(name, _in_order(options) if several else sorted(options))
        if mention is None:
            return ()
        found = [mention]
        if several:
            near = self._assign(name, _in_place(options))
            if near is not None and near.mask != mention.mask and near.whole:
                found.append(near)
        left = [option for option in options if not option.mask & mention.mask]
        if mention.whole and len(left) >= mention.mask.bit_count():
            again = self._assign(name, _in_order(left))
            if again is not None and again.whole:
                found.append(again)
        return found

    def _assign(self, name: _Posting, options: Sequence[_Option]) -> Mention | None:
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
            if option.light and used and not _beside(option.mask, used):
                continue
            taken.add(option.position)
            if not option.light:
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
        coverage = _coverage(said, name.total)
        if coverage < WHOLE:
            cost += PARTIAL + MISSING * (1 - coverage)
        start = (used & -used).bit_length() - 1
        return Mention(name.entity, used, cost, coverage, start, used.bit_length(), slip, name.official)


def _filled(mention: Mention, words: Mapping[int, float], others: Iterable[Mention]) -> Mention | None:
    """A name said in full with the words inside it that other names of the thing have: "desteklenen ve tamamlanan".

    `others` are the things of the kind that are named in full: their words are theirs.
    """
    inside = [at for at in range(mention.start, mention.end) if not mention.mask >> at & 1 and at in words]
    if not inside:
        return None
    theirs = 0
    for other in others:
        theirs |= other.mask if other.entity != mention.entity else 0
    if any(theirs >> at & 1 for at in inside):
        return None
    mask = mention.mask | sum(1 << at for at in inside)
    return mention._replace(mask=mask, cost=mention.cost + sum(WIDENED + words[at] for at in inside))


def _told(pairs: Sequence[tuple[Edge, _Posting]]) -> tuple[float, float]:
    """How much a name's said words tell at most, and which share of the name they are."""
    edge, one = pairs[0]
    if len(pairs) == 1:
        return round(one.weight - edge.cost, 3), one.coverage
    weights: dict[int, float] = {}
    for edge, posting in pairs:
        weights[posting.position] = max(posting.weight - edge.cost, weights.get(posting.position, 0.0))
    said = sum(weights.values())
    return round(said, 3), said / one.total


def _posting(name: int, position: int, weight: float, entity: str, total: float, official: bool) -> _Posting:
    coverage = _coverage(weight, total)
    return _Posting(name, position, weight, entity, total, official, coverage, _alone(weight, total, coverage))


def _coverage(said: float, total: float) -> float:
    """Share of a name that was said."""
    return min(1.0, said / total) if total else 0.0


def _alone(weight: float, total: float, coverage: float) -> float | None:
    """What it costs to name an entity by one word of a name, or None where a common word is too little of it."""
    if weight <= FUNCTION_WORD_WEIGHT or (weight < TELLING and weight < FAINT * total):
        return None
    return 0.0 if coverage >= WHOLE else PARTIAL + MISSING * (1 - coverage)


def _faint(total: float, pairs: Iterable[tuple[Edge, _Posting]]) -> bool:
    """Whether only common words of a long name were said: others name it better."""
    weights = {}
    for _, posting in pairs:
        if posting.weight >= TELLING:
            return False
        weights[posting.position] = posting.weight
    return sum(weights.values()) < FAINT * total


def _in_order(options: Sequence[_Option]) -> Sequence[_Option]:
    """Options by cost, those of telling words first; of a word typed twice the one nearest to its place."""
    away = _away(options)
    return sorted(options, key=lambda option: (option.light, option.cost, away(option), option.position))


def _in_place(options: Sequence[_Option]) -> Sequence[_Option]:
    """Options by how near they stand to their place: "hizmet" of another name is no "hizmetleri" of this one."""
    away = _away(options)
    return sorted(options, key=lambda option: (option.light, away(option), option.cost, option.position))


def _away(options: Sequence[_Option]) -> Callable[[_Option], int]:
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
