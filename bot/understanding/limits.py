"""Readings of a message as a question whether, or when, a figure passes a number: "hangi yıl 16'yı geçiyor"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.conditions import ABOVE, BELOW, DOWN_TO, EQUAL, UP_TO
from bot.answering.queries import Cell, Column, Query
from bot.answering.terms import Passed
from bot.understanding.asked import PASSING
from bot.understanding.frame import Frame
from bot.understanding.named import MEASURES, Named
from bot.understanding.operands import Operand
from bot.understanding.segments import Segment, case_of
from bot.understanding.weights import weight
from knowledge.language.asking import OF_THINGS
from knowledge.language.numbers import find as numbers_in
from knowledge.language.suffixes import analyses
from knowledge.language.words import Word

PASSED = weight("limits.passed")
"""Gain of such a reading over one that only proposes the number: "2023 hedefi 50.000 mi"."""
_VERBS = {
    ABOVE: PASSING,
    UP_TO: frozenset({"cik", "ulas", "yuksel", "bul", "var", "vur", "gor", "dayan", "eris", "tirman"}),
    DOWN_TO: frozenset({"in", "dus", "gerile", "azal"}),
    EQUAL: frozenset({"ol", "kal"}),
}
"""What verbs after a number say of it, folded."""
_WORDS = {
    ABOVE: ("ustu", "uzeri", "fazla", "cok", "buyuk", "yuksek", "yukari"),
    BELOW: ("altin", "az", "dusuk", "kucuk", "asagi"),
}
"""How words after a number begin that hold something against it, folded."""
_BETWEEN = frozenset(
    str.split(
        "kisi kisiyi adet adedi tane taneyi tl lira lirayi puan puani kez hangi yil yilda yillar yillarda sene senede "
        "seneler ne zaman ilk defa"
    )
)
"""What may stand between a number and such a word, folded."""
_ASKING = frozenset(
    {
        *("which", "yesno", "exists", "how_much", "up", "down", "above", "below", "more", "less", "reach", "exceed"),
        *("count", "change", "percent", "what", "to_what"),
    }
)
_BY = ("fazla", "cok", "az", "eksik")
"""How words begin that may say by how much, folded."""
_OR = frozenset({"ve", "veya", "ya", "da", "yada"})
_OR_MORE = {UP_TO: ("uzer", "ust", "fazla", "cok", "yukari"), DOWN_TO: ("alt", "az", "asagi")}
"""How words begin that after "ve" or "veya" leave one side of a number open, folded: "50 ve üzeri"."""
_AT = {"az": UP_TO, "dusuk": UP_TO, "fazla": DOWN_TO, "cok": DOWN_TO, "yuksek": DOWN_TO}
"""What stands between "en" and a number that is a bound, folded: "en az 50"."""
_PROPOSING = ("kisi", "adet", "tane", "tl", "lira", "puan", "kez", "kitap", "metrekare", "m2", "ol", "degil", "dogru")
"""How words begin that may stand between a number that is proposed and "mi", folded."""
_HELD = frozenset({"olan", "olanlar", "bulunan"})
_UNTIL = frozenset({"kadar", "dek", "degin"})


def limit_of(frame: Frame, number: Segment) -> str:
    """How a message holds a figure against a number; empty where it does not."""
    at = number.end
    while at < len(frame.words) and not frame.words[at].gap and frame.words[at].folded in _BETWEEN:
        at += 1
    if at >= len(frame.words) or frame.words[at].gap:
        return ""
    word = frame.words[at]
    for limit, beginnings in _WORDS.items():
        if word.folded.startswith(beginnings):
            return limit
    stems = {a.stem for a in analyses(word.stem)[:12] if a.pos == "v"}
    return next((limit for limit, verbs in _VERBS.items() if stems & verbs), "")


def by_so_much(words: Sequence[Word], end: int) -> bool:
    """Whether the number before a position says by how much one thing is more than another: "Y'den 40 bin az"."""
    at = end
    while at < len(words) and not words[at].gap and words[at].folded in _BETWEEN:
        at += 1
    return says_by_how_much(words, end, at) and any(case_of(word) == "abl" for word in words[: end - 1])


def says_by_how_much(words: Sequence[Word], end: int, at: int) -> bool:
    """Whether a word says that the number which ends before `end` is by how much, not more or less than what.

    What is more or less than the number itself has that in the ablative: "40 binden az".
    """
    said = at < len(words) and not words[at].gap and words[at].folded.startswith(_BY)
    return said and case_of(words[end - 1]) != "abl"


def bound_of(frame: Frame, number: Segment) -> str:
    """The bound that a number is of those that are looked for: "en az 50 olan", "50 ve üzeri", "50'yi bulan".

    Empty where only the words for more and less tell it.
    """
    words, following = frame.words, number.end
    while following < len(words) and words[following].folded in _BETWEEN:
        following += 1
    after = [word.folded for word in words[following : following + 3]]
    if after[:1] and after[0] in _OR:
        side = next((word for word in after[1:] if word not in _OR), "")
        return next((limit for limit, starts in _OR_MORE.items() if side.startswith(starts)), "")
    if number.start > 1 and words[number.start - 2].folded == "en":
        return _AT.get(words[number.start - 1].folded, "") if after[:1] and after[0] in _HELD else ""
    limit = limit_of(frame, number)
    return limit if limit in (UP_TO, DOWN_TO) else ""


def proposes(frame: Frame, number: Segment) -> bool:
    """Whether a question proposes a number: "50.000 mi", "330 kişi miydi"."""
    for at in range(number.end, min(number.end + 3, len(frame.words))):
        word = frame.words[at]
        if word.folded in OF_THINGS:
            return True
        if word.gap or not word.folded.startswith(_PROPOSING):
            return False
    return False


def percentage(frame: Frame, number: Segment) -> bool:
    """Whether a number is said to be a percentage."""
    words = frame.words[number.start : number.end]
    return words[0].folded == "yuzde" or any(word.percent for word in words)


def step_of(frame: Frame, number: Segment) -> float:
    """The last place said of a number: 100.000 of "1,3 milyon"."""
    said = numbers_in(frame.words[number.start : number.end])
    return said[0].step if said else 0.0


def _unlike(frame: Frame, number: Segment, rates: bool) -> bool:
    """Whether a number is a percentage, of what the figures are no percentages of, or is denied: "5 değil"."""
    following = frame.words[number.end].folded if number.end < len(frame.words) else ""
    before = frame.words[number.start - 1].folded if number.start else ""
    return following == "degil" or ((percentage(frame, number) or before == "yuzde") and not rates)


def passing(
    frame: Frame, domain: str, operands: tuple[Operand, ...], named: tuple[Named, ...], rates: bool
) -> Iterator[tuple[Query, float]]:
    """The question whether, or in which of its columns, one thing's figure, a rate or not, passes a number."""
    numbers = [segment for segment in frame.segments if segment.number is not None]
    if domain == cols.PLAIN or len(operands) != 1 or len(numbers) != 1 or _unlike(frame, numbers[0], rates):
        return
    dated = any(
        "date" in s.values("aspect")
        or ("year" in s.values("kind") and ("which" in frame.features or s.end - 1 in frame.plural))
        for s in frame.segments
    )
    limit = limit_of(frame, numbers[0]) or (EQUAL if dated else "")
    if by_so_much(frame.words, numbers[0].end):
        return
    if not limit or not (dated or "yesno" in frame.features) or (limit == EQUAL and not dated):
        return
    for segment in frame.segments:
        if segment.free or segment is numbers[0] or segment.years or segment.year_kind:
            continue
        own = segment.values("measure") & MEASURES[domain] or segment.values("feature") & _ASKING
        if not (own or "year" in segment.values("kind") or "date" in segment.values("aspect")):
            return
    columns = tuple(dict.fromkeys(column for name in named for column in name.columns))
    if any(not column.measure for column in columns):
        return
    series = cols.series_of(domain, frame.year)
    last = max((column.year or 0 for column in columns), default=0)
    until = any(n.end < len(frame.words) and frame.words[n.end].folded in _UNTIL for n in named if n.years)
    if until:
        columns = tuple(c for c in series if c.year and c.year <= last)
    elif dated or not columns:
        columns = series
    one = operands[0]
    cells = tuple(Cell(one.subject, one.item, Column(c.measure, c.year)) for c in columns)
    yield Query(q.WHEN, cells, terms=Passed(limit, numbers[0].number or 0.0, claimed=not dated)), PASSED
