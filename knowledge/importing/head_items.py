"""A column as the words of its head make it."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.importing.head_words import MONTH, PART, STRANGE, YEAR, Token

PAST = ("realised", "estimate", "planned", "expended", "spent")
"""Measures of what is over, or nearly: no year to come has them."""


@dataclass
class Item:
    """A column as it grows with the words of its head."""

    year: int | None = None
    role: str = ""
    measure: str = ""
    part: str = ""
    month: str = ""
    strange: bool = False
    bracketed: bool = False
    """Whether its year stands in brackets."""
    shared: bool = False
    """Whether its year is that of the title before it."""
    words: list[str] = field(default_factory=list)


def grow(item: Item, token: Token) -> None:
    """Adds a word of its head to a column."""
    item.words.append(token.text)
    if token.role == YEAR:
        item.year, item.bracketed = token.year, token.behind
    elif token.role == STRANGE:
        item.strange = True
    elif token.role == MONTH and token.phrase:
        item.month = token.phrase.means
    elif token.role == PART and token.phrase:
        item.part = token.phrase.means
    elif token.phrase:
        item.role, item.measure = token.role, token.phrase.means
