"""Finds the years that a message speaks of: "2023te", "geçen yıl", "2021'den 2025'e", "yıllara göre"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.language import numbers
from knowledge.language.open_years import opened
from knowledge.language.suffixes import ending_case
from knowledge.language.words import Word
from knowledge.language.year_span import REACH, YearSpan, year_word

__all__ = ["REACH", "YearSpan", "find"]


_FIRST, _LAST = 1900, 2100
_FAR = 10
"""Years from the anchor within which "23 yılı" can be meant."""
_NEAR = 5
"""Years from the anchor within which "2023 kişi" is still a year, no count."""
_MOST_YEARS = 10
"""Largest N of "son N yıl"."""

_MONEY = frozenset(("tl", "lira", "liralik", "liradir", "liraydi", "try", "bin", "milyon", "milyar", "sayili", "no"))
_COUNTED = frozenset(("kisi", "kisilik", "adet", "tane", "m2", "metrekare", "personel", "kitap", "klasor", "kez"))
_COUNTING = ("gec", "asi", "asm", "buld", "ulas", "fazla", "buyuk", "kucuk", "ustu", "alti", "gosterge", "faaliyet",
             "birim", "kurum", "madde", "puan")  # fmt: skip
"""Starts of words before which two digits are a count, no year."""
_COUNTED_SHORT = frozenset(("mi", "mu", "kat", "gun", "ay", "il", "ilde", "bina", "oda", "az"))
"""Words before which they are."""
_NUMBERED = ("tablo", "madde", "sayfa", "no", "ilk", "en", "yuzde", "yuz", "bin", "sayi", "kalem", "kod", "sekil")
"""Starts of words after which they are."""
_LOOSE_ENDINGS = frozenset(str.split("te ta de da ten tan den dan un in nin nun e ye a ya yi deki teki daki taki"))
_BETWEEN = frozenset(
    str.split(
        """arasi arasinda arasindaki arasinin araligi araliginda araligindaki donemi doneminde donemindeki
        doneminin"""
    )
)
_UNTIL = frozenset(("kadar", "kadarki", "dek", "degin", "dogru"))
_YEAR_END = ("son", "bas", "ort", "ici", "yari")
"""Starts of words that make "yıl" part of another name: "2022 yıl sonu tahmini"."""
_DASHES = frozenset("-–—‐‑−")

_THIS = frozenset(("bu", "cari", "mevcut", "simdiki"))
_BEFORE = frozenset(("gecen", "onceki", "evvelki", "gectigimiz", "gecmis", "gecmisteki"))
_AFTER = frozenset(("gelecek", "onumuzdeki", "obur", "sonraki", "ertesi", "gelen", "ileriki", "ilerideki", "izleyen"))
_BESIDE = frozenset(("onceki", "evvelki", "sonraki", "ertesi", "izleyen"))
"""Those told from a year that the message names: "2024'te bir önceki yıla göre"."""
_SAME = frozenset(("ayni", "o", "ilgili", "su"))
_OF_PLAN = frozenset(("mali", "butce", "program", "plan"))
"""What may stand before "yılı": "2023 mali yılı", "bu program yılında"."""
_EVERY = frozenset(("her", "tum", "butun"))
_BY_YEAR = frozenset(
    str.split("gore itibariyla itibariyle itibari bazinda bazli boyunca icinde uzerinden arasinda arasi")
)
_AGO = frozenset(("once", "evvel", "onceki", "onceye", "oncesi", "oncesinde", "oncesine", "geriye"))
_LATER = frozenset(("sonra", "sonraki", "sonraya", "sonrasi", "sonrasinda", "sonrasina"))


def find(
    words: Sequence[Word],
    anchor: int,
    spoken: int | None = None,
    earliest: int | None = None,
    latest: int | None = None,
) -> list[YearSpan]:
    """The year expressions in a message's words, in order, without overlap; `anchor` is the budget year.

    `spoken` is the year spoken of before, beside which "bir önceki yıl" lies where the message names none; `earliest`
    the first year that anything is told of, at which "2022'den önce" begins; `latest` the year last spoken of, to which
    "2021'den bu yana" reaches where that lies ahead.

    >>> from knowledge.language.words import split
    >>> [(s.years, s.kind, s.case) for s in find(split("2021den 2025e kadar, geçen yıl"), 2023)]
    [((2021, 2022, 2023, 2024, 2025), 'range', 'dat'), ((2022,), 'single', '')]
    >>> [(s.years, s.kind) for s in find(split("son üç yılda, yıldan yıla ve aynı sene"), 2023)]
    [((2021, 2022, 2023), 'range'), ((2021, 2022, 2023, 2024, 2025), 'all'), ((), 'same')]
    """
    counted = {number.start: number for number in numbers.find(words)}
    told = (anchor - REACH if earliest is None else earliest, max(anchor, latest or anchor), anchor + REACH)
    reader = _Reader(words, anchor, counted, spoken, told)
    found: list[YearSpan] = []
    position = 0
    while position < len(words):
        span = reader.read(position)
        if span is None:
            position += 1
        else:
            found.append(span)
            position = span.end
    return found


class _Reader:
    """Reads year expressions from one message's words."""

    def __init__(
        self,
        words: Sequence[Word],
        anchor: int,
        counted: dict[int, numbers.Number],
        spoken: int | None = None,
        told: tuple[int, int, int] = (_FIRST, _FIRST, _FIRST),
    ) -> None:
        self.words = words
        self.anchor = anchor
        self.counted = counted
        self.spoken = spoken
        self.told = told
        self.patterns: tuple[Callable[[int], YearSpan | None], ...] = (
            self._dated,
            self._by_year,
            self._counted_years,
            self._near,
        )

    def read(self, start: int) -> YearSpan | None:
        """The year expression that starts at a word."""
        for pattern in self.patterns:
            span = pattern(start)
            if span is not None:
                return opened(self.words, span, self.told) or span
        return None

    def _folded(self, position: int, joined: bool = True) -> str:
        """The folded word at a position; "" past the end or, if `joined`, behind punctuation."""
        if not 0 <= position < len(self.words) or (joined and self.words[position].gap):
            return ""
        return self.words[position].folded

    def _year_word(self, position: int) -> tuple[str, bool] | None:
        form = self._folded(position)
        if not form:
            return None
        word = self.words[position]
        known = year_word(word.stem)
        return (ending_case(word.ending), known[1]) if known and word.ending else known

    # Years by their number.

    def _dated(self, start: int) -> YearSpan | None:
        first = self._year(start)
        if first is None:
            return None
        return self._range(first) or self._shifted(first) or self._closed(first)

    def _year(self, start: int) -> YearSpan | None:
        """The year at a word: a figure, or in words."""
        if not 0 <= start < len(self.words):
            return None
        word = self.words[start]
        if word.percent:
            return None
        stem = word.stem
        if stem.isascii() and stem.isdigit():
            value = int(stem) if len(stem) < 5 else 0
            following = self._folded(start + 1)
            if len(stem) == 4 and _FIRST <= value <= _LAST:
                if following in _MONEY or (following in _COUNTED and abs(value - self.anchor) > _NEAR):
                    return None
                return self._loose(YearSpan(start, start + 1, (value,), "single", False, ending_case(word.ending)))
            if len(stem) == 2:
                return self._of_two_digits(start, value, following)
            if len(stem) > 1:
                return None
        number = self.counted.get(start)
        if number is None or number.is_percent or number.is_ordinal:
            return None
        if stem[:1].isdigit() and not self._said_apart(number):
            return None
        if number.end == start + 2 and abs(number.value + self.anchor // 100 * 100 - self.anchor) <= REACH:
            return self._of_two_words(number)
        if number.value not in range(_FIRST, _LAST + 1):
            return None
        # "iki bin" is a count; a year in words has more to it, or says that it is one.
        if number.value % 100 == 0 and self._year_word(number.end) is None:
            return None
        if self._folded(number.end) in _MONEY | _COUNTED:
            return None
        last = self.words[number.end - 1]
        case = ending_case(last.ending or numbers.ending_of(last.stem))
        return YearSpan(start, number.end, (int(number.value),), "single", False, case)

    def _said_apart(self, number: numbers.Number) -> bool:
        """Whether a year is written as it is spoken, in figures: "2 bin 23", but not "2 bin 23 mü"."""
        near = number.end > number.start + 1 and abs(number.value - self.anchor) <= _FAR
        return near and self._folded(number.end) not in _COUNTED_SHORT

    def _of_two_digits(self, start: int, value: int, following: str) -> YearSpan | None:
        """A year by its last digits: "23 yılı"; "plan 22", "21de" near the anchor, where nothing is counted."""
        word = self.words[start]
        value += self.anchor // 100 * 100
        if not word.ending and following.startswith(("yili", "senesi")):
            if abs(value - self.anchor) <= _FAR and self._year_word(start + 1):
                return YearSpan(start, start + 1, (value,), "single", False, "")
            return None
        counted = following in _MONEY | _COUNTED | _COUNTED_SHORT or following.startswith(_COUNTING)
        numbered = self._folded(start - 1, joined=False).startswith(_NUMBERED) and start > 0
        if counted or numbered or abs(value - self.anchor) > REACH:
            return None
        return self._loose(YearSpan(start, start + 1, (value,), "single", False, ending_case(word.ending)))

    def _of_two_words(self, number: numbers.Number) -> YearSpan | None:
        """A year by its last digits in words, where an ending or the word "yıl" says that it is one: "yirmi beşte"."""
        last = self.words[number.end - 1]
        case = ending_case(last.ending or numbers.ending_of(last.stem))
        dated = case in ("loc", "abl", "dat", "gen") or self._year_word(number.end) is not None
        if not dated or self._folded(number.end) in _MONEY | _COUNTED | _COUNTED_SHORT:
            return None
        year = int(number.value) + self.anchor // 100 * 100
        return YearSpan(number.start, number.end, (year,), "single", False, case)

    def _loose(self, span: YearSpan) -> YearSpan:
        """Takes in an ending typed apart: "2023 te"."""
        ending = self._folded(span.end)
        if span.case or ending not in _LOOSE_ENDINGS or self.words[span.start].ending:
            return span
        return replace(span, end=span.end + 1, case=ending_case(ending))

    def _closed(self, span: YearSpan) -> YearSpan:
        """Takes in the word "yılı" behind a year, also "mali yılı"."""
        position = span.end
        if self._folded(position) in _OF_PLAN and self._folded(position + 1).startswith(("yil", "sene")):
            position += 1
        known = self._year_word(position)
        if known is None or span.case or self._folded(position + 1).startswith(_YEAR_END):
            return span
        return replace(span, end=position + 1, case=known[0])

    def _range(self, first: YearSpan) -> YearSpan | None:
        """A range that starts with a year: "2021-2025", "2021'den 2025'e kadar", "2022 ile 2024 arası"."""
        position = first.end
        if position >= len(self.words):
            return None
        if not first.case and set(self.words[position].gap) <= _DASHES and self.words[position].gap:
            second = self._year(position) or self._short_year(position, first.years[0])
            if second is not None:
                return self._spanned(first, self._between(self._closed(second)))
        start = self._closed(first)
        if start.case == "abl" and (second := self._year(start.end)) is not None and not self.words[start.end].gap:
            second = self._closed(second)
            until = self._folded(second.end) in _UNTIL
            if second.case == "dat" or until:
                return self._spanned(first, replace(second, end=second.end + until))
        if self._folded(start.end) in ("ile", "ve", "la", "le") or start.case == "ins":
            joint = start.end + (start.case != "ins")
            second = self._year(joint) if joint < len(self.words) and not self.words[joint].gap else None
            if second is not None:
                closed = self._closed(second)
                between = self._between(closed)
                if between.end > closed.end:
                    return self._spanned(first, between)
        return None

    def _short_year(self, position: int, first: int) -> YearSpan | None:
        """The second year of "2021-25"."""
        word = self.words[position]
        if len(word.stem) == 2 and word.stem.isascii() and word.stem.isdigit() and int(word.stem) > first % 100:
            year = first // 100 * 100 + int(word.stem)
            return YearSpan(position, position + 1, (year,), "single", False, ending_case(word.ending))
        return None

    def _between(self, span: YearSpan) -> YearSpan:
        """Takes in "arası", "dönemi" behind a range."""
        if self._folded(span.end) in _BETWEEN:
            return replace(span, end=span.end + 1)
        return span

    def _spanned(self, first: YearSpan, last: YearSpan) -> YearSpan:
        start, end = first.years[0], last.years[0]
        step = 1 if end >= start else -1
        years = tuple(range(start, end + step, step))
        return YearSpan(first.start, last.end, years, "range" if start != end else "single", False, last.case)

    def _shifted(self, first: YearSpan) -> YearSpan | None:
        """A year told from another: "2023'ten bir önceki yıl", "2021'den iki yıl sonra"."""
        base = self._closed(first)
        if base.case not in ("abl", "gen") or base.end >= len(self.words) or self.words[base.end].gap:
            return None
        shifted = _Reader(self.words, first.years[0], self.counted)
        span = shifted._counted_years(base.end) or shifted._near(base.end)
        if span is None or span.kind != "single" or span.years == first.years:
            return None
        return replace(span, start=first.start, relative=False)

    # Years told from the anchor.

    def _single(self, start: int, end: int, year: int, case: str) -> YearSpan:
        return YearSpan(start, end, (year,), "single", True, case)

    def _run(self, start: int, end: int, first: int, last: int, case: str) -> YearSpan:
        years = tuple(range(first, last + 1))
        return YearSpan(start, end, years, "range" if len(years) > 1 else "single", True, case)

    def _all(self, start: int, end: int, case: str = "") -> YearSpan:
        years = tuple(range(self.anchor - REACH, self.anchor + REACH + 1))
        return YearSpan(start, end, years, "all", True, case)

    def _by_year(self, start: int) -> YearSpan | None:
        """Every year: "her yıl", "yıllara göre", "yıldan yıla", "yıl yıl"."""
        word = self.words[start].folded
        if word in _EVERY:
            known = self._year_word(start + 1)
            return self._all(start, start + 2, known[0]) if known else None
        if word == "seneye":
            return self._single(start, start + 1, self.anchor + 1, "")
        if not word.startswith(("yil", "sene")):
            return None
        own = year_word(self.words[start].stem)
        if own is None:
            return None
        following = self._folded(start + 1)
        second = self._year_word(start + 1)
        if second is not None and (second[0] == "dat" if own[0] == "abl" else word == following):
            return self._all(start, start + 2)
        plural_or_based = own[1] or following in ("bazinda", "bazli")
        if plural_or_based and following in _BY_YEAR:
            return self._all(start, start + 2)
        return None

    def _count(self, position: int, joined: bool = True) -> tuple[int, int] | None:
        """(N, end) of a small number at a position, "bir" too; behind punctuation only if not `joined`."""
        form = self._folded(position, joined)
        if form == "bir":
            return 1, position + 1
        number = self.counted.get(position) if form else None
        if number is None or number.is_ordinal or number.is_percent:
            return None
        if not 1 <= number.value <= _MOST_YEARS or number.value != int(number.value):
            return None
        return int(number.value), number.end

    def _counted_years(self, start: int) -> YearSpan | None:
        """Some years back or ahead: "son üç yıl", "önümüzdeki iki yıl", "iki yıl önce"."""
        word = self.words[start].folded
        if word == "son" or word in _BEFORE or word in _AFTER:
            count = self._count(start + 1)
            known = self._year_word(count[1]) if count else None
            if count is None or known is None:
                return None
            many, end = count[0], count[1] + 1
            if word == "son":
                return self._run(start, end, self.anchor - many + 1, self.anchor, known[0])
            if word in _BEFORE:
                return self._run(start, end, self.anchor - many, self.anchor - 1, known[0])
            # A programme is made in the year before: of its three years to come the budget year is the first.
            first = self.anchor + (many <= REACH)
            return self._run(start, end, first, first + many - 1, known[0])
        count = self._count(start, joined=False)
        if count is None or self._year_word(count[1]) is None:
            return None
        side = self._folded(count[1] + 1)
        if side in _AGO:
            return self._single(start, count[1] + 2, self.anchor - count[0], "")
        if side in _LATER:
            return self._single(start, count[1] + 2, self.anchor + count[0], "")
        return None

    def _near(self, start: int) -> YearSpan | None:
        """A year beside the anchor: "bu yıl", "bir önceki yıl", "aynı yıl", "gelecek yıllar"."""
        position = start
        if self.words[start].folded == "bir" and self._folded(start + 1) in _BEFORE | _AFTER:
            position += 1
        word = self.words[position].folded
        if word in ("takip", "soz") and self._folded(position + 1) in ("eden", "konusu"):
            position += 1
            word = "sonraki" if word == "takip" else "ayni"
        if word in _THIS and self._folded(position + 1) in _OF_PLAN:
            position += 1
        known = self._year_word(position + 1)
        if known is None:
            return None
        case, plural = known
        end = position + 2
        if word in _THIS:
            return (
                YearSpan(start, end, (), "same", True, case) if plural else self._single(start, end, self.anchor, case)
            )
        if word in _SAME:
            return YearSpan(start, end, (), "same", True, case)
        if word in _BEFORE:
            if plural:
                return self._run(start, end, self.anchor - REACH, self.anchor - 1, case)
            return self._single(start, end, self._base(start, word) - 1, case)
        if word in _AFTER:
            if plural:
                return self._run(start, end, self.anchor + 1, self.anchor + REACH, case)
            return self._single(start, end, self._base(start, word) + 1, case)
        return None

    def _base(self, start: int, word: str) -> int:
        """The year beside which "bir önceki yıl" lies: the one named before it, else after it, else spoken of."""
        if word not in _BESIDE:
            return self.anchor
        named = [(at, span.years[0]) for at in range(len(self.words)) if (span := self._year(at)) is not None]
        before = [year for at, year in named if at < start]
        if before or named:
            return before[-1] if before else named[0][1]
        return self.spoken or self.anchor
