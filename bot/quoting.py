"""Which paragraphs of the programme's prose may hold what a message asks for."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.answering.terms import Quoted
from bot.understanding.lattice import Lattice
from knowledge.base import KnowledgeBase
from knowledge.passages import beginning

MOST = 2
"""Passages that are offered."""
WORDS, MANY, WEIGHT = 2, 3, 5.0
"""Telling words that a message has at least; from where on more need not weigh more; what two weigh by their rarity."""
IDLE = ("smalltalk:", "background:")


def quotable(base: KnowledgeBase, lattice: Lattice) -> tuple[Query, ...]:
    """Queries for the passages that hold several telling words of a message, the weightiest first."""
    idle = 0
    for span in lattice.spans:
        if any(sense.startswith(IDLE) for sense in span.senses):
            idle |= span.mask
    asking = [word.stem for at, word in enumerate(lattice.words) if not idle >> at & 1 and word.stem.isalpha()]
    stems = [sought for stem in asking if (sought := beginning(stem))]
    if len(stems) < WORDS:
        return ()
    least = WEIGHT * min(len(stems), MANY) / WORDS
    found = base.passages_about(stems, MOST)
    return tuple(Query(q.PASSAGE, terms=Quoted(passage.id)) for passage, weight in found if weight >= least)
