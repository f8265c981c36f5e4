"""A year expression in a message, and the word "yıl" in its forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from knowledge.language.suffixes import analyses

REACH = 2
"""Years before and after its budget year that a performance programme tells of."""
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
