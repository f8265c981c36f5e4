"""Numbers in Turkish: found in words ("1,5 milyar", "yüz elli", "%13"), written with points and commas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from knowledge.language.letters import lower
from knowledge.language.suffixes import analyses, is_ending
from knowledge.language.words import Word


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the words start … end (exclusive)."""

    start: int
    end: int
    value: float
    is_percent: bool = False
    is_ordinal: bool = False
    step: float = 1.0
    """The last place said: 0.1 million of "42,9 milyon"."""


KEPT = 16
"""Messages, or parts of one, of which it is kept what is found: half a dozen steps ask for it."""
_UNITS = dict(zip(str.split("bir iki uc dort bes alti yedi sekiz dokuz"), range(1, 10), strict=True))
_TENS = dict(zip(str.split("on yirmi otuz kirk elli altmis yetmis seksen doksan"), range(10, 100, 10), strict=True))
_HUNDRED = {"yuz": 100}
_SCALES = {"bin": 1_000, "milyon": 1_000_000, "milyar": 1_000_000_000, "trilyon": 1_000_000_000_000}
_PLAIN = {**_UNITS, **_TENS, **_HUNDRED, **_SCALES}
_ORDINALS = {
    "birinci": "bir", "ikinci": "iki", "ucuncu": "uc", "dorduncu": "dort", "besinci": "bes",
    "altinci": "alti", "yedinci": "yedi", "sekizinci": "sekiz", "dokuzuncu": "dokuz", "onuncu": "on",
    "yirminci": "yirmi", "otuzuncu": "otuz", "kirkinci": "kirk", "ellinci": "elli", "altmisinci": "altmis",
    "yetmisinci": "yetmis", "sekseninci": "seksen", "doksaninci": "doksan", "yuzuncu": "yuz",
    "bininci": "bin",
}  # fmt: skip
_ORDINAL_ENDINGS = ("inci", "uncu", "nci", "ncu")
_GLUED = re.compile("(" + "|".join(sorted(_PLAIN, key=len, reverse=True)) + ")")
_ENDED = 0.4
"""Costliest endings peeled off the last word of a number: "yirmi üçten"."""
_CACHE = 2_048
_MANY_DIGITS = 18
_LARGEST_PLACE = 100
"""Largest figure whose full stop is that of an ordinal: "3. kat"."""
_YEARS = range(1900, 2101)

_INTEGER = re.compile(r"[0-9]+")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(,[0-9]+)?")
_ENGLISH_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")


def parse_figure(figure: str) -> float | None:
    """The value of a figure as written in Turkish, or None.

    >>> parse_figure("1.280.000"), parse_figure("3,5"), parse_figure("22.82"), parse_figure("7.500")
    (1280000.0, 3.5, 22.82, 7500.0)
    """
    if not figure[:1].isdigit() or len(figure) > 2 * _MANY_DIGITS or sum(map(str.isdigit, figure)) > _MANY_DIGITS:
        return None
    if _INTEGER.fullmatch(figure):
        return float(figure)
    if _THOUSANDS.fullmatch(figure):
        return float(figure.replace(".", "").replace(",", "."))
    if _ENGLISH_THOUSANDS.fullmatch(figure):
        return float(figure.replace(",", ""))
    if _DECIMAL.fullmatch(figure):
        return float(figure.replace(",", "."))
    return None


@dataclass(slots=True)
class _Sum:
    """A number while it is being read."""

    total: float = 0.0
    current: float | None = None
    last_scale: float = float("inf")
    words: int = 0
    figure: bool = False
    """Whether `current` came as a figure, to which no word adds."""
    step: float = 1.0
    """The last place said so far."""

    @property
    def value(self) -> float:
        return self.total + (self.current or 0.0)

    def take_figure(self, value: float, written: str = "") -> bool:
        """Adds a figure: the first word, or after a scale ("3 milyon 200 bin")."""
        if self.current is not None or value >= self.last_scale:
            return False
        self.current, self.figure = value, True
        self.step = _last_place(value, written, rounded=self.words > 0)
        return True

    def take(self, word: str) -> bool:
        """Adds a number word if it can follow."""
        value = _PLAIN[word]
        if word in _SCALES:
            if value >= self.last_scale or (self.current is None and (self.words or word != "bin")):
                return False
            self.total += (1.0 if self.current is None else self.current) * value
            self.step = value * (1.0 if self.current is None or not self.figure else self.step)
            self.current, self.last_scale, self.figure = None, value, False
            return True
        current = self.current or 0.0
        self.step = 1.0
        if self.figure or value >= self.last_scale:
            return False
        if word in _HUNDRED:
            if current not in (0, *range(2, 10)):
                return False
            self.current = max(current, 1.0) * 100
            return True
        if word in _TENS and current % 100:
            return False
        if word in _UNITS and current % 10:
            return False
        self.current = current + value
        return True


