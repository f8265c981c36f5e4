"""The tables of staff under their captions, put into a draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby

from knowledge.importing import resources, staff
from knowledge.importing.document import Placed, key
from knowledge.importing.draft import Cell, Entity, TableRow
from knowledge.importing.lines import Line
from knowledge.importing.list_reader import ListReader
from knowledge.importing.names import joined, slug
from knowledge.importing.notes import Told, tell
from knowledge.importing.rows import Reading, Row, labelled, learned_grid, readings
from knowledge.importing.values import is_cell, is_nil
from knowledge.language.letters import capital, fold, lower
from knowledge.printed import number

STAFF = "staff:toplam"
ALL_STAFF = "Toplam personel"
AGE = "yaş"
SERVICE = "hizmet süresi"
NUMBERED = {AGE: " yaş", SERVICE: " hizmet"}
"""What is added to the names of groups that are spans of years, by what the staff is broken down by."""
_STATUS = frozenset(
    str.split("memur memurlar kadrolu sozlesmeli surekli gecici isci isciler sirket idari akademik ve ile statudeki")
)
"""Words that say which part of the staff a title is of, folded."""
_OF_STAFF = re.compile(r"(?:personel|calisan)\w*")
_WITHOUT = re.compile(r"\([^)]*\bhari[cç]\b[^)]*\)", re.IGNORECASE)
"""What a title leaves out: "(Şirket Personeli Hariç)"."""
_BROKEN_DOWN = {
    re.compile("cinsiyet"): "cinsiyet",
    re.compile("ogrenim|egitim durumu"): "öğrenim",
    re.compile(r"\byas(?:a|lar\w*)?\b"): AGE,
    re.compile(r"\b(?:hizmet sure|kidem)"): SERVICE,
    re.compile(r"\bunvan"): "unvan",
}
"""By what the staff is broken down, by what the title or the head of a table says, folded."""
_ARTICLE = re.compile(r"(?P<name>.+\S)\s*\((?P<code>\d/[A-Z])\)")


class StaffTables(ListReader):
    """Reads the tables of staff."""

    untold: tuple[Sequence[Placed], Told] | None = None
    """The head whose columns could not be told apart, and what to tell of it."""

    @cached_property
    def _partial(self) -> list[Entity]:
        return []

    def read(self, place: str, printed: str, head: str, lines: Sequence[Line]) -> None:
        """Reads the table under a caption: by place and status, or a list by sex or schooling."""
        self.untold = None
        title = fold(printed)
        body = self.body(lines)
        code = next((code for said, code in _BROKEN_DOWN.items() if said.search(f"{title} {head}")), "")
        counts = Counter(staff.figures(self.words(line)) for line in body if is_cell(self.words(line)[-1].text))
        single = not counts or counts.most_common(1)[0][0] < 2
        if code and single:
            self._list(place, printed, code, body)
        elif not (code and self._over_scopes(place, title, code, body)):
            self._matrix(place, printed, body)

    def _over_scopes(self, place: str, title: str, code: str, body: Sequence[Line]) -> bool:
        """Reads groups whose columns are places or parts of the staff: "Kadın 251 398 649"; whether it is such a table.

        The groups of a table by age begin with numbers, so that their cells are those at the end of each line.
        """
        words = [word for line in body for word in self.words(line)]
        start = _first_row(words, numbered=code == AGE)
        if not start:
            return False
        rows = _by_lines(words[start:]) if code == AGE else labelled(words[start:], ())
        rows = [row for row in rows if row.label and row.cells]
        count = Counter(len(row.cells) for row in rows).most_common(1)[0][0] if rows else 0
        subjects = self._scopes(words[:start], [row for row in rows if len(row.cells) == count], place, title)
        if subjects is None:
            return False
        self.text.take(words[:start])
        grid = learned_grid((row.cells for row in rows), count)
        for row in rows:
            self.text.take([*row.label, *row.cells])
            item = self._group(row.name, code, place, row.line)
            cells = tuple(Cell(subject, item, "count", None, place) for subject in subjects)
            self._row(place, row, cells, readings(row.cells, count, grid))
        return True

    def _scopes(self, head: Sequence[Placed], rows: Sequence[Row], place: str, title: str) -> list[str] | None:
        """The ids of the places, or the parts of the staff, that columns are of, which it adds to the draft."""
        count = len(rows[0].cells) if rows else 0
        places = staff.place_heads(head, count) if count else None
        line = head[0].line if head else 1
        if places is not None:
            found = [f"staff:{slug(name)}" if name else STAFF for name in places]
            whole = STAFF if STAFF in found else ""
            for id, name in zip(found, places, strict=True):
                self.draft.add(Entity(id, name or ALL_STAFF, "", whole if name else "", place, line))
            return found
        heads = staff.column_heads(head, count) if count else None
        if heads is None or any(fold(name) in staff.SEXES for name in heads):
            return None
        kinds = ["" if staff.is_total(name) else staff.kind_of_staff(name) for name in heads]
        if kinds.count("") > 1 or len(kinds) < 3 or kinds[-1]:
            return None
        last = next((row for row in rows if staff.is_total(row.name)), None)
        whole = self._whole(kinds[:-1], last, place, title, line)
        return [*(self._part(kind, place, line) for kind in kinds[:-1]), whole]

    def _part(self, kind: str, place: str, line: int) -> str:
        """The id of a part of the staff: the one that another table has rows of, or one of its own."""
        for id, name in self.draft.names("staff").items():
            if key(staff.kind_of_staff(name)) == key(kind):
                return id
        above = STAFF if STAFF in self.draft.entities else ""
        return self.draft.add(Entity(f"staff:{slug(kind)}", capital(kind), "", above, place, line))

    def _whole(self, kinds: Sequence[str], last: Row | None, place: str, title: str, line: int) -> str:
        """The id of all that the parts of a table come to: all of the staff, or only these where others are left out.

        They are left out where the caption names the parts, or where another table tells more of all of the staff but
        the same of each part.
        """
        told = self._told(STAFF)
        counts = [0 if is_nil(cell.text) else number(cell.text) for cell in last.cells] if last else []
        named = all(fold(kind).split()[0] in title for kind in kinds)
        if counts and told is not None and told == counts[-1]:
            named = False
        elif not named and counts and told is not None:
            own = [self._told(self._part(kind, place, line)) for kind in kinds]
            named = own == counts[:-1]
        if not named:
            self.draft.add(Entity(STAFF, ALL_STAFF, "", "", place, line))
            return STAFF
        name = capital(" ve ".join((", ".join(kinds[:-1]), kinds[-1])))
        entity = Entity(f"staff:{slug(name)}", name, "", "", place, line)
        self._partial.append(entity)
        return entity.id

    def _told(self, subject: str) -> int | float | None:
        """What a table before says that a part of the staff counts in all; None where none does."""
        for row in self.draft.rows:
            for cell, word in zip(row.columns, row.readings[0] if row.readings else (), strict=False):
                if (cell.subject, cell.item, cell.measure) == (subject, "", "count") and word is not None:
                    return 0 if is_nil(word.text) else number(word.text)
        return None

    def add_partial(self) -> None:
        """Adds what only some parts of the staff come to: behind all of the staff, whose parts it is none of."""
        for entity in self._partial:
            self.draft.add(entity)

    def _group(self, name: str, code: str, place: str, line: int) -> str:
        """The id of a group of the staff, which it adds to the draft; "" for all of the staff."""
        if staff.is_total(name):
            return ""
        of = NUMBERED.get(code, "")
        of = "" if fold(of).strip() in fold(name) else of
        group = Entity(f"staff_group:{slug(name)}", f"{self.lexicon.sentence(name)}{of}", code, "", place, line)
        return self.draft.add(group)

    def _row(self, place: str, row: Row, cells: tuple[Cell, ...], found: Iterable[Reading]) -> None:
        """Puts a row of counts into the draft."""
        self.draft.rows.append(
            TableRow(
                f"{place}, {row.name}",
                cells,
                tuple(found),
                tuple(row.cells),
                "kişi",
                row.line,
                row.cells[0].page,
            )
        )
        if row.tail:
            self.draft.note("unplaced", row.tail, tell("printed", place=place, text=joined(row.tail)))

    def _matrix(self, place: str, title: str, body: Sequence[Line]) -> None:
        words = [word for line in body for word in self.words(line)]
        start = next((i for i in range(len(words)) if _begins_scope(words[i:])), None)
        if start is None:
            start = _first_row(words)
        if start is None:
            return
        rows = [row for row in labelled(words[start:], staff.PLACES) if row.label and row.cells]
        counts = Counter(len(row.cells) for row in rows)
        if not rows:
            return
        count = counts.most_common(1)[0][0]
        last = next((at for at, row in enumerate(rows, 1) if staff.is_total(row.name)), len(rows))
        whole_rows = [row.cells for row in rows[:last]]
        heads = staff.column_heads(words[:start], count) or staff.summed_heads(words[:start], whole_rows, count)
        if heads is None:
            self.untold = words[:start], tell("staff_columns", place=place)
            return
        self.text.take(words)
        groups: list[str] = []
        for head in heads:
            if staff.is_total(head):
                groups.append("")
            else:
                name = self.lexicon.sentence(head)
                groups.append(f"staff_group:{slug(name)}")
                code = "cinsiyet" if fold(name) in staff.SEXES else "durum"
                entity = Entity(groups[-1], name, code, "", place, words[0].line)
                self.draft.add(entity)
        grid = learned_grid((row.cells for row in rows), count)
        whole = next((row for row in rows if staff.is_total(row.name)), None)
        scope = self._named_part(title, place, words[0].line) or STAFF
        if whole:
            self.draft.add(Entity(scope, ALL_STAFF, "", "", place, whole.line))
        sums = staff.subtotals(rows)
        above = {
            part: f"staff:{slug(staff.named_total(rows[at].name))}" for at, parts in sums.items() for part in parts
        }
        for index, row in enumerate(rows):
            name = staff.named_total(row.name) if index in sums else row.name
            subject = scope if staff.is_total(name) else f"staff:{slug(name)}"
            if subject != scope:
                parent = above.get(index, scope if whole else "")
                self.draft.add(Entity(subject, self.lexicon.titled(name), "", parent, place, row.line))
                self.draft.spellings += [(subject, other) for other in _other_names(self.lexicon.titled(name))]
            cells = tuple(Cell(subject, group, "count", None, place) for group in groups)
            self._row(place, row, cells, readings(row.cells, count, grid))

    def _named_part(self, title: str, place: str, line: int) -> str:
        """The id of the part of the staff that a title is of, by status or without some; "" for all, or a place.

        A table of some of the staff contradicts no other one.
        """
        without = _WITHOUT.search(title)
        words = title.split()
        end = next((at for at, word in enumerate(words) if _OF_STAFF.match(fold(word))), None)
        own = words[:end] if end is not None else words[:1]
        status = [fold(word).strip(",") for word in own]
        status = [re.sub(r"(?:lar|ler)(?:in)?$", "", word) for word in status]
        if without:
            name = f"Personel {without[0]}"
        elif status and all(word in _STATUS for word in status):
            name = capital(lower(" ".join([*own, "personel"]))) if end is not None else capital(status[0])
        else:
            return ""
        known = next((id for id, other in self.draft.names("staff").items() if key(other) == key(name)), "")
        return known or self.draft.add(Entity(f"staff:{slug(name)}", name, "", STAFF, place, line))

    def _list(self, place: str, printed: str, code: str, body: Sequence[Line]) -> None:
        title, line = fold(printed), body[0].number if body else 1
        scope = self._named_part(printed, place, line) or self._place(title, place, line)
        for at in body:
            row = resources.read_count(staff.without_shares(self.words(at)), numbered=code in NUMBERED)
            if row is None:
                continue
            name, word = row
            item = self._group(name, code, place, at.number)
            self.count(scope, item, [word], "kişi", place, name)
            self.take([at])
        self.take(body[:1])

    def _place(self, title: str, place: str, line: int) -> str:
        """The id of the part of the staff that a title names by its place; that of all where it names none."""
        scope = STAFF
        for id, name in self.draft.names("staff").items():
            if id != STAFF and fold(name) in title and "merkez ve tasra" not in title:
                scope = id
        if scope == STAFF and "merkez teskilat" in title and "merkez ve tasra" not in title:
            scope = f"staff:{slug(staff.CENTRAL)}"
            self.draft.add(Entity(scope, staff.CENTRAL, "", "", place, line))
        if scope not in self.draft.entities:
            self.draft.add(Entity(scope, ALL_STAFF, "", "", place, line))
        return scope


def _other_names(name: str) -> list[str]:
    """A part of the staff without the article of the law in brackets behind it, and that article.

    >>> _other_names("Sürekli İşçi (4/D)")
    ['Sürekli İşçi', '4/D', '4D']
    """
    coded = _ARTICLE.fullmatch(name)
    return [coded["name"], coded["code"], coded["code"].replace("/", "")] if coded else []


def _by_lines(words: Sequence[Placed]) -> list[Row]:
    """A row for each line that ends in cells."""
    found: list[Row] = []
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        end = next((i for i in range(len(line), 0, -1) if not is_cell(line[i - 1].text)), 0)
        end = max(end, 1)
        if end < len(line):
            found.append(Row(line[:end], None, line[end:]))
    return found


def _first_row(words: Sequence[Placed], *, numbered: bool = False) -> int | None:
    """Where the first line begins that ends in two figures or more after a label; None where none does.

    `numbered`: a label may begin with a number.
    """
    lines: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        lines.setdefault(word.line, []).append(index)
    for indexes in lines.values():
        cells = [is_cell(words[index].text) for index in indexes]
        if len(cells) > 2 and (numbered or not cells[0]) and all(cells[-2:]):
            return indexes[0]
    return None


def _begins_scope(words: Sequence[Placed]) -> bool:
    text = ""
    for word in words[:3]:
        text += word.key
        if text in ("merkezteskilati", "tasrateskilati"):
            return True
    return False
