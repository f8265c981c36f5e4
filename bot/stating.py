"""Which sentence of the programme's prose states by itself what a message asks, where neither reader answers.

It holds most of the message's telling words, more of them than any other, every name that was said in full, and what
the question asks for: a number of the thing after "kaç", a date after "ne zaman".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.answering.terms import Quoted
from bot.claims.counted import asks_when, counted, counted_in_list, counted_nouns, counts
from bot.claims.told import forms
from bot.quoting import SMALL_TALK, telling
from bot.understanding.frame import Conversation
from bot.understanding.lattice import Lattice
from bot.understanding.left_out import excluding
from bot.understanding.mentions import Mention
from knowledge.base import KnowledgeBase
from knowledge.language.asking import HOW_MANY, PARTICLES, QUESTION_WORDS, WHICH, WHO
from knowledge.language.letters import fold
from knowledge.language.words import Word, split
from knowledge.passages import Passage, beginning, statements, words_of

NUMBER, DATE, ELSE = "number", "date", "else"
LEAST = {NUMBER: 0.55, DATE: 0.6, ELSE: 0.75}
"""Share of the telling words, by their rarity, that a sentence holds which answers a question of each sort."""
BEFORE_OTHERS = {NUMBER: 1.25, DATE: 1.25, ELSE: 1.5}
"""So many times as much as of any other sentence that would do."""
IN_A_HEADING = 0.6
"""What a telling word counts that only the heading holds."""
SURE = 0.99
"""Share from which on a sentence answers a follow-up, wherever it stands."""
FEWEST = 2
"""Telling words that it holds itself."""
SEARCHED = 5
"""Passages whose sentences are looked at."""
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_COMPUTED = "average change compare compound difference median remain share times"
_NOT_TOLD = frozenset({"outside:person", "outside:demography", "outside:procedure"}).union(
    f"feature:{one}" for one in _COMPUTED.split()
)
"""Senses of words that ask for what prose about something else cannot tell, or for what is computed."""
_COUNTS = ("measure:count", "measure:capacity")
_CLASS = ("kind:", "measure:")
"""Senses of words that stand in many sentences."""
_NUMBER_WORD = "sayi"
"""What asks for a number, and cites laws: no telling word."""
_WHEN = "zaman"
"""What asks for a date behind "ne"."""
_BY = "tarafindan"
"""What a sentence says before who does something, folded."""


@dataclass(frozen=True, slots=True)
class _Told:
    """How much of a message a sentence holds."""

    passage: Passage
    at: int
    """Its place in the passage, from 1."""
    text: str
    held: frozenset[str]
    weight: float


@dataclass(slots=True)
class _Sought:
    """What a sentence is looked for by."""

    sort: str
    words: tuple[Word, ...]
    weights: dict[Word, float] = field(default_factory=dict)
    """The telling words with their rarity."""
    named: frozenset[str] = frozenset()
    """Those of names that were said in full."""
    common: frozenset[str] = frozenset()
    """Those that are the class of many things."""

    @property
    def whole(self) -> float:
        return sum(self.weights.values())

    def may_state(self, told: _Told) -> bool:
        """Whether a sentence may have what the question asks for."""
        return bool(counted(told.text, self.words)) if self.sort == NUMBER else self.states(told)

    def states(self, told: _Told) -> bool:
        """Whether a sentence has what the question asks for."""
        text = told.text
        if text.endswith(":"):
            return False  # what it announces stands elsewhere
        if self.sort == NUMBER:
            nouns, found = counted_nouns(self.words), counted(text, self.words)
            asked = sum(word.folded.startswith(HOW_MANY) for word in self.words)
            named = bool(counted_in_list(text, self.words)) or not nouns
            return len(found) == max(asked, 1) and (named or all(counts(text, one, nouns) for one in found))
        if self.words[-1].folded in WHO and _BY not in fold(text):
            return False  # "dekanı kim" asks for a name, "kim veriyor" for who does it
        which = [word for one, word in pairwise(self.words) if one.folded == WHICH and word in self.weights]
        stems = frozenset(stem for word in split(f"{told.passage.heading} {text}") for stem in forms(word))
        return all(forms(word) & stems for word in which) and (self.sort == ELSE or bool(_DATED.search(text)))


def stated(base: KnowledgeBase, lattice: Lattice, mentions: Sequence[Mention], state: Conversation) -> Query | None:
    """A query for the sentence that answers a message; None where none surely does. `mentions`: what it names."""
    sought = _sought(base, lattice, mentions)
    if sought is None:
        return None
    stems = [beginning(word.stem) for word in sought.weights]
    found = [one for passage, _ in base.passages_about(stems, SEARCHED) for one in _weighed(passage, sought)]
    found.sort(key=lambda one: -one.weight)
    best = next((one for one in found if sought.states(one)), None)
    if best is None or not _tells(best, sought):
        return None
    share = best.weight / sought.whole
    others = max((one.weight for one in found if one.text != best.text and sought.may_state(one)), default=0.0)
    enough = share >= LEAST[sought.sort] and best.weight >= BEFORE_OTHERS[sought.sort] * others
    if not enough or (state.last is not None and share < SURE and not _goes_on(base, best.passage, state)):
        return None
    return Query(q.PASSAGE, terms=Quoted(best.passage.id, best.at))


def _tells(told: _Told, sought: _Sought) -> bool:
    """Whether a sentence holds several telling words, one of them of few things, and all that is named in full."""
    several = len(told.held) >= FEWEST and not told.held <= sought.common
    return several and sought.named <= {*told.held, *_heading(told, sought)}


def _sought(base: KnowledgeBase, lattice: Lattice, mentions: Sequence[Mention]) -> _Sought | None:
    """What a message asks for that a sentence may state; None where it asks nothing, or for a figure of a table."""
    senses = {sense for span in lattice.spans if not span.cost for sense in span.senses}
    sort = "" if excluding(lattice) else _sort(lattice.words)
    columns = {sense for sense in senses if sense.startswith("measure:")}.difference(_COUNTS)
    cites = any(_NUMBER_WORD in forms(noun) for noun in counted_nouns(lattice.words))  # many sentences cite laws
    if not sort or cites or senses.intersection(_NOT_TOLD) or (sort != NUMBER and columns):
        return None
    # Whether something is so shows in every word, the others in those that are no greeting and no reason.
    asks_whether = any(word.folded in PARTICLES for word in lattice.words)
    words = telling(lattice, SMALL_TALK) if sort == ELSE and asks_whether else telling(lattice)
    only_asks = {_NUMBER_WORD, *((_WHEN,) if asks_when(lattice.words) else ())}
    words = [word for word in words if only_asks.isdisjoint(forms(word))]
    rarity = base.passage_rarities([beginning(word.stem) for word in words])
    whole = 0
    for one in mentions:
        whole |= one.mask if one.whole else 0
    named = frozenset(w.folded for at, w in enumerate(lattice.words) if whole >> at & 1 and w in words)
    common = lattice.saying(_CLASS, most=0.0)
    classes = frozenset(w.folded for at, w in enumerate(lattice.words) if common >> at & 1)
    return _Sought(sort, lattice.words, {word: rarity[beginning(word.stem)] for word in words}, named, classes)


def _sort(words: Sequence[Word]) -> str:
    """What a message asks for: a NUMBER, a DATE, something ELSE; nothing where it does not ask."""
    folded = [word.folded for word in words]
    said = " ".join(folded)
    if re.search(rf"\b{HOW_MANY}|\bne kadar", said) or any(_NUMBER_WORD in forms(word) for word in words):
        return NUMBER
    if asks_when(words) or re.search(rf"\btarih|\b{WHICH} (?:yil|gun|ay)\b", said):
        return DATE
    asks = any(word in QUESTION_WORDS or word in PARTICLES for word in folded)
    return ELSE if asks else ""


def _weighed(passage: Passage, sought: _Sought) -> Iterator[_Told]:
    """The sentences of a passage with what they hold of a message."""
    heading = words_of(passage.heading)
    for at, text in enumerate(statements(passage.text), 1):
        words = split(text)
        stems = frozenset(stem for word in words for stem in forms(word))
        held, weight = set(), 0.0
        for word, rarity in sought.weights.items():
            begins = beginning(word.stem)
            if forms(word) & stems or any(one.stem.startswith(begins) for one in words):
                held.add(word.folded)
                weight += rarity
            elif any(one.startswith(begins) for one in heading):
                weight += IN_A_HEADING * rarity
        yield _Told(passage, at, text, frozenset(held), weight)


def _heading(told: _Told, sought: _Sought) -> list[str]:
    """The telling words that the heading of a sentence holds."""
    heading = words_of(told.passage.heading)
    return [w.folded for w in sought.weights if any(one.startswith(beginning(w.stem)) for one in heading)]


def _goes_on(base: KnowledgeBase, passage: Passage, state: Conversation) -> bool:
    """Whether a passage was quoted last, or stands under the name of what was spoken of last."""
    if state.last is not None and isinstance(state.last.terms, Quoted):
        return state.last.terms.passage == passage.id
    return any(words_of(base.entity(id).name) == words_of(passage.heading) for id in state.focus[:1])
