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


def class_word(kind: str) -> str:
    """A class in words.

    >>> class_word("indicator"), class_word("unit:daire başkanlığı"), class_word("unit:taşra")
    ('gösterge', 'daire başkanlığı', 'taşra birimi')
    """
    base_kind, _, code = kind.partition(":")
    if code in PLACES:
        return f"{code} birimi"
    return code if code and base_kind != "staff_group" else KINDS.get(base_kind, base_kind)
