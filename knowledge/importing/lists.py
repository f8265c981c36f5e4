"""Reading the small tables and lists: resources, staff, units, councils, aims, values, policy documents, captions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from knowledge.importing import resources, staff, strategy, units
from knowledge.importing.arithmetic import Identity, total
from knowledge.importing.buildings import area_name, read_buildings
from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.draft import Cell, Draft, Entity, Figure
from knowledge.importing.lines import Line
from knowledge.importing.list_reader import LONGEST_ROW, ListReader
from knowledge.importing.names import Lexicon, alike, best, is_upper, slug
from knowledge.importing.naming import add_councils, add_units, heading
from knowledge.importing.staff_tables import StaffTables
from knowledge.importing.unknown_tables import UnknownTables
from knowledge.importing.values import is_cell, is_figure, is_year
from knowledge.language.letters import fold
from knowledge.printed import number

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
                self.draft.note(
                    "contradiction", self.text.words[mark.start], f"two tables have the number {mark.number}"
                )
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
        untold: tuple[Sequence[Placed], str] | None = None
        vehicles = any(word.startswith(("tasit", "arac")) for word in title.split())
        buildings = "tasinmaz" in title or any(word.startswith("bina") for word in title.split())
        if buildings and self._buildings(place, lines):
            return
        if "fiziki" in title or buildings or vehicles or "mevcut kapasite" in head:
            self._resources(place, lines, vehicles=vehicles)
        elif "bilgi teknoloji" in title or "envanter" in title or "donanim" in title:
            self._equipment(place, printed, lines)
        elif _STAFF.search(title) and "faaliyet" not in title:
            self.staff.read(place, printed, head, lines)
            untold = self.staff.untold
        elif "amac" in title and "hedef" in title and "alt program" not in title:
            self._aims(place, lines)
        known = self._any_read(lines) or self.unknown.read(place, printed, lines)
        if untold and not known:
            self.draft.note("open", *untold)
        self._rows_left(lines)

    def _any_read(self, lines: Sequence[Line]) -> bool:
        """Whether a reader has found the place of a line that ends in a figure."""
        rows = (self.words(line) for line in lines)
        return any(words[0].index in self.text.used for words in rows if is_cell(words[-1].text))

    def _rows_left(self, lines: Sequence[Line]) -> None:
        """Counts lines that look like rows to the tables: what nothing reads is told one by one."""
        for line in lines:
            words = self.words(line)
            if len(words) > LONGEST_ROW:
                break
            if len(words) > 1 and is_figure(words[-1].text) and not is_year(words[-1].text):
                self.tables.update(word.index for word in words)

    def _buildings(self, place: str, lines: Sequence[Line]) -> bool:
        """Reads a table of buildings by its head; whether it could be read."""
        body = [self.words(line) for line in lines]
        first = next((i for i, words in enumerate(body) if is_cell(words[-1].text)), 0)
        head = [word for words in body[:first] for word in words]
        table = read_buildings(head, body[first:])
        if table is None:
            return False
        summed = sum(number(row.area.text) for row in table.rows if not row.total)
        whole = next((row for row in table.rows if row.total), None)
        above = ""
        for row in sorted(table.rows, key=lambda row: not row.total):
            title = self.lexicon.titled(row.name) if is_upper(row.name) else row.name
            name = f"Toplam {self.lexicon.sentence(area_name(table.head)).lower()}" if row.total else title
            id = self.draft.add(
                Entity(f"area:{slug(name)}", name, "", "" if row.total else above, place, row.area.line)
            )
            if row is whole and abs(summed - number(row.area.text)) < 1:
                above = id
            cell = Cell(id, "", "area", None, place)
            self.draft.figures.append(Figure(cell, number(row.area.text), "m²", row.area.text, row.area.line))
            self.text.take(row.words)
            self.tables.update(word.index for word in row.words)
        self.text.take(head)
        for column, cells in table.others:
            printed = ", ".join(cell.text for cell in cells)
            self.draft.note("unplaced", cells[0], f"{place}: the column “{column}” is not read: {printed}")
        self._rows_left(lines)
        return True

    def _resources(self, place: str, lines: Sequence[Line], *, vehicles: bool = False) -> None:
        areas: list[tuple[str, str, float]] = []
        added: list[Entity] = []
        last_row = 0
        body = list(lines)
        columns = self._by_place(place, body)
        rows = [
            (index, resources.read_resource(resources.in_all(self.words(line), columns)))
            for index, line in enumerate(body)
        ]
        for index, row in rows:
            if row is None and len(self.words(body[index])) > LONGEST_ROW:
                break
            if row is None:
                continue
            last_row = index
            if vehicles and row.kind == "room":
                row = replace(row, kind="vehicle")
            id = f"{row.kind}:{slug(row.name)}"
            name = self.lexicon.sentence(row.name)
            added.append(Entity(id, name, "", "", place, row.line))
            for figure in row.figures:
                cell = Cell(id, "", figure.measure, None, place)
                self.draft.figures.append(Figure(cell, figure.value, figure.unit, figure.printed, row.line))
                if row.kind == "area" and figure.measure == "area":
                    areas.append((id, name, figure.value))
            self.text.take(self.words(body[index]))
        for line in body[: last_row + 1]:
            self.tables.update(word.index for word in self.words(line))
        if body and not any(w.text[:1].isdigit() for w in self.words(body[0])):
            self.take(body[:1])
        above = resources.parents(areas)
        for entity in added:
            self.draft.add(Entity(entity.id, entity.name, "", above.get(entity.id, ""), place, entity.line))

    def _by_place(self, place: str, body: Sequence[Line]) -> int:
        """How many columns of places a table has, of which only the last, of all places, is kept; else one."""
        words = [self.words(line) for line in body]
        first = next((i for i, row in enumerate(words) if len(row) > 1 and is_cell(row[-1].text)), 0)
        count = resources.cells(words[first]) if words else 0
        places = staff.place_heads([word for row in words[:first] for word in row], count) if count > 1 else None
        if places is None or places[-1]:
            return 1
        told = ", ".join(name for name in places if name)
        self.draft.note("unplaced", words[first], f"{place}: the columns of {told} are not kept, only their total")
        return count

    def _equipment(self, place: str, title: str, lines: Sequence[Line]) -> None:
        body = self.body(lines)
        rows = [(line, row) for line in body if (row := resources.read_count(self.words(line)))]
        whole = f"it:{slug(title)}"
        parts: list[Entity] = []
        for line, (name, word) in rows:
            if staff.is_total(name):
                id = self.draft.add(Entity(whole, title, "", "", place, line.number))
            else:
                id = f"it:{slug(name)}"
                parts.append(Entity(id, self.lexicon.titled(name), "", whole, place, line.number))
            self.count(id, "", [word], "adet", place, name)
            self.take([line])
        total_printed = whole in self.draft.entities
        for part in parts:
            self.draft.add(Entity(part.id, part.name, "", whole if total_printed else "", place, part.line))
        self.take(body[:1])

    def _organisation(self, place: str, lines: Sequence[Line]) -> None:
        found = units.listed_units(lines)
        if not found:
            found = units.loose_units(lines)
            if found and all(unit.parent is None for unit in found):
                words = self.words(next(line for line in lines if line.number == found[0].line))
                told = f"{place}: no bullets tell the main units from their parts; all are put under the agency"
                self.draft.note("unplaced", words, told)
        for unit in units.doubtful(found):
            words = self.words(next(line for line in lines if line.number == unit.line))
            above = found[unit.parent].name if unit.parent is not None else ""
            told = f"{place}: “{unit.name}” cannot stand under “{above}”; the list's units are all put under the agency"
            self.draft.note("unplaced", words, told)
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
                self.draft.note("unplaced", self.words(line), f"{place}: “{name}” may be a council; nothing tells")

    def _other_units(self, place: str, lines: Sequence[Line], listed: set[int]) -> None:
        """Tells which units a chart names that the list has otherwise or not at all."""
        names = self.draft.names("unit")
        if not names:
            return
        for unit in units.loose_units([line for line in lines if line.number not in listed]):
            words = self.words(next(line for line in lines if line.number == unit.line))
            if any(key(unit.name) == key(name) for name in names.values()):
                continue
            known = best(unit.name, names)
            if known is None or alike(unit.name, names[known]) < SAME_UNIT:
                told = f"{place}: “{unit.name}” may be a unit, but is not in the list of units"
                self.draft.note("remark", words, told)
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
