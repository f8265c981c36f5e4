"""Which agency, and which of its programmes, a message is about, where those of several are loaded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.linking import Linker, Mention
from bot.understanding.vocabulary import WORST, Lattice, Vocabulary
from knowledge.base import KnowledgeBase
from knowledge.language.words import Word
from knowledge.vocabulary import ALL_AGENCIES

NEAR = 0.1
"""What a word, or a name, may cost above the cheapest that the same typed words can be."""
NAMED = 0.6
"""The most that an agency's name may cost."""
HALF = 0.5
"""Share of an agency's name, by weight, that names it."""
COMMON = 0.5
"""Share of the agencies from which a word tells none of them apart."""
PROGRAMME = "program"
"""How the word begins before which a budget year names a programme, folded: "2023 programında"."""
JOINING = frozenset({"ve", "ile"})
"""What may stand between two programmes' years, folded."""
ACCORDING = frozenset({"gore", "bakarak", "nazaran"})
"""What may follow that word."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Programmes that a message names: "2023 programına göre"."""

    years: tuple[int, ...]
    words: tuple[Word, ...]
    """The message without the words that name them."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a message says of agencies by name."""

    agencies: tuple[int, ...]
    """Their numbers; several where the words are part of several names, or each is named."""
    mask: int
    """The words that name them, as bits."""
    sure: bool
    """Whether a name was said in full: part of one may be of the name of something else."""


class AgencyFinder:
    """Finds agencies by their names, and by words that only some agencies' programmes have."""

    def __init__(self, base: KnowledgeBase, vocabulary: Vocabulary) -> None:
        self.base = base
        self.vocabulary = vocabulary
        self.linker = Linker(base.connection, ALL_AGENCIES)
        self._holding = lru_cache(20_000)(self._read_holding)

    def named(self, lattice: Lattice) -> Named | None:
        """The agency that a message names, several where it cannot be told which or it names each; None for none."""
        listed = 0
        for span in lattice.spans:
            listed |= span.mask
        found = [
            m
            for m in self.linker.mentions(lattice)
            if _side_by_side(m)
            and (m.mask & (m.mask - 1) or m.mask & ~listed)  # "gibi" is no "GİB"
            and (m.cost < NAMED if m.whole else m.cost < NAMED + 1 and m.coverage >= HALF and m.mask & ~listed)
        ]
        if not found:
            return None
        found.sort(key=lambda m: (not m.whole, -m.mask.bit_count(), m.cost))
        best = found[0]
        meant, mask = [best.entity], best.mask
        for m in found[1:]:
            same = m.mask & best.mask == best.mask and m.whole == best.whole and m.cost <= best.cost + NEAR
            if same or (m.whole and not m.mask & mask):
                meant.append(m.entity)
                mask |= m.mask
        agencies = tuple(dict.fromkeys(self.base.agency_of(entity) for entity in meant))
        return Named(agencies, mask, best.whole)

    def holding(self, lattice: Lattice) -> list[int]:
        """The agencies whose programmes hold most of the words that no word list explains; empty for no telling word.

        A word that many agencies have tells nothing; one that may be several words is held by who holds any of them.
        """
        listed = {place for span in lattice.spans for place in range(span.start, span.end)}
        cheapest: dict[int, float] = {}
        for edge in lattice.edges:
            for place in range(edge.start, edge.end):
                cheapest[place] = min(edge.cost, cheapest.get(place, WORST))
        holders: dict[int, set[int]] = defaultdict(set)
        for edge in lattice.edges:
            for place in set(range(edge.start, edge.end)) - listed:
                if edge.cost <= cheapest[place] + NEAR:
                    holders[place].update(self._holding(edge.word))
        count = len(self.base.agencies)
        held: Counter[int] = Counter()
        for agencies in holders.values():
            if len(agencies) < count:
                held.update(agencies)
        top = max(held.values(), default=0)
        return sorted(agency for agency, places in held.items() if places == top)

    def _read_holding(self, word: int) -> tuple[int, ...]:
        """The agencies that have a word in a name or a text; all of them for a word that most have."""
        most = int(COMMON * len(self.base.agencies)) + 1
        rows = self.base.connection.execute(
            "select agency from word_agencies where word = ? limit ?", (word, most + 1)
        ).fetchall()
        return tuple(row[0] for row in rows) if len(rows) <= most else self.base.agencies


def anchor(words: Sequence[Word], years: Sequence[int]) -> Anchor | None:
    """The programmes that a message names by their budget years, out of some; None where it names none.

    "2023 programı" and "2023 yılı performans programına göre" name one, "2022 ve 2023 programlarında" two, "2023
    bütçesi" none.
    """
    named: list[int] = []
    kept: list[Word] = []
    position = 0
    while position < len(words):
        end, found = _programmes(words, position, years)
        if not found:
            kept.append(words[position])
        position = end
        named += found
        if found and position < len(words) and words[position].folded in JOINING:
            position += bool(_programmes(words, position + 1, years)[1])
    return Anchor(tuple(dict.fromkeys(named)), tuple(kept)) if named else None


def _programmes(words: Sequence[Word], start: int, years: Sequence[int]) -> tuple[int, list[int]]:
    """The years of the programmes that are named from a word on, and where the words that name them end."""
    named: list[int] = []
    end = start
    while end < len(words) and words[end].stem.isdigit() and int(words[end].stem) in years:
        named.append(int(words[end].stem))
        end += 1
        end += end < len(words) and words[end].folded in JOINING
    if not named:
        return start + 1, []
    more = 0
    while end < len(words) and words[end].stem.startswith(("yil", "performans")) and more < 2:
        end, more = end + 1, more + 1
    if end >= len(words) or not words[end].stem.startswith(PROGRAMME):
        return start + 1, []
    end += 1
    return end + (end < len(words) and words[end].folded in ACCORDING), named


def _side_by_side(mention: Mention) -> bool:
    low = mention.mask & -mention.mask
    return (mention.mask + low) & mention.mask == 0
