"""The sentences of a programme's prose that may be about a message, with how much of it each holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.claims.counted import asks_when
from bot.claims.told import forms, read_text
from bot.understanding.lattice import Lattice
from bot.understanding.mentions import Mention
from bot.understanding.sentences import is_question, sentence_starts
from knowledge.base import KnowledgeBase
from knowledge.language.asking import HOW_MANY, PARTICLES, QUESTION_WORDS, WHICH
from knowledge.language.words import Word
from knowledge.passages import Passage, beginning, statements, words_of

NUMBER, DATE, ELSE, NOTHING = "number", "date", "else", ""
"""What a message asks for."""
NUMBER_WORD = "sayi"
"""What asks for a number, and cites laws: no telling word."""
SMALL_TALK = ("smalltalk:",)
IDLE = (*SMALL_TALK, "background:")
ALWAYS_IDLE = (
    "background:connective",
    "smalltalk:address",
    "smalltalk:agency",
    "smalltalk:discourse",
    "smalltalk:doubt",
    "smalltalk:followup",
    "smalltalk:function",
    "smalltalk:greeting",
    "smalltalk:thanks",
)
"""Senses of small talk whose words say nothing in prose either; the others may: "kitabı geç getiren"."""
SOFTLY = 0.5
"""What a word of all other small talk counts, where it counts, beside words that tell more."""
IN_A_HEADING = 0.6
"""What a telling word counts that only the heading holds."""
_CLASS = ("kind:", "measure:")
"""Senses of words that stand in many sentences."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """How much of a message a sentence holds."""

    passage: Passage
    at: int
    """Its place in the passage, from 1."""
    text: str
    held: frozenset[str]
    """The telling words that it holds, folded."""
    headed: frozenset[str]
    """Those that only its heading holds."""
    weight: float
    """The rarity of all these; of those in the heading a part."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What sentences are looked for by."""

    sort: str
    """What the message asks for."""
    words: tuple[Word, ...]
    weights: dict[Word, float] = field(default_factory=dict)
    """The telling words with their rarity."""
    named: frozenset[str] = frozenset()
    """Those of names that were said in full."""
    common: frozenset[str] = frozenset()
    """Words that are the class of many things."""
    asking: frozenset[str] = frozenset()
    """The telling words of those of its sentences that ask, of all where none does."""

    @property
    def whole(self) -> float:
        return sum(self.weights.values())

    def share(self, words: frozenset[str], of: frozenset[str] | None = None) -> float:
        """The share, by their rarity, of the telling words that some words are; `of`: of some of these alone."""
        within = {w.folded: weight for w, weight in self.weights.items() if of is None or w.folded in of}
        return sum(weight for word, weight in within.items() if word in words) / (sum(within.values()) or 1.0)


def sought(
    base: KnowledgeBase,
    lattice: Lattice,
    mentions: Sequence[Mention],
    without: tuple[str, ...] = IDLE,
    spoken: bool = False,
) -> Sought:
    """What sentences are looked for by a message that names some things; `without`: senses that tell nothing;
    `spoken`: whether words of small talk that prose may say count softly.
    """
    words = telling(lattice, without)
    rarity = base.passage_rarities([beginning(word.stem) for word in words])
    whole = 0
    for one in mentions:
        whole |= one.mask if one.whole else 0
    weights = {word: rarity[beginning(word.stem)] for word in words}
    if spoken:
        said = [word for word in telling(lattice, ALWAYS_IDLE) if word not in weights]
        rarity = base.passage_rarities([beginning(word.stem) for word in said])
        weights |= {word: SOFTLY * rarity[beginning(word.stem)] for word in said}
    folded = {word.folded for word in weights}
    return Sought(
        asked_for(lattice.words),
        lattice.words,
        weights,
        frozenset(w.folded for at, w in enumerate(lattice.words) if whole >> at & 1) & folded,
        _common(lattice),
        _asking(lattice.words, folded),
    )


def telling(lattice: Lattice, without: tuple[str, ...] = IDLE) -> list[Word]:
    """The words of a message by which prose may be looked for, without those that have some senses."""
    masked = lattice.saying(without, own=False)
    found = [word for at, word in enumerate(lattice.words) if not masked >> at & 1 and word.stem.isalpha()]
    return [word for word in found if beginning(word.stem)]


def sentences_about(base: KnowledgeBase, one: Sought, passages: int) -> list[Sentence]:
    """The sentences of the passages that hold most, the weightiest first; `passages`: of how many."""
    found = base.passages_about([beginning(word.stem) for word in one.weights], passages)
    weighed = [sentence for passage, _ in found for sentence in _weighed(passage, one)]
    return sorted(weighed, key=lambda sentence: -sentence.weight)


def _weighed(passage: Passage, one: Sought) -> Iterator[Sentence]:
    heading = words_of(passage.heading)
    for at, text in enumerate(statements(passage.text), 1):
        stems = read_text(text).stems
        held, headed, weight = set(), set(), 0.0
        for word, rarity in one.weights.items():
            begins = beginning(word.stem)
            if forms(word) & stems or any(stem.startswith(begins) for stem in stems):
                held.add(word.folded)
                weight += rarity
            elif any(stem.startswith(begins) for stem in heading):
                headed.add(word.folded)
                weight += IN_A_HEADING * rarity
        yield Sentence(passage, at, text, frozenset(held), frozenset(headed), weight)


def asked_for(words: Sequence[Word]) -> str:
    """What a message asks for: a NUMBER, a DATE, something ELSE; NOTHING where it does not ask."""
    folded = [word.folded for word in words]
    said = " ".join(folded)
    if re.search(rf"\b{HOW_MANY}|\bne kadar", said) or any(NUMBER_WORD in forms(word) for word in words):
        return NUMBER
    if asks_when(words) or re.search(rf"\btarih|\b{WHICH} (?:yil|gun|ay)\b", said):
        return DATE
    asks = any(word in QUESTION_WORDS or word in PARTICLES for word in folded)
    return ELSE if asks else NOTHING


def _common(lattice: Lattice) -> frozenset[str]:
    mask = lattice.saying(_CLASS, most=0.0)
    return frozenset(word.folded for at, word in enumerate(lattice.words) if mask >> at & 1)


def _asking(words: Sequence[Word], telling_words: set[str]) -> frozenset[str]:
    """The telling words of the sentences of a message that ask; all of them where none does."""
    pieces = pairwise([0, *sentence_starts(words), len(words)])
    asking = [words[start:end] for start, end in pieces if is_question(words, start, end)]
    return frozenset(w.folded for piece in asking for w in piece) & telling_words or frozenset(telling_words)
