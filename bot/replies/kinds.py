"""What the kinds of things in a programme are called."""

from __future__ import annotations

from knowledge.lexicon import kinds

KINDS = kinds()
"""The label of each kind, and of the sorts of some: knowledge/data/turkish/kinds.toml."""
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
