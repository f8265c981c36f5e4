"""The figure at a cell: printed in the programme, or summed from the parts that it prints."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from bot.answering import columns
from bot.answering.queries import Cell, Column, Figure
from knowledge.base import Fact, KnowledgeBase
from knowledge.language.letters import fold
from knowledge.schema import COLUMN

CUMULATIVE = "kumulatif"
"""What the programme says of an indicator whose years add up, folded."""
_COST_SCOPES = ("agency", "programme", "sub_programme", "activity")
_DOMAINS = {"indicator": columns.INDICATOR, "expense": columns.COST} | dict.fromkeys(_COST_SCOPES, columns.COST)
KEPT = 4_096
"""Figures that are kept, and things of which the columns are."""
_PLAIN = ("staff", "staff_group", "it", "room", "vehicle", "facility", "area", "thing", "column")


def domain_of(kind: str) -> str:
    """ "indicator", "cost", "plain" (figures without years) or "" (a kind that has no figures)."""
    return _DOMAINS.get(kind, columns.PLAIN if kind in _PLAIN else "")


def domain_at(base: KnowledgeBase, subject: str) -> str:
    """The domain of a thing's figures: its kind's, or that of money for a unit whose own money a programme prints."""
    kind = subject.partition(":")[0]
    if kind == "unit":
        return columns.COST if any(fact.unit == "TL" for fact in base.facts_of(subject, None)) else ""
    return domain_of(kind)


def computed(model: Figure, value: float, operation: str, unit: str, dated: bool = True) -> Figure:
    """A figure that an operation makes: its subject, places and, where `dated`, its year are those of a model."""
    return replace(
        model,
        value=value,
        unit=unit,
        measure=operation,
        year=model.year if dated else None,
        printed="",
        computed=True,
        others=(),
        revised=(),
    )


def is_cumulative(base: KnowledgeBase, subject: str) -> bool:
    """Whether each year's figure of an indicator is said to hold those of the years before."""
    return any(row.kind == "series" and fold(row.answer) == CUMULATIVE for row in base.attributes(subject))


class Figures:
    """Looks figures up in a knowledge base."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self._known = lru_cache(KEPT)(self._read)
        self._own = lru_cache(KEPT)(self._columns)

    def at(self, cell: Cell) -> Figure | None:
        """The figure at a cell, or None where no programme holds it."""
        return self._known(cell)

    def columns(self, subject: str, item: str | None = None) -> tuple[Column, ...]:
        """The columns in which a subject has figures, in the table's order."""
        return self._own(subject, item)

    def _read(self, cell: Cell) -> Figure | None:
        """The same as `at`, not yet known.

        The newest programme that prints it counts; what earlier ones gave stays with it. What several tables print is
        one figure; where they differ, the reading that equals the sum of its parts comes first and the others stay
        with it.
        """
        facts = [
            fact
            for fact in self.base.facts_of(cell.subject, cell.item)
            if fact.measure == cell.column.measure and fact.year == cell.column.year
        ]
        if not facts:
            return self._summed(cell)
        facts, earlier = self._newest(facts)
        chosen = facts[0]
        borne_out = False
        if any(fact.value != chosen.value for fact in facts):
            parts = self._summed(cell)
            chosen = next((fact for fact in facts if parts and fact.value == parts.value), chosen)
            borne_out = parts is not None and chosen.value == parts.value
        return Figure(
            value=chosen.value,
            unit=chosen.unit,
            subject=cell.subject,
            item=cell.item,
            measure=chosen.measure,
            year=chosen.year,
            printed=chosen.printed,
            places=tuple((fact.place, fact.line or 0) for fact in _unlike_last(facts, chosen)),
            others=tuple((f.value, f.place, f.line or 0) for f in facts if f.value != chosen.value),
            programme=chosen.programme,
            borne_out=borne_out,
            revised=tuple((f.value, f.programme) for f in earlier if f.value != chosen.value),
        )

    def _newest(self, facts: list[Fact]) -> tuple[list[Fact], list[Fact]]:
        """The facts of the newest programme, and one of each earlier one, the newest first."""
        printed = {fact.programme for fact in facts}
        if len(printed) == 1:
            return facts, []
        order = [one.id for one in self.base.programmes if one.id in printed]
        first = [next(fact for fact in facts if fact.programme == id) for id in order[1:]]
        return [fact for fact in facts if fact.programme == order[0]], first

    def _summed(self, cell: Cell) -> Figure | None:
        """The sum over the parts of a scope, or over the parts of an item, where every part is printed."""
        if cell.item and cell.item.startswith(f"{COLUMN}:"):
            return None  # ages and rates do not add up, and of what does the table prints the total
        entity = self.base.entity(cell.subject)
        parts = [child.id for child in self.base.children(cell.subject) if domain_of(child.kind)]
        if entity.kind in _COST_SCOPES:
            parts = [part for part in parts if part.partition(":")[0] in _COST_SCOPES]
        elif entity.kind not in _PLAIN:
            return None
        if not parts:
            return None
        found: list[Figure] = []
        for part in parts:
            figure = self.at(Cell(part, cell.item, cell.column))
            if figure is None or figure.unit != (found[0] if found else figure).unit:
                return None
            found.append(figure)
        return Figure(
            value=sum(figure.value for figure in found),
            unit=found[0].unit,
            subject=cell.subject,
            item=cell.item,
            measure=cell.column.measure,
            year=cell.column.year,
            places=tuple(dict.fromkeys(place for figure in found for place in figure.places)),
            computed=True,
            programme=found[0].programme,
        )

    def _columns(self, subject: str, item: str | None) -> tuple[Column, ...]:
        domain = domain_at(self.base, subject)
        if domain == columns.PLAIN:
            return tuple(dict.fromkeys(Column(fact.measure, fact.year) for fact in self.base.facts_of(subject, item)))
        found = columns.columns_of(domain, self.base.calendar)
        if not self.base.calendar.earlier:
            return found
        return tuple(column for column in found if self.at(Cell(subject, item, column)) is not None)


def _unlike_last(facts: list[Fact], chosen: Fact) -> list[Fact]:
    """The facts that print the chosen value, the chosen one first."""
    return [chosen, *(fact for fact in facts if fact is not chosen and fact.value == chosen.value)]
