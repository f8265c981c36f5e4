"""A missing or broken cell is filled where the totals leave one value, and says so; otherwise it stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from .as_text import as_text
from .invented import forestry
from .judging import Judged, judge
from .tables import Style

ACTIVITY, CODE = "Orman Yangınlarıyla Mücadele", "Mal ve Hizmet Alım Giderleri"


def imported(text: str, tmp_path: Path) -> Judged:
    file = tmp_path / "programme.txt"
    file.write_text(text, "utf-8")
    return judge(forestry(), Style(), file)


@pytest.mark.parametrize("column", range(5))
def test_a_blank_cell_is_reckoned(column: int, tmp_path: Path) -> None:
    programme = forestry()
    programme.printed[ACTIVITY, CODE, column] = ""
    judged = imported(as_text(programme, Style()), tmp_path)
    assert judged.right
    (told,) = judged.reported("filled")
    assert ACTIVITY in told
    assert CODE in told


@pytest.mark.parametrize("broken", ["1.2O4.000", "####"])
def test_a_broken_cell_is_reckoned(broken: str, tmp_path: Path) -> None:
    programme = forestry()
    amount = programme.activities[0].costs[CODE][2]
    programme.printed[ACTIVITY, CODE, 2] = broken
    judged = imported(as_text(programme, Style()), tmp_path)
    assert judged.right
    assert any(str(int(amount)) in told for told in judged.reported("filled"))


def test_a_cut_figure_is_put_together(tmp_path: Path) -> None:
    programme = forestry()
    text = as_text(programme, Style())
    judged = imported(text.replace("26.400.120", "26.400. 120"), tmp_path)
    assert judged.right
    assert any("26.400.120" in told for told in judged.reported("filled"))


def test_a_figure_of_an_indicator_that_nothing_proves_stays_open(tmp_path: Path) -> None:
    text = as_text(forestry(), Style()).replace("776 800 790 825", "776 800 825")
    judged = imported(text, tmp_path)
    assert judged.wrong == {}
    assert {at[0] for at in judged.missing} == {"gozetlemekulesisayisi"}
    assert any("Gözetleme kulesi sayısı" in told and "776" in told for told in judged.reported("open"))


def test_two_blank_cells_that_could_be_either_stay_open(tmp_path: Path) -> None:
    """Two rows of one table lack a cell in the same column: nothing tells them apart."""
    programme = forestry()
    for code in (CODE, "Personel Giderleri"):
        programme.printed[ACTIVITY, code, 2] = ""
    judged = imported(as_text(programme, Style()), tmp_path)
    told = judged.reported("filled", "open")
    assert judged.wrong == {}
    assert len(told) == 2


def test_a_page_number_between_the_cells_is_no_cell(tmp_path: Path) -> None:
    programme = forestry()
    amounts = [f"{value:,}".replace(",", ".") for value in programme.activities[0].costs[CODE]]
    whole = " ".join(amounts)
    cut = f"{' '.join(amounts[:3])}\n48\n{' '.join(amounts[3:])}"
    text = as_text(programme, Style())
    assert whole in text
    judged = imported(text.replace(whole, cut), tmp_path)
    assert judged.right
