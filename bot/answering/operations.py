"""Answers queries from the knowledge base: one function an operation, wired in the table at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import eq, ge, gt, le, lt

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.classes import RELATIONS, RESTRICTIONS
from bot.answering.figures import Figures, domain_of
from bot.answering.queries import Absence, Cell, Column, Figure, Query, Result
from knowledge.base import KnowledgeBase
from knowledge.language.letters import fold

_NOT_LISTED = ("butce-ici-toplam-kaynak", "butce-disi-toplam-kaynak")


WHOLE = 100.5
"""Percentage above which parts are no parts; rounding may carry them a little over the whole."""


class Answering:
    """Answers queries against one knowledge base."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.base: KnowledgeBase = figures.base

    def answer(self, query: Query) -> Result:
        """The outcome of a query: figures, names or texts, or why there are none."""
        for cell in query.cells:
            if not cell.column.measure:
                return Result(query, absence=self._absent_column(cell, query))
        return _OPERATIONS[query.operation](self, query)

    # Figures

    def _at(self, query: Query) -> tuple[list[Figure], Result | None]:
        found = []
        for cell in query.cells:
            figure = self.figures.at(cell)
            if figure is None:
                return [], Result(query, absence=self._absent_cell(cell))
            found.append(figure)
        return found, None

    def _absent_column(self, cell: Cell, query: Query) -> Absence:
        domain = domain_of(cell.subject.partition(":")[0])
        year = self.base.calendar
        years = cols.years_of(domain, year)
        reason = "year" if cell.column.year not in years and cell.column.year else "measure"
        entities = (cell.subject, cell.item) if cell.item else (cell.subject,)
        known = cols.columns_of(domain, year) or self.figures.columns(cell.subject, cell.item)
        return Absence(reason, entities=entities, years=years, columns=known)

    def _absent_cell(self, cell: Cell) -> Absence:
        entities = (cell.subject, cell.item) if cell.item else (cell.subject,)
        return Absence("breakdown", entities=entities, columns=(cell.column,))

    def value(self, query: Query) -> Result:
        """Each cell's figure."""
        found, absent = self._at(query)
        if absent:
            return absent
        context = []
        if len(found) == 1 and found[0].year:
            context = self._before(query.cells[0])
        return Result(query, tuple(found), tuple(context))

    def _before(self, cell: Cell) -> list[Figure]:
        """The figure of the year before, by which a figure's change is told."""
        domain = domain_of(cell.subject.partition(":")[0])
        if cell.column.measure in ("planned", "spent"):
            return []
        series = cols.series_of(domain, self.base.calendar)
        before = next((c for c in series if cell.column.year and c.year == cell.column.year - 1), None)
        figure = self.figures.at(Cell(cell.subject, cell.item, before)) if before else None
        return [figure] if figure else []

    def exists(self, query: Query) -> Result:
        """Whether money is set aside at all."""
        found, absent = self._at(query)
        return absent or Result(query, tuple(found), verdict=any(figure.value for figure in found))

    def same(self, query: Query) -> Result:
        """Whether a figure stays the same over the columns."""
        found, absent = self._at(query)
        if absent:
            return absent
        same = len({figure.value for figure in found}) == 1
        return Result(query, tuple(found[:1] if same else found), tuple(found), verdict=same)

    def when(self, query: Query) -> Result:
        """The figures that pass a number, of those asked about; where none does, the one that comes nearest."""
        found, absent = self._at(query)
        if absent:
            return absent
        number = query.number or 0.0
        kept = tuple(figure for figure in found if _PASSES[query.direction](figure.value, number))
        nearest = min(found, key=lambda figure: abs(figure.value - number))
        return Result(query, kept or (nearest,), tuple(found), verdict=bool(kept))

    def difference(self, query: Query) -> Result:
        """The first cell less the second."""
        found, absent = self._at(query)
        if absent:
            return absent
        new, old = found
        if new.unit != old.unit:
            return Result(query, absence=Absence("units", entities=(new.subject, old.subject)))
        return Result(query, (_computed(new, new.value - old.value, q.DIFFERENCE, new.unit),), (new, old))

    def remainder(self, query: Query) -> Result:
        """What is left of the first cell after the second: budget less spending."""
        found, absent = self._at(query)
        if absent:
            return absent
        whole, used = found
        return Result(query, (_computed(whole, whole.value - used.value, q.REMAINDER, whole.unit),), (whole, used))

    def change(self, query: Query) -> Result:
        """By how many percent the first cell differs from the second."""
        found, absent = self._at(query)
        if absent:
            return absent
        new, old = found
        if new.unit != old.unit:
            return Result(query, absence=Absence("units", entities=(new.subject, old.subject)))
        if not old.value:
            return Result(query, absence=Absence("zero", entities=(old.subject,)))
        percent = (new.value - old.value) / old.value * 100
        return Result(query, (_computed(new, percent, q.CHANGE, "%"),), (new, old))

    def times(self, query: Query) -> Result:
        """How many times the second cell the first is."""
        found, absent = self._at(query)
        if absent:
            return absent
        new, old = found
        if new.unit != old.unit:
            return Result(query, absence=Absence("units", entities=(new.subject, old.subject)))
        if not old.value:
            return Result(query, absence=Absence("zero", entities=(old.subject,)))
        return Result(query, (_computed(new, new.value / old.value, q.TIMES, "kat"),), (new, old))

    def share(self, query: Query) -> Result:
        """The cells but the last as a percentage of the last."""
        found, absent = self._at(query)
        if absent:
            return absent
        *parts, whole = found
        if len({figure.unit for figure in found}) > 1 or not whole.value:
            return Result(query, absence=Absence("units", entities=tuple(figure.subject for figure in found)))
        percent = sum(part.value for part in parts) / whole.value * 100
        if percent > WHOLE and all(self._within(part, whole) for part in parts):
            return Result(query, absence=Absence("relation", entities=tuple(figure.subject for figure in found)))
        return Result(query, (_computed(parts[0], percent, q.SHARE, "%"),), tuple(found))

    def _within(self, part: Figure, whole: Figure) -> bool:
        """Whether one figure is a part of another, of one measure and year: no part is more than its whole."""
        if part.measure != whole.measure or part.year != whole.year or whole.item is not None:
            return False
        above = {entity.id for entity in self.base.ancestors(part.subject)}
        return part.subject == whole.subject or whole.subject in above

    def sum(self, query: Query) -> Result:
        """The sum of the cells; rates are not added."""
        found, absent = self._at(query)
        if absent:
            return absent
        units = {figure.unit for figure in found}
        if len(units) > 1 or "oran" in units:
            return Result(query, absence=Absence("units", entities=tuple(figure.subject for figure in found)))
        years = {figure.year for figure in found}
        figure = _computed(found[0], sum(figure.value for figure in found), q.SUM, found[0].unit)
        if len(years) > 1:
            figure = _computed(figure, figure.value, q.SUM, figure.unit, year=None)
        return Result(query, (figure,), tuple(found))

    def average(self, query: Query) -> Result:
        """The mean of the cells."""
        found, absent = self._at(query)
        if absent:
            return absent
        if len({figure.unit for figure in found}) > 1:
            return Result(query, absence=Absence("units", entities=tuple(figure.subject for figure in found)))
        mean = sum(figure.value for figure in found) / len(found)
        return Result(query, (_computed(found[0], mean, q.AVERAGE, found[0].unit, year=None),), tuple(found))

    def extreme(self, query: Query) -> Result:
        """The highest or lowest of the cells, or of a class."""
        if query.kind:
            return self._extreme_of_class(query)
        found, absent = self._at(query)
        if absent:
            return absent
        if len({figure.unit for figure in found}) > 1:
            return Result(query, absence=Absence("units", entities=tuple(figure.subject for figure in found)))
        ranked = sorted(found, key=lambda figure: figure.value, reverse=query.operation == q.HIGHEST)
        best = [figure for figure in ranked if figure.value == ranked[0].value]
        return Result(query, tuple(best), tuple(found), entities=tuple(figure.subject for figure in best))

    def compare(self, query: Query) -> Result:
        """Which of the cells is the larger."""
        found, absent = self._at(query)
        if absent:
            return absent
        if len({figure.unit for figure in found}) > 1:
            return Result(query, absence=Absence("units", entities=tuple(figure.subject for figure in found)))
        ranked = sorted(found, key=lambda figure: -figure.value)
        return Result(
            query,
            tuple(ranked),
            tuple(found),
            verdict=found[0].value > found[1].value,
            entities=(ranked[0].item or ranked[0].subject,),
        )

    def reached(self, query: Query) -> Result:
        """Whether the first cell reaches the second."""
        found, absent = self._at(query)
        if absent:
            return absent
        return Result(query, tuple(found), tuple(found), verdict=found[0].value >= found[1].value)

    # Sets

    def members(self, query: Query) -> tuple[str, ...] | None:
        """The members of a class as restricted, or None where it cannot be restricted so."""
        base = self.base
        found = [entity.id for entity in base.of_kind(query.kind)]
        kind = query.kind.partition(":")[0]
        if kind == "expense":
            found = [id for id in found if id.partition(":")[2] not in _NOT_LISTED]
        if kind == "it":
            found = [id for id in found if base.entity(id).parent]
        parts = {base.entity(id).name for id in query.entities if id.startswith("staff:") and base.entity(id).parent}
        if kind == "unit" and ":" not in query.kind and not parts:
            found = [id for id in found if base.entity(id).code not in ("taşra", "yurt dışı", "üst yönetim")]
        alternatives: list[str] = []
        for entity in query.entities:
            relation = RESTRICTIONS.get((kind, entity.partition(":")[0]), "*")
            if relation in ("*", "item", "cells"):
                continue
            if relation == "":
                below = {e.id for e in base.descendants(entity, query.kind)}
                alternatives += [id for id in found if id in below]
            elif relation == "part":
                alternatives += [id for id in found if not parts or base.entity(id).place in parts]
            elif relation == "place":
                alternatives += [id for id in found if base.entity(id).place == base.entity(entity).code]
            elif relation.startswith("~"):
                alternatives += base.sources(entity, relation[1:])
            elif relation == "member":
                alternatives += base.sources(entity, relation)
            else:
                alternatives += base.targets(entity, relation)
        asked, _, value = query.aspect.partition(":")
        if asked == "name":
            found = [id for id in found if base.entity(id).name == value]
        elif asked == "relation":
            related = set(base.sources(base.agency.id, value))
            found = [id for id in found if id in related]
        restricting = [
            e
            for e in query.entities
            if RESTRICTIONS.get((kind, e.partition(":")[0]), "*") not in ("*", "item", "cells")
        ]
        if restricting:
            wanted = set(alternatives)
            found = [id for id in found if id in wanted]
        return tuple(found)

    def count(self, query: Query) -> Result:
        """How many members a class has, or how many texts of a kind a thing has."""
        if query.aspect.startswith("text:"):
            kind = query.aspect.partition(":")[2]
            rows = [row for row in self.base.attributes(query.entities[0]) if row.kind == kind]
            places = tuple(dict.fromkeys((row.place, row.line or 0) for row in rows))
            figure = Figure(len(rows), "adet", query.entities[0], measure=q.COUNT, computed=True, places=places)
            return Result(query, (figure,), attributes=tuple(row.id for row in rows))
        found = self.members(query)
        if not found:
            return Result(query, absence=Absence("empty", entities=query.entities))
        figure = self._counted(query, found)
        return Result(query, (figure,), entities=found)

    def names(self, query: Query) -> Result:
        """The members of a class."""
        found = self.members(query)
        if not found:
            return Result(query, absence=Absence("empty", entities=query.entities))
        return Result(query, entities=found)

    def _places(self, ids: Iterable[str]) -> tuple[tuple[str, int], ...]:
        return tuple((e.place, e.line or 0) for e in (self.base.entity(id) for id in ids))

    def _member_cell(self, query: Query, member: str, column: Column) -> Cell:
        """The cell of a member of a class: an expense in the scope named, a staff group in its place."""
        kind = member.partition(":")[0]
        if kind == "expense":
            scope = next((e for e in query.entities if not e.startswith("expense:")), self.base.agency.id)
            return Cell(scope, member, column)
        if kind == "staff_group":
            scope = query.entities[0] if query.entities else self.base.workforce
            if not self.base.facts_of(scope, member):
                scope = next(
                    (e.id for e in self.base.of_kind("staff") if self.base.facts_of(e.id, member)),
                    scope,
                )
            return Cell(scope, member, Column("count", None))
        if kind == "activity":
            item = next((e for e in query.entities if e.startswith("expense:")), None)
            return Cell(member, item, column)
        if domain_of(kind) == cols.PLAIN:
            column = next(iter(self.figures.columns(member)), Column("count", None))
        return Cell(member, None, column)

    def _member_figure(self, query: Query, member: str, column: Column) -> Figure | None:
        """A member's figure; a unit's is the sum over the activities that it is responsible for."""
        if not member.startswith("unit:"):
            return self.figures.at(self._member_cell(query, member, column))
        parts = [self.figures.at(Cell(id, None, column)) for id in self.base.targets(member, "responsible")]
        found = [figure for figure in parts if figure is not None]
        if not found or len(found) < len(parts):
            return None
        return replace(
            found[0],
            value=sum(figure.value for figure in found),
            subject=member,
            places=tuple(dict.fromkeys(place for figure in found for place in figure.places)),
            computed=True,
        )

    def _rows(self, query: Query) -> list[tuple[str, tuple[Figure, ...]]]:
        rows = []
        for member in self.members(query) or ():
            wanted = query.columns or (Column("", None),)
            figures = [self._member_figure(query, member, column) for column in wanted]
            if all(figure is not None for figure in figures):
                rows.append((member, tuple(figure for figure in figures if figure)))
        units = [figures[0].unit for _, figures in rows]
        if (
            len(set(units)) > 1
            and query.operation in (q.HIGHEST, q.LOWEST)
            and query.aspect not in ("percent", "ratio")
        ):
            common = max(sorted(set(units)), key=units.count)
            rows = [row for row in rows if row[1][0].unit == common]
        if query.aspect == "ratio":
            rows = [row for row in rows if row[1][0].unit != "oran"]  # a rate of rates says little
        return rows

    def _by_members(self, query: Query) -> Result:
        """The members of a class that have the most or fewest members of another, or more or fewer than a number."""
        part = query.aspect.partition(":")[2]
        rows = []
        for member in self.members(query.but(aspect="")) or ():
            parts = self.members(Query(q.COUNT, kind=part, entities=(member,))) or ()
            rows.append((len(parts), member, parts))
        counts = [count for count, _, _ in rows if count]
        if not counts:
            return Result(query, absence=Absence("empty", entities=query.entities))
        if query.operation == q.FILTER:
            number = query.number or 0
            meets = {"above": number.__lt__, "below": number.__gt__}.get(query.direction, number.__eq__)
            chosen = [row for row in rows if meets(row[0])]
        else:
            wanted = max(counts) if query.operation == q.HIGHEST else min(counts)
            chosen = [row for row in rows if row[0] == wanted]
        figures = tuple(
            Figure(count, "adet", member, measure=q.COUNT, computed=True, places=self._places(parts))
            for count, member, parts in chosen
        )
        return Result(query, figures, entities=tuple(member for _, member, _ in chosen), verdict=bool(chosen))

    def _extreme_of_class(self, query: Query) -> Result:
        if query.aspect.startswith("count:"):
            return self._by_members(query)
        rows = self._rows(query)
        if not rows:
            return Result(query, absence=Absence("empty", entities=query.entities))

        def measure(figures: tuple[Figure, ...]) -> float:
            if query.aspect == "ratio":
                return _ratio(figures)
            if not query.direction:
                return figures[0].value
            new, old = figures[0].value, figures[1].value
            if query.aspect == "percent":
                return (new - old) / old * 100 if old else float("-inf")
            return new - old

        highest = (query.operation == q.HIGHEST) != (query.direction == "down")
        rows = [row for row in rows if measure(row[1]) != float("-inf")]
        if query.direction in ("up", "down") and query.aspect != "ratio":
            rows = [row for row in rows if measure(row[1]) * (-1 if query.direction == "down" else 1) > 0]
            if not rows:
                return Result(query, absence=Absence("unmoved", entities=query.entities))
        if query.operation == q.LOWEST and not query.direction and query.aspect != "ratio":
            rows = [row for row in rows if row[1][0].value] or rows
        rows.sort(key=lambda row: measure(row[1]), reverse=highest)
        number = int(query.number or 1)
        if number == -2:
            chosen = rows[1:2]
        else:
            chosen = rows[:number]
            if number == 1:
                chosen = [row for row in rows if measure(row[1]) == measure(rows[0][1])]
        figures = []
        for _, pair in chosen:
            if query.aspect == "ratio":
                figures.append(_computed(pair[0], measure(pair), q.SHARE, "%"))
            elif query.direction:
                unit = "%" if query.aspect == "percent" else pair[0].unit
                figures.append(
                    _computed(pair[0], measure(pair), q.CHANGE if query.aspect == "percent" else q.DIFFERENCE, unit)
                )
            else:
                figures.append(pair[0])
        return Result(
            query,
            tuple(figures),
            tuple(f for _, pair in chosen for f in pair),
            entities=tuple(member for member, _ in chosen),
        )

    def filter(self, query: Query) -> Result:
        """The members of a class that meet a condition."""
        if query.direction in ("text", "not text"):
            return self._filter_by_text(query)
        if query.aspect == "ratio":
            return self._filter_by_ratio(query)
        if query.aspect.startswith("count:"):
            return self._by_members(query)
        if query.aspect.startswith("has:"):
            name, wanted = query.aspect.partition(":")[2], query.direction != "nil"
            having = tuple(
                member
                for member in self.members(query.but(aspect="")) or ()
                if any(part.name == name for part in self.base.descendants(member, "unit")) == wanted
            )
            return Result(query, entities=having, verdict=bool(having))
        rows = self._rows(query)
        if query.kind == "expense" and query.direction == "nil":
            rows = [row for row in rows if row[1][0].unit == "TL"]
        kept = []
        for member, figures in rows:
            first = figures[0].value
            if query.direction == "nil":
                meets = first == 0
            elif query.direction == "same":
                meets = len({figure.value for figure in figures}) == 1
            elif query.number is not None:
                meets = first > query.number if query.direction == "above" else first < query.number
            elif len(figures) == 2:
                meets = first > figures[1].value if query.direction == "above" else first < figures[1].value
            else:
                meets = False
            if meets:
                kept.append((member, figures))
        operands = tuple(figure for _, figures in kept for figure in figures)
        figures_found: tuple[Figure, ...] = ()
        if kept and len(kept[0][1]) == 2:
            figures_found = tuple(
                _computed(pair[0], pair[0].value - pair[1].value, q.DIFFERENCE, pair[0].unit) for _, pair in kept
            )
        elif kept and query.direction not in ("nil", "same"):
            figures_found = tuple(figures[0] for _, figures in kept)
        entities = tuple(member for member, _ in kept)
        if query.aspect == "count":
            figures_found = (self._counted(query, entities),)
        return Result(query, figures_found, operands, entities=entities, verdict=bool(kept))

    def _filter_by_ratio(self, query: Query) -> Result:
        """The members of which more, or less, than a percentage came true."""
        number = query.number or 0.0
        rows = [(member, pair, _ratio(pair)) for member, pair in self._rows(query)]
        kept = [row for row in rows if (row[2] > number if query.direction == "above" else 0 <= row[2] < number)]
        return Result(
            query,
            tuple(_computed(pair[0], value, q.SHARE, "%") for _, pair, value in kept),
            tuple(figure for _, pair, _ in kept for figure in pair),
            entities=tuple(member for member, _, _ in kept),
            verdict=bool(kept),
        )

    def _counted(self, query: Query, members: tuple[str, ...]) -> Figure:
        """How many members there are."""
        return Figure(
            len(members),
            "adet",
            query.entities[0] if query.entities else query.kind,
            measure=q.COUNT,
            computed=True,
            places=self._places(members),
        )

    def _filter_by_text(self, query: Query) -> Result:
        """The members of which a text of one kind says one thing; counted where that is asked."""
        kind, _, value = query.aspect.partition(":")
        kept = tuple(
            member
            for member in self.members(query) or ()
            if any(row.kind == kind for row in self.base.attributes(member))
            and any(row.kind == kind and fold(row.answer) == value for row in self.base.attributes(member))
            == (query.direction == "text")
        )
        figures = (self._counted(query, kept),) if query.number else ()
        return Result(query, figures, entities=kept, verdict=bool(kept))

    # Relations and texts

    def relation(self, query: Query) -> Result:
        """What an entity is related to: its responsible unit, its parent."""
        if len(query.entities) > 1:
            parts = tuple(self.relation(query.but(entities=(entity,))) for entity in query.entities)
            absent = next((part for part in parts if part.absence), None)
            found = tuple(dict.fromkeys(entity for part in parts for entity in part.entities))
            return absent or Result(query, entities=found, parts=parts)
        entity = query.entities[0]
        kind, _ = RELATIONS[query.aspect][entity.partition(":")[0]]
        if kind == "parent":
            parent = self.base.entity(entity).parent
            found = (parent,) if parent else ()
        elif kind == "table":
            places = {self.base.entity(entity).place, *(fact.place for fact in self.base.facts(entity))}
            found = tuple(table.id for table in self.base.of_kind("table") if table.code in places)
        else:
            found = self.base.sources(entity, kind)
            if not found and kind == "responsible":
                for child in self.base.children(entity):
                    found += self.base.sources(child.id, kind)
        if not found:
            return Result(query, absence=Absence("relation", entities=(entity,), words=(query.aspect,)))
        return Result(query, entities=found)

    def member(self, query: Query) -> Result:
        """Whether a thing belongs to another or to a class; `entities` is what it does belong to."""
        first = query.entities[0]
        if query.kind:
            return Result(query, entities=(first,), verdict=True)
        second = query.entities[1]
        if query.aspect == "parent":
            above = [entity.id for entity in self.base.ancestors(first)]
            return Result(query, entities=tuple(above[:1]), verdict=second in above)
        if query.aspect == "place":
            found = tuple(part.id for part in self.base.of_kind("staff") if part.name == self.base.entity(first).place)
        elif query.aspect == "member":
            found = self.base.targets(first, "member")
        else:
            found = self.base.sources(first, query.aspect)
        return Result(query, entities=found, verdict=second in found)

    def contradiction(self, query: Query) -> Result:
        """What the programme says in two ways; the ids stand in the query's aspect."""
        return Result(query, entities=query.entities[:1], verdict=bool(query.aspect))

    def text(self, query: Query) -> Result:
        """Texts of the programme, with the figure that they give."""
        if not query.attributes:
            return Result(query, absence=Absence("relation", entities=query.entities))
        rows = [self.base.attribute(id) for id in query.attributes]
        figures = tuple(
            Figure(
                row.value,
                row.unit or "adet",
                row.entity,
                measure=row.kind,
                places=((row.place, row.line or 0),),
            )
            for row in rows
            if row.value is not None
        )
        return Result(query, figures, attributes=query.attributes, entities=(rows[0].entity,) if rows else ())

    def overview(self, query: Query) -> Result:
        """What is known of an entity, in brief."""
        entity = query.entities[0]
        found: tuple[Figure, ...] = ()
        if domain_of(entity.partition(":")[0]) == cols.COST:
            figure = self.figures.at(Cell(entity, None, cols.default(cols.COST, self.base.calendar)))
            found = (figure,) if figure else ()
        attributes = tuple(row.id for row in self.base.attributes(entity))
        return Result(query, found, attributes=attributes, entities=(entity,))

    def nothing(self, query: Query) -> Result:
        """Greetings and help carry nothing."""
        return Result(query)


