"""The words of rows of indicators without those that are no figures: shares, terms, notes, words among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.importing.document import Placed
from knowledge.importing.measures import is_unit
from knowledge.importing.values import is_cell, is_nil, is_note_mark, is_stand_in, is_whole

LONGEST_MEASURE = 3
"""Words of a unit at most."""
FEW_FIGURES = 2
"""Figures of a line that can be a row's."""
ANNOTATED = 2
"""Units behind the figures of one row from which they belong to the cells."""


def without_shares(words: Sequence[Placed], count: int) -> list[Placed]:
    """The words of rows without the shares that stand between a name and its unit.

    They are the first figures of a line behind which, and behind the words of a unit, its other figures follow.
    """
    found: list[Placed] = []
    for _, line in lines_of(words):
        place = next(
            (
                (index, end)
                for index in range(1, len(line) - count - 1)
                if all(is_whole(word.text) for word in line[index : index + count]) and not is_value(line[index - 1])
                if (end := _end_of_unit(line, index + count))
            ),
            None,
        )
        if place is None:
            found += line
            continue
        start, end = place
        unit = line[start + count : end]
        if unit[-1].text == "%":
            # The unit, and no sign of the figure behind it.
            unit = [*unit[:-1], replace(unit[-1], text="yüzde", key="yuzde")]
        found += [*line[:start], *unit, *line[end:]]
    return found


def _end_of_unit(line: Sequence[Placed], start: int) -> int:
    """Where a unit that begins at a word of a line, "Bin Kişi", ends before a figure; 0 where none stands there."""
    for end in range(start + 1, min(start + LONGEST_MEASURE, len(line) - 1) + 1):
        if is_unit(line[end - 1]) and is_value(line[end]):
            return end
        if is_value(line[end - 1]):
            break
    return 0


def without_words_between(words: Sequence[Placed], groups: Sequence[int]) -> tuple[list[Placed], list[Placed]]:
    """The words of rows without those of a column of words among the figures, and those words.

    No rows where a line has other figures: which of them stands in which column is lost then. `groups` are the
    numbers of figures before, between and behind such columns. Only a line of just these figures has them:
    "95 91 -4 Yüklenicinin işi bırakması 86", or a dash for no words, "70 72 +2 - 64".
    """
    if len(groups) < 2:
        return list(words), []
    kept: list[Placed] = []
    between: list[Placed] = []
    for _, line in lines_of(words):
        out = _between(line, groups)
        if not out and sum(map(is_value, line)) >= FEW_FIGURES:
            return [], list(words)
        between += [line[index] for index in sorted(out)]
        kept += [word for index, word in enumerate(line) if index not in out]
    return kept, between


def _between(line: Sequence[Placed], groups: Sequence[int]) -> set[int]:
    """Where in a line the words stand that part the groups of its figures; nowhere where it has other groups."""
    end = len(line)
    out: set[int] = set()
    for place, size in enumerate(reversed(groups)):
        if end < size or not all(is_value(word) for word in line[end - size : end]):
            return set()
        end -= size
        if place == len(groups) - 1:
            return out if end and not is_value(line[end - 1]) else set()
        start = end
        while start and not is_value(line[start - 1]):
            start -= 1
        if start == end and start and is_nil(line[start - 1].text):
            start -= 1
        out |= set(range(start, end))
        if start == end:
            return set()
        end = start
    return set()


def without_terms(words: Sequence[Placed]) -> list[Placed]:
    """The words of rows without the number of a term, "6 ay", that stands behind their figures in a column of words."""
    found: list[Placed] = []
    for _, line in lines_of(words):
        term = len(line) > 3 and is_unit(line[-1]) and is_whole(line[-2].text) and is_value(line[-3])
        found += [*line[:-2], line[-1]] if term else line
    return found


def clean(words: Sequence[Placed]) -> list[Placed]:
    """The words with percent signs put to their figures, without marks of footnotes and units behind figures."""
    result: list[Placed] = []
    index = 0
    units = _annotations(words)
    while index < len(words):
        word = words[index]
        after = words[index + 1] if index + 1 < len(words) else None
        if word.text == "%" and after and is_cell(after.text) and result and is_cell(result[-1].text):
            result.append(replace(after, text="%" + after.text))
            index += 2
            continue
        behind = bool(result) and is_whole(result[-1].text) and not word.first
        if not (behind and (is_note_mark(word.text) or index in units)):
            result.append(word)
        index += 1
    return result


def _annotations(words: Sequence[Placed]) -> set[int]:
    """Where a unit stands behind each figure of a row: "12 adet 14 adet"."""
    found: dict[tuple[int, str], list[int]] = {}
    for index in range(1, len(words)):
        word = words[index]
        after = words[index + 1] if index + 1 < len(words) else None
        closed = after is None or after.first or is_whole(after.text)
        if closed and word.text.isalpha() and is_whole(words[index - 1].text):
            found.setdefault((word.line, word.key), []).append(index)
    return {index for places in found.values() if len(places) >= ANNOTATED for index in places}


def lines_of(words: Sequence[Placed]) -> list[tuple[int, list[Placed]]]:
    """(where it begins among the words, its words) of each line."""
    found: list[tuple[int, list[Placed]]] = []
    for index, word in enumerate(words):
        if not found or found[-1][1][-1].line != word.line:
            found.append((index, []))
        found[-1][1].append(word)
    return found


def is_value(word: Placed) -> bool:
    """Whether a word fills a cell of figures: as a figure, as nothing, or as what stands for one."""
    return is_cell(word.text) or is_stand_in(word.text)
