"""Page heads, page feet and page numbers, which stand between the lines of a programme and say nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.importing.lines import Line, Word
from knowledge.importing.values import is_cell
from knowledge.language.letters import fold

_HEAD = re.compile(
    r"(?:[-–|/•]\s+)?(?:[-–]?\s?\d{1,3}\s?[-–|.]?\s+)?(?:(?:19|20|21)\d\d\s+)?(?:(?:mali\s+)?yili\s+)?performans\s+programi"
    r"(?:\s+(?:(?:19|20|21)\d\d))?(?:\W+(?:sayfa\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?)?\W*"
)
_NUMBER = re.compile(r"\W*(?:sayfa\W*)?\d{1,3}(?:\s*/\s*\d{1,3})?\W*")
_NAMED_NUMBER = re.compile(r"\W*sayfa\W*\d{1,3}(?:\s*/\s*\d{1,3})?\W*|-\s*\d{1,3}\s*-")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
RECURRING = 3
"""How often a line must stand beside other page furniture to be a part of it."""
LONG_HEAD = 4
"""Words from which a page head is told from other words of a line."""
LONGEST = 12
"""Words that a running head has at most."""
LETTERED = 0.75
"""Share of a line's words that are single letters or digits where it is lettering, "P e r f o r m a n s   2 0 2 5"."""
LONG_LETTERING = 15
"""Single letters from which a line is lettering and no title of a row, "G E N E L   T O P L A M"."""


def without_furniture(lines: Sequence[Line], agency: str) -> tuple[list[Line], list[Line]]:
    """The lines of the document, and those that are page furniture.

    `agency` is the name that running heads may carry. A year alone is furniture only before such a head: it is a
    column head as well.
    """
    folded_agency = fold(agency)
    folded = [_without(line.folded, folded_agency) for line in lines]
    gone = {
        index
        for index, text in enumerate(folded)
        if _is_lettering(lines[index])
        or _HEAD.fullmatch(text)
        or _NAMED_NUMBER.fullmatch(text)
        or (not text and lines[index].text)
    }
    for index in range(len(lines) - 1):
        both = f"{folded[index]} {folded[index + 1]}"
        lettered = all(any(letter.isalpha() for letter in part) for part in (folded[index], folded[index + 1]))
        if lettered and len(both.split()) >= LONG_HEAD and _HEAD.fullmatch(both):
            gone |= {index, index + 1}
    # The agency's name alone is a running head only beside other furniture: it also stands in tables and imprints.
    gone -= {index for index in gone if not folded[index] and not ({index - 1, index + 1} & gone - {index})}
    gone |= {index for index in range(len(lines)) if _YEAR.fullmatch(folded[index]) and index + 1 in gone}
    gone |= {
        index
        for index in range(len(lines))
        if _NUMBER.fullmatch(folded[index])
        and ({index - 1, index + 1} & gone or (index + 1 < len(lines) and lines[index + 1].opens_page))
    }
    gone |= {index for index in range(1, len(lines) - 1) if _stands_alone(lines, index)}
    beside = {index for near in gone for index in (near - 1, near + 1) if 0 <= index < len(lines)} - gone
    recurring = Counter(folded[index] for index in beside)
    everywhere = Counter(folded)
    gone |= {
        index
        for index in beside
        if RECURRING <= recurring[folded[index]] == everywhere[folded[index]]
        and not any(is_cell(word.text) for word in lines[index].words)
        and len(folded[index].split()) <= LONGEST
        and not any(mark in folded[index] for mark in ("gosterge", "faaliyet", "program", "ekonomik", "idare adi"))
        and not any(letter.isdigit() for letter in folded[index])
    }
    heads: dict[int, set[tuple[str, ...]]] = {}
    for index in gone:
        words = lines[index].words
        if len(words) >= LONG_HEAD:
            heads.setdefault(len(words), set()).add(tuple(_shape(word.text) for word in words))
    kept: list[Line] = []
    left_out = [line for index, line in enumerate(lines) if index in gone]
    for index, line in enumerate(lines):
        if index in gone:
            continue
        rest, cut = _cut(line, heads)
        if cut:
            left_out.append(replace(line, words=cut))
        if rest:
            kept.append(replace(line, words=rest))
    return kept, sorted(left_out, key=lambda line: line.number)


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a page's number stands between empty lines, and no row of cells line by line."""
    if not _NUMBER.fullmatch(lines[index].folded) or not (lines[index].after_blank and lines[index + 1].after_blank):
        return False
    return all(any(letter.isalpha() for letter in lines[near].text) for near in (index - 1, index + 1))


def _is_lettering(line: Line) -> bool:
    """Whether a line is printed letter by letter: its digits, one a word, would be the figures of a row."""
    singles = [word.text for word in line.words if len(word.text) == 1 and word.text.isalnum()]
    letters = sum(text.isalpha() for text in singles)
    return letters >= LONG_LETTERING and len(singles) >= LETTERED * len(line.words)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _cut(line: Line, heads: Mapping[int, set[tuple[str, ...]]]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """A line's words, and those of a page head that a lost line break has put before or behind them.

    `heads` are the shapes of the words of page heads, by how many words they have.
    """
    shapes = [_shape(word.text) for word in line.words]
    for size in sorted((size for size in heads if size < len(shapes)), reverse=True):
        if tuple(shapes[:size]) in heads[size]:
            return line.words[size:], line.words[:size]
        if tuple(shapes[-size:]) in heads[size]:
            return line.words[:-size], line.words[-size:]
    return line.words, ()


def _without(text: str, agency: str) -> str:
    text = " ".join(text.split())
    return " ".join(text.replace(agency, " ").split()) if agency else text
