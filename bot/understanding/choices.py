"""Choices that the bot offers when it asks back, and which of them the next message picks."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.answering.queries import Query
from bot.understanding.ordinals import FIRST, pronoun
from knowledge.base import KnowledgeBase
from knowledge.language import numbers as number_words
from knowledge.language.asking import QUESTION_WORDS
from knowledge.language.letters import fold
from knowledge.language.words import Word, split

_ALL = {2: {"ikisi", "ikisini"}, 3: {"ucu", "ucunu"}, 4: {"dordu", "dordunu"}}
_ALL_OF_ANY = frozenset({"hepsi", "hepsini", "tumu", "tumunu"})
_BESIDE_ALL = frozenset({"de", "da", "her", "lutfen", "goster", "yaz", "soyle", "ver", "istiyorum"})
"""How all choices are taken at once: by any word, by how many they are, and what may stand beside it, folded."""
_POINTING = frozenset({"olsun", "hakkinda", "diyorum", "dedim", "demistim", "soruyorum"})
"""What may stand beside the words of a choice, folded: "personel olan"."""

SLIP = 0.75
"""How much of a typed word is a name's word where it is that one with a slip."""


def label_of(base: KnowledgeBase, query: Query, other: Query) -> str:
    """What tells a meaning from another: the name of its subject, or of its column."""
    if query.cells:
        first = query.cells[0]
        name = base.entity(first.subject).name
        if first.item:
            item = base.entity(first.item).name
            if other.cells and other.cells[0].subject == first.subject:
                return item
            return f"{name}, {item}"
        if len(query.cells) > 1 and query.cells[1].subject != first.subject:
            return f"{name} / {base.entity(query.cells[1].subject).name}"
        return name
    if query.attributes and not query.entities:
        attribute = base.attribute(query.attributes[0])
        return base.entity(attribute.entity).name
    if query.entities:
        return " / ".join(base.entity(entity).name for entity in query.entities[:2])
    return query.kind


def things(base: KnowledgeBase, query: Query) -> tuple[str, ...]:
    """The entities that a meaning is about."""
    if query.entities:
        return query.entities
    if query.attributes:
        return (base.attribute(query.attributes[0]).entity,)
    return tuple(dict.fromkeys(cell.subject for cell in query.cells))


def placed(base: KnowledgeBase, query: Query, label: str) -> str:
    """A label with the parent's name, for things that share theirs."""
    parents = [base.entity(entity).parent for entity in things(base, query)]
    return (
        " / ".join(base.entity(parent).name for parent in parents if parent) + f": {label}" if any(parents) else label
    )


def all_of_them(words: Sequence[Word], count: int) -> bool:
    """Whether a message takes all of so many choices: "hepsi", of two "ikisi de"."""
    said = {word.folded for word in words} - _BESIDE_ALL
    return len(said) == 1 and said <= _ALL_OF_ANY | _ALL.get(count, set())


def pick(words: Sequence[Word], choices: Sequence[tuple[str, Query]]) -> Query | None:
    """The meaning that a message picks by number, by name or by a part of it that no other choice has.

    A message that says more than a choice's name is a new question: None.
    """
    if not words or len(words) > 12:
        return None
    numbers = number_words.find(tuple(words))
    if len(numbers) == 1 and len(words) <= 2:
        value = numbers[0].value
        if value == int(value) and 1 <= int(value) <= len(choices):
            return choices[int(value) - 1][1]
    place = FIRST if words[0].folded == "ilk" else pronoun(words[0].folded)[0]
    if len(words) == 1 and 0 < abs(place) <= len(choices):
        return choices[place - 1 if place > 0 else place][1]
    typed = [word.stem for word in words if len(word.stem) > 2 and not _points(word)]
    if not typed:
        return None
    asking = any(word.folded in QUESTION_WORDS for word in words)
    hits = []
    for label, query in choices:
        name = [word.folded for word in split(label)]
        left = [one for one in typed if not any(alike(one, other) for other in name)]
        # Who asks in words of his own asks anew: "merkezde kaç" is no answer to "Merkez ve taşra …: kaç kişi".
        if asking and not all(any(alike(word.stem, other) for word in words) for other in name):
            continue
        # One word may have slipped; one that the name has not says something else: "personel bütçesi 2024".
        if not left or (len(typed) > 2 and len(left) == 1 and any(_slipped(left[0], other) for other in name)):
            hits.append((query, fold(label)))
    if len(hits) == 1:
        return hits[0][0]
    return None


def _points(word: Word) -> bool:
    """Whether a word only points at one of the choices: "olan", "olanların"."""
    return word.folded in _POINTING or word.folded.startswith("olan")


def _slipped(typed: str, word: str) -> bool:
    """Whether a typed word is a name's word with a slip; another year is none."""
    return typed.isalpha() and SequenceMatcher(None, typed, word).ratio() >= SLIP


def alike(typed: str, word: str) -> bool:
    """Whether a typed word is a name's word, give or take endings."""
    if typed == word:
        return True
    shared = 0
    for a, b in zip(typed, word, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 4 and shared >= min(len(typed), len(word)) - 2
