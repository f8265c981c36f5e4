"""Names that hold words of heads begin no table; what is spent outside of programmes is no part of one."""

from __future__ import annotations

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


def test_spending_outside_of_programmes_is_the_agencys_and_no_activity() -> None:
    text = as_text(forestry(), Style())
    total = next(line for line in reversed(text.split("\n")) if line.startswith("GENEL TOPLAM"))
    outside = ["PROGRAM DIŞI GİDERLER 5 0 5 6 0 6 7 0 7", "", "Yedek Ödenekler 5 0 5 6 0 6 7 0 7", "", total]
    draft = drafted(text.replace(total, "\n".join(outside)))
    assert draft.entities["agency:program-disi-giderler"].parent == draft.agency.id
    assert not [
        e for e in draft.of_kind("activity", "sub_programme") if e.name in ("Yedek Ödenekler", "Program Dışı Giderler")
    ]
