"""Names as a programme spells them: ids, casing, and which of two spellings mean the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz

from knowledge.importing.document import Placed, key
from knowledge.language.letters import capital, fold, lower, upper

T = TypeVar("T", bound=Hashable)

_SMALL = frozenset(
    (
        "ve",
        "ile",
        "veya",
        "ya",
        "da",
        "de",
        "için",
    )
)
"""Words that stay small in a title."""
ALIKE = 75
"""Likeness, of 100, from which two folded names may be spellings of one name."""
APART = 8
"""How much likelier the best name must be than the second best."""
NEIGHBOURS = 55
"""Likeness that is enough where the names before and after it are settled."""


@lru_cache(1 << 14)
def slug(name: str) -> str:
    """The part of an id that a name gives.

    >>> slug("Göç Kurulu’nun toplantı sayısı"), slug("3., 4. ve 5. kat")
    ('goc-kurulu-nun-toplanti-sayisi', '3-4-ve-5-kat')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def joined(words: Sequence[Placed]) -> str:
    """The words of a name; a word parted at the end of a line, of the page or of a cell, becomes one again."""
    text = ""
    before: Placed | None = None
    for word in words:
        if text[-1:] == "-" and text[-2:-1].isalpha() and (word.first or _wrapped(before, word)):
            text = _mended(text, word.text)
        else:
            text = f"{text} {word.text}" if text else word.text
        before = word
    return text.strip(" :")


def _wrapped(before: Placed | None, word: Placed) -> bool:
    """Whether a word stands on the next line of the same cell."""
    if before is None or before.right is None or word.left is None:
        return False
    return before.column == word.column and word.left < before.right


def _mended(text: str, rest: str) -> str:
    """A word that ends in a hyphen with what the next line holds of it: "hazırla-" "nan", "Ar-" "Ge", "e-" "devlet"."""
    start = text.split()[-1][:-1]
    own = len(start) == 1 or (fold(start) == "ar" and re.match(r"ge(?![a-z])", fold(rest)) is not None)
    if not own and (rest[:1].islower() or (is_upper(start) and is_upper(rest))):
        return text[:-1] + rest
    return text + rest if rest[:1].isalpha() else f"{text} {rest}"


@lru_cache(1 << 15)
def is_upper(text: str) -> bool:
    """Whether a text stands in capitals."""
    return any(letter.isalpha() for letter in text) and text == upper(text)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How a document spells words and names where it does not print them in capitals."""

    words: Mapping[str, str]
    acronyms: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str], acronyms: Iterable[str] = ()) -> Lexicon:
        """The lexicon of a document's lines and its abbreviations."""
        spelled: dict[str, Counter[str]] = {}
        for text in texts:
            if is_upper(text):
                continue
            for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text):
                if not is_upper(word) and word[:1] == upper(word[:1]):
                    spelled.setdefault(fold(word), Counter())[word] += 1
        words = {folded: counts.most_common(1)[0][0] for folded, counts in spelled.items()}
        return cls(words, frozenset(fold(word) for word in acronyms if is_upper(word)))

    def titled(self, name: str) -> str:
        """A name in capitals with small letters as in a title, any other as it is.

        >>> Lexicon({}, frozenset(["ab"])).titled("AB İLE İLİŞKİLER VE SINIR DIŞI İŞLERİ")
        'AB ile İlişkiler ve Sınır Dışı İşleri'
        """
        if not is_upper(name):
            return name
        return re.sub(r"[^\W\d_]+", lambda match: self._word(match[0], first=match.start() == 0), name)

    def sentence(self, name: str) -> str:
        """A name in capitals with small letters as in a sentence, any other as it is.

        >>> Lexicon({}, frozenset()).sentence("KONFERANS SALONU"), Lexicon({}, frozenset()).sentence("Ön lisans")
        ('Konferans salonu', 'Ön lisans')
        """
        if not is_upper(name):
            return name
        small = re.sub(
            r"[^\W\d_]+", lambda match: match[0] if fold(match[0]) in self.acronyms else lower(match[0]), name
        )
        return capital(small)

    def _word(self, word: str, *, first: bool) -> str:
        small = lower(word)
        if fold(word) in self.acronyms:
            return word
        if small in _SMALL and not first:
            return small
        known = self.words.get(fold(word), "")
        # A word that the prose spells with a capital inside ("GöçNet") keeps it; its dots are those printed here.
        if known and upper(known) == word and known != capital(small):
            return known
        return capital(small)


def alike(one: str, other: str) -> float:
    """Likeness of two names, 0 to 100, blanks and letter cases apart."""
    return max(fuzz.ratio(key(one), key(other)), fuzz.token_sort_ratio(fold(one), fold(other)))


def best(name: str, names: Mapping[T, str]) -> T | None:
    """Which of some names a name means: the one with the same letters, or the one by far most alike."""
    same = [id for id, other in names.items() if key(other) == key(name)]
    if len(same) == 1:
        return same[0]
    if same:
        return None
    ranked = sorted(((alike(name, other), position, id) for position, (id, other) in enumerate(names.items())))
    if not ranked or ranked[-1][0] < ALIKE or (len(ranked) > 1 and ranked[-1][0] - ranked[-2][0] < APART):
        return None
    return ranked[-1][2]


def aligned(printed: Sequence[str], names: Mapping[T, str]) -> list[T | None]:
    """What each name of a list means, each of `names` at most once.

    Names with the same letters come first, then those that are most alike among what is left, then one that is left
    between settled neighbours where both lists have one name there.
    """
    result: list[T | None] = [None] * len(printed)
    left = dict(names)
    for index, name in enumerate(printed):
        same = [id for id, other in left.items() if key(other) == key(name)]
        if same:
            result[index] = same[0]
            del left[same[0]]
    for index, name in enumerate(printed):
        found = best(name, left) if result[index] is None else None
        if found is not None:
            result[index] = found
            del left[found]
    order = list(names)
    for index, name in enumerate(printed):
        if result[index] is not None:
            continue
        before = result[index - 1] if index else None
        after = result[index + 1] if index + 1 < len(printed) else None
        low = order.index(before) + 1 if before is not None else 0
        high = order.index(after) if after is not None else len(order)
        between = [id for id in order[low:high] if id in left]
        alone = (index == 0 or before is not None) and (index + 1 == len(printed) or after is not None)
        if alone and len(between) == 1 and alike(name, names[between[0]]) >= NEIGHBOURS:
            result[index] = between[0]
            del left[between[0]]
    return result
