"""Writing a programme's data folder: plain, sorted by the document, the same on every import of the same document.

Only the files that an import makes are written or taken away; what people have made by hand beside them stays.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from knowledge.folder import FOUND, NOT_READ, PASSAGES, SENTENCES, SPELLINGS
from knowledge.importing.counted_answers import counted
from knowledge.importing.document import key
from knowledge.importing.draft import LEFT_OUT, Cell, Contradiction, Draft, Entity, Figure, Note, Sentence
from knowledge.importing.names import slug
from knowledge.importing.reading import Reading

OWNED = ("entities", "facts", "relations")
"""Folders that hold nothing but what imports make."""
FILES = ("programme.toml", SENTENCES, FOUND, PASSAGES, SPELLINGS, NOT_READ)
"""Files that imports make."""
TABLE = "Tablo "
"""How the place of a figure begins that stands in a table with a number."""
_ESCAPED = {code: f"\\u{code:04x}" for code in (*range(ord(" ")), 0x7F)} | {ord(mark): f"\\{mark}" for mark in '\\"'}
"""How strings of TOML write the letters that cannot stand in them, by their code."""
SLIP = 2
"""Letters by which the name of a thing that people have entered may differ from what is printed."""
_RELATION_FILES = ("responsible", "monitors", "data_source", "gives_data", "receives_data", "exchanges_data")


@dataclass(frozen=True, slots=True)
class ByHand:
    """What people have put into by_hand/, and what they have written in attributes/."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Names of entities by their id."""
    relations: frozenset[tuple[str, ...]] = frozenset()
    """(source, kind, target) of relations."""
    told: frozenset[tuple[str, str]] = frozenset()
    """(entity, kind) of texts: the programme's own sentences on them are left out."""
    figures: frozenset[tuple[str, ...]] = frozenset()
    """(subject, item, measure, year) of figures: what the prose says of them is left out."""

    def same(self, entity: Entity) -> str:
        """The id of the thing that people have entered themselves, perhaps in another spelling; else its own."""
        if entity.id in self.names:
            return entity.id
        alike = (
            id for id, name in self.names.items() if id.partition(":")[0] == entity.kind and _near(name, entity.name)
        )
        return next(alike, entity.id)


def _near(one: str, other: str) -> bool:
    return Levenshtein.distance(key(one), key(other), score_cutoff=SLIP) <= SLIP


def by_hand(folder: Path, told: frozenset[tuple[str, str]] = frozenset()) -> ByHand:
    """What stands in a folder's by_hand/. Raises OSError."""
    return ByHand(
        {row["id"]: row["name"] for row in _rows(folder / "by_hand" / "entities")},
        frozenset((row["source"], row["kind"], row["target"]) for row in _rows(folder / "by_hand" / "relations")),
        told,
        frozenset(
            (row["subject"], row["item"], row["measure"], row["year"]) for row in _rows(folder / "by_hand" / "facts")
        ),
    )


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def files(reading: Reading, id: str, own: ByHand | None = None) -> dict[str, str]:
    """The files of a programme's folder by their path in it, all but that of the contradictions.

    `own`: what people have entered and written themselves is left out.
    """
    draft = reading.draft
    own = own or ByHand()
    same = {entity.id: own.same(entity) for entity in draft.entities.values()}
    figures = [f for f in draft.figures if _row(f.cell) not in own.figures or f.cell.place.startswith(TABLE)]
    made = {"programme.toml": _header(reading, id, figures)}
    kinds: defaultdict[str, list[Sequence[object]]] = defaultdict(list)
    for entity in draft.entities.values():
        if same[entity.id] in own.names:
            continue
        kinds[entity.kind].append((entity.id, entity.name, entity.code, entity.parent, entity.place, entity.line))
    for kind, entities in kinds.items():
        made[f"entities/{kind}.csv"] = _csv(("id", "name", "code", "parent", "table", "line"), entities)
    places: defaultdict[str, list[Sequence[object]]] = defaultdict(list)
    for figure in figures:
        row = (*_row(figure.cell), figure.value, figure.unit, figure.printed, figure.line)
        places[file_of(figure.cell.place)].append(row)
    head = ("subject", "item", "measure", "year", "value", "unit", "printed", "line")
    for place, facts in places.items():
        made[f"facts/{place}.csv"] = _csv(head, facts)
    for kind in _RELATION_FILES:
        relations = [(same[r.source], r.kind, r.target, r.place, r.line) for r in draft.relations if r.kind == kind]
        relations = [row for row in relations if row[:3] not in own.relations]
        if relations:
            made[f"relations/{kind}.csv"] = _csv(("source", "kind", "target", "table", "line"), relations)
    sentences = [replace(s, entity=same.get(s.entity, s.entity)) for s in draft.sentences]
    sentences = [s for s in sentences if (s.entity, s.kind) not in own.told]
    if sentences:
        made[SENTENCES] = _sentences(sentences)
    if draft.passages:
        rows = [(passage.heading, passage.text, passage.place, passage.line) for passage in draft.passages]
        made[PASSAGES] = _csv(("heading", "text", "table", "line"), rows)
    spellings = sorted({(id, name) for id, name in draft.spellings if id in draft.entities})
    if spellings:
        made[SPELLINGS] = _csv(("entity", "name"), spellings)
    unread = [note for note in draft.notes if note.kind in LEFT_OUT]
    if unread:
        made[NOT_READ] = _not_read(unread)
    return made


def _row(cell: Cell) -> tuple[str, ...]:
    return (cell.subject, cell.item, cell.measure, str(cell.year or ""))


