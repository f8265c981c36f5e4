"""What stands in the cells of tables: figures, dashes, and figures that a broken line has cut."""

from __future__ import annotations

import re

DASHES = "-–—−"

_FIGURE = re.compile(
    r"%?[-−]?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|0(?:[.,]\d{1,4})?|[1-9]\d*(?:\.\d{1,4}|,(?:\d{1,2}|\d{4}))?)%?"
)
"""A comma before three digits may part thousands as well as decimals, so it makes a figure only after a nought."""
_PIECE = re.compile(r"%?[-−]?[\d.,]*\d[\d.,]*%?")
_MISREAD = re.compile(r"#{2,}|(?=(?:\D*\d){2})[\d.,OolI?�]{3,}")
"""A figure that did not fit its cell, or one with letters that look like its digits."""


def is_figure(text: str) -> bool:
    """Whether a word is a whole figure.

    >>> [is_figure(word) for word in ("1.244.779", "3,5", "%13", "0", "1.244.", "007", "(157)", "0,125", "80,125")]
    [True, True, True, True, False, False, False, True, False]
    """
    return _FIGURE.fullmatch(text) is not None


def is_nil(text: str) -> bool:
    """Whether a word is the dash that stands for nothing."""
    return text in DASHES and len(text) == 1


def is_piece(text: str) -> bool:
    """Whether a word is a figure that is broken: "1.244.", ".779" and "007" by a line break, "1.O44" in its letters."""
    return (_PIECE.fullmatch(text) or _MISREAD.fullmatch(text)) is not None and not is_figure(text)


def is_cell(text: str) -> bool:
    """Whether a word can stand in a cell of figures, whole or broken."""
    return is_figure(text) or is_nil(text) or is_piece(text)


def is_year(text: str) -> bool:
    """Whether a word is a year of a column head."""
    return re.fullmatch(r"(?:19|20|21)\d\d", text) is not None
