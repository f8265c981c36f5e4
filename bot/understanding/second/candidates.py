"""What a question is made of before it is weighed: one candidate is a query with the slots that features look at."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.queries import Cell, Column, Query
from bot.understanding.second.mentions import Named

SAID, SPOKEN, MIXED, DEFAULT, WHOLE = "said", "spoken", "mixed", "default", "whole"
"""Where a slot's filling comes from: the message, the conversation, both, nowhere; a part said of all there is."""


@dataclass(frozen=True, slots=True, eq=False)
class Operand:
    """Something that has figures: a subject, or a subject broken down by an item; itself only, for quick look-up."""

    subject: str
    item: str | None
    domain: str
    named: tuple[Named, ...]
    """What names it in the message."""
    source: str
    age: int = 0
    """How long ago it was spoken of, the last answer 0."""
    mask: int = 0

    def cell(self, column: Column) -> Cell:
        """Its figure in a column."""
        return Cell(self.subject, self.item, column)


@dataclass(slots=True)
class Candidate:
    """A query, and what of it features are made of."""

    query: Query
    shape: str
    """The operation, with what tells its variants: "change/1s2c"."""
    operands: tuple[Operand, ...] = ()
    columns: tuple[Column, ...] = ()
    kind: str = ""
    """The class of a set."""
    about: tuple[Named, ...] = ()
    """What restricts a set, what a relation or a text is of."""
    aspect: str = ""
    text: int = 0
    """The words of the message that stand in the text, as bits."""
    numbered: bool = False
    """Whether it uses a number of the message."""
    source: str = SAID
    mask: int = 0
    """The words that names and class words of it explain."""
    left: float = 0.0
    """What the words weigh that it leaves unexplained, of the likeliest candidates."""
    score: float = 0.0
    probability: float = 0.0


def coverage(candidate: Candidate) -> float:
    """How much was said of the name that was least fully said; 1 where nothing is named."""
    named = [one for operand in candidate.operands for one in operand.named] + list(candidate.about)
    return min((one.coverage for one in named if one.mask), default=1.0)


NONE = Candidate(Query("none"), "none")
"""Nothing of what the programme holds: a rival like the others."""
