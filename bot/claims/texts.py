"""Holds what a yes/no question says of a thing against the text that answers: its numbers, its telling words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.claims.cues import UNIVERSAL, Cue
from bot.claims.weighing import NO, YES
from bot.understanding.second.signals import Signals
from knowledge.language import numbers as number_words
from knowledge.language.asking import HOW_MANY
from knowledge.language.suffixes import analyses
from knowledge.language.words import Word, split

LIKELY = 0.35
"""The most that the endings of a word may cost for it to be a form of another."""
SHORTEST = 3
"""Letters of a stem by which two words are one."""
_TIMES = frozenset({"kez", "defa", "kere", "sefer"})
_ALIKE = (
    _TIMES,
    frozenset({"sene", "yil"}),
    frozenset({"adam", "kisi", "uye"}),
    frozenset({"sayi", "sayili", "numara", "numarali", "no", "nolu"}),
)
"""Words that count the same, folded."""
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{4})")
_TELEPHONE = re.compile(r"\+?\d[\d ()-]{6,}")
_PARTS = re.compile(r"[,;]\s|\s(?:ve|ile|veya)\s")
"""What stands between the parts of an enumeration."""
_HEADS = tuple(
    str.split("bakan baskan mudur vali kaymakam musavir atase uzman yardimci sekreter temsilci"),
)
"""How words of offices begin or end, folded."""
_DENYING = ("degil", "yoktur", "bulunmaz", "verilmez", "almaz", "yapilmaz")
"""How a text denies."""
_ASKED_NUMBER = (HOW_MANY, "hangi")
"""How the words begin that ask for a number, or for a year, folded."""
_YEARS = range(1900, 2100)
FEWEST_LISTED = 3
"""Members of the shortest list in a text."""
_NOUNS = 2
"""Words after "kaç" among which is what is counted."""
_PIECES = frozenset({"tane", "adet", "ayri"})
"""Words between "kaç" and what is counted, folded."""
_CITED = frozenset({"sayi", "numara", "no"})
"""Nouns for the number by which a document is cited, folded."""
_LIGHT = frozenset(
    str.split(
        """
        ve ile de da ki bir bu su o icin gibi olan olarak olan diye midir hala simdi su an peki ya iste acaba bence
        yani var vardi varmis oluyor oldu olmus olmasi oldugunu oldugu ediyor eder ede edecek edilir yapiyor yapar
        kurum kurumda bizim bizde burada programda program programinda metinde belgede yaziyor yazili gecen icinde
        """
    )
)
"""Words that say nothing of a thing, folded."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as claims are held against it."""

    stems: frozenset[str]
    numbers: dict[float, frozenset[str]]
    """Each number with the stems of the word after it."""
    before: dict[float, str]
    """Each number with the folded word before it."""
    beyond: dict[float, frozenset[str]]
    """Each number with the stems of the second word after it: "31643 sayılı Resmî Gazete"."""
    denies: bool


@lru_cache(maxsize=2_048)
def _read(text: str) -> _Text:
    words = split(text)
    found: dict[float, frozenset[str]] = {}
    before: dict[float, str] = {}
    beyond: dict[float, frozenset[str]] = {}
    for number in number_words.find(words):
        if number.start:
            before[number.value] = words[number.start - 1].folded
        after = words[number.end] if number.end < len(words) else None
        if after is not None and "," in after.gap:
            after = None  # what stands behind a comma is not counted: "Su Bilimlerinde 612, Mühendislikte 2.148"
        if after is not None and number.end + 1 < len(words):
            beyond[number.value] = beyond.get(number.value, frozenset()) | forms(words[number.end + 1])
        found[number.value] = found.get(number.value, frozenset()) | (forms(after) if after else frozenset())
    for word in words:
        value = number_words.parse_figure(word.stem)
        if value is not None:
            found.setdefault(value, frozenset())
        dated = _DATE.fullmatch(word.stem)
        if dated:
            found.setdefault(float(dated[1]), frozenset())
    stems = frozenset(stem for word in words for stem in forms(word))
    return _Text(stems, found, before, beyond, any(word.folded.startswith(_DENYING) for word in words))


