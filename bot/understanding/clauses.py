"""Clauses of a message that ask nothing: why somebody asks, what is denied, what is left out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from bot.understanding.dialogue import ANAPHORA
from bot.understanding.segments import bits
from bot.understanding.vocabulary import Lattice, Span
from knowledge.language import numbers as number_words
from knowledge.language.asking import HOW_MANY, OF_THINGS, PERSON
from knowledge.language.cases import likely_case
from knowledge.language.suffixes import analyses
from knowledge.language.words import Word

SURE = 0.3
"""Below this a word of the background list closes a clause."""
LINKED = 0.1
"""Below this a word is a connective, or asks something."""
VERBAL = 0.2
"""The most that the endings of a verb may cost."""
MEANT = 0.15
"""The most that a word may cost that says for what an answer is needed."""
PASSED = ("lmak", "lmek", "nmak", "nmek")
"""Ends of infinitives of the passive, folded: of what somebody is to do with the answer."""
PURPOSE = frozenset({"icin", "uzere", "amaciyla"})
"""Connectives after which stands what is asked for a purpose, folded."""
STANDING = frozenset({"var", "yok", "gerek", "lazim"})
"""What may end a clause in a verb's place, folded."""
BUDGETED = frozenset({"icin", "kapsaminda", "amaciyla"})
"""What ends a clause that may also restrict what is asked, folded: "toplantı için ne kadar harcandı"."""
OCCASIONS = frozenset({"background:noun", "smalltalk:noun", "smalltalk:document"})
"""Senses of words for what an answer may be needed for."""
COUNTED_TOO = ("dahil",)
"""How words begin after what is counted too, folded."""
ONE_ENDING = 0.05
"""Below this a word is a known one with a single ending."""
INCLUDED = 3
"""The most words of a thing that is counted too."""
AND = frozenset({"ve", "ile"})
"""Words that join things, folded."""
_BREAKS = frozenset(".!?;,:\n")
"""Ends by which a background clause is told from a question, after its verb or noun."""
_VERB = frozenset({"background:verb"})
_ASKED = frozenset(
    f"feature:{feature}" for feature in ("how_much", "which", "who", "percent", "count", "where", "exists")
)


def background(lattice: Lattice) -> tuple[int, ...]:
    """The clauses that tell why somebody asks ("Sunum hazırlıyorum, …"), each as the bits of its words.

    Such a clause ends in a verb of the first person, or in a word of the background list, before a comma or a
    full stop or a connective; the last clause of a message is none.
    """
    return tuple(_Background(lattice).clauses())


class _Background:
    """The words of a message by what they do to such clauses."""

    def __init__(self, lattice: Lattice) -> None:
        self.words = lattice.words
        spans = lattice.spans
        self.marked = {
            span.end
            for span in spans
            if span.senses & _VERB and span.cost < SURE and not _attributive(self.words[span.end - 1])
        }
        self.nouns = {span.end for span in spans if "background:noun" in span.senses and span.cost < SURE}
        self.links = {span.start for span in spans if "background:connective" in span.senses and span.cost < LINKED}
        self.asking = [span for span in spans if span.cost < LINKED and not span.senses.isdisjoint(_ASKED)]

    def clauses(self) -> Iterator[int]:
        """The bits of each clause."""
        words, start = self.words, 0
        for position in range(1, len(words)):
            at_break = bool(words[position].gap) and not _BREAKS.isdisjoint(words[position].gap)
            linked = position in self.links and not at_break
            if not at_break and not linked:
                continue
            told = position in self.marked or _first_person(words[position - 1])
            closed = told or self._ended(position) if at_break else self._linked(start, position, told)
            end = position + 1 if linked else position
            if closed and end < len(words) and not any(start <= span.start < end for span in self.asking):
                yield bits(start, end)
                start = end
            elif at_break:
                start = position

    def _ended(self, position: int) -> bool:
        """Whether what stands before a comma or a full stop says why: "sunumda bir grafik olacak; …"."""
        before = self.words[position - 1]
        if ";" in self.words[position].gap and (_finite(before) or before.folded in STANDING):
            return True
        if position - 1 not in self.links:
            return False
        return position - 1 in self.marked or position - 1 in self.nouns or _first_person(self.words[position - 2])

    def _linked(self, start: int, position: int, told: bool) -> bool:
        """Whether what stands before a connective says why: "koridora asılacak pano için"; `told`: its word does."""
        words = self.words
        link, before = words[position].folded, words[position - 1].folded
        closed = told or position in self.nouns
        if not closed and link in PURPOSE:
            # what something is for that is still to be made
            closed = any(_prospective(word) for word in words[start : position - 1])
        if link == "uzere" and before.endswith(("mak", "mek")):
            return before.endswith(PASSED)  # "sunulmak üzere", but not "inceleme yapmak üzere"
        return closed


