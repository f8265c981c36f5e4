"""What an import has not placed: words left in tables, figures in prose, and prose that no part of it has read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from knowledge.importing.document import Document, Mark, Placed
from knowledge.importing.draft import Draft
from knowledge.importing.notes import tell
from knowledge.importing.outline import place_of
from knowledge.importing.passages import is_row
from knowledge.importing.rows import is_row_number
from knowledge.importing.values import is_cell

FEWEST_ROWS = 2
"""Rows of a table at least."""


def leftovers(draft: Draft, text: Document, marks: Sequence[Mark], tables: set[int]) -> None:
    """Notes every word that has found no place: table lines one by one, prose by paragraphs."""
    left = [word for word in text.words if word.index not in text.used and (word.key or is_cell(word.text))]
    by_line: dict[int, list[Placed]] = {}
    for word in left:
        by_line.setdefault(word.line, []).append(word)
    # The number of a row says nothing that its place does not.
    by_line = {line: words for line, words in by_line.items() if len(words) > 1 or not is_row_number(words[0])}
    holding = {}
    current: Mark | None = None
    captions = {text.words[mark.start].line: mark for mark in marks if mark.kind in ("caption", "section")}
    for line in text.lines:
        current = captions.get(line.number, current)
        holding[line.number] = place_of(current, text).name
    paragraph: list[list[Placed]] = []
    for line in text.lines:
        words = by_line.get(line.number)
        if words and (words[0].index in tables or is_row(line)):
            _prose(draft, paragraph, holding)
            paragraph = []
            printed = " ".join(word.text for word in words)
            draft.note("unplaced", words, tell("printed", place=holding[line.number], text=printed))
        elif words:
            if line.after_blank and paragraph:
                _prose(draft, paragraph, holding)
                paragraph = []
            paragraph.append(words)
        elif paragraph:
            _prose(draft, paragraph, holding)
            paragraph = []
    _prose(draft, paragraph, holding)
    _unread_tables(draft, text, marks)


def _unread_tables(draft: Draft, text: Document, marks: Sequence[Mark]) -> None:
    """Notes the captions below which rows of figures stand and none of them has been read."""
    rows = Counter(dict(note.told.parts).get("place") for note in draft.notes if note.figures)
    told = {dict(note.told.parts).get("place") for note in draft.notes if note.kind == "unread"}
    read = {figure.cell.place for figure in draft.figures}
    for mark in marks:
        place = place_of(mark, text).name if mark.kind == "caption" else ""
        if place and rows[place] >= FEWEST_ROWS and place not in read | told:
            draft.note("unread", text.words[mark.start], tell("table_unread", place=place, title=mark.title))
            told.add(place)


def _prose(draft: Draft, paragraph: Sequence[Sequence[Placed]], holding: dict[int, str]) -> None:
    if not paragraph:
        return
    words = [word for line in paragraph for word in line]
    printed = " ".join(word.text for word in words)
    draft.note("prose", words, tell("printed", place=holding[words[0].line], text=printed))