def forms(word: Word) -> frozenset[str]:
    """What a word may be a form of."""
    found = {word.stem, word.folded}
    found |= {a.stem for a in analyses(word.stem)[:12] if a.cost <= LIKELY and len(a.stem) >= SHORTEST}
    found |= {alike for group in _ALIKE if group & found for alike in group}
    return frozenset(found)


def weigh_rows(said: Signals, cue: Cue, rows: Sequence[tuple[str, str]], named: int) -> str | None:
    """Whether texts, each with its short answer, bear out a message: YES, NO, or None where that is not sure.

    `named`: the words as bits that name what the texts are of. Texts that say both settle nothing.
    """
    found = {_weigh_row(said, cue, text, answer, named) for text, answer in rows} - {None}
    return found.pop() if len(found) == 1 else None


def _weigh_row(said: Signals, cue: Cue, text: str, answer: str, named: int) -> str | None:
    """A text tells more than was asked; what its short answer says otherwise, it does not bear out."""
    verdict = weigh_text(said, cue, f"{text}\n{answer}", named)
    if verdict != YES or not answer:
        return verdict
    if _TELEPHONE.fullmatch(answer):
        dialled = _dialled(said.words)
        return verdict if not dialled else YES if dialled in re.sub(r"\D", "", answer) else NO
    dates, told = ({one[0] for one in _DATE.finditer(each)} for each in (_typed(said.words), answer))
    if dates and told:
        return YES if dates <= told else NO if len(told) == 1 else None
    claimed = {value for value, *_ in _claimed(said, named)}
    numbers = set(_read(answer).numbers)
    if not claimed or not numbers:
        return _in_answer(said, cue, answer) if not claimed else verdict
    if claimed <= numbers:
        return YES
    other = numbers - claimed
    alike = len(claimed) == len(other) == 1 and {value in _YEARS for value in claimed | other} != {True, False}
    return NO if alike and len(numbers) == 1 else None


def _in_answer(said: Signals, cue: Cue, answer: str) -> str | None:
    """YES where the word of which is asked stands in a short answer that lists several, else None."""
    listed = len(_PARTS.split(answer)) > 1
    return YES if not listed or cue.before < 0 or _within(said.words[cue.before], _read(answer)) else None


def _dialled(words: Sequence[Word]) -> str:
    """The longest row of digits in some words, whatever stands between them: "0312 422 05 00"."""
    typed = re.finditer(r"\d[\d ()-]*", _typed(words))
    return max((re.sub(r"\D", "", one[0]) for one in typed), key=len, default="")


