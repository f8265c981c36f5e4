"""What was computed, listed or related last, asked of another thing: "peki mülakat sayısı" after a change, "taşra için
aynısı"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.answering import queries as q
from bot.answering.figures import Figures, domain_at
from bot.answering.queries import Cell, Query
from bot.questions.registry import COMPUTING
from bot.understanding.corrections import WHOLES
from bot.understanding.dialogue import stands_for_another
from bot.understanding.frame import COST_SCOPES, Conversation
from bot.understanding.lattice import Lattice
from bot.understanding.mentions import Mention
from knowledge.base import KnowledgeBase
from knowledge.language import numbers as number_words
from knowledge.language.asking import OF_THINGS, QUESTION_WORDS
from knowledge.language.words import Word

COMPUTED = COMPUTING | {q.REACHED}
"""Operations that are asked again with all their columns."""
BRIEF = 8
"""Words of a message that asks nothing but the same."""
LISTED = frozenset({q.LIST, q.COUNT, q.RELATION})
"""Operations on what belongs to a thing, which are asked again of another."""
SAME = ("aynisi", "aynini", "aynilari")
"""How the word begins that asks for the same, folded."""
_LINKS = "icin de da ya ise peki ayni sey seyi sekilde olarak bir bana ver verir misin misiniz"
_MEANT = "yok pardon hayir onu ben soracaktim diyecektim sormustum kastettim olacakti demek istemistim"
LINKS = frozenset(str.split(f"{_LINKS} {_MEANT}"))
"""What may stand beside a name, folded."""
ASKING = ("feature:", "measure:", "aspect:")
"""Senses of words that ask."""
FREE = ("smalltalk:", "kind:", "background:")
"""Senses of words that ask nothing."""
NEAR = 0.1
"""The most by which a name may cost more than another that may be meant as well."""
SEVERAL = 4
"""Things that may be meant at most."""


def asked_again(figures: Figures, lattice: Lattice, mentions: Sequence[Mention], state: Conversation) -> list[Query]:
    """What was asked last, of what a message that asks nothing else names; several where several may be meant.

    Nothing where it asks anything else, or where a single figure was told and the same is not asked for in words: that
    is a follow-up like any other.
    """
    last = state.last
    if last is None or len(lattice.words) > BRIEF or _asks_anew(lattice.words):
        return []
    if last.operation in LISTED and len(last.entities) == 1:
        alike = [one for one in mentions if _of_a_sort(figures.base, one.entity, last.entities[0])]
        named = [one for one in _meant(lattice, alike) if _says_nothing_else(lattice, one)]
        found = [last.but(entities=(one.entity,)) for one in named if one.entity != last.entities[0]]
    elif last.cells and (_alone(last, lattice) or _once(last)):
        named = [one for one in _meant(lattice, mentions) if _says_nothing_else(lattice, one)]
        again = [query for one in named if (query := _of(figures, last, one.entity)) is not None]
        found = [query for query in again if query.cells != last.cells]
    else:
        return []
    found = list(dict.fromkeys(found))
    return found if len(found) <= SEVERAL else []


def _asks_anew(words: Sequence[Word]) -> bool:
    """Whether a message asks something itself, points at what was told, or picks one by its place: "üçüncüsü"."""
    asking = any(word.folded in QUESTION_WORDS or word.folded in OF_THINGS for word in words)
    return asking or stands_for_another(words, ()) or bool(number_words.find(words))


def _of_a_sort(base: KnowledgeBase, one: str, other: str) -> bool:
    """Whether two things are of a kind, two units of a class."""
    kinds = {one.partition(":")[0], other.partition(":")[0]}
    return len(kinds) == 1 and (kinds != {"unit"} or base.entity(one).code == base.entity(other).code)


def says_same(words: Iterable[Word]) -> bool:
    """Whether a message asks for the same as before: "vize için aynısı".

    >>> from knowledge.language.words import split
    >>> says_same(split("aynısını taşra için de verir misin")), says_same(split("2023 ile aynı mı"))
    (True, False)
    """
    return any(word.folded.startswith(SAME) for word in words)


def without_same(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a message without those that ask for the same."""
    return tuple(word for word in words if not word.folded.startswith(SAME))


def _alone(last: Query, lattice: Lattice) -> bool:
    """Whether a figure was told and a message asks for the same in words."""
    return last.operation == q.VALUE and says_same(lattice.words)


def _once(last: Query) -> bool:
    """Whether something computed of one thing was asked last, or several parts of one whole were."""
    subjects = {cell.subject for cell in last.cells}
    items = {cell.item for cell in last.cells}
    if len(subjects) > 1 or len(last.cells) == 1:
        return False
    return last.operation in COMPUTED if len(items) == 1 else last.operation == q.VALUE


def _meant(lattice: Lattice, mentions: Sequence[Mention]) -> list[Mention]:
    """What a message names: in full where it names something so, else the likeliest that some words may name.

    Words that ask name nothing by themselves: "ne kadar altında".
    """
    asking = lattice.saying(ASKING, most=0.0)
    found = [one for one in mentions if one.whole] or [one for one in mentions if not one.mask & asking]
    least = min((one.cost for one in found), default=0.0)
    longest = max((one.mask.bit_count() for one in found), default=0)
    return [one for one in found if one.mask.bit_count() == longest and one.cost <= least + NEAR]


def _says_nothing_else(lattice: Lattice, mention: Mention) -> bool:
    """Whether all words but a name's ask nothing."""
    free = mention.mask | lattice.saying(FREE, own=False)
    for at, word in enumerate(lattice.words):
        if word.folded in LINKS or word.folded.startswith(SAME):
            free |= 1 << at
    return free == (1 << len(lattice.words)) - 1


def _of(figures: Figures, last: Query, entity: str) -> Query | None:
    """What was asked last of another thing, in place of the one of a like kind; None where there is not just one."""
    cells = tuple(dict.fromkeys(_put(figures, last.cells, entity)))
    return last.but(cells=cells, terms=None, assumed=()) if len(cells) == len(last.cells) else None


def _put(figures: Figures, cells: Sequence[Cell], entity: str) -> Iterator[Cell]:
    """The cells with a thing in the place of the one of its kind."""
    kind = entity.partition(":")[0]
    domain = domain_at(figures.base, entity)
    for cell in cells:
        if cell.subject.partition(":")[0] in WHOLES.get(kind, ()):
            yield Cell(cell.subject, entity, cell.column)
        elif domain and domain == domain_at(figures.base, cell.subject) and _like(kind, cell.subject):
            yield Cell(entity, cell.item, cell.column)


def _like(kind: str, subject: str) -> bool:
    """Whether a thing of a kind can stand where another stands: one of its kind, or one that has a budget too."""
    other = subject.partition(":")[0]
    return kind == other or {kind, other} <= COST_SCOPES
