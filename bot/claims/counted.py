"""The numbers of a text that a message asks for: of the thing after "kaç", of the member of a list that is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bot.claims.told import LIGHT, TIMES, YEARS, forms, read_text
from knowledge.language import numbers as number_words
from knowledge.language.asking import HOW_MANY, WHICH
from knowledge.language.suffixes import analyses
from knowledge.language.words import Word, split

_ASKED_NUMBER = (HOW_MANY, WHICH)
"""How the words begin that ask for a number, or for a year, folded."""
FEWEST_LISTED = 3
"""Members of the shortest list in a text."""
_NOUNS = 2
"""Words after "kaç" among which is what is counted."""
_PIECES = frozenset({"tane", "adet", "ayri"})
"""Words between "kaç" and what is counted, folded."""
_ARTICLE = "madde"
"""How the words begin for an article of an act, folded."""
_WHICH_IN_A_ROW = ("kacinci", "kacincisi")
"""What asks for a place in a row, folded: "kaçıncı madde", but not "kaç madde"."""
_CITED = frozenset({"sayi", "numara", "no"})
"""Nouns for the number by which a document is cited, folded."""


def counts(text: str, value: float, words: Sequence[Word]) -> bool:
    """Whether a message names what a number of a text counts: the word after it.

    >>> counts("GöçNet'te 38 modül bulunur.", 38, split("modül sayısı 40'a varmış mı"))
    True
    """
    counted = read_text(text).numbers.get(value, frozenset())
    return any(forms(word) & counted for word in words)


def counted(text: str, words: Sequence[Word]) -> tuple[float, ...]:
    """The numbers of a text that count what a message asks the number of, in the text's order, but for those it says.

    Else how often something happens, said after the word after which the number is asked.

    >>> counted("Kurul 13 üyeden oluşur, üyelerin görev süresi iki yıldır.", split("etik kurul kaç üye"))
    (13.0,)
    >>> counted("Kurul üç ayda bir, yılda 4 kez toplanır.", split("yılda kaç toplantı"))
    (4.0,)
    >>> counted("Hazırlıklara 2018 yılında başlanmıştır.", split("ne zaman başlamış"))
    (2018.0,)
    >>> counted("85 sayılı Kararname 31643 sayılı Resmî Gazete'de yayımlanmıştır.", split("85 nolu kararname rg no"))
    (31643.0,)
    """
    read = read_text(text)
    if asks_when(words):
        years = [value for value in read.numbers if value in YEARS and value % 1 == 0]
        return tuple(years) if len(years) == 1 else ()
    if not asks_number(words):
        return ()
    listed = counted_in_list(text, words)
    if listed:
        return listed
    said = {number.value for number in number_words.find(words)}
    numbers = {value: after for value, after in read.numbers.items() if value not in said}
    asked = frozenset(stem for word in words for stem in forms(word))
    found = [value for value, stems in numbers.items() if stems & asked]
    if not found:
        after = {one.folded for one, other in pairwise(words) if other.folded.startswith(HOW_MANY)}
        found = [value for value, stems in numbers.items() if stems & TIMES and read.before.get(value) in after]
    nouns = frozenset(stem for word in counted_nouns(words) for stem in forms(word))
    found = [value for value in found if numbers[value] & nouns] or found
    named = [value for value in found if read.beyond.get(value, frozenset()) & asked]
    return tuple(float(value) for value in named or found)


def counted_in_list(text: str, words: Sequence[Word]) -> tuple[float, ...]:
    """The number of the one member of a list in a text that a message names; of several where it names no one.

    >>> text = "Su Bilimleri Fakültesinde 612, Mühendislik Fakültesinde 2.148, Turizm Fakültesinde 731 öğrenci vardır."
    >>> counted_in_list(text, split("mühendislik fakültesinde kaç öğrenci var"))
    (2148.0,)
    >>> counted_in_list(text, split("mühendislik ve turizmde kaç öğrenci var"))
    (2148.0, 731.0)
    >>> counted_in_list(text, split("kaç öğrenci var"))
    ()
    """
    members = _members(text)
    if len(members) < FEWEST_LISTED:
        return ()
    asked = [forms(word) for word in words if word.folded not in LIGHT]
    held = [frozenset(at for at, own in enumerate(asked) if own & stems) for _, stems in members]
    telling = frozenset.union(*held) - frozenset.intersection(*held)
    one = [value for (value, _), own in zip(members, held, strict=True) if telling and telling <= own]
    some = [value for (value, _), own in zip(members, held, strict=True) if telling & own]
    return tuple(one if len(one) == 1 else some)


@lru_cache(maxsize=512)
def _members(text: str) -> tuple[tuple[float, frozenset[str]], ...]:
    """The parts of a text between commas that each hold one number, with what may name each.

    What names a member stands before its number in all of a list or after it in all. The verb that ends the text,
    and what follows the last number where all others are named before, are said of every member.
    """
    found = []
    parts = [split(part) for part in re.split(r"[,;:]\s|\sve\s", text)]
    parts[-1] = parts[-1][:-1]
    for words in parts:
        numbers = number_words.find(words)
        if len(numbers) == 1 and numbers[0].value not in YEARS:
            found.append((numbers[0].value, words[: numbers[0].start], words[numbers[0].end :]))
    leads = sum(bool(before) for _, before, _ in found) >= sum(bool(after) for _, _, after in found)
    return tuple(
        (value, frozenset(stem for word in (before if leads else after) for stem in forms(word)))
        for value, before, after in found
    )


def uncited(text: str, words: Sequence[Word], named: int = 0) -> bool:
    """Whether a text is not about the act that a message cites, or has no article where one is asked for.

    `named`: the words as bits that name what the text is about; it need not repeat their number.

    >>> question = split("2809 sayılı Kanunun kaçıncı ek maddesiyle kuruldu")
    >>> uncited("2809 sayılı Kanuna eklenen ek 214 üncü madde ile kurulmuştur.", question)
    False
    >>> uncited("2547 sayılı Kanunun 15 inci maddesine göre kurulur.", question)
    True
    >>> uncited("2809 sayılı Kanun ile kurulmuştur.", question)
    True
    """
    if not cites(words):
        return False
    numbers = [n for n in number_words.find(words) if not named >> n.start & 1]
    cited = {n.value for n in numbers if n.end < len(words) and forms(words[n.end]) & _CITED}
    if cited - read_text(text).numbers.keys():
        return True
    return _asks_article(words) and not re.search(r"\b(?:madde|m\.\s?\d)", text, re.IGNORECASE)


def cites(words: Sequence[Word]) -> bool:
    """Whether a message asks for a number and may cite an act, or ask for one of its articles."""
    return asks_number(words) and (bool(number_words.find(words)) or _asks_article(words))


def _asks_article(words: Sequence[Word]) -> bool:
    asked = any(word.folded in _WHICH_IN_A_ROW or word.folded.startswith(WHICH) for word in words)
    return asked and any(word.folded.startswith(_ARTICLE) for word in words)


def asks_number(words: Sequence[Word]) -> bool:
    """Whether a message asks for a number, or when: "kaç", "hangi", "sayısı", "ne zaman"."""
    asked = any(word.folded.startswith(_ASKED_NUMBER) or _cites(word) for word in words)
    return asked or asks_when(words)


def asks_when(words: Sequence[Word]) -> bool:
    """Whether a message asks when: "ne zaman"."""
    return any((one.folded, other.folded[:5]) == ("ne", "zaman") for one, other in pairwise(words))


def counted_nouns(words: Sequence[Word]) -> list[Word]:
    """The words after "kaç" among which is what is counted; nothing where that stands before.

    >>> [word.text for word in counted_nouns(split("orada kaç tane usta öğretici var"))]
    ['usta', 'öğretici']
    """
    found: list[Word] = []
    for at, word in enumerate(words):
        if word.folded == HOW_MANY:
            after = [one for one in words[at + 1 :] if one.folded not in _PIECES]
            found += after[:_NOUNS]
    return found


def _cites(word: Word) -> bool:
    """Whether a word asks for the number by which a document is cited: "kanunun sayısı", not "85 sayılı"."""
    return any(a.stem in _CITED and (a.possessive or a.stem == word.stem) for a in analyses(word.stem))
