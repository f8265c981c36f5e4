"""Names that hold words of heads begin no table; what is spent outside of programmes is no part of one."""

from __future__ import annotations

import pytest

from knowledge.importing.cost_rows import OTHER
from knowledge.importing.draft import Draft
from knowledge.importing.lines import Line, Source, Word
from knowledge.importing.reading import read

from .as_text import as_text
from .invented import forestry
from .tables import Style


def drafted(text: str) -> Draft:
    texts = text.split("\n")
    lines = [Line(i, tuple(map(Word, one.split()))) for i, one in enumerate(texts, 1) if one.split()]
    return read(Source("a.txt", tuple(lines), len(texts), None)).draft


def test_a_unit_named_for_plans_and_projects_is_no_head_of_costs() -> None:
    text = as_text(forestry(), Style())
    chart = " B. ORGANİZASYON YAPISI\n\nPlan Proje ve Etüt\nDairesi Başkanlığı\n\nHukuk İşleri\nDairesi Başkanlığı\n"
    draft = drafted(text.replace(" B. ORGANİZASYON YAPISI\n", chart))
    plain = drafted(text)
    assert [entity.name for entity in draft.of_kind("activity")] == [e.name for e in plain.of_kind("activity")]
    assert len(draft.of_kind("unit")) == len(plain.of_kind("unit"))
    assert not [note for note in draft.notes if note.kind in ("unread", "open")]


def outside(*parts: str) -> Draft:
    """A programme whose agency spends 5, 6 and 7 outside of its programmes, on some parts."""
    text = as_text(forestry(), Style())
    total = next(line for line in reversed(text.split("\n")) if line.startswith("GENEL TOPLAM"))
    rows = ["PROGRAM DIŞI GİDERLER 5 0 5 6 0 6 7 0 7", *parts, total]
    return drafted(text.replace(total, "\n\n".join(rows)))


def test_spending_outside_of_programmes_is_the_agencys_and_no_activity() -> None:
    draft = outside("Yedek Ödenekler 5 0 5 6 0 6 7 0 7")
    assert draft.entities[OTHER].parent == draft.agency.id
    assert not [
        e for e in draft.of_kind("activity", "sub_programme") if e.name in ("Yedek Ödenekler", "Program Dışı Giderler")
    ]


def test_the_economic_items_of_it_are_kept_where_they_add_up_to_it() -> None:
    item = "expense:yedek-odenekler"
    draft = outside("Yedek Ödenekler 3 0 3 4 0 4 7 0 7", "Cari Transferler 2 0 2 2 0 2 0 0 0")
    cells = {
        (f.cell.measure, f.cell.year): f.value for f in draft.figures if f.cell.subject == OTHER and f.cell.item == item
    }
    assert cells == {("budget", 2025): 3, ("forecast", 2026): 4, ("forecast", 2027): 7}
    assert not [note for note in draft.notes if note.kind == "unplaced"]


@pytest.mark.parametrize("part", ["Yedek Ödenekler 4 0 4 6 0 6 7 0 7", "Taşıt Kiralama 5 0 5 6 0 6 7 0 7"])
def test_what_does_not_add_up_or_is_no_economic_item_is_told(part: str) -> None:
    draft, without = outside(part), outside()
    assert [f.cell for f in draft.figures if f.cell.subject == OTHER] == [
        f.cell for f in without.figures if f.cell.subject == OTHER
    ]
    assert [note.text for note in draft.notes if note.kind == "unplaced" and part in note.text]
