"""Years by their number, in figures or in words: "2023te", "23 yılı", "iki bin yirmi üç", "yirmi beşte"."""

from __future__ import annotations

from dataclasses import replace

from knowledge.language.numbers import Number, ending_of
from knowledge.language.suffixes import ending_case
from knowledge.language.year_span import OF_PLAN, REACH, YearContext, YearSpan

_FIRST, _LAST = 1900, 2100
_FAR = 10
"""Years from the anchor within which "23 yılı" can be meant."""
_NEAR = 5
"""Years from the anchor within which "2023 kişi" is still a year, no count."""
_MONEY = frozenset(("tl", "lira", "liralik", "liradir", "liraydi", "try", "bin", "milyon", "milyar", "sayili", "no"))
_COUNTED = frozenset(("kisi", "kisilik", "adet", "tane", "m2", "metrekare", "personel", "kitap", "klasor", "kez"))
_COUNTING = ("gec", "asi", "asm", "buld", "ulas", "fazla", "buyuk", "kucuk", "ustu", "alti", "gosterge", "faaliyet",
             "birim", "kurum", "madde", "puan")  # fmt: skip
"""Starts of words before which two digits are a count, no year."""
_COUNTED_SHORT = frozenset(("mi", "mu", "kat", "gun", "ay", "il", "ilde", "bina", "oda", "az"))
"""Words before which they are."""
_NUMBERED = ("tablo", "madde", "sayfa", "no", "ilk", "en", "yuzde", "yuz", "bin", "sayi", "kalem", "kod", "sekil")
"""Starts of words after which they are."""
_HOW_MANY = "sayis"
"""How the word begins that is the end of a name, "sığınma evi sayısı 24", not of what is numbered, "sayı 24"."""
_COLUMNS = ("hedefi", "tahmini", "butcesi", "planlanan", "plani", "yilsonu", "gerceklesmesi", "odenegi", "degerleri")
"""Starts of words for columns before which two digits in words are a year."""
_LOOSE_ENDINGS = frozenset(str.split("te ta de da ten tan den dan un in nin nun e ye a ya yi deki teki daki taki"))
_YEAR_END = ("son", "bas", "ort", "ici", "yari")
"""Starts of words that make "yıl" part of another name: "2022 yıl sonu tahmini"."""


def year_at(context: YearContext, start: int) -> YearSpan | None:
    """The year at a word: a figure, or in words."""
    if not 0 <= start < len(context.words):
        return None
    word = context.words[start]
    if word.percent:
        return None
    stem = word.stem
    if stem.isascii() and stem.isdigit():
        value = int(stem) if len(stem) < 5 else 0
        following = context.folded(start + 1)
        if len(stem) == 4 and _FIRST <= value <= _LAST:
            if following in _MONEY or (following in _COUNTED and abs(value - context.anchor) > _NEAR):
                return None
            return _with_ending(
                context, YearSpan(start, start + 1, (value,), "single", False, ending_case(word.ending))
            )
        if len(stem) == 2:
            return _of_two_digits(context, start, value, following)
        if len(stem) > 1:
            return None
    number = context.numbers.get(start)
    if number is None or number.is_percent or number.is_ordinal:
        return None
    if stem[:1].isdigit() and not _said_apart(context, number):
        return None
    of_two = number.end == start + 2 or (number.end == start + 1 and number.value % 10)
    if of_two and abs(number.value + context.anchor // 100 * 100 - context.anchor) <= REACH:
        return _of_two_words(context, number)
    if number.value not in range(_FIRST, _LAST + 1):
        return None
    # "iki bin" is a count; a year in words has more to it, or says that it is one.
    if number.value % 100 == 0 and context.year_word(number.end) is None:
        return None
    if context.folded(number.end) in _MONEY | _COUNTED:
        return None
    last = context.words[number.end - 1]
    case = ending_case(last.ending or ending_of(last.stem))
    return YearSpan(start, number.end, (int(number.value),), "single", False, case)


def _said_apart(context: YearContext, number: Number) -> bool:
    """Whether a year is written as it is spoken, in figures: "2 bin 23", but not "2 bin 23 mü"."""
    near = number.end > number.start + 1 and abs(number.value - context.anchor) <= _FAR
    return near and context.folded(number.end) not in _COUNTED_SHORT


def _of_two_digits(context: YearContext, start: int, value: int, following: str) -> YearSpan | None:
    """A year by its last digits: "23 yılı"; "plan 22", "21de" near the anchor, where nothing is counted."""
    word = context.words[start]
    value += context.anchor // 100 * 100
    if not word.ending and following.startswith(("yili", "senesi")):
        if abs(value - context.anchor) <= _FAR and context.year_word(start + 1):
            return YearSpan(start, start + 1, (value,), "single", False, "")
        return None
    counted = following in _MONEY | _COUNTED | _COUNTED_SHORT or following.startswith(_COUNTING)
    before = context.folded(start - 1, joined=False) if start else ""
    numbered = before.startswith(_NUMBERED) and not before.startswith(_HOW_MANY)
    if counted or numbered or abs(value - context.anchor) > REACH:
        return None
    return _with_ending(context, YearSpan(start, start + 1, (value,), "single", False, ending_case(word.ending)))


def _of_two_words(context: YearContext, number: Number) -> YearSpan | None:
    """A year by its last digits in words, be they two or run together: "yirmi beşte", "yirmibeş tahmini".

    An ending says that it is one, or the word "yıl" or for a column behind it.
    """
    last = context.words[number.end - 1]
    case = ending_case(last.ending or ending_of(last.stem))
    dated = case in ("loc", "abl", "dat", "gen") or context.year_word(number.end) is not None
    dated = dated or context.folded(number.end).startswith(_COLUMNS) or _beside_year(context, number.end)
    if not dated or context.folded(number.end) in _MONEY | _COUNTED | _COUNTED_SHORT:
        return None
    year = int(number.value) + context.anchor // 100 * 100
    return YearSpan(number.start, number.end, (year,), "single", False, case)


def _beside_year(context: YearContext, end: int) -> bool:
    """Whether a year in words follows in a row of them: "yirmi üç, yirmi dört ve yirmi beşin"."""
    at = end + 1 if context.folded(end) == "ve" else end
    following = context.numbers.get(at)
    if following is None or following.end - at >= 3 or not context.words[at].stem.isalpha():
        return False
    apart = any(set(word.gap) & set(".;?!") for word in context.words[end : at + 1])
    return not apart and year_at(context, at) is not None


def _with_ending(context: YearContext, span: YearSpan) -> YearSpan:
    """Takes in an ending typed apart: "2023 te"."""
    ending = context.folded(span.end)
    if span.case or ending not in _LOOSE_ENDINGS or context.words[span.start].ending:
        return span
    return replace(span, end=span.end + 1, case=ending_case(ending))


def with_year_word(context: YearContext, span: YearSpan) -> YearSpan:
    """Takes in the word "yılı" behind a year, also "mali yılı"."""
    position = span.end
    if context.folded(position) in OF_PLAN and context.folded(position + 1).startswith(("yil", "sene")):
        position += 1
    known = context.year_word(position)
    if known is None or span.case or context.folded(position + 1).startswith(_YEAR_END):
        return span
    return replace(span, end=position + 1, case=known[0])
