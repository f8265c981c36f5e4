"""A programme as one stream of words with the marks that its layout sets in it.

Labels are looked for in the stream, not in lines, so that it does not matter where lines break or run together.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from knowledge.importing.lines import Line
from knowledge.language.letters import fold

_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """What two spellings of a name have in common: folded letters and digits without blanks.

    >>> key("Veri Alt Yapısı") == key("VERİ ALTYAPISI"), key("mağdur- lara")
    (True, 'magdurlara')
    """
    return _NO_LETTERS.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Placed:
    """A word of the stream."""

    index: int
    text: str
    key: str
    line: int
    page: int | None
    left: float | None
    right: float | None
    column: int | None
    first: bool
    """Whether it begins its line."""
    until: int | None = None
    """The column after the one in which its cell ends."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A label, heading or caption in the stream; `end` is the index of the word after it."""

    kind: str
    start: int
    end: int
    number: str = ""
    """The number of a captioned table, "3" or "2.1"; "" where the programme numbers none."""
    title: str = ""


@dataclass
class Document:
    """The stream with its marks; `used` are the words that have found their place."""

    words: list[Placed]
    lines: list[Line]
    used: set[int] = field(default_factory=set)

    def take(self, words: Iterable[Placed]) -> None:
        """Notes that these words have found their place."""
        self.used.update(word.index for word in words)

    def lines_of(self, words: Iterable[Placed]) -> list[Line]:
        """The lines on which some words stand."""
        numbers = {word.line for word in words}
        return [self.by_number[number] for number in sorted(numbers)]

    @cached_property
    def by_number(self) -> dict[int, Line]:
        """The lines by their number; of a line that is parted the first piece."""
        found: dict[int, Line] = {}
        for line in self.lines:
            found.setdefault(line.number, line)
        return found

    def pieces_of(self, words: Iterable[Placed]) -> list[Line]:
        """The lines on which some words stand, with all pieces of those that are parted."""
        return [line for number in sorted({word.line for word in words}) for line in self._pieces[number]]

    def lines_between(self, first: int, last: int) -> list[Line]:
        """The lines whose numbers lie between two, with all pieces of those that are parted."""
        start = bisect_right(self._numbers, first)
        return [line for n in self._numbers[start : bisect_left(self._numbers, last)] for line in self._pieces[n]]

    @cached_property
    def _pieces(self) -> dict[int, list[Line]]:
        found: dict[int, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.number, []).append(line)
        return found

    @cached_property
    def _numbers(self) -> list[int]:
        return sorted(self._pieces)

    def between(self, start: int, end: int) -> list[Placed]:
        """The words from one index to another."""
        return self.words[start:end]


def document(lines: Sequence[Line]) -> Document:
    """The stream of some lines."""
    words: list[Placed] = []
    for line in lines:
        for position, word in enumerate(line.words):
            words.append(
                Placed(
                    len(words),
                    word.text,
                    key(word.text),
                    line.number,
                    line.page,
                    word.left,
                    word.right,
                    word.column,
                    position == 0,
                    word.until,
                )
            )
    return Document(words, list(lines))
