"""Recomputes what a programme says twice: totals from their parts, tables against tables.

Every identity comes from the data itself: the tree of parents among scopes and among items, the groups of items,
and facts that several places print. What fails must be accounted for by a contradiction of the programme
that names the thing, the year and the figures; anything else is a mistake in the data.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from knowledge.base import Entity, Fact
from knowledge.build import fill, load
from knowledge.printed import stated

ROUNDING = 1e-9
"""Share by which a sum of decimals may differ: only what binary fractions cannot hold."""

SMALLEST_STATED_GAP = 1000
"""A difference counts as stated in a text from here on: smaller numbers there are tables, counts and the like."""


@dataclass(frozen=True, slots=True)
class Key:
    """The cell of a figure, whichever place prints it."""

    subject: str
    item: str | None
    measure: str
    year: int | None
    unit: str

    def of(self, subject: str) -> Key:
        """The same cell of another subject."""
        return Key(subject, self.item, self.measure, self.year, self.unit)

    def item_of(self, item: str | None) -> Key:
        """The same cell of another item."""
        return Key(self.subject, item, self.measure, self.year, self.unit)


@dataclass(frozen=True, slots=True)
class Finding:
    """One identity: what it compares and whether it holds."""

    check: str
    subject: str
    item: str | None
    measure: str
    year: int | None
    holds: bool
    text: str
    parts: tuple[str, ...] = ()
    values: frozenset[float] = frozenset()
    """The figures that are compared."""
    explained: tuple[str, ...] = ()
    """Contradictions of the programme that account for a failure, those that state its figures first."""


@dataclass(frozen=True, slots=True)
class Touching:
    """What a contradiction is about."""

    id: str
    entities: frozenset[str]
    years: frozenset[int]
    measures: frozenset[str]
    values: frozenset[float]
    """The figures of its readings."""
    stated: frozenset[float]
    """All figures in its texts."""

    def explains(self, finding: Finding) -> bool:
        """Whether it accounts for a failure: it names what fails, and its figures or their difference."""
        named = {finding.subject, *finding.parts} | ({finding.item} if finding.item else set())
        if not finding.values:
            return named <= self.entities
        gap = max(finding.values) - min(finding.values)
        return (
            not named.isdisjoint(self.entities)
            and (not self.years or finding.year is None or finding.year in self.years)
            and (not self.measures or finding.measure in self.measures)
            and (
                finding.values <= self.stated
                or (gap >= SMALLEST_STATED_GAP and gap in self.stated)
                or any(equal(abs(one - other), gap) for one, other in combinations(self.values, 2))
            )
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of some programmes has found."""

    findings: list[Finding]
    contradictions: dict[str, str]
    """Their titles by id."""
    found: tuple[str, ...] = ()
    """Titles of the contradictions that an import has found and nobody has reviewed; they explain nothing."""

    not_read: tuple[str, ...] = ()
    """Tables and columns that an import could not read and nobody has settled."""

    @property
    def unexplained(self) -> list[Finding]:
        """The failures that no contradiction explains."""
        return [finding for finding in self.findings if not finding.holds and not finding.explained]


@dataclass(frozen=True)
class Figures:
    """The facts of one programme, by cell and place, with the trees that they stand in."""

    entities: Mapping[str, Entity]
    facts: Sequence[Fact]
    relations: Sequence[tuple[str, str, str, int | None]]
    """(source, kind, target, line)."""
    _bearing: dict[tuple[str, str, str], bool] = field(default_factory=dict)

    @cached_property
    def cells(self) -> dict[Key, dict[str, Fact]]:
        """The fact of each cell in each place."""
        found: defaultdict[Key, dict[str, Fact]] = defaultdict(dict)
        for fact in self.facts:
            found[Key(fact.subject, fact.item, fact.measure, fact.year, fact.unit)][fact.place] = fact
        return dict(found)

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The parts of each entity, in the programme's order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for entity in sorted(self.entities.values(), key=lambda entity: entity.position):
            if entity.parent:
                found[entity.parent].append(entity.id)
        return dict(found)

    @cached_property
    def places(self) -> dict[tuple[str, str, int | None, str], dict[str, int]]:
        """The places that print a measure of a year with their order, by item, measure, year and unit."""
        found: defaultdict[tuple[str, str, int | None, str], dict[str, int]] = defaultdict(dict)
        for fact in self.facts:
            own = found[fact.item or "", fact.measure, fact.year, fact.unit]
            own.setdefault(fact.place, len(own))
        return dict(found)

    def bears(self, entity: str, measure: str, unit: str) -> bool:
        """Whether an entity or a part of it has figures of a kind, so that it counts towards a total."""
        key = (entity, measure, unit)
        if key not in self._bearing:
            self._bearing[key] = key in self._direct or any(
                self.bears(child, measure, unit) for child in self.children.get(entity, ())
            )
        return self._bearing[key]

    @cached_property
    def _direct(self) -> set[tuple[str, str, str]]:
        return {(fact.subject, fact.measure, fact.unit) for fact in self.facts}


