"""The members of a class of things, as a query restricts it, and the figures of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.cells import NotHeldError
from bot.answering.classes import RESTRICTIONS
from bot.answering.figures import Figures, domain_at, domain_of
from bot.answering.queries import Absence, Cell, Column, Figure, Query
from bot.answering.tables import ROWS
from bot.answering.terms import PERCENT, RATIO, Bearing, Ranked, RatioHeld, Related, Terms
from knowledge.base import KnowledgeBase
from knowledge.schema import COLUMN

Row = tuple[str, tuple[Figure, ...]]
"""A member of a class with its figure in each column asked for."""
_NOT_LISTED = ("butce-ici-toplam-kaynak", "butce-disi-toplam-kaynak")
_UNRESTRICTING = ("*", "item", "cells")
"""Relations by which an entity says where a class's figures stand, not which members are meant."""
_LOOSE_UNITS = ("taşra", "yurt dışı", "üst yönetim")
"""Codes of units that are no class of their own."""


def members(base: KnowledgeBase, query: Query) -> tuple[str, ...]:
    """The members of a class that the query's entities, and the name or the relation asked for, leave."""
    kind = query.kind.partition(":")[0]
    parts = {base.entity(id).name for id in query.entities if id.startswith("staff:") and base.entity(id).parent}
    found = _whole(base, query.kind, bool(parts))
    relations = {id: RESTRICTIONS.get((kind, id.partition(":")[0]), "*") for id in query.entities}
    restricting = {id: relation for id, relation in relations.items() if relation not in _UNRESTRICTING}
    if restricting:
        wanted: set[str] = set()
        for entity, relation in restricting.items():
            wanted.update(_related(base, query.kind, entity, relation, parts, found))
        found = [id for id in found if id in wanted]
    return tuple(_asked_for(base, query.terms, found))


def of_money(query: Query) -> bool:
    """Whether a class is of those that have money: activities for an expense item, items within a scope."""
    kind = query.kind.partition(":")[0]
    relations = {RESTRICTIONS.get((kind, id.partition(":")[0]), "") for id in query.entities}
    return (kind == "activity" and "item" in relations) or (kind == "expense" and "cells" in relations)


def with_money(figures: Figures, query: Query, found: tuple[str, ...]) -> tuple[str, ...]:
    """Of those that are to have money the ones that the year's budget gives some; all of any other class."""
    if not of_money(query):
        return found
    column = Column("budget", figures.base.calendar)
    held = {member: figures.at(_member_cell(figures, query, member, column)) for member in found}
    return tuple(member for member, figure in held.items() if figure is not None and figure.value)


def some_members(base: KnowledgeBase, query: Query) -> tuple[str, ...]:
    """The same; raises NotHeldError where there are none."""
    found = members(base, query)
    if not found:
        raise empty(query)
    return found


def empty(query: Query) -> NotHeldError:
    """The refusal of a class that has no members, or none with figures."""
    return NotHeldError(Absence("empty", entities=query.entities))


def _whole(base: KnowledgeBase, class_: str, placed: bool) -> list[str]:
    """A class before anything restricts it; `placed`: whether units are restricted by where they are."""
    found = [entity.id for entity in base.of_kind(class_)]
    kind = class_.partition(":")[0]
    if kind == "expense":
        return [id for id in found if id.partition(":")[2] not in _NOT_LISTED]
    if kind == "it":
        return [id for id in found if base.entity(id).parent]
    if kind in ROWS:  # what all rows of a table come to is none of them
        return [id for id in found if not any(part.kind == kind for part in base.children(id))]
    if class_ == "unit" and not placed:
        return [id for id in found if base.entity(id).code not in _LOOSE_UNITS]
    return found


def _related(
    base: KnowledgeBase, class_: str, entity: str, relation: str, parts: set[str], found: list[str]
) -> Iterable[str]:
    """The members that an entity restricts a class to, by the relation of RESTRICTIONS between them."""
    if relation == "":
        return (below.id for below in base.descendants(entity, class_))
    if relation == "part":
        return (id for id in found if not parts or base.entity(id).place in parts)
    if relation == "place":
        return (id for id in found if base.entity(id).place == base.entity(entity).code)
    if relation.startswith("~"):
        return base.sources(entity, relation[1:])
    if relation == "member":
        return base.sources(entity, relation)
    return base.targets(entity, relation)


