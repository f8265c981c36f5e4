"""In what unit a message asks how many of something there are: "kaç kişi" of a row that counts stations as well."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.understanding.mentions import Mention
from knowledge.base import KnowledgeBase
from knowledge.language.asking import HOW_MANY
from knowledge.language.letters import fold
from knowledge.language.suffixes import analyses
from knowledge.language.words import Word
from knowledge.schema import ROW

MEASURED = frozenset({ROW, "area"})
"""Kinds of things that tables measure in several units."""
Figured = tuple[str, str | None]
"""(subject, item) of a figure."""


def in_other_units(base: KnowledgeBase, words: Sequence[Word], mentions: Sequence[Mention]) -> frozenset[Figured]:
    """The figures of what a message names in another unit than it asks for, where some are in that."""
    asked = {
        analysis.stem for word, unit in pairwise(words) if word.folded == HOW_MANY for analysis in analyses(unit.stem)
    }
    named = {mention.entity for mention in mentions if mention.kind in MEASURED} if asked else set()
    facts = [(subject, fact) for subject in named for fact in base.facts(subject)]
    others = frozenset((subject, fact.item) for subject, fact in facts if fold(fact.unit) not in asked)
    return others if len(others) < len(facts) else frozenset()
