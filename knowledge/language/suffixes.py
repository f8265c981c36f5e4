"""Turkish suffixes, peeled off folded words by an ordered grammar. The way forward: `declension`.

A word is read from its end. Each suffix may stand only where Turkish puts it (case outside
possessive outside plural outside derivation; person outside tense outside negation outside voice), must
agree with the vowel before it as far as folded letters tell, and costs the more the rarer it is. What is left
is a hypothesis: the caller's vocabulary decides which stem is a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from knowledge.language.declension import with_case as with_case


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


MOST = 0.9
"""Costlier readings are dropped: three rare suffixes on a short stem."""
SHORTEST = 2
"""Letters a stem has at least."""
LONGEST_ACRONYM, SHORT_ACRONYM = 5, 3
"""Letters of acronyms that take endings without an apostrophe: of consonants alone, and of others."""
SPELLED, READ_OUT = 0.13, 0.13
"""What such endings cost."""
_SHORT_STEM = {("n", 2): 0.12, ("v", 2): 0.08, ("n", 3): 0.04, ("v", 3): 0.03, ("n", 4): 0.01}
"""Further cost of short stems: most of what looks like one is chance; the commonest verbs are short."""
_LONGEST_SUFFIX = 8
_CACHE = 65_536

_VOWELS = frozenset("aeiou")
_VOICELESS = frozenset("fstkchp")
"""Folded: c and s also stand for ç and ş."""
_HARMONY = {"a": "aoiu", "e": "eiou", "i": "aei", "u": "ou", "o": "aeiou"}
"""Last vowels of a stem after which a suffix vowel is regular, on folded letters (i is ı or i)."""
_LOAN = 0.12
"""Front suffixes after a: "saatler", "dikkate"."""
_ASSIMILATION = 0.03
"""A d where t is due, or t where d is: people slip here."""
_UNSOFTENED = 0.01
_DROPPED_VOWEL = 0.08
_DOUBLED = 0.03
_VOWELLESS = 0.05
"""Endings on bare acronyms: "gmye"."""

# Endings of stems that keep two final consonants, so that no vowel fell between them (unlike izn-, nehr-).
_CLUSTERS = frozenset(
    str.split("""rc rt rk rp rs rf rd rg rb rz lt lk lp ld lg lc lf nt nk nc nd ng nz st sk ft yt mp ks pt
    ns""")
)
_PRONOUNS = frozenset(("bu", "su", "o", "kendi", "hep", "hepsi", "oteki", "beriki", "hangisi", "kendisi"))
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


class _Step(NamedTuple):
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
_END, _QUESTION, _COPULA, _PERSON = "end", "question", "copula", "person"
_CASE, _NEED, _POSS, _PLURAL, _KI, _DERIVED, _DERIVED2 = (
    "case", "need", "poss", "plural", "ki", "derived", "derived2",
)  # fmt: skip
_VERB, _NEGATED, _ABLE, _VOICE, _VOICE2, _VOICE3 = "verb", "negated", "able", "voice", "voice2", "voice3"

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

_PERSONS_SHORT = (("m", "1s"), ("n", "2s"), ("k", "1p"), ("nIz", "2p"), ("lAr", "3p"))


def _copula_rows() -> list[_Row]:
    rows: list[_Row] = [
        ("DIr", "", 0.04, "tense", "present", ""),
        ("DI", "C", 0.05, "tense", "past", ""), ("ydI", "V", 0.04, "tense", "past", ""),
        ("mIs", "C", 0.05, "tense", "reported", ""), ("ymIs", "V", 0.05, "tense", "reported", ""),
        ("sA", "C", 0.06, "tense", "conditional", ""), ("ysA", "V", 0.05, "tense", "conditional", ""),
        ("ken", "C", 0.06, "tense", "converb", ""), ("yken", "V", 0.06, "tense", "converb", ""),
    ]  # fmt: skip
    for ending, _ in _PERSONS_SHORT:
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
    for ending, _ in _PERSONS_SHORT:
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


def _compile() -> dict[str, dict[str, list[_Step]]]:
    """Steps by state and surface form."""
    table: dict[str, dict[str, list[_Step]]] = {}

    def add(states: tuple[str, ...], rows: list[_Row], after: str, extra: float = 0.0) -> None:
        for state in states:
            steps = table.setdefault(state, {})
            for template, before, cost, slot, value, follow in rows:
                for surface in _surfaces(template):
                    steps.setdefault(surface, []).append(_Step(after, cost + extra, before, slot, value, follow))

    outer = (_END, _QUESTION, _COPULA)
    add((_END,), _QUESTION_ROWS, _QUESTION)
    add((_END, _QUESTION), _copula_rows(), _COPULA)
    add(outer, _PERSON_ROWS, _PERSON, 0.02)
    add((*outer, _KI), _case_rows(), _CASE)
    add((_PERSON,), _case_rows(), _CASE, 0.1)
    add((*outer, _KI), _need_rows(), _NEED)
    add((*outer, _CASE), _possessive_rows(), _POSS)
    add((_PERSON,), _possessive_rows(), _POSS, 0.1)
    add((_NEED,), _possessive_rows(third_only=True), _POSS)
    add((*outer, _CASE, _POSS), _PLURAL_ROWS, _PLURAL)
    add((*outer, _PLURAL, _NEED), _KI_ROWS, _KI)
    add((*outer, _CASE, _POSS, _PLURAL), _DERIVATION_ROWS, _DERIVED)
    add((_DERIVED,), _DERIVATION_ROWS, _DERIVED2, 0.05)
    add((_POSS,), _nominaliser_rows(dik=0.04), _VERB)
    add((_CASE, _PLURAL), _nominaliser_rows(dik=0.06), _VERB)
    add(outer, _nominaliser_rows(dik=0.12), _VERB)
    add((_DERIVED,), _nominaliser_rows(dik=0.2), _VERB, 0.05)
    add((*outer, _PERSON), _finite_rows(), _VERB)
    add((_END,), _CONVERB_ROWS, _VERB)
    add((_VERB, *outer), _NEGATION_ROWS, _NEGATED)
    add((_VERB, _NEGATED), _ABILITY_ROWS, _ABLE)
    for state, after, extra in (
        (_VERB, _VOICE, 0.0), (_NEGATED, _VOICE, 0.0), (_ABLE, _VOICE, 0.0),
        (_VOICE, _VOICE2, 0.02), (_VOICE2, _VOICE3, 0.04),
    ):  # fmt: skip
        add((state,), _VOICE_ROWS, after, extra)
    return table


_TABLE = _compile()
_LENGTHS = {state: tuple(sorted({len(surface) for surface in steps})) for state, steps in _TABLE.items()}
_VERBAL = frozenset((_VERB, _NEGATED, _ABLE, _VOICE, _VOICE2, _VOICE3))
_Features = tuple[tuple[str, str], ...]


def _last_vowel(text: str) -> str:
    for letter in reversed(text):
        if letter in _VOWELS:
            return letter
    return ""


def _first_vowel(text: str) -> str:
    for letter in text:
        if letter in _VOWELS:
            return letter
    return ""


def _fit(rest: str, surface: str, step: _Step, following: str) -> float | None:
    """Cost of a suffix after a rest beyond its own, or None where it cannot stand."""
    last = rest[-1]
    vowel = last in _VOWELS
    if (step.before == "C" and vowel) or (step.before == "V" and not vowel):
        return None
    if step.follow and not (
        following[:1] in _VOWELS
        if step.follow == "V"
        else following.startswith(("iyo", "uyo") if step.follow == "I" else step.follow)
    ):
        return None
    cost = 0.0
    own = _first_vowel(surface)
    if own:
        before = _last_vowel(rest)
        if not before:
            cost += _VOWELLESS
        elif surface.startswith("ki") or surface.startswith("ken") or surface.startswith("yken"):
            pass
        elif before not in _HARMONY[own]:
            if own == "e" and before == "a":
                cost += _LOAN
            else:
                return None
    if surface[0] == "d" and last in _VOICELESS and last not in "cs":
        cost += _ASSIMILATION
    elif surface[0] == "t" and len(surface) > 1 and last not in _VOICELESS:
        if vowel or last in "lmnr":
            cost += _ASSIMILATION
        cost += _ASSIMILATION
    return cost


class _Peeler:
    """One run over a word; keeps the cheapest analysis of each stem."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.found: dict[tuple[str, str], tuple[float, _Features]] = {}
        self.seen: dict[tuple[int, str], float] = {}
        self.endings: list[tuple[float, _Features]] = []
        """Readings in which nothing is left: the word is an ending itself."""

    def run(self, length: int, state: str, cost: float, features: _Features) -> None:
        """Peels every suffix that may stand before position `length` in a state."""
        key = (length, state)
        if self.seen.get(key, MOST) <= cost:
            return
        self.seen[key] = cost
        word = self.word
        steps = _TABLE.get(state)
        if not steps:
            return
        following = word[length:]
        for size in _LENGTHS[state]:
            start = length - size
            if start < 0:
                break
            surface = word[start:length]
            options = steps.get(surface)
            if not options:
                continue
            rest = word[:start]
            for step in options:
                if rest:
                    fit = _fit(rest, surface, step, following)
                    if fit is None:
                        continue
                    total = cost + step.cost + fit
                else:
                    total = cost + step.cost
                if total > MOST:
                    continue
                known = features
                if step.slot and all(slot != step.slot for slot, _ in features):
                    known = (*features, (step.slot, step.value))
                if not rest:
                    if step.after not in _VERBAL:
                        self.endings.append((total, known))
                    continue
                if start >= SHORTEST:
                    self.emit(rest, surface, step.after, total, known)
                elif step.after == _NEED and rest in _PRONOUNS:
                    self.keep(rest, "n", total, known)
                self.run(start, step.after, total, known)

    def emit(self, rest: str, surface: str, state: str, cost: float, features: _Features) -> None:
        """Keeps what is left after a suffix, with the shapes that it may have by itself."""
        vowel_next = surface[0] in _VOWELS
        if state in _VERBAL:
            self.emit_verb(rest, surface, cost, features)
            return
        if state == _NEED:
            if rest in _PRONOUNS:
                self.keep(rest, "n", cost, features)
            return
        if state == _KI:
            cost += 0.06
        elif state == _PERSON:
            cost += 0.1
        last = rest[-1]
        if not vowel_next or last in _VOWELS:
            self.keep(rest, "n", cost, features)
            return
        hard = {"b": "p", "d": "t", "g": "k"}.get(last)
        if hard:
            many = sum(letter in _VOWELS for letter in rest) > 1
            self.keep(rest[:-1] + hard, "n", cost + (0.0 if many else _UNSOFTENED), features)
            self.keep(rest, "n", cost + (_UNSOFTENED if many else 0.0), features)
        else:
            self.keep(rest, "n", cost, features)
        before = rest[-2]
        if before in _VOWELS:
            return
        if before == last:
            self.keep(rest[:-1], "n", cost + _DOUBLED, features)
            if hard:
                self.keep(rest[:-2] + hard, "n", cost + _DOUBLED, features)
        elif 3 <= len(rest) <= 6 and before + last not in _CLUSTERS:
            vowel = _last_vowel(rest)
            if vowel:
                full = rest[:-1] + ("u" if vowel in "ou" else "i")
                self.keep(full + last, "n", cost + _DROPPED_VOWEL, features)
                if hard:
                    self.keep(full + hard, "n", cost + _DROPPED_VOWEL, features)

    def emit_verb(self, rest: str, surface: str, cost: float, features: _Features) -> None:
        last = rest[-1]
        vowel_next = surface[0] in _VOWELS
        self.keep(rest, "v", cost, features)
        if last == "d" and vowel_next:
            self.keep(rest[:-1] + "t", "v", cost, features)
        if rest in ("di", "yi") and surface[0] == "y":
            # "diyor", "yiyecek": the only two stems whose vowel closes before y.
            self.keep(rest[0] + "e", "v", cost, features)
        if surface in ("iyor", "uyor", "iyo", "uyo") and last not in _VOWELS:
            # "izliyor": the stem's own vowel gave way.
            vowel = _last_vowel(rest)
            for full in ("a",) if vowel == "a" else ("e",) if vowel == "e" else ("e", "a"):
                self.keep(rest + full, "v", cost + 0.01, features)
                self.run_restored(rest + full, cost + 0.01, features)

    def run_restored(self, stem: str, cost: float, features: _Features) -> None:
        """Goes on with a stem that does not stand in the word letter by letter ("planlan" in no word)."""
        inner = _Peeler(stem)
        inner.run(len(stem), _VERB, cost, features)
        for (inner_stem, pos), (inner_cost, known) in inner.found.items():
            self.keep(inner_stem, pos, inner_cost, known, short=False)

    def keep(self, stem: str, pos: str, cost: float, features: _Features, short: bool = True) -> None:
        if short:
            cost += _SHORT_STEM.get((pos, len(stem)), 0.0)
            if pos == "n" and not _last_vowel(stem):
                cost += _VOWELLESS
        if cost > MOST:
            return
        old = self.found.get((stem, pos))
        if old is None or cost < old[0]:
            self.found[stem, pos] = (cost, features)


def _analysis(stem: str, pos: str, cost: float, features: _Features) -> Analysis:
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
    peeler = _Peeler(folded)
    peeler.run(len(folded), _END, 0.0, ())
    peeler.found.pop((folded, "n"), None)
    for cut in range(2, min(LONGEST_ACRONYM, len(folded) - 2) + 1):
        # "STK'larla", "AB'yle" typed without the apostrophe: an acronym takes the endings of how it is read.
        spelled = not _VOWELS.intersection(folded[:cut])
        read_out = cut <= SHORT_ACRONYM and folded[cut - 1] not in _VOWELS and folded[cut] == "y"
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
def _ending(ending: str) -> _Features | None:
    """The cheapest reading of a separated ending, or None if it is none."""
    if not ending or len(ending) > 16 or not ending.isascii() or not ending.isalpha():
        return None
    peeler = _Peeler(ending)
    peeler.run(len(ending), _END, 0.0, ())
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
