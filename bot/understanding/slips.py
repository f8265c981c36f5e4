"""The known words that a typed word is with a slip of the thumb in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.understanding.forms import LONG_ENDED, LONG_ENDING, REAL_VERB, SURE, negative
from bot.understanding.lattice import SLIP, WORST, Match
from bot.understanding.weights import weight
from knowledge.language import suffixes
from knowledge.language.letters import VOWELS
from knowledge.slips import ONE_SLIP, PIECE_PREFIX, pieces, privative, slips_allowed

if TYPE_CHECKING:
    from bot.understanding.vocabulary import Vocabulary

MISSED_VOWEL = weight("slips.missed_vowel")
"""Cost of a vowel left out, the commonest slip of all: it makes two consonants meet."""
FIRST_LETTER = weight("slips.first_letter")
"""Further cost where the first letter is wrong: people seldom miss it."""
SLIP_VARIANTS = 4
"""Peeled forms of a word that are searched for slips, likeliest first."""
INFLECTED_SLIP = {"n": 0.06, "v": 0.13}
"""What the endings of a word may cost that is meant where a slip was made; of nouns, of verbs."""
LONGEST_ENDING = 8
"""Letters of the longest ending that is cut off a word to search what is left for a slip."""
LOOSE_ENDING = weight("slips.loose_ending")
"""Cost of an ending cut off whatever stands before it."""
REAL_NOUN = 0.06
"""A dictionary noun found by peeling endings up to this cost is what the person meant, not a slip."""
"""A dictionary noun found by peeling endings up to this cost is what the person meant, not a slip."""
HARD = {"b": "p", "d": "t", "g": "k"}
"""What a softened last letter of a stem is at the end of the word."""
SWAPPED = 3
"""Letters of words that are too short for any other slip than two letters swapped."""
LONGEST_REST = 6
"""Letters of the longest ending in which a slip is looked for."""
AT_ONCE = 500
"""Pieces that are looked up at once."""


class Slips:
    """Finds what was meant where no known word was typed."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words

    def find(self, form: str, unknown: bool) -> list[Match]:
        """Known words within the slip budget of a form or of what is left of it without endings.

        `unknown`: whether the form is nothing known otherwise; then those too that a missed vowel makes of it.
        """
        if len(form) < SWAPPED or not form.isalpha():
            return []
        peeled = suffixes.analyses(form)
        if negative(form, peeled):
            return []  # "tamamlanmayan" is no slip of "tamamlanan"
        swapped = self._swapped(form) if len(form) == SWAPPED else []
        if self.words.real(_lemmas(form, peeled)):
            return swapped
        best, meant = self._near(_variants(form, peeled))
        if unknown:
            self._restore(form, meant)
        # What is meant may be an inflected word itself: "bütçsi" is "bütçesi", that is "bütçe".
        forms = {target: [a for a in suffixes.analyses(target) if a.cost <= INFLECTED_SLIP[a.pos]] for target in meant}
        for target, (words, _) in self.words.plain(forms):
            for word, cost in words.items():
                if cost + meant[target] < best.get(word, WORST):
                    best[word] = cost + meant[target]
        return [*swapped, *(Match(word, cost, slip=True) for word, cost in best.items())]

    def _near(self, variants: dict[str, float]) -> tuple[dict[int, float], dict[str, float]]:
        """The known words, and the forms of them, that are within the slip budget of a variant, each with its cost."""
        wanted: dict[str, list[str]] = defaultdict(list)
        for variant in variants:
            for piece in pieces(variant, 2 if len(variant) >= PIECE_PREFIX + 1 else 1):
                wanted[piece].append(variant)
        best: dict[int, float] = {}
        meant: dict[str, float] = {}
        seen: set[tuple[str, int, str]] = set()
        for piece, word, target in self._pieces(list(wanted)):
            for variant in wanted[piece]:
                if (variant, word, target) not in seen:
                    seen.add((variant, word, target))
                    cost = _slipped(variant, target)
                    if cost is not None and cost + variants[variant] < best.get(word, WORST):
                        best[word] = cost + variants[variant]
                        meant[target] = min(best[word], meant.get(target, WORST))
        return best, meant

    def _pieces(self, keys: Sequence[str]) -> Iterator[tuple[str, int, str]]:
        """(piece, known word, form) of every word known here that is found under some pieces."""
        for start in range(0, len(keys), AT_ONCE):
            chunk = keys[start : start + AT_ONCE]
            rows = self.words.connection.execute(
                f"select piece, word, form from pieces where piece in ({','.join('?' * len(chunk))})", chunk
            ).fetchall()
            here = self.words.here(row[1] for row in rows)
            yield from (row for row in rows if row[1] in here)

    def _restore(self, form: str, meant: dict[str, float]) -> None:
        """Adds what a missed vowel makes of a form: a known word holds it, or ends before it."""
        stems = self._beginnings(form)
        for restored, reach in _restored(form):
            if stems & ((1 << reach) - 1) or self.words.begins(restored[:reach]):
                meant.setdefault(restored, MISSED_VOWEL)

    def _swapped(self, form: str) -> list[Match]:
        """The words of the lists that a short form is with two letters in each other's place: "vra", "kça"."""
        turned = {form[:at] + form[at + 1] + form[at] + form[at + 2 :] for at in range(len(form) - 1)} - {form}
        rows = self.words.rows(turned)
        found = {word for keyed in rows.values() for _, word, cost in keyed if cost == 0 and word in self.words.short}
        return [Match(word, SLIP, slip=True) for word in sorted(found)]

    def _beginnings(self, form: str) -> int:
        """The lengths at which a form can be cut so that a known word stands before an ending, as bits."""
        cuts = range(max(ONE_SLIP - 1, len(form) - LONGEST_ENDING), len(form))
        stems = {stem: cut for cut in cuts for stem in (form[:cut], form[: cut - 1] + HARD.get(form[cut - 1], ""))}
        return sum({1 << stems[key] for key in self.words.rows(stems)})

    def garbled(self, form: str) -> list[Match]:
        """A known word whose ending holds a slip: "göstergesinn", "faaliyetnin"."""
        stems = [form[:cut] for cut in range(max(5, len(form) - LONGEST_REST), len(form) - 1)]
        if not stems or not form.isalpha() or negative(form, suffixes.analyses(form)):
            return []
        best: dict[int, float] = {}
        for key, rows in sorted(self.words.rows(stems).items()):
            for pos, word, cost in rows:
                if pos == "n" and cost <= SURE and _nearly_ending(form[len(key) :]) and not privative(form, key):
                    best[word] = min(best.get(word, WORST), cost + SLIP)
        return [Match(word, cost, slip=True) for word, cost in best.items()]


