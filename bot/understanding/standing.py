"""Which words of a message stand in which texts, and how much of a message a text so holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import nlargest
from math import log

from knowledge.base import KnowledgeBase

TEXTS = 500
"""About how many texts a programme has; only the order of the weights matters."""
UNKNOWN = 3.5
"""Weight of a word that stands in no text: as of one that stands in a dozen."""


class Standing(dict[int, int]):
    """For each text the words of one message that stand in it, as bits; what is asked of it is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._reach: dict[str, int] = {}
        self._held: dict[tuple[int, int], Sequence[tuple[int, float, int]]] = {}
        self._shares: dict[int, dict[int, tuple[float, int]]] = {}

    def reach(self, entity: str, base: KnowledgeBase) -> int:
        """The words that stand in any text about an entity, as bits."""
        if entity not in self._reach:
            mask = 0
            for attribute in base.attributes(entity):
                mask |= self.get(attribute.id, 0)
            self._reach[entity] = mask
        return self._reach[entity]

    def __missing__(self, text: int) -> int:
        return 0

    def held(self, target: int, fewest: int = 1) -> Sequence[tuple[int, float, int]]:
        """(text, share of the target's weight that it holds, words of the target that it holds), where so many.

        Words count by how few texts hold them (inverse document frequency).
        """
        key = (target, fewest)
        if key not in self._held:
            shares = {words: one for words, one in self._shares_of(target).items() if one[1] >= fewest}
            self._held[key] = [(id, *shares[words]) for id, words in self.items() if words in shares]
        return self._held[key]

    def fullest(self, target: int, most: int) -> list[tuple[int, float, int]]:
        """Those of which most is held, of equal ones the first texts; most texts hold a single word and are none."""
        shares, left, least = self._shares_of(target), most, 0.0
        for share, count in sorted(
            ((shares[words][0], n) for words, n in self._alike.items() if words in shares), reverse=True
        ):
            left -= count
            if left <= 0:
                least = share
                break
        found = [(id, *shares[words]) for id, words in self.items() if words in shares and shares[words][0] >= least]
        return nlargest(most, found, key=lambda held: (held[1], -held[0]))

    @cached_property
    def _alike(self) -> Counter[int]:
        """How many texts hold the same words."""
        return Counter(self.values())

    def _shares_of(self, target: int) -> dict[int, tuple[float, int]]:
        """For each set of words that a text holds the share of a target's weight, and how many words of it, if any."""
        if target not in self._shares:
            self._shares[target] = self._weigh(target)
        return self._shares[target]

    def _weigh(self, target: int) -> dict[int, tuple[float, int]]:
        alike = self._alike
        holding: dict[int, int] = defaultdict(int)
        for words, n in alike.items():
            for bit in _bits(words & target):
                holding[bit] += n
        weights = {bit: _weight(holding[bit]) for bit in _bits(target)}
        total = sum(weights.values())
        shares: dict[int, tuple[float, int]] = {}
        for words in alike:
            if held := words & target:
                share = sum([weights[bit] for bit in _bits(held)]) / total if total else 0.0
                shares[words] = share, held.bit_count()
        return shares


def _bits(mask: int) -> Iterator[int]:
    """Each word of a set by itself, the first first: a text holds few of a message's words."""
    while mask:
        low = mask & -mask
        yield low
        mask ^= low


def _weight(holding: int) -> float:
    """What a word counts that so many texts hold."""
    return log(TEXTS / (1 + holding)) if holding else UNKNOWN
