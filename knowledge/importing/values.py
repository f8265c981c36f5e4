"""What stands in the cells of tables: figures, dashes, and figures that a broken line has cut."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.language.letters import fold

DASHES = "-–—−"
KNOWN = 1 << 16
"""Words of which it is remembered what they are: every reader of a table asks anew."""

_FIGURE = re.compile(
    r"%?[-−]?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|0(?:[.,]\d{1,4})?|[1-9]\d*(?:\.\d{1,2}|,(?:\d{1,2}|\d{4}))?)%?"
)
"""A comma before three digits may part thousands as well as decimals, so it makes a figure only after a nought.

Four digits behind a point are a figure with the mark of a footnote glued to it as often as decimals: no figure.
"""
_STAND_IN = re.compile(
    r"[≥≤<>~±≈+]=?%?\d[\d.,]*%?|%?\d[\d.,]*\s?[-–/]\s?%?\d[\d.,]*%?|n/a|n\.a\.?|\.{3,}|…", re.IGNORECASE
)
_BOUND = re.compile(r"(?P<sign>[≥≤])=?\s?(?P<number>%?\d[\d.,]*%?)")
_WORDS_IN_CELLS = frozenset(
    (
        "evet",
        "hayir",
        "var",
        "yok",
        "yapildi",
        "yapilmadi",
        "tamamlandi",
        "tamamlanmadi",
        "belirlenmedi",
        "olculmedi",
        "hesaplanmadi",
    )
)
_NOTE_MARK = re.compile(r"\((?:\d{1,2}|[a-zçğıöşü])\)|\*{1,4}|\(\*{1,4}\)|[¹²³⁴-⁹]+")
_PIECE = re.compile(r"%?[-−]?[\d.,]*\d[\d.,]*%?")
_MISREAD = re.compile(r"#{2,}|(?=(?:\D*\d){2})[\d.,OolI?�]{3,}")
"""A figure that did not fit its cell, or one with letters that look like its digits."""


@lru_cache(KNOWN)
def is_figure(text: str) -> bool:
    """Whether a word is a whole figure.

    >>> [is_figure(word) for word in ("1.244.779", "3,5", "%13", "0", "1.244.", "007", "(157)", "0,125", "80,125")]
    [True, True, True, True, False, False, False, True, False]
    """
    return _FIGURE.fullmatch(text) is not None


def is_nil(text: str) -> bool:
    """Whether a word is the dash that stands for nothing."""
    return text in DASHES and len(text) == 1


@lru_cache(KNOWN)
def is_piece(text: str) -> bool:
    """Whether a word is a figure that is broken: "1.244.", ".779" and "007" by a line break, "1.O44" in its letters."""
    return (_PIECE.fullmatch(text) or _MISREAD.fullmatch(text)) is not None and not is_figure(text)


def is_whole(text: str) -> bool:
    """Whether a word is a figure or the dash, which need no doubt."""
    return is_figure(text) or is_nil(text)


@lru_cache(KNOWN)
def is_stand_in(text: str) -> bool:
    """Whether a word stands in a cell and is no figure: "≥85", "15-20", "1/4", "Evet", "N/A".

    >>> [is_stand_in(word) for word in ("≥85", "15-20", "1/4", "Evet", "N/A", "12", "adet")]
    [True, True, True, True, True, False, False]
    """
    return (_STAND_IN.fullmatch(text) is not None or fold(text) in _WORDS_IN_CELLS) and not is_cell(text)


def bound(text: str) -> str:
    """What a cell says that holds a bound; "" for another one.

    >>> [bound(word) for word in ("≥94", "≤3,5", "94")]
    ['en az 94', 'en çok 3,5', '']
    """
    match = _BOUND.fullmatch(text)
    return f"{'en az' if match['sign'] == '≥' else 'en çok'} {match['number']}" if match else ""


def is_note_mark(text: str) -> bool:
    """Whether a word counts a footnote: "(1)", "*"."""
    return _NOTE_MARK.fullmatch(text) is not None


def is_cell(text: str) -> bool:
    """Whether a word can stand in a cell of figures, whole or broken."""
    return is_figure(text) or is_nil(text) or is_piece(text)


def is_year(text: str) -> bool:
    """Whether a word is a year of a column head."""
    return re.fullmatch(r"(?:19|20|21)\d\d", text) is not None
