"""Years told from the budget year: "geçen yıl", "son üç yıl", "iki yıl önce", "yıllara göre"."""

from __future__ import annotations

from knowledge.language.numbered_years import year_at
from knowledge.language.year_span import OF_PLAN, REACH, YearContext, YearSpan, year_word

_MOST_YEARS = 10
"""Largest N of "son N yıl"."""

_THIS = frozenset(("bu", "cari", "mevcut", "simdiki"))
_BEFORE = frozenset(("gecen", "onceki", "evvelki", "gectigimiz", "gecmis", "gecmisteki"))
_AFTER = frozenset(("gelecek", "onumuzdeki", "obur", "sonraki", "ertesi", "gelen", "ileriki", "ilerideki", "izleyen"))
_BESIDE = frozenset(("onceki", "evvelki", "sonraki", "ertesi", "izleyen"))
"""Those told from a year that the message names: "2024'te bir önceki yıla göre"."""
_SAME = frozenset(("ayni", "o", "ilgili", "su"))
_EVERY = frozenset(("her", "tum", "butun"))
_BY_YEAR = frozenset(
    str.split("gore itibariyla itibariyle itibari bazinda bazli boyunca icinde uzerinden arasinda arasi")
)
_AGO = frozenset(("once", "evvel", "onceki", "onceye", "oncesi", "oncesinde", "oncesine", "geriye"))
_LATER = frozenset(("sonra", "sonraki", "sonraya", "sonrasi", "sonrasinda", "sonrasina"))


def _single(start: int, end: int, year: int, case: str) -> YearSpan:
    return YearSpan(start, end, (year,), "single", True, case)


def _run(start: int, end: int, first: int, last: int, case: str) -> YearSpan:
    years = tuple(range(first, last + 1))
    return YearSpan(start, end, years, "range" if len(years) > 1 else "single", True, case)


def _all(context: YearContext, start: int, end: int, case: str = "") -> YearSpan:
    years = tuple(range(context.anchor - REACH, context.anchor + REACH + 1))
    return YearSpan(start, end, years, "all", True, case)


def every_year(context: YearContext, start: int) -> YearSpan | None:
    """Every year: "her yıl", "yıllara göre", "yıldan yıla", "yıl yıl"."""
    word = context.words[start].folded
    if word in _EVERY:
        known = context.year_word(start + 1)
        return _all(context, start, start + 2, known[0]) if known else None
    if word == "seneye":
        return _single(start, start + 1, context.anchor + 1, "")
    if not word.startswith(("yil", "sene")):
        return None
    own = year_word(context.words[start].stem)
    if own is None:
        return None
    following = context.folded(start + 1)
    second = context.year_word(start + 1)
    if second is not None and (second[0] == "dat" if own[0] == "abl" else word == following):
        return _all(context, start, start + 2)
    plural_or_based = own[1] or following in ("bazinda", "bazli")
    if plural_or_based and following in _BY_YEAR:
        return _all(context, start, start + 2)
    return None


def _count(context: YearContext, position: int, joined: bool = True) -> tuple[int, int] | None:
    """(N, end) of a small number at a position, "bir" too; behind punctuation only if not `joined`."""
    form = context.folded(position, joined)
    if form == "bir":
        return 1, position + 1
    number = context.numbers.get(position) if form else None
    if number is None or number.is_ordinal or number.is_percent:
        return None
    if not 1 <= number.value <= _MOST_YEARS or number.value != int(number.value):
        return None
    return int(number.value), number.end


def counted_years(context: YearContext, start: int) -> YearSpan | None:
    """Some years back or ahead: "son üç yıl", "önümüzdeki iki yıl", "iki yıl önce"."""
    word = context.words[start].folded
    if word == "son" or word in _BEFORE or word in _AFTER:
        count = _count(context, start + 1)
        known = context.year_word(count[1]) if count else None
        if count is None or known is None:
            return None
        many, end = count[0], count[1] + 1
        if word == "son":
            return _run(start, end, context.anchor - many + 1, context.anchor, known[0])
        if word in _BEFORE:
            return _run(start, end, context.anchor - many, context.anchor - 1, known[0])
        # A programme is made in the year before: of its three years to come the budget year is the first.
        first = context.anchor + (many <= REACH)
        return _run(start, end, first, first + many - 1, known[0])
    count = _count(context, start, joined=False)
    if count is None or context.year_word(count[1]) is None:
        return None
    side = context.folded(count[1] + 1)
    if side in _AGO:
        return _single(start, count[1] + 2, context.anchor - count[0], "")
    if side in _LATER:
        return _single(start, count[1] + 2, context.anchor + count[0], "")
    return None


def year_beside(context: YearContext, start: int) -> YearSpan | None:
    """A year beside the anchor: "bu yıl", "bir önceki yıl", "aynı yıl", "gelecek yıllar"."""
    position = start
    if context.words[start].folded == "bir" and context.folded(start + 1) in _BEFORE | _AFTER:
        position += 1
    word = context.words[position].folded
    if word in ("takip", "soz") and context.folded(position + 1) in ("eden", "konusu"):
        position += 1
        word = "sonraki" if word == "takip" else "ayni"
    if word in _THIS and context.folded(position + 1) in OF_PLAN:
        position += 1
    known = context.year_word(position + 1)
    if known is None:
        return None
    case, plural = known
    end = position + 2
    if word in _THIS:
        return YearSpan(start, end, (), "same", True, case) if plural else _single(start, end, context.anchor, case)
    if word in _SAME:
        return YearSpan(start, end, (), "same", True, case)
    if word in _BEFORE:
        if plural:
            return _run(start, end, context.anchor - REACH, context.anchor - 1, case)
        return _single(start, end, _base(context, start, word) - 1, case)
    if word in _AFTER:
        if plural:
            return _run(start, end, context.anchor + 1, context.anchor + REACH, case)
        return _single(start, end, _base(context, start, word) + 1, case)
    return None


def _base(context: YearContext, start: int, word: str) -> int:
    """The year beside which "bir önceki yıl" lies: the one named before it, else after it, else spoken of."""
    if word not in _BESIDE:
        return context.anchor
    named = [(at, span.years[0]) for at in range(len(context.words)) if (span := year_at(context, at)) is not None]
    before = [year for at, year in named if at < start]
    if before or named:
        return before[-1] if before else named[0][1]
    return context.spoken or context.anchor
