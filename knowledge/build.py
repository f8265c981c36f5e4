"""Compiles programme folders into one knowledge base file.

The rows are validated, written to a temporary file beside the target, checked by SQLite and moved into place: a
reader sees the old file or the new one, never a half. The same data give the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import tomllib
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import passages, schema
from knowledge.base import SHIPPED
from knowledge.corrections import corrected, read_corrections
from knowledge.folder import DataError, Folder, read
from knowledge.language.letters import fold, sort_key
from knowledge.language.words import split
from knowledge.preferred import ordered
from knowledge.renames import REVIEWED, read_renames
from knowledge.rows import AliasRow
from knowledge.validation import validate
from knowledge.vocabulary import compile_vocabulary

if TYPE_CHECKING:
    from sqlite_utils import Database

DATA = Path(__file__).with_name("data")
TURKISH = DATA / "turkish"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has written."""

    output: Path
    rows: dict[str, int]
    """Rows by table."""


def shipped() -> list[Path]:
    """The programme folders that ship with the package."""
    return sorted(path.parent for path in DATA.glob("*/programme.toml"))


def build(
    folders: Sequence[Path] = (), output: Path = SHIPPED, turkish: Path = TURKISH, *, words: bool = True
) -> Built:
    """Builds the knowledge base file of some programme folders, of none given those that ship.

    `turkish` is the folder of word lists; without `words` the index of words is left out. Raises DataError where
    the data is wrong, OSError where the file cannot be written; the old file then stays as it was.
    """
    programmes = load(folders)
    output.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f"{output.name}.", suffix=".tmp")
    os.close(handle)
    draft = Path(name)
    try:
        with closing(sqlite3.connect(draft)) as connection:
            connection.executescript(
                f"pragma page_size = {schema.PAGE_SIZE}; pragma journal_mode = off; pragma synchronous = off; vacuum;"
            )
            fill(connection, programmes, turkish)
            if words:
                _add_words(connection, turkish)
            _finish(connection)
            rows = _counts(connection)
        _keep_mode(draft, output)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(output)
    except sqlite3.DatabaseError as error:
        raise DataError(f"The knowledge base cannot be written: {error}.") from error
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    return Built(output, rows)


def load(folders: Sequence[Path] = ()) -> list[Folder]:
    """The validated programmes of some folders, of none given those that ship: the oldest first, ids made unique.

    Raises DataError where a folder or a row is wrong.
    """
    folders = folders or shipped()
    if not folders:
        raise DataError(f"There is no programme to build: no folder in {DATA.name}/ has a programme.toml.")
    read_folders = (corrected(read(folder), read_corrections(folder)) for folder in folders)
    programmes = sorted(read_folders, key=lambda programme: (programme.year, programme.id))
    for id, count in Counter(programme.id for programme in programmes).items():
        if count > 1:
            raise DataError(f'Two folders hold the same programme "{id}".')
    for programme in programmes:
        validate(programme)
    return [ordered(programme) for programme in unique(_renamed(programmes))]


def _renamed(programmes: Sequence[Folder]) -> list[Folder]:
    """The programmes, the earlier ones with the ids that a later one of the agency gave; old names stay as aliases.

    Raises DataError where a mapping names something that is not there.
    """
    found = list(programmes)
    for position, later in enumerate(programmes):
        names = read_renames(later.path)
        known = {entity.id for entity in later.entities}
        for was, id in names.items():
            if id not in known:
                raise DataError(f'{later.path / REVIEWED}: there is no entity "{id}" in this programme.')
            if was in known:
                raise DataError(f'{later.path / REVIEWED}: "{was}" stands in this programme as well.')
        for index in range(position):
            if found[index].agency != later.agency or not names:
                continue
            old = {entity.id: entity for entity in found[index].entities}
            kept = tuple(AliasRow(str(later.path / REVIEWED), names[id], old[id].name) for id in names if id in old)
            earlier = _rename(found[index], {was: id for was, id in names.items() if was in old})
            found[index] = replace(earlier, aliases=(*earlier.aliases, *kept))
    return found


