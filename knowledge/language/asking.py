"""Words that ask: closed classes of Turkish."""

from __future__ import annotations

QUESTION_WORDS = {
    "ne": "ne",
    "neler": "neler",
    "nedir": "nedir",
    "kim": "kim",
    "kimler": "kim",
    "kac": "kac",
    "kaci": "kaci",
    "kacinin": "kaci",
    "kacinda": "kaci",
    "nasil": "nasil",
    "neden": "neden",
    "nicin": "neden",
    "hangi": "hangi",
    "hangisi": "hangi",
    "hangileri": "hangileri",
    "nerede": "nerede",
    "nereye": "nereye",
    "mi": "mi",
    "mu": "mi",
}
"""Words that ask, folded, each with the one that it is a form of."""
ASKING_YES = frozenset(str.split("yim yiz sin siniz dir dur ydi ydu ymis ymus yken")) | {""}
"""Endings of the particle "mi"; folded, "mu" has those with u."""


def asks_yes(form: str) -> bool:
    """Whether a word is the particle that asks for yes or no, with its endings.

    >>> [asks_yes(form) for form in ("mi", "muydu", "midir", "mudur", "misir")]
    [True, True, True, True, False]
    """
    return form[:2] in ("mi", "mu") and form[2:] in ASKING_YES
