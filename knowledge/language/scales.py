"""What people write for the scale of a figure: "1,3M", "3,2 mlr", "500k"; and figures parted by blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.language.words_model import Word

_SCALES = {
    **dict.fromkeys(("m", "mn", "mln", "mlyn", "mio"), "milyon"),
    **dict.fromkeys(("mr", "mrd", "mlr", "mlyr"), "milyar"),
    **dict.fromkeys(("k", "b"), "bin"),
}
_CAPITALS = {"B": "milyar"}
"""Letters that mean another scale where they are capital."""
_CLAUSES = frozenset("bB")
"""Letters that with one digit are a clause of a law: "4B"."""
_NUMBERED = (
    "tablo",
    "madde",
    "sayfa",
    "no",
    "ilk",
    "son",
    "en",
    "fikra",
    "bent",
    "ek",
    "amac",
    "hedef",
    "kod",
    "sekil",
)
"""Starts of words after which a figure is a number in a row."""
_SQUARE = ("kare", "2")
"""Starts of what makes metres of an m."""
_GROUP = 3
"""Digits between two blanks of a figure."""


def scale_of(figure: str, typed: str) -> str | None:
    """The number word that the letters after a figure stand for, or None.

    >>> scale_of("1,3", "M"), scale_of("3,2", "B"), scale_of("500", "b"), scale_of("4", "B"), scale_of("3", "mlr")
    ('milyon', 'milyar', 'bin', None, 'milyar')
    """
    if typed in _CLAUSES and len(figure) == 1:
        return None
    return _CAPITALS.get(typed) or _SCALES.get(typed.lower())


def whole(words: Sequence[Word]) -> list[Word]:
    """The words, with figures parted by blanks as one and the letters of a scale as its number word.

    >>> from knowledge.language.words import split
    >>> [word.stem for word in split("4 024 862 ve 3,2 mlr'yi")]
    ['4.024.862', 've', '3,2', 'milyar']
    """
    found: list[Word] = []
    for position, word in enumerate(words):
        before = found[-1] if found else None
        if before is None or word.gap or before.ending or not before.stem[:1].isdigit() or before.percent:
            found.append(word)
            continue
        following = words[position + 1] if position + 1 < len(words) else None
        if _is_group(word) and _takes_group(found):
            stem = f"{before.stem}.{word.stem}"
            text = f"{before.text} {word.text}"
            found[-1] = replace(
                before, text=text, folded=stem + word.ending, stem=stem, ending=word.ending, end=word.end
            )
        elif (scale := _scale(before, word, following)) and not _numbered(found):
            found.append(replace(word, folded=scale + word.ending, stem=scale))
        else:
            found.append(word)
    return found


def _is_group(word: Word) -> bool:
    return len(word.stem) == _GROUP and word.stem.isdigit() and not word.percent


def _takes_group(found: Sequence[Word]) -> bool:
    """Whether the last word is the beginning of a figure parted by blanks."""
    first, *groups = found[-1].stem.split(".")
    plain = first.isdigit() and first[0] != "0" and len(first) <= _GROUP
    return plain and all(len(group) == _GROUP and group.isdigit() for group in groups) and not _numbered(found)


def _numbered(found: Sequence[Word]) -> bool:
    """Whether the last word is a number in a row: "tablo 3"."""
    return len(found) > 1 and not found[-1].gap and found[-2].folded.startswith(_NUMBERED)


def _scale(figure: Word, word: Word, following: Word | None) -> str | None:
    """The scale that a word of its own stands for: "3,2 mlr", but not "20 m kare"."""
    if following is not None and not following.gap and following.folded.startswith(_SQUARE):
        return None
    typed = word.text[: len(word.stem)]
    return scale_of(figure.stem, typed) if typed.isalpha() else None
