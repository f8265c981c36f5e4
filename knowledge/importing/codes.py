"""The codes before the names of rows: "PG1.1.2", "F 1.1.1", and the number of their goal before them, "1.1 F1.1.2"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.importing.document import Placed

_LEVELS = r"\d{1,2}(?:\.\d{1,2})+"
_CODE = re.compile(rf"[A-ZÇĞİÖŞÜ]{{1,3}}\.?{_LEVELS}[.:)-]?")
_LETTERS = re.compile(r"[A-ZÇĞİÖŞÜ]{1,3}\.?")
_DEEP = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,3}[.:)-]?")
_NUMBERS = re.compile(rf"{_LEVELS}[.:)-]?")


def is_code(text: str) -> bool:
    """Whether a word alone is the code of a row.

    >>> [is_code(text) for text in ("F1.1.2", "PH1.1.", "G1.1.1", "F1", "1.1", "CO2")]
    [True, True, True, False, False, False]
    """
    return _CODE.fullmatch(text) is not None


def size_of_code(words: Sequence[Placed], at: int) -> int:
    """How many words the code has that stands at a place: "F1.1.2" one, "F 1.1.2" two; 0 where none does."""
    if is_code(words[at].text):
        return 1
    after = words[at + 1] if at + 1 < len(words) else None
    parted = after is not None and after.line == words[at].line and _LETTERS.fullmatch(words[at].text)
    return 2 if parted and after and _NUMBERS.fullmatch(after.text) else 0


def size_of_codes(words: Sequence[Placed], at: int = 0) -> int:
    """How many words from a place on are codes, with the number of a goal before them: "1.1 F 1.1.2", "H1.1 G1.1.2".

    A number of three levels before a name, "2.1.1 Katı atık", is a code alone.
    """
    end = at
    after = words[at + 1] if at + 1 < len(words) else None
    named = after is not None and after.text[:1].isalpha() and after.line == words[at].line
    if (
        _NUMBERS.fullmatch(words[at].text)
        and named
        and (_DEEP.fullmatch(words[at].text) or size_of_code(words, at + 1))
    ):
        end += 1
    while end < len(words) and (size := size_of_code(words, end)):
        end += size
    return end - at


def last_number(words: Sequence[Placed]) -> int:
    """The number with which a code ends: 2 of "F 1.1.2"."""
    return int(re.findall(r"\d+", words[-1].text)[-1])
