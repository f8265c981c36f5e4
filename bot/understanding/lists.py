"""Members of a class counted and listed, with their figures where those are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.conditions import ABOVE
from bot.answering.members import members
from bot.answering.queries import Cell, Column, Query
from bot.answering.terms import Held
from bot.questions.registry import OF_EVERY
from bot.understanding.frame import Frame
from bot.understanding.members import Members
from bot.understanding.segments import Segment
from bot.understanding.weights import weight
from knowledge.schema import COLUMN

FIGURED = (cols.COST, cols.INDICATOR)
"""Domains of which the figures of every member may be listed."""
HELD = frozenset({"olan", "olanlar", "bulunan", "var"})
"""Words that ask only for those that have something, folded."""
DISTRIBUTED = weight("lists.distributed")
"""Gain of the figures of each member over those of one."""
COUNTED_LIST = weight("lists.counted_list")
"""Cost of listing what is rather counted."""
UNASKED_LIST = weight("lists.unasked_list")
"""Cost of listing what nothing asks a list of."""
ONE_OF_CLASS = weight("lists.one_of_class")
"""Cost of listing a class of which one is asked for: "hangi birim"."""
COUNTED_FIGURES = weight("lists.counted_figures")
"""Cost of counting the sorts of things that themselves have numbers: "kaç araç"."""
NUMBERED = frozenset({"staff_group", "room", "it", "vehicle"})
"""Kinds of such things."""


def counted_or_listed(of: Members) -> Iterator[tuple[Query, float]]:
    """How many members there are, or which."""
    frame, kind, named = of.frame, of.base_kind, of.named
    if of.operation == q.COUNT and "list" in frame.features and "count" not in frame.features:
        return
    if named and of.operation == q.LIST and of.domain in FIGURED and ("list" in frame.features or of.plural):
        yield from distribution(of)
    if kind == "expense" and "which" in frame.features and len(of.within) == 1 and named:
        yield from _with_money(of)
    if kind == "activity" and any(e.startswith("expense:") for e in of.within):
        yield from _with_money(of)
        return
    if _column(of):
        # Every row has it: its figures are asked for, not which rows have some.
        yield from distribution(of)
        return
    if named or (len(frame.classes) > 1 and not _asked_for(frame, of.segment)):
        return
    if sum(word.folded == "kac" for word in frame.words) > 1:
        return  # "kaç amaç kaç hedef var" asks for two
    yield Query(of.operation, kind=of.kind, entities=of.within), _price(of)


def _price(of: Members) -> float:
    """What it costs that something else than a count, or a list, is asked for."""
    features = of.frame.features
    if of.operation == q.COUNT:
        return COUNTED_FIGURES if of.base_kind in NUMBERED else 0.0
    price = COUNTED_LIST if "count" in features and "list" not in features else 0.0
    if not features & {"list", "which", "who"}:
        price += UNASKED_LIST
    if "which" in features and not ("list" in features or of.plural or of.within):
        price += ONE_OF_CLASS
    return price


def _with_money(of: Members) -> Iterator[tuple[Query, float]]:
    """The activities that have something under an expense item, or items of an activity: "hangi kalemden"."""
    if len(of.columns) > 1:
        return
    columns = of.columns or (cols.default(cols.COST, of.frame.year),)
    query = Query(q.FILTER, kind=of.kind, entities=of.within, columns=columns, terms=Held(ABOVE, 0.0))
    yield query.but(counted=of.operation == q.COUNT, assumed=() if of.columns else ("year",)), 0.0


def _asked_for(frame: Frame, own: Segment) -> bool:
    """Whether a class word, not another one, is what "kaç", "hangi" or "sayısı" belongs to."""
    asking = [s for s in frame.segments if s.values("feature") & {"count", "which", "list", "how_much", "who"}]
    if any(segment.end == own.start or segment.start == own.end for segment in asking):
        return True
    return all(own.start >= other.start for other, _ in frame.classes)


def together(of: Members) -> Iterator[tuple[Query, float]]:
    """The sum or the average of the members' figures."""
    restricted = of.within or of.operation in OF_EVERY
    if of.domain == cols.COST and restricted and not of.frame.features & {"count", "list", "which"}:
        for query, extra in distribution(of):
            if len(query.cells) > 1:
                yield query.but(operation=of.operation), extra


def distribution(of: Members) -> Iterator[tuple[Query, float]]:
    """The figures of every member of a class: "öğrenim durumuna göre dağılımı"."""
    if of.base_kind == "staff_group":
        cells = _of_staff(of)
    elif column := _column(of):
        rows = of.base.of_kind(of.kind)
        cells = tuple(Cell(row.id, column, Column("count")) for row in rows if of.base.facts_of(row.id, column))
    elif of.domain == cols.COST and len(of.columns) <= 1:
        cells = _of_money(of)
    elif of.domain == cols.INDICATOR and len(of.columns) <= 1:
        cells = _of_indicators(of)
    else:
        return
    if cells:
        assumed = () if of.columns or of.domain == cols.PLAIN else ("year",)
        yield Query(q.VALUE, cells, assumed=assumed), DISTRIBUTED


def _column(of: Members) -> str | None:
    """The column of a table by which its rows are looked at."""
    return next((e for e in of.within if e.startswith(f"{COLUMN}:")), None)


def _of_staff(of: Members) -> tuple[Cell, ...]:
    """Each group of the staff, at the place named or at that for which it is counted."""
    members = of.base.of_kind(of.kind)
    scope = next((e for e in of.within if e.startswith("staff:")), "")
    if not scope:
        held = (e.id for e in of.base.of_kind("staff") if of.base.facts_of(e.id, members[0].id))
        scope = next(held, of.base.workforce)
    return tuple(Cell(scope, member.id, Column("count")) for member in members)


def _of_indicators(of: Members) -> tuple[Cell, ...]:
    """One column of each indicator, of all or of those of a unit, a sub-programme or whatever else has some."""
    column = of.columns[0] if of.columns else of.default()
    listed = members(of.base, Query(q.LIST, kind=of.kind, entities=of.within))
    return tuple(Cell(member, None, column) for member in listed)


def _of_money(of: Members) -> tuple[Cell, ...]:
    """What each part costs: the items of a scope, or its parts by an item."""
    base = of.base
    column = of.columns[0] if of.columns else cols.default(cols.COST, of.frame.year)
    scope = next((e for e in of.within if not e.startswith("expense:")), base.agency.id)
    if of.base_kind == "expense":
        return _held(of, tuple(Cell(scope, item.id, column) for item in base.of_kind(of.kind) if item.parent))
    item = next((e for e in of.within if e.startswith("expense:")), None)
    parts = {e.id for e in base.descendants(scope, of.base_kind)}
    cells = tuple(Cell(member.id, item, column) for member in base.of_kind(of.kind) if member.id in parts)
    return _held(of, cells) if item and any(word.folded in HELD for word in of.frame.words) else cells


def _held(of: Members, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells that hold something."""
    return tuple(cell for cell in cells if (figure := of.figures.at(cell)) and figure.value)
