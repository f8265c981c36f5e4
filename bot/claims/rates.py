"""How often something happens, as a text or a message says it: "altı ayda bir" and "yılda iki kez" are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.language import numbers as number_words
from knowledge.language.words import Word

_UNITS = {"gun": 365, "hafta": 52, "ay": 12, "ceyrek": 4, "yariyil": 2, "donem": 2, "yil": 1, "sene": 1}
"""So many are in a year."""
_IN_ONE = re.compile(rf"({'|'.join(_UNITS)})[dt][ae]$")
"""How a word says in which time, folded: "ayda"."""
_BOUNDS = frozenset({"en", "az", "cok", "asgari"})
"""Words of "en az" and "en çok", folded, between the time and the number."""
_ONCE = frozenset({"bir", "bi"})
"""Words for one, folded."""


def rates(words: Sequence[Word]) -> frozenset[float]:
    """The times a year that some words say.

    >>> from knowledge.language.words import split
    >>> [sorted(rates(split(text))) for text in ("altı ayda bir, yılda iki kez", "ayda bir mi", "yılda en az dört kez")]
    [[2.0], [12.0], [4.0]]
    >>> rates(split("mayıs ayında bir toplantı")), rates(split("yılda kaç kez"))
    (frozenset(), frozenset())
    """
    numbers = number_words.find(words)
    ending, starting = ({getattr(n, side): n.value for n in numbers} for side in ("end", "start"))
    found = set()
    for at, word in enumerate(words):
        unit = _IN_ONE.match(word.folded)
        after = at + 1
        while unit and after < len(words) and words[after].folded in _BOUNDS:
            after += 1
        if not unit or after >= len(words):
            continue
        times = 1.0 if words[after].folded in _ONCE else starting.get(after)
        if times is not None:
            found.add(_UNITS[unit[1]] * times / (ending.get(at) or 1.0))
    return frozenset(found)