def _ratio(figures: tuple[Figure, ...]) -> float:
    """The first figure as a percentage of the second; -inf where the second is nil."""
    part, whole = figures
    return part.value / whole.value * 100 if whole.value else float("-inf")


def _computed(model: Figure, value: float, operation: str, unit: str, year: int | None = -1) -> Figure:
    return Figure(
        value=value,
        unit=unit,
        subject=model.subject,
        item=model.item,
        measure=operation,
        year=model.year if year == -1 else year,
        places=model.places,
        computed=True,
        programme=model.programme,
    )


_PASSES: dict[str, Callable[[float, float], bool]] = {
    "above": gt,
    "below": lt,
    "up to": ge,
    "down to": le,
    "equal": eq,
}
_OPERATIONS: dict[str, Callable[[Answering, Query], Result]] = {
    q.VALUE: Answering.value,
    q.SERIES: Answering.value,
    q.EXISTS: Answering.exists,
    q.SAME: Answering.same,
    q.WHEN: Answering.when,
    q.DIFFERENCE: Answering.difference,
    q.REMAINDER: Answering.remainder,
    q.CHANGE: Answering.change,
    q.TIMES: Answering.times,
    q.SHARE: Answering.share,
    q.SUM: Answering.sum,
    q.AVERAGE: Answering.average,
    q.HIGHEST: Answering.extreme,
    q.LOWEST: Answering.extreme,
    q.COMPARE: Answering.compare,
    q.REACHED: Answering.reached,
    q.COUNT: Answering.count,
    q.LIST: Answering.names,
    q.FILTER: Answering.filter,
    q.RELATION: Answering.relation,
    q.MEMBER: Answering.member,
    q.CONTRADICTION: Answering.contradiction,
    q.TEXT: Answering.text,
    q.OVERVIEW: Answering.overview,
    q.HELP: Answering.nothing,
    q.GREETING: Answering.nothing,
}
