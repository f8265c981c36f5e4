"""Which paragraphs of the programme's prose may hold what a message asks for."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.understanding.lattice import Lattice
from knowledge.base import KnowledgeBase

MOST = 2
"""Passages that are offered."""
SHORTEST, ENDING = 4, 3
"""Letters of a word that is looked for at least; letters at its end that may be an ending."""
WORDS, MANY, WEIGHT = 2, 3, 5.0
"""Telling words that a message has at least; from where on more need not weigh more; what two weigh by their rarity."""
IDLE = ("smalltalk:", "background:")


def quotable(base: KnowledgeBase, lattice: Lattice) -> tuple[Query, ...]:
    """Queries for the passages that hold several telling words of a message, the weightiest first."""
    idle = 0
    for span in lattice.spans:
        if any(sense.startswith(IDLE) for sense in span.senses):
            idle |= span.mask
    stems = [
        word.stem[: max(SHORTEST, len(word.stem) - ENDING)]
        for index, word in enumerate(lattice.words)
        if not idle >> index & 1 and len(word.stem) >= SHORTEST and word.stem.isalpha()
    ]
    if len(stems) < WORDS:
        return ()
    least = WEIGHT * min(len(stems), MANY) / WORDS
    found = base.passages_about(stems, MOST)
    return tuple(Query(q.PASSAGE, aspect=str(passage.id)) for passage, weight in found if weight >= least)
