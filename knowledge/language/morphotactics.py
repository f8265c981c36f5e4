"""The endings of Turkish and where each may stand, as a table read from the end of a word.

Case stands outside possessive outside plural outside derivation; person outside tense outside negation outside voice.
A row costs the more the rarer its ending is.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple


class Step(NamedTuple):
    """A suffix as read from the right: what it is, what may come next, what must stand before it."""

    after: str
    """State that follows."""
    cost: float
    before: str
    """Letter class that the rest must end in: "C", "V" or "" for either."""
    slot: str
    value: str
    follow: str
    """"V" if a vowel must follow the suffix (softened k)."""


_EXPANSIONS = {"A": "ae", "I": "iu", "D": "dt"}


def _surfaces(template: str) -> list[str]:
    """Folded forms of a template: A is a/e, I is i/u, D is d/t; A and I keep their value within a suffix.

    >>> _surfaces("DIr")
    ['dir', 'dur', 'tir', 'tur']
    """
    kinds = [letter for letter in "DAI" if letter in template]
    forms = []
    for values in product(*(_EXPANSIONS[kind] for kind in kinds)):
        chosen = dict(zip(kinds, values, strict=True))
        forms.append("".join(chosen.get(letter, letter) for letter in template))
    return forms


# States, named for what was peeled last. "need": a pronominal n was peeled, so a third person possessive,
# -ki or a pronoun must stand before it.
END, QUESTION, COPULA, PERSON = "end", "question", "copula", "person"
CASE, NEED, POSS, PLURAL, KI, DERIVED, DERIVED2 = (
    "case", "need", "poss", "plural", "ki", "derived", "derived2",
)  # fmt: skip
VERB, NEGATED, ABLE, VOICE, VOICE2, VOICE3 = "verb", "negated", "able", "voice", "voice2", "voice3"

# Each row: suffix template, letter class before it, cost, slot, value, follow.
_Row = tuple[str, str, float, str, str, str]


def _case_rows() -> list[_Row]:
    return [
        ("I", "C", 0.03, "case", "acc", ""), ("yI", "V", 0.02, "case", "acc", ""),
        ("A", "C", 0.02, "case", "dat", ""), ("yA", "V", 0.02, "case", "dat", ""),
        ("DA", "", 0.02, "case", "loc", ""), ("DAn", "", 0.02, "case", "abl", ""),
        ("In", "C", 0.02, "case", "gen", ""), ("nIn", "V", 0.02, "case", "gen", ""),
        ("lA", "C", 0.03, "case", "ins", ""), ("ylA", "V", 0.03, "case", "ins", ""),
        ("cA", "", 0.10, "case", "equ", ""),
    ]  # fmt: skip


def _need_rows() -> list[_Row]:
    return [
        ("nI", "V", 0.02, "case", "acc", ""), ("nA", "V", 0.02, "case", "dat", ""),
        ("ndA", "V", 0.02, "case", "loc", ""), ("ndAn", "V", 0.02, "case", "abl", ""),
        ("ncA", "V", 0.08, "case", "equ", ""),
    ]  # fmt: skip


def _possessive_rows(third_only: bool = False) -> list[_Row]:
    third: list[_Row] = [
        ("I", "C", 0.02, "possessive", "3s", ""), ("sI", "V", 0.02, "possessive", "3s", ""),
    ]  # fmt: skip
    if third_only:
        return third
    return [
        *third,
        ("Im", "C", 0.06, "possessive", "1s", ""), ("m", "V", 0.08, "possessive", "1s", ""),
        ("In", "C", 0.08, "possessive", "2s", ""), ("n", "V", 0.10, "possessive", "2s", ""),
        ("ImIz", "C", 0.03, "possessive", "1p", ""), ("mIz", "V", 0.03, "possessive", "1p", ""),
        ("InIz", "C", 0.03, "possessive", "2p", ""), ("nIz", "V", 0.03, "possessive", "2p", ""),
    ]  # fmt: skip


_PLURAL_ROWS: list[_Row] = [("lAr", "", 0.02, "plural", "1", "")]
_DERIVATION_ROWS: list[_Row] = [
    ("lIk", "", 0.10, "", "", ""), ("lIg", "", 0.10, "", "", "V"),
    ("lI", "", 0.12, "", "", ""), ("sIz", "", 0.12, "", "", ""), ("cI", "", 0.15, "", "", ""),
]  # fmt: skip
_KI_ROWS: list[_Row] = [("ki", "", 0.05, "", "", ""), ("ku", "", 0.07, "", "", "")]
_QUESTION_ROWS: list[_Row] = [("mI", "", 0.10, "", "", ""), ("mIdIr", "", 0.10, "", "", "")]

_PERSONS_SHORT = ("m", "n", "k", "nIz", "lAr")


def _copula_rows() -> list[_Row]:
    rows: list[_Row] = [
        ("DIr", "", 0.04, "tense", "present", ""),
        ("DI", "C", 0.05, "tense", "past", ""), ("ydI", "V", 0.04, "tense", "past", ""),
        ("mIs", "C", 0.05, "tense", "reported", ""), ("ymIs", "V", 0.05, "tense", "reported", ""),
        ("sA", "C", 0.06, "tense", "conditional", ""), ("ysA", "V", 0.05, "tense", "conditional", ""),
        ("ken", "C", 0.06, "tense", "converb", ""), ("yken", "V", 0.06, "tense", "converb", ""),
    ]  # fmt: skip
    for ending in _PERSONS_SHORT:
        rows += [
            ("DI" + ending, "C", 0.06, "tense", "past", ""), ("ydI" + ending, "V", 0.06, "tense", "past", ""),
            ("sA" + ending, "C", 0.08, "tense", "conditional", ""),
            ("ysA" + ending, "V", 0.08, "tense", "conditional", ""),
        ]  # fmt: skip
    for ending in ("Im", "sIn", "Iz", "sInIz", "lAr"):
        rows += [
            ("mIs" + ending, "C", 0.10, "tense", "reported", ""),
            ("ymIs" + ending, "V", 0.10, "tense", "reported", ""),
        ]
    return rows


_PERSON_ROWS: list[_Row] = [
    ("Im", "C", 0.05, "person", "1s", ""), ("yIm", "V", 0.05, "person", "1s", ""),
    ("sIn", "", 0.06, "person", "2s", ""),
    ("Iz", "C", 0.05, "person", "1p", ""), ("yIz", "V", 0.05, "person", "1p", ""),
    ("sInIz", "", 0.05, "person", "2p", ""), ("lAr", "", 0.04, "person", "3p", ""),
]  # fmt: skip


def _finite_rows() -> list[_Row]:
    """Tenses, right after the verb; persons of the short kind stand in the same row."""
    rows: list[_Row] = [
        ("DI", "", 0.03, "tense", "past", ""), ("sA", "", 0.08, "tense", "conditional", ""),
        ("mIs", "", 0.03, "tense", "reported", ""),
        ("Iyor", "C", 0.03, "tense", "present", ""), ("yor", "V", 0.03, "tense", "present", ""),
        ("Iyo", "C", 0.05, "tense", "present", ""), ("yo", "V", 0.05, "tense", "present", ""),
        ("AcAk", "C", 0.04, "tense", "future", ""), ("yAcAk", "V", 0.04, "tense", "future", ""),
        ("AcAg", "C", 0.04, "tense", "future", "V"), ("yAcAg", "V", 0.04, "tense", "future", "V"),
        ("IcAk", "C", 0.08, "tense", "future", ""), ("IcAg", "C", 0.08, "tense", "future", "V"),
        ("cAk", "", 0.1, "tense", "future", ""), ("cAz", "", 0.12, "tense", "future", ""),
        ("Ir", "C", 0.05, "tense", "aorist", ""), ("Ar", "C", 0.06, "tense", "aorist", ""),
        ("r", "V", 0.05, "tense", "aorist", ""),
        ("mAlI", "", 0.06, "tense", "obligation", ""), ("mAktA", "", 0.04, "tense", "present", ""),
        ("AlIm", "C", 0.08, "tense", "optative", ""), ("yAlIm", "V", 0.08, "tense", "optative", ""),
        ("AyIm", "C", 0.08, "tense", "optative", ""), ("yAyIm", "V", 0.08, "tense", "optative", ""),
        ("sIn", "", 0.08, "tense", "optative", ""), ("sInlAr", "", 0.10, "tense", "optative", ""),
        ("In", "C", 0.12, "tense", "optative", ""), ("InIz", "C", 0.10, "tense", "optative", ""),
        ("yIn", "V", 0.12, "tense", "optative", ""), ("yInIz", "V", 0.10, "tense", "optative", ""),
        ("sAnA", "", 0.10, "tense", "optative", ""), ("sAnIzA", "", 0.10, "tense", "optative", ""),
    ]  # fmt: skip
    for ending in _PERSONS_SHORT:
        rows += [("DI" + ending, "", 0.05, "tense", "past", ""),
                 ("sA" + ending, "", 0.10, "tense", "conditional", "")]  # fmt: skip
    return rows


def _nominaliser_rows(dik: float) -> list[_Row]:
    """Participles and infinitives; `dik` is the cost of -dik, low where a possessive follows it."""
    return [
        ("An", "C", 0.04, "tense", "participle", ""), ("yAn", "V", 0.04, "tense", "participle", ""),
        ("DIk", "", dik + 0.03, "tense", "participle", ""), ("DIg", "", dik, "tense", "participle", "V"),
        ("AcAk", "C", 0.05, "tense", "participle", ""), ("yAcAk", "V", 0.05, "tense", "participle", ""),
        ("AcAg", "C", 0.05, "tense", "participle", "V"), ("yAcAg", "V", 0.05, "tense", "participle", "V"),
        ("mIs", "", 0.05, "tense", "participle", ""),
        ("mAk", "", 0.03, "tense", "infinitive", ""), ("mA", "", 0.04, "tense", "infinitive", ""),
        ("mAg", "", 0.06, "tense", "infinitive", "V"),
        ("Is", "C", 0.10, "tense", "infinitive", ""), ("yIs", "V", 0.10, "tense", "infinitive", ""),
        ("IcI", "C", 0.14, "tense", "participle", ""), ("yIcI", "V", 0.14, "tense", "participle", ""),
        ("mAklIk", "", 0.14, "tense", "infinitive", ""), ("mAzlIk", "", 0.14, "tense", "infinitive", ""),
    ]  # fmt: skip


_CONVERB_ROWS: list[_Row] = [
    ("Ip", "C", 0.05, "tense", "converb", ""), ("yIp", "V", 0.05, "tense", "converb", ""),
    ("ArAk", "C", 0.05, "tense", "converb", ""), ("yArAk", "V", 0.05, "tense", "converb", ""),
    ("IncA", "C", 0.07, "tense", "converb", ""), ("yIncA", "V", 0.07, "tense", "converb", ""),
    ("mAdAn", "", 0.06, "tense", "converb", ""), ("DIkcA", "", 0.08, "tense", "converb", ""),
    ("AlI", "C", 0.12, "tense", "converb", ""), ("yAlI", "V", 0.12, "tense", "converb", ""),
    ("ArkAn", "C", 0.08, "tense", "converb", ""),
]  # fmt: skip

_NEGATION_ROWS: list[_Row] = [
    ("mA", "", 0.03, "", "", ""), ("mI", "", 0.04, "", "", "V"), ("mAz", "", 0.03, "", "", ""),
    ("m", "", 0.03, "", "", "I"),
]  # fmt: skip
_ABILITY_ROWS: list[_Row] = [
    ("Abil", "C", 0.04, "", "", ""), ("yAbil", "V", 0.04, "", "", ""),
    ("A", "C", 0.08, "", "", "m"), ("yA", "V", 0.06, "", "", "m"),
]  # fmt: skip
_VOICE_ROWS: list[_Row] = [
    ("Il", "C", 0.02, "", "", ""), ("In", "C", 0.03, "", "", ""), ("n", "V", 0.03, "", "", ""),
    ("nIl", "V", 0.04, "", "", ""),
    ("DIr", "", 0.04, "", "", ""), ("t", "V", 0.04, "", "", ""), ("Ir", "C", 0.08, "", "", ""),
    ("It", "C", 0.10, "", "", ""), ("t", "C", 0.06, "", "", "V"), ("Ar", "C", 0.12, "", "", ""),
    ("Is", "C", 0.10, "", "", ""), ("s", "V", 0.10, "", "", ""),
]  # fmt: skip


def _compile() -> dict[str, dict[str, list[Step]]]:
    """Steps by state and surface form."""
    table: dict[str, dict[str, list[Step]]] = {}

    def add(states: tuple[str, ...], rows: list[_Row], after: str, extra: float = 0.0) -> None:
        for state in states:
            steps = table.setdefault(state, {})
            for template, before, cost, slot, value, follow in rows:
                for surface in _surfaces(template):
                    steps.setdefault(surface, []).append(Step(after, cost + extra, before, slot, value, follow))

    outer = (END, QUESTION, COPULA)
    add((END,), _QUESTION_ROWS, QUESTION)
    add((END, QUESTION), _copula_rows(), COPULA)
    add(outer, _PERSON_ROWS, PERSON, 0.02)
    add((*outer, KI), _case_rows(), CASE)
    add((PERSON,), _case_rows(), CASE, 0.1)
    add((*outer, KI), _need_rows(), NEED)
    add((*outer, CASE), _possessive_rows(), POSS)
    add((PERSON,), _possessive_rows(), POSS, 0.1)
    add((NEED,), _possessive_rows(third_only=True), POSS)
    add((*outer, CASE, POSS), _PLURAL_ROWS, PLURAL)
    add((*outer, PLURAL, NEED), _KI_ROWS, KI)
    add((*outer, CASE, POSS, PLURAL), _DERIVATION_ROWS, DERIVED)
    add((DERIVED,), _DERIVATION_ROWS, DERIVED2, 0.05)
    add((POSS,), _nominaliser_rows(dik=0.04), VERB)
    add((CASE, PLURAL), _nominaliser_rows(dik=0.06), VERB)
    add(outer, _nominaliser_rows(dik=0.12), VERB)
    add((DERIVED,), _nominaliser_rows(dik=0.2), VERB, 0.05)
    add((*outer, PERSON), _finite_rows(), VERB)
    add((END,), _CONVERB_ROWS, VERB)
    add((VERB, *outer), _NEGATION_ROWS, NEGATED)
    add((VERB, NEGATED), _ABILITY_ROWS, ABLE)
    for state, after, extra in (
        (VERB, VOICE, 0.0), (NEGATED, VOICE, 0.0), (ABLE, VOICE, 0.0),
        (VOICE, VOICE2, 0.02), (VOICE2, VOICE3, 0.04),
    ):  # fmt: skip
        add((state,), _VOICE_ROWS, after, extra)
    return table


TABLE = _compile()
"""What may be peeled in each state, by its letters."""
LENGTHS = {state: tuple(sorted({len(surface) for surface in steps})) for state, steps in TABLE.items()}
"""How long that may be."""
VERBAL = frozenset((VERB, NEGATED, ABLE, VOICE, VOICE2, VOICE3))
"""States in which a verb is left."""
