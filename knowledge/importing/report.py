"""What an import tells the person who started it, in sentences and as JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.importing.draft import NOTES, Note

SHOWN = 40
"""Notes of a kind that the summary shows; --json has all of them."""
_NUMBERS = re.compile(r"\d+")
CUT = 220
"""Letters of a note that the summary shows."""
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
    notes: tuple[Note, ...]

    def of(self, kind: str) -> list[Note]:
        """The notes of a kind, in the document's order."""
        return sorted((note for note in self.notes if note.kind == kind), key=lambda note: note.line)

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
        yield f"{self.agency}, {self.year} ({self.programme}), {_size(self.pages, self.lines)}"
        counted = [f"{count} {_COUNTED.get(kind, kind)}" for kind, count in self.entities.items() if kind != "agency"]
        yield f"Found: {', '.join(counted)}"
        total = sum(self.figures.values())
        yield f"  {total} figures: " + ", ".join(f"{place} {count}" for place, count in self.figures.items())
        links = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in self.relations.items())
        yield f"  links: {links or 'none'}; {self.sentences} sentences of the programme's own"
        for kind, heading in NOTES.items():
            notes = self.of(kind)
            if kind == "furniture":
                texts = Counter(_NUMBERS.sub("#", note.text) for note in notes)
                told = ", ".join(f"{count} × {text}" for text, count in texts.most_common(SHOWN))
                yield f"{heading}: {told or 'none'}"
                continue
            if kind == "prose":
                if notes:
                    yield f"{heading}: {len(notes)} paragraphs; where they begin:"
                    yield from _prose(notes)
                continue
            yield f"{heading}: {len(notes) or 'nothing'}"
            for note in notes[:SHOWN]:
                yield f"  {_where(note)}{note.text[:CUT]}{'…' if len(note.text) > CUT else ''}"
            if len(notes) > SHOWN:
                yield f"  … and {len(notes) - SHOWN} more: --json lists all of them"


def _prose(notes: list[Note]) -> Iterator[str]:
    """The paragraphs of each section in one line, so that none goes unsaid."""
    sections: dict[str, list[Note]] = {}
    for note in notes:
        sections.setdefault(note.text.partition(": “")[0], []).append(note)
    for section, held in sections.items():
        yield f"  {section}: {', '.join(_where(note).strip(' :') for note in held)}"


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
