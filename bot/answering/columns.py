"""Which columns a subject's figures have, and what a named measure and year mean among them."""

from __future__ import annotations

from bot.answering.queries import Column
from knowledge.base import Calendar

_ORDER = ("forecast", "planned", "target", "budget", "spent", "estimate", "realised")
INDICATOR = "indicator"
COST = "cost"
PLAIN = "plain"

# What people mean when they pair a measure with a year that the table heads differently: offset of the year
# from the budget year, then asked measure → column's measure. None: the programme does not hold it.
_READINGS: dict[str, dict[int, dict[str, str]]] = {
    INDICATOR: {
        -2: {"realised": "realised", "estimate": "realised", "spent": "", "count": "realised"},
        -1: {
            "planned": "planned",
            "estimate": "estimate",
            "target": "planned",
            "forecast": "estimate",
            "realised": "estimate",
        },
        0: {"target": "target", "planned": "target", "forecast": "target"},
        1: {"forecast": "forecast", "target": "forecast", "planned": "forecast"},
        2: {"forecast": "forecast", "target": "forecast", "planned": "forecast"},
    },
    COST: {
        -1: {"budget": "budget", "spent": "spent", "planned": "budget", "realised": "spent"},
        0: {"budget": "budget", "planned": "budget", "target": "budget", "forecast": "budget"},
        1: {"forecast": "forecast", "budget": "forecast", "planned": "forecast", "target": "forecast"},
        2: {"forecast": "forecast", "budget": "forecast", "planned": "forecast", "target": "forecast"},
    },
}
# The column of a year that is named without a measure.
_BY_YEAR = {
    INDICATOR: {-2: "realised", -1: "estimate", 0: "target", 1: "forecast", 2: "forecast"},
    COST: {-1: "budget", 0: "budget", 1: "forecast", 2: "forecast"},
}
# The columns of a measure that is named without a year, as offsets.
_BY_MEASURE: dict[str, dict[str, tuple[int, ...]]] = {
    INDICATOR: {"realised": (-2,), "planned": (-1,), "estimate": (-1,), "target": (0,), "forecast": (1, 2)},
    COST: {
        "budget": (0,),
        "spent": (-1,),
        "planned": (0,),
        "target": (0,),
        "forecast": (1, 2),
        "realised": (-1,),
    },
}
_ALL = {
    INDICATOR: (
        (-2, "realised"),
        (-1, "planned"),
        (-1, "estimate"),
        (0, "target"),
        (1, "forecast"),
        (2, "forecast"),
    ),
    COST: ((-1, "budget"), (-1, "spent"), (0, "budget"), (1, "forecast"), (2, "forecast")),
}
# One column a year, for a series over years.
_SERIES = {
    INDICATOR: ((-2, "realised"), (-1, "estimate"), (0, "target"), (1, "forecast"), (2, "forecast")),
    COST: ((-1, "budget"), (0, "budget"), (1, "forecast"), (2, "forecast")),
}


def columns_of(domain: str, budget_year: int) -> tuple[Column, ...]:
    """Every column of a domain, in the table's order; of several programmes those of the oldest first.

    >>> columns_of("cost", 2023)[1]
    Column(measure='spent', year=2022)
    """
    found = [
        Column(measure, year + offset)
        for year in reversed(_budget_years(budget_year))
        for offset, measure in _ALL.get(domain, ())
    ]
    unique = tuple(dict.fromkeys(found))
    return unique if len(unique) == len(found) else tuple(sorted(unique, key=_in_time))


def series_of(domain: str, budget_year: int) -> tuple[Column, ...]:
    """One column a year: the year before the budget year by its estimate, unless a newer programme knows more."""
    found: dict[int, Column] = {}
    for year in _budget_years(budget_year):
        for offset, measure in _SERIES.get(domain, ()):
            found.setdefault(year + offset, Column(measure, year + offset))
    return tuple(found[year] for year in sorted(found))


def resolve(domain: str, measure: str, year: int | None, budget_year: int) -> tuple[Column, ...]:
    """The columns that a measure and a year (either may be missing) mean; empty where there is none.

    Of several programmes the newest that has the year, but first one whose table has just that measure: "2023 hedefi"
    is in the programme for 2023 what the one for 2024 calls planned.

    >>> resolve("indicator", "target", 2025, 2023)
    (Column(measure='forecast', year=2025),)
    >>> resolve("indicator", "realised", 2023, 2023)
    ()
    """
    if domain == PLAIN:
        return ()
    if year is None:
        offsets = _BY_MEASURE[domain].get(measure, ())
        return tuple(
            column for offset in offsets for column in resolve(domain, measure, budget_year + offset, budget_year)
        )
    away = [year - one for one in _budget_years(budget_year)]
    if measure and any((offset, measure) in _ALL[domain] for offset in away):
        return (Column(measure, year),)
    for offset in away:
        found = _BY_YEAR[domain].get(offset) if not measure else _READINGS[domain].get(offset, {}).get(measure)
        if found:
            return (Column(found, year),)
    return ()


def default(domain: str, budget_year: int) -> Column:
    """The column meant where neither year nor measure is named: the budget year's target or budget."""
    return Column("target" if domain == INDICATOR else "budget", int(budget_year))


def years_of(domain: str, budget_year: int) -> tuple[int, ...]:
    """The years that a domain has figures of."""
    return tuple(dict.fromkeys(column.year for column in columns_of(domain, budget_year) if column.year))


def _budget_years(budget_year: int) -> tuple[int, ...]:
    """The budget years of all programmes, the newest first."""
    return budget_year.years if isinstance(budget_year, Calendar) else (budget_year,)


def _in_time(column: Column) -> tuple[int, int]:
    """Orders columns by year; within a year the plan comes before what became of it."""
    return (column.year or 0, _ORDER.index(column.measure))
