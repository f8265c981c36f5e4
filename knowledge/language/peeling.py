"""Peels endings off a folded word, from its end; what is left are the stems that it may have.

An ending must agree with the vowel before it as far as folded letters tell. A stem is a hypothesis: the caller's
vocabulary decides which one is a word.
"""

from __future__ import annotations

from knowledge.language.letters import VOWELS
from knowledge.language.morphotactics import KI, LENGTHS, NEED, PERSON, TABLE, VERB, VERBAL, Step

MOST = 0.9
"""Costlier readings are dropped: three rare suffixes on a short stem."""
SHORTEST = 2
"""Letters a stem has at least."""
_SHORT_STEM = {("n", 2): 0.12, ("v", 2): 0.08, ("n", 3): 0.04, ("v", 3): 0.03, ("n", 4): 0.01}
"""Further cost of short stems: most of what looks like one is chance; the commonest verbs are short."""
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

_CLUSTERS = frozenset(
    str.split("""rc rt rk rp rs rf rd rg rb rz lt lk lp ld lg lc lf nt nk nc nd ng nz st sk ft yt mp ks pt
    ns""")
)
"""Endings of stems that keep two final consonants, so that no vowel fell between them (unlike izn-, nehr-)."""
_PRONOUNS = frozenset(("bu", "su", "o", "kendi", "hep", "hepsi", "oteki", "beriki", "hangisi", "kendisi"))
Features = tuple[tuple[str, str], ...]
"""What was peeled: (slot, value) of each ending that has one."""


def _last_vowel(text: str) -> str:
    for letter in reversed(text):
        if letter in VOWELS:
            return letter
    return ""


def _first_vowel(text: str) -> str:
    for letter in text:
        if letter in VOWELS:
            return letter
    return ""


def _fit(rest: str, surface: str, step: Step, following: str) -> float | None:
    """Cost of a suffix after a rest beyond its own, or None where it cannot stand."""
    last = rest[-1]
    vowel = last in VOWELS
    if (step.before == "C" and vowel) or (step.before == "V" and not vowel):
        return None
    if step.follow and not (
        following[:1] in VOWELS
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


class Peeler:
    """One run over a word; keeps the cheapest way to each stem."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.found: dict[tuple[str, str], tuple[float, Features]] = {}
        """By stem and part of speech ("n", "v")."""
        self.seen: dict[tuple[int, str], float] = {}
        self.endings: list[tuple[float, Features]] = []
        """Readings in which nothing is left: the word is an ending itself."""

    def run(self, length: int, state: str, cost: float, features: Features) -> None:
        """Peels every suffix that may stand before position `length` in a state."""
        key = (length, state)
        if self.seen.get(key, MOST) <= cost:
            return
        self.seen[key] = cost
        word = self.word
        steps = TABLE.get(state)
        if not steps:
            return
        following = word[length:]
        for size in LENGTHS[state]:
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
                    if step.after not in VERBAL:
                        self.endings.append((total, known))
                    continue
                if start >= SHORTEST:
                    self.emit(rest, surface, step.after, total, known)
                elif step.after == NEED and rest in _PRONOUNS:
                    self.keep(rest, "n", total, known)
                self.run(start, step.after, total, known)

    def emit(self, rest: str, surface: str, state: str, cost: float, features: Features) -> None:
        """Keeps what is left after a suffix, with the shapes that it may have by itself."""
        vowel_next = surface[0] in VOWELS
        if state in VERBAL:
            self.emit_verb(rest, surface, cost, features)
            return
        if state == NEED:
            if rest in _PRONOUNS:
                self.keep(rest, "n", cost, features)
            return
        if state == KI:
            cost += 0.06
        elif state == PERSON:
            cost += 0.1
        last = rest[-1]
        if not vowel_next or last in VOWELS:
            self.keep(rest, "n", cost, features)
            return
        hard = {"b": "p", "d": "t", "g": "k"}.get(last)
        if hard:
            many = sum(letter in VOWELS for letter in rest) > 1
            self.keep(rest[:-1] + hard, "n", cost + (0.0 if many else _UNSOFTENED), features)
            self.keep(rest, "n", cost + (_UNSOFTENED if many else 0.0), features)
        else:
            self.keep(rest, "n", cost, features)
        before = rest[-2]
        if before in VOWELS:
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

    def emit_verb(self, rest: str, surface: str, cost: float, features: Features) -> None:
        last = rest[-1]
        vowel_next = surface[0] in VOWELS
        self.keep(rest, "v", cost, features)
        if last == "d" and vowel_next:
            self.keep(rest[:-1] + "t", "v", cost, features)
        if rest in ("di", "yi") and surface[0] == "y":
            # "diyor", "yiyecek": the only two stems whose vowel closes before y.
            self.keep(rest[0] + "e", "v", cost, features)
        if surface in ("iyor", "uyor", "iyo", "uyo") and last not in VOWELS:
            # "izliyor": the stem's own vowel gave way.
            vowel = _last_vowel(rest)
            for full in ("a",) if vowel == "a" else ("e",) if vowel == "e" else ("e", "a"):
                self.keep(rest + full, "v", cost + 0.01, features)
                self.run_restored(rest + full, cost + 0.01, features)

    def run_restored(self, stem: str, cost: float, features: Features) -> None:
        """Goes on with a stem that does not stand in the word letter by letter ("planlan" in no word)."""
        inner = Peeler(stem)
        inner.run(len(stem), VERB, cost, features)
        for (inner_stem, pos), (inner_cost, known) in inner.found.items():
            self.keep(inner_stem, pos, inner_cost, known, short=False)

    def keep(self, stem: str, pos: str, cost: float, features: Features, short: bool = True) -> None:
        if short:
            cost += _SHORT_STEM.get((pos, len(stem)), 0.0)
            if pos == "n" and not _last_vowel(stem):
                cost += _VOWELLESS
        if cost > MOST:
            return
        old = self.found.get((stem, pos))
        if old is None or cost < old[0]:
            self.found[stem, pos] = (cost, features)
