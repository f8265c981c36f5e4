"""The case that a Turkish word stands in, by its letters alone."""

from __future__ import annotations

from knowledge.language.suffixes import ending_case
from knowledge.language.words import Word

_ENDINGS = (
    ("gen", ("nin", "nun", "in", "un")),
    ("abl", ("den", "dan", "ten", "tan")),
    ("loc", ("de", "da", "te", "ta", "deki", "daki", "teki", "taki")),
    ("ins", ("yle", "yla", "le", "la")),
    ("dat", ("ye", "ya", "ne", "na", "e", "a")),
    ("acc", ("yi", "yu", "ni", "nu", "i", "u")),
)
"""Folded case endings (Göksel and Kerslake, Turkish, 2005, 8.1.3); "i" and "u" are a possessive's too."""
_CASES = {ending: case for case, endings in _ENDINGS for ending in endings}
_LENGTHS = sorted({len(ending) for ending in _CASES}, reverse=True)
"""A longer ending tells more than one that it ends with: "evdeki" is no accusative."""
SHORTEST = 2
"""Letters that a stem has at least."""


def likely_case(word: Word) -> str:
    """The case that a word may stand in; empty where it shows none. Many a stem ends like a case: learnt weights tell.

    >>> from knowledge.language.words import split
    >>> [likely_case(word) for word in split("planlananın bütçesinden merkezde 2022'nin hedefe kaç")]
    ['gen', 'abl', 'loc', 'gen', 'dat', '']
    """
    if word.ending:
        return ending_case(word.ending)
    form = word.folded
    for length in _LENGTHS:
        if len(form) >= length + SHORTEST and (case := _CASES.get(form[-length:])):
            return case
    return ""
