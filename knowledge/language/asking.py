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
HOW_MANY = "kac"
"""How the words begin, folded, that ask for a number."""
WHICH = "hangi"
"""How the words begin, folded, that ask which."""
WHO = frozenset(str.split("kim kimdir kimler kimlerdir"))
"""Words that ask who, folded."""
FORMER = frozenset(str.split("eski onceki ilk kurucu"))
"""Words for who held an office before, folded."""
PERSON = "kisi"
"""How the words begin, folded, by which persons are counted."""


def _particle(endings: str) -> frozenset[str]:
    """The question particle with endings, folded, in both its vowels: endings are given in that of "mi".

    >>> sorted(_particle("dir"))
    ['mi', 'midir', 'mu', 'mudur']
    >>> [form in PARTICLES for form in ("muyuz", "misiniz", "mis", "misir")]
    [True, True, False, False]
    """
    forms = [f"mi{ending}" for ending in ("", *endings.split())]
    return frozenset(forms) | {form.replace("i", "u") for form in forms}


OF_THINGS = _particle("dir ydi ymis")
"""What asks whether something is so, or was."""
OF_PEOPLE = _particle("yim yiz sin siniz ydik ydiniz") - _particle("")
"""What asks it of who writes or is written to: "söyler misiniz"."""
PARTICLES = OF_THINGS | OF_PEOPLE
"""The particle that asks for yes or no, in every form, folded."""
