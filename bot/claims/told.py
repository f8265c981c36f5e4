"""What a text tells: the words that it holds, and its numbers with what each of them counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.language import numbers as number_words
from knowledge.language.suffixes import analyses
from knowledge.language.words import Word, split

LIKELY = 0.35
"""The most that the endings of a word may cost for it to be a form of another."""
SHORTEST = 3
"""Letters of a stem by which two words are one."""
TIMES = frozenset({"kez", "defa", "kere", "sefer"})
_ALIKE = (
    TIMES,
    frozenset({"sene", "yil"}),
    frozenset({"adam", "kisi", "uye"}),
    frozenset({"sayi", "sayili", "numara", "numarali", "no", "nolu"}),
)
"""Words that count the same, folded."""
DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{4})")
"""A day of a year, as it is printed."""
_DENYING = ("degil", "yoktur", "bulunmaz", "verilmez", "almaz", "yapilmaz")
"""How a text denies."""
YEARS = range(1900, 2100)
"""Numbers that are hardly anything but years."""
LIGHT = frozenset(
    str.split(
        """
        ve ile de da ki bir bu su o icin gibi olan olarak olan diye midir hala simdi su an peki ya iste acaba bence
        yani var vardi varmis oluyor oldu olmus olmasi oldugunu oldugu ediyor eder ede edecek edilir yapiyor yapar
        kurum kurumda bizim bizde burada programda program programinda metinde belgede yaziyor yazili gecen icinde
        """
    )
)
"""Words that say nothing of a thing, folded."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as claims are held against it."""

    stems: frozenset[str]
    numbers: dict[float, frozenset[str]]
    """Each number with the stems of the word after it."""
    before: dict[float, str]
    """Each number with the folded word before it."""
    beyond: dict[float, frozenset[str]]
    """Each number with the stems of the second word after it: "31643 sayılı Resmî Gazete"."""
    denies: bool


@lru_cache(maxsize=2_048)
def read_text(text: str) -> Text:
    """What a text tells."""
    words = split(text)
    found: dict[float, frozenset[str]] = {}
    before: dict[float, str] = {}
    beyond: dict[float, frozenset[str]] = {}
    for number in number_words.find(words):
        if number.start:
            before[number.value] = words[number.start - 1].folded
        after = words[number.end] if number.end < len(words) else None
        if after is not None and "," in after.gap:
            after = None  # what stands behind a comma is not counted: "Su Bilimlerinde 612, Mühendislikte 2.148"
        if after is not None and number.end + 1 < len(words):
            beyond[number.value] = beyond.get(number.value, frozenset()) | forms(words[number.end + 1])
        found[number.value] = found.get(number.value, frozenset()) | (forms(after) if after else frozenset())
    for word in words:
        value = number_words.parse_figure(word.stem)
        if value is not None:
            found.setdefault(value, frozenset())
        dated = DATE.fullmatch(word.stem)
        if dated:
            found.setdefault(float(dated[1]), frozenset())
    stems = frozenset(stem for word in words for stem in forms(word))
    return Text(stems, found, before, beyond, any(word.folded.startswith(_DENYING) for word in words))


def forms(word: Word) -> frozenset[str]:
    """What a word may be a form of."""
    found = {word.stem, word.folded}
    found |= {a.stem for a in analyses(word.stem)[:12] if a.cost <= LIKELY and len(a.stem) >= SHORTEST}
    found |= {alike for group in _ALIKE if group & found for alike in group}
    return frozenset(found)
