"""The tables of money of a programme: found under their heads, and what their amounts count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.importing import naming
from knowledge.importing.agency_heads import SHARES, SOURCES, USUAL_SHARES, USUAL_SOURCES, agency_columns
from knowledge.importing.columns import fits
from knowledge.importing.cost_rows import CostActivities, inside, is_subtotal, with_total
from knowledge.importing.cost_units import Units
from knowledge.importing.costs import (
    EXPENSES,
    GRAND,
    GRAND_KEYS,
    INSIDE,
    OUTSIDE,
    MoneyTable,
    codes_of,
    cost_table,
    expense_labels,
    money_table,
)
from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.draft import Draft
from knowledge.importing.head_columns import Column
from knowledge.importing.head_words import LABEL, NUMBER, UNREAD, titles_of
from knowledge.importing.money import Money, Part
from knowledge.importing.names import Lexicon
from knowledge.importing.notes import tell
from knowledge.importing.outline import Branch, Outline, place_of, table_words
from knowledge.importing.scale import UNKNOWN, says_lira, scale_of, states_scale, title_before_scale
from knowledge.importing.values import is_figure

LONGEST_ROW_OF_A_HEAD = 12
"""Words between a table's caption and its first title that can be a row of its head."""
BEHIND_LABEL = 6
"""Words behind the first title of a table's head that may name its rows as well."""
BEHIND_CAPTION = 8
"""Words behind a caption that may say what amounts count."""
LINES_ABOVE = 12
"""Lines above a table's head that may say what its amounts count."""
_PARTS_OF_AN_AGENCY = ("program", "faaliyet", "hedef", "birim")
"""What the title of a table by economic codes names that is not of the whole agency."""
_TABLES = {
    "costs": "_costs",
    "unit_costs": "_units",
    "economic": "_economic",
    "grand": "_economic",
    "classification": "_programmes",
}
"""The readers of tables by the kinds of the marks that begin them."""


