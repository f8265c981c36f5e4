"""Which agency, and which of its programmes, a message is about, where those of several are loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from bot.language.words import Word
from bot.understanding.linking import Linker, Mention
from bot.understanding.vocabulary import Lattice, Vocabulary
from knowledge.base import KnowledgeBase
from knowledge.vocabulary import ALL_AGENCIES

SURE = 0.3
"""The most that a word may cost to tell one agency from another."""
NAMED = 0.6
"""The most that an agency's name may cost."""
HALF = 0.5
"""Share of an agency's name, by weight, that names it."""
COMMON = 0.5
"""Share of the agencies from which a word tells none of them apart."""
ALIKE = 0.98
"""Share of the best agency's worth from which another one may be meant as well."""
PROGRAMME = "program"
"""How the word begins before which a budget year names a programme, folded: "2023 programında"."""
ACCORDING = frozenset({"gore", "bakarak", "nazaran"})
"""What may follow that word."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A programme that a message names: "2023 programına göre"."""

    year: int
    words: tuple[Word, ...]
    """The message without the words that name it."""


class AgencyFinder:
    """Finds agencies by their names, and by words that only some agencies' programmes have."""

    def __init__(self, base: KnowledgeBase, vocabulary: Vocabulary) -> None:
        self.base = base
        self.vocabulary = vocabulary
        self.linker = Linker(base.connection, ALL_AGENCIES)
        self._holding = lru_cache(20_000)(self._read_holding)

    def named(self, lattice: Lattice) -> int:
        """The number of the agency that a message names; 0 where it names none, or cannot be told which."""
        found = [
            m
            for m in self.linker.mentions(lattice)
            if m.cost < NAMED + (0 if m.whole else 1) and (m.whole or (m.coverage >= HALF and _side_by_side(m)))
        ]
        if not found:
            return 0
        found.sort(key=lambda m: (not m.whole, -m.mask.bit_count(), m.cost))
        best = found[0]
        rivals = [
            m
            for m in found[1:]
            if m.entity != best.entity and m.whole == best.whole and m.mask & best.mask and m.cost <= best.cost + 0.1
        ]
        if any(rival.mask.bit_count() >= best.mask.bit_count() for rival in rivals):
            return 0
        return self.base.agency_of(best.entity)

    def holding(self, lattice: Lattice) -> list[int]:
        """The agencies whose programmes hold most of what tells agencies apart in a message; empty where nothing does.

        Words count by how few agencies have them (inverse document frequency).
        """
        count = len(self.base.agencies)
        best: dict[int, dict[int, float]] = defaultdict(dict)
        for edge in lattice.edges:
            if edge.cost > SURE:
                continue
            agencies = self._holding(edge.word)
            if not agencies:
                continue
            worth = log(1 + count / len(agencies)) - edge.cost
            for agency in agencies:
                held = best[agency]
                held[edge.start] = max(held.get(edge.start, 0.0), worth)
        scores = {agency: sum(held.values()) for agency, held in best.items()}
        if not scores:
            return []
        top = max(scores.values())
        return sorted(agency for agency, score in scores.items() if score >= ALIKE * top)

    def _read_holding(self, word: int) -> tuple[int, ...]:
        """The agencies that have a word in a name; none for a word that most of them have."""
        most = int(COMMON * len(self.base.agencies)) + 1
        rows = self.base.connection.execute(
            "select agency from word_agencies where word = ? limit ?", (word, most + 1)
        ).fetchall()
        return tuple(row[0] for row in rows) if len(rows) <= most else ()


def anchor(words: Sequence[Word], years: Sequence[int]) -> Anchor | None:
    """The programme that a message names by one of some budget years; None where it names none.

    "2023 programı" and "2023 yılı performans programına göre" name one, "2023 bütçesi" does not.
    """
    for start, word in enumerate(words):
        if not word.stem.isdigit() or int(word.stem) not in years:
            continue
        end = start + 1
        while end < len(words) and words[end].stem.startswith(("yil", "performans")) and end - start < 3:
            end += 1
        if end >= len(words) or not words[end].stem.startswith(PROGRAMME):
            continue
        end += 1
        if end < len(words) and words[end].folded in ACCORDING:
            end += 1
        return Anchor(int(word.stem), (*words[:start], *words[end:]))
    return None


def _side_by_side(mention: Mention) -> bool:
    low = mention.mask & -mention.mask
    return (mention.mask + low) & mention.mask == 0
