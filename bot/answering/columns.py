"""Which columns a subject's figures have, and what a named measure and year mean among them."""

from __future__ import annotations

from functools import lru_cache

from bot.answering.queries import Column
from knowledge.base import Calendar

_ORDER = ("baseline", "forecast", "planned", "target", "budget", "spent", "expended", "estimate", "realised")
INDICATOR = "indicator"
COST = "cost"
PLAIN = "plain"
KEPT = 256
"""Domains of agencies' programmes of which the columns are kept."""

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
# Where a programme's own columns are others: which of one year tells most of it, and what is asked for by a measure.
_BEFORE = ("realised", "expended", "estimate", "budget", "planned", "target", "forecast")
_AHEAD = ("target", "budget", "forecast", "planned", "estimate", "realised")
_MEANT = {
    "realised": ("realised", "expended"),
    "spent": ("spent", "expended", "realised"),
    "planned": ("planned", "target"),
    "target": ("target", "planned", "forecast"),
    "forecast": ("forecast", "target"),
    "estimate": ("estimate",),
    "budget": ("budget",),
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
    return _columns_of(domain, _budget_years(budget_year), _printed(domain, budget_year))


@lru_cache(KEPT)
def _columns_of(domain: str, years: tuple[int, ...], printed: frozenset[tuple[str, int]]) -> tuple[Column, ...]:
    """The same of programmes for some years, the newest first, that print some measures and years."""
    found = [Column(measure, year + offset) for year in reversed(years) for offset, measure in _ALL.get(domain, ())]
    if printed and not {(column.measure, column.year) for column in found} >= printed:
        return tuple(sorted((Column(measure, year) for measure, year in printed), key=_in_time))
    unique = tuple(dict.fromkeys(found))
    return unique if len(unique) == len(found) else tuple(sorted(unique, key=_in_time))


def series_of(domain: str, budget_year: int) -> tuple[Column, ...]:
    """One column a year: the year before the budget year by its estimate, unless a newer programme knows more."""
    return _series_of(domain, _budget_years(budget_year), _printed(domain, budget_year))


@lru_cache(KEPT)
def _series_of(domain: str, years: tuple[int, ...], printed: frozenset[tuple[str, int]]) -> tuple[Column, ...]:
    """The same of programmes for some years, the newest first, that print some measures and years."""
    found: dict[int, Column] = {}
    for year in years:
        for offset, measure in _SERIES.get(domain, ()):
            found.setdefault(year + offset, Column(measure, year + offset))
    for year in sorted({year for _, year in printed}):
        if year not in found or (found[year].measure, year) not in printed:
            found[year] = _of_year(printed, year, years[0]) or found.get(year) or Column("", year)
    return tuple(found[year] for year in sorted(found) if found[year].measure)


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
        newest = _newest_of(domain, measure, budget_year)
        if newest:
            return newest
        offsets = _BY_MEASURE[domain].get(measure, ())
        return tuple(
            column for offset in offsets for column in resolve(domain, measure, budget_year + offset, budget_year)
        )
    printed = _printed(domain, budget_year)
    usual = _usual(domain, measure, year, budget_year)
    if not printed or any((column.measure, column.year) in printed for column in usual):
        return usual
    if not measure:
        own = _of_year(printed, year, budget_year)
        return (own,) if own else usual
    meant = (Column(one, year) for one in _kinds(measure, printed) if (one, year) in printed)
    return tuple(meant)[:1] or usual


def _usual(domain: str, measure: str, year: int, budget_year: int) -> tuple[Column, ...]:
    """The columns that a measure and a year mean in the usual tables."""
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


def _printed(domain: str, budget_year: int) -> frozenset[tuple[str, int]]:
    """The measures and years that the programmes themselves print; empty where that is not known."""
    return budget_year.printed.get(domain, frozenset()) if isinstance(budget_year, Calendar) else frozenset()


def _of_year(printed: frozenset[tuple[str, int]], year: int, budget_year: int) -> Column | None:
    """The column that tells most of a year, of those that are printed."""
    order = _BEFORE if year < budget_year else _AHEAD
    kinds = [*order, *sorted({measure for measure, _ in printed if measure not in order})]
    return next((Column(measure, year) for measure in kinds if (measure, year) in printed), None)


def _kinds(measure: str, printed: frozenset[tuple[str, int]]) -> list[str]:
    """The printed measures that a named one may mean, the likeliest first; spending of any month is spending."""
    found = list(_MEANT.get(measure, (measure,)))
    if measure == "spent":
        found[1:1] = sorted({one for one, _ in printed if one.startswith("spent_")}, reverse=True)
    return found


def _newest_of(domain: str, measure: str, budget_year: int) -> tuple[Column, ...]:
    """What a measure without a year means where the tables have other columns than the usual: its newest one."""
    printed = _printed(domain, budget_year)
    offsets = _BY_MEASURE[domain].get(measure, ())
    usual = {column for offset in offsets for column in _usual(domain, measure, budget_year + offset, budget_year)}
    newer = measure == "realised" and any(
        one == measure and all(year > (column.year or 0) for column in usual) for one, year in printed
    )
    if not printed or (not newer and {(column.measure, column.year) for column in usual} <= printed):
        return ()
    for one in _kinds(measure, printed):
        years = [year for kind, year in printed if kind == one]
        if one in ("target", "budget", "forecast", "planned") and any(year >= budget_year for year in years):
            return (Column(one, min(year for year in years if year >= budget_year)),)
        if years:
            return (Column(one, max(years)),)
    return ()


def _budget_years(budget_year: int) -> tuple[int, ...]:
    """The budget years of all programmes, the newest first."""
    return budget_year.years if isinstance(budget_year, Calendar) else (budget_year,)


def _in_time(column: Column) -> tuple[int, int]:
    """Orders columns by year; within a year the plan comes before what became of it."""
    return (column.year or 0, _ORDER.index(column.measure))
