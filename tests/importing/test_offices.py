"""A unit may be named by the office that runs it, "Tıp Fakültesi Dekanlığı": that is the unit, and no word is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.importing.draft import Draft
from knowledge.importing.reading import read
from knowledge.importing.text import read_text

from .as_text import as_text
from .invented import forestry
from .tables import Style

WHOLE, SPENDING = "Ağaçlandırma Dairesi Başkanlığı", "AĞAÇLANDIRMA DAİRESİ BAŞKANLIĞI"


@pytest.fixture(params=[("Ağaç Enstitüsü", "MÜDÜRLÜĞÜ"), ("Ağaç Fakültesi", "DEKANLIĞI")])
def told(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Draft, str]:
    name, office = request.param
    capitals = name.replace("i", "İ").upper()
    text = as_text(forestry(), Style()).replace(SPENDING, f"{capitals} {office}").replace(WHOLE, name)
    file = tmp_path / "programme.txt"
    file.write_text(text, "utf-8")
    return read(read_text(file)).draft, name


def test_what_the_office_answers_for_its_unit_does(told: tuple[Draft, str]) -> None:
    draft, name = told
    unit = next(one for one in draft.of_kind("unit") if one.name == name)
    kinds = {relation.kind for relation in draft.relations if relation.source == unit.id}
    assert "responsible" in kinds


def test_no_word_of_the_office_is_left(told: tuple[Draft, str]) -> None:
    draft, name = told
    assert [note.text for note in draft.notes if note.kind == "unplaced"] == []
    assert not [unit.name for unit in draft.of_kind("unit") if "Dekan" in unit.name or "Enstitüsü M" in unit.name]
    unit = next(one for one in draft.of_kind("unit") if one.name == name)
    assert any(id == unit.id and spelled.startswith(f"{name} ") for id, spelled in draft.spellings)