def _last_place(value: float, written: str, rounded: bool) -> float:
    """The last place of a figure as written; of one behind a scale its closing zeros are none: "3 milyon 200 bin"."""
    point = "," if written.count(",") == 1 else "." if value != int(value) else "\0"
    decimals = written.partition(point)[2]
    if decimals:
        return float(10.0 ** -len(decimals))
    whole = str(int(value))
    return float(10 ** (len(whole) - len(whole.rstrip("0")))) if rounded and value else 1.0


def ending_of(form: str) -> str:
    """What follows the number words that a folded form starts with; "" if nothing or no number word does.

    >>> ending_of("ucten"), ending_of("ikibinyirmiuc"), ending_of("besinde")
    ('ten', '', 'inde')
    """
    rest = form
    while match := _GLUED.match(rest):
        rest = rest[match.end() :]
    return "" if rest == form else rest


@lru_cache(maxsize=_CACHE)
def _pieces(form: str) -> tuple[tuple[str, ...], str, bool] | None:
    """(number words, ending, ordinal) of a form: "yirmi", "ikibinyirmiucte", "ucuncu"."""
    if form in _PLAIN:
        return (form,), "", False
    if form in _ORDINALS:
        return (_ORDINALS[form],), "", True
    if not form.isalpha() or len(form) > 60:
        return None
    found: list[str] = []
    position = 0
    while match := _GLUED.match(form, position):
        found.append(match[0])
        position = match.end()
    rest = form[position:]
    if len(found) > 1 and (not rest or is_ending(rest)):
        return tuple(found), rest, False
    ordinal = next((o for o in _ORDINALS if len(found) > 1 and form.endswith(o)), None)
    if ordinal:
        left = _pieces(form[: -len(ordinal)])
        if left and not left[1] and not left[2]:
            return (*left[0], _ORDINALS[ordinal]), "", True
    return None


@lru_cache(maxsize=_CACHE)
def _ended(form: str) -> tuple[str, bool] | None:
    """(number word, ordinal) of a number word with an ending: "ucten", "ikincisi"; "yuzde" says per cent."""
    if form == "yuzde":
        return None
    for analysis in analyses(form)[1:]:
        if analysis.cost > _ENDED:
            break
        if analysis.pos != "n" or not (analysis.case or analysis.possessive == "3s"):
            continue
        if analysis.stem in _ORDINALS:
            return _ORDINALS[analysis.stem], True
        if analysis.stem in _PLAIN and analysis.possessive in ("", "3s"):
            return analysis.stem, False
    return None


def find(words: Sequence[Word]) -> list[Number]:
    """The numbers in a message's words, in order, without overlap.

    >>> from knowledge.language.words import split
    >>> [(n.value, n.is_percent) for n in find(split("yüzde on üç, 1,5 milyar TL ve 3 milyon 200 bin"))]
    [(13.0, True), (1500000000.0, False), (3200000.0, False)]
    >>> [(n.start, n.end, n.value, n.is_ordinal) for n in find(split("yirmi üçüncü ve 3. kat"))]
    [(0, 2, 23.0, True), (3, 4, 3.0, True)]
    """
    return list(_found(tuple(words)))


@lru_cache(KEPT)
def _found(words: tuple[Word, ...]) -> tuple[Number, ...]:
    found: list[Number] = []
    position = 0
    while position < len(words):
        number = _read(words, position)
        if number is None:
            position += 1
            continue
        if number.start and not number.is_percent and words[number.start - 1].folded == "yuzde":
            number = Number(number.start - 1, number.end, number.value, True, number.is_ordinal, number.step)
        found.append(number)
        position = number.end
    return tuple(found)


def _read(words: Sequence[Word], start: int) -> Number | None:
    """The number that starts at a word."""
    stem = words[start].stem
    if not (stem[:1].isdigit() or _pieces(stem) or _ended(stem) or words[start].folded == "yarim"):
        return None
    sum_ = _Sum()
    position = start
    ordinal = False
    closed = False
    while position < len(words) and not closed:
        word = words[position]
        if position > start and word.gap:
            break
        value = parse_figure(word.stem)
        if value is not None:
            if position > start and value in _YEARS and not _scale_follows(words, position):
                break
            if not sum_.take_figure(value, word.stem):
                break
            ordinal = word.ending.startswith(_ORDINAL_ENDINGS) or _full_stop_ordinal(words, position, value)
            closed = bool(word.ending) or word.percent or ordinal
        elif word.folded == "bucuk" and position > start and sum_.current is not None:
            sum_.current += 0.5
            sum_.figure, sum_.step = True, 0.1
        elif word.folded == "yarim" and position == start and _scale_follows(words, position):
            sum_.take_figure(0.5, "0,5")
        else:
            inside = position > start or (start > 0 and words[start - 1].folded == "yuzde") or _exceeded(words, start)
            if word.folded == "alti" and position > start and words[position - 1].stem in _SCALES:
                break  # "1 milyon altı" is less than a million
            taken = _take_words(sum_, word, inside)
            if taken is None:
                break
            closed, ordinal = taken
        sum_.words += 1
        position += 1
    # "bir" alone is the article.
    if position == start or (position == start + 1 and words[start].folded == "bir"):
        return None
    return Number(start, position, sum_.value, any(w.percent for w in words[start:position]), ordinal, sum_.step)


