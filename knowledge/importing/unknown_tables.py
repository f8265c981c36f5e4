"""The tables that no other reader knows, put into a draft: each row a thing, each column what is told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from knowledge.importing.document import key
from knowledge.importing.draft import Cell, Entity, Figure, Sentence
from knowledge.importing.head_titles import Usage
from knowledge.importing.lines import Line
from knowledge.importing.list_reader import ListReader, Texts
from knowledge.importing.names import is_upper, slug
from knowledge.importing.notes import tell
from knowledge.importing.plain_tables import PlainColumn, PlainRow, PlainTable, read_plain
from knowledge.importing.unit_names import level
from knowledge.importing.values import is_figure
from knowledge.language.letters import fold, lower, upper
from knowledge.language.plurals import several
from knowledge.printed import number
from knowledge.schema import COLUMN, ROW

COUNT = "count"
SHORT_TITLE = 4
"""Words of a title by which people may call all rows of its table together: not "İlçelere Göre Bilgiler"."""
_VEHICLES = re.compile(r"\b(?:tasit|arac|arac[il]\w*|is makine\w*)(?:lar\w*|ler\w*)?\b")
_PERSONS = re.compile(
    r"\b(?:personel|memur|isci|kisi(?!lik)|kadin|erkek|nufus|ogrenci|kullanici|uye|yolcu|hekim|uzman|kadro|unvan|calisan|ziyaretci)"
)
_COUNTED = re.compile(r"\b(?:sayisi|sayilari|sayi|adet|adedi)\b")
_AGE = re.compile(r"\b(?:ortalama yas|yas ortalamasi|yasi)\b")
_COUNTED_THINGS = re.compile(r"(.+) Sayı(?:sı|ları)\s*(?:\(.*)?$", re.IGNORECASE)
"""A title that ends with what is counted: "Mezun Sayıları"."""
_OF_COUNTS = re.compile(r"\s+(?:sayısı|adedi|miktarı)$")
"""How the title of a count ends: "Abone sayısı" is also asked for as "kaç abone"."""
_RATE = re.compile(r"\b(?:oran|yuzde)")
_NO_SORT = re.compile(r"\b(?:adi|cinsi|birim|birimi|aciklama|s\.?\s?no|turu)$")
"""Titles over the rows that name no sort of them, or end such a title."""


class UnknownTables(ListReader):
    """Reads tables by their layout alone."""

    @cached_property
    def usage(self) -> Usage:
        """Which words the document says together."""
        return Usage(self.text.lines)

    def read(self, place: str, title: str, lines: Sequence[Line]) -> bool:
        """Reads the table under a caption; whether each of its cells could be told."""
        with_words = [(line, self.words(line)) for line in lines if self.words(line)]
        table = read_plain(title, with_words, self.places, self.usage)
        if table is None:
            return False
        vehicles = _VEHICLES.search(fold(title)) is not None
        kind = "vehicle" if vehicles else ROW
        columns = [self._column(column, table, place) for column in table.columns]
        units = [_unit(column, table, title) for column in table.columns]
        above = self._whole(table, kind, title, place, columns, units)
        sort = "" if vehicles else _sort(table.sort)
        told: list[tuple[str, Texts]] = []
        counted = self._counted_apart(table, kind, columns, title, place)
        for row in table.rows:
            subject = self._thing(row, kind, sort, place, above, counted)
            told.append((subject, row.texts))
            self.say_texts(subject, row.texts, place, row.line)
            for at, column in enumerate(table.columns):
                self._cell(row, at, column, subject, columns[at], units[at], place, table)
            self._taken(row)
        self.say_groups(told, place, table.rows[0].line)
        self.text.take(table.head)
        self.tables.update(word.index for word in table.head)
        return True

    def _taken(self, row: PlainRow) -> None:
        self.text.take(row.words)
        self.tables.update(word.index for word in row.words)

    def _column(self, column: PlainColumn, table: PlainTable, place: str) -> str:
        """The id of a column's entity, which it adds; "" for one that counts the rows or gives years."""
        if column.together or column.years:
            return ""
        # "Kapalı Alan" is no name: its words get the letters that they have elsewhere.
        titled = all(word[:1].isupper() and word[1:].islower() for word in column.name.split())
        name = self.lexicon.sentence(upper(column.name) if titled else column.name)
        id = f"{COLUMN}:{slug(name)}"
        known = self.draft.entities.get(id)
        if known is not None and known.place != place and self._differs(id, table):
            id = f"{id}@{slug(place)}"
        id = self.draft.add(Entity(id, name, "", "", place, table.head[0].line))
        counted = _OF_COUNTS.sub("", name)
        if counted != name and fold(counted) != "toplam":
            self.draft.spellings.append((id, counted))
        return id

    def _differs(self, column: str, table: PlainTable) -> bool:
        """Whether a row of a table stands with this column in another one, which may tell of another time or part."""
        things = {self._id(row, ROW) for row in table.rows} | {self._id(row, "vehicle") for row in table.rows}
        return any(figure.cell.item == column and figure.cell.subject in things for figure in self.draft.figures)

    def _counted_apart(self, table: PlainTable, kind: str, columns: Sequence[str], title: str, place: str) -> str:
        """What a table counts where one before it counts others in the same rows, of which that is then said too.

        "mezun" of "Mezun Sayıları" behind "Öğrenci Sayıları"; "" where the rows are no others: where most figures are
        the same, or the titles tell nothing apart, the document is at odds with itself.
        """
        told = {(figure.cell.subject, figure.cell.item): figure for figure in reversed(self.draft.figures)}
        met = [
            (told[self._id(row, kind), column], number(cell.text))
            for row in table.rows
            for column, cell in zip(columns, row.cells, strict=True)
            if cell and is_figure(cell.text) and (self._id(row, kind), column) in told
        ]
        if sum(figure.value != value for figure, value in met) <= len(met) / 2:
            return ""
        before = next((one.name for one in self.draft.of_kind("table") if one.place == met[0][0].cell.place), "")
        other, own = counted_apart(before, title)
        if own:
            for row in table.rows:
                if entity := self.draft.entities.get(self._id(row, kind)):
                    self.draft.entities[entity.id] = replace(entity, name=f"{self._name(row)}, {other}")
        return own

    def _name(self, row: PlainRow) -> str:
        return self.lexicon.titled(row.name) if is_upper(row.name) and not _short(row.name) else row.name

    def _id(self, row: PlainRow, kind: str) -> str:
        return f"{kind}:{slug(row.name)}"

    def _thing(self, row: PlainRow, kind: str, sort: str, place: str, above: str, counted: str) -> str:
        """The id of what a row tells of, which it adds; things of one name and of two sorts are two.

        `counted`: what is counted of it, where another table counts something else; else "".
        """
        name = self._name(row)
        if name[:1].isdigit() and sort and fold(sort).split()[0] not in fold(name):
            name = f"{name} {sort}"
        id = f"{kind}:{slug(name)}"
        known = self.draft.entities.get(id)
        if counted:
            name = f"{name}, {counted}"
            id = f"{id}@{slug(counted)}"
        elif known is not None and (known.code != sort or not sort):
            id = f"{id}@{slug(place)}"
        if level(sort) is not None and fold(sort) not in fold(name):
            self.draft.spellings.append((id, f"{name} {sort}"))  # "Bursa" is "Bursa bölge müdürlüğü"
        return self.draft.add(Entity(id, name, sort, above, place, row.line))

    def _whole(
        self, table: PlainTable, kind: str, title: str, place: str, columns: Sequence[str], units: Sequence[str]
    ) -> str:
        """Adds what the row of the total tells, of all rows together; its id where the rows add up to it, else ""."""
        if table.total is None:
            return ""
        name = re.sub(r"\s*\([^)]*\)", "", title).strip()
        sort = _sort(table.sort)
        if sort and (len(name.split()) > SHORT_TITLE or "gore" in fold(name).split()):
            name = f"Bütün {several(sort.partition('/')[0])}"
        id = f"{kind}:{slug(name)}"
        if id in self.draft.entities:
            id = f"{id}@{slug(place)}"
        self.draft.add(Entity(id, name, "", "", place, table.total.line))
        for at, column in enumerate(table.columns):
            self._cell(table.total, at, column, id, columns[at], units[at], place, table)
            cell = table.total.cells[at]
            if at in table.unproven and cell is not None:
                told = tell("total_differs", place=place, name=column.name, total=cell.text)
                self.draft.note("contradiction", cell, told)
        self._taken(table.total)
        return "" if table.unproven else id

    def _cell(
        self,
        row: PlainRow,
        at: int,
        column: PlainColumn,
        subject: str,
        item: str,
        unit: str,
        place: str,
        table: PlainTable,
    ) -> None:
        """Keeps a cell: a year as a text, any other figure as one of the thing and the column."""
        word = row.cells[at]
        if word is None or not is_figure(word.text):
            return
        name = self.draft.entities[subject].name
        if column.years:
            if row is not table.total:
                said = f"{name}, {lower(column.name)}: {word.text}."
                self.draft.say(Sentence(subject, "go_live", said, word.text, place, word.line))
            return
        cell = Cell(subject, item, COUNT, None, place)
        own = "oran" if "%" in word.text else unit
        self.draft.figures.append(Figure(cell, number(word.text), own, word.text, word.line))
        if table.total is not None and table.total.cells[at] is not None and at not in table.unproven:
            self.draft.proven.add(cell)


