"""Reading a whole programme: every part of its layout, in the order in which they lean on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.importing import (
    damaged,
    hotlines,
    linking,
    lists,
    naming,
    passages,
    prose,
    prose_facts,
    sentences,
    spellings,
)
from knowledge.importing import figures as money_rows
from knowledge.importing.arithmetic import Identity, settle
from knowledge.importing.cost_rows import OTHER
from knowledge.importing.cost_units import units_named
from knowledge.importing.differences import differences
from knowledge.importing.document import Document, Mark, document, key
from knowledge.importing.draft import UNREAD, Cell, Draft, Entity, Figure, Note, Passage
from knowledge.importing.figures import Figures
from knowledge.importing.footnotes import without_footnotes
from knowledge.importing.furniture import without_furniture
from knowledge.importing.indicator_tables import Indicators
from knowledge.importing.indicators import Indicator
from knowledge.importing.lines import ImportRefused, Line, Source
from knowledge.importing.marks import marks
from knowledge.importing.money import Money
from knowledge.importing.money_tables import MoneyTables
from knowledge.importing.names import Lexicon, slug
from knowledge.importing.notation import turkish
from knowledge.importing.notes import tell
from knowledge.importing.outline import (
    Outline,
    agency_line,
    budget_year,
    check_programme,
    cover_agency,
    outline,
    place_of,
    report_year,
)
from knowledge.importing.unit_costs import read_unit_costs

TITLES = {
    "indicator": ("Performans Göstergeleri", "gosterge"),
    "costs": ("Faaliyet Maliyetleri", "maliyet"),
    "units": ("Harcama Birimlerinin Giderleri", "birim"),
    "activities": ("Faaliyet Maliyetleri Tablosu", "maliyet"),
    "economic": ("Ekonomik Sınıflandırma", "ekonomik"),
    "classification": ("Performans Programı Maliyeti", "maliyet"),
    "responsible": ("Faaliyetlerden Sorumlu Harcama Birimleri", "faaliyet"),
    "monitors": ("Performans Göstergelerinin İzlenmesinden Sorumlu Harcama Birimleri", "gosterge"),
}
"""What a table is called where the programme does not number its tables, and a word of the caption that may name it."""


@dataclass
class Reading:
    """A programme that has been read."""

    draft: Draft
    source: Source
    title: str
    document: Document


def read(source: Source, agency: str = "") -> Reading:
    """Reads a document into a draft; `agency` names the agency where the document does not.

    Raises ImportRefused where no performance programme, or report of one, can be read from it.
    """
    written = turkish(source.lines)
    reported = report_year(written.lines)
    year = reported or budget_year(written.lines)
    named = (agency, written.lines[0]) if agency else agency_line(written.lines) or cover_agency(written.lines)
    kept, furniture = without_furniture(written.lines, named[0] if named else "")
    kept, footnotes = without_footnotes(kept)
    text = document(kept)
    found = marks(text)
    year = check_programme(text, found, year, source.name)
    if named is None:
        raise ImportRefused(
            f"{source.name} names no agency (Kurum, İdare Adı, Sorumlu İdare or a cover): name it with --agency."
            + damaged.advice(text.lines)
        )
    short_lines = naming.abbreviation_lines(kept)
    acronyms = [line.words[0].text for line in short_lines]
    lexicon = Lexicon.of((line.text for line in kept), acronyms)
    name = agency or lexicon.titled(named[0])
    place = _place_at(text, found, named[1].number)
    draft = Draft(year, Entity(f"agency:{slug(name)}", name, "", "", place, named[1].number))
    draft.report = reported is not None
    draft.notes += damaged.told(source)
    draft.notes += [
        Note("furniture", line.number, line.page, tell("text", text=line.text))
        for line in (*source.furniture, *furniture)
    ]
    draft.notes += [Note("remark", line.number, line.page, tell("footnote", text=line.text)) for line in footnotes]
    if written.with_commas:
        first = written.with_commas[0]
        draft.notes.append(Note("remark", first.number, first.page, tell("commas")))
    reader = _Reader(draft, text, found, lexicon, report=reported is not None)
    reader.read(short_lines)
    title = f"{year} Yılı İdare Faaliyet Raporu" if reported else f"{year} Yılı Performans Programı"
    return Reading(draft, source, title, text)


def _place_at(text: Document, found: Sequence[Mark], line: int) -> str:
    holding = None
    for mark in found:
        if mark.kind in ("caption", "section") and text.words[mark.start].line <= line:
            holding = mark
    return place_of(holding, text).name


class _Reader:
    def __init__(self, draft: Draft, text: Document, found: Sequence[Mark], lexicon: Lexicon, *, report: bool) -> None:
        self.draft = draft
        self.text = text
        self.marks = found
        self.lexicon = lexicon
        self.tree: Outline = outline(text, found, lexicon)
        self.report = report
        self.money = Money()
        self.indicators: list[Indicator] = []
        self.tables: set[int] = set()
        """Indexes of the words that stand in tables."""

    def read(self, short_lines: Sequence[Line]) -> None:
        """Reads everything into the draft; `short_lines` are those of the list of abbreviations."""
        draft, text = self.draft, self.text
        for mark in self.marks:
            text.take(text.between(mark.start, mark.end))
        meanings = naming.add_abbreviations(draft, short_lines, self.lexicon)
        numbers = {line.number for line in short_lines}
        text.take(word for word in text.words if word.line in numbers)
        draft.agency = Entity(
            draft.agency.id, draft.agency.name, draft.short, "", draft.agency.place, draft.agency.line
        )
        draft.add(draft.agency)
        units = units_named(text.lines)
        tables = MoneyTables(draft, text, self.marks, self.tree, self.tables, self._place, units, report=self.report)
        self.money = tables.read()
        naming.add_tree(draft, self.tree, text, self.marks)
        tables.expenses()
        self.money.variants += lists.read_lists(draft, text, self.marks, self.lexicon, self.tables)
        found = Indicators(draft, text, self.marks, self.tree, self.tables, self._place, units, report=self.report)
        self.indicators = found.read()
        rows = Figures(draft, self.tree, text)
        rows.general = [(part.place, "activities") for part in self.money.activities]
        rows.general += [(part.place, "economic") for part in self.money.economic]
        rows.general = list(dict.fromkeys(rows.general))
        found.rows()
        rows.costs(self.money.costs)
        rows.activities(self.money.activities)
        rows.economic(self.money.economic)
        rows.programmes(self.money.programmes, self.money)
        read_unit_costs(rows, self.money.units, self.lexicon)
        identities: list[Identity] = [*rows.identities(), *lists.identities(draft)]
        settle(draft, identities)
        draft.figures = [figure for figure in draft.figures if not figure.cell.measure.startswith(UNREAD)]
        self._drop_twice()
        self._drop_empty_columns()
        linked = linking.Linking(draft, text, self.lexicon, self.money)
        linked.link(self.marks, self.indicators, self._place, self.tables, self.tree, rows.answerable)
        spellings.add_spellings(draft, text, self.money.variants, self.lexicon)
        sentences.read_sentences(draft, text, self.marks, self.tree, self.indicators, meanings, self.lexicon)
        hotlines.of_abbreviations(draft, meanings)
        differences(draft, text, self.tree, self.indicators, self.money, self.marks)
        paragraphs = passages.paragraphs(text, self.marks, self.tables, self.lexicon)
        prose_facts.read_facts(draft, paragraphs, text.lines, self.lexicon)
        for paragraph in paragraphs:
            for part in passages.parted(paragraph.text):
                draft.passages.append(Passage(paragraph.heading, part, paragraph.place, paragraph.line))
        prose.leftovers(draft, text, self.marks, self.tables)

    def _place(self, kind: str, holding: Mark | None) -> str:
        """The place of a table: its numbered caption, or else its usual title."""
        title, hint = TITLES[kind]
        if holding is not None and holding.kind == "caption" and holding.number and hint in key(holding.title):
            return f"Tablo {holding.number}"
        self.draft.sections[slug(title)] = title
        return title

    def _drop_twice(self) -> None:
        """Keeps one figure of a cell that a table prints twice, none where the two differ; that is told."""
        unlike: set[tuple[Cell, str]] = set()
        kept: dict[tuple[Cell, str], Figure] = {}
        for figure in self.draft.figures:
            first = kept.setdefault((figure.cell, figure.unit), figure)
            if first.value != figure.value:
                unlike.add((figure.cell, figure.unit))
                name = self.draft.entities[figure.cell.subject].name
                for kind, sort in (("contradiction", "twice"), ("open", "twice_open")):
                    told = tell(
                        sort,
                        place=figure.cell.place,
                        name=name,
                        first=first.printed,
                        line=first.line,
                        second=figure.printed,
                    )
                    self.draft.note(kind, None, told, figure.line)
        self.draft.figures = [figure for at, figure in kept.items() if at not in unlike]

    def _drop_empty_columns(self) -> None:
        """Leaves out the agency's column of spending outside of programmes where all of it is nil."""
        other = [figure for figure in self.draft.figures if figure.cell.subject == OTHER]
        if other and not any(figure.value for figure in other):
            self.draft.figures = [f for f in self.draft.figures if f.cell.subject != OTHER]
        elif other:
            first = other[0]
            self.draft.add(
                Entity(OTHER, "Program Dışı Giderler", "", self.draft.agency.id, first.cell.place, first.line)
            )
        services = [figure for figure in self.draft.figures if figure.cell.subject == money_rows.SERVICES]
        if services:
            first, agency = services[0], self.draft.agency.id
            self.draft.add(Entity(money_rows.SERVICES, "Hizmet Programları", "", agency, first.cell.place, first.line))
            for programme in self.draft.of_kind("programme"):
                if programme.id != naming.support_programme(self.draft) and programme.parent == agency:
                    self.draft.entities[programme.id] = replace(programme, parent=money_rows.SERVICES)
