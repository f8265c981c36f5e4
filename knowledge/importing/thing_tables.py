"""The tables of buildings, rooms, areas, vehicles and equipment under their captions, put into a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from knowledge.importing import resources, staff
from knowledge.importing.buildings import Buildings, area_name, counted_name, counts_rows, read_buildings
from knowledge.importing.crossed import Crossed, CrossedRow, read_crossed, value
from knowledge.importing.document import Placed, key
from knowledge.importing.draft import Cell, Entity, Figure, Sentence
from knowledge.importing.lines import Line
from knowledge.importing.list_reader import LONGEST_ROW, ListReader
from knowledge.importing.names import is_upper, joined, slug
from knowledge.importing.notes import tell
from knowledge.importing.values import is_cell
from knowledge.language.letters import fold
from knowledge.printed import number

_VEHICLES = re.compile(r"\b(?:tasit|arac)")
_BUILDINGS = re.compile(r"tasinmaz|\bbina")
_ROOMS = re.compile(r"fiziki|mevcut kapasite")
_EQUIPMENT = re.compile(r"bilgi teknoloji|envanter|donanim")
_COLUMNS_END = frozenset(("adet", "adedi", "sayi", "sayisi", "miktar", "miktari", "toplam", "m2"))
"""Words that end the head of a table's columns of figures."""
ALL_VEHICLES, OTHER_VEHICLES = "Toplam taşıt", "Toplam araç"
"""What the total of a table of vehicles is called."""
AREA, COUNT = "area", "count"
UNITS = {AREA: "m²", COUNT: "adet"}


