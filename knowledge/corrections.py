"""Corrections of what an import has read, each with its reason.

by_hand/corrections.toml holds [[correction]] tables. One that names an `entity` gives it another `name`, `code` or
`parent`; one that names the `subject` of a figure with its `measure`, and where it has them its `item`, `year` and
`table`, gives it what should stand there as `printed`, or takes it out with `leave_out = true`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from knowledge.folder import BY_HAND, DataError, Folder, tables
from knowledge.printed import number
from knowledge.rows import EntityRow, FactRow


@dataclass(frozen=True, slots=True)
class Correction:
    """A [[correction]]; what is None stays as it is."""

    where: str
    reason: str
    entity: str | None = None
    name: str | None = None
    code: str | None = None
    parent: str | None = None
    subject: str | None = None
    item: str | None = None
    measure: str | None = None
    year: int | None = None
    table: str | None = None
    printed: str | None = None
    leave_out: bool = False


def read_corrections(path: Path) -> list[Correction]:
    """The corrections in a programme's folder. Raises DataError where one has a key that means nothing."""
    file = path / BY_HAND / "corrections.toml"
    if not file.is_file():
        return []
    known = {field.name: field.type for field in fields(Correction)}
    found = []
    for where, row in tables(file, "correction"):
        for key, value in row.items():
            wanted = int if key == "year" else bool if key == "leave_out" else str
            if key not in known or key == "where" or not isinstance(value, wanted):
                raise DataError(f'{where}: "{key}" = {value!r} means nothing in a correction.')
        found.append(Correction(where, **{"reason": "", **row}))
    return found


def corrected(programme: Folder, corrections: Sequence[Correction]) -> Folder:
    """A programme with its corrections. Raises DataError where one has no reason or corrects nothing that is there."""
    entities, facts = programme.entities, programme.facts
    for correction in corrections:
        if not correction.reason.strip():
            raise DataError(f"{correction.where}: a correction needs its reason.")
        if correction.entity is not None:
            entities = _entities(entities, correction)
        else:
            facts = _facts(programme, facts, correction)
    return replace(programme, entities=entities, facts=facts)


def _entities(entities: tuple[EntityRow, ...], correction: Correction) -> tuple[EntityRow, ...]:
    if not any(entity.id == correction.entity for entity in entities):
        raise DataError(f'{correction.where}: there is no entity "{correction.entity}" to correct.')
    changes = {
        key: value
        for key, value in (("name", correction.name), ("code", correction.code), ("parent", correction.parent))
        if value is not None
    }
    if not changes:
        raise DataError(f"{correction.where}: the correction gives neither a name nor a code nor a parent.")

    def change(entity: EntityRow) -> EntityRow:
        return replace(
            entity,
            name=changes.get("name", entity.name),
            code=changes.get("code", entity.code),
            parent=changes.get("parent", entity.parent or "") or None,
        )

    return tuple(change(entity) if entity.id == correction.entity else entity for entity in entities)


def _facts(programme: Folder, facts: tuple[FactRow, ...], correction: Correction) -> tuple[FactRow, ...]:
    found = [fact for fact in facts if _meant(fact, correction)]
    if len(found) != 1:
        raise DataError(
            f"{correction.where}: the correction means {len(found)} figures; name subject, item, measure, year and "
            "table of one."
        )
    if correction.leave_out:
        return tuple(fact for fact in facts if fact is not found[0])
    if correction.printed is None:
        raise DataError(f"{correction.where}: the correction gives no printed figure and leaves none out.")
    try:
        value = programme.value(found[0], number(correction.printed))
    except ValueError as error:
        raise DataError(f"{correction.where}: {error}.") from error
    new = replace(found[0], value=value, printed=correction.printed)
    return tuple(new if fact is found[0] else fact for fact in facts)


def _meant(fact: FactRow, correction: Correction) -> bool:
    return (
        fact.subject == correction.subject
        and (fact.item or "") == (correction.item or "")
        and fact.measure == correction.measure
        and (correction.year is None or fact.year == correction.year)
        and (correction.table is None or fact.place == correction.table)
    )
