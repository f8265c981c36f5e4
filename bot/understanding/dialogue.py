"""Going on from the message before: what a conversation has come to, and how a message says that it takes it up."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from bot.answering.queries import VALUE, Cell, Query
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
ASKED = 8
"""Questions that a conversation remembers: the first, and the newest."""
TOGETHER = 3
"""The most things of one message that are each remembered as asked; more are one set."""
ANAPHORA = frozenset(
    str.split(
        "bu bunu bunun buna bundan bunlar bunlarin bunlari bunda burada o onu onun ona ondan onlar onlarin orada orasi "
        "oradaki ayni su sunun"
    )
)
"""Words that stand for what was spoken of, folded."""
OF_THEM = frozenset(str.split("bunun bunlarin bundan bunlardan onun onlarin ondan onlardan"))
"""Words for something of what was spoken of, folded: "bunların kaçı"."""
THERE = frozenset(str.split("orada orasi oranin oradaki oradakiler burada burasi buranin buradaki"))
"""Words that point at a place spoken of, folded."""
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
    """The question that was asked back, where the choice is to say yes or no to it, or the number it asks for."""
    agency: int = 0
    """The number of the agency spoken of, where the programmes of several are loaded."""
    asked: tuple[Query, ...] = ()
    """The questions asked, the first one first: of each figure's thing one, in the column asked last."""

    @property
    def about(self) -> frozenset[str]:
        """What the last answers were of."""
        if self.last is None:
            return frozenset()
        cells = (*self.last.cells, *self.trail)
        things = {one for cell in cells for one in (cell.subject, cell.item) if one}
        return frozenset(things.union(self.last.entities, self.focus, self.told))


def with_asked(asked: tuple[Query, ...], new: Query) -> tuple[Query, ...]:
    """The questions asked so far with another one; a thing of which a figure is asked again keeps its place."""
    things: dict[object, Query] = {_of(query): query for query in asked}
    cells = {(cell.subject, cell.item): cell for cell in new.cells}
    alone = 0 < len(cells) <= TOGETHER
    plain = [Query(VALUE, cells=(cell,)) for cell in cells.values()] if alone else [new]
    for query in plain:
        if new.operation == VALUE or _of(query) not in things:  # what is computed with is asked in its own column
            things[_of(query)] = query
    every = tuple(things.values())
    return every if len(every) <= ASKED else (every[0], *every[1 - ASKED :])


def _of(query: Query) -> object:
    """What a question is of: a thing of which a figure is asked, or whatever else it asks."""
    return (query.cells[0].subject, query.cells[0].item) if len(query.cells) == 1 else query


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