def same_everywhere(figures: Figures) -> Iterator[Finding]:
    """A cell that several places print has one value."""
    for key, places in figures.cells.items():
        if len(places) > 1:
            facts = list(places.values())
            yield _finding(
                "Tables against each other",
                key,
                [fact.value for fact in facts],
                "; ".join(f"{_show(fact.value)} in {fact.place} (L{fact.line})" for fact in facts),
            )


def totals_of_scopes(figures: Figures) -> Iterator[Finding]:
    """A scope is the sum of its parts: of those in its own table, and in every other table that prints all."""
    for key, printed in figures.cells.items():
        parts = [p for p in figures.children.get(key.subject, ()) if figures.bears(p, key.measure, key.unit)]
        if not parts:
            continue
        order = figures.places[key.item or "", key.measure, key.year, key.unit]
        for place in sorted(_printing(figures, key, parts), key=order.__getitem__):
            summed = _sum(figures, key, parts, place, partly=place in printed)
            if summed is None:
                continue
            for fact in [printed[place]] if place in printed else printed.values():
                text = f"{_show(fact.value)} in {fact.place} (L{fact.line}), the parts in {place} sum to "
                yield _finding("Totals of scopes", key, [fact.value, summed], text + _show(summed), parts)


def totals_of_items(figures: Figures) -> Iterator[Finding]:
    """An item is the sum of its parts, and the whole the sum of its highest and of its lowest items."""
    for (key, place), items in _broken_down(figures).items():
        for parent in [item for item in items if any(figures.entities[other].parent == item for other in items)]:
            parts = [other for other in items if figures.entities[other].parent == parent]
            yield _item_sum("Totals of items", key.item_of(parent), place, items[parent], parts, items)
        total = figures.cells.get(key, {}).get(place)
        if total is None:
            continue
        for code in dict.fromkeys(figures.entities[item].code for item in items):
            group = [item for item in items if figures.entities[item].code == code]
            highest = [item for item in group if figures.entities[item].parent not in items]
            lowest = [item for item in group if not any(figures.entities[other].parent == item for other in items)]
            yield _item_sum("Whole against its items", key, place, total, highest, items)
            if lowest != highest:
                yield _item_sum("Whole against its lowest items", key, place, total, lowest, items)


def units_agree(figures: Figures) -> Iterator[Finding]:
    """The unit that an indicator's data come from is the one that monitors it."""
    units: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for source, kind, target, _ in figures.relations:
        if kind in ("data_source", "monitors"):
            units[target][kind].add(source)
    for indicator, by_kind in units.items():
        if len(by_kind) == 2:
            names = {kind: ", ".join(sorted(figures.entities[id].name for id in by_kind[kind])) for kind in by_kind}
            yield Finding(
                "Data source and monitoring unit",
                indicator,
                None,
                "",
                None,
                by_kind["data_source"] == by_kind["monitors"],
                f"data from {names['data_source']}, monitored by {names['monitors']}",
                tuple(sorted(by_kind["data_source"] | by_kind["monitors"])),
            )


def same_order(figures: Figures) -> Iterator[Finding]:
    """Units that are answerable for something are listed in the order of what they are answerable for."""
    for kind in ("responsible", "monitors"):
        rows = sorted((line, target) for _, k, target, line in figures.relations if k == kind and line is not None)
        positions = [figures.entities[target].position for _, target in rows]
        for (_, before), (_, after), here, there in zip(rows, rows[1:], positions, positions[1:], strict=False):
            yield Finding(
                "Order of the lists of units",
                after,
                None,
                "",
                None,
                here <= there,
                f"{kind}: after {figures.entities[before].name}",
                (before,),
            )


CHECKS = (same_everywhere, totals_of_scopes, totals_of_items, units_agree, same_order)
"""All checks, in the order of the report."""


def findings(connection: sqlite3.Connection) -> list[Finding]:
    """Every identity of every programme in a knowledge base, with the contradictions that explain failures."""
    found = []
    touching = _touching(connection)
    for (programme,) in connection.execute("select id from programmes order by id").fetchall():
        figures = figures_of(connection, programme)
        for check in CHECKS:
            for finding in check(figures):
                if not finding.holds:
                    reasons = [contradiction for contradiction in touching if contradiction.explains(finding)]
                    reasons.sort(key=lambda reason: not finding.values <= reason.stated)
                    finding = replace(finding, explained=tuple(reason.id for reason in reasons))
                found.append(finding)
    return found


def check(folders: Sequence[Path] = ()) -> Report:
    """Checks some programme folders, of none given those that ship. Raises DataError where the data cannot be built."""
    with closing(sqlite3.connect(":memory:")) as connection:
        programmes = load(folders)
        found = tuple(c.title for programme in programmes for c in programme.contradictions if c.found)
        reviewed = [
            replace(programme, contradictions=tuple(c for c in programme.contradictions if not c.found))
            for programme in programmes
        ]
        fill(connection, reviewed)
        titles = dict(connection.execute("select id, title from contradictions order by id").fetchall())
        unread = tuple(text for programme in programmes for text in programme.not_read)
        return Report(findings(connection), titles, found, unread)


