"""Messages in another language: told by their letters or by the little words that every sentence has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from knowledge.language.words import Word

ONLY_TURKISH = "Yalnızca Türkçe soruları yanıtlayabiliyorum. (Please ask in Turkish.)"
ENGLISH = re.compile(
    "the|what|which|whose?|where|when|why|how|are|was|were|does|did|have|much|many|of|and|from|with|this|that|"
    "there|these|those|your?|our|their|they|please|hello|thanks|good|morning|afternoon|tell|show|about"
)
"""Little words of English that no Turkish word is written like, folded; "is", "on" or "her" are Turkish too."""
SHARE = 1 / 3
"""So many of a message's words are little ones in English: in ten sentences about the programme at least a third."""


def foreign(words: Sequence[Word]) -> bool:
    """Whether a message is in a language other than Turkish.

    >>> from knowledge.language.words import split
    >>> [foreign(tuple(split(text))) for text in ("what is the 2023 budget?", "Сколько людей", "the ofis kaç m²")]
    [True, True, False]
    """
    told = [word for word in words if any(letter.isalpha() for letter in word.text)]
    if not told or any(letter in "çğıöşüÇĞİÖŞÜ" for word in told for letter in word.text):
        return False
    strange = sum(ENGLISH.fullmatch(word.folded) is not None or not _latin(word.text) for word in told)
    return strange >= SHARE * len(told) and strange > 0


def _latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha())
