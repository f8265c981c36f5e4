"""Which sentence of the programme's prose states by itself what a message asks, where neither reader answers.

It holds most of the message's telling words, more of them than any other, every name that was said in full, and what
the question asks for: a number of the thing after "kaç", a date after "ne zaman".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.answering.terms import Quoted
from bot.claims.counted import asks_when, counted, counted_in_list, counted_nouns, counts
from bot.claims.told import forms
from bot.prose import (
    DATE,
    ELSE,
    IDLE,
    NOTHING,
    NUMBER,
    NUMBER_WORD,
    SMALL_TALK,
    Sentence,
    Sought,
    asked_for,
    sentences_about,
    sought,
)
from bot.questions.registry import COMPUTING, features_of
from bot.understanding.frame import Conversation
from bot.understanding.lattice import Lattice
from bot.understanding.left_out import excluding
from bot.understanding.mentions import Mention
from knowledge.base import KnowledgeBase
from knowledge.language.asking import HOW_MANY, PARTICLES, WHICH, WHO
from knowledge.language.cases import likely_case
from knowledge.language.letters import fold
from knowledge.language.words import split
from knowledge.passages import Passage, words_of

LEAST = {NUMBER: 0.55, DATE: 0.6, ELSE: 0.75}
"""Share of the telling words, by their rarity, that a sentence holds which answers a question of each sort."""
BEFORE_OTHERS = {NUMBER: 1.25, DATE: 1.25, ELSE: 1.5}
"""So many times as much as of any other sentence that would do."""
SURE = 0.99
"""Share from which on a sentence answers a follow-up, wherever it stands."""
FEWEST = 2
"""Telling words that it holds itself."""
MORE = 2
"""Words that it has beside these."""
SEARCHED = 5
"""Passages whose sentences are looked at."""
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_COMPUTED = {"change", "compare", "difference", "share"} | features_of(COMPUTING)
_NOT_TOLD = frozenset({"outside:person", "outside:demography", "outside:procedure"}).union(
    f"feature:{one}" for one in _COMPUTED
)
"""Senses of words that ask for what prose about something else cannot tell, or for what is computed."""
_COUNTS = ("measure:count", "measure:capacity")
_WHEN = "zaman"
"""What asks for a date behind "ne"."""
_BY = "tarafindan"
"""What a sentence says before who does something, folded."""


def stated(base: KnowledgeBase, lattice: Lattice, mentions: Sequence[Mention], state: Conversation) -> Query | None:
    """A query for the sentence that answers a message; None where none surely does. `mentions`: what it names."""
    one = _asked_of_prose(base, lattice, mentions)
    if one is None:
        return None
    found = sentences_about(base, one, SEARCHED)
    best = next((sentence for sentence in found if _states(sentence, one)), None)
    if best is None or not tells(best, one) or _of_a_part(best, one, lattice):
        return None
    share = best.weight / one.whole
    others = max((each.weight for each in found if each.text != best.text and _may_state(each, one)), default=0.0)
    enough = share >= LEAST[one.sort] and best.weight >= BEFORE_OTHERS[one.sort] * others
    if not enough or (state.last is not None and share < SURE and not _goes_on(base, best.passage, state)):
        return None
    return Query(q.PASSAGE, terms=Quoted(best.passage.id, best.at))


def _asked_of_prose(base: KnowledgeBase, lattice: Lattice, mentions: Sequence[Mention]) -> Sought | None:
    """What a message asks for that a sentence may state; None where it asks nothing, or for a figure of a table."""
    senses = {sense for span in lattice.spans if not span.cost for sense in span.senses}
    columns = {sense for sense in senses if sense.startswith("measure:")}.difference(_COUNTS)
    cites = any(NUMBER_WORD in forms(noun) for noun in counted_nouns(lattice.words))  # many sentences cite laws
    if cites or senses.intersection(_NOT_TOLD) or excluding(lattice):
        return None
    sort = asked_for(lattice.words)
    if sort == NOTHING or (sort != NUMBER and columns):
        return None
    # Whether something is so shows in every word, the others in those that are no greeting and no reason.
    claimed = sort == ELSE and any(word.folded in PARTICLES for word in lattice.words)
    one = sought(base, lattice, mentions, SMALL_TALK if claimed else IDLE)
    only_asks = {NUMBER_WORD, *((_WHEN,) if asks_when(lattice.words) else ())}
    weights = {word: rarity for word, rarity in one.weights.items() if only_asks.isdisjoint(forms(word))}
    return replace(one, weights=weights, named=one.named & {word.folded for word in weights})


def tells(sentence: Sentence, one: Sought) -> bool:
    """Whether a sentence holds several telling words, one of them of few things, all that is named in full, and more.

    An item of a list that only names what is asked about says nothing of it.
    """
    several = len(sentence.held) >= FEWEST and not sentence.held <= one.common
    more = len(split(sentence.text)) >= len(sentence.held) + MORE
    return several and more and one.named <= sentence.held | sentence.headed


def _of_a_part(sentence: Sentence, one: Sought, lattice: Lattice) -> bool:
    """Whether a message asks about a part of what a sentence counts: "kiralık hizmet binaları" of service buildings.

    What tells the part stands bare before the noun (Göksel and Kerslake, Turkish, 2005, 14.3).
    """
    held, bare = sentence.held | sentence.headed, {edge.start for edge in lattice.edges if not edge.cost}
    bare |= {at for at in lattice.unknown if not likely_case(one.words[at])}
    return any(
        at in bare and word.folded in one.asking - held and noun.folded in held and not noun.gap
        for at, (word, noun) in enumerate(pairwise(one.words))
    )


def _may_state(sentence: Sentence, one: Sought) -> bool:
    """Whether a sentence may have what the question asks for."""
    return bool(counted(sentence.text, one.words)) if one.sort == NUMBER else _states(sentence, one)


def _states(sentence: Sentence, one: Sought) -> bool:
    """Whether a sentence has what the question asks for."""
    text = sentence.text
    if text.endswith(":"):
        return False  # what it announces stands elsewhere
    if one.sort == NUMBER:
        nouns, found = counted_nouns(one.words), counted(text, one.words)
        asked = sum(word.folded.startswith(HOW_MANY) for word in one.words)
        named = bool(counted_in_list(text, one.words)) or not nouns
        return len(found) == max(asked, 1) and (named or all(counts(text, value, nouns) for value in found))
    if one.words[-1].folded in WHO and _BY not in fold(text):
        return False  # "dekanı kim" asks for a name, "kim veriyor" for who does it
    which = [word for before, word in pairwise(one.words) if before.folded == WHICH and word in one.weights]
    stems = frozenset(stem for word in split(f"{sentence.passage.heading} {text}") for stem in forms(word))
    return all(forms(word) & stems for word in which) and (one.sort == ELSE or bool(_DATED.search(text)))


def _goes_on(base: KnowledgeBase, passage: Passage, state: Conversation) -> bool:
    """Whether a passage was quoted last, or stands under the name of what was spoken of last."""
    if state.last is not None and isinstance(state.last.terms, Quoted):
        return state.last.terms.passage == passage.id
    return any(words_of(base.entity(id).name) == words_of(passage.heading) for id in state.focus[:1])