def included(lattice: Lattice) -> int:
    """What is said to be counted too, with the word that says so, as bits: "hizmet alımı dahil kaç kişi" asks for all.

    Not in a question whether it is ("dahil mi"), nor of what something belongs to ("programa dahil faaliyetler").
    """
    words = lattice.words
    for at in range(1, len(words)):
        before = words[at - 1]
        if not words[at].folded.startswith(COUNTED_TOO) or _is_asked(words, at):
            continue
        if likely_case(before) == "dat" and not _whole(lattice, at - 1):
            continue
        if _measured(lattice, at):
            continue  # "planlanan ve tahmini dahil bütün değerler" asks for these too
        return bits(named_before(words, at), at + 1)
    return 0


def _whole(lattice: Lattice, at: int) -> bool:
    """Whether a word is known as it stands, and no other word is it with an ending: "sermaye" is no dative."""
    costs = [edge.cost for edge in lattice.edges if (edge.start, edge.end) == (at, at + 1) and not edge.slip]
    return 0.0 in costs and not any(0 < cost < ONE_ENDING for cost in costs)


def _measured(lattice: Lattice, end: int) -> bool:
    """Whether the word before a position says a column of figures."""
    said = (span for span in lattice.spans if span.end == end and span.cost < SURE)
    return any(sense.startswith("measure:") for span in said for sense in span.senses)


def named_before(words: Sequence[Word], end: int) -> int:
    """Where the thing, or the several joined, begins that is named right before a position."""
    start = _begun(words, end)
    while start > 1 and words[start - 1].folded in AND and not words[start].gap:
        start = _begun(words, start - 1)
    return start


def _begun(words: Sequence[Word], end: int) -> int:
    """Where one thing begins that is named right before a position, by the cases of the words before."""
    start = end - 1
    while start > 0 and end - start < INCLUDED and not words[start].gap:
        before = words[start - 1]
        if _apart(before) or before.folded in AND or before.folded.startswith((HOW_MANY, PERSON)):
            break
        start -= 1
    return start


def _apart(word: Word) -> bool:
    """Whether a word stands in a case that no word inside a name does: "merkezde hizmet alımı"."""
    return likely_case(word) in ("gen", "abl", "loc", "ins")


def _is_asked(words: Sequence[Word], at: int) -> bool:
    """Whether a word is what a question is about: nothing or the particle "mi" stands after it."""
    return at + 1 == len(words) or words[at + 1].folded in OF_THINGS


def denied(words: Sequence[Word], dated: Container[int], counted_too: int = 0) -> tuple[int, ...]:
    """What a message may say that it does not ask for, as bits: "hedefi değil tahmini", but not "değil mi".

    The longest first: the clause before "değil", then fewer of its last words, which leave the subject in. What is
    only counted too, as `included` says, is not asked for either.
    """
    if counted_too:
        return (counted_too,)
    start = 0
    for position, word in enumerate(words):
        if word.gap and position:
            start = position
        following = words[position + 1].folded if position + 1 < len(words) else ""
        if word.folded == "degil" and following and following not in OF_THINGS:
            starts = dict.fromkeys((start, max(start, position - 3), max(start, position - 1)))
            return tuple(
                sum(1 << i for i in range(first, position + 1) if i not in dated or i == position) for first in starts
            )
    return (0,)


