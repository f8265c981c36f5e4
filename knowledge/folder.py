"""Reading a programme's data folder: entities, facts, texts, relations, aliases, contradictions.

What `import` makes:

    programme.toml             the programme itself; tables in thousands of TL; titles of tables without a number
    entities/<kind>.csv        id, name, code, parent, table, line
    facts/<table>.csv          subject, item, measure, year, value, unit, printed, line
    relations/*.csv            source, kind, target, table, line
    sentences.toml             [[attribute]]: the programme's own sentences
    passages.csv               heading, text, table, line: the programme's prose, paragraph by paragraph
    spellings.csv              entity, name: how else the programme spells a name
    not_read.toml              [[not_read]]: tables and columns that the import could not read
    contradictions_found.toml  [[contradiction]]: what the import has found and nobody has reviewed

What people make, and no import touches:

    attributes/*.toml          [[attribute]] entity, kind, text …; they take the place of sentences
    aliases/*.toml             "entity id" = [names]
    contradictions.toml        [[contradiction]] with [[contradiction.reading]]
    by_hand/                   further entities/, facts/ and relations/ as above; sections.toml with the titles of
                               the sections whose prose holds figures; corrections.toml (see knowledge.corrections)

Only programme.toml must exist. Every row knows where it stands, so that an error can name the file and the line.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from knowledge.printed import plain, times
from knowledge.rows import (
    AliasRow,
    AttributeRow,
    ContradictionRow,
    EntityRow,
    FactRow,
    PassageRow,
    ReadingRow,
    RelationRow,
)

BY_HAND = "by_hand"
"""The folder of what people add to what an import makes."""
SENTENCES = "sentences.toml"
FOUND = "contradictions_found.toml"
PASSAGES = "passages.csv"
SPELLINGS = "spellings.csv"
NOT_READ = "not_read.toml"


class DataError(Exception):
    """Data that cannot be built, in a sentence that names the file and the line."""


@dataclass(frozen=True, slots=True)
class Folder:
    """All rows of one programme."""

    path: Path
    id: str
    agency: str
    agency_short: str
    year: int
    title: str
    source: str
    lines: int | None
    entities: tuple[EntityRow, ...]
    facts: tuple[FactRow, ...]
    attributes: tuple[AttributeRow, ...]
    relations: tuple[RelationRow, ...]
    aliases: tuple[AliasRow, ...]
    contradictions: tuple[ContradictionRow, ...]
    passages: tuple[PassageRow, ...] = ()
    not_read: tuple[str, ...] = ()
    """What the import could not read and no line of by_hand/settled.txt settles."""
    scales: Mapping[str, int] = field(default_factory=dict)
    """What the money of a place is multiplied with, where it is not printed in TL."""

    def value(self, fact: FactRow, printed: int | float) -> int | float:
        """The value that a printed figure of a fact has."""
        return times(printed, self.scales.get(fact.place, 1)) if fact.unit == "TL" else printed


def read(path: Path) -> Folder:
    """Reads a programme's folder.

    Raises DataError where a file cannot be read or a row lacks what it must have.
    """
    header = path / "programme.toml"
    if not header.is_file():
        raise DataError(f"{path} is no programme folder: it has no programme.toml.")
    about = _toml(header)
    where = _where(header)
    sections = {str(key): str(title) for key, title in dict(about.get("sections", {})).items()}
    by_hand = path / BY_HAND / "sections.toml"
    if by_hand.is_file():
        sections |= {str(key): str(title) for key, title in _toml(by_hand).items()}
    return Folder(
        path=path,
        id=_text(about, "id", where),
        agency=_text(about, "agency", where),
        agency_short=str(about.get("agency_short", "")),
        year=int(_number(about.get("year"), "year", where) or 0),
        title=_text(about, "title", where),
        source=str(about.get("source", "")),
        lines=_whole(about.get("lines"), "lines", where),
        entities=tuple(_entities(path)),
        facts=tuple(_facts(path, sections)),
        attributes=tuple(_attributes(path)),
        relations=tuple(_relations(path)),
        aliases=tuple(_aliases(path)),
        contradictions=tuple(_contradictions(path)),
        passages=tuple(_passages(path)),
        not_read=tuple(_not_read(path)),
        scales=_scales(about, where),
    )


def _scales(about: dict[str, Any], where: str) -> dict[str, int]:
    found = dict.fromkeys(map(str, about.get("thousands", ())), 1000)
    others = about.get("scales", {})
    if not isinstance(others, dict):
        raise DataError(f'{where}: "scales" must give a number for each table.')
    return found | {str(place): _whole(scale, "scales", where) or 1 for place, scale in others.items()}


def place_of(file: str, sections: dict[str, str]) -> str | None:
    """The table or section that a file of facts holds; None where programme.toml does not name it.

    >>> place_of("tablo-09", {}), place_of("tablo-02-1", {}), place_of("deger", {"deger": "Değerler"})
    ('Tablo 9', 'Tablo 2.1', 'Değerler')
    """
    table = re.fullmatch(r"tablo-0*(\d+(?:-\d+)*)", file)
    return f"Tablo {table[1].replace('-', '.')}" if table else sections.get(file)


def _entities(path: Path) -> Iterator[EntityRow]:
    positions: Counter[str] = Counter()
    for file in _files(path, "entities"):
        for where, row in _csv(file, "id", "name", "code", "parent", "table", "line"):
            positions[file.stem] += 1
            yield EntityRow(
                where=where,
                id=row["id"],
                kind=file.stem,
                name=row["name"],
                code=row["code"],
                parent=row["parent"] or None,
                position=positions[file.stem],
                place=row["table"],
                line=_whole(row["line"], "line", where),
            )


def _facts(path: Path, sections: dict[str, str]) -> Iterator[FactRow]:
    for file in sorted(_files(path, "facts"), key=lambda file: (not file.stem.startswith("tablo-"), file.stem)):
        place = place_of(file.stem, sections)
        if place is None:
            raise DataError(
                f"{_where(file)}: a file of facts is named tablo-NN.csv, or programme.toml gives the title of the "
                f'section "{file.stem}" under [sections].'
            )
        for where, row in _csv(file, "subject", "item", "measure", "year", "value", "unit", "printed", "line"):
            value = _number(row["value"], "value", where)
            line = _whole(row["line"], "line", where)
            if value is None or line is None:
                raise DataError(f"{where}: a fact needs a value and the line where it is printed.")
            yield FactRow(
                where=where,
                subject=row["subject"],
                item=row["item"] or None,
                measure=row["measure"],
                year=_whole(row["year"], "year", where),
                value=value,
                unit=row["unit"],
                printed=row["printed"],
                place=place,
                line=line,
            )


def _relations(path: Path) -> Iterator[RelationRow]:
    for file in _files(path, "relations"):
        for where, row in _csv(file, "source", "kind", "target", "table", "line"):
            line = _whole(row["line"], "line", where)
            yield RelationRow(where, row["source"], row["kind"], row["target"], row["table"], line)


def _passages(path: Path) -> Iterator[PassageRow]:
    file = path / PASSAGES
    for where, row in _csv(file, "heading", "text", "table", "line") if file.is_file() else ():
        if not row["text"].strip():
            raise DataError(f"{where}: a passage needs a text.")
        yield PassageRow(where, row["heading"], row["text"], row["table"], _whole(row["line"], "line", where))


def _not_read(path: Path) -> Iterator[str]:
    settled = path / BY_HAND / "settled.txt"
    known = set(settled.read_text("utf-8").splitlines()) if settled.is_file() else set()
    for where, row in tables(path / NOT_READ, "not_read") if (path / NOT_READ).is_file() else ():
        text = _text(row, "text", where)
        if text not in known:
            yield text


def _files(path: Path, folder: str) -> list[Path]:
    """The files of a folder: those of the import, sorted, then those made by hand."""
    return [*sorted((path / folder).glob("*.csv")), *sorted((path / BY_HAND / folder).glob("*.csv"))]


def _attributes(path: Path) -> Iterator[AttributeRow]:
    retold: set[tuple[str, str]] = set()
    for file in [*sorted((path / "attributes").glob("*.toml")), path / SENTENCES]:
        if not file.is_file():
            continue
        for where, row in tables(file, "attribute"):
            key = (_text(row, "entity", where), _text(row, "kind", where))
            if file.name != SENTENCES:
                retold.add(key)
            elif key in retold:
                continue
            yield AttributeRow(
                where=where,
                entity=_text(row, "entity", where),
                kind=_text(row, "kind", where),
                text=_text(row, "text", where),
                answer=str(row.get("answer", "")),
                value=_number(row.get("value"), "value", where),
                unit=str(row.get("unit", "")),
                printed=str(row.get("printed", "")),
                keywords=str(row.get("keywords", "")),
                place=str(row.get("table", "")),
                line=_whole(row.get("line"), "line", where),
            )


def _aliases(path: Path) -> Iterator[AliasRow]:
    for file in sorted((path / "aliases").glob("*.toml")):
        text = file.read_text("utf-8")
        for entity, names in _toml(file).items():
            before, found, _ = text.partition(f'"{entity}"')
            where = _where(file, before.count("\n") + 1 if found else None)
            if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
                raise DataError(f'{where}: "{entity}" must have a list of names.')
            seen: set[str] = set()
            for name in names:
                if name not in seen:
                    seen.add(name)
                    yield AliasRow(where, entity, name)

    file = path / SPELLINGS
    for where, row in _csv(file, "entity", "name") if file.is_file() else ():
        yield AliasRow(where, row["entity"], row["name"])


def _contradictions(path: Path) -> Iterator[ContradictionRow]:
    for name in ("contradictions.toml", FOUND):
        if (path / name).is_file():
            yield from _contradictions_of(path / name, found=name == FOUND)


def _contradictions_of(file: Path, *, found: bool) -> Iterator[ContradictionRow]:
    for where, row in tables(file, "contradiction"):
        yield ContradictionRow(
            where=where,
            id=_text(row, "id", where),
            kind=str(row.get("kind", "")),
            title=_text(row, "title", where),
            note=str(row.get("note", "")),
            entities=tuple(map(str, row.get("entities", ()))),
            years=tuple(map(int, row.get("years", ()))),
            measures=tuple(map(str, row.get("measures", ()))),
            readings=tuple(
                ReadingRow(
                    text=_text(reading, "text", where),
                    value=_number(reading.get("value"), "value", where),
                    place=str(reading.get("table", "")),
                    line=_whole(reading.get("line"), "line", where),
                )
                for reading in row.get("reading", ())
            ),
            found=found,
        )


def _where(file: Path, line: int | None = None) -> str:
    """ "goc-2023/facts/tablo-09.csv:12": a place in the data, without this machine's folders."""
    name = _place_of(file)
    return f"{name}:{line}" if line else name


