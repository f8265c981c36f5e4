"""What a message says to be in a total that holds it anyway: "bütçe dışı kaynak dahil 2024 toplamı"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.corrections import DENYING
from bot.understanding.forms import negation
from bot.understanding.left_out import excluding
from bot.understanding.mentions import Mention
from bot.understanding.vocabulary import Vocabulary
from knowledge.language.asking import PARTICLES
from knowledge.language.words import Word

INCLUDED = ("background:inclusion",)
"""Sense of words that say what a total holds."""
MONEY = ("measure:budget",)
"""Sense of the word among them that says of what the total is."""
TOTAL = ("feature:sum",)
"""Sense of words for a total."""
DONE = ("et", "edil", "ol")
"""Verbs, folded, with which a part is put into a total: "dahil etmeyince" denies it."""
EXACT = 0.05
"""The most that such a phrase may cost."""


def without_inclusions(
    vocabulary: Vocabulary, words: tuple[Word, ...], mentions: Sequence[Mention]
) -> tuple[Word, ...]:
    """A message without what is said to be in its total: "bütçe" is left of "bütçe dışı kaynak dahil".

    Not where it is asked or denied that it is in it, nor of another item, which does not hold it. `mentions`: what the
    message names.
    """
    lattice = vocabulary.read(words)
    included = lattice.saying(INCLUDED, EXACT)
    if not included or excluding(lattice):
        return words
    behind = {words[at].folded for at in range(1, len(words)) if included >> at - 1 & 1 and not included >> at & 1}
    items = any(one.kind == "expense" and one.whole and not one.mask & included for one in mentions)
    denied = any(negation(word, verb) for word in behind for verb in DONE)
    if denied or behind & {*PARTICLES, DENYING} or (items and not lattice.saying(TOTAL, EXACT) & ~included):
        return words
    # Of what the total is may be said there and nowhere else.
    left_out = included & ~(lattice.saying(MONEY, EXACT) & ~(included << 1))
    return tuple(word for at, word in enumerate(words) if not left_out >> at & 1) or words
