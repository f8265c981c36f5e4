"""However the lines of a text break, run together or are parted by blanks and heads: no wrong figure goes unsaid."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from knowledge.importing.lines import ImportRefused

from . import unseen
from .as_text import as_text
from .invented import forestry, university
from .judging import judge
from .layouts import as_lines
from .mutations import KINDS, damaged, damages
from .tables import Style

PROGRAMMES = {
    "six columns": (forestry(), Style()),
    "four columns in thousands": (university(), Style(columns=4, page_head=("2021", "Performans Programı"))),
}
SEEDS = (0, 1)
MOST = 12
"""Places at which an unseen document is damaged."""


@pytest.mark.parametrize("name", PROGRAMMES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=damages(most=60))
def test_the_same_figure_or_a_report(name: str, tmp_path: Path, damage: list[tuple[str, float, float]]) -> None:
    programme, style = PROGRAMMES[name]
    file = tmp_path / "programme.txt"
    file.write_text(damaged(as_text(programme, style), damage), "utf-8")
    judged = judge(programme, style, file)
    assert judged.wrong == {}
    if judged.missing:
        assert judged.reported("open", "unplaced", "contradiction")
    if judged.links or judged.units:
        assert judged.reported("open", "unplaced", "contradiction", "remark", "prose")


@pytest.mark.parametrize("name", unseen.NAMES)
def test_no_known_thing_gets_another_figure(name: str, tmp_path: Path) -> None:
    document = unseen.load(name)
    text = as_lines(document.items)
    file = tmp_path / "programme.txt"
    kinds = [kind for kind in KINDS if kind != "head"]  # those are another document's
    for seed in SEEDS:
        chance = random.Random(seed)
        damage = [(chance.choice(kinds), chance.random(), chance.random()) for _ in range(MOST)]
        file.write_text(damaged(text, damage), "utf-8")
        try:
            outcome = unseen.judge(document.truth, file)
        except ImportRefused:
            continue
        named = {subject for subject, *_ in document.truth.figures}
        assert {at: values for at, values in outcome.wrong.items() if at[0] in named} == {}, seed
        if outcome.wrong:
            # A name that a break has cut is told with what is left of it.
            assert any(note.kind in ("open", "unread", "unplaced") for note in outcome.draft.notes), seed


@pytest.mark.parametrize(
    "lines",
    [
        # The head of two rows, and a line break of it gone: which column is which is lost.
        "Faaliyet 2023 2024\nHarcama Bütçe Harcama Harcama / Bütçe Sulama 298.412 412.000 441.736 %98,9",
        "Faaliyetler 2023 Bütçe 2023 Harcama 2024 Bütçe 2025 Tahmin\n(Haziran) Sulama 298.412 412.000 441.736 500.000",
    ],
)
def test_a_head_that_runs_into_its_first_row_keeps_nothing(lines: str, tmp_path: Path) -> None:
    file = tmp_path / "programme.txt"
    head = "Kurum: ÇINARLI KURUMU\nBütçe Yılı: 2024\n\nProgram Adı: HİZMETLER\nAlt Program Adı: SULAMA\n\n"
    file.write_text(f"{head}{lines}\nOnarım 1.000 2.000 3.000 4.000\n", "utf-8")
    draft = unseen.judge(unseen.Truth(), file).draft
    assert draft.figures == []
    assert any(note.kind in ("open", "unread", "unplaced") for note in draft.notes)
