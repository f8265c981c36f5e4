"""Which of several places is believed first where they print one figure otherwise: that with which the totals hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.folder import Folder
from knowledge.rows import FactRow

EXACT = 1e-9
"""Difference of decimals that binary fractions cannot help."""
Cell = tuple[str, str | None, str, int | None, str]
"""Subject, item, measure, year and unit."""


def ordered(programme: Folder) -> Folder:
    """A programme whose facts stand so that, of places which disagree, the one borne out best comes first.

    A value is borne out by each total at its place that holds with it, as the whole or as a part; then by the number
    of places that print it. Where nothing tells them apart the document's order stays.
    """
    groups: defaultdict[Cell, list[int]] = defaultdict(list)
    for index, fact in enumerate(programme.facts):
        groups[fact.subject, fact.item, fact.measure, fact.year, fact.unit].append(index)
    facts = list(programme.facts)
    totals: _Totals | None = None
    for indexes in groups.values():
        held = [programme.facts[index] for index in indexes]
        if len({fact.value for fact in held}) < 2:
            continue
        totals = totals or _Totals(programme)
        proofs: defaultdict[float, int] = defaultdict(int)
        places: defaultdict[float, int] = defaultdict(int)
        for fact in held:
            proofs[fact.value] += sum(totals.holding(fact))
            places[fact.value] += 1
        ranked = sorted(held, key=lambda fact: (-proofs[fact.value], -places[fact.value]))
        for index, fact in zip(indexes, ranked, strict=True):
            facts[index] = fact
    return replace(programme, facts=tuple(facts))


class _Totals:
    """The sums that a programme's tables print, by the trees of its subjects and of its items."""

    def __init__(self, programme: Folder) -> None:
        self.parents = {entity.id: entity.parent for entity in programme.entities}
        self.children: defaultdict[str, list[str]] = defaultdict(list)
        for entity in programme.entities:
            if entity.parent:
                self.children[entity.parent].append(entity.id)
        self.values = {
            (fact.place, fact.subject, fact.item, fact.measure, fact.year): fact.value for fact in programme.facts
        }

    def holding(self, fact: FactRow) -> Iterator[bool]:
        """Whether each total that a fact stands in, at its place, holds."""

        def of_subject(id: str) -> float | None:
            return self.values.get((fact.place, id, fact.item, fact.measure, fact.year))

        def of_item(id: str) -> float | None:
            return self.values.get((fact.place, fact.subject, id, fact.measure, fact.year))

        trees = [(fact.subject, of_subject)]
        if fact.item:
            trees.append((fact.item, of_item))
        for id, value in trees:
            for whole in (id, self.parents.get(id)):
                if whole:
                    yield self._holds(value(whole), [value(child) for child in self.children[whole]])

    @staticmethod
    def _holds(whole: float | None, parts: Iterable[float | None]) -> bool:
        printed = [part for part in parts if part is not None]
        return whole is not None and len(printed) > 1 and abs(sum(printed) - whole) <= EXACT