@lru_cache(maxsize=64)
def _place_of(file: Path) -> str:
    parts = [file.name]
    folder = file.parent
    while folder.name in ("entities", "facts", "relations", "attributes", "aliases", BY_HAND):
        parts.append(folder.name)
        folder = folder.parent
    return "/".join([folder.name, *reversed(parts)])


def _csv(file: Path, *columns: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(where, row) of every line of a CSV file with these columns."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            if tuple(reader.fieldnames or ()) != columns:
                raise DataError(f"{_where(file, 1)}: the columns must be {','.join(columns)}.")
            for row in reader:
                where = _where(file, reader.line_num)
                if None in row or None in row.values():
                    raise DataError(f"{where}: the row must have {len(columns)} cells.")
                yield where, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{_where(file)} cannot be read: {error}.") from error


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{_where(file)} cannot be read: {error}.") from error


def tables(file: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(where, table) of every [[name]] of a TOML file."""
    found = _toml(file).get(name, [])
    head = f"[[{name}]]"
    lines = [number for number, line in enumerate(file.read_text("utf-8").split("\n"), 1) if line.startswith(head)]
    for index, table in enumerate(found):
        yield _where(file, lines[index] if index < len(lines) else None), table


def _text(row: dict[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise DataError(f'{where}: "{key}" is missing.')
    return value


def _number(value: object, key: str, where: str) -> int | float | None:
    """A number, None where the cell is empty."""
    if value is None or value == "":
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return plain(str(value))
    if isinstance(value, str) and re.fullmatch(r"-?\d+(?:\.\d+)?", value):
        return plain(value)
    raise DataError(f'{where}: "{key}" is {value!r}, which is no number with a decimal point.')


def _whole(value: object, key: str, where: str) -> int | None:
    number = _number(value, key, where)
    if isinstance(number, float):
        raise DataError(f'{where}: "{key}" is {value!r}, which is no whole number.')
    return number
