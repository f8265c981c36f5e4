"""Reading the small tables and lists: resources, staff, units, councils, aims, values, policy documents, captions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.importing import resources, staff, strategy, units
from knowledge.importing.arithmetic import Identity, total
from knowledge.importing.buildings import area_name, read_buildings
from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.draft import Cell, Draft, Entity, Figure, TableRow
from knowledge.importing.lines import Line
from knowledge.importing.names import Lexicon, alike, best, is_upper, joined, slug
from knowledge.importing.naming import add_councils, add_units, heading
from knowledge.importing.rows import labelled, learned_grid, readings
from knowledge.importing.values import is_cell, is_figure, is_year
from knowledge.language.letters import fold
from knowledge.printed import number

STAFF = "staff:toplam"
ALL_STAFF = "Toplam personel"
CENTRAL = "Merkez Teşkilatı"
SAME_UNIT = 85
"""Likeness from which a unit of the chart is one of the list in another spelling."""
LONGEST_ROW = 14
"""Words of a line from which it is prose and ends a table."""
_SCOPES = ("merkezteskilati", "tasrateskilati", "yurtdisiteskilati", "merkez", "tasra", "toplam", "geneltoplam")


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


class _Lists:
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
        self.other_names: list[tuple[str, str, Placed, str]] = []

    def read(self, mark: Mark, lines: Sequence[Line]) -> None:
        """Reads the part under a caption or section, if it is a list that is known."""
        title = fold(mark.title)
        if mark.kind == "caption":
            line = self.text.words[mark.start].line
            place = f"Tablo {mark.number}" if mark.number else mark.title
            id = f"table:tablo-{mark.number}"
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
        vehicles = any(word.startswith(("tasit", "arac")) for word in title.split())
        buildings = "tasinmaz" in title or any(word.startswith("bina") for word in title.split())
        if buildings and self._buildings(place, lines):
            return
        if "fiziki" in title or buildings or vehicles or "mevcut kapasite" in head:
            self._resources(place, lines, vehicles=vehicles)
        elif "bilgi teknoloji" in title or "envanter" in title or "donanim" in title:
            self._equipment(place, printed, lines)
        elif "personel" in title and "faaliyet" not in title:
            self._staff(place, title, head, lines)
        elif "amac" in title and "hedef" in title and "alt program" not in title:
            self._aims(place, lines)
        self._rows_left(lines)

    def _rows_left(self, lines: Sequence[Line]) -> None:
        """Counts lines that look like rows to the tables: what nothing reads is told one by one."""
        for line in lines:
            words = self._words(line)
            if len(words) > LONGEST_ROW:
                break
            if len(words) > 1 and is_figure(words[-1].text) and not is_year(words[-1].text):
                self.tables.update(word.index for word in words)

    def _words(self, line: Line) -> list[Placed]:
        return self.by_line[line.number]

    def _take(self, lines: Sequence[Line] | Sequence[int]) -> None:
        for line in lines:
            self.text.take(self.by_line[line.number if isinstance(line, Line) else line])

    def _body(self, lines: Sequence[Line]) -> list[Line]:
        """The lines of a table, up to the first one of prose."""
        found: list[Line] = []
        for line in lines:
            words = self._words(line)
            if len(words) > LONGEST_ROW or (not any(w.text[:1].isdigit() for w in words) and line.opens_page):
                break
            found.append(line)
        for line in found:
            self.tables.update(word.index for word in self._words(line))
        return found

    def _buildings(self, place: str, lines: Sequence[Line]) -> bool:
        """Reads a table of buildings by its head; whether it could be read."""
        body = [self._words(line) for line in lines]
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
        rows = [(index, resources.read_resource(self._words(line))) for index, line in enumerate(body)]
        for index, row in rows:
            if row is None and len(self._words(body[index])) > LONGEST_ROW:
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
            self.text.take(row.words)
        for line in body[: last_row + 1]:
            self.tables.update(word.index for word in self._words(line))
        if body and not any(w.text[:1].isdigit() for w in self._words(body[0])):
            self._take(body[:1])
        above = resources.parents(areas)
        for entity in added:
            self.draft.add(Entity(entity.id, entity.name, "", above.get(entity.id, ""), place, entity.line))

    def _equipment(self, place: str, title: str, lines: Sequence[Line]) -> None:
        body = self._body(lines)
        rows = [(line, row) for line in body if (row := resources.read_count(self._words(line)))]
        whole = f"it:{slug(title)}"
        parts: list[Entity] = []
        for line, (name, word) in rows:
            if staff.is_total(name):
                id = self.draft.add(Entity(whole, title, "", "", place, line.number))
            else:
                id = f"it:{slug(name)}"
                parts.append(Entity(id, self.lexicon.titled(name), "", whole, place, line.number))
            self._count(id, "", [word], "adet", place, name)
            self._take([line])
        total_printed = whole in self.draft.entities
        for part in parts:
            self.draft.add(Entity(part.id, part.name, "", whole if total_printed else "", place, part.line))
        self._take(body[:1])

    def _count(self, subject: str, item: str, words: Sequence[Placed], unit: str, place: str, name: str) -> None:
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

    def _staff(self, place: str, title: str, head: str, lines: Sequence[Line]) -> None:
        body = self._body(lines)
        code = "cinsiyet" if "cinsiyet" in title + head else "öğrenim" if "ogrenim" in title + head else ""
        counts = Counter(staff.figures(self._words(line)) for line in body if is_cell(self._words(line)[-1].text))
        single = not counts or counts.most_common(1)[0][0] < 2
        if code and single:
            self._staff_list(place, title, code, body)
        else:
            self._staff_matrix(place, body)

    def _staff_matrix(self, place: str, body: Sequence[Line]) -> None:
        words = [word for line in body for word in self._words(line)]
        start = next((i for i in range(len(words)) if _begins_scope(words[i:])), None)
        if start is None:
            start = _first_row(words)
        if start is None:
            return
        rows = [row for row in labelled(words[start:], _SCOPES) if row.label and row.cells]
        counts = Counter(len(row.cells) for row in rows)
        if not rows:
            return
        count = counts.most_common(1)[0][0]
        heads = staff.column_heads(words[:start], count)
        if heads is None:
            self.draft.note("open", words[:start], f"{place}: the columns of the staff table cannot be told apart")
            return
        self.text.take(words)
        groups: list[str] = []
        for head in heads:
            if staff.is_total(head):
                groups.append("")
            else:
                name = self.lexicon.sentence(head)
                groups.append(f"staff_group:{slug(name)}")
                code = "cinsiyet" if fold(name) in ("kadin", "erkek") else "durum"
                entity = Entity(groups[-1], name, code, "", place, words[0].line)
                self.draft.add(entity)
        grid = learned_grid((row.cells for row in rows), count)
        whole = next((row for row in rows if staff.is_total(row.name)), None)
        if whole:
            self.draft.add(Entity(STAFF, ALL_STAFF, "", "", place, whole.line))
        for row in rows:
            name = row.name
            subject = STAFF if staff.is_total(name) else f"staff:{slug(name)}"
            if subject != STAFF:
                parent = STAFF if whole else ""
                self.draft.add(Entity(subject, self.lexicon.titled(name), "", parent, place, row.line))
            cells = tuple(Cell(subject, group, "count", None, place) for group in groups)
            self.draft.rows.append(
                TableRow(
                    f"{place}, {name}",
                    cells,
                    tuple(readings(row.cells, count, grid)),
                    tuple(row.cells),
                    "kişi",
                    row.line,
                    row.cells[0].page,
                )
            )
            if row.tail:
                self.draft.note("unplaced", row.tail, f"{place}: “{joined(row.tail)}”")

    def _staff_list(self, place: str, title: str, code: str, body: Sequence[Line]) -> None:
        scope = STAFF
        for id, name in self.draft.names("staff").items():
            if id != STAFF and fold(name) in title and "merkez ve tasra" not in title:
                scope = id
        if scope == STAFF and "merkez teskilat" in title and "merkez ve tasra" not in title:
            scope = f"staff:{slug(CENTRAL)}"
            self.draft.add(Entity(scope, CENTRAL, "", "", place, body[0].number if body else 1))
        if scope not in self.draft.entities:
            self.draft.add(Entity(scope, ALL_STAFF, "", "", place, body[0].number if body else 1))
        for line in body:
            row = resources.read_count(staff.without_shares(self._words(line)))
            if row is None:
                continue
            name, word = row
            item = ""
            if not staff.is_total(name):
                item = f"staff_group:{slug(name)}"
                self.draft.add(Entity(item, self.lexicon.sentence(name), code, "", place, line.number))
            self._count(scope, item, [word], "kişi", place, name)
            self._take([line])
        self._take(body[:1])

    def _organisation(self, place: str, lines: Sequence[Line]) -> None:
        found = units.listed_units(lines)
        if not found:
            found = units.loose_units(lines)
            if found:
                words = self._words(next(line for line in lines if line.number == found[0].line))
                told = f"{place}: no bullets tell the main units from their parts; all are put under the agency"
                self.draft.note("unplaced", words, told)
        for unit in units.doubtful(found):
            words = self._words(next(line for line in lines if line.number == unit.line))
            above = found[unit.parent].name if unit.parent is not None else ""
            told = f"{place}: “{unit.name}” cannot stand under “{above}”; the list's units are all put under the agency"
            self.draft.note("unplaced", words, told)
        if units.doubtful(found):
            found = [replace(unit, parent=None) for unit in found]
        add_units(self.draft, found)
        for unit in found:
            self._take(unit.lines)
        self._other_units(place, lines, {number for unit in found for number in unit.lines})
        self._councils(place, lines)

    def _councils(self, place: str, lines: Sequence[Line]) -> None:
        councils = units.listed_councils(lines)
        add_councils(self.draft, councils, place)
        self._take([council.line for council in councils])
        told = [council.name for council in councils]
        for line in lines:
            name = units.named_council(line)
            if name and not any(_same_council(name, other) for other in told):
                told.append(name)
                self.draft.note("unplaced", self._words(line), f"{place}: “{name}” may be a council; nothing tells")

    def _other_units(self, place: str, lines: Sequence[Line], listed: set[int]) -> None:
        """Tells which units a chart names that the list has otherwise or not at all."""
        names = self.draft.names("unit")
        if not names:
            return
        for unit in units.loose_units([line for line in lines if line.number not in listed]):
            words = self._words(next(line for line in lines if line.number == unit.line))
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
            self._take(item.lines)

    def _aims(self, place: str, lines: Sequence[Line]) -> None:
        aims, goals = strategy.aims_and_goals(lines)
        ids = []
        for aim in aims:
            name = self.lexicon.titled(aim.text)
            ids.append(self.draft.add(Entity(f"aim:{slug(name)}", name, aim.code, "", place, aim.line)))
            self._take(aim.lines)
        for goal in goals:
            parent = ids[goal.parent] if goal.parent is not None else ""
            id = f"goal:{slug(goal.text)}"
            if id in self.draft.entities:
                id = f"{id}@{parent.partition(':')[2]}"
            self.draft.add(Entity(id, goal.text, goal.code, parent, place, goal.line))
            self._take(goal.lines)
        if goals:
            self._take([line for line in lines if line.number < min(g.line for g in goals) and len(line.words) < 8])


def _first_row(words: Sequence[Placed]) -> int | None:
    """Where the first line begins that ends in two figures or more after a label; None where none does."""
    lines: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        lines.setdefault(word.line, []).append(index)
    for indexes in lines.values():
        cells = [is_cell(words[index].text) for index in indexes]
        if len(cells) > 2 and not cells[0] and all(cells[-2:]):
            return indexes[0]
    return None


def _same_council(one: str, other: str) -> bool:
    """Whether a line may mean a council that is told: a chart's box may be cut, or run into the one before it."""
    return key(one) in key(other) or key(other) in key(one) or alike(one, other) >= SAME_UNIT


def _begins_scope(words: Sequence[Placed]) -> bool:
    text = ""
    for word in words[:3]:
        text += word.key
        if text in ("merkezteskilati", "tasrateskilati"):
            return True
    return False


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