BEYOND = ("alti", "ustu", "uzeri", "asagisi", "yukarisi")
"""How the words begin, folded, that take in what lies above or below."""


HIGH_OR_LOW = frozenset({"yuksek", "dusuk", "ust", "alt"})
"""Words after "en", folded, for the ends of an order."""
LEVEL = ("duzey", "seviye", "derece", "kademe")
"""How words begin, folded, for a place in an order that no number tells."""


def ranging(words: Sequence[Word]) -> bool:
    """Whether what lies above or below something is meant too: "lise ve altı"; of a number it is a bound.

    What has an order of its own is ranked by that: "en düşük eğitim düzeyi" is not the one that fewest have.
    """
    ranked = any(
        one.folded == "en"
        and after.folded in HIGH_OR_LOW
        and any(w.folded.startswith(LEVEL) for w in words[at + 2 : at + 4])
        for at, (one, after) in enumerate(pairwise(words))
    )
    return ranked or any(
        words[at].folded.startswith(BEYOND) and words[at - 1].folded == "ve" and not number_words.find((words[at - 2],))
        for at in range(2, len(words))
    )


def purposed(lattice: Lattice) -> bool:
    """Whether money is asked for what nobody budgets apart: "toplantı için ne kadar harcandı"."""
    words = lattice.words
    nouns = {s.end for s in lattice.spans if s.cost < MEANT and not s.senses.isdisjoint(OCCASIONS)}
    verbs = {s.end - 1 for s in lattice.spans if s.cost < MEANT and "background:verb" in s.senses}
    for at, word in enumerate(words):
        if word.folded in BUDGETED and at in nouns:
            rest = range(at + 1, len(words))
            end = next((i for i in rest if words[i].gap or i in verbs), len(words))
            asked = (s for s in lattice.spans if at < s.start and s.end <= end and s.cost < MEANT)
            if any(sense.startswith("measure:") for span in asked for sense in span.senses):
                return True
    return False


def restricts(clause: int, spans: Iterable[Span], years: Iterable[int]) -> bool:
    """Whether a clause that might be left out says what is asked: a year, a nationality, a month.

    `years`: the positions at which years begin.
    """
    if any(clause >> start & 1 for start in years):
        return True
    return any(
        span.mask & ~clause == 0
        and span.cost < VERBAL
        and span.senses & {"outside:country", "outside:nationality", "outside:month"}
        for span in spans
    )


def pointed(words: Sequence[Word]) -> bool:
    """Whether a unit spoken of before is pointed at: "o birim"."""
    return any(a.folded in ANAPHORA and b.folded.startswith("birim") for a, b in pairwise(words))


def _attributive(word: Word) -> bool:
    """Whether a word is a participle that says something of the noun after it: "inceleme yapan, … birim"."""
    return word.folded.endswith(("an", "en")) and _is_verb(word, ("participle",))


def _first_person(word: Word) -> bool:
    """Whether a word is a finite verb of the first person: "hazırlıyorum", "gireceğiz"."""
    return any(
        a.pos == "v" and a.person in ("1s", "1p") and a.tense in ("present", "future", "past") and a.cost < VERBAL
        for a in analyses(word.stem)
    )


def _prospective(word: Word) -> bool:
    """Whether a word is a participle of what is still to come: "dağıtılacak"."""
    return word.folded.endswith(("acak", "ecek")) and any(
        a.pos == "v" and a.tense == "future" and not a.person and a.cost < VERBAL for a in analyses(word.stem)
    )


def _finite(word: Word) -> bool:
    """Whether a word is a finite verb: "olacak", "istendi"."""
    return _is_verb(word, ("present", "future", "past", "reported", "obligation"))


def _is_verb(word: Word, tenses: Container[str]) -> bool:
    return any(a.pos == "v" and a.tense in tenses and a.cost < VERBAL for a in analyses(word.stem))
