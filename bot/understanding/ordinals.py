"""One of several things just told, by its place among them: "ikincisinin 2024 tahmini"."""

from __future__ import annotations

from dataclasses import replace

from bot.answering import queries as q
from bot.answering.figures import domain_of
from bot.answering.queries import Cell, Query
from bot.understanding.dialogue import Conversation
from knowledge.language.words import Word, split

FIRST = 1
PLACES = {
    "ilki": FIRST,
    "birincisi": FIRST,
    "ikincisi": 2,
    "ucuncusu": 3,
    "dorduncusu": 4,
    "besincisi": 5,
    "sonuncusu": -1,
}
"""Words for a place, folded."""
CASES = {
    "": "o",
    **dict.fromkeys(("nin", "nun"), "onun"),
    **dict.fromkeys(("ni", "nu"), "onu"),
    **dict.fromkeys(("ne", "na"), "ona"),
    **dict.fromkeys(("nde", "nda"), "onda"),
    **dict.fromkeys(("nden", "ndan"), "ondan"),
    **dict.fromkeys(("yle", "yla"), "onunla"),
}
"""Their endings, folded, each with the pronoun in that case."""

WHICH = ("hangi", "kim", "ne")
"""How words begin, folded, that ask which one it is: "ikincisi hangisi"."""


def pronoun(folded: str) -> tuple[int, str]:
    """The place for which a folded word stands, from 1, -1 the last, and the pronoun in its case; else (0, "").

    >>> pronoun("ikincisinin"), pronoun("ilki"), pronoun("ikinci")
    ((2, 'onun'), (1, 'o'), (0, ''))
    """
    for stem, place in PLACES.items():
        if folded.startswith(stem) and folded[len(stem) :] in CASES:
            return place, CASES[folded[len(stem) :]]
    return 0, ""


def singled_out(words: tuple[Word, ...], state: Conversation) -> tuple[tuple[Word, ...], Conversation]:
    """A message that speaks of one of several things told, as if that alone had been spoken of, and that conversation.

    As they were where no such thing is meant: two of them are, or which one it is is asked.
    """
    said = [(at, *pronoun(word.folded)) for at, word in enumerate(words) if pronoun(word.folded)[0]]
    if len(said) != 1 or state.last is None:
        return words, state
    at, place, instead = said[0]
    told = _told(state.last, state.told)
    asked = instead == CASES[""] and (at + 1 == len(words) or words[at + 1].folded.startswith(WHICH))
    if asked or len(told) < max(abs(place), 2):
        return words, state
    last = told[place - 1 if place > 0 else place]
    entity = last.cells[0].subject if last.cells else last.entities[0]
    spoken = replace(split(instead)[0], gap=words[at].gap)
    alone = replace(state, last=last, trail=last.cells, focus=(entity,), told=())
    return (*words[:at], spoken, *words[at + 1 :]), alone


def _told(last: Query, things: tuple[str, ...]) -> list[Query]:
    """A question for each of several things that the last answer told, in their order."""
    if not things:
        first = {(cell.subject, cell.item): cell for cell in reversed(last.cells)}
        apart = [first[key] for key in dict.fromkeys((cell.subject, cell.item) for cell in last.cells)]
        return [Query(q.VALUE, cells=(cell,)) for cell in apart]
    column = last.columns[0] if last.columns else last.cells[0].column if last.cells else None
    return [
        Query(q.VALUE, cells=(Cell(thing, None, column),))
        if column is not None and domain_of(thing.partition(":")[0])
        else Query(q.OVERVIEW, entities=(thing,))
        for thing in things
    ]
