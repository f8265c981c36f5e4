"""Turning the tables of money into rows of figures, with the identities that tie them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from knowledge.importing.agency_heads import (
    SHARES,
    SOURCES,
    USUAL_SHARES,
    USUAL_SOURCES,
    AgencyColumns,
    agency_columns,
)
from knowledge.importing.arithmetic import Identity, same, total
from knowledge.importing.columns import disagreement
from knowledge.importing.cost_rows import AGENCY_ROWS, OTHER, inside, is_subtotal, of_activity, of_support
from knowledge.importing.costs import (
    GENERAL,
    GRAND,
    GRAND_KEYS,
    INSIDE,
    OUTSIDE,
    expense_labels,
    grid_of,
    row_readings,
)
from knowledge.importing.document import Document, Placed, key
from knowledge.importing.draft import Cell, Draft, Entity, TableRow, cells_of
from knowledge.importing.money import Money, Part
from knowledge.importing.names import best, is_upper, slug
from knowledge.importing.naming import expense_id, support_programme
from knowledge.importing.notes import tell
from knowledge.importing.outline import Branch, Outline
from knowledge.importing.outside import cells_outside, parts_outside
from knowledge.importing.rows import Grid, Row

SUPPORT_ID = "programme:yonetim-ve-destek-programi"
SERVICES = "agency:hizmet-programlari"
"""All programmes of services together, where there are several: no programme itself, but a part of the whole."""


class Figures:
    """Builds the rows of figures of a draft."""

    def __init__(self, draft: Draft, tree: Outline, text: Document) -> None:
        self.draft = draft
        self.tree = tree
        self.text = text
        self.cells: set[Cell] = set()
        self.support = support_programme(draft)
        services = [e.id for e in draft.of_kind("programme") if e.id != self.support]
        self.services = services[0] if len(services) == 1 else SERVICES
        above = (*tree.programmes, *tree.sub_programmes, *tree.goals)
        self.above = {key(branch.name): branch.id for branch in above if branch.id}
        """The ids of goals, sub-programmes and programmes by the keys of their names."""
        self.general: list[tuple[str, str]] = []
        self.answerable: list[tuple[str, list[Placed], str]] = []
        """(activity, words of the units, place) of rows that name who is answerable."""

    def add(self, part: Part, row: Row, columns: Sequence[Cell], grid: Grid, name: str) -> None:
        """Adds a row whose columns mean some cells."""
        self.text.take([*row.label, *row.cells])
        readings = row_readings(row, len(columns), grid)
        if not row.cells:
            self.draft.note("open", row.label, tell("row_empty", place=part.place, name=name))
            return
        self.cells.update(columns)
        self.draft.rows.append(
            TableRow(
                f"{part.place}, {name}",
                tuple(columns),
                readings,
                tuple(row.cells),
                "TL",
                row.line,
                row.cells[0].page,
                part.scale,
            )
        )
        if row.tail:
            printed = " ".join(word.text for word in row.tail)
            self.draft.note("unplaced", row.tail, tell("after_row", place=part.place, name=name, text=printed))
            self.text.take(row.tail)

    def costs(self, parts: Sequence[Part]) -> None:
        """Adds the rows of the tables of activity costs."""
        self.unread_columns(parts)
        grids = _grids(parts)
        current: Branch | None = None
        whole = [part for part in parts if part.branch is None or (len(parts) == 1 and part.branch.kind == "goal")]
        whole = [one for one in whole if not one.projects]
        named = {branch.words[0].index: branch for branch in reversed(self.tree.activities) if branch.words}
        for part in parts:
            count = part.table.columns.count
            for row in part.table.rows:
                item = inside(row.name)
                if item and current:
                    subject, name = current.id, f"{current.name}, {row.name}"
                elif key(row.name) in ("toplam", "geneltoplam"):
                    subject, name = self._of_a_total(part, parts, whole, row)
                    if not subject:
                        self.leave(part, row)
                        continue
                elif is_subtotal(row.name):
                    self.leave(part, row)
                    continue
                elif another := self._of_another(row, part):
                    subject, name = another, row.name
                else:
                    current = self._activity(row, named)
                    if not current:
                        continue
                    subject, name = current.id, current.name
                    if row.answerable:
                        self.answerable.append((current.id, row.answerable, part.place))
                self.add(part, row, self.cells_of(part, subject, item), grids[count], name)

    def _activity(self, row: Row, named: Mapping[int, Branch]) -> Branch | None:
        """The activity that a row of costs is of; in a second table that names it, the only one of its name."""
        found = named.get(row.label[0].index) if row.label else None
        if found is not None or not row.label:
            return found
        same = [branch for branch in self.tree.activities if key(branch.name) == key(row.name) and branch.id]
        return same[0] if len(same) == 1 else None

    def _of_another(self, row: Row, part: Part) -> str:
        """The id of what a row among those of activities is of that is none: a goal, or a part of the whole agency."""
        wanted = key(row.name)
        if wanted in AGENCY_ROWS:
            agency = self.draft.agency.id
            return self.draft.add(Entity(f"agency:{slug(row.name)}", row.name, "", agency, part.place, row.line))
        return self.above.get(wanted, "")

    def _of_a_total(self, part: Part, parts: Sequence[Part], whole: Sequence[Part], row: Row) -> tuple[str, str]:
        """What the total of a table of costs is of: its sub-programme, or the agency if it is the only table.

        `whole` are those of the tables that may be the agency's.
        """
        if part.projects:
            return "", ""
        # A table that goes on over a page is several parts at one place; its last one has the total.
        one = whole[-1:] == [part] and {other.place for other in whole} == {part.place}
        of_agency = one and (len(parts) == len(whole) or key(row.name) == "geneltoplam")
        of_agency |= any(key(other.name) in AGENCY_ROWS for other in part.table.rows)
        if part.branch and not of_agency and (key(row.name) == "toplam" or len(parts) > 1):
            return part.branch.id, f"{part.branch.name}, toplam"
        if of_agency:
            return self.draft.agency.id, f"{self.draft.agency.name}, toplam"
        return "", ""

    def cells_of(self, part: Part, subject: str, item: str) -> list[Cell]:
        """The cells of a row of a table whose heads tell its columns."""
        found = cells_of(part.table.columns.columns, subject, expense_id(item) if item else "", part.place)
        sources = [{"inside": INSIDE, "outside": OUTSIDE}.get(c.part, "") for c in part.table.columns.columns]
        return [
            replace(cell, item=expense_id(source)) if source and not item else cell
            for cell, source in zip(found, sources, strict=True)
        ]

    def leave(self, part: Part, row: Row) -> None:
        """Tells a row that is of nothing that is known; nothing of it is kept."""
        words = [*row.label, *row.cells]
        self.draft.note(
            "unplaced", words, tell("printed", place=part.place, text=" ".join(word.text for word in words))
        )
        self.text.take(words)

    def unread_columns(self, parts: Sequence[Part]) -> None:
        """Tells the columns whose figures are not kept, and what was taken for granted of the others."""
        for part in parts:
            columns, head = part.table.columns, part.table.head or None
            for column in columns.columns:
                if column.role == "unread":
                    told = tell("column_unknown", place=part.place, column=column.text)
                    self.draft.note("unread", head, told)
                elif column.role == "rate":
                    told = tell("column_reckoned", place=part.place, column=column.text)
                    self.draft.note("remark", head, told)
            note = disagreement(columns.columns, part.year) if columns.certain else columns.doubt
            if note:
                told = tell("about", name=part.place, what=note)
                self.draft.note("head" if columns.certain else "remark", head, told)

    def activities(self, parts: Sequence[Part]) -> None:
        """Adds the rows of the activities' tables by economic code."""
        self.unread_columns(parts)
        grids = _grids(parts)
        labels = expense_labels() | {key(GRAND): "", **dict.fromkeys(GRAND_KEYS, "")}
        for part in parts:
            if part.branch is None:
                continue
            seen: set[str] = set()
            for row in part.table.rows:
                item = self._item(row, labels, part, seen)
                if item is not None:
                    cells = self.cells_of(part, part.branch.id, item)
                    self.add(part, row, cells, grids[len(cells)], f"{part.branch.name}, {item or 'toplam'}")

    def economic(self, parts: Sequence[Part]) -> None:
        """Adds the rows of the agency's economic classification."""
        for part in parts:
            heads = agency_columns(part.table.head, part.table.rows, part.year, SHARES, USUAL_SHARES)
            if heads is None:
                (self._of_agency if part.table.columns.columns else self._unread)(part)
                continue
            self._granted(part, heads)
            if self.support is None:
                first = part.table.rows[0].line
                self.support = self.draft.add(
                    Entity(SUPPORT_ID, "Yönetim ve Destek Programı", "", self.draft.agency.id, part.place, first)
                )
            subjects = {
                "services": self.services,
                "support": self.support,
                "other": OTHER,
                "agency": self.draft.agency.id,
            }
            grid = grid_of([part.table], len(heads.columns))
            seen: set[str] = set()
            labels = expense_labels() | {key(GENERAL): "", "toplam": ""}
            for row in part.table.rows:
                item = self._item(row, labels, part, seen)
                if item is None:
                    continue
                cells = [
                    Cell(subjects[of], expense_id(item) if item else "", c.measure, c.year, part.place)
                    for c, of in heads.columns
                ]
                self.add(part, row, cells, grid, item or GENERAL)

    def _of_agency(self, part: Part) -> None:
        """Adds the rows of a classification of the whole agency whose head names its columns one by one."""
        self.unread_columns([part])
        grid = grid_of([part.table], part.table.columns.count)
        labels = expense_labels() | {key(GRAND): "", key(GENERAL): "", **dict.fromkeys(GRAND_KEYS, "")}
        seen: set[str] = set()
        for row in part.table.rows:
            item = self._item(row, labels, part, seen)
            if item is not None:
                self.add(part, row, self.cells_of(part, self.draft.agency.id, item), grid, item or GENERAL)

    def _item(self, row: Row, labels: Mapping[str, str], part: Part, seen: set[str]) -> str | None:
        name = labels.get(row.known or "")
        if name is None and row.label:
            name = best(row.name, {label: label for label in labels.values() if label and label not in seen})
        if name is None or name in seen:
            if row.label or row.cells:
                self.leave(part, row)
            return None
        seen.add(name)
        return name

    def programmes(self, parts: Sequence[Part], money: Money) -> None:
        """Adds the rows of the table of programmes, sub-programmes and activities."""
        for part in parts:
            heads = agency_columns(part.table.head, part.table.rows, part.year, SOURCES, USUAL_SOURCES)
            own = part.table.columns.columns
            if heads is None and not own:
                self._unread(part)
                continue
            self._granted(part, heads)
            self.unread_columns([part] if heads is None else [])
            count = len(heads.columns if heads else own)
            grid = grid_of([part.table], count)
            items = {"inside": expense_id(INSIDE), "outside": expense_id(OUTSIDE), "whole": ""}
            free = self.draft.names("programme", "sub_programme", "activity")
            spelled: defaultdict[str, list[str]] = defaultdict(list)
            for id, name in free.items():
                spelled[key(name)].append(id)
            seen: list[str] = []
            outside = parts_outside(part.table)
            for at, row in enumerate(part.table.rows):
                if at in outside:
                    self.add(part, row, cells_outside(outside[at], heads, part), grid, row.name)
                    continue
                subject = self._subject(row, free, spelled, seen)
                if subject is None and len(row.cells) == count:
                    subject = of_support(row, part, self.draft, seen) or of_activity(row, part, self.draft, seen)
                if row.answerable and (subject or "").startswith("activity:"):
                    self.answerable.append((subject or "", row.answerable, part.place))
                if subject is None:
                    self.leave(part, row)
                    continue
                seen.append(subject)
                if free.pop(subject, None) is not None and key(row.name) not in spelled:
                    money.variants.append((subject, row.name, row.label[0], part.place))
                if heads is None:
                    cells = self.cells_of(part, subject, "")
                else:
                    cells = [Cell(subject, items[of], c.measure, c.year, part.place) for c, of in heads.columns]
                self.add(part, row, cells, grid, row.name)

    def _subject(
        self, row: Row, free: Mapping[str, str], spelled: Mapping[str, Sequence[str]], seen: Sequence[str]
    ) -> str | None:
        """Which programme, sub-programme or activity a row is of: by its name, its capitals and what stands above.

        `free` are the names that no row above is of, `spelled` the ids by the keys of all names.
        """
        if key(row.name) in (key(GENERAL), "toplam"):
            return self.draft.agency.id
        same = [id for id in spelled.get(key(row.name), ()) if id in free]
        if len(same) > 1:
            parents = {self.draft.entities[id].id: self.draft.entities[id].parent for id in same}
            above = [id for id in same if parents[id] in seen[-1:] or any(parents[id] == s for s in reversed(seen))]
            upper = [id for id in same if id.startswith("activity:") != is_upper(row.name)]
            both = [id for id in upper if id in above] or upper or above or same
            return both[0]
        if same:
            return same[0]
        return best(row.name, free)

    def _granted(self, part: Part, heads: AgencyColumns | None) -> None:
        if heads is not None and heads.doubt:
            told = tell("about", name=part.place, what=heads.doubt)
            self.draft.note("remark", part.table.head or None, told)

    def _unread(self, part: Part) -> None:
        if part.table.rows:
            printed = " ".join(word.text for word in part.table.head)
            told = tell("head_unknown", place=part.place, head=printed)
            self.draft.note("unread", part.table.head or None, told)
        for row in part.table.rows:
            self.leave(part, row)

    def identities(self) -> list[Identity]:
        """What must hold between the cells that the tables print."""
        found = (Identity(identity.terms) for identity in self._identities())
        return [identity for identity in found if all(cell in self.cells for _, cell in identity.terms)]

    def _identities(self) -> Iterable[Identity]:
        parents: defaultdict[str, list[str]] = defaultdict(list)
        for entity in self.draft.entities.values():
            if entity.parent and entity.kind in ("programme", "sub_programme", "activity", "expense"):
                parents[entity.parent].append(entity.id)
        groups: defaultdict[tuple[str, int | None, str], dict[tuple[str, str], Cell]] = defaultdict(dict)
        by_figure: defaultdict[tuple[str, str, str, int | None], list[Cell]] = defaultdict(list)
        for cell in sorted(self.cells, key=lambda c: (c.place, c.subject, c.item, c.measure, c.year or 0)):
            groups[cell.measure, cell.year, cell.place][cell.subject, cell.item] = cell
            by_figure[cell.subject, cell.item, cell.measure, cell.year].append(cell)
        for cells in by_figure.values():
            yield from (same(cells[0], other) for other in cells[1:])
        for (measure, year, place), found in groups.items():
            for (subject, item), cell in found.items():
                yield from self._within(subject, item, cell, found, parents)
                if place in self._economic_places:
                    yield from self._across(subject, item, measure, year, cell)

    def _within(
        self,
        subject: str,
        item: str,
        cell: Cell,
        found: Mapping[tuple[str, str], Cell],
        parents: Mapping[str, list[str]],
    ) -> Iterable[Identity]:
        below = [found[subject, part] for part in parents.get(item, ()) if (subject, part) in found] if item else []
        if below:
            yield total(cell, below)
        if not item:
            ends = [found[subject, id] for id in (expense_id(INSIDE), expense_id(OUTSIDE)) if (subject, id) in found]
            if len(ends) == 2:
                yield total(cell, ends)
        if subject == self.draft.agency.id and (self.services, item) in found:
            yield total(
                cell, [found[s, item] for s in (self.services, self.support or "", OTHER) if (s, item) in found]
            )
            return
        children = [found[child, item] for child in parents.get(subject, ()) if (child, item) in found]
        if children and len(children) == len(parents[subject]):
            yield total(cell, children)

    @property
    def _economic_places(self) -> frozenset[str]:
        return frozenset(place for place, kind in self.general if kind == "economic")

    def _across(self, subject: str, item: str, measure: str, year: int | None, cell: Cell) -> Iterable[Identity]:
        """A column of the agency's classification is the sum of the activities' tables."""
        below = {e.id: e.parent for e in self.draft.of_kind("sub_programme", "programme")}
        activities = []
        for activity in self.draft.of_kind("activity"):
            programme = below.get(activity.parent, activity.parent)
            in_services = subject == SERVICES and programme != self.support
            if in_services or subject in (self.draft.agency.id, programme):
                activities.append(activity.id)
        for place in [place for place, kind in self.general if kind == "activities"]:
            parts = [Cell(id, item, measure, year, place) for id in activities]
            if parts:
                yield total(cell, parts)


def _grids(parts: Sequence[Part]) -> dict[int, Grid]:
    """The places of the columns of tables, by how many there are."""
    counts = {part.table.columns.count for part in parts}
    return {n: grid_of((p.table for p in parts if p.table.columns.count == n), n) for n in counts}
