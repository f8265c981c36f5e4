"""What agencies need in replicas, database and disk, from what a message costs: the tables of docs/scale.md.

    python -m tests.telegram.sizing             # from the costs that stand in the page
    make bench-replicas REPLICAS=--write        # measures the costs anew, and writes the page's tables

A test holds the page to it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scale.md"
STAFF = 13_219
"""Of the shipped programme's agency."""
ASKING, EACH = 0.1, 5
"""Share of the staff that asks on a working day, and messages of each who does."""
BUSIEST_HOUR, PEAK = 0.2, 3.0
"""Share of the day's messages in its busiest hour; its busiest seconds against that hour's mean."""
WORKING_DAYS_KEPT = 62
"""In the 90 days that answers are kept."""
TELEGRAM = 30.0
"""Messages a second of one bot."""
AGENCIES = (1, 10, 1_000)
YEARS = 10
"""Programmes of an agency that are loaded."""
SCALE = 5_000
"""Programmes of what `make bench-scale` builds."""
SPARED = 2
"""Replicas of a bot, so that none is missed."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What a message costs: milliseconds of CPU, kilobytes; and megabytes of a replica and of knowledge bases."""

    replica: float
    database: float
    kept: float
    log: float
    memory: float
    programme: float
    """Of the knowledge base of one programme."""
    programmes: float
    """Of that of SCALE programmes."""

    def knowledge(self, programmes: int) -> float:
        """Megabytes of the knowledge base of so many programmes: what every one shares, and a share of each."""
        return self.programme + (programmes - 1) * (self.programmes - self.programme) / (SCALE - 1)

    def rows(self) -> list[tuple[str, str]]:
        """The page's table of costs."""
        return [
            ("CPU of a replica (HTTP and state in one process, the engine in another)", f"{self.replica:.1f} ms"),
            ("CPU of PostgreSQL", f"{self.database:.1f} ms"),
            ("kept until `GOCBOT_RETENTION_DAYS` have passed", f"{self.kept:.1f} kB"),
            ("write-ahead log", f"{self.log:.1f} kB"),
            ("memory of a replica", f"{self.memory:.0f} MB"),
            ("knowledge base of one programme", f"{self.programme:.1f} MB"),
            (f"knowledge base of {SCALE:,} programmes", f"{self.programmes:,.0f} MB"),
        ]


@dataclass(frozen=True, slots=True)
class Demand:
    """What so many agencies ask."""

    agencies: int

    @property
    def staff(self) -> int:
        """All people who might ask."""
        return STAFF * self.agencies

    @property
    def a_day(self) -> float:
        """Messages on a working day."""
        return self.staff * ASKING * EACH

    @property
    def a_second(self) -> float:
        """Messages a second, as a mean of the busiest hour."""
        return self.a_day * BUSIEST_HOUR / 3600

    @property
    def at_peak(self) -> float:
        """Messages a second in the busiest seconds."""
        return self.a_second * PEAK

    @property
    def bots(self) -> int:
        """How many bots Telegram's limit asks for."""
        return math.ceil(self.at_peak / TELEGRAM)


def costs_in(page: str) -> Costs:
    """What stands in the page's table of costs; ValueError where it does not stand there."""
    found = []
    for name, _ in Costs(*[0.0] * 7).rows():
        row = re.search(rf"^\| {re.escape(name)} \| ([0-9.,]+) \w+ \|$", page, re.MULTILINE)
        if row is None:
            raise ValueError(f"docs/scale.md has no row {name!r}")
        found.append(float(row[1].replace(",", "")))
    return Costs(*found)


def needs(costs: Costs) -> tuple[list[list[str]], list[list[str]], list[list[str]]]:
    """The page's tables, a list a row: what people ask, what that needs, and with a bot for each agency."""
    all_ = [Demand(count) for count in AGENCIES]

    def row(name: str, cell: Callable[[Demand], str]) -> list[str]:
        return [name, *map(cell, all_)]

    asked = [
        row("staff", lambda d: f"{d.staff:,}"),
        row("messages a day", lambda d: f"{_round(d.a_day, 4):,.0f}"),
        row("messages a second, mean of the busiest hour", lambda d: _short(d.a_second)),
        row("messages a second, busiest seconds", lambda d: _short(d.at_peak)),
    ]
    needed = [
        row("bots (tokens) at 30 messages a second each", lambda d: str(d.bots)),
        row("CPU of replicas in the busiest seconds", lambda d: f"{_short(d.at_peak * costs.replica / 1000)} cores"),
        row("replicas, with one to spare", _replicas),
        row("memory of all replicas", lambda d: _megabytes(_spared(d) * costs.memory)),
        row("CPU of PostgreSQL in the busiest seconds", lambda d: f"{_short(d.at_peak * costs.database / 1000)} cores"),
        row("database after 90 days", lambda d: _bytes(d.a_day * WORKING_DAYS_KEPT * costs.kept)),
        row("write-ahead log a day", lambda d: _bytes(d.a_day * costs.log)),
        row("knowledge base of ten years, on every replica", lambda d: _megabytes(costs.knowledge(YEARS * d.agencies))),
    ]
    each = [
        row("bots, each with a database of its own", lambda d: f"{d.agencies:,}"),
        row("replicas, two a bot", lambda d: f"{SPARED * d.agencies:,}"),
        row("memory of all of them", lambda d: _megabytes(SPARED * d.agencies * costs.memory)),
        row("their knowledge bases of ten years", lambda d: _megabytes(SPARED * d.agencies * costs.knowledge(YEARS))),
    ]
    return asked, needed, each


def renewed(page: str, costs: Costs, measured: str) -> str:
    """The page with other costs, all that is computed from them, and the lines that were measured."""
    asked, needed, each = needs(costs)
    for row in (*costs.rows(), *asked, *needed, *each):
        page = re.sub(rf"^\| {re.escape(row[0])} \|.*$", lambda _, row=row: printed([row]), page, flags=re.MULTILINE)  # type: ignore[misc]
    return re.sub(r"```\n.*?\n```", lambda _: f"```\n{measured.strip()}\n```", page, count=1, flags=re.DOTALL)


def _spared(demand: Demand) -> int:
    """Replicas of all bots."""
    return SPARED * demand.bots


def _replicas(demand: Demand) -> str:
    if demand.agencies == 1:
        return "1, or 2 that none is missed"
    return "2" if demand.bots == 1 else f"{_spared(demand)}: two a bot"


def _megabytes(value: float) -> str:
    return _bytes(value * 1000)


def _round(value: float, digits: int) -> float:
    return round(value, digits - 1 - math.floor(math.log10(value))) if value else 0.0


def _short(value: float) -> str:
    """Two digits that count.

    >>> _short(0.367), _short(3.67), _short(1101.6), _short(0.00199)
    ('0.37', '3.7', '1,100', '0.002')
    """
    rounded = _round(value, 2)
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:.4f}".rstrip("0").rstrip(".")


def _bytes(kilobytes: float) -> str:
    """
    >>> _bytes(22_474), _bytes(901_000_000)
    ('22 MB', '900 GB')
    """
    units = ["GB", "MB", "kB"]
    while kilobytes >= 1000 and len(units) > 1:
        kilobytes /= 1000
        units.pop()
    return f"{_short(kilobytes)} {units[-1]}"


def printed(rows: Sequence[Sequence[str]]) -> str:
    """Rows as they stand in the page."""
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Prints the page's tables."""
    costs = costs_in(PAGE.read_text("utf-8"))
    print(printed(costs.rows()), *map(printed, needs(costs)), sep="\n\n")


if __name__ == "__main__":
    main()
