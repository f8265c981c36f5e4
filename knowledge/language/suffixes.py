"""What the endings of a Turkish word say: its stem, case, person and tense, the likeliest first.

Each way to read a word is a hypothesis: the caller's vocabulary decides which stem is a word. The way forward is
`declension`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from knowledge.language.letters import VOWELS
from knowledge.language.morphotactics import END
from knowledge.language.peeling import SHORTEST, Features, Peeler

LONGEST_ACRONYM, SHORT_ACRONYM = 5, 3
"""Letters of acronyms that take endings without an apostrophe: of consonants alone, and of others."""
SPELLED, READ_OUT = 0.13, 0.13
"""What such endings cost."""
_CACHE = 4_096

# "bana" and the like follow no rule; "kaçıncı" is the one word besides numbers with an ordinal.
_IRREGULAR = {
    "kacinci": ("kac", ""),
    "bana": ("ben", "dat"),
    "sana": ("sen", "dat"),
    "ona": ("o", "dat"),
    "onu": ("o", "acc"),
    "onun": ("o", "gen"),
    "onda": ("o", "loc"),
    "ondan": ("o", "abl"),
    "benim": ("ben", "gen"),
    "bizim": ("biz", "gen"),
    "suyu": ("su", "acc"),
    "suyun": ("su", "gen"),
}


@dataclass(frozen=True, slots=True)
class Analysis:
    """One way to peel a word."""

    stem: str
    pos: str
    """"n" noun (or any bare word), "v" verb stem."""
    case: str
    """"acc", "dat", "loc", "abl", "gen", "ins", "equ" or ""."""
    plural: bool
    possessive: str
    """"1s", "2s", "3s", "1p", "2p" or ""."""
    person: str
    """Of a finite verb or predicate: "1s" … "3p" or ""."""
    tense: str
    """"past", "reported", "present", "future", "aorist", "conditional", "obligation", "optative",
    "participle", "infinitive", "converb" or ""."""
    cost: float


def _analysis(stem: str, pos: str, cost: float, features: Features) -> Analysis:
    known = dict(features)
    return Analysis(
        stem,
        pos,
        known.get("case", ""),
        "plural" in known,
        known.get("possessive", ""),
        known.get("person", ""),
        known.get("tense", ""),
        round(cost, 4),
    )


@lru_cache(maxsize=_CACHE)
def analyses(folded: str) -> tuple[Analysis, ...]:
    """Every way to peel the endings off a folded word, likeliest first; the bare word always leads.

    >>> [(a.stem, a.case, a.possessive) for a in analyses("odeneklere")][:3]
    [('odeneklere', '', ''), ('odenekler', 'dat', ''), ('odenek', 'dat', '')]
    >>> {a.stem for a in analyses("sonuclandirilan") if a.pos == "v"} >= {"sonuclandiril", "sonuclandir"}
    True
    """
    bare = Analysis(folded, "n", "", False, "", "", "", 0.0)
    if len(folded) <= SHORTEST or len(folded) > 40 or not folded.isascii() or not folded.isalpha():
        return (bare,)
    peeler = Peeler(folded)
    peeler.run(len(folded), END, 0.0, ())
    peeler.found.pop((folded, "n"), None)
    for cut in range(2, min(LONGEST_ACRONYM, len(folded) - 2) + 1):
        # "STK'larla", "AB'yle" typed without the apostrophe: an acronym takes the endings of how it is read.
        spelled = not VOWELS.intersection(folded[:cut])
        read_out = cut <= SHORT_ACRONYM and folded[cut - 1] not in VOWELS and folded[cut] == "y"
        known = _ending(folded[cut:]) if spelled or read_out else None
        if known is not None:
            peeler.keep(folded[:cut], "n", SPELLED if spelled else READ_OUT, known, short=False)
    irregular = _IRREGULAR.get(folded)
    if irregular:
        peeler.found[irregular[0], "n"] = (0.02, (("case", irregular[1]),))
    # A verb stem alone is the imperative: "listele".
    peeler.keep(folded, "v", 0.05, (("tense", "optative"),))
    ranked = sorted(peeler.found.items(), key=lambda item: (item[1][0], -len(item[0][0]), item[0]))
    return (bare, *(_analysis(stem, pos, cost, known) for (stem, pos), (cost, known) in ranked))


@lru_cache(maxsize=4096)
def _ending(ending: str) -> Features | None:
    """The cheapest reading of a separated ending, or None if it is none."""
    if not ending or len(ending) > 16 or not ending.isascii() or not ending.isalpha():
        return None
    peeler = Peeler(ending)
    peeler.run(len(ending), END, 0.0, ())
    return min(peeler.endings)[1] if peeler.endings else None


def is_ending(ending: str, ordinal: bool = False) -> bool:
    """Whether a folded string can follow an apostrophe or a figure as its ending.

    >>> is_ending("ndeki"), is_ending("milyon"), is_ending("uncu", ordinal=True)
    (True, False, True)
    """
    if _ending(ending) is not None:
        return True
    if ordinal:
        for start in ("inci", "uncu", "nci", "ncu", "er", "ar", "ser", "sar"):
            if ending == start or (ending.startswith(start) and _ending(ending[len(start) :]) is not None):
                return True
    return False


def ending_case(ending: str) -> str:
    """The case of a separated ending: "abl", "dat", "loc", "gen", "acc", "ins" or "".

    >>> [ending_case(ending) for ending in ("ten", "e", "un", "nda", "yi", "lik")]
    ['abl', 'dat', 'gen', 'loc', 'acc', '']
    """
    if ending in ("i", "u"):
        # Alone after a name it is a possessive as often, but only the case matters to a reader.
        return "acc"
    return dict(_ending(ending) or ()).get("case", "")
