"""Parts words that were typed as one: "göçkurulu" is "göç kurulu" before anything else is made of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import Protocol

from knowledge.language import suffixes
from knowledge.language.words import Word
from knowledge.slips import privative

SHORTEST_WHOLE, SHORTEST_PART = 7, 3
"""Letters of what may be two words, and of each of them."""
LONGEST_WHOLE = 40
SURE_PART = 4
"""Letters of each part where the whole may also be a slip of one word."""
MOST_PARTS = 4
WHOLE, INFLECTED = 0.05, 0.2
"""The most that a part may cost for its known word: a first one stands as it is, a last or a long one takes endings."""
SURE = 0.06
"""The most that all parts may cost together where the whole may also be a slip."""
LONG = 6
"""Letters of a first part that may have endings: "kuruluna-kim"."""
LONG_SLIPPED = 4
"""Letters that each part has where one of them holds a slip."""
NOUN, VERB, FAR = 0.2, 0.12, 0.4
"""What the endings of a word of the dictionary may cost, which is never parted; those of a verb where they are long."""
LONG_ENDING = 4


class Known(Protocol):
    """What is known of words."""

    def cost(self, form: str) -> float | None:
        """What it costs to take a form for a known word without a slip; None where it is none."""
        ...

    def slipped(self, form: str) -> float | None:
        """The same with a slip, or as shorthand."""
        ...

    def look(self, forms: Collection[str]) -> None:
        """Looks some forms up at once."""
        ...

    def negative(self, form: str) -> bool:
        """Whether a form says that something is not done."""
        ...

    def deprived(self, form: str) -> bool:
        """Whether a form says that a known word is left out."""
        ...

    def real(self, forms: Collection[str]) -> set[str]:
        """Those of some forms that are words of the dictionary."""
        ...


def parted(words: Sequence[Word], cuts: Callable[[str], tuple[int, ...]]) -> tuple[Word, ...]:
    """The words with each that is nothing known as the known words that it was run together from, if any.

    `cuts`: where a form is to be cut, as `cuts_of` tells.
    """
    found: list[Word] = []
    for word in words:
        length = len(word.stem)
        plain = SHORTEST_WHOLE <= length <= LONGEST_WHOLE and word.stem.isalpha() and word.text[:length].isalpha()
        places = cuts(word.stem) if plain else ()
        found += _pieces(word, places) if places else [word]
    return tuple(found)


def cuts_of(form: str, known: Known) -> tuple[int, ...]:
    """Where a form is to be cut; nowhere where it is known, or no way, or more than one, gives known words."""
    return _cuts(form, known) if _may_part(form, known) else ()


def _may_part(form: str, known: Known) -> bool:
    if known.cost(form) is not None or known.negative(form):
        return False  # "tamamlanmayan" is never "tamamlanma"
    lemmas = {form}
    for analysis in suffixes.analyses(form):
        if analysis.pos == "n" and analysis.cost <= NOUN:
            lemmas.add(analysis.stem)
        elif analysis.pos == "v" and analysis.cost <= (VERB if len(form) - len(analysis.stem) < LONG_ENDING else FAR):
            lemmas.update((analysis.stem + "mak", analysis.stem + "mek"))
    return not known.real(lemmas)


def _cuts(form: str, known: Known) -> tuple[int, ...]:
    known.look([part for cut in range(SHORTEST_PART, len(form) - 2) for part in (form[:cut], form[cut:])])
    ways = _ways(form, known, MOST_PARTS)
    if known.slipped(form) is not None:
        # "faalyet" is a slip of "faaliyet" rather than "faal yet".
        ways = [way for way in ways if _shortest(way[2], len(form)) >= SURE_PART and way[1] <= SURE]
    elif not ways and not _verbal(form) and not known.deprived(form):
        ways = _slipped(form, known)
    ways.sort()
    if not ways or (len(ways) > 1 and ways[0][:2] == ways[1][:2]):
        return ()
    return ways[0][2]


def _verbal(form: str) -> bool:
    """Whether a form ends as verbs do, so that it may be one that the dictionary has not: "genişletilmiştir"."""
    return any(
        a.pos == "v" and a.cost <= FAR and len(a.stem) > LONG_ENDING and len(form) - len(a.stem) >= LONG_ENDING
        for a in suffixes.analyses(form)
    )


def _shortest(cuts: Sequence[int], length: int) -> int:
    """The letters of the shortest part."""
    bounds = (0, *cuts, length)
    return min(end - start for start, end in pairwise(bounds))


def _ways(form: str, known: Known, most: int) -> list[tuple[int, float, tuple[int, ...]]]:
    """(parts, cost, cuts) of each way to cut a form into known words."""
    found: list[tuple[int, float, tuple[int, ...]]] = []
    for cut in range(SHORTEST_PART, len(form) - SHORTEST_PART + 1):
        first, rest = form[:cut], form[cut:]
        left = known.cost(first)
        if left is None or left > (INFLECTED if cut >= LONG else WHOLE) or privative(form, first):
            continue
        right = known.cost(rest)
        if right is not None and right <= INFLECTED:
            found.append((2, round(left + right, 4), (cut,)))
        elif most > 2 and left <= WHOLE and len(rest) >= SHORTEST_WHOLE:
            further = _ways(rest, known, most - 1)
            found += [(n + 1, left + cost, (cut, *(cut + at for at in cuts))) for n, cost, cuts in further]
    return found


def _slipped(form: str, known: Known) -> list[tuple[int, float, tuple[int, ...]]]:
    """The same where one of two parts holds a slip or is shorthand, the other one known as it stands."""
    found: list[tuple[int, float, tuple[int, ...]]] = []
    for cut in range(LONG_SLIPPED, len(form) - LONG_SLIPPED + 1):
        first, rest = form[:cut], form[cut:]
        if privative(form, first):
            continue
        left, right = known.cost(first), known.cost(rest)
        if left is not None and left <= INFLECTED:
            right = known.slipped(rest)
        elif right is not None and right <= WHOLE:
            left = known.slipped(first)
        if left is not None and right is not None:
            found.append((2, round(left + right, 4), (cut,)))
    return found


def _pieces(word: Word, cuts: Sequence[int]) -> list[Word]:
    """The word cut; what an apostrophe sets off stays with the last part."""
    bounds = [0, *cuts, len(word.stem)]
    found = []
    for start, end in pairwise(bounds):
        stem = word.stem[start:end]
        last = end == len(word.stem)
        found.append(
            Word(
                word.text[start:] if last else word.text[start:end],
                stem + word.ending if last else stem,
                stem,
                word.ending if last else "",
                word.start + start,
                word.end if last else word.start + end,
                "" if start else word.gap,
            )
        )
    return found


__all__ = ["Known", "cuts_of", "parted"]