def measures(turkish: Path = TURKISH) -> dict[str, str]:
    """Measure ids and what they are called in Turkish."""
    file = turkish / "measures.toml"
    try:
        return {row["id"]: row["label"] for row in tomllib.loads(file.read_text("utf-8"))["measure"]}
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{file.name} must list every [[measure]] with id and label: {error}.") from error


def unique(programmes: Sequence[Folder]) -> list[Folder]:
    """Programmes whose ids do not meet.

    In a later programme of the same agency an id means the same thing and the newest row stays; in another agency's
    it means another thing and gets "@" and that agency's name.
    """
    owner: dict[str, str] = {}
    newest: dict[str, str] = {}
    renamed = []
    for programme in programmes:
        names = {e.id: f"{e.id}@{_slug(programme.agency)}" for e in programme.entities}
        names = {id: new for id, new in names.items() if owner.get(id, programme.agency) != programme.agency}
        programme = _rename(programme, names)
        owner |= {entity.id: programme.agency for entity in programme.entities}
        newest |= {entity.id: programme.id for entity in programme.entities}
        renamed.append(programme)
    seen: set[str] = set()
    result = []
    for programme in renamed:
        contradictions = tuple(
            replace(c, id=f"{c.id}@{programme.id}") if c.id in seen else c for c in programme.contradictions
        )
        seen |= {c.id for c in contradictions}
        entities = tuple(entity for entity in programme.entities if newest[entity.id] == programme.id)
        result.append(replace(programme, entities=entities, contradictions=contradictions))
    return result


def fill(connection: sqlite3.Connection, programmes: Sequence[Folder], turkish: Path = TURKISH) -> None:
    """Creates the tables in an empty database and writes the programmes into them.

    Raises DataError where a measure is unknown.
    """
    known = measures(turkish)
    for programme in programmes:
        named = [(f.where, f.measure) for f in programme.facts]
        named += [(c.where, measure) for c in programme.contradictions for measure in c.measures]
        for where, measure in named:
            if measure not in known:
                raise DataError(f'{where}: there is no measure "{measure}".')
    from sqlite_utils import Database  # loads pandas where it is there: half a second that import and show can spare

    schema.create(connection)
    db = Database(connection)
    meta = {"schema": str(schema.VERSION), "data": _digest(programmes, turkish)}
    db.table("meta").insert_all({"key": key, "value": value} for key, value in sorted(meta.items()))
    db.table("measures").insert_all({"id": id, "label": label} for id, label in sorted(known.items()))
    agencies = {name: id for id, name in enumerate(dict.fromkeys(p.agency for p in programmes), 1)}
    db.table("agencies").insert_all({"id": id, "name": name} for name, id in agencies.items())
    for programme in programmes:
        _insert(db, programme, agencies[programme.agency])
    aliases = sorted({(alias.entity, alias.name) for programme in programmes for alias in programme.aliases})
    db.table("aliases").insert_all({"entity": entity, "name": name} for entity, name in aliases)
    relations = {(r.source, r.kind, r.target, programme.id): r for programme in programmes for r in programme.relations}
    db.table("relations").insert_all(_plain(relations[key]) | {"programme": key[3]} for key in sorted(relations))
    connection.commit()


