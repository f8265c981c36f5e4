"""Of things that tables count in several units, those figures in another one than a message asks for: "kaç kişi"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.understanding.mentions import Mention
from knowledge.base import KnowledgeBase
from knowledge.language.asking import HOW_MANY, PERSON
from knowledge.language.letters import fold
from knowledge.language.words import Word
from knowledge.schema import ROW

MEASURED = frozenset({ROW, "area", "it", "room", "vehicle"})
"""Kinds of things that tables count or measure, in several units."""
Figured = tuple[str, str | None, str]
"""(subject, item, measure) of a figure."""


def in_other_units(base: KnowledgeBase, words: Sequence[Word], mentions: Sequence[Mention]) -> frozenset[Figured]:
    """The figures of what a message names that count no persons, where it asks for persons."""
    if not any(word.folded == HOW_MANY and unit.folded.startswith(PERSON) for word, unit in pairwise(words)):
        return frozenset()
    named = {mention.entity for mention in mentions if mention.kind in MEASURED}
    facts = [(subject, fact) for subject in named for fact in base.facts(subject)]
    others = [(subject, fact) for subject, fact in facts if not fold(fact.unit).startswith(PERSON)]
    return frozenset(
        (subject, fact.item, fact.measure)
        for subject, fact in others
        # What a row counts of itself may be persons: "Avukatlık Hizmetleri Sınıfı".
        if len(others) < len(facts) or fact.item or not subject.startswith(f"{ROW}:")
    )
