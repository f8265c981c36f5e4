"""What an import tells the person who started it, in sentences and as JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.importing.draft import LEFT_OUT, NOTES, Note

SHOWN = 40
"""Notes of a kind that the summary shows; --json has all of them."""
_NUMBERS = re.compile(r"\d+")
CUT = 220
"""Letters of a note that the summary shows."""
_LEFT_OUT = {"unread": "columns or tables", "head": "heads against the budget year", "damage": "kinds of damage"}
_COUNTED = {
    "programme": "programmes",
    "sub_programme": "sub-programmes",
    "activity": "activities",
    "indicator": "indicators",
    "unit": "units",
    "council": "councils",
    "expense": "expense items",
    "abbreviation": "abbreviations",
    "aim": "aims",
    "goal": "goals",
    "policy": "policy documents",
    "value": "values",
    "staff": "groups of staff",
    "staff_group": "kinds of staff",
    "room": "rooms",
    "vehicle": "vehicles",
    "facility": "things that the prose counts",
    "thing": "rows of other tables",
    "column": "columns of other tables",
    "area": "areas",
    "it": "kinds of equipment",
    "table": "tables",
}


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of an import."""

    folder: str
    programme: str
    agency: str
    year: int
    pages: int | None
    lines: int
    entities: Mapping[str, int]
    """How many of each kind."""
    figures: Mapping[str, int]
    """How many in each table."""
    relations: Mapping[str, int]
    sentences: int
    passages: int
    proven: int
    """Figures of which a total, or another place, says the same."""
    notes: tuple[Note, ...]

    def of(self, kind: str) -> list[Note]:
        """The notes of a kind, in the document's order."""
        return sorted((note for note in self.notes if note.kind == kind), key=lambda note: note.line)

    @property
    def left_out(self) -> bool:
        """Whether whole tables or columns are missing or doubtful: the import then ends with exit code 1."""
        return any(note.kind in LEFT_OUT for note in self.notes)

    @property
    def rows_left(self) -> int:
        """How many rows of figures have found no place: the import does not end with exit code 1 for single rows."""
        return sum(note.figures for note in self.of("unplaced"))

    @property
    def verdict(self) -> str:
        """How much can be trusted, in one sentence."""
        figures = sum(self.figures.values())
        told = f"{len(self.figures)} tables, {figures} figures: {self.proven} proven by totals, "
        told += f"{len(self.of('open'))} rows open"
        left = [f"{len(self.of(kind))} {name}" for kind, name in _LEFT_OUT.items() if self.of(kind)]
        told += f"; NOT READ: {', '.join(left)}" if left else "; no table or column was left out"
        return f"{told}; rows with figures not placed: {self.rows_left}" if self.rows_left else told

    def as_json(self) -> dict[str, object]:
        """Everything, for machines."""
        return {
            "folder": self.folder,
            "programme": self.programme,
            "agency": self.agency,
            "year": self.year,
            "pages": self.pages,
            "lines": self.lines,
            "found": {
                "entities": dict(self.entities),
                "figures": dict(self.figures),
                "relations": dict(self.relations),
                "sentences": self.sentences,
            },
            "verdict": self.verdict,
            "proven": self.proven,
            "passages": self.passages,
            "damage": [_plain(note) for note in self.of("damage")],
            "not_read": [_plain(note) for note in self.of("unread")],
            "heads": [_plain(note) for note in self.of("head")],
            "filled": [_plain(note) for note in self.of("filled")],
            "open": [_plain(note) for note in self.of("open")],
            "contradictions": [_plain(note) for note in self.of("contradiction")],
            "remarks": [_plain(note) for note in self.of("remark")],
            "not_placed": [_plain(note) for note in self.of("unplaced")],
            "prose": [_plain(note) for note in self.of("prose")],
            "page_furniture": [_plain(note) for note in self.of("furniture")],
        }

    def summary(self) -> Iterator[str]:
        """Lines for a person."""
        yield self.verdict
        yield f"{self.agency}, {self.year} ({self.programme}), {_size(self.pages, self.lines)}"
        counted = [f"{count} {_COUNTED.get(kind, kind)}" for kind, count in self.entities.items() if kind != "agency"]
        yield f"Found: {', '.join(counted)}"
        total = sum(self.figures.values())
        yield f"  {total} figures: " + ", ".join(f"{place} {count}" for place, count in self.figures.items())
        links = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in self.relations.items())
        own = f"{self.sentences} sentences of the programme's own; {self.passages} passages of prose"
        yield f"  links: {links or 'none'}; {own}"
        for kind, heading in NOTES.items():
            notes = self.of(kind)
            if kind == "furniture":
                texts = Counter(_NUMBERS.sub("#", note.text) for note in notes)
                told = ", ".join(f"{count} × {text}" for text, count in texts.most_common(SHOWN))
                yield f"{heading}: {told or 'none'}"
                continue
            if kind == "prose":
                continue
            if not notes and kind in LEFT_OUT:
                continue
            yield f"{heading}: {len(notes) or 'nothing'}"
            for note in notes[:SHOWN]:
                yield f"  {_where(note)}{note.text[:CUT]}{'…' if len(note.text) > CUT else ''}"
            if len(notes) > SHOWN:
                yield f"  … and {len(notes) - SHOWN} more: --json lists all of them"


def _plain(note: Note) -> dict[str, object]:
    return {"line": note.line, "page": note.page, "text": note.text}


def _where(note: Note) -> str:
    page = f"p. {note.page}, " if note.page else ""
    return f"{page}L{note.line}: " if note.line else ""


def _size(pages: int | None, lines: int) -> str:
    return f"{pages} pages" if pages else f"{lines} lines"


def count(values: Iterator[str] | list[str]) -> dict[str, int]:
    """How often each value occurs, in the order of their first occurrence."""
    return dict(Counter(values))
