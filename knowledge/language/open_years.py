"""Years that open a range: "2022'den önce", "2023 ve sonrası", "2021'den bu yana", "2025'e kadar"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.language.year_span import YearContext, YearSpan, year_word

_BEFORE, _AFTER, _FROM, _SINCE, _UNTIL = "before", "after", "from", "since", "until"

_BEHIND_ABLATIVE = {
    **dict.fromkeys(("once", "evvel", "onceki", "onceye", "onceleri", "geriye", "oncesi", "oncesinde"), _BEFORE),
    **dict.fromkeys(("sonra", "sonraki", "sonraya", "sonralari", "sonrasi", "sonrasinda"), _AFTER),
    **dict.fromkeys(("itibaren", "ileri", "ileriye", "baslayarak"), _FROM),
    **dict.fromkeys(("beri", "beridir", "bugune", "gunumuze"), _SINCE),
}
"""What a word behind "2022'den" makes of it, folded."""
_BEHIND = {
    **dict.fromkeys(
        ("oncesi", "oncesinde", "oncesindeki", "oncesine", "oncesinin", "oncesini", "evveli", "evvelinde"), _BEFORE
    ),
    **dict.fromkeys(
        ("sonrasi", "sonrasinda", "sonrasindaki", "sonrasina", "sonrasinin", "sonrasini", "sonrasiyla"), _AFTER
    ),
}
"""What a word behind "2022" or "2022 yılı" makes of it."""
_AND = {**_BEHIND, "once": _BEFORE, "evvel": _BEFORE, "sonra": _AFTER}
"""What a word behind "2022 ve" does: the year itself is meant too."""
_TO = frozenset(("kadar", "kadarki", "dek", "degin"))
_THIS_WAY = frozenset(("yana", "tarafa"))
_CLOSE = frozenset(("sonuna", "sonunadek", "yilsonuna", "basina"))


def opened(context: YearContext, span: YearSpan, told: tuple[int, int, int]) -> YearSpan | None:
    """The range that a year opens with the words behind it, or None where it opens none.

    `told`: the first year that anything is told of, the one that "bu yana" reaches to, and the last; where none of them
    is meant, the next one is given, of which nothing is told.
    """
    if span.kind != "single":
        return None
    found = next(filter(None, (_behind(context, at, case) for at, case in _ends(context, span))), None)
    if found is None:
        return None
    way, end, inclusive = found
    if way == _UNTIL and told[1] < span.years[0] <= told[2]:
        # "2025'e kadar kaç olacak" asks what it will be then.
        return replace(span, end=end, case="dat")
    end, case = _plural_year(context, end)
    years = _years(way, span.years[0], inclusive, told)
    kind = "range" if len(years) > 1 else "single"
    return replace(span, end=end, years=years, kind=kind, relative=kind == "range", case=case)


def _ends(context: YearContext, span: YearSpan) -> Iterator[tuple[int, str]]:
    """Where a year ends, with its case; also with the word "yılı" that is left to "sonu": "2025 yılı sonuna kadar"."""
    yield span.end, span.case
    form = context.folded(span.end)
    known = year_word(form) if form and not span.case else None
    if known:
        yield span.end + 1, known[0]


def _behind(context: YearContext, at: int, case: str) -> tuple[str, int, bool] | None:
    """(way, end, whether the year itself is meant too) of the words behind a year."""
    word, following = context.folded(at), context.folded(at + 1)
    if word == "ve" and following in _AND:
        return _AND[following], at + 2, True
    if word in _CLOSE and following in _TO:
        return _UNTIL, at + 2, word != "basina"
    if case == "dat" and word in _TO:
        return _UNTIL, at + 1, True
    if case == "abl":
        if word == "bu" and following in _THIS_WAY:
            return _SINCE, at + 2, True
        way = _BEHIND_ABLATIVE.get(word)
        if way is None:
            return None
        end = at + 1 + (way == _SINCE and following in _TO)
        return way, end, way in (_FROM, _SINCE)
    if not case and word in _BEHIND:
        return _BEHIND[word], at + 1, False
    return None


def _plural_year(context: YearContext, end: int) -> tuple[int, str]:
    """Takes in the word "yıllar" behind a range: "2022'den önceki yıllarda"; where it ends, and its case."""
    form = context.folded(end)
    known = year_word(form) if form else None
    return (end + 1, known[0]) if known else (end, "")


def _years(way: str, year: int, inclusive: bool, told: tuple[int, int, int]) -> tuple[int, ...]:
    """The years told of that lie before or after one, or the nearest that is not told of."""
    first, now, last = told
    if way in (_BEFORE, _UNTIL):
        last = min(last, year if inclusive else year - 1)
        return tuple(range(first, last + 1)) or (last,)
    if way == _SINCE and year <= now:
        last = now
    first = max(first, year if inclusive else year + 1)
    return tuple(range(first, last + 1)) or (first,)