class ThingTables(ListReader):
    """Reads the tables of things that are counted or measured."""

    @cached_property
    def _placed(self) -> list[tuple[str, str, CrossedRow, Placed, str]]:
        """(thing, place of the staff, row, cell, place) of what is counted by places that may be named later."""
        return []

    def read(self, title: str, place: str, printed: str, lines: Sequence[Line]) -> bool:
        """Reads the tables under a caption; whether it is one of things."""
        parts = self._parts(lines)
        for index, part in enumerate(parts):
            head = " ".join(line.folded for line in part[: 3 if index == 0 else 1])
            own = self._head_name(part[0]) if index else printed
            if not self._part(head, title, place, own, part, first=index == 0):
                return False
        return bool(parts)

    def _part(self, head: str, title: str, place: str, printed: str, lines: Sequence[Line], *, first: bool) -> bool:
        """Reads one table, by its own head where that says what it is of, else by its caption."""
        said = head if not first else title
        if first and _BUILDINGS.search(title) and self._buildings(place, lines):
            return True
        for pattern, vehicles in ((_VEHICLES, True), (_ROOMS, False)):
            if pattern.search(said) or (first and not vehicles and (pattern.search(head) or _BUILDINGS.search(title))):
                if not self._crossed(place, lines, vehicles=vehicles):
                    self._resources(place, lines, vehicles=vehicles)
                return True
        if _EQUIPMENT.search(said) or not first:
            self._equipment(place, printed, lines)
            return True
        return False

    def _parts(self, lines: Sequence[Line]) -> list[list[Line]]:
        """The tables under one caption: a further one begins with a head of its own behind the rows of another."""
        found: list[list[Line]] = [[]] if lines else []
        for index, line in enumerate(lines):
            before = self.words(lines[index - 1]) if index else []
            label = before[: len(before) - resources.cells(before)]
            ends = line.after_blank or (bool(label) and staff.is_total(joined(label)))
            rows = any(is_cell(self.words(row)[-1].text) for row in found[-1])
            if ends and rows and self._is_head(line) and index + 1 < len(lines) and self._is_row(lines[index + 1]):
                found.append([])
            found[-1].append(line)
        return found

    def _is_head(self, line: Line) -> bool:
        """Whether a line holds titles of columns and no figure."""
        words = [word for word in self.words(line) if word.key]
        counted = any(is_cell(word.text) for word in words)
        return 1 < len(words) <= LONGEST_ROW and not counted and words[-1].key in _COLUMNS_END

    def _is_row(self, line: Line) -> bool:
        words = self.words(line)
        return len(words) > 1 and (is_cell(words[-1].text) or resources.read_resource(words) is not None)

    def _head_name(self, line: Line) -> str:
        """What a head says that its table is of: its words before the title of the figures."""
        words = [word for word in self.words(line) if word.key]
        return self.lexicon.sentence(joined([word for word in words if word.key not in _COLUMNS_END]))

    def _buildings(self, place: str, lines: Sequence[Line]) -> bool:
        """Reads a table of buildings by its head; whether it could be read."""
        body = [self.words(line) for line in lines]
        first = next((i for i, words in enumerate(body) if is_cell(words[-1].text)), 0)
        head = [word for words in body[:first] for word in words]
        table = read_buildings(head, body[first:], self.places)
        if table is None:
            return False
        summed = sum(number(row.area.text) for row in table.rows if not row.total)
        whole = next((row for row in table.rows if row.total), None)
        ids: dict[int, str] = {}
        above = ""
        for row in sorted(table.rows, key=lambda row: not row.total):
            title = self.lexicon.titled(row.name) if is_upper(row.name) else row.name
            name = f"Toplam {self.lexicon.sentence(area_name(table.head)).lower()}" if row.total else title
            id = self.draft.add(
                Entity(f"area:{slug(name)}", name, "", "" if row.total else above, place, row.area.line)
            )
            ids[row.area.line] = "" if row.total else id
            self.say_texts(id, row.texts, place, row.area.line)
            if row is whole and abs(summed - number(row.area.text)) < 1:
                above = id
            cell = Cell(id, "", AREA, None, place)
            self.draft.figures.append(Figure(cell, number(row.area.text), UNITS[AREA], row.area.text, row.area.line))
            self.text.take(row.words)
            self.tables.update(word.index for word in row.words)
        told = [(ids[row.area.line], row.texts) for row in table.rows if not row.total]
        self.say_groups(told, place, table.rows[0].area.line)
        self.text.take(head)
        self._counted_in(place, table, ids)
        self.rows_left(lines)
        return True

    def _counted_in(self, place: str, table: Buildings, ids: dict[int, str]) -> None:
        """Keeps the columns that count something in each building, where they add up to their total."""
        for column, cells in table.others:
            name = counted_name(column)
            own = [cell for cell in cells if ids[cell.line]]
            wholes = [cell for cell in cells if not ids[cell.line]]
            proven = len(wholes) == 1 and sum(map(value, own)) == value(wholes[0])
            if counts_rows(column) and proven:
                for word in own:
                    self._keep(Cell(ids[word.line], "", COUNT, None, place), word)
                continue
            if not name or not proven:
                printed = ", ".join(cell.text for cell in cells)
                self.draft.note("unread", cells[0], tell("column_unread", place=place, column=column, printed=printed))
                continue
            named = self.lexicon.sentence(name)
            id = self.draft.add(Entity(f"facility:{slug(named)}", named, "", "", place, cells[0].line))
            for word in cells:
                self._keep(Cell(id, ids[word.line], COUNT, None, place), word)

    def _keep(self, cell: Cell, word: Placed) -> None:
        """Adds a figure that a sum has proven."""
        self.draft.figures.append(Figure(cell, value(word), UNITS[cell.measure], word.text, word.line))
        self.draft.proven.add(cell)

    def _crossed(self, place: str, lines: Sequence[Line], *, vehicles: bool) -> bool:
        """Reads a table of vehicles or areas over columns of places; whether it is one."""
        table = read_crossed([self.words(line) for line in lines])
        if table is None:
            return False
        measured = _says_area(table)
        if not vehicles and not measured:
            return False
        measure = AREA if measured else COUNT
        whole = next((row for row in table.rows if staff.is_total(row.name)), None)
        names = [self.lexicon.titled(name) for name in table.places]
        above = self._add_thing(whole, place, measure, "") if whole and measured else ""
        ids = [self._add_area(name, place, whole) for name in names] if measured else []
        for row in table.rows:
            parent = "" if row is whole else above
            id = above if row is whole and measured else self._add_thing(row, place, measure, parent)
            self._keep(Cell(id, "", measure, None, place), row.cells[-1])
            for at, word in enumerate(row.cells[:-1]):
                if not row.closes:
                    continue
                if row is whole and measured:
                    self._keep(Cell(ids[at], "", measure, None, place), word)
                elif measured:
                    self._keep(Cell(id, ids[at], measure, None, place), word)
                else:
                    self._placed.append((id, names[at], row, word, place))
            if not row.closes:
                printed = " ".join(word.text for word in row.cells)
                told = tell("sum_differs", place=place, name=row.name, printed=printed)
                self.draft.note("open", row.words, told)
            self.text.take(row.words)
            self.tables.update(word.index for word in row.words)
        self.text.take(table.head)
        self.tables.update(word.index for word in table.head)
        return True

    def _add_thing(self, row: CrossedRow, place: str, measure: str, parent: str) -> str:
        """The id of what a row is of, which it adds to the draft."""
        if measure == AREA and staff.is_total(row.name):
            return self.draft.add(Entity("area:toplam-alan", "Toplam alan", "", "", place, row.cells[0].line))
        if measure == COUNT and staff.is_total(row.name):
            return self._vehicles(Entity("vehicle:toplam", ALL_VEHICLES, "", "", place, row.cells[0].line))
        kind = "area" if measure == AREA else "vehicle"
        whole = self.lexicon.sentence(row.name)
        # What stands in brackets behind a kind of area only says what belongs to it.
        name = whole.split(" (")[0] if measure == AREA else whole
        id = self.draft.add(Entity(f"{kind}:{slug(name)}", name, "", parent, place, row.cells[0].line))
        if name != whole:
            self.draft.spellings.append((id, whole))
        return id

    def _vehicles(self, entity: Entity) -> str:
        """Adds the total of a table of vehicles, and what else it is called."""
        self.draft.spellings.append((entity.id, OTHER_VEHICLES))
        return self.draft.add(entity)

    def _add_area(self, name: str, place: str, whole: CrossedRow | None) -> str:
        line = whole.cells[0].line if whole else 1
        return self.draft.add(Entity(f"area:{slug(name)}", name, "", "", place, line))

    def add_places(self) -> None:
        """Adds what is counted by places, when it is known which of these the staff works in."""
        known = {key(entity.name): entity.id for entity in self.draft.of_kind("staff")}
        for thing, name, row, word, place in self._placed:
            id = known.get(key(name)) or f"area:{slug(name)}"
            if id not in self.draft.entities:
                self.draft.add(Entity(id, name, "", "", place, row.cells[0].line))
            self._keep(Cell(thing, id, COUNT, None, place), word)

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
                if row.kind == "area" and figure.measure == AREA:
                    areas.append((id, name, figure.value))
            if row.note:
                self.draft.say(Sentence(id, "note", row.note, row.note, place, row.line))
            self.text.take(self.words(body[index]))
        for line in body[: last_row + 1]:
            self.tables.update(word.index for word in self.words(line))
        if body and not any(w.text[:1].isdigit() for w in self.words(body[0])):
            self.take(body[:1])
        above = resources.parents(areas)
        for entity in added:
            if vehicles and staff.is_total(entity.name):
                self._vehicles(replace(entity, id="vehicle:toplam", name=ALL_VEHICLES))
            self.draft.add(Entity(entity.id, entity.name, "", above.get(entity.id, ""), place, entity.line))

    def _by_place(self, place: str, body: Sequence[Line]) -> int:
        """How many columns of places a table has, of which only the last, of all places, is kept; else one."""
        words = [self.words(line) for line in body]
        first = next((i for i, row in enumerate(words) if len(row) > 1 and is_cell(row[-1].text)), 0)
        count = resources.cells(words[first]) if words else 0
        places = staff.place_heads([word for row in words[:first] for word in row], count) if count > 1 else None
        if places is None or places[-1]:
            return 1
        named = ", ".join(name for name in places if name)
        self.draft.note("unread", words[first], tell("places_unread", place=place, columns=named))
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


def _says_area(table: Crossed) -> bool:
    """Whether a table's head says that it measures areas."""
    return any(word.key in ("m2", "metrekare") for word in table.head) or "alan turu" in fold(joined(table.head))