def _variants(form: str, peeled: Sequence[suffixes.Analysis]) -> dict[str, float]:
    """A form, and what is left of it without endings, each with what the ending costs."""
    variants: dict[str, float] = {form: 0.0}
    for analysis in peeled:
        if analysis.pos == "n" and len(analysis.stem) >= ONE_SLIP and len(variants) < SLIP_VARIANTS:
            variants.setdefault(analysis.stem, analysis.cost)
    for cut in range(len(form) - 1, max(4, len(form) - LONGEST_ENDING) - 1, -1):
        # A slip in the stem can spoil the harmony that peeling asks for: "bütçsindeki".
        if privative(form, form[:cut]):
            continue
        if len(variants) < SLIP_VARIANTS + 2 and suffixes.is_ending(form[cut:]):
            variants.setdefault(form[:cut], LOOSE_ENDING)
    return variants


def _lemmas(form: str, peeled: Sequence[suffixes.Analysis]) -> set[str]:
    """The words of the dictionary that a form would be, so that no other was meant."""
    lemmas = {form}
    for analysis in peeled:
        endings = len(form) - len(analysis.stem)
        if analysis.pos == "n" and analysis.cost <= (LONG_ENDED if endings >= LONG_ENDING else REAL_NOUN):
            lemmas.add(analysis.stem)
        elif analysis.pos == "v" and analysis.cost <= REAL_VERB:
            lemmas.update((analysis.stem + "mak", analysis.stem + "mek"))
    return lemmas


def _slipped(variant: str, target: str) -> float | None:
    """What the slips cost that make one form of another; None where there are none, or too many."""
    from rapidfuzz.distance import OSA  # a question without a slip need not wait for it

    allowed = slips_allowed(target)
    if abs(len(variant) - len(target)) > allowed:
        return None
    distance = OSA.distance(variant, target, score_cutoff=allowed)
    if distance > allowed or distance == 0:
        return None
    cost = SLIP * distance
    if variant[0] == target[0]:
        return cost
    if variant[:2] != target[1::-1]:
        distance += 1
    return cost + FIRST_LETTER if distance <= allowed else None


def _restored(form: str) -> Iterator[tuple[str, int]]:
    """A form with a vowel between two consonants that stand side by side, and the letters up to that vowel.

    It is the letter most often missed.

    >>> ("vizyonu", 5) in _restored("vizynu")
    True
    """
    for cut in range(1, len(form)):
        if form[cut - 1] not in VOWELS and form[cut] not in VOWELS:
            yield from ((form[:cut] + vowel + form[cut:], cut + 1) for vowel in sorted(VOWELS))


def _nearly_ending(rest: str) -> bool:
    """Whether some letters are a Turkish ending but for one letter too many, or two swapped."""
    candidates = {rest[:i] + rest[i + 1 :] for i in range(len(rest))}
    candidates |= {rest[:i] + rest[i + 1] + rest[i] + rest[i + 2 :] for i in range(len(rest) - 1)}
    candidates |= {rest[:i] + vowel + rest[i:] for i in range(len(rest) + 1) for vowel in "aiu" + "e"}
    return any(candidate and suffixes.is_ending(candidate) for candidate in candidates)
