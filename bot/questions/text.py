"""What the programme says in words: single texts, and all that is known of a thing in brief."""

from __future__ import annotations

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.cells import NotHeldError
from bot.answering.figures import Figures, domain_at
from bot.answering.queries import Absence, Cell, Figure, Query, Result
from bot.questions.operation import Operation
from bot.replies import figures as words
from bot.replies.parts import Parts

MOST_TEXTS = 6
"""Texts of a thing that an overview tells."""
_BELOW = ("unit", "goal", "activity", "sub_programme")
"""Kinds of parts that an overview names."""
_CODED = ("goal", "table")
"""Kinds whose code an overview tells."""


def _text(figures: Figures, query: Query) -> Result:
    """Texts of the programme, with the figure that they give."""
    if not query.attributes:
        raise NotHeldError(Absence("relation", entities=query.entities))
    rows = [figures.base.attribute(id) for id in query.attributes]
    told = tuple(
        Figure(row.value, row.unit or "adet", row.entity, measure=row.kind, places=((row.place, row.line or 0),))
        for row in rows
        if row.value is not None
    )
    return Result(query, told, attributes=query.attributes, entities=(rows[0].entity,))


def _overview(figures: Figures, query: Query) -> Result:
    """What is known of an entity, in brief."""
    base, entity = figures.base, query.entities[0]
    budget: Figure | None = None
    if domain_at(base, entity) == cols.COST:
        budget = figures.at(Cell(entity, None, cols.default(cols.COST, base.calendar)))
    attributes = tuple(row.id for row in base.attributes(entity))
    return Result(query, (budget,) if budget else (), attributes=attributes, entities=(entity,))


def _say_text(parts: Parts, result: Result) -> list[str]:
    """Texts, each in its own line."""
    rows = [parts.base.attribute(id) for id in result.attributes]
    if len(rows) == 1:
        return [rows[0].text]
    if len({row.entity for row in rows}) > 1:
        return [f"• {row.text}" for row in rows]
    name = parts.base.entity(rows[0].entity).name
    return [f"{parts.entity(rows[0].entity)}:", *(f"• {row.text.removeprefix(f'{name}: ')}" for row in rows)]


def _say_overview(parts: Parts, result: Result) -> list[str]:
    """A name and what goes with it: budget, place, texts, parts, duties."""
    base = parts.base
    entity = base.entity(result.entities[0])
    code = f" ({entity.code})" if entity.kind in _CODED and entity.code else ""
    lines = [f"**{entity.name}**{code}"]
    lines += [f"{words.of_figure(figure)}: {words.amount(figure)}" for figure in result.figures]
    if entity.parent:
        lines.append(f"Bağlı olduğu yer: {parts.entity(entity.parent)}")
    lines += [base.attribute(id).text for id in result.attributes[:MOST_TEXTS]]
    below = [child.name for child in base.children(entity.id) if child.kind in _BELOW]
    if below:
        lines.append("Altındakiler: " + ", ".join(below))
    owned = base.targets(entity.id, "responsible") + base.targets(entity.id, "monitors")
    if owned:
        lines.append("Sorumlu olduğu: " + ", ".join(parts.entity(id) for id in owned))
    return [*lines, *parts.tail_of([entity.id])]


OPERATIONS = (
    Operation(q.TEXT, "bilgi", _text, _say_text),
    Operation(q.OVERVIEW, "genel bakış", _overview, _say_overview),
)
