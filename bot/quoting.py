"""Which sentences of the programme's prose are offered: those likely enough to state what a message asks.

How likely one is, is fitted to questions over other agencies' programmes: `python -m tests.fitting.prose`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.answering.terms import Quoted
from bot.claims.counted import counted, counted_nouns, counts
from bot.prose import DATE, IDLE, NOTHING, NUMBER, Sentence, Sought, sentences_about, sought, telling
from bot.understanding.lattice import Lattice
from bot.understanding.mentions import Mention
from bot.understanding.second.model import estimate, limit
from bot.verdict import OFFER, REFUSE, Verdict
from knowledge.base import KnowledgeBase
from knowledge.language.asking import WHO
from knowledge.passages import beginning, words_of

MOST = 2
"""Sentences that are offered."""
FEW = 2
"""Other choices, up to which a sentence need be less likely."""
SEARCHED, WEIGHED = 8, 12
"""Passages whose sentences are looked at; the weightiest sentences that are weighed against each other."""
MANY = 6
"""From here on it does not count how many telling words a sentence holds."""
SHORT = 2
"""Words of the longest message that is short."""
ASKING = ("feature:", "measure:", "outside:breakdown")
_COLUMN, _COUNTS = "measure:", ("measure:count", "measure:capacity")
_WHERE = "nere"
"""How the words begin that ask where, folded."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that may be offered."""

    sentence: Sentence
    features: dict[str, float]

    @property
    def likely(self) -> float:
        """How likely it states what is asked."""
        return estimate("quoted", **self.features)

    @property
    def query(self) -> Query:
        """What quotes it among its passage."""
        return Query(q.PASSAGE, terms=Quoted(self.sentence.passage.id, self.sentence.at, within=True))


def quotable(base: KnowledgeBase, lattice: Lattice, mentions: Sequence[Mention], verdict: Verdict) -> list[Quote]:
    """The sentences that may be offered under a verdict on a message that names some things, the likeliest first.

    Where a message has one telling word, those of the few passages that hold it: "kreş var mı".
    """
    quotes = sorted(weighed(base, lattice, mentions, verdict), key=lambda one: -one.likely)
    firsts: dict[int, Quote] = {}
    least = limit("quoted" if len(verdict.choices) > FEW else "quoted_alone")
    for one in quotes:
        if one.likely >= least:
            firsts.setdefault(one.sentence.passage.id, one)  # the others of its passage are quoted with it
    likely = list(firsts.values())
    return (likely or _of_one_word(base, lattice, quotes))[:MOST]


def weighed(base: KnowledgeBase, lattice: Lattice, mentions: Sequence[Mention], verdict: Verdict) -> list[Quote]:
    """The sentences that hold something of a message, with their features."""
    one = sought(base, lattice, mentions, spoken=True)
    if not one.weights:
        return []
    found = [sentence for sentence in sentences_about(base, one, SEARCHED) if sentence.held][:WEIGHED]
    columns = {sense for span in lattice.spans if not span.cost for sense in span.senses if sense.startswith(_COLUMN)}
    shown = _of_message(one, bool(columns.difference(_COUNTS)), verdict)
    return [Quote(sentence, shown | _of_sentence(one, sentence)) for sentence in found]


def _of_message(one: Sought, columns: bool, verdict: Verdict) -> dict[str, float]:
    said = [word.folded for word in one.words]
    return {
        "number": float(one.sort == NUMBER),
        "date": float(one.sort == DATE),
        "unasked": float(one.sort == NOTHING),
        "where": float(any(word.startswith(_WHERE) for word in said)),
        "who": float(any(word in WHO for word in said)),
        "short": float(len(said) <= SHORT),
        "columns": float(columns),
        "offered": float(verdict.kind == OFFER),
        "nothing": verdict.sure if verdict.kind == REFUSE else 0.0,
    }


def _of_sentence(one: Sought, sentence: Sentence) -> dict[str, float]:
    known = sentence.held | sentence.headed
    numbers = counted(sentence.text, one.words) if one.sort == NUMBER else ()
    nouns = counted_nouns(one.words)
    dated = bool(_YEAR.search(sentence.text))
    return {
        "held": min(len(sentence.held), MANY) / MANY,
        "weight": log1p(sum(weight for word, weight in one.weights.items() if word.folded in sentence.held)),
        "share": one.share(sentence.held),
        "asked": one.share(known, one.asking),
        "headed": one.share(sentence.headed),
        "lost": log1p(max(one.whole - sentence.weight, 0.0)),
        "named": float(one.named <= known),
        "counted": float(len(numbers) == 1),
        "noun": float(any(counts(sentence.text, value, nouns) for value in numbers)),
        "numberless": float(one.sort == NUMBER and not numbers and not re.search(r"\d", sentence.text)),
        "dated": float(one.sort == DATE and dated),
        "undated": float(one.sort == DATE and not dated),
        "announces": float(sentence.text.endswith(":")),
    }


def _of_one_word(base: KnowledgeBase, lattice: Lattice, quotes: Sequence[Quote]) -> list[Quote]:
    """One sentence of each of the few passages that hold the one telling word of a message."""
    stems = [beginning(word.stem) for word in telling(lattice, IDLE + ASKING)]
    if len(stems) != 1 or len(telling(lattice)) > 1:
        return []
    holding = {passage.id: passage for passage, _ in base.passages_about(stems, MOST + 1)}
    if len(holding) > MOST:
        return []
    firsts: dict[int, Quote] = {}
    for one in quotes:
        passage = one.sentence.passage
        if passage.id in holding and any(word.startswith(stems[0]) for word in words_of(one.sentence.text)):
            firsts.setdefault(passage.id, one)
    return list(firsts.values())
