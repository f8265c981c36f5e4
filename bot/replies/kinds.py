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
    "staff_group": "grup",
    "post": "yurt dışı görevi",
}


def class_word(kind: str) -> str:
    """A class in words.

    >>> class_word("indicator"), class_word("unit:daire başkanlığı")
    ('gösterge', 'daire başkanlığı')
    """
    base_kind, _, code = kind.partition(":")
    return code if code and base_kind != "staff_group" else KINDS.get(base_kind, base_kind)
