"""Links words to entities: which names does a message mention, with which of its words, how completely."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from bot.understanding.lattice import LATTICES, Edge, Lattice
from bot.understanding.mentions import WHOLE, Mention, put_together
from bot.understanding.standing import Standing
from bot.understanding.weights import weight
from knowledge.slips import FUNCTION_WORD_WEIGHT

PARTIAL = weight("linking.partial")
"""Cost of naming an entity by a part of its name, whatever the part: only other words tell it from its like."""
MISSING = weight("linking.missing")
"""Further cost of a name of which nearly nothing was said."""
TELLING = 0.55
"""Weight from which one word of a name tells it from most others."""
FAINT = 0.25
"""Share of a name below which common words alone do not name it."""
ORDER = weight("linking.order")
"""Cost of a name's words in another order than its own."""
GAP = weight("linking.gap")
"""Cost of each word of something else that stands inside a mention."""
NEAR = 0.15
"""The most that a word may cost to count as a word of another name of the same thing."""
ROUNDING = 1e-9
"""What sums of the same weights in another order may differ by."""
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


class _Posting(NamedTuple):
    """A name in which a known word stands."""

    name: int
    position: int
    weight: float
    entity: str
    kind: str
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
        self._attribute_postings = lru_cache(WORDS_KEPT)(self._read_attributes)
        self._standing = lru_cache(LATTICES)(self._stand)
        self._mentions = lru_cache(LATTICES)(self._link)

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
                name = posting[0]
                pairs = candidates.get(name)
                if pairs is None:
                    candidates[name] = [(edge, posting)]
                else:
                    pairs.append((edge, posting))
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
            for name, position, share in self.connection.execute(
                f"select name, position, weight from name_words where word = ? and name in "
                f"({','.join('?' * len(others))})",
                (edge.word, *others),
            ):
                one = candidates[name][0][1]
                candidates[name].append((edge, _posting(name, position, share, one.entity, one.total, one.official)))
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
        return self._standing(lattice)

    def _stand(self, lattice: Lattice) -> Standing:
        masks = Standing()
        for edge in lattice.edges:
            if edge.cost > IN_TEXT:
                continue
            mask = _mask(edge.start, edge.end)
            for attribute in self._attribute_postings(edge.word):
                masks[attribute] = masks.get(attribute, 0) | mask
        return masks

    def mentions(self, lattice: Lattice) -> tuple[Mention, ...]:
        """The entities mentioned, the fullest and cheapest first; several for one entity where its words vary."""
        return self._mentions(lattice)

    def _link(self, lattice: Lattice) -> tuple[Mention, ...]:
        best: dict[tuple[str, int], Mention] = {}
        candidates = self._candidates(lattice.naming())
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
                        posting.entity, posting.kind, mask, cost, posting.coverage, start, end, slip, posting.official
                    )
        # "ilk yıl" names no "ilköğrenim".
        ordering = {1 << at for at, word in enumerate(lattice.words) if word.folded in ORDERING}
        if ordering:
            best = {key: m for key, m in best.items() if m.mask not in ordering or m.whole}
        return tuple(put_together(best, lambda entity: _said_apart(entity, candidates.values())))

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
        weights = {option.position: option.weight for option in options}
        several = len(weights) < len(options)
        away = _away(options) if several else None
        mention = self._assign(name, _in_order(options, away) if away else sorted(options))
        if mention is None:
            return ()
        if _coverage(sum(weights.values()), name.total) < WHOLE - ROUNDING:
            return (mention,)
        found = [mention]
        if away:
            near = self._assign(name, _in_place(options, away))
            if near is not None and near.mask != mention.mask and near.whole:
                found.append(near)
        left = [option for option in options if not option.mask & mention.mask]
        if mention.whole and len(left) >= mention.mask.bit_count():
            again = self._assign(name, _in_order(left, _away(left)))
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
        return Mention(name.entity, name.kind, used, cost, coverage, start, used.bit_length(), slip, name.official)


def _said_apart(entity: str, names: Iterable[Sequence[tuple[Edge, _Posting]]]) -> dict[int, float]:
    """The single words said that stand in any of an entity's names, by their places, with their costs."""
    words: dict[int, float] = {}
    for pairs in names:
        if pairs[0][1].entity != entity:
            continue
        for edge, _ in pairs:
            if edge.cost < NEAR and not edge.slip and edge.end == edge.start + 1:
                words[edge.start] = min(edge.cost, words.get(edge.start, NEAR))
    return words


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
    kind, alone = entity.partition(":")[0], _alone(weight, total, coverage)
    return _Posting(name, position, weight, entity, kind, total, official, coverage, alone)


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


def _in_order(options: Sequence[_Option], away: Callable[[_Option], int]) -> Sequence[_Option]:
    """Options by cost, those of telling words first; of a word typed twice the one nearest to its place."""
    return sorted(options, key=lambda option: (option.light, option.cost, away(option), option.position))


def _in_place(options: Sequence[_Option], away: Callable[[_Option], int]) -> Sequence[_Option]:
    """Options by how near they stand to their place: "hizmet" of another name is no "hizmetleri" of this one."""
    return sorted(options, key=lambda option: (option.light, away(option), option.cost, option.position))


def _away(options: Sequence[_Option]) -> Callable[[_Option], int]:
    """How many words an option stands from where the name, begun at its surest word, has it."""
    positions = [option.position for option in options]
    anchor = max(options, key=lambda one: (positions.count(one.position) == 1, one.weight, -one.cost))
    start = anchor.mask.bit_length() - anchor.position
    return lambda option: abs(option.mask.bit_length() - start - option.position)


def _beside(mask: int, used: int) -> bool:
    """Whether some words lie between or next to others."""
    low, high = used & -used, 1 << used.bit_length()
    return bool(mask & ((high << 1) - 1)) and mask >= low >> 1


def _mask(start: int, end: int) -> int:
    return (1 << end) - (1 << start)


__all__ = ["GAP", "WHOLE", "Linker", "Mention"]
