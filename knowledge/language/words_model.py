"""A word of a text, as people type it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    text: str
    """As typed."""
    folded: str
    """Folded, without apostrophe: "2023un"."""
    stem: str
    """Folded, without the ending: "2023"."""
    ending: str
    """Folded, what an apostrophe or a figure sets off: "un"; mostly empty."""
    start: int
    end: int
    gap: str
    """The punctuation between the word before and this one, without blanks; line breaks count."""
    percent: bool = False
    """Whether the word is a figure with a percent sign."""

    def __hash__(self) -> int:
        """By the letters alone: what a message is read as is looked up by its words a dozen times."""
        return hash(self.folded)