def _typed(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def weigh_text(said: Signals, cue: Cue, text: str, named: int) -> str | None:
    """Whether a text bears out a message: YES, NO, or None where that is not sure.

    `named`: the words as bits that name what the text is of.
    """
    words = said.words
    read = _read(text)
    if read.denies or any(word.folded in UNIVERSAL for word in words):
        return None
    verdict = _numbers(said, cue, read, named)
    if verdict is not None or _has_numbers(said, named):
        return verdict
    return _words(said, cue, read, named)


def counts(text: str, value: float, words: Sequence[Word]) -> bool:
    """Whether a message names what a number of a text counts: the word after it.

    >>> counts("GöçNet'te 38 modül bulunur.", 38, split("modül sayısı 40'a varmış mı"))
    True
    """
    counted = _read(text).numbers.get(value, frozenset())
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
    read = _read(text)
    if _asks_when(words):
        years = [value for value in read.numbers if value in _YEARS and value % 1 == 0]
        return tuple(years) if len(years) == 1 else ()
    if not any(word.folded.startswith(_ASKED_NUMBER) or _cites(word) for word in words):
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
        found = [value for value, stems in numbers.items() if stems & _TIMES and read.before.get(value) in after]
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
    asked = [forms(word) for word in words if word.folded not in _LIGHT]
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
        if len(numbers) == 1 and numbers[0].value not in _YEARS:
            found.append((numbers[0].value, words[: numbers[0].start], words[numbers[0].end :]))
    leads = sum(bool(before) for _, before, _ in found) >= sum(bool(after) for _, _, after in found)
    return tuple(
        (value, frozenset(stem for word in (before if leads else after) for stem in forms(word)))
        for value, before, after in found
    )


def _asks_when(words: Sequence[Word]) -> bool:
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


def _claimed(said: Signals, named: int) -> list[tuple[float, int, int]]:
    """The numbers that are claimed: (value, first word, end), years among them."""
    found = [(n.value, n.start, n.end) for n in said.numbers if not named >> n.start & 1]
    for span in said.spans:
        if not span.relative and len(span.years) == 1 and not named >> span.start & 1:
            found.append((float(span.years[0]), span.start, span.end))
    return sorted(found, key=lambda one: one[1])


def _has_numbers(said: Signals, named: int) -> bool:
    return bool(_claimed(said, named))


def _numbers(said: Signals, cue: Cue, read: _Text, named: int) -> str | None:
    """By the numbers of a message: all in the text, or another of the same kind there."""
    claimed = _claimed(said, named)
    if not claimed:
        return None
    missing = [one for one in claimed if one[0] not in read.numbers]
    if not missing:
        return YES if not _untold(said, cue, read, named) else None
    if len(missing) > 1 or len(claimed) > 1:
        return None
    value, start, end = missing[0]
    counted = _counted(said.words, end, cue)
    if counted is None:
        return None
    others = [number for number, after in read.numbers.items() if after & counted]
    asked = cue.before in range(start, end + 1) or cue.tag
    return NO if len(others) == 1 and asked and others[0] != value else None


def _counted(words: Sequence[Word], at: int, cue: Cue) -> frozenset[str] | None:
    """The stems of what a number counts: the word after it."""
    while at < len(words) and at in cue.asking:
        at += 1
    return forms(words[at]) if at < len(words) and not words[at].gap else None


def _telling(said: Signals, cue: Cue, named: int) -> list[int]:
    """The positions of the words that say something of the thing beyond its name."""
    return [
        at
        for at, word in enumerate(said.words)
        if not (named | said.number_mask | said.year_mask) >> at & 1
        and at not in cue.asking
        and word.folded not in _LIGHT
        and len(word.folded) >= SHORTEST
    ]


def _untold(said: Signals, cue: Cue, read: _Text, named: int) -> list[int]:
    """The telling words that a text does not have, but for those of small talk and those that ask."""
    idle = said.small | said.cues
    return [at for at in _telling(said, cue, named) if not _within(said.words[at], read) and not idle >> at & 1]


def _within(word: Word, read: _Text) -> bool:
    return bool(forms(word) & read.stems)


def _words(said: Signals, cue: Cue, read: _Text, named: int) -> str | None:
    """By the telling words of a message: all in the text, or another office than the text has."""
    telling = _telling(said, cue, named)
    held = [at for at in telling if _within(said.words[at], read)]
    asked = cue.before
    if asked in telling and asked not in held and _is_office(said.words[asked]):
        return NO if any(stem.endswith(_HEADS) for stem in read.stems) else None
    if asked in held and _is_office(said.words[asked]):
        return _office(said, read, asked, telling)
    if _untold(said, cue, read, named) or not held:
        return None
    solid = [at for at in held if not (said.cues | said.small) >> at & 1]
    return YES if solid and (asked in held or asked not in telling) else None


def _is_office(word: Word) -> bool:
    return any(stem.endswith(_HEADS) for stem in forms(word))


def _office(said: Signals, read: _Text, at: int, telling: Sequence[int]) -> str | None:
    """An office that a text has: the same one where also what tells it from others is there."""
    if any(stem.startswith("yardimci") for stem in read.stems) and not any(
        word.folded.startswith("yardimci") for word in said.words
    ):
        return None
    before = at - 1
    if before not in telling:
        return None
    return YES if _within(said.words[before], read) else NO if before == at - 1 else None
