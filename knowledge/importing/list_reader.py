"""What every reader of small tables and lists does: words of lines, the body of a table, a row of one count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from knowledge.importing import text_columns
from knowledge.importing.document import Document, Placed
from knowledge.importing.draft import Cell, Draft, Sentence, TableRow
from knowledge.importing.lines import Line
from knowledge.importing.names import Lexicon
from knowledge.importing.rows import readings
from knowledge.importing.values import is_figure, is_year
from knowledge.language.letters import lower

_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s+[A-ZÇĞİÖŞÜ][^\d]*")
"""What begins a part of its own behind a table: "5. Sunulan Hizmetler"."""
_TOLD = {text_columns.PLACE: "location", text_columns.HELD: "tenure", text_columns.OTHER: "note"}
"""The kind of text that each sort of a column of words is."""
LONGEST_ROW = 14
"""Words of a line from which it is prose and ends a table."""


Texts = Sequence[tuple[str, str]]
"""(head, what it says) of columns of words."""


class ListReader:
    """Reads lines of a document into a draft."""

    def __init__(
        self,
        draft: Draft,
        text: Document,
        lexicon: Lexicon,
        tables: set[int],
        by_line: dict[int, list[Placed]],
    ) -> None:
        self.draft = draft
        self.text = text
        self.lexicon = lexicon
        self.tables = tables
        self.by_line = by_line

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of places, folded."""
        return text_columns.places_of(self.text.lines)

    def say_texts(self, subject: str, texts: Texts, place: str, line: int) -> None:
        """Keeps what the columns of words of a table, (head, what it says), tell of a thing."""
        name = self.draft.entities[subject].name
        for title, said in texts:
            kind = _TOLD[text_columns.sort_of(title, said)]
            told = f"{name}, {lower(title.strip(' :'))}: {said}."
            self.draft.say(Sentence(subject, kind, told, said, place, line))

    def say_groups(self, things: Sequence[tuple[str, Texts]], place: str, line: int) -> None:
        """Keeps which things of a table share what a column of words says, as a text of the table: which are rented."""
        table = next((entity for entity in self.draft.of_kind("table") if entity.place == place), None)
        if table is None:
            return
        for title in dict.fromkeys(title for _, texts in things for title, _ in texts):
            said = [(self.draft.entities[id].name, dict(texts).get(title, "")) for id, texts in things]
            for value, names in text_columns.grouped(said).items():
                head, listed = lower(title.strip(" :")), ", ".join(names)
                told = f"{table.name}, {head} {value}: {listed}."
                kind = _TOLD[text_columns.sort_of(title, value)]
                self.draft.say(Sentence(table.id, kind, told, listed, place, line))

    def words(self, line: Line) -> list[Placed]:
        """The words of a line."""
        return self.by_line[line.number]

    def take(self, lines: Sequence[Line] | Sequence[int]) -> None:
        """Notes that lines have found their place."""
        for line in lines:
            self.text.take(self.by_line[line.number if isinstance(line, Line) else line])

    def body(self, lines: Sequence[Line]) -> list[Line]:
        """The lines of a table, up to the first one of prose."""
        found: list[Line] = []
        for line in lines:
            words = self.words(line)
            if found and _HEADING.fullmatch(line.text.strip()):
                break
            if len(words) > LONGEST_ROW or (not any(w.text[:1].isdigit() for w in words) and line.opens_page):
                break
            found.append(line)
        # What stands behind the last figure is the heading of what follows.
        while found and not any(letter.isdigit() for letter in found[-1].text):
            found.pop()
        for line in found:
            self.tables.update(word.index for word in self.words(line))
        return found

    def rows_left(self, lines: Sequence[Line]) -> None:
        """Counts lines that look like rows to the tables: what nothing reads is told one by one."""
        for line in lines:
            words = self.words(line)
            if len(words) > LONGEST_ROW:
                break
            if len(words) > 1 and is_figure(words[-1].text) and not is_year(words[-1].text):
                self.tables.update(word.index for word in words)

    def count(self, subject: str, item: str, words: Sequence[Placed], unit: str, place: str, name: str) -> None:
        """Adds a row of one count."""
        cell = Cell(subject, item, "count", None, place)
        self.draft.rows.append(
            TableRow(
                f"{place}, {name}",
                (cell,),
                tuple(readings(words, 1)),
                tuple(words),
                unit,
                words[0].line,
                words[0].page,
            )
        )
