"""The lines of a programme as read from a file: words, and where the file tells it, their place on the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.language.letters import fold


class ImportRefused(Exception):
    """A file that cannot be imported, in one sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word; in a PDF with its left and right edge in points and the cell of a ruled table that holds it."""

    text: str
    left: float | None = None
    right: float | None = None
    column: int | None = None
    until: int | None = None
    """The column after the one in which the cell ends: a head may stand over several."""


@lru_cache(maxsize=1 << 15)
def _folded(text: str) -> str:
    # Every reader of a line compares it folded.
    return fold(text)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a row of a ruled table cell by cell."""

    number: int
    """Counted through the document from 1."""
    words: tuple[Word, ...]
    page: int | None = None
    after_blank: bool = False
    """Whether an empty line, or in a PDF a wide gap, stands before it."""
    opens_page: bool = False
    apart: bool = False
    """Whether it is one of several lines of a head that are in no order: its columns are parted by blanks."""
    text: str = field(init=False, repr=False, compare=False)
    """The words with single spaces; made once, since every reader looks at it."""

    def __post_init__(self) -> None:
        """Joins the words."""
        object.__setattr__(self, "text", " ".join([word.text for word in self.words]))

    @property
    def folded(self) -> str:
        """The text folded, for comparing."""
        return _folded(self.text)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that has been read."""

    name: str
    """The file's name without its folders."""
    lines: tuple[Line, ...]
    count: int
    """Lines of the document, the empty ones with them."""
    pages: int | None
    """Pages of a PDF, None for a text."""
    mended: str = ""
    """An example of damaged letters that have been mended, "before → after"."""
    wide: int = 0
    """Lines of a text in which blanks part columns."""
    furniture: tuple[Line, ...] = ()
    """Lines at the edges of pages that were told from the others by their place and left out."""
