"""Finds the years that a message speaks of: "2023te", "geçen yıl", "2021'den 2025'e", "yıllara göre"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.language import numbers
from knowledge.language.numbered_years import with_year_word, year_at
from knowledge.language.open_years import opened
from knowledge.language.relative_years import counted_years, every_year, year_beside
from knowledge.language.suffixes import ending_case
from knowledge.language.words import Word
from knowledge.language.year_span import REACH, YearContext, YearSpan

__all__ = ["REACH", "YearSpan", "find"]


_BETWEEN = frozenset(
    str.split(
        """arasi arasinda arasindaki arasinin araligi araliginda araligindaki donemi doneminde donemindeki
        doneminin"""
    )
)
_UNTIL = frozenset(("kadar", "kadarki", "dek", "degin", "dogru"))
_DASHES = frozenset("-–—‐‑−")


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
    told = (anchor - REACH if earliest is None else earliest, max(anchor, latest or anchor), anchor + REACH)
    context = YearContext(words, anchor, {number.start: number for number in numbers.find(words)}, spoken)
    found: list[YearSpan] = []
    position = 0
    while position < len(words):
        span = _read(context, position)
        if span is None:
            position += 1
        else:
            span = opened(context, span, told) or span
            found.append(span)
            position = span.end
    return found


def _read(context: YearContext, start: int) -> YearSpan | None:
    """The year expression that starts at a word."""
    return next(filter(None, (pattern(context, start) for pattern in _PATTERNS)), None)


def _dated(context: YearContext, start: int) -> YearSpan | None:
    first = year_at(context, start)
    if first is None:
        return None
    return _range(context, first) or _shifted(context, first) or with_year_word(context, first)


def _range(context: YearContext, first: YearSpan) -> YearSpan | None:
    """A range that starts with a year: "2021-2025", "2021'den 2025'e kadar", "2022 ile 2024 arası"."""
    position = first.end
    if position >= len(context.words):
        return None
    if not first.case and set(context.words[position].gap) <= _DASHES and context.words[position].gap:
        second = year_at(context, position) or _short_year(context, position, first.years[0])
        if second is not None:
            return _spanned(first, _between(context, with_year_word(context, second)))
    start = with_year_word(context, first)
    if start.case == "abl" and (second := year_at(context, start.end)) is not None and not context.words[start.end].gap:
        second = with_year_word(context, second)
        until = context.folded(second.end) in _UNTIL
        if second.case == "dat" or until:
            return _spanned(first, replace(second, end=second.end + until))
    if context.folded(start.end) in ("ile", "ve", "la", "le") or start.case == "ins":
        joint = start.end + (start.case != "ins")
        second = year_at(context, joint) if joint < len(context.words) and not context.words[joint].gap else None
        if second is not None:
            closed = with_year_word(context, second)
            between = _between(context, closed)
            if between.end > closed.end:
                return _spanned(first, between)
    return None


def _short_year(context: YearContext, position: int, first: int) -> YearSpan | None:
    """The second year of "2021-25"."""
    word = context.words[position]
    if len(word.stem) == 2 and word.stem.isascii() and word.stem.isdigit() and int(word.stem) > first % 100:
        year = first // 100 * 100 + int(word.stem)
        return YearSpan(position, position + 1, (year,), "single", False, ending_case(word.ending))
    return None


def _between(context: YearContext, span: YearSpan) -> YearSpan:
    """Takes in "arası", "dönemi" behind a range."""
    if context.folded(span.end) in _BETWEEN:
        return replace(span, end=span.end + 1)
    return span


def _spanned(first: YearSpan, last: YearSpan) -> YearSpan:
    start, end = first.years[0], last.years[0]
    step = 1 if end >= start else -1
    years = tuple(range(start, end + step, step))
    return YearSpan(first.start, last.end, years, "range" if start != end else "single", False, last.case)


def _shifted(context: YearContext, first: YearSpan) -> YearSpan | None:
    """A year told from another: "2023'ten bir önceki yıl", "2021'den iki yıl sonra"."""
    base = with_year_word(context, first)
    if base.case not in ("abl", "gen") or base.end >= len(context.words) or context.words[base.end].gap:
        return None
    shifted = replace(context, anchor=first.years[0], spoken=None)
    span = counted_years(shifted, base.end) or year_beside(shifted, base.end)
    if span is None or span.kind != "single" or span.years == first.years:
        return None
    return replace(span, start=first.start, relative=False)


_PATTERNS: tuple[Callable[[YearContext, int], YearSpan | None], ...] = (_dated, every_year, counted_years, year_beside)
"""In the order tried."""