def found_file(contradictions: Sequence[Contradiction]) -> str:
    """The file of the contradictions that an import has found."""
    text = (
        "# Found by the import and not reviewed: what is right belongs into contradictions.toml, in your own words.\n"
        "# Every import writes this file anew, without those that contradictions.toml explains.\n"
    )
    counts: defaultdict[str, int] = defaultdict(int)
    for contradiction in contradictions:
        counts[contradiction.kind] += 1
        text += "\n[[contradiction]]\n"
        text += f"id = {_quoted(f'{contradiction.kind}{counts[contradiction.kind]}*')}\n"
        text += f"kind = {_quoted(contradiction.kind)}\n"
        text += f"title = {_quoted(contradiction.title)}\n"
        text += f"note = {_quoted(contradiction.note)}\n" if contradiction.note else ""
        for name, values in (("entities", contradiction.entities), ("measures", contradiction.measures)):
            text += f"{name} = [{', '.join(map(_quoted, values))}]\n" if values else ""
        text += f"years = [{', '.join(map(str, contradiction.years))}]\n" if contradiction.years else ""
        for saying in contradiction.readings:
            text += "\n[[contradiction.reading]]\n"
            text += f"text = {_quoted(saying.text)}\n"
            text += f"value = {saying.value}\n" if saying.value is not None else ""
            text += f"line = {saying.line}\n" if saying.line else ""
            text += f"table = {_quoted(saying.place)}\n" if saying.place else ""
    return text


def file_of(place: str) -> str:
    """The file of a place's facts.

    >>> file_of("Tablo 9"), file_of("Tablo 2.1"), file_of("Faaliyet Maliyetleri")
    ('tablo-09', 'tablo-02-1', 'faaliyet-maliyetleri')
    """
    number = re.fullmatch(r"Tablo (\d+)((?:\.\d+)*)", place)
    return f"tablo-{int(number[1]):02}{number[2].replace('.', '-')}" if number else slug(place)


def _header(reading: Reading, id: str, figures: Sequence[Figure]) -> str:
    draft = reading.draft
    text = f"id = {_quoted(id)}\n"
    text += f"agency = {_quoted(draft.agency.name)}\n"
    text += f"agency_short = {_quoted(draft.short)}\n" if draft.short else ""
    text += f"year = {draft.year}\n"
    text += f"title = {_quoted(reading.title)}\n"
    text += f"source = {_quoted(f'{draft.agency.name} {reading.title}')}\n"
    text += f"lines = {reading.source.count}\n"
    thousands = sorted(place for place, scale in draft.scales.items() if scale == 1000)
    others = sorted((place, scale) for place, scale in draft.scales.items() if scale not in (1, 1000))
    if thousands:
        text += "\n# Tables whose money is printed in thousands of TL.\n"
        text += f"thousands = [{', '.join(map(_quoted, thousands))}]\n"
    if others:
        text += "\n# What the money of other tables is multiplied with.\n"
        text += f"scales = {{ {', '.join(f'{_quoted(place)} = {scale}' for place, scale in others)} }}\n"
    sections = {file_of(f.cell.place): f.cell.place for f in figures if not f.cell.place.startswith(TABLE)}
    if sections:
        text += "\n# Titles of the tables that have no number, by the name of their file in facts/.\n[sections]\n"
        text += "".join(f"{file} = {_quoted(title)}\n" for file, title in sorted(sections.items()))
    return text


def programme_id(draft: Draft) -> str:
    """The id of a programme: the agency's short name, or else its own, and the year; a report says that it is one."""
    return f"{slug(draft.short or draft.agency.name)}-{draft.year}{'-faaliyet-raporu' if draft.report else ''}"


def _sentences(sentences: Sequence[Sentence]) -> str:
    parts = [
        "# The programme's own sentences. Keep them, or retell them in attributes/: what attributes/ says of the same\n"
        "# thing in the same respect takes their place, and the next import leaves them out here.\n"
    ]
    for sentence in sentences:
        parts.append("\n[[attribute]]\n")
        parts.append(f"entity = {_quoted(sentence.entity)}\n")
        parts.append(f"kind = {_quoted(sentence.kind)}\n")
        parts.append(f"text = {_quoted(sentence.text)}\n")
        parts.append(f"answer = {_quoted(sentence.answer)}\n" if sentence.answer else "")
        figure = counted(sentence.kind, sentence.answer)
        parts.append(f"value = {figure[0]}\nunit = {_quoted(figure[1])}\n" if figure else "")
        parts.append(f"table = {_quoted(sentence.place)}\n" if sentence.place else "")
        parts.append(f"line = {sentence.line}\n")
    return "".join(parts)


def _not_read(notes: Sequence[Note]) -> str:
    text = (
        "# What the import could not read: whole tables or columns. Put what you know of them into by_hand/;\n"
        "# `check` is content with what stands as a line in by_hand/settled.txt.\n"
    )
    for note in notes:
        text += f"\n[[not_read]]\ntext = {_quoted(note.text)}\n"
        text += f"line = {note.line}\n" if note.line else ""
    return text


def _csv(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPED)}"'


def write(folder: Path, made: Mapping[str, str]) -> None:
    """Puts the files into a folder, which is made where it does not exist.

    They are written beside it first, so that an error leaves the folder as it was. Files of an earlier import that
    this one does not make go.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for name, text in made.items():
            file = stage / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
        folder.mkdir(exist_ok=True)
        for name in made:
            target = folder / name
            target.parent.mkdir(exist_ok=True)
            (stage / name).replace(target)
        for owned in OWNED:
            for file in sorted((folder / owned).glob("*.csv")):
                if f"{owned}/{file.name}" not in made:
                    file.unlink()
            with suppress(OSError):
                (folder / owned).rmdir()
        for name in FILES:
            if name not in made:
                (folder / name).unlink(missing_ok=True)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
