"""A figure as it is printed, with what it means; and figures over the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answering import queries as q
from bot.answering.cells import before, figures_of
from bot.answering.figures import Figures, is_cumulative
from bot.answering.queries import Figure, Query, Result
from bot.answering.terms import Number
from bot.questions.operation import Operation, Over
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.parts import Parts, same_thing
from knowledge.base import KnowledgeBase
from knowledge.language.declension import with_case

SUMMED = "önceki yılları da içerir"
"""What is said of a figure that adds up over the years; that another is of its own year goes without saying."""
SAME = 0.005
"""Percent, or units of a figure, below which two figures are told as one."""
BESIDE = ("planned", "spent")
"""Measures that stand beside a year's figure in a series."""


def _value(figures: Figures, query: Query) -> Result:
    """Each cell's figure, a single one with that of the year before."""
    found = figures_of(figures, query)
    earlier = before(figures, query.cells[0]) if len(found) == 1 and found[0].year else None
    return Result(query, found, (earlier,) if earlier else ())


def _same(figures: Figures, query: Query) -> Result:
    """Whether a figure stays the same over the columns."""
    found = figures_of(figures, query)
    same = len({figure.value for figure in found}) == 1
    return Result(query, found[:1] if same else found, found, verdict=same)


def _say_value(parts: Parts, result: Result) -> list[str]:
    """One figure in a sentence, several as a list."""
    found = result.figures
    if len(found) == 1:
        return _one(parts, result, found[0])
    return _several(parts, found)


def _one(parts: Parts, result: Result, figure: Figure) -> list[str]:
    if figure.unit == "TL" and figure.value == 0:
        nothing = "harcama yok" if figure.measure == "spent" else "bu kalemde ödenek yok"
        return [
            f"{parts.name(figure)}: {words.of_figure(figure)} **0 TL**; {nothing}.",
            *parts.tail((figure,)),
        ]
    lines = [
        f"{parts.name(figure)}: {words.stated(figure)}",
        _verified(result.query, figure),
        _meaning(parts.base, figure, result.operands[:1]),
        _revised(parts.base, figure),
        *parts.tail((figure,)),
    ]
    return [line for line in lines if line]


def _several(parts: Parts, found: Sequence[Figure]) -> list[str]:
    if same_thing(found):
        lines = [f"{parts.name(found[0])}:"]
        lines += [f"• {words.of_figure(figure)}: {words.amount(figure)}" for figure in found]
    else:
        lines = [f"• {parts.name(figure)}: {words.stated(figure)}" for figure in found]
    return [*lines, *parts.tail(found)]


def _verified(query: Query, figure: Figure) -> str:
    """Whether a figure that the question proposes is right."""
    if not isinstance(query.terms, Number) or query.operation != q.VALUE:
        return ""
    away = abs(query.terms.value - figure.value)
    if away < SAME:
        return "Evet, doğru."
    if away <= query.terms.step / 2:
        return "Evet, yaklaşık."  # "42,9 milyon mu" is a rounding
    return f"Hayır, {words.number(query.terms.value, figure.unit)} değil."


def _meaning(base: KnowledgeBase, figure: Figure, earlier: Iterable[Figure]) -> str:
    """What a figure means: how it changed since the year before, whether it adds up over years, who summed it."""
    parts = [_since(figure, old) for old in earlier if old.value]
    if is_cumulative(base, figure.subject):
        parts.append(SUMMED)
    if figure.computed and figure.measure in ("budget", "spent", "forecast", "count"):
        parts.append("alt kalemlerin toplamıdır, programda ayrıca yazmaz")
    text = "; ".join(filter(None, parts))
    return text[:1].upper() + text[1:] + "." if text else ""


def _since(figure: Figure, old: Figure) -> str:
    """How a figure changed since the year before; rates change by points."""
    column = words.of_figure(old)
    difference = figure.value - old.value
    way = "artış" if difference > 0 else "azalış"
    if figure.unit == "oran":
        return f"{with_case(column, 'dat')} göre {words.number(abs(difference), '')} puan {way}" if difference else ""
    percent = difference / old.value * 100
    if abs(percent) < SAME:
        return f"{column} ile aynı"
    return f"{with_case(column, 'dat')} ({words.number(old.value, old.unit)}) göre {words.number(percent, '%')} {way}"


def _revised(base: KnowledgeBase, figure: Figure) -> str:
    """What earlier programmes gave for a figure: "2023 programında 1.250.000 idi"."""
    told = []
    for value, id in figure.revised:
        year = with_case(f"{base.programme_of(id).year} programı", "loc")
        told.append(f"{year} {words.number(value, figure.unit)}")
    return f"Önceki programda farklıydı: {', '.join(told)}." if told else ""


def _say_series(parts: Parts, result: Result) -> list[str]:
    """Figures in the order of time, and the change from end to end."""
    return _in_time(parts, result.query, result.figures)


def _in_time(parts: Parts, query: Query, found: Sequence[Figure]) -> list[str]:
    ordered = tuple(sorted(found, key=lambda f: (f.year or 0, f.measure in ("estimate", "spent"))))
    lines = _say_value(parts, Result(query, ordered))
    change = _from_end_to_end(found)
    if change:
        lines.insert(-1 if lines[-1].startswith("Sorumlu") else len(lines), change)
    return lines


def _from_end_to_end(found: Sequence[Figure]) -> str:
    """ "2021'den 2025'e %12 artış." of the figures of one thing; empty where that says nothing."""
    ends = [figure for figure in found if figure.measure not in BESIDE]
    if len(found) <= 2 or len(ends) <= 1 or not same_thing(found):
        return ""
    first = min(ends, key=lambda f: f.year or 0)
    last = max(ends, key=lambda f: f.year or 0)
    if not first.value or first.unit == "oran":
        return ""
    percent = (last.value - first.value) / first.value * 100
    if abs(percent) < SAME:
        return ""
    span = f"{with_case(str(first.year), 'abl')} {with_case(str(last.year), 'dat')}"
    return f"{span} {words.number(percent, '%')} {'artış' if percent > 0 else 'azalış'}."


def _say_same(parts: Parts, result: Result) -> list[str]:
    """Whether a figure stays the same."""
    if not result.verdict:
        return ["Hayır, değişiyor.", *_in_time(parts, result.query, result.figures)]
    figure = result.figures[0]
    years = [f.year for f in result.operands if f.year]
    return [
        f"Evet, değişmiyor; hep aynı. {parts.name(figure)}: {min(years)}-{max(years)} arası her yıl "
        f"{words.amount(figure)}",
        *parts.tail((figure,)),
    ]


OPERATIONS = (
    Operation(
        q.VALUE,
        "değer",
        _value,
        _say_value,
        over=Over.EACH,
        asks=Pattern(
            takes="add sum together exists yesno to_what", weak="up down reach percent spent_share parent children"
        ),
    ),
    Operation(
        q.SERIES,
        "yıllara göre",
        _value,
        _say_series,
        over=Over.SERIES,
        asks=Pattern(
            "series|all_values",
            takes="all_values to_what series change up down same distribution sum percent compare difference how list",
        ),
    ),
    Operation(
        q.SAME,
        "aynı mı",
        _same,
        _say_same,
        over=Over.SERIES,
        asked="aynı mı",
        asks=Pattern("same", takes="yesno series change exists percent up down"),
    ),
)
