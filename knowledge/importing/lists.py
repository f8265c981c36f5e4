"""Reading the small tables and lists: resources, staff, units, councils, aims, values, policy documents, captions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import dropwhile

from knowledge.importing import strategy, units
from knowledge.importing.arithmetic import Identity, total
from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.draft import Draft, Entity
from knowledge.importing.lines import Line
from knowledge.importing.list_reader import ListReader
from knowledge.importing.names import Lexicon, alike, best, is_upper, slug
from knowledge.importing.naming import add_councils, add_units, heading
from knowledge.importing.notes import Told, tell
from knowledge.importing.staff_tables import StaffTables
from knowledge.importing.thing_tables import ThingTables
from knowledge.importing.unknown_tables import UnknownTables
from knowledge.importing.values import is_cell
from knowledge.language.letters import fold

_STAFF = re.compile(r"personel|\b(?:memur|isci|calisan|sozlesmeli)lar")
"""What the title of a table of staff has, folded."""
SAME_UNIT = 85
"""Likeness from which a unit of the chart is one of the list in another spelling."""


def read_lists(
    draft: Draft, text: Document, marks: Sequence[Mark], lexicon: Lexicon, tables: set[int]
) -> list[tuple[str, str, Placed, str]]:
    """Adds what the small tables and lists hold; gives (id, spelling, word, place) of names that differ."""
    by_line: defaultdict[int, list[Placed]] = defaultdict(list)
    for word in text.words:
        by_line[word.line].append(word)
    reader = _Lists(draft, text, lexicon, tables, by_line)
    for mark, lines in _regions(text, marks):
        reader.read(mark, lines)
    reader.staff.add_partial()
    reader.things.add_places()
    for part in draft.of_kind("staff"):
        if part.parent and part.parent not in draft.entities:  # no table counts all of them
            draft.entities[part.id] = replace(part, parent="")
    return reader.other_names


def _regions(text: Document, marks: Sequence[Mark]) -> Iterator[tuple[Mark, list[Line]]]:
    """Every caption and section with its lines up to the next mark."""
    for index, mark in enumerate(marks):
        if mark.kind not in ("caption", "section"):
            continue
        end = marks[index + 1].start if index + 1 < len(marks) else len(text.words)
        first = text.words[mark.start].line
        last = text.words[end].line if end < len(text.words) else text.words[-1].line + 1
        yield mark, text.lines_between(first, last)


class _Lists(ListReader):
    @cached_property
    def other_names(self) -> list[tuple[str, str, Placed, str]]:
        return []

    @cached_property
    def staff(self) -> StaffTables:
        return StaffTables(self.draft, self.text, self.lexicon, self.tables, self.by_line)

    @cached_property
    def things(self) -> ThingTables:
        return ThingTables(self.draft, self.text, self.lexicon, self.tables, self.by_line)

    @cached_property
    def unknown(self) -> UnknownTables:
        return UnknownTables(self.draft, self.text, self.lexicon, self.tables, self.by_line)

    def read(self, mark: Mark, lines: Sequence[Line]) -> None:
        """Reads the part under a caption or section, if it is a list that is known."""
        title = fold(mark.title)
        if mark.kind == "caption":
            line = self.text.words[mark.start].line
            place = f"Tablo {mark.number}" if mark.number else mark.title
            id = f"table:tablo-{mark.number.replace('.', '-')}"
            if id in self.draft.entities:
                told = tell("same_number", number=mark.number)
                self.draft.note("contradiction", self.text.words[mark.start], told)
            if mark.number:
                self.draft.add(Entity(id, mark.title, place, "", place, line))
            self._table(title, place, mark.title, lines)
        elif "organizasyon" in title or "teskilat" in title:
            self._organisation(heading(mark.title, self.lexicon), lines)
        elif {"kurullar", "kurullari", "komisyonlar", "komisyonlari"} & set(title.split()):
            self._councils(heading(mark.title, self.lexicon), lines)
        elif "politika belge" in title:
            self._items("policy", heading(mark.title, self.lexicon), lines)
        elif "deger" in title:
            self._items("value", heading(mark.title, self.lexicon), lines)
        elif "amac" in title and "hedef" in title:
            self._aims(heading(mark.title, self.lexicon), lines)

    def _table(self, title: str, place: str, printed: str, lines: Sequence[Line]) -> None:
        head = " ".join(line.folded for line in lines[:3])
        untold: tuple[Sequence[Placed], Told] | None = None
        if self.things.read(title, place, printed, lines):
            pass
        elif _STAFF.search(title) and "faaliyet" not in title:
            self.staff.read(place, printed, head, lines)
            untold = self.staff.untold
        elif "amac" in title and "hedef" in title and "alt program" not in title:
            self._aims(place, lines)
        known = self._any_read(lines) or self.unknown.read(place, printed, lines)
        if untold and not known:
            self.draft.note("open", *untold)
        self.rows_left(lines)

    def _any_read(self, lines: Sequence[Line]) -> bool:
        """Whether a reader has found the place of a line that ends in a figure."""
        rows = (self.words(line) for line in lines)
        return any(words[0].index in self.text.used for words in rows if is_cell(words[-1].text))

    def _organisation(self, place: str, lines: Sequence[Line]) -> None:
        found = units.listed_units(lines)
        if not found:
            found = units.loose_units(lines)
            if found and all(unit.parent is None for unit in found):
                words = self.words(next(line for line in lines if line.number == found[0].line))
                self.draft.note("unplaced", words, tell("units_flat", place=place))
        for unit in units.doubtful(found):
            words = self.words(next(line for line in lines if line.number == unit.line))
            above = found[unit.parent].name if unit.parent is not None else ""
            self.draft.note("unplaced", words, tell("unit_above", place=place, name=unit.name, above=above))
        if units.doubtful(found):
            found = [replace(unit, parent=None) for unit in found]
        add_units(self.draft, found)
        for unit in found:
            self.take(unit.lines)
        self._other_units(place, lines, {number for unit in found for number in unit.lines})
        self._councils(place, lines)

    def _councils(self, place: str, lines: Sequence[Line]) -> None:
        councils = units.listed_councils(lines)
        add_councils(self.draft, councils, place)
        self.take([council.line for council in councils])
        told = [council.name for council in councils]
        for line in lines:
            name = units.named_council(line)
            if name and not any(_same_council(name, other) for other in told):
                told.append(name)
                self.draft.note("unplaced", self.words(line), tell("council_maybe", place=place, name=name))

    def _other_units(self, place: str, lines: Sequence[Line], listed: set[int]) -> None:
        """Tells which units a chart names that the list has otherwise or not at all."""
        names = self.draft.names("unit")
        if not names:
            return
        for unit in units.loose_units([line for line in lines if line.number not in listed]):
            words = self.words(next(line for line in lines if line.number == unit.line))
            if any(key(unit.name) == key(name) or _behind_capitals(unit.name) == name for name in names.values()):
                continue
            known = best(unit.name, names)
            if known is None or alike(unit.name, names[known]) < SAME_UNIT:
                self.draft.note("remark", words, tell("unit_unlisted", place=place, name=unit.name))
            else:
                self.other_names.append((known, unit.name, words[0], place))

    def _items(self, kind: str, place: str, lines: Sequence[Line]) -> None:
        for item in strategy.bulleted(lines):
            self.draft.add(Entity(f"{kind}:{slug(item.text)}", item.text, "", "", place, item.line))
            self.take(item.lines)

    def _aims(self, place: str, lines: Sequence[Line]) -> None:
        aims, goals = strategy.aims_and_goals(lines)
        ids = []
        for aim in aims:
            name = self.lexicon.titled(aim.text)
            ids.append(self.draft.add(Entity(f"aim:{slug(name)}", name, aim.code, "", place, aim.line)))
            self.take(aim.lines)
        for goal in goals:
            parent = ids[goal.parent] if goal.parent is not None else ""
            id = f"goal:{slug(goal.text)}"
            if id in self.draft.entities:
                id = f"{id}@{parent.partition(':')[2]}"
            self.draft.add(Entity(id, goal.text, goal.code, parent, place, goal.line))
            self.take(goal.lines)
        if goals:
            self.take([line for line in lines if line.number < min(g.line for g in goals) and len(line.words) < 8])


def _behind_capitals(text: str) -> str:
    """What stands behind a box of capitals that a chart's line begins with: "DENETÇİLER Teftiş Kurulu Başkanlığı"."""
    return " ".join(dropwhile(is_upper, text.split()))


def _same_council(one: str, other: str) -> bool:
    """Whether a line may mean a council that is told: a chart's box may be cut, or run into the one before it."""
    return key(one) in key(other) or key(other) in key(one) or alike(one, other) >= SAME_UNIT


def identities(draft: Draft) -> list[Identity]:
    """What must hold between the counts of the small tables."""
    cells = {cell for row in draft.rows for cell in row.columns if cell.measure == "count"}
    found: list[Identity] = []
    for cell in sorted(cells, key=lambda c: (c.place, c.subject, c.item)):
        parts = [other for other in cells if other.place == cell.place and other.item == cell.item]
        below = [other for other in parts if _parent(draft, other.subject) == cell.subject]
        if below:
            found.append(total(cell, sorted(below, key=lambda c: c.subject)))
        if not cell.item:
            here = (cell.place, cell.subject)
            items = [other for other in cells if (other.place, other.subject) == here and other.item]
            if items:
                found.append(total(cell, sorted(items, key=lambda c: c.item)))
    return found


def _parent(draft: Draft, id: str) -> str:
    entity = draft.entities.get(id)
    return entity.parent if entity else ""
