"""What goes back to a person or a program: text, figures, choices, sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.answering.queries import Result

ANSWER = "answer"
CLARIFY = "clarify"
NO_ANSWER = "no_answer"

_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.S)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as programs read it; see Reply.figures."""

    value: float
    unit: str
    year: int | None
    measure: str
    subject: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure or a text stands."""

    programme: str
    table: str
    year: int = 0
    """The programme's budget year."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply. `markup` is its text with **bold** marks; `text` and `html` are made from it."""

    status: str
    markup: str
    figures: tuple[Number, ...] = ()
    """First the figures asked for, in the order asked; then operands and context."""
    choices: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    results: tuple[Result, ...] = field(default=(), compare=False)
    """What the reply was worded from: for charts, sheets and tables."""
    outside: bool = field(default=False, compare=False)
    """Whether the message is as good as surely about nothing of the programme: nothing fitting can be offered."""

    @property
    def text(self) -> str:
        """The reply as a person sees it, without markup.

        >>> Reply("answer", "**13** adet").text
        '13 adet'
        """
        return _BOLD.sub(r"\1", self.markup)

    @property
    def html(self) -> str:
        """The reply as Telegram HTML.

        >>> Reply("answer", "**13** < 14").html
        '<b>13</b> &lt; 14'
        """
        return _BOLD.sub(r"<b>\1</b>", self.markup.translate(_ESCAPES))
