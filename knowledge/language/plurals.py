"""Names in the plural."""

from __future__ import annotations

POSSESSIVE = tuple("ıiuü")
"""How the last word of a class ends that belongs to the one before it: "gider kalemi"."""


def several(word: str) -> str:
    """A class in the plural.

    >>> several("gösterge"), several("alt program"), several("daire başkanlığı"), several("politika belgesi")
    ('göstergeler', 'alt programlar', 'daire başkanlıkları', 'politika belgeleri')
    """
    before, space, last = word.rpartition(" ")
    owned = bool(space) and last.endswith(POSSESSIVE)
    if owned:
        bare = last[:-1].removesuffix("s")
        last = f"{bare[:-1]}k" if bare.endswith("ğ") else bare
    back = next((letter in "aıou" for letter in reversed(last) if letter in "aıoueiöü"), False)
    ending = ("ları" if owned else "lar") if back else ("leri" if owned else "ler")
    return f"{before}{space}{last}{ending}"