def _take_words(sum_: _Sum, word: Word, inside: bool) -> tuple[bool, bool] | None:
    """Adds a word's number words; (whether the number ends here, ordinal), or None if it is no part of it."""
    if word.stem == "on" and "ö" in lower(word.text):
        # "ön izin" is no ten, but "on izin" may be one.
        return None
    pieces = _pieces(word.stem)
    if pieces is None:
        # Alone, "altında", "birim" and "önce" only look like numbers with an ending.
        ended = _ended(word.stem)
        if ended is None or not (inside or ended[1]):
            return None
        pieces = (ended[0],), "+", ended[1]
    forms, ending, ordinal = pieces
    before = (sum_.total, sum_.current, sum_.last_scale, sum_.words, sum_.figure, sum_.step)
    for form in forms:
        if not sum_.take(form):
            sum_.total, sum_.current, sum_.last_scale, sum_.words, sum_.figure, sum_.step = before
            return None
        sum_.words += 1
    return bool(ending or word.ending or ordinal), ordinal


def _exceeded(words: Sequence[Word], position: int) -> bool:
    """Whether a number word is what something exceeds, reaches or falls short of: "beşten fazla", "beşe çıkıyor"."""
    following = words[position + 1] if position + 1 < len(words) else None
    if following is None or following.gap:
        return False
    stem = words[position].stem
    if following.folded.startswith(_REACHED) and stem.endswith(("e", "a", "i", "u")):
        return True
    return stem.endswith(("den", "dan", "ten", "tan")) and following.folded in _EXCEEDING


def _scale_follows(words: Sequence[Word], position: int) -> bool:
    following = words[position + 1] if position + 1 < len(words) else None
    return following is not None and not following.gap and following.stem in _SCALES


def _full_stop_ordinal(words: Sequence[Word], position: int, value: float) -> bool:
    """Whether the full stop after a figure makes it an ordinal: "3. kat", "1., 2. ve 3."."""
    if position + 1 >= len(words) or value > _LARGEST_PLACE or value != int(value) or words[position].ending:
        return False
    following = words[position + 1]
    if following.gap.startswith((".,", ".-")):
        return True
    return following.gap == "." and following.text[:1].islower()


_TURKISH_MARKS = str.maketrans(",.", ".,")
MOST_PLACES = 6
"""Decimal places of the smallest number that is told."""


def format_number(value: float, decimals: int | None = None) -> str:
    """A number as Turkish writes it; without `decimals` at most two, and no closing zeros; what is not 0 is not "0".

    >>> format_number(1280000), format_number(22.82), format_number(24.5, 2), format_number(0.00242)
    ('1.280.000', '22,82', '24,50', '0,0024')
    """
    places = 2 if decimals is None else decimals
    if decimals is None and 0 < abs(value) < 0.005:
        places = min(1 - Decimal(repr(value)).adjusted(), MOST_PLACES)
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if not rounded:
        rounded = abs(rounded)
    text = f"{rounded:,f}".translate(_TURKISH_MARKS)
    if decimals is None and "," in text:
        text = text.rstrip("0").rstrip(",")
    return text


def exact_number(value: float) -> str:
    """A number as Turkish writes it, with all its decimal places.

    >>> exact_number(1280000.0), exact_number(-3.1415), exact_number(7)
    ('1.280.000', '-3,1415', '7')
    """
    whole = int(value) if float(value).is_integer() else value
    return f"{whole:,}".translate(_TURKISH_MARKS)


def percent(value: float, decimals: int | None = None) -> str:
    """A percentage: "%13".

    >>> percent(13), percent(-2.5)
    ('%13', '-%2,5')
    """
    text = format_number(value, decimals)
    return f"-%{text[1:]}" if text.startswith("-") else f"%{text}"


def money(value: float) -> str:
    """An amount in full.

    >>> money(3198642000)
    '3.198.642.000 TL'
    """
    return f"{format_number(value)} TL"


_REACHED = ("cik", "ulas", "yuksel", "gec", "asi", "asa", "asm", "bul", "inm", "ini", "ine", "dus", "geril")
"""How verbs begin after a number that something reaches or passes, folded."""
_EXCEEDING = frozenset({"fazla", "cok", "az", "buyuk", "kucuk", "yuksek", "dusuk", "yukari", "asagi"})
"""Words after which a number is a threshold, folded."""
_SHORT_UNITS = ((1_000, "bin"), (1_000_000, "milyon"), (1_000_000_000, "milyar"), (10**12, "trilyon"))


def short_money(value: float) -> str:
    """An amount as people say it, to one decimal.

    >>> short_money(3198642000), short_money(611604527), short_money(999_960_000), short_money(450)
    ('3,2 milyar TL', '611,6 milyon TL', '1 milyar TL', '450 TL')
    """
    for scale, name in reversed(_SHORT_UNITS):
        # Half a tenth below a unit already rounds up to it.
        if abs(value) >= scale * (1 - 0.00005):
            return f"{format_number(float(format(value / scale, '.1f')))} {name} TL"
    return money(value)
