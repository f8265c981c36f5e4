"""Everything that a knowledge base holds of one entity, as lines of text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from knowledge.base import Entity, KnowledgeBase
from knowledge.language.letters import fold


def matching(base: KnowledgeBase, name: str) -> list[Entity]:
    """The entities whose id, code, name or alias is a name, or else those that hold it, folded."""
    wanted = fold(name.strip())
    if not wanted:
        return []
    exact: dict[str, None] = {}
    holding: dict[str, None] = {}
    rows = base.connection.execute(
        "select id, id, 0 from entities union all select id, code, 0 from entities where code <> '' "
        "union all select id, name, 1 from entities union all select entity, name, 1 from aliases order by 1, 2, 3"
    )
    for id, text, partly in rows:
        if fold(text) == wanted:
            exact[id] = None
        elif partly and wanted in fold(text):
            holding[id] = None
    return [base.entity(id) for id in exact or holding]


def lines(base: KnowledgeBase, entity: Entity) -> Iterator[str]:
    """What is known of an entity: facts, attributes, relations, aliases, contradictions."""
    yield f"{entity.name}  [{entity.id}]{_at(entity.place, entity.line)}"
    if entity.code:
        yield f"  code: {entity.code}"
    for above in base.ancestors(entity.id):
        yield f"  part of: {_name(above)}"
    for part in base.children(entity.id):
        yield f"  part: {_name(part)}"
    yield from _section("facts", _facts(base.connection, entity.id))
    yield from _section(
        "attributes",
        (f"{a.kind}: {a.text}{_at(a.place, a.line)}" for a in base.attributes(entity.id)),
    )
    yield from _section("relations", _relations(base, entity.id))
    aliases = base.connection.execute("select name from aliases where entity = ? order by name", (entity.id,))
    yield from _section("aliases", (name for (name,) in aliases))
    yield from _section("contradictions", _contradictions(base, entity.id))


def _section(title: str, rows: Iterator[str]) -> Iterator[str]:
    for index, row in enumerate(rows):
        if index == 0:
            yield f"  {title}:"
        yield f"    {row}"


def _facts(connection: sqlite3.Connection, id: str) -> Iterator[str]:
    rows = connection.execute(
        "select s.name, i.name, measures.label, f.year, f.printed, f.value, f.unit, f.place, f.line, f.subject = ? "
        "from facts f join measures on measures.id = f.measure join entities s on s.id = f.subject "
        "left join entities i on i.id = f.item where f.subject = ? or f.item = ? order by f.id",
        (id, id, id),
    )
    for subject, item, label, year, printed, value, unit, place, line, own in rows:
        of = item if own else subject
        name = " ".join(str(part) for part in (of, year, label) if part)
        shown = printed if printed not in ("", "-") else f"{value} (printed “{printed}”)"
        yield f"{name}: {shown} {unit}{_at(place, line)}"


def _relations(base: KnowledgeBase, id: str) -> Iterator[str]:
    rows = base.connection.execute(
        "select source = ?, kind, iif(source = ?, target, source), place, line from relations "
        "where source = ? or target = ? order by 2, 1, 3",
        (id, id, id, id),
    )
    for outward, kind, other, place, line in rows:
        arrow = "→" if outward else "←"
        yield f"{kind} {arrow} {_name(base.entity(other))}{_at(place, line)}"


def _contradictions(base: KnowledgeBase, id: str) -> Iterator[str]:
    for contradiction in base.contradictions(id):
        yield f"{contradiction.id} {contradiction.title}"
        if contradiction.note:
            yield f"  {contradiction.note}"
        for text, _, place, line in contradiction.readings:
            yield f"  - {text}{_at(place, line)}"


def _name(entity: Entity) -> str:
    return f"{entity.name} [{entity.id}]"


def _at(place: str, line: int | None) -> str:
    parts = [part for part in (place, f"L{line}" if line else "") if part]
    return f"  ({', '.join(parts)})" if parts else ""
