"""Going on from the message before: what a conversation has come to, and how a message says that it takes it up."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from bot.answering.queries import Cell, Query
from bot.understanding.vocabulary import Lattice
from knowledge.language.words import Word

BRIEF = 4
"""Words of a message that may go on from the one before though it does not say so: "peki bir önceki yıl"."""
BRIEFER = 3
"""The same where only what is asked of it may be new: "göstergeleri neler"."""
BRIEFEST = 2
"""The same where nothing but a kind of text is asked: "başkanı"."""
BARE = 0.015
"""Below this a word stands without an ending: "tamam" goes on, "tamamı" is the whole."""
ANAPHORA = frozenset(
    str.split(
        "bu bunu bunun buna bundan bunlar bunlarin bunlari bunda burada o onu onun ona ondan onlar onlarin orada orasi "
        "oradaki ayni su sunun"
    )
)
"""Words that stand for what was spoken of, folded."""
POINTING = frozenset({"o", "bu", "ayni", "su", "bahsi"})
"""Words before a class word that name one spoken of before, folded."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a conversation has come to: a value, handed in with a message and back with its reply."""

    last: Query | None = None
    trail: tuple[Cell, ...] = ()
    """The figures of the last answers, the newest last."""
    focus: tuple[str, ...] = ()
    """Entities spoken of, the newest first."""
    told: tuple[str, ...] = ()
    """The things that the last answer listed or counted."""
    choices: tuple[tuple[str, Query], ...] = ()
    """What the bot offered when it asked back: label, meaning."""
    claim: str = ""
    """The yes/no question that was asked back, to which the choice is to say yes or no."""
    agency: int = 0
    """The number of the agency spoken of, where the programmes of several are loaded."""


def goes_on(lattice: Lattice, dated: Container[int]) -> bool:
    """Whether a message says that it goes on ("peki", "bunun"); "bu" in "bu yıl" does not.

    `dated`: the positions of words that are a year.
    """
    marked = any("smalltalk:followup" in span.senses and span.cost < BARE for span in lattice.spans)
    return marked or stands_for_another(lattice.words, dated)


def stands_for_another(words: Sequence[Word], dated: Container[int]) -> bool:
    """Whether a word stands for something that was spoken of."""
    return any(word.folded in ANAPHORA and at not in dated for at, word in enumerate(words))


def spoken_year(words: Sequence[Word], state: Conversation) -> int | None:
    """The year of the last answer, where a message is so short that it goes on from it."""
    if state.last is None or len(words) > BRIEF:
        return None
    years = {cell.column.year for cell in state.last.cells}
    return years.pop() if len(years) == 1 else None


def latest_year(state: Conversation) -> int | None:
    """The latest year of the last answer."""
    years = [cell.column.year for cell in state.last.cells if cell.column.year] if state.last else []
    return max(years, default=None)