class MoneyTables:
    """Reads the tables of money, before anything has an id."""

    def __init__(
        self,
        draft: Draft,
        text: Document,
        marks: Sequence[Mark],
        tree: Outline,
        tables: set[int],
        place: Callable[[str, Mark | None], str],
        units: Units,
        *,
        report: bool = False,
    ) -> None:
        self.draft = draft
        self.text = text
        self.marks = marks
        self.tree = tree
        self.tables = tables
        self.place = place
        self.report = report
        self.money = Money()
        self.sub: Branch | None = None
        self.activity: Branch | None = None
        self.holding: Mark | None = None
        self.pending: int | None = None
        """The mark of an activity whose own table has not come yet."""
        self.covered = 0
        self.of_projects: set[int] = set()
        """The indexes of the words that say what the amounts of tables of projects count."""
        self.classified: list[tuple[int, str]] = []
        """The marks of the tables of programmes, with their places."""
        own = {key(branch.name) for branch in tree.activities}
        self.units = units
        self.rows_of_costs = frozenset(own | {"butceici", "butcedisi", "toplam", "geneltoplam"})

    def read(self) -> Money:
        """Reads the tables of costs, of activities, of economic codes, of programmes and of units."""
        for index, mark in enumerate(self.marks):
            if mark.kind in ("economic", "grand") and mark.start < self.covered:
                # The head of the table again, on the next page.
                continue
            if mark.kind in _TABLES:
                getattr(self, _TABLES[mark.kind])(index, mark)
            else:
                self._context(index, mark)
        self._of_several()
        self._usual(self.money.costs)
        self._usual(self.money.activities)
        activities = CostActivities(self.tree, self.draft, self.money)
        for part in self.money.costs:
            activities.add(part)
        branches = (*self.tree.programmes, *self.tree.sub_programmes, *self.tree.activities)
        for index, place in self.classified:
            words = self._words(index, frozenset(("sum",)))
            known = [*(key(branch.name) for branch in branches), "geneltoplam", "toplam"]
            caption = next((m for m in reversed(self.marks[:index]) if m.kind == "caption"), None)
            table = money_table(words, known, 9)
            headed = cost_table(
                self._with_head(self.marks[index], words),
                known,
                self.draft.year,
                report=self.report,
                units=self.units,
            )
            own = headed.columns.columns
            usual = agency_columns(table.head, table.rows, self.draft.year, SOURCES, USUAL_SOURCES)
            # A column that is not understood is told, but not where the whole head may be the usual one.
            readable = any(c.kept for c in own) and (usual is None or not any(c.role == UNREAD for c in own))
            if headed.columns.certain and readable:
                table = replace(table, columns=headed.columns, rows=headed.rows)
            part = Part(place, replace(table, head=(*self._above(index, caption), *table.head)), self.draft.year)
            self._scale(part, caption, self.marks[index].start)
            self.money.programmes.append(part)
        said = scale_of(word for word in self.text.words if word.index not in self.of_projects)
        for note in self.money.agree_on_scale(said):
            self.draft.note("remark", None, note)
        self._drop_unscaled()
        return self.money

    def _context(self, index: int, mark: Mark) -> None:
        """Notes what the tables behind a mark are of."""
        if mark.kind in ("caption", "section"):
            self.holding = mark
            if self.pending is None or not _is_of_an_activity(mark):
                self.activity, self.pending = None, None
            if _is_of_the_agency(mark):
                self.sub = None
        elif mark.kind in ("programme", "sub_programme", "goal"):
            self.sub = self.tree.at.get(mark.start, self.sub)
        elif mark.kind == "activity":
            self.activity, self.pending = self.tree.at.get(mark.start), index

    def _programmes(self, index: int, _mark: Mark) -> None:
        self.classified.append((index, self.place("classification", self.holding)))

    def _above(self, index: int, caption: Mark | None) -> list[Placed]:
        """The row of a head, its years, that stands between a caption and the head's first title."""
        end = self.marks[index].start
        found = self.text.between(caption.end, end) if caption else []
        return found if len(found) <= LONGEST_ROW_OF_A_HEAD else []

    def _words(self, index: int, within: frozenset[str]) -> list[Placed]:
        words = table_words(self.text, self.marks, index, within)
        self.tables.update(word.index for word in words)
        return words

    def _with_head(self, mark: Mark, words: Sequence[Placed]) -> list[Placed]:
        """The words of a table with its whole first row, where it has rules."""
        start = mark.start
        line = self.text.words[start].line
        if self.text.words[start].column is None:
            return list(words)
        while start and self.text.words[start - 1].line == line:
            start -= 1
        return [*self.text.between(start, mark.end), *words]

    def _costs(self, index: int, mark: Mark) -> None:
        if _names_programmes(self.text.between(mark.start, mark.end + BEHIND_LABEL)):
            self._programmes(index, mark)
            return
        words = self._with_head(mark, self._words(index, frozenset(("sum",))))
        counted = any(role == NUMBER for role, _, _ in titles_of(self.text.between(mark.start, mark.end)))
        table = cost_table(
            words, self.rows_of_costs, self.draft.year, counted=counted, report=self.report, units=self.units
        )
        self.tables.difference_update(word.index for word in table.prose)
        table, named = with_total(table)
        self.text.take((*named, *codes_of(words, table.rows)))
        projects = self._of_projects(mark)
        numbered = projects and self.holding is not None and self.holding.number
        place = place_of(self.holding, self.text).name if numbered else self.place("costs", self.holding)
        if table.unclear:
            printed = " ".join(word.text for word in table.unclear)
            told = tell("name_end", place=place, printed=printed)
            self.draft.note("open", table.unclear, told)
            self.text.take(table.unclear)
        several = any(is_subtotal(row.name) for row in table.rows)
        branch = None if several or projects else self.sub
        part = Part(place, table, self.draft.year, branch, projects=projects)
        self._scale(part, self.holding, mark.start)
        self.money.costs.append(part)

    def _of_projects(self, mark: Mark) -> bool:
        """Whether the head of a table of costs is over projects alone."""
        titles = titles_of(self.text.between(mark.start, mark.end))
        names = [text for role, text, _ in titles if role == LABEL]
        return any("proje" in name for name in names) and not any("faaliyet" in name for name in names)

    def _units(self, index: int, mark: Mark) -> None:
        words = self._with_head(mark, self._words(index, frozenset()))
        table = cost_table(words, ("toplam", "geneltoplam"), self.draft.year, report=self.report)
        self.tables.difference_update(word.index for word in table.prose)
        self.text.take(codes_of(words, table.rows))
        part = Part(self.place("units", self.holding), table, self.draft.year)
        self._scale(part, self.holding, mark.start)
        self.money.units.append(part)

    def _economic(self, index: int, mark: Mark) -> None:
        start = index
        if mark.kind == "grand":
            if self.pending is None:
                self.activity = None
                return
            start = self.pending
        words = self._words(start, frozenset(("grand", "economic")))
        if self.activity is not None:
            self._activity(mark, words, self.activity)
            self.activity = self.pending = None
            self.covered = words[-1].index + 1 if words else self.covered
        elif mark.kind == "economic":
            known = [*expense_labels(), "geneltoplam", "toplam"]
            table = money_table(words, known, 12)
            if (
                self.sub is None
                and agency_columns(table.head, table.rows, self.draft.year, SHARES, USUAL_SHARES) is None
            ):
                headed = cost_table(self._with_head(mark, words), known, self.draft.year, report=self.report)
                if _tells_its_columns(headed):
                    table = headed
                    self.text.take(codes_of(words, table.rows))
            part = Part(self.place("economic", self.holding), table, self.draft.year)
            self._scale(part, self.holding, mark.start)
            self.money.economic.append(part)

    def _activity(self, mark: Mark, words: Sequence[Placed], activity: Branch) -> None:
        known = [*expense_labels(), key(GRAND), *GRAND_KEYS]
        # The total's label is a mark as well; its words belong to the rows here.
        words = self._with_head(mark, words) if mark.kind == "economic" else words
        table = cost_table(words, known, self.draft.year, report=self.report)
        self.tables.difference_update(word.index for word in table.prose)
        self.text.take(codes_of(words, table.rows))
        part = Part(self.place("activities", self.holding), table, self.draft.year, activity)
        self.money.activities.append(part)
        self._scale(part, self.holding, mark.start)

    def _scale(self, part: Part, holding: Mark | None, start: int) -> None:
        """Notes what the amounts of a table, whose head begins at `start`, count where something above it says so.

        What stands nearest counts; a caption that other tables stand under as well says it for all that do not.
        """
        caption = self.text.between(holding.start, holding.end + BEHIND_CAPTION) if holding else []
        nearest = self._nearest_scale(start, holding.start if holding else 0)
        said = nearest or caption
        part.title = title_before_scale(nearest, Lexicon({}, frozenset()))
        own = says_lira(part.table.head)
        part.said = part.table.scale != 1 or bool(nearest) or own
        if part.table.scale == 1 and not own:
            part.table = replace(part.table, scale=scale_of(said))
        part.lira = part.table.scale == 1 and (own or says_lira(said))
        if part.projects:
            self.of_projects |= {word.index for word in (*said, *part.table.head, *part.table.prose)}
        self.text.take(part.table.head)

    def _nearest_scale(self, start: int, floor: int) -> list[Placed]:
        """The nearest line above a table that says what amounts count; none where the table before it comes first."""
        index = start
        for _ in range(LINES_ABOVE):
            end = index
            while index > floor and self.text.words[index - 1].line == self.text.words[end - 1].line:
                index -= 1
            line = self.text.between(index, end)
            if not line or (line[0].index in self.tables and any(is_figure(word.text) for word in line)):
                return []
            if states_scale(line):
                return line
        return []

    def _of_several(self) -> None:
        """Takes from the last of several sub-programmes the only table of costs: it holds what all of them do."""
        last = self.tree.sub_programmes[-1] if len(self.tree.sub_programmes) > 1 else None
        captions = {mark.title for mark in self.marks if mark.kind == "caption" and _is_of_an_activity(mark)}
        # Where several tables have such a caption, the others have only not been read.
        numbered = sum(mark.number != "" and mark.title in captions for mark in self.marks)
        costs = [part for part in self.money.costs if not part.projects]
        one = len({part.place for part in costs}) == 1 and numbered <= 1
        if last is not None and one and all(part.branch is last for part in costs):
            for part in costs:
                part.branch = None

    def _usual(self, parts: Sequence[Part]) -> None:
        """Gives tables whose heads are torn the columns that the others of their kind have, where those fit."""
        certain = Counter(part.table.columns.columns for part in parts if part.table.columns.certain)
        for part in parts:
            torn = part.table.columns
            if torn.certain:
                continue
            for columns, _ in certain.most_common():
                cells = {len(row.cells) for row in part.table.rows}
                if fits(torn, columns) and len(columns) in cells:
                    part.table = replace(part.table, columns=replace(torn, columns=columns, doubt=None))
                    break

    def _drop_unscaled(self) -> None:
        """Keeps nothing of tables whose amounts count what is not understood, or something else than their place."""
        kinds = (self.money.costs, self.money.activities, self.money.economic, self.money.programmes, self.money.units)
        every = [(parts, part) for parts in kinds for part in parts]
        # Under one caption a table with a title of its own gives way to those without.
        for parts, part in sorted(every, key=lambda row: bool(row[1].title)):
            if part.scale != UNKNOWN and self._has_place(part):
                continue
            head = " ".join(word.text for word in part.table.head)
            told = tell("amounts_unknown", place=part.place, head=head)
            self.draft.note("unread", part.table.head or None, told)
            parts.remove(part)
            self.text.take(word for row in part.table.rows for word in (*row.label, *row.cells))

    def _has_place(self, part: Part) -> bool:
        """Whether a table's place has its scale, or none yet; else its own title becomes a place of its own."""
        if self.draft.scales.setdefault(part.place, part.scale) == part.scale:
            return True
        if part.title:
            part.place = part.title
        return self.draft.scales.setdefault(part.place, part.scale) == part.scale

    def expenses(self) -> None:
        """Adds the items of the economic classification, as the tables of activities name them first."""
        found: dict[str, tuple[str, int]] = {}
        labels = expense_labels()
        for part in (*self.money.activities, *self.money.economic):
            for row in part.table.rows:
                if row.known in labels and row.label:
                    found.setdefault(labels[row.known], (part.place, row.label[0].line))
        for part in (*self.money.costs, *self.money.activities):
            for row in part.table.rows:
                item = inside(row.name)
                if item and row.label:
                    found.setdefault(item, (part.place, row.label[0].line))
            for item in _sources(part.table):
                found.setdefault(item, (part.place, part.table.rows[0].line if part.table.rows else 1))
        for part in self.money.programmes:
            line = part.table.rows[0].line if part.table.rows else 1
            for item in (INSIDE, OUTSIDE):
                found.setdefault(item, (part.place, line))
        naming.add_expenses(self.draft, {name: found[name] for name in EXPENSES if name in found})


