"""How much of a message stands in the texts about a thing: an indicator is asked for by what it counts, too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from bot.understanding.second.mentions import Named
from bot.understanding.second.signals import Signals
from knowledge.base import KnowledgeBase

AGENCY = "agency"
"""The kind of thing whose texts tell of everything."""
FOUND = 2
"""Things that no name names and that are looked at all the same, those described best."""
TELLING = 4.0
"""What the words weigh at least by which such a thing is found."""
WELL = 0.6
"""Share of a name from which a thing is named, whatever its texts say."""
FAR = 0.5
"""What it costs to be described and not named."""


def things_by_text(base: KnowledgeBase) -> dict[int, str]:
    """Each text of the programmes in view, by its row, with what it is about; none about the agency itself."""
    marks = ",".join("?" * len(base.programmes))
    rows = base.connection.execute(
        f"select id, entity from attributes where programme in ({marks})", tuple(one.id for one in base.programmes)
    )
    return {id: entity for id, entity in rows if not entity.startswith(f"{AGENCY}:")}


class Described:
    """The things of one message. Words are bits; one weighs by how few things it stands in texts of."""

    def __init__(self, things: Mapping[int, str], count: int, said: Signals, standing: Mapping[int, int]) -> None:
        """`things`: as `things_by_text` has them, so many in all; `standing`: the words that stand in each text."""
        target = said.full & ~(said.small | said.year_mask | said.number_mask)
        self.words: dict[str, int] = defaultdict(int)
        for text, mask in standing.items():
            if mask & target and text in things:
                self.words[things[text]] |= mask & target
        alike = Counter(self.words.values())
        holding: Counter[int] = Counter()
        for mask, number in alike.items():
            for at in _places(mask):
                holding[at] += number
        self._weights = {at: log((count + 1) / number) for at, number in holding.items()}
        self.total = sum(self._weights.values())
        scores = {mask: self.weight(mask) for mask in alike}
        ranked = sorted(((scores[mask], thing) for thing, mask in self.words.items()), reverse=True)
        self._best = ranked[: FOUND + 1]

    def weight(self, mask: int) -> float:
        """What some words weigh together."""
        return sum([self._weights[at] for at in _places(mask) if at in self._weights])

    def share(self, thing: str) -> float:
        """How much the texts about a thing hold of all that any texts hold."""
        return self.weight(self.words.get(thing, 0)) / (self.total or 1.0)

    def lead(self, thing: str) -> float:
        """How much more that is than what those about any other thing hold; below nought where it is less."""
        rival = next((score for score, other in self._best if other != thing), 0.0)
        return (self.weight(self.words.get(thing, 0)) - rival) / (self.total or 1.0)

    def found(self, mentions: Sequence[Named], cues: int) -> list[Named]:
        """The things described best that no name names well, each by the words of its texts; `cues`: what asks."""
        named = {one.entity for one in mentions if one.coverage > WELL}
        places = Counter(one.kind for one in mentions)
        found = []
        for score, thing in self._best[:FOUND]:
            mask = self.words[thing] & ~cues
            if score < TELLING or thing in named or self.weight(mask) < TELLING:
                continue
            kind = thing.partition(":")[0]
            gaps = mask.bit_length() - (mask & -mask).bit_length() + 1 - mask.bit_count()
            said = self.weight(mask) / (self.total or 1.0)
            found.append(Named(thing, kind, 0.0, said, mask, FAR, False, False, mask.bit_count(), gaps, places[kind]))
            places[kind] += 1
        return found


def _places(mask: int) -> list[int]:
    """The positions of the words of a set."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
