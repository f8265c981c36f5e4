"""Whether a message asks what belongs to a thing: never where the thing itself belongs, nor how many there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.understanding.lattice import Lattice
from knowledge.language.asking import OF_THINGS
from knowledge.language.cases import likely_case
from knowledge.language.words import Word

UNDER, COUNTED = "under", "counted"
"""What may be asked: what stands under a thing; whether something counts among others."""
WITHIN = ("altinda", "bunyesinde", "catisinda")
"""How the words begin, folded, that say under which thing: it stands in the genitive before them."""
BELONGING = ("bagli", "ait")
"""Those behind a dative, which say as well to whom a thing belongs."""
WHICH = ("hangi", "kac", "neler", "kimler")
"""How the words begin that ask for what stands under it; they follow."""
UPWARD = ("nere", "kim", "ne", "hangi")
"""How the words begin that ask for the thing itself: "kime bağlı", "hangisinin altında"."""
COUNTING = ("giriyor", "girer", "girmiyor", "girmez", "sayil", "dahil")
"""How the words begin, before the particle "mi", that ask whether something is counted with others."""
PARENT = "parent"
INSIDE = "kind:sub_programme"
"""Sense of the words for what has indicators and activities."""
LIKELY = 0.3
"""The most that these words may cost: endings are free, a slip ("alt progrm") costs more."""
_STANDING = re.compile(r"(?<!lar)(?<!ler)[dt][ae](?:ki\w*)?$")
"""How a word ends, folded, for the one thing where something stands."""
OF_ANY = ("hangi", "her", "butun", "tum")
"""How the words before it begin, folded, where no single one is meant."""


def asked_of(words: Sequence[Word]) -> str:
    """UNDER for "X'in altında hangi birimler var", COUNTED for "Y'ler de giriyor mu", else ""."""
    if any(_under(words, at) and any(w.folded.startswith(WHICH) for w in words[at + 1 :]) for at in range(len(words))):
        return UNDER
    among = any(one.folded.startswith(COUNTING) and after.folded in OF_THINGS for one, after in pairwise(words))
    return COUNTED if among else ""


def beside(query: Query, asked: str) -> bool:
    """Whether a query answers something else: where the thing belongs, or how many there are."""
    if asked == UNDER:
        return query.operation == q.RELATION and query.aspect == PARENT
    return asked == COUNTED and query.operation == q.VALUE


def inside(lattice: Lattice) -> bool:
    """Whether members of one sub-programme are asked for: "Araştırma alt programındaki göstergelerden"."""
    spans = (span for span in lattice.spans if INSIDE in span.own and span.cost <= LIKELY)
    return any(
        _STANDING.search(lattice.words[span.end - 1].folded)
        and not (span.start and lattice.words[span.start - 1].folded.startswith(OF_ANY))
        for span in spans
    )


def of_all(query: Query) -> bool:
    """Whether a query is of the members of a class wherever they stand."""
    return bool(query.kind) and query.kind != INSIDE.partition(":")[2] and not query.entities and not query.cells


def _under(words: Sequence[Word], at: int) -> bool:
    """Whether a word says that something stands under the thing before it, which is not what is asked for."""
    before, word = words[at - 1], words[at].folded
    if not at or before.folded.startswith(UPWARD) or any(one.folded.startswith("hangi") for one in words[:at]):
        return False
    if word.startswith(WITHIN):
        return likely_case(before) == "gen"
    return word in BELONGING and likely_case(before) == "dat"
