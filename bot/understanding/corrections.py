"""What a message takes back: "2023 pardon 2024", "merkez değil taşra", "yok 2025"; only what stands for it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.understanding.dialogue import ANAPHORA
from bot.understanding.frame import COST_SCOPES
from bot.understanding.linking import Mention
from bot.understanding.segments import bits, case_of
from bot.understanding.vocabulary import Lattice
from knowledge.language import numbers as number_words
from knowledge.language import years as year_words
from knowledge.language.asking import OF_THINGS
from knowledge.language.words import Word, split

DENYING = "degil"
"""The word that denies what stands before it, folded."""
SLIPPED = frozenset(
    {"pardon", "yani", "dogrusu", "duzeltiyorum", "dilerim", "yok", "hayir", "oldu", "yazdim", "soyledim"}
)
"""Words after which comes what was meant, folded."""
NEEDED = {"dogrusu": "daha", "dilerim": "ozur", **dict.fromkeys(("oldu", "yazdim", "soyledim"), "yanlis")}
"""For some of them the word before that makes them one, folded: "yanlış oldu"."""
BESIDE = SLIPPED | {"daha", "ay", "ya", "ozur", "aman", "yanlis"}
"""What may stand beside such a word, folded: "ay pardon"."""
MEANING = "yani"
"""The word that may as well explain what stands before it, folded: of it only a whole name takes back another."""
BRIEF = 9
"""Words of a message in which a name or a measure is taken back that is not said in full; in longer ones it may be
anything."""
OPENING = frozenset({"yok", "hayir", "pardon", "karistirdim"})
"""Words at the beginning of a message that take back the one before, folded."""
LEFT_IN = frozenset({"sadece", "yalniz", "yalnizca", "salt", "hem", "ne"})
"""Words before what is denied that leave it in, folded: "sadece 2023 değil"."""
PARTICLES = frozenset({"de", "da"})
FILLING = PARTICLES | {"ben", "onu", "onun", "asil", "aslinda"}
"""What may stand before what was meant, folded."""
CERTAIN = 0.3
"""The most that a word may cost to say a measure."""
NAMING = 0.8
"""The most that words may cost to name a thing."""
WHOLES = {"staff_group": frozenset({"staff"}), "expense": COST_SCOPES}
"""For each kind of part the kinds of its wholes."""
YEAR, MEASURE, SCOPE = "year", "measure", "scope"


@dataclass(frozen=True, slots=True)
class Said:
    """Words start … end (exclusive) that fill a slot of a question: a year, a measure, or a name by its kind."""

    slot: str
    start: int
    end: int
    mask: int
    means: frozenset[str]
    full: bool = True
    """Whether it is a year, or a name that is said in full."""


class Corrections:
    """Takes out of messages what they take back."""

    def __init__(
        self, read: Callable[[Sequence[Word]], Lattice], named: Callable[[Lattice], Sequence[Mention]], year: int
    ) -> None:
        """`read`, `named`: what words can be, and which things they name; `year`: the budget year."""
        self.read = read
        self.named = named
        self.year = year

    def corrected(self, words: tuple[Word, ...], goes_on: bool) -> tuple[Word, ...]:
        """The words without what they take back, and without the word that says so.

        `goes_on`: whether something was asked before, so that a message may begin by taking that back.
        """
        if not any(word.folded in SLIPPED or word.folded == DENYING for word in words):
            return words
        read = dated(words, self.year)
        shorter = read
        for taking in (self._denied, self._slipped):
            while (found := taking(shorter, goes_on)) is not None:
                shorter = found
        shorter = self._opened(shorter) if goes_on else shorter
        return words if shorter == read else shorter

    def _denied(self, words: tuple[Word, ...], goes_on: bool) -> tuple[Word, ...] | None:
        """The words without the first thing that a "değil" denies, where another one of its sort follows."""
        for at in range(1, len(words) - 1):
            if words[at].folded != DENYING or words[at + 1].folded in OF_THINGS:
                continue
            of_before = goes_on and words[at - 1].folded in ANAPHORA
            if of_before and all(w.folded in OPENING for w in words[: at - 1]) and self._slots(words, at + 1):
                return _beginning(words[at + 1 :])
            shorter = self._without(words, at, at + 1, beside=True)
            if shorter is not None:
                return shorter
        return None

    def _slipped(self, words: tuple[Word, ...], goes_on: bool) -> tuple[Word, ...] | None:
        """The words without the first thing that was said by mistake, where another one of its sort follows."""
        for at in range(1, len(words) - 1):
            word = words[at].folded
            if (
                word not in SLIPPED
                or words[at + 1].folded in OF_THINGS
                or words[at - 1].folded != NEEDED.get(word, words[at - 1].folded)
            ):
                continue
            if word == MEANING and (words[at].gap or words[at + 1].gap):
                continue
            start, end = at, at + 1
            while start and words[start - 1].folded in BESIDE:
                start -= 1
            while end < len(words) - 1 and words[end].folded in BESIDE:
                end += 1
            held = word == "yok" and case_of(words[start - 1]) == "loc"  # "2023'te yok"
            shorter = self._without(words, start, end, word == MEANING) if start and not held else None
            if shorter is not None:
                return shorter
        return None

    def _opened(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """A message without the words at its beginning that only take back the one before."""
        start = 0
        while start < len(words) - 1 and words[start].folded in (BESIDE if start else OPENING):
            if words[start + 1].folded in OF_THINGS:
                break
            start += 1
        return _beginning(words[start:]) if start and self._slots(words, start) else words

    def _without(self, words: tuple[Word, ...], start: int, end: int, beside: bool = False) -> tuple[Word, ...] | None:
        """The words without those of a correction, start … end, and without what those after it stand in place of.

        `beside`: what is taken back stands right before. None where nothing is.
        """
        while end < len(words) - 1 and words[end].folded in PARTICLES:
            end += 1
        meant = self._first(words, end)
        sure = words[start].folded == MEANING or len(words) > BRIEF
        if sure:
            meant = [said for said in meant if said.full]
        if not meant or any(word.folded in LEFT_IN for word in words[:start]):
            return None
        earlier = self._slots(words, 0, start)
        if sure:
            earlier = [said for said in earlier if said.full]
        last = [one for slot in {said.slot for said in meant} if (one := _last(earlier, slot)) is not None]
        taken, begun = bits(start, end), start
        for one in sorted(last, key=lambda said: -said.end):
            if not _same(one, meant) and (one.end == begun or not beside):
                taken |= one.mask
                begun = one.start
        if taken == bits(start, end):
            return None
        for one in meant:  # what was meant may have been said before: "iki bin yirmi üç … yirmi iki değil yirmi üç"
            if any(said.means == one.means and not said.mask & taken for said in earlier):
                taken |= one.mask
        return _beginning(tuple(w for at, w in enumerate(words) if not taken >> at & 1))

    def _first(self, words: tuple[Word, ...], start: int) -> list[Said]:
        """What the words from a position on say first, each right behind the other: a name, a year, its measure."""
        while start < len(words) and words[start].folded in FILLING:
            start += 1
        found = self._slots(words, start)
        first: dict[str, Said] = {}
        ends = {start}
        while ends:
            following = [said for said in found if said.start in ends and said.slot not in first]
            following = [said for said in following if said.full or said.start == start or said.slot == MEASURE]
            first |= {said.slot: said for said in reversed(following)}
            ends = {said.end for said in following}
        return list(first.values())

    def _slots(self, words: tuple[Word, ...], start: int, end: int | None = None) -> list[Said]:
        """All that fills a slot in the words start … end of a message, the best named first."""
        end = len(words) if end is None else end
        if start >= end:
            return []
        spans = [span for span in year_words.find(words, self.year) if start <= span.start and span.end <= end]
        found = [Said(YEAR, y.start, y.end, bits(y.start, y.end), frozenset(map(str, y.years))) for y in spans]
        of_years = sum(said.mask for said in found)
        lattice = self.read(words[start:end])
        for span in lattice.spans:
            measures = frozenset(sense for sense in span.own if sense.startswith("measure:"))
            if measures and span.cost < CERTAIN:
                said = Said(MEASURE, start + span.start, start + span.end, span.mask << start, measures, False)
                found.append(said)
        standing = sum(1 << at for at, word in enumerate(words[start:end]) if word.folded in ANAPHORA)
        mentions = [m for m in self.named(lattice) if (m.whole or m.cost < NAMING) and not m.mask & standing]
        mentions.sort(key=lambda m: (not m.whole, -m.mask.bit_count(), m.cost))
        for mention in mentions:
            mask = (mention.mask & ~_of_whole(mention, mentions)) << start
            if mask and not mask & of_years:
                slot = SCOPE if mention.kind in COST_SCOPES else mention.kind
                first = (mask & -mask).bit_length() - 1
                found.append(Said(slot, first, mask.bit_length(), mask, frozenset({mention.entity}), mention.whole))
        return found


def _of_whole(part: Mention, mentions: Sequence[Mention]) -> int:
    """The words of a part's name that name the whole which it is of, as bits: "merkez" of "merkez kadın"."""
    kinds = WHOLES.get(part.kind, frozenset())
    mask = 0
    for other in mentions:
        if other.kind in kinds and other.whole and other.mask & part.mask == other.mask:
            mask |= other.mask
    return mask


