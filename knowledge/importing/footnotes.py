"""Footnotes, which stand below tables and between their rows and belong to neither."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.importing.lines import Line

_STARRED = re.compile(r"\(?\*{1,4}\)?(?:[^\W\d_].*)?")
LONGEST = 3
"""Lines of a footnote at most."""
NEAR = 3
"""Lines within which another one with a star tells a list of items."""
FEWEST_WORDS = 4
"""Words of a footnote at least."""


def without_footnotes(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without the footnotes, and those: sentences behind a star, each with the lines until its full stop.

    What has no full stop is none, and neither is an item of a list: another one stands near it.
    """
    starred = [index for index, line in enumerate(lines) if _STARRED.fullmatch(line.words[0].text)]
    gone: set[int] = set()
    for index in starred:
        if any(0 < abs(other - index) <= NEAR and _mark(lines[other]) == _mark(lines[index]) for other in starred):
            continue
        end = _end(lines, index)
        if end is not None and sum(len(line.words) for line in lines[index:end]) > FEWEST_WORDS:
            gone.update(range(index, end))
    kept = [line for index, line in enumerate(lines) if index not in gone]
    return kept, [line for index, line in enumerate(lines) if index in gone]


def _mark(line: Line) -> int:
    return line.words[0].text.count("*")


def _end(lines: Sequence[Line], start: int) -> int | None:
    """The line after the one that ends a footnote's sentence."""
    for index in range(start, min(start + LONGEST, len(lines))):
        if index > start and (lines[index].after_blank or _STARRED.fullmatch(lines[index].words[0].text)):
            return None
        if lines[index].words[-1].text.endswith("."):
            return index + 1
    return None
