"""Which columns a question may mean, for each domain of figures."""

from __future__ import annotations

from functools import cached_property

from bot.answering.columns import COST, INDICATOR, columns_of, default, resolve, series_of
from bot.answering.queries import Column
from bot.understanding.second.signals import Signals
from knowledge.language.cases import likely_case

DATED = frozenset({"realised", "planned", "estimate", "target", "forecast", "spent"})
"""Measures of which the programme has only some years."""


class ColumnSets:
    """The columns of the domains, as one message may mean them; each list is made once a message."""

    def __init__(self, said: Signals) -> None:
        self.said = said
        self.measures = tuple(sense[8:] for sense in sorted(said.senses) if sense.startswith("measure:"))
        self._named: dict[str, tuple[Column, ...]] = {}
        self._likely: dict[str, tuple[Column, ...]] = {}
        self._impossible: dict[str, bool] = {}

    def named(self, domain: str) -> tuple[Column, ...]:
        """The columns that the years and measures of a message name, in the order said."""
        if domain not in self._named:
            self._named[domain] = self._read(domain)
        return self._named[domain]

    def _read(self, domain: str) -> tuple[Column, ...]:
        if domain not in (INDICATOR, COST):
            return ()
        calendar, years = self.said.calendar, self.said.years
        found: list[Column] = []
        for year in years or (None,):
            here: list[Column] = []
            for measure in self.order:
                here += resolve(domain, measure, year, calendar)
            if not here and year is not None:
                here += resolve(domain, "", year, calendar)
            found += here
        return tuple(dict.fromkeys(found))

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The measures in the order said."""
        masks = {measure: self.said.said(f"measure:{measure}") for measure in self.measures}
        return tuple(sorted(self.measures, key=lambda measure: masks[measure] & -masks[measure]))

    def ending(self, column: Column) -> str:
        """The case ending of the word that says a column's measure, or its year; "-" where neither is said."""
        case = self._cases.get(column.measure)
        return case if case is not None else self._cases.get(column.year, "-")

    @cached_property
    def _cases(self) -> dict[str | int | None, str]:
        """The case ending of the word that says each measure, and each year."""
        lasts: dict[str | int | None, int] = {year: span.end for span in self.said.spans for year in span.years}
        lasts |= {measure: self.said.said(f"measure:{measure}").bit_length() for measure in self.measures}
        return {what: likely_case(self.said.words[last - 1]) for what, last in lasts.items()}

    def impossible(self, domain: str) -> bool:
        """Whether a measure is said in a year, but the programme has none of those said in any year said."""
        if domain not in self._impossible:
            self._impossible[domain] = self._is_impossible(domain)
        return self._impossible[domain]

    def _is_impossible(self, domain: str) -> bool:
        dated = [m for m in self.measures if m in DATED]
        if domain not in (INDICATOR, COST) or not dated or not self.said.years:
            return False
        return not any(resolve(domain, m, year, self.said.calendar) for m in dated for year in self.said.years)

    def every(self, domain: str) -> tuple[Column, ...]:
        """Every column of a domain."""
        return columns_of(domain, self.said.calendar)

    def series(self, domain: str) -> tuple[Column, ...]:
        """One column a year."""
        return series_of(domain, self.said.calendar) if domain in (INDICATOR, COST) else ()

    def within(self, domain: str) -> tuple[Column, ...]:
        """One column for each year that is said, or for every year from the first said to the last."""
        years = self.said.years
        if len(years) < 2:
            return ()
        return tuple(c for c in self.series(domain) if c.year and min(years) <= c.year <= max(years))

    def likely(self, domain: str) -> tuple[Column, ...]:
        """The columns of which one is meant: those named, else the usual one and the last one asked for."""
        if domain not in self._likely:
            self._likely[domain] = self._meant(domain)
        return self._likely[domain]

    def _meant(self, domain: str) -> tuple[Column, ...]:
        if domain not in (INDICATOR, COST):
            return ()
        found = list(self.named(domain))
        if self.said.years:
            found += [c for c in self.every(domain) if c.year in self.said.years]
        elif not found:
            last = self.said.state.last
            if last:
                found += [c.column for c in last.cells if c.column in self.every(domain)][:1]
                found += [c for c in last.columns if c in self.every(domain)][:1]
            found.append(default(domain, self.said.calendar))
        return tuple(dict.fromkeys(found))[:4]

    def sets(self, domain: str) -> tuple[tuple[Column, ...], ...]:
        """Several columns that one question may ask for together."""
        series = self.series(domain)
        year = int(self.said.calendar)
        found = [
            self.named(domain),
            self.within(domain),
            series,
            tuple(c for c in series if c.year and c.year > year),
            tuple(c for c in series if c.year and c.year >= year),
            tuple(c for c in series if c.year and c.year <= year),
            tuple(c for c in self.every(domain) if c.year in self.said.years),
        ]
        return tuple(dict.fromkeys(one for one in found if len(one) > 1))