def _asked_for(base: KnowledgeBase, terms: Terms | None, found: list[str]) -> list[str]:
    """The members that bear the name, or are related to the agency, where that is asked for."""
    match terms:
        case Bearing(name):
            return [id for id in found if base.entity(id).name == name]
        case Related(relation):
            related = set(base.sources(base.agency.id, relation))
            return [id for id in found if id in related]
    return found


def counted(base: KnowledgeBase, query: Query, ids: Iterable[str]) -> Figure:
    """How many members there are, with the places that name them."""
    kept = tuple(ids)
    subject = query.entities[0] if query.entities else query.kind
    return Figure(len(kept), "adet", subject, measure=q.COUNT, computed=True, places=places(base, kept))


def places(base: KnowledgeBase, ids: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Where each of some things stands: table or section, line."""
    return tuple((e.place, e.line or 0) for e in (base.entity(id) for id in ids))


def rows(figures: Figures, query: Query) -> list[Row]:
    """The members that have a figure in every column asked for; those of the commonest unit where they are ranked."""
    wanted = query.columns or (Column("", None),)
    found: list[Row] = []
    for member in members(figures.base, query):
        own = [_member_figure(figures, query, member, column) for column in wanted]
        held = tuple(figure for figure in own if figure is not None)
        if len(held) == len(own):
            found.append((member, held))
    order = order_of(query)
    if isinstance(query.terms, RatioHeld) or (order is not None and order.by == RATIO):
        return [row for row in found if row[1][0].unit != "oran"]  # a rate of rates says little
    return of_common_unit(found) if order is not None and order.by != PERCENT else found


def order_of(query: Query) -> Ranked | None:
    """The order in which a class is asked for: by a figure, the first alone, where nothing else is said; else None."""
    if query.operation not in (q.HIGHEST, q.LOWEST):
        return None
    return query.terms if isinstance(query.terms, Ranked) else Ranked()


def of_common_unit(found: list[Row]) -> list[Row]:
    """The rows whose figures have the unit that most of them have."""
    units = [own[0].unit for _, own in found]
    if len(set(units)) <= 1:
        return found
    common = max(sorted(set(units)), key=units.count)
    return [row for row in found if row[1][0].unit == common]


def _member_figure(figures: Figures, query: Query, member: str, column: Column) -> Figure | None:
    """A member's figure; a unit's is its own, or the sum over the activities that it is responsible for."""
    if not member.startswith("unit:") or domain_at(figures.base, member):
        return figures.at(_member_cell(figures, query, member, column))
    parts = [figures.at(Cell(id, None, column)) for id in figures.base.targets(member, "responsible")]
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


def _member_cell(figures: Figures, query: Query, member: str, column: Column) -> Cell:
    """The cell of a member of a class: an expense in the scope named, a staff group in its place."""
    base, kind = figures.base, member.partition(":")[0]
    if kind == "expense":
        scope = next((e for e in query.entities if not e.startswith("expense:")), base.agency.id)
        return Cell(scope, member, column)
    if kind == "staff_group":
        return Cell(_place_of_group(base, query, member), member, Column("count", None))
    if kind == "activity":
        return Cell(member, next((e for e in query.entities if e.startswith("expense:")), None), column)
    if domain_of(kind) == cols.PLAIN:
        item = next((e for e in query.entities if e.startswith(f"{COLUMN}:")), None)
        return Cell(member, item, next(iter(figures.columns(member, item)), Column("count", None)))
    return Cell(member, None, column)


def _place_of_group(base: KnowledgeBase, query: Query, group: str) -> str:
    """The staff of which a group is counted: the one named, else the first that is broken down so."""
    scope = query.entities[0] if query.entities else base.workforce
    if base.facts_of(scope, group):
        return scope
    return next((e.id for e in base.of_kind("staff") if base.facts_of(e.id, group)), scope)
