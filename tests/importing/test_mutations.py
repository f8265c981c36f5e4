"""However the lines of a text break, run together or are parted by blanks and heads: no wrong figure goes unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from .as_text import as_text
from .invented import forestry, university
from .judging import judge
from .mutations import damaged, damages
from .tables import Style

PROGRAMMES = {
    "six columns": (forestry(), Style()),
    "four columns in thousands": (university(), Style(columns=4, page_head=("2021", "Performans Programı"))),
}


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
