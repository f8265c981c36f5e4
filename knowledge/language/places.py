"""Which of an order is asked for: "ilk üçü", "en büyük ikisi", "sondan ikinci"; at how many things a word points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.language.numbers import find as numbers
from knowledge.language.words import Word

COUNTED = {"ikisi": 2, "ucu": 3, "dordu": 4, "besi": 5, "altisi": 6}
"""Words that point at so many, folded."""
CASES = frozenset({"", *str.split("n nin nun ni nu ne na nde nda nden ndan nce nca ninki nunki yle yla")})
"""Their endings, folded; "üçüncü" points at none."""
FIRST = "ilk"
_TIMES = ("ay", "yil", "gun", "hafta", "ceyrek", "donem", "sene", "yari", "defa", "kez")
"""How words begin for what is counted in time, folded: "ilk 6 ay" is no order."""
MOST = 50
"""The most that an order is cut to."""


@lru_cache(4_096)
def pointed_number(folded: str) -> int:
    """At how many things a folded word points; nought where at no number of them.

    >>> [pointed_number(word) for word in ("ikisinin", "ucu", "dordunu", "besi", "altisi", "iki", "ucuncu", "besinci")]
    [2, 3, 4, 5, 6, 0, 0, 0]
    """
    for stem, count in COUNTED.items():
        if folded.startswith(stem) and folded[len(stem) :] in CASES:
            return count
    return 0


@dataclass(frozen=True, slots=True)
class First:
    """So many of an order, asked for by the words start … end (exclusive)."""

    start: int
    end: int
    count: int


def first(words: Sequence[Word]) -> Iterator[First]:
    """Where the first of an order are asked for.

    >>> from knowledge.language.words import split
    >>> list(first(split("bütçesi ilk üç faaliyet"))), list(first(split("ilk 6 ayda"))), list(first(split("ilk ikisi")))
    ([First(start=1, end=3, count=3)], [], [First(start=0, end=2, count=2)])
    """
    ends = {number.start: number for number in numbers(words) if not number.is_ordinal}
    for at, word in enumerate(words[:-1]):
        if word.folded != FIRST or words[at + 1].gap:
            continue
        number = ends.get(at + 1)
        count = pointed_number(words[at + 1].folded) or (int(number.value) if number else 0)
        end = number.end if number else at + 2
        timed = end < len(words) and words[end].folded.startswith(_TIMES)
        if 1 < count <= MOST and not timed:
            yield First(at, end, count)


@dataclass(frozen=True, slots=True)
class Order:
    """How many of the first are asked for, or the one in place `nth` alone; nought for neither."""

    count: int = 0
    nth: int = 0


def order(words: Sequence[Word], taken: int = 0) -> Order:
    """Which of an order a message asks for; `taken`: words as bits that name something or are a year.

    >>> from knowledge.language.words import split
    >>> [order(split(text)) for text in ("en büyük ikisi", "sondan üçüncü", "birinci ve ikinci", "en düşük 3 kalem")]
    [Order(count=2, nth=0), Order(count=0, nth=3), Order(count=2, nth=0), Order(count=3, nth=0)]
    """
    found = [n for n in numbers(words) if not taken >> n.start & 1 and n.value % 1 == 0 and not n.is_percent]
    ordinals = sorted({int(n.value) for n in found if n.is_ordinal and n.value <= MOST})
    if len(ordinals) == 1 and ordinals[0] > 1:
        return Order(nth=ordinals[0])
    if len(ordinals) > 1:
        return Order(count=len(ordinals)) if ordinals == list(range(1, len(ordinals) + 1)) else Order()
    counts = [int(n.value) for n in found if not n.is_ordinal and 1 < n.value <= MOST]
    counts += [count for at, word in enumerate(words) if not taken >> at & 1 and (count := pointed_number(word.folded))]
    return Order(count=counts[0]) if counts else Order()
