"""Office shorthand: words typed without vowels ("mrkz"), cut short ("pers"), or both ("kapst").

What is typed is the beginning of what is left of a word when vowels go; the index finds words by that skeleton.
"""

from __future__ import annotations

from knowledge.language.letters import VOWELS

SHORTEST, LONGEST = 3, 9
"""Letters of what may be shorthand."""
SHORTEST_WORD = 4
"""Letters of what may be meant."""
BASE = 0.3
"""Cost of any shorthand: more than an ending, less than a slip."""
VOWEL, CONSONANT = 0.015, 0.13
"""Further cost of each vowel and consonant left out inside a word."""
CUT = 0.025
"""Further cost of each letter cut off its end."""
SHORT = 0.12
"""Further cost of three letters: they may begin many words."""


def skeleton(form: str) -> str:
    """A folded word's first letter and its consonants after that.

    >>> skeleton("merkez"), skeleton("uyum")
    ('mrkz', 'uym')
    """
    return form[:1] + "".join(letter for letter in form[1:] if letter not in VOWELS)


def reach(typed: str) -> tuple[str, str]:
    """The bounds between which the skeletons of words lie that a typed word may be short for: its first two letters.

    >>> reach("mrkz")
    ('mr', 'ms')
    """
    start = skeleton(typed)[:2]
    return start, start[:-1] + chr(ord(start[-1]) + 1)


def price(typed: str, word: str) -> float | None:
    """What it costs to take a typed word for a longer one; None where it is no shorthand of it.

    The letters are the word's, in its order, from its first on; of what is left out inside, at most two are consonants.

    >>> price("mrkz", "merkez") < price("mrk", "merkez") < 0.5
    True
    >>> price("perso", "personel") < price("pers", "personel"), price("krm", "kurul"), price("mdr", "merkez")
    (True, None, None)
    """
    if len(word) < SHORTEST_WORD or len(word) <= len(typed) or typed[0] != word[0]:
        return None
    cost = BASE + (SHORT if len(typed) <= SHORTEST else 0.0)
    at, dropped = 1, 0
    for letter in typed[1:]:
        found = word.find(letter, at)
        if found < 0:
            return None
        for skipped in word[at:found]:
            if skipped in VOWELS:
                cost += VOWEL
            else:
                dropped += 1
                cost += CONSONANT
        at = found + 1
    if dropped > 2 or (dropped and len(typed) < 4):
        return None
    tail = len(word) - at
    if typed[-1] in VOWELS and dropped:
        return None
    return cost + CUT * min(tail, 6)
