"""What else a message asks of the one thing that a reply tells of: "üyeleri kimler, ne sıklıkla toplanıyor"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.understanding.lattice import Lattice, Span
from bot.understanding.mentions import Mention
from bot.unnamed import ASPECT
from knowledge.base import KnowledgeBase
from knowledge.language.asking import QUESTION_WORDS
from knowledge.language.proportions import possessed

SURELY = 0.1
"""The most that a phrase may cost which asks for one more text."""
MOST = 2
"""Further texts that are told."""


def completed(base: KnowledgeBase, lattice: Lattice, mentions: Sequence[Mention], told: Query) -> Query:
    """A query for a text of a thing, with the others that a message asks for in words of their own.

    The query itself where the thing has no such text: what is told is told anyway.
    """
    owners = {base.attribute(row).entity for row in told.attributes}
    if told.operation != q.TEXT or len(owners) != 1:
        return told
    owner = owners.pop()
    asking = lattice.only(ASPECT, SURELY)
    taken = _mask(span.mask for span in asking if set(told.aspect.split()) & _kinds(span))
    if not taken:
        return told
    taken |= _mask(one.mask for one in mentions if one.entity == owner)
    own = {row.kind for row in base.attributes(owner)}
    found = {told.aspect: told.attributes}
    for span in sorted(asking, key=lambda one: (one.start - one.end, one.start)):
        if span.mask & taken or _attributive(lattice, span):
            continue
        taken |= span.mask  # "görev süresi" asks for no "görev"
        kinds = _kinds(span) & own
        if len(kinds) == 1 and len(found) <= MOST:
            kind = kinds.pop()
            found[kind] = tuple(row.id for row in base.attributes(owner) if row.kind == kind)
    said = {base.attribute(id).text: id for id in reversed([id for ids in found.values() for id in ids])}
    return told.but(aspect=" ".join(found), attributes=tuple(reversed(said.values())))


def _attributive(lattice: Lattice, span: Span) -> bool:
    """Whether a word that is nobody's stands before another that it may belong to: "görev yeri"."""
    word = lattice.words[span.start]
    following = lattice.words[span.end : span.end + 1]
    bare = span.end - span.start == 1 and not possessed(word)
    return bare and bool(following) and not following[0].gap and following[0].folded not in QUESTION_WORDS


def _kinds(span: Span) -> set[str]:
    return {sense.removeprefix(ASPECT) for sense in span.own}


def _mask(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)
