"""Features of the columns that a candidate asks for: whether its years and measures are those that were said."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property, lru_cache

from bot.answering.columns import COST, INDICATOR
from bot.answering.queries import SHARE, Column
from bot.understanding.second.candidates import FORMS, Asked
from bot.understanding.second.seen import Seen

PAIR = 2
"""Columns that are held against each other, of which the endings tell which is which."""
COLUMNS = 3
"""Columns of a candidate that are looked at."""


class ColumnFeatures:
    """Those of one message."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    @property
    def context(self) -> Hashable:
        """All of a message that those of columns look at, but for the endings: with the same they are the same."""
        last = self.seen.said.state.last
        before = (tuple(cell.column for cell in last.cells), last.columns, self.trail) if last is not None else None
        return (self.seen.said.years, self.seen.columns.order, before)

    @cached_property
    def trail(self) -> frozenset[Column]:
        """The columns of the last answers' figures."""
        return frozenset(cell.column for cell in self.seen.said.state.trail)

    def of_columns(self, asked: Asked) -> list[str]:
        """Those of all columns together."""
        coordinates = self.of_coordinates(asked.domain, asked.columns)
        return [*coordinates, *self.of_operation(asked), *self.of_endings(asked)]

    def of_endings(self, asked: Asked) -> list[str]:
        """Those of the endings of the words that say two columns: "2022'den 2023'e"."""
        if asked.domain not in (INDICATOR, COST) or len(asked.columns) != PAIR:
            return []
        first, second = map(self.seen.columns.ending, asked.columns)
        return [f"c:{asked.operation}{asked.direction}|{first}>{second}"]

    def of_coordinates(self, domain: str, columns: tuple[Column, ...]) -> list[str]:
        """Those of years and measures that are the same whatever is done with the columns."""
        said, year = self.seen.said, int(self.seen.said.calendar)
        own = {c.year for c in columns if c.year}
        years = set(said.years)
        count = "1" if len(columns) == 1 else "2" if len(columns) == 2 else "3"
        unused = len(set(self.seen.columns.measures) - {c.measure for c in columns})
        found = [f"c:unused{min(unused, 2)}|{count}"] if self.seen.columns.measures else []
        if domain not in (INDICATOR, COST):
            found += [f"c:plain|y{int(bool(years))}", f"c:plain|{columns[0].measure}"]
            found += [f"c:plain|{columns[0].measure}|{m}" for m in self.seen.columns.measures]
            if said.state.last is not None and said.state.last.cells:
                told = {cell.column.measure for cell in said.state.last.cells}
                found.append(f"c:plain|last{int(columns[0].measure in told)}|{len(columns)}")
            return found
        if years:
            used, missing, extra = len(years & own), len(years - own), len(own - years)
            found.append(f"c:y{min(used, 3)}-{min(missing, 2)}+{min(extra, 2)}|{count}")
        else:
            found.append(f"c:{domain}|{_offsets(columns, year)}|y0")
        if self.seen.columns.impossible(domain):
            found.append(f"c:impossible|{count}")
        if mark := self._marked(domain, columns):
            found.append(f"c:named{mark}|{count}")
        last = said.state.last
        if last is not None:
            before = {cell.column for cell in last.cells} | set(last.columns)
            kept = sum(c in before for c in columns)
            spoken = {c.year for c in before} & own
            measure = {c.measure for c in before} & {c.measure for c in columns}
            found.append(f"c:last{int(bool(kept))}{int(bool(spoken))}{int(bool(measure))}|y{min(len(years), 2)}")
            found.append(f"c:lastm{int(bool(measure))}|m{int(bool(self.seen.columns.measures))}")
            found.append(f"{self._trailing(columns)}|y{min(len(years), 2)}")
        for column in columns[:COLUMNS]:
            offset = (column.year or year) - year
            here = column.measure
            if self.seen.columns.measures:
                mark = "+" if here in self.seen.columns.measures else "-"
                found.append(f"c:{domain}|{here}@{offset}{mark}|{count}")
                found += [f"c:{here}@{offset}|{m}" for m in self.seen.columns.measures]
            else:
                found.append(f"c:{domain}|{here}@{offset}0|{count}|y{int(bool(years))}")
        if len(columns) == PAIR:
            measured = int(bool(self.seen.columns.measures))
            found.append(f"c:{_pair(columns, year)}|m{measured}y{min(len(years), 2)}")
        return found

    def of_operation(self, asked: Asked) -> list[str]:
        """Those of what is done with the columns."""
        domain, columns, operation, direction = asked.domain, asked.columns, asked.operation, asked.direction
        said, year = self.seen.said, int(self.seen.said.calendar)
        found = [f"c:of{direction}"] if operation == SHARE and direction else []
        if domain not in (INDICATOR, COST):
            return found
        if said.years:
            own, years = {c.year for c in columns if c.year}, set(said.years)
            found.append(f"c:y-{min(len(years - own), 2)}+{min(len(own - years), 2)}|{operation}")
        else:
            found.append(f"c:{operation}|{_offsets(columns, year)}|y0")
        if mark := self._marked(domain, columns):
            found.append(f"c:named{mark}|{operation}")
        if said.state.last is not None:
            found.append(f"{self._trailing(columns)}|{operation}")
        if len(columns) == PAIR:
            pair = _pair(columns, year)
            found += [f"c:{operation}|{pair}", f"c:{operation}{direction}|{pair}"]
        return found

    def _marked(self, domain: str, columns: tuple[Column, ...]) -> str:
        """Whether columns are those named, these turned round, some of them or others; empty where none is named."""
        named = self.seen.columns.named(domain)
        if not named:
            return ""
        if columns == named:
            return "="
        return "~" if columns == named[::-1] else "<" if all(c in named for c in columns) else "!"

    def _trailing(self, columns: tuple[Column, ...]) -> str:
        """How many of some columns are those of the last answers' figures."""
        return f"c:trail{sum(c in self.trail for c in columns[:COLUMNS])}/{len(columns[:COLUMNS])}"

    def crossed(self, asked: Asked) -> tuple[str, ...]:
        """What of columns is crossed with the words that may say them: "target@0" is the target of the year.

        Of a share also what it is of: "of:agency".
        """
        return _crossed(asked, int(self.seen.said.calendar))

    def of_nocolumns(self, family: str, operation: str) -> list[str]:
        """Those of what asks for no column, though years or measures may be said."""
        found = [f"x:{family}|y{min(len(self.seen.said.years), 2)}"]
        if self.seen.said.years:
            found.append(f"x:{operation}|y")
        found += [f"x:{family}|{measure}" for measure in self.seen.columns.measures]
        return found


def _offsets(columns: tuple[Column, ...], year: int) -> str:
    """How far columns lie from a year."""
    return ",".join(str((c.year or year) - year) for c in columns[:COLUMNS])


def _pair(columns: tuple[Column, ...], year: int) -> str:
    """Two columns of a programme of a year that are held against each other."""
    a, b = columns
    return f"{a.measure}@{(a.year or year) - year}>{b.measure}@{(b.year or year) - year}"


@lru_cache(FORMS)
def _crossed(asked: Asked, year: int) -> tuple[str, ...]:
    """Of columns asked in a programme of a year; kept, since the scores of every context hold it."""
    said = [f"{c.measure}@{(c.year or year) - year}" for c in asked.columns[:COLUMNS]]
    if asked.operation == SHARE and asked.direction:
        said.append(f"of:{asked.direction}")
    return tuple(said)
