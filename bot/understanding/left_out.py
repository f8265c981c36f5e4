"""What a message leaves out: "personel giderleri hariç bütçe", "merkez dışındakiler", "taşrasız".

What is left out of something that does not hold it says nothing: "şube hariç kaç daire başkanlığı" asks for the daire
başkanlıkları. What is a part of it is taken from the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.understanding.clauses import AND, named_before
from bot.understanding.forms import negation
from bot.understanding.mentions import Mention
from bot.understanding.segments import bits, case_of
from bot.understanding.vocabulary import Lattice
from knowledge.language.cases import likely_case
from knowledge.language.words import Word

EXCEPT = (
    *("haric", "olmadan", "olmaksizin", "saymazsak", "saymadan"),
    *("cikarinca", "cikarirsak", "cikarildiginda", "cikartinca"),
)
"""How words begin that leave out what stands before them, folded; "harici" is none."""
COUNTING = ("kat", "say", "ekle", "sor", "iste", "hesapla")
"""Verbs, folded, that denied leave out what they have as their object: "işçileri katmayın", "planı sormuyorum"."""
TAKEN_AWAY = frozenset({"cikar", "cikarin", "cikariniz", "cikart"})
"""Verbs, folded, that take something away from what stands in the ablative."""
ADDED_TO = frozenset({"bu", "buna", "bunlara", "ona", "hesaba", "icine", "dahil"})
"""Words that may stand between, folded; so may what it would be added to, in the dative."""
OUTER = frozenset({"yurt", "ulke", "sinir", "butce", "program", "alani", "gorev", "kapsam", "sinirlari", "hudut"})
"""Words after which "dışında" leaves out nothing, folded."""
KEPT_OUT = ("tut", "birak", "kal")
"""How verbs begin, folded, with which it is asked what is left out: "hariç tutulan kararlar"."""
OTHER_THAN = frozenset({"baska", "ayri"})
"""Words that leave out what stands before them in the ablative, folded."""


def left_out(lattice: Lattice) -> int:
    """The words that say what is left out, with the one that says so, as bits; nought where nothing is."""
    words = lattice.words
    for at in range(len(words)):
        if at and _leaves_out(words, at):
            return bits(named_before(words, at), at + 1)
        if (end := _object_end(words, at)) is not None:
            return bits(named_before(words, end), at + 1)
        if at in lattice.without:
            return bits(at, at + 1)
    return 0


def _leaves_out(words: Sequence[Word], at: int) -> bool:
    """Whether a word leaves out what stands before it."""
    folded, before = words[at].folded, words[at - 1]
    if folded in OTHER_THAN:
        return case_of(before) == "abl"
    if folded.startswith("disinda"):
        return before.folded not in OUTER
    kept_out = at + 1 < len(words) and words[at + 1].folded.startswith(KEPT_OUT)
    return folded.startswith(EXCEPT) and not folded.startswith("harici") and before.folded not in OUTER and not kept_out


def _object_end(words: Sequence[Word], at: int) -> int | None:
    """Behind the object of a verb that leaves it out; None of another word, or where it has none."""
    if not _takes_away(words, at):
        return None
    end = at
    while end and not words[end].gap and (words[end - 1].folded in ADDED_TO or likely_case(words[end - 1]) == "dat"):
        end -= 1
    return end if end and not words[end].gap and likely_case(words[end - 1]) == "acc" else None


def _takes_away(words: Sequence[Word], at: int) -> bool:
    """Whether a verb leaves out its object."""
    folded = words[at].folded
    if folded in TAKEN_AWAY:
        return any(likely_case(word) == "abl" for word in words[:at])
    verb = next((verb for verb in COUNTING if folded.startswith(verb)), "")
    if folded in (f"{verb}ma", f"{verb}me"):
        # The bare imperative ends its clause: elsewhere it is a noun, "katma değer".
        return bool(verb) and (at + 1 == len(words) or bool(words[at + 1].gap))
    return bool(verb) and negation(folded, verb) and likely_case(words[at]) != "loc"  # "hesaplamada" is a noun too


def excluding(lattice: Lattice) -> bool:
    """Whether a message leaves something out."""
    return left_out(lattice) > 0


def named_in(lattice: Lattice, mask: int, dated: Iterable[int], mentions: Iterable[Mention]) -> frozenset[str]:
    """The things that what is left out names: `mask` are its words; none where it is a year, as those `dated` are."""
    if not mask or any(mask >> at & 1 for at in dated):
        return frozenset()
    words = mask & ~(1 << mask.bit_length() - 1) or mask  # the last one says that it is left out
    telling = words & ~sum(1 << at for at, word in enumerate(lattice.words) if word.folded in AND)
    found = [mention for mention in mentions if mention.mask & telling == telling]
    full = [mention for mention in found if mention.whole]
    best = max((mention.coverage for mention in full or found), default=0.0)
    return frozenset(mention.entity for mention in full or found if mention.coverage >= best)