def _last(earlier: Sequence[Said], slot: str) -> Said | None:
    """What was said last in a slot, by the best name."""
    found = [said for said in earlier if said.slot == slot]
    return max(found, key=lambda said: said.end, default=None)


def _same(one: Said, meant: Sequence[Said]) -> bool:
    """Whether what was meant is the same thing, which is only said otherwise."""
    return one.slot not in (YEAR, MEASURE) and any(said.slot == one.slot and said.means & one.means for said in meant)


def _beginning(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words that are left of a message, as one that begins with them."""
    return (replace(words[0], gap=""), *words[1:]) if words else words


def dated(words: tuple[Word, ...], year: int) -> tuple[Word, ...]:
    """The words with years of two words in figures, where there are several: "yirmi üç pardon yirmi dört".

    `year`: one near which they lie.
    """
    century = year // 100 * 100
    found = [n for n in number_words.find(words) if n.end == n.start + 2 and _near(n.value + century, year)]
    if len(found) < 2:
        return words
    for number in reversed(found):
        first, last = words[number.start], words[number.end - 1]
        figure = replace(split(str(int(number.value) + century))[0], gap=first.gap, start=first.start, end=last.end)
        words = (*words[: number.start], figure, *words[number.end :])
    return words


def _near(value: float, year: int) -> bool:
    return value % 1 == 0 and abs(value - year) <= year_words.REACH