def _insert(db: Database, programme: Folder, agency: int) -> None:
    header = ("id", "agency", "agency_short", "year", "title", "source", "lines")
    db.table("programmes").insert({column: getattr(programme, column) for column in header} | {"owner": agency})
    owned = {"programme": programme.id}
    db.table("entities").insert_all(_plain(row) | owned | {"agency": agency} for row in programme.entities)
    db.table("spellings").insert_all(
        {"entity": row.id, "folded": fold(row.name), "sort_key": sort_key(row.name)} for row in programme.entities
    )
    db.table("facts").insert_all(_plain(row) | owned for row in programme.facts)
    db.table("attributes").insert_all(_plain(row) | owned for row in programme.attributes)
    columns = {
        ("indicator" if fact.subject.startswith("indicator:") else "cost", fact.measure, fact.year)
        for fact in programme.facts
        if fact.year is not None
    }
    db.table("printed_columns").insert_all(
        {"programme": programme.id, "domain": domain, "measure": measure, "year": year}
        for domain, measure, year in sorted(columns)
    )
    passages.insert(db, programme)
    parts = ("entities", "years", "measures", "readings", "found")
    rows = sorted(programme.contradictions, key=lambda row: row.id)
    db.table("contradictions").insert_all(
        {key: value for key, value in _plain(row).items() if key not in parts} | owned for row in rows
    )
    db.table("contradiction_readings").insert_all(
        {"contradiction": row.id, "position": position} | asdict(reading)
        for row in rows
        for position, reading in enumerate(row.readings, 1)
    )
    for table, column, values in (
        ("contradiction_entities", "entity", "entities"),
        ("contradiction_years", "year", "years"),
        ("contradiction_measures", "measure", "measures"),
    ):
        db.table(table).insert_all(
            {"contradiction": row.id, column: value} for row in rows for value in sorted(set(getattr(row, values)))
        )


def _slug(name: str) -> str:
    """A name as a part of an id."""
    return "-".join(word.folded for word in split(name))


def _plain(row: object) -> dict[str, object]:
    """A row's columns, without the place in the data."""
    # Rows are flat: asdict would copy each of their values.
    kind = type(row)
    if kind not in _COLUMNS:
        _COLUMNS[kind] = tuple(one.name for one in fields(row) if one.name != "where")  # type: ignore[arg-type]
    return {name: getattr(row, name) for name in _COLUMNS[kind]}


_COLUMNS: dict[type, tuple[str, ...]] = {}
"""The columns of each type of row."""


def _rename(programme: Folder, names: dict[str, str]) -> Folder:
    if not names:
        return programme

    def new(id: str) -> str:
        return names.get(id, id)

    def maybe(id: str | None) -> str | None:
        return new(id) if id else None

    return replace(
        programme,
        entities=tuple(replace(e, id=new(e.id), parent=maybe(e.parent)) for e in programme.entities),
        facts=tuple(replace(f, subject=new(f.subject), item=maybe(f.item)) for f in programme.facts),
        attributes=tuple(replace(a, entity=new(a.entity)) for a in programme.attributes),
        relations=tuple(replace(r, source=new(r.source), target=new(r.target)) for r in programme.relations),
        aliases=tuple(replace(a, entity=new(a.entity)) for a in programme.aliases),
        contradictions=tuple(replace(c, entities=tuple(map(new, c.entities))) for c in programme.contradictions),
    )


def _digest(programmes: Sequence[Folder], turkish: Path) -> str:
    """A hash of all data files, by which a file's readers can tell two builds apart."""
    digest = hashlib.sha256()
    for folder in (*(programme.path for programme in programmes), turkish):
        for file in sorted(path for path in folder.rglob("*") if path.suffix in (".csv", ".toml")):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _add_words(connection: sqlite3.Connection, turkish: Path) -> None:
    try:
        compile_vocabulary(connection, turkish)
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"The word lists in {turkish.name}/ cannot be compiled: {error}.") from error
    connection.commit()


def _finish(connection: sqlite3.Connection) -> None:
    """Lets SQLite check the database and writes it anew without holes."""
    dangling = connection.execute("pragma foreign_key_check").fetchone()
    if dangling:
        raise DataError(f"A row of the table {dangling[0]} points at a row of {dangling[2]} that does not exist.")
    connection.execute(f"pragma user_version = {schema.VERSION}")
    connection.execute("analyze")
    connection.commit()
    connection.execute("vacuum")
    problem = connection.execute("pragma integrity_check").fetchone()[0]
    if problem != "ok":
        raise DataError(f"SQLite finds the new file damaged: {problem}.")


def _keep_mode(draft: Path, output: Path) -> None:
    """Gives the draft, which only its owner may read, the mode of the old file or the usual one."""
    if output.exists():
        mode = output.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    draft.chmod(mode)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = ("programmes", "entities", "facts", "attributes", "relations", "aliases", "contradictions")
    return {table: connection.execute(f"select count(*) from {table}").fetchone()[0] for table in tables}
