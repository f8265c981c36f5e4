"""Whether the rows of a programme's folder are right in themselves and point at something."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge import schema
from knowledge.folder import DataError, Folder
from knowledge.printed import scaled


def validate(programme: Folder) -> None:
    """Raises DataError at the first row that is wrong in itself or points at nothing."""
    ids: dict[str, str] = {}
    for entity in programme.entities:
        if entity.kind not in schema.KINDS:
            raise DataError(f'{entity.where}: "{entity.kind}" is no kind of entity.')
        if not entity.id.startswith(f"{entity.kind}:") or not entity.name:
            raise DataError(f'{entity.where}: an entity needs a name and an id that begins with "{entity.kind}:".')
        if entity.id in ids:
            raise DataError(f'{entity.where}: "{entity.id}" stands already in {ids[entity.id]}.')
        ids[entity.id] = entity.where
    for where, id in _references(programme):
        if id not in ids:
            raise DataError(f'{where}: there is no entity "{id}".')
    _validate_parents(programme)
    for where, line in _lines(programme):
        if programme.lines and line and not 1 <= line <= programme.lines:
            raise DataError(f"{where}: line {line} is not in the text, which has {programme.lines} lines.")
    _validate_facts(programme)
    _unique_rows("relation", ((r.where, (r.source, r.kind, r.target)) for r in programme.relations))
    _unique_rows("contradiction", ((c.where, (c.id,)) for c in programme.contradictions))


def _references(programme: Folder) -> Iterable[tuple[str, str]]:
    """(where, id) of every id that must be an entity's."""
    yield from ((e.where, e.parent) for e in programme.entities if e.parent)
    for fact in programme.facts:
        yield fact.where, fact.subject
        if fact.item:
            yield fact.where, fact.item
    yield from ((a.where, a.entity) for a in programme.attributes)
    yield from ((a.where, a.entity) for a in programme.aliases)
    for relation in programme.relations:
        yield relation.where, relation.source
        yield relation.where, relation.target
    yield from ((c.where, entity) for c in programme.contradictions for entity in c.entities)


def _lines(programme: Folder) -> Iterable[tuple[str, int | None]]:
    everything = (programme.entities, programme.facts, programme.attributes, programme.relations, programme.passages)
    for rows in everything:
        yield from ((row.where, row.line) for row in rows)
    yield from ((c.where, reading.line) for c in programme.contradictions for reading in c.readings)


def _validate_parents(programme: Folder) -> None:
    parents = {entity.id: entity.parent for entity in programme.entities}
    for entity in programme.entities:
        above, steps = entity.parent, 0
        while above and steps <= len(parents):
            above, steps = parents[above], steps + 1
        if above:
            raise DataError(f'{entity.where}: "{entity.id}" is a part of itself.')


def _validate_facts(programme: Folder) -> None:
    for fact in programme.facts:
        if not fact.unit:
            raise DataError(f"{fact.where}: the fact has no unit.")
        # A cell that the programme leaves blank may hold what its totals prove.
        if fact.printed or not fact.value:
            _same(fact.where, fact.value, fact.printed, programme.value(fact, 1))
    for attribute in programme.attributes:
        if attribute.value is not None and attribute.printed:
            _same(attribute.where, attribute.value, attribute.printed)
    _unique_rows("fact", ((f.where, (f.subject, f.item, f.measure, f.year, f.unit, f.place)) for f in programme.facts))


def _same(where: str, value: int | float, printed: str, scale: int | float = 1) -> None:
    try:
        read_back = scaled(printed, scale)
    except ValueError as error:
        raise DataError(f"{where}: {error}.") from error
    if read_back != value:
        raise DataError(f'{where}: the value is {value}, but "{printed}" is {read_back}.')


def _unique_rows(name: str, rows: Iterable[tuple[str, tuple[object, ...]]]) -> None:
    seen: dict[tuple[object, ...], str] = {}
    for where, key in rows:
        if key in seen:
            raise DataError(f"{where}: the same {name} stands already in {seen[key]}.")
        seen[key] = where
