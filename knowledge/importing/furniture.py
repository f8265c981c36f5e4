"""Page heads, page feet and page numbers, which stand between the lines of a programme and say nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.language.letters import fold
from knowledge.importing.lines import Line

_HEAD = re.compile(
    r"(?:\W*\d{1,3}\W+)?(?:(?:19|20|21)\d\d\s+)?(?:(?:mali\s+)?yili\s+)?performans\s+programi"
    r"(?:\s+(?:(?:19|20|21)\d\d))?(?:\W+(?:sayfa\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?)?\W*"
)
_NUMBER = re.compile(r"\W*(?:sayfa\W*)?\d{1,3}(?:\s*/\s*\d{1,3})?\W*")
_NAMED_NUMBER = re.compile(r"\W*sayfa\W*\d{1,3}(?:\s*/\s*\d{1,3})?\W*|-\s*\d{1,3}\s*-")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
RECURRING = 3
"""How often a line must stand beside other page furniture to be a part of it."""
LONGEST = 12
"""Words that a running head has at most."""


def without_furniture(lines: Sequence[Line], agency: str) -> tuple[list[Line], list[Line]]:
    """The lines of the document, and those that are page furniture.

    `agency` is the name that running heads may carry. A year alone is furniture only before such a head: it is a
    column head as well.
    """
    folded = [_without(fold(line.text), fold(agency)) for line in lines]
    gone = {
        index
        for index, text in enumerate(folded)
        if _HEAD.fullmatch(text) or _NAMED_NUMBER.fullmatch(text) or (not text and lines[index].text)
    }
    # The agency's name alone is a running head only beside other furniture: it also stands in tables and imprints.
    gone -= {index for index in gone if not folded[index] and not ({index - 1, index + 1} & gone - {index})}
    gone |= {index for index in range(len(lines)) if _YEAR.fullmatch(folded[index]) and index + 1 in gone}
    gone |= {
        index
        for index in range(len(lines))
        if _NUMBER.fullmatch(folded[index])
        and ({index - 1, index + 1} & gone or (index + 1 < len(lines) and lines[index + 1].opens_page))
    }
    beside = {index for near in gone for index in (near - 1, near + 1) if 0 <= index < len(lines)} - gone
    recurring = Counter(folded[index] for index in beside)
    gone |= {
        index
        for index in beside
        if recurring[folded[index]] >= RECURRING
        and len(folded[index].split()) <= LONGEST
        and not any(mark in folded[index] for mark in ("gosterge", "faaliyet", "program", "ekonomik", "idare adi"))
        and not any(letter.isdigit() for letter in folded[index])
    }
    return (
        [line for index, line in enumerate(lines) if index not in gone],
        [line for index, line in enumerate(lines) if index in gone],
    )


def _without(text: str, agency: str) -> str:
    text = " ".join(text.split())
    return " ".join(text.replace(agency, " ").split()) if agency else text
