"""A year expression in a message, the words that it is read from, and the word "yıl" in its forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.language.numbers import Number
from knowledge.language.suffixes import analyses, ending_case
from knowledge.language.words import Word

REACH = 2
"""Years before and after its budget year that a performance programme tells of."""
OF_PLAN = frozenset(("mali", "butce", "program", "plan"))
"""What may stand before "yılı": "2023 mali yılı", "bu program yılında"."""
_YEAR_STEMS = frozenset(("yil", "sene"))


@dataclass(frozen=True, slots=True)
class YearSpan:
    """A year expression over the words start … end (exclusive)."""

    start: int
    end: int
    years: tuple[int, ...]
    """In the order meant; empty for kind "same"."""
    kind: str
    """"single", "range", "all" (every year a programme tells of) or "same" (the year spoken of before)."""
    relative: bool
    """Whether the years follow from the anchor: "geçen yıl"."""
    case: str
    """Of the last word: "abl" in "2021den", "" for none."""


@lru_cache(maxsize=2048)
def year_word(form: str) -> tuple[str, bool] | None:
    """(case, plural) of a form of "yıl" or "sene", or None; "yıllık" is none."""
    if not form.startswith(("yil", "sene")):
        return None
    if form in _YEAR_STEMS:
        return "", False
    if form.startswith(("yillik", "yillig", "senelik", "senelig")):
        return None
    for analysis in analyses(form)[1:]:
        if analysis.stem in _YEAR_STEMS and analysis.pos == "n":
            return analysis.case, analysis.plural
    return None


@dataclass(frozen=True, slots=True)
class YearContext:
    """A message's words, in which years are looked for."""

    words: Sequence[Word]
    anchor: int
    """The budget year."""
    numbers: Mapping[int, Number]
    """By the word that each starts at."""
    spoken: int | None = None
    """The year spoken of before."""

    def folded(self, position: int, joined: bool = True) -> str:
        """The folded word at a position; "" past the end or, if `joined`, behind punctuation."""
        if not 0 <= position < len(self.words) or (joined and self.words[position].gap):
            return ""
        return self.words[position].folded

    def year_word(self, position: int) -> tuple[str, bool] | None:
        """(case, plural) of the word "yıl" at a position, or None where there is none."""
        form = self.folded(position)
        if not form:
            return None
        word = self.words[position]
        known = year_word(word.stem)
        return (ending_case(word.ending), known[1]) if known and word.ending else known
