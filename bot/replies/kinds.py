"""What the kinds of things in a programme are called."""

from __future__ import annotations

KINDS = {
    "indicator": "gösterge",
    "activity": "faaliyet",
    "sub_programme": "alt program",
    "programme": "program",
    "expense": "gider kalemi",
    "unit": "birim",
    "council": "kurul ve komisyon",
    "institution": "kurum",
    "aim": "stratejik amaç",
    "goal": "stratejik hedef",
    "value": "temel değer",
    "policy": "politika belgesi",
    "law": "mevzuat",
    "abbreviation": "kısaltma",
    "table": "tablo",
    "it": "bilgi teknolojileri kalemi",
    "room": "oda ve alan",
    "vehicle": "araç türü",
    "facility": "birim ve tesis",
    "thing": "kalem",
    "column": "bilgi",
    "staff_group": "grup",
    "post": "yurt dışı görevi",
}

PLACES = frozenset({"taşra", "yurt dışı"})
"""Codes of units that say where they are, not what."""
POSSESSIVE = tuple("ıiuü")
"""How the last word of a class ends that belongs to the one before it: "gider kalemi"."""


def class_word(kind: str) -> str:
    """A class in words.

    >>> class_word("indicator"), class_word("unit:daire başkanlığı"), class_word("unit:taşra")
    ('gösterge', 'daire başkanlığı', 'taşra birimi')
    """
    base_kind, _, code = kind.partition(":")
    if code in PLACES:
        return f"{code} birimi"
    return code if code and base_kind != "staff_group" else KINDS.get(base_kind, base_kind)


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
