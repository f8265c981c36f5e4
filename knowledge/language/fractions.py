"""Fractions in words: "yarısı", "çeyreği", "dörtte üçü"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.language.words import Word

NUMERATORS = ("bir", "iki", "uc", "dort", "bes", "alti", "yedi", "sekiz", "dokuz")
"""The numbers from one, folded."""
_HALF = re.compile(r"yari(?:si(?:n[iae]|nin|ndan|dir|yd[iu])?|ya|dan)?")
_QUARTER = re.compile(r"ceyre[kg](?:i(?:n[iae]|nin|nden|dir)?)?")
_DENOMINATORS = {
    "ikide": 2, "ucte": 3, "dortte": 4, "beste": 5, "altida": 6, "yedide": 7, "sekizde": 8, "dokuzda": 9, "onda": 10,
}  # fmt: skip
_SCALES = ("bin", "milyon", "milyar")


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction said by the words start … end (exclusive), in percent."""

    start: int
    end: int
    percent: float


def find(words: Sequence[Word]) -> list[Fraction]:
    """The fractions in a message's words, in order.

    >>> from knowledge.language.words import split
    >>> [(one.start, one.end, one.percent) for one in find(split("planın yarısı mı, dörtte üçü mü"))]
    [(1, 2, 50.0), (3, 5, 75.0)]
    """
    found: list[Fraction] = []
    for index, word in enumerate(words):
        following = words[index + 1].folded if index + 1 < len(words) else ""
        if _HALF.fullmatch(word.folded):
            found.append(Fraction(index, index + 1, 50.0))
        elif _QUARTER.fullmatch(word.folded) and following not in _SCALES:
            found.append(Fraction(index, index + 1, 25.0))
        elif word.folded in _DENOMINATORS and following.startswith(NUMERATORS):
            over = next(n for n, name in enumerate(NUMERATORS, 1) if following.startswith(name))
            found.append(Fraction(index, index + 2, over / _DENOMINATORS[word.folded] * 100))
    return found