def figures_of(connection: sqlite3.Connection, programme: str) -> Figures:
    """Reads the figures of one programme."""
    entities = connection.execute("select id, programme, kind, name, code, parent, position, place, line from entities")
    facts = connection.execute(
        "select subject, item, measure, year, value, unit, printed, place, line from facts where programme = ? "
        "order by id",
        (programme,),
    )
    relations = connection.execute(
        "select source, relations.kind, target, relations.line from relations join entities on entities.id = target "
        "where entities.programme = ? order by 2, 4, 1, 3",
        (programme,),
    )
    return Figures({row[0]: Entity(*row) for row in entities}, [Fact(*row) for row in facts], relations.fetchall())


def equal(one: float, other: float) -> bool:
    """Whether two figures are the same.

    >>> equal(0.1 + 0.2, 0.3), equal(817_368_848, 817_368_849)
    (True, False)
    """
    if isinstance(one, int) and isinstance(other, int):
        return one == other
    return abs(one - other) <= ROUNDING * max(abs(one), abs(other), 1)


def floors(name: str) -> int:
    """How many times a part counts: a row that lists floors prints the area of each of them.

    >>> floors("3., 4., 5. ve 6. kat alanları"), floors("Zemin kat alanı"), floors("11. Kalkınma Planı")
    (4, 1, 1)
    """
    listed = re.match(r"((?:\d+\.,?\s+(?:ve\s+)?)+)kat\b", re.sub(r"^\D*", "", name), re.IGNORECASE)
    return len(re.findall(r"\d+\.", listed[1])) if listed else 1


def _printing(figures: Figures, key: Key, parts: Iterable[str]) -> set[str]:
    """The places that print a cell of some parts, or of what is below them."""
    found: set[str] = set()
    for part in parts:
        found.update(figures.cells.get(key.of(part), ()))
        below = figures.children.get(part, ())
        found |= _printing(figures, key, [p for p in below if figures.bears(p, key.measure, key.unit)])
    return found


def _sum(figures: Figures, key: Key, parts: Iterable[str], place: str, *, partly: bool) -> float | None:
    """The sum of some parts in one place; None where it does not print them all, or with `partly` none of them."""
    found: list[float] = []
    for part in parts:
        fact = figures.cells.get(key.of(part), {}).get(place)
        if fact is not None:
            found.append(fact.value * (floors(figures.entities[part].name) if key.measure == "area" else 1))
            continue
        below = [p for p in figures.children.get(part, ()) if figures.bears(p, key.measure, key.unit)]
        deeper = _sum(figures, key, below, place, partly=partly) if below else None
        if deeper is not None:
            found.append(deeper)
        elif not partly:
            return None
    return sum(found) if found else None


def _broken_down(figures: Figures) -> dict[tuple[Key, str], dict[str, Fact]]:
    """The facts by item of every subject, measure and year of every place."""
    found: defaultdict[tuple[Key, str], dict[str, Fact]] = defaultdict(dict)
    for fact in figures.facts:
        if fact.item:
            found[Key(fact.subject, None, fact.measure, fact.year, fact.unit), fact.place][fact.item] = fact
    return dict(found)


def _item_sum(
    check: str, key: Key, place: str, total: Fact, parts: Sequence[str], items: Mapping[str, Fact]
) -> Finding:
    summed = sum(items[part].value for part in parts)
    text = f"{_show(total.value)} in {place} (L{total.line}), its items sum to {_show(summed)}"
    return _finding(check, key, [total.value, summed], text)


def _finding(check: str, key: Key, values: Sequence[float], text: str, parts: Iterable[str] = ()) -> Finding:
    holds = all(equal(value, values[0]) for value in values)
    return Finding(check, key.subject, key.item, key.measure, key.year, holds, text, tuple(parts), frozenset(values))


def _touching(connection: sqlite3.Connection) -> list[Touching]:
    def of(id: str, table: str, column: str) -> frozenset[Any]:
        rows = connection.execute(f"select {column} from contradiction_{table} where contradiction = ?", (id,))
        return frozenset(row[0] for row in rows if row[0] is not None)

    found = []
    for id, *texts in connection.execute("select id, title, note from contradictions order by id").fetchall():
        values = of(id, "readings", "value")
        figures = values.union(*(stated(text) for text in (*texts, *of(id, "readings", "text"))))
        found.append(
            Touching(
                id,
                entities=of(id, "entities", "entity"),
                years=of(id, "years", "year"),
                measures=of(id, "measures", "measure"),
                values=values,
                stated=figures,
            )
        )
    return found


def _show(value: float) -> str:
    return f"{value:,}".replace(",", " ")
