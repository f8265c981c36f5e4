"""What lies between two figures: their difference, what is left, by how many percent and how many times."""

from __future__ import annotations

from bot.answering import conditions
from bot.answering import queries as q
from bot.answering.cells import divisor, figures_of, of_one_unit
from bot.answering.figures import Figures, computed
from bot.answering.queries import Figure, Query, Result
from bot.answering.terms import Proposed
from bot.questions.operation import Operation, Over
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.parts import Parts, as_asked, same_thing
from knowledge.language.declension import with_case


def _difference(figures: Figures, query: Query) -> Result:
    """The first cell less the second; beside it by how many percent, where that says something."""
    new, old = of_one_unit(figures, query)
    percent = (_percent(new, old),) if _relative(new, old) else ()
    return Result(query, (_less(new, old),), (new, old), besides=percent)


def _less(new: Figure, old: Figure) -> Figure:
    return computed(new, new.value - old.value, q.DIFFERENCE, new.unit)


def _percent(new: Figure, old: Figure) -> Figure:
    return computed(new, conditions.growth((new, old)), q.CHANGE, "%")


def _relative(new: Figure, old: Figure) -> bool:
    """Whether a difference is told in percent too: of one thing's amounts, not of rates, which differ by points."""
    return same_thing((new, old)) and old.unit != "oran" and old.value > 0 and new.value != old.value


def _remainder(figures: Figures, query: Query) -> Result:
    """What is left of the first cell after the second: budget less spending."""
    whole, used = figures_of(figures, query)
    percent = (computed(used, used.value / whole.value * 100, q.SHARE, "%"),) if whole.value else ()
    return Result(query, (remainder(whole, used),), (whole, used), besides=percent)


def remainder(whole: Figure, used: Figure) -> Figure:
    """What is left of a whole."""
    return computed(whole, whole.value - used.value, q.REMAINDER, whole.unit)


def _change(figures: Figures, query: Query) -> Result:
    """By how many percent the first cell differs from the second."""
    new, old = of_one_unit(figures, query)
    divisor(old)
    return Result(query, (_percent(new, old),), (new, old), besides=(_less(new, old),))


def _times(figures: Figures, query: Query) -> Result:
    """How many times the second cell the first is."""
    new, old = of_one_unit(figures, query)
    return Result(query, (computed(new, new.value / divisor(old), q.TIMES, "kat"),), (new, old))


def _say_difference(parts: Parts, result: Result) -> list[str]:
    """How much more or less."""
    new, old = result.operands
    value = result.figures[0].value
    size = words.size(value, new.unit)
    if same_thing((new, old)):
        between = _between(new, old, value, size) if value else "ikisi aynı, fark yok (**0**)"
        head = f"{parts.name(new)}: {between}{_beside(result)}"
        operands = [f"{words.stated(old, bold=False)} → {words.stated(new, bold=False)}"]
    else:
        more = parts.name(new if value > 0 else old)
        head = f"Fark: **{size}** ({more} daha fazla)" if value else f"Fark yok: **{size}**"
        operands = parts.listed((new, old))
    return [_as_proposed(result.query, value) + head, *operands, *parts.tail((new, old))]


def _as_proposed(query: Query, change: float) -> str:
    """The answer to whether a figure goes the way that is proposed; empty where none is."""
    return as_asked(query.terms.way, change) if isinstance(query.terms, Proposed) else ""


def _beside(result: Result) -> str:
    """In brackets the amount of a percentage, the percentage of an amount; empty where that says nothing."""
    told = [words.size(one.value, one.unit) for one in result.besides if one.value]
    return f" ({told[0]})" if told else ""


def _between(new: Figure, old: Figure, value: float, size: str) -> str:
    """How one column of a thing differs from another: within a year, or back in time, it is more; else it grows."""
    base = with_case(words.of_figure(old), "abl")
    if (new.year or 0) <= (old.year or 0):
        return f"{words.of_figure(new)}, {base} **{size}** {'fazla' if value > 0 else 'eksik'}"
    return f"{base} {with_case(words.of_figure(new), 'dat')} **{size}** {'artış' if value > 0 else 'azalış'}"


def _say_remainder(parts: Parts, result: Result) -> list[str]:
    """What is left of a budget."""
    whole, used = result.operands
    left = result.figures[0].value
    size = words.number(abs(left), whole.unit)
    head = f"kalan **{size}**" if left >= 0 else f"bütçe **{size}** aşılmış"
    operands = f"{words.stated(whole, bold=False)}, {words.stated(used, bold=False)}"
    if result.besides:
        operands += f" ({words.number(result.besides[0].value, '%')})"
    return [f"{parts.name(whole)}: {head}", operands, *parts.tail((whole,))]


def _say_change(parts: Parts, result: Result) -> list[str]:
    """By how many percent."""
    new, old = result.operands
    value = result.figures[0].value
    percent = words.number(value, "%")
    if same_thing((new, old)):
        between = _between(new, old, value, percent) if value else "ikisi aynı, değişim **%0**"
        head = f"{parts.name(new)}: {between}{_beside(result)}"
        operands = [f"{words.stated(old, bold=False)} → {words.stated(new, bold=False)}"]
    else:
        more = "fazla" if value > 0 else "az"
        head = f"{parts.name(new)}, {with_case(parts.name(old), 'abl')} **{percent}** {more}{_beside(result)}"
        operands = parts.listed((new, old))
    return [_as_proposed(result.query, value) + head, *operands, *parts.tail((new, old))]


def _say_times(parts: Parts, result: Result) -> list[str]:
    """How many times as much."""
    times = words.number(result.figures[0].value, "")
    return [f"**{times}** katı", *parts.listed(result.operands), *parts.tail(result.operands)]


OPERATIONS = (
    Operation(
        q.DIFFERENCE,
        "fark",
        _difference,
        _say_difference,
        measure="fark",
        over=Over.PAIR,
        asked="farkı",
        asked_of_two="{0} {1} fark",
        asks=Pattern(
            "difference|more|less|up|down|change|above|below|reach",
            takes="difference more less up down change above below compare sum reach exists exceed percent share",
            weak="max min spent_share",
        ),
    ),
    Operation(
        q.REMAINDER,
        "kalan",
        _remainder,
        _say_remainder,
        measure="kalan",
        over=Over.SPENDING,
        asked="kalanı",
        asks=Pattern("remain", takes="remain exists difference percent share spent_share"),
    ),
    Operation(
        q.CHANGE,
        "değişim",
        _change,
        _say_change,
        measure="değişim",
        over=Over.PAIR,
        asked="yüzde değişimi",
        asked_of_two="{0} {1} yüzde değişim",
        asks=Pattern(
            "percent|share",
            "up|down|change|more|less|difference|above|below",
            takes="percent share sum series compare up down change more less difference exists above below",
        ),
    ),
    Operation(
        q.TIMES,
        "kaç katı",
        _times,
        _say_times,
        measure="kat",
        over=Over.PAIR,
        asked="kaç katı",
        asks=Pattern("times", takes="sum up down more compare above exists"),
    ),
)
