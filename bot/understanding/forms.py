"""What the ending of a word says of it: a verb denied, a verb derived from another, a form that is no chance."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from knowledge.language import suffixes
from knowledge.language.letters import VOWELS
from knowledge.language.proportions import GROWING
from knowledge.slips import ONE_SLIP, privative

SURE_VERB = 0.3
"""The same for verbs, whose endings are longer."""
SURE = 0.11
"""A match at or below this cost needs no search for slips."""
LONG_ENDING, LONG_ENDED = 4, 0.2
"""Letters of endings that are no chance ("il-lerimize"), and what the noun before them may cost."""
REAL_VERB = 0.12
"""The same of a verb: its endings are more."""
PRIVATIVE = len("siz")
"""Letters of the ending that leaves out what it stands behind."""
SHORTEST_LEFT_OUT = 3
"""Letters of the shortest word that may be left out by its ending."""
SPENDING = ("harca", "harcan", "harcaya", "kullan", "kullanil", "kullana")
"""Stems of verbs for spending, folded."""
AMOUNTS = ("kac", "kadar", "tutar", "miktar")
"""How words begin that ask for an amount, folded."""
_NEGATION = re.compile(r"(?:il|in|n|ul|un)?m(?:[iu]yo|[ae](?:d|t|y[ae][nc]|yi[nz]|mi|z))")


def negative(form: str, peeled: Iterable[suffixes.Analysis]) -> bool:
    """Whether a form says that something is not done."""
    return any(a.pos == "v" and len(a.stem) >= ONE_SLIP and _NEGATION.match(form[len(a.stem) :]) for a in peeled)


def another(verb: str, stem: str) -> bool:
    """Whether a verb that begins with a shorter one is another verb, not its passive: "düşün-", but not "alın-"."""
    if len(verb) < len(stem) + 2:
        return False
    passive = "n" if stem[-1] == "l" or stem[-1] in VOWELS else "l"
    rest = verb[len(stem) :].lstrip("".join(VOWELS))
    return not (verb.startswith(stem) and rest in (passive, "r"))  # "olur" is of "ol-"


def derived(analyses: Sequence[suffixes.Analysis], known: Container[str]) -> Iterator[str]:
    """Stems of verbs that may be meant rather than a shorter known verb, of which they are derived."""
    shortest = min((len(a.stem) for a in analyses if a.pos == "v" and a.stem in known), default=99)
    for analysis in analyses:
        longer = len(analysis.stem) >= shortest + 2 and analysis.stem[-1] not in VOWELS
        finite = analysis.pos == "v" and analysis.tense not in ("optative", "infinitive")
        if finite and longer and analysis.cost <= REAL_VERB:
            yield analysis.stem


def surely(form: str, analysis: suffixes.Analysis) -> float:
    """What a word may cost that is sure to be what was meant: more where its endings are no chance."""
    if analysis.pos == "v":
        return SURE_VERB
    return LONG_ENDED if len(form) - len(analysis.stem) >= LONG_ENDING else SURE


def negation(form: str, verb: str) -> bool:
    """Whether what follows a verb in a form says that it is not done."""
    return _NEGATION.match(form[len(verb) :]) is not None


def unspent(forms: Sequence[str]) -> bool:
    """Whether the folded forms of a message ask how much was not spent.

    >>> unspent(["harcanmadan", "duran", "tutar"]), unspent(["ne", "kadar", "harcama"])
    (True, False)
    >>> unspent(["tek", "kurus", "harcanmamis", "mi"])
    False
    """
    asks = any(form.startswith(AMOUNTS) for form in forms)
    return asks and any(form.startswith(verb) and negation(form, verb) for form in forms for verb in SPENDING)


def without(form: str) -> list[str]:
    """What an ending may leave out of a folded form, each way to peel it off.

    >>> without("tasrasiz"), without("kazasizlar"), without("denizsizde")
    (['tasra'], ['kaza'], ['deniz'])
    """
    stems = (form[:cut] for cut in range(SHORTEST_LEFT_OUT, len(form) - 2) if privative(form, form[:cut]))
    rests = ((stem, form[len(stem) + PRIVATIVE :]) for stem in stems)
    return [stem for stem, rest in rests if not rest or suffixes.is_ending(rest)]


def unmoved(forms: Sequence[str]) -> bool:
    """Whether a message asks for what does not rise or fall, folded forms: "bütçesi artmayan".

    >>> unmoved(["butcesi", "artmayan", "faaliyet"]), unmoved(["artan", "faaliyet"])
    (True, False)
    """
    return any(form.startswith(verb) and negation(form, verb) for form in forms for verb in GROWING)
