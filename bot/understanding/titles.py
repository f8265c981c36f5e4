"""Titles that are no unit's or council's: "Siber Güvenlik Dairesi" is none of those with a "Güvenlik" in their name.

What stands before a word for a sort of units or councils is one title with it, as far as no ending, no mark, and no
word that asks parts them. A thing of which the title says a part only, beside a word that no name of it holds, is not
the one that is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from bot.answering.queries import Query
from bot.understanding.mentions import Mention, contiguous
from bot.understanding.segments import case_of
from bot.understanding.vocabulary import Lattice
from knowledge.base import KnowledgeBase
from knowledge.language.suffixes import analyses

TITLED = ("kind:unit", "kind:council")
"""Senses of words that end a title."""
SURELY = 0.15
"""The most that such a word, or one that asks something, may cost."""
JOINING = "ve"
"""A word inside titles, folded."""
OF_SPEECH = ("feature:", "aspect:", "measure:", "smalltalk:", "kind:", "outside:")
"""Senses of words that are about a title, not in it."""
READINGS = 3
"""Ways to peel a word that are looked at."""


def misnamed(lattice: Lattice, mentions: Sequence[Mention]) -> frozenset[str]:
    """The things of which a title in the message says a part, with a word that is none of theirs."""
    found = set()
    for head in lattice.spans:
        if head.cost >= SURELY or not any(sense.startswith(TITLED) for sense in head.senses):
            continue
        kinds = {sense.split(":")[1] for sense in head.senses if sense.startswith(TITLED)}
        title = _before(lattice, head.start, mentions)
        here = [one for one in mentions if one.kind in kinds and one.mask & head.mask]
        if any(one.whole and not (title >> one.start << one.start) & ~one.mask for one in here):
            continue  # "yeni göç kurulu"
        for entity in {one.entity for one in here if one.mask & title}:
            if title & ~reduce(or_, (one.mask for one in mentions if one.entity == entity)):
                found.add(entity)
    return frozenset(found)


def _before(lattice: Lattice, head: int, mentions: Sequence[Mention]) -> int:
    """The words of a title before the word that ends it, as bits."""
    of_title = [one.mask for one in mentions if one.mask >> head & 1]
    others = [one for one in mentions if one.whole and one.end <= head and contiguous(one.mask)]
    others = [one for one in others if all(one.mask & ~mask for mask in of_title)]
    asking = 0
    for span in lattice.spans:
        if span.cost < SURELY and any(sense.startswith(OF_SPEECH) for sense in span.senses):
            asking |= span.mask
    title, at = 0, head - 1
    while at >= 0:
        word, after = lattice.words[at], lattice.words[at + 1]
        parted = after.gap.strip() or case_of(word) or any(one.end == at + 1 for one in others)
        if parted or asking >> at & 1 or not _in_title(word.stem):
            break
        if word.folded != JOINING:
            title |= 1 << at
        at -= 1
    return title


def _in_title(stem: str) -> bool:
    """Whether a word may stand inside a title: no verb, nothing with an ending of case."""
    found = analyses(stem)[:READINGS]
    return not found or any(one.pos != "v" and not one.case for one in found)


def about(base: KnowledgeBase, query: Query, things: frozenset[str]) -> bool:
    """Whether a query is about some things."""
    named = {*query.entities, *(cell.subject for cell in query.cells)}
    named |= {base.attribute(id).entity for id in query.attributes}
    return bool(named & things)


__all__ = ["about", "misnamed"]
