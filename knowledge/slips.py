"""What the index of names and the reader of questions must agree on: slips, endings, function words."""

from __future__ import annotations

from itertools import combinations

PIECE_PREFIX = 7
"""Letters of a word that its pieces are made of: longer words differ early or are told apart afterwards."""
ONE_SLIP = 4
"""Letters from which a word may hold one slip."""
TWO_SLIPS = 9
"""Letters from which a word may hold two slips."""
FUNCTION_WORD_WEIGHT = 0.05
"""The weight of a small-talk word inside a name: "ve" tells no name from another."""


def pieces(form: str, slips: int) -> set[str]:
    """A word's prefix, and the prefix with up to `slips` letters left out.

    >>> sorted(pieces("birim", 1))
    ['biim', 'biri', 'birim', 'birm', 'brim', 'irim']
    """
    prefix = form[:PIECE_PREFIX]
    found = {prefix}
    for count in range(1, slips + 1):
        if len(prefix) - count < 2:
            break
        found.update(map("".join, combinations(prefix, len(prefix) - count)))
    return found


def slips_allowed(form: str) -> int:
    """How many slips a word of this length may hold: 0, 1 or 2."""
    return 2 if len(form) >= TWO_SLIPS else 1 if len(form) >= ONE_SLIP else 0


def privative(form: str, stem: str) -> bool:
    """Whether what was peeled off a form means "without": "düzensiz" must never meet "düzenli"."""
    return form.startswith(stem) and form[len(stem) :].startswith(("siz", "suz"))