def _tells_its_columns(table: MoneyTable) -> bool:
    """Whether a head surely tells columns that are kept, as many as most rows have cells."""
    cells = Counter(len(row.cells) for row in table.rows if row.cells)
    columns = table.columns.columns
    return (
        table.columns.certain
        and any(c.kept for c in columns)
        and bool(cells)
        and max(cells, key=cells.__getitem__) == len(columns)
    )


def _names_programmes(head: Sequence[Placed]) -> bool:
    """Whether the rows of a table are named "Program / Alt Program / Faaliyet"."""
    names = [role for role, text, _ in titles_of(head) if role == LABEL and "program" in text]
    return bool(names)


def _is_of_an_activity(caption: Mark) -> bool:
    """Whether a caption between an activity's name and its table is that table's own."""
    title = key(caption.title)
    return "faaliyetmaliyet" in title and not _is_of_the_agency(caption)


def _is_of_the_agency(caption: Mark) -> bool:
    """Whether a caption says that its table is one of the whole agency."""
    title = key(caption.title)
    if "ekonomik" in title and "butcesi" in title:
        return not any(part in title for part in _PARTS_OF_AN_AGENCY)
    return title.startswith(("idareperformans", "idarenintoplam", "toplamkaynak")) or "idareperformansprogrami" in title


def _sources(table: MoneyTable) -> list[str]:
    """The sources of money that columns are of."""
    return [item_of(column) for column in table.columns.columns if item_of(column)]


def item_of(column: Column) -> str:
    """The total of the classification that a column is of; "" for all money."""
    return {"inside": INSIDE, "outside": OUTSIDE}.get(column.part, "")
