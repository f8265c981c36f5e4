"""Which paragraphs of the programme's prose may hold what a message asks for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.answering.terms import Quoted
from bot.understanding.lattice import Lattice
from knowledge.base import KnowledgeBase
from knowledge.language.words import Word
from knowledge.passages import Passage, beginning, words_of

MOST = 2
"""Passages that are offered."""
WORDS, MANY, WEIGHT = 2, 3, 5.0
"""Telling words that a message has at least; from where on more need not weigh more; what two weigh by their rarity."""
SMALL_TALK = ("smalltalk:",)
IDLE = (*SMALL_TALK, "background:")
ASKING = ("feature:", "measure:", "outside:breakdown")
HELD = 0.6
"""Share of its telling words that a passage holds which is about a message of which nothing else is understood."""


def quotable(base: KnowledgeBase, lattice: Lattice, doubted: bool = False) -> tuple[Query, ...]:
    """Queries for the passages that hold several telling words of a message, or its one, the weightiest first.

    `doubted`: whether all else says that nothing of the programme is meant: then they hold most of its words.
    """
    stems = _stems(lattice, IDLE)
    if len(stems) < WORDS:
        return _of_one_word(base, _stems(lattice, IDLE + ASKING))
    least = WEIGHT * min(len(stems), MANY) / WORDS
    found = [passage for passage, weight in base.passages_about(stems, MOST) if weight >= least]
    if doubted:
        telling = _stems(lattice, IDLE + ASKING)
        found = [passage for passage in found if _about(passage, telling)]
    return tuple(Query(q.PASSAGE, terms=Quoted(passage.id)) for passage in found)


def _of_one_word(base: KnowledgeBase, stems: Sequence[str]) -> tuple[Query, ...]:
    """Queries for the few passages that hold the one telling word of a message: "kreş var mı"."""
    found = base.passages_about(stems, MOST + 1) if len(stems) == 1 else []
    held = [passage for passage, _ in found if any(word.startswith(stems[0]) for word in words_of(passage.text))]
    return tuple(Query(q.PASSAGE, terms=Quoted(one.id)) for one in held) if len(found) <= MOST else ()


def telling(lattice: Lattice, idle: tuple[str, ...] = IDLE) -> list[Word]:
    """The words of a message by which prose may be looked for, without those that have some senses."""
    without = lattice.saying(idle, own=False)
    asking = [word for at, word in enumerate(lattice.words) if not without >> at & 1 and word.stem.isalpha()]
    return [word for word in asking if beginning(word.stem)]


def _stems(lattice: Lattice, idle: tuple[str, ...]) -> list[str]:
    """The beginnings of a message's telling words."""
    return [beginning(word.stem) for word in telling(lattice, idle)]


def _about(passage: Passage, stems: Sequence[str]) -> bool:
    """Whether a passage holds several of some beginnings of words, and most of them."""
    words = words_of(f"{passage.heading} {passage.text}")
    held = sum(any(word.startswith(stem) for word in words) for stem in stems)
    return held >= max(WORDS, HELD * len(stems))