def counted_apart(one: str, other: str) -> tuple[str, str]:
    """What two tables count by their titles, in small letters and as few words as tell them apart; "" where none do.

    >>> counted_apart("Öğrenci Sayıları", "2021-2022 Yılı Mezun Sayıları")
    ('öğrenci', 'mezun')
    >>> counted_apart("Yerli Öğrenci Sayıları", "Yabancı Öğrenci Sayıları"), counted_apart("Kitaplar", "Mezun Sayıları")
    (('yerli öğrenci', 'yabancı öğrenci'), ('', ''))
    """
    said = [_COUNTED_THINGS.search(title) for title in (one, other)]
    if said[0] is None or said[1] is None:
        return "", ""
    first, second = (lower(match[1]).split() for match in said if match)
    for size in range(1, max(len(first), len(second)) + 1):
        if first[-size:] != second[-size:]:
            return " ".join(first[-size:]), " ".join(second[-size:])
    return "", ""


def _short(name: str) -> bool:
    """Whether a name in capitals may be an abbreviation."""
    return len(name.split()) == 1


def _sort(title: str) -> str:
    """The sort of a table's rows, as the title over them calls it; "" where it names none.

    >>> _sort("İLÇE"), _sort("SİSTEM ADI"), _sort("ABONE TÜRÜ"), _sort("BARAJ / GÖLET"), _sort("CİNSİ")
    ('ilçe', 'sistem', 'abone türü', 'baraj/gölet', '')
    """
    words = title.split()
    if len(words) > 1 and key(words[-1]) == "adi":
        words = words[:-1]
    if len(words) == 1 and _NO_SORT.search(fold(words[0])):
        return ""
    return re.sub(r"\s*/\s*", "/", lower(" ".join(words)).strip(" :"))


def _unit(column: PlainColumn, table: PlainTable, title: str) -> str:
    """What the figures of a column are measured in: as its title says, else by what it, or the table, counts."""
    if column.unit:
        return column.unit
    said = fold(column.name)
    if _AGE.search(said):
        return "yaş"
    if _RATE.search(said):
        return "oran"
    if _PERSONS.search(said):
        return "kişi"
    counted = column.together or _COUNTED.search(said)
    whole = any(one.together for one in table.columns)
    if not (counted or whole):
        return "sayı"
    return "kişi" if _PERSONS.search(fold(f"{title} {table.sort}")) and not _COUNTED.search(said) else "adet"
