"""Which words of a message stand in which texts, and how much of a message a text so holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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
        self._held: dict[int, Sequence[tuple[int, float, int]]] = {}

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

    def held(self, target: int) -> Sequence[tuple[int, float, int]]:
        """(text, share of the target's weight that it holds, words of the target that it holds), where any.

        Words count by how few texts hold them (inverse document frequency).
        """
        if target not in self._held:
            self._held[target] = self._hold(target)
        return self._held[target]

    def _hold(self, target: int) -> Sequence[tuple[int, float, int]]:
        alike = Counter(self.values())
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
        return [(id, *shares[words]) for id, words in self.items() if words in shares]


def _bits(mask: int) -> Iterator[int]:
    """Each word of a set by itself, the first first: a text holds few of a message's words."""
    while mask:
        low = mask & -mask
        yield low
        mask ^= low


def _weight(holding: int) -> float:
    """What a word counts that so many texts hold."""
    return log(TEXTS / (1 + holding)) if holding else UNKNOWN
