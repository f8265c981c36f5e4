"""What an import tells at a glance: one verdict, exit codes, damage by name, a page to review, the agency's name."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from knowledge.cli import commands

from .as_text import as_text
from .invented import forestry
from .layouts import COVER, Grid, Item, as_lines, as_pdf
from .tables import Style

READ = Grid(
    [["Performans Göstergesi", "Ölçü Birimi", "2022 Gerçekleşme", "2024 Hedef"]],
    [["Gözetilen çocuk sayısı", "Kişi", "10", "20"], ["Işık ölçümü sayısı", "Adet", "30", "40"]],
)
UNREAD = Grid(
    [["Performans Göstergesi", "Ölçü Birimi", "2022 Gerçekleşme", "2024 Revize Hedef"]],
    [["Denetim sayısı", "Adet", "1", "2"]],
)


def run(items: list[Item] | str, folder: Path, *options: str) -> Result:
    file = folder / "programme.txt"
    file.write_text(items if isinstance(items, str) else as_lines(items), "utf-8")
    return CliRunner().invoke(commands, ["import", str(file), "--to", str(folder / "out"), *options])


def test_the_summary_begins_with_the_verdict(tmp_path: Path) -> None:
    done = run(as_text(forestry(), Style()), tmp_path)
    assert done.exit_code == 0
    first = done.output.splitlines()[0]
    assert "proven by totals" in first
    assert "no table or column was left out" in first


def test_import_and_check_end_with_one_where_a_column_was_left_out(tmp_path: Path) -> None:
    done = run([*COVER, UNREAD], tmp_path)
    assert done.exit_code == 1
    assert "NOT READ: 1 columns or tables" in done.output.splitlines()[0]
    checked = CliRunner().invoke(commands, ["check", str(tmp_path / "out")])
    assert checked.exit_code == 1
    told = next(line for line in checked.output.splitlines() if line.startswith("Not read by the import: "))
    settled = tmp_path / "out" / "by_hand" / "settled.txt"
    settled.parent.mkdir()
    settled.write_text(told.removeprefix("Not read by the import: ") + "\n", "utf-8")
    assert CliRunner().invoke(commands, ["check", str(tmp_path / "out")]).exit_code == 0


def test_the_verdict_counts_the_rows_that_found_no_place(tmp_path: Path) -> None:
    text = as_text(forestry(), Style())
    assert "not placed" not in run(text, tmp_path).output.splitlines()[0]
    last = next(line for line in reversed(text.splitlines()) if line.startswith("Odun Dışı Ürünlerin"))
    done = run(text.replace(last, f"{last}\n\nBilinmeyen Kalem 7 0 7 8 0 8 9 0 9"), tmp_path)
    assert done.output.splitlines()[0].endswith("rows with figures not placed: 1")
    assert done.exit_code == 0


def test_damage_that_can_be_undone_is_mended_and_told(tmp_path: Path) -> None:
    whole = as_lines([*COVER, READ])
    done = run(_doubly(whole), tmp_path)
    assert done.exit_code == 0, done.output
    assert "damaged letters are mended" in done.output
    names = (tmp_path / "out" / "entities" / "indicator.csv").read_text("utf-8")
    assert "Gözetilen çocuk sayısı" in names
    assert "Işık ölçümü sayısı" in names


def _doubly(text: str) -> str:
    """UTF-8 that somebody has read as Latin-1."""
    return text.encode("utf-8").decode("latin-1")


def test_letters_that_a_pdf_gives_by_number_are_mended(tmp_path: Path) -> None:
    done = run(as_lines([*COVER, READ]).replace("ı", "(cid:305)").replace("ş", "(cid:351)"), tmp_path)
    assert done.exit_code == 0
    assert "Işık ölçümü sayısı" in (tmp_path / "out" / "entities" / "indicator.csv").read_text("utf-8")


@pytest.mark.parametrize("lost", ["\ufffd", "(cid:17)"])
def test_letters_that_are_lost_are_named(lost: str, tmp_path: Path) -> None:
    done = run(as_lines([*COVER, READ]).replace("çocuk", f"{lost}ocuk"), tmp_path)
    assert done.exit_code == 1
    line = next(line for line in done.output.splitlines() if "letters are lost" in line)
    assert "1 lines" in line
    assert f"{lost}ocuk" in line


def test_a_text_whose_heads_have_lost_their_letters_is_refused_with_their_names(tmp_path: Path) -> None:
    done = run(as_lines([*COVER, READ]).replace("ö", "\ufffd").replace("Ö", "\ufffd"), tmp_path)
    assert done.exit_code == 2
    assert "U+FFFD" in done.output


def test_a_text_made_with_a_layout_option_is_told(tmp_path: Path) -> None:
    rows = [
        f"Gösterge {name} sayısı          Adet          {i}          {i + 1}"
        for i, name in enumerate("abcdefghijklmnoprstuvyz" * 2)
    ]
    head = "Performans Göstergesi          Ölçü Birimi          2022 Gerçekleşme          2024 Hedef"
    done = run("\n".join([*map(str, COVER), head, *rows]), tmp_path)
    assert done.exit_code == 1
    assert "give the PDF itself" in done.output


def test_a_text_made_cell_by_cell_is_refused_with_advice(tmp_path: Path) -> None:
    cells = [cell for number in range(40) for cell in (f"Ölçüm {number} sayısı", "Adet", str(number), "7")]
    done = run("\n".join([*map(str, COVER[:3]), *cells]), tmp_path)
    assert done.exit_code == 2
    assert "give the PDF itself" in done.output


def test_an_option_names_the_agency(tmp_path: Path) -> None:
    done = run(["2024 YILI PERFORMANS PROGRAMI", "", READ], tmp_path, "--agency", "Kıyı Kurumu")
    assert done.exit_code == 0
    assert 'agency = "Kıyı Kurumu"' in (tmp_path / "out" / "programme.toml").read_text("utf-8")


class Page(HTMLParser):
    """Collects the cells of a page, and what would be loaded from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[tuple[str, str]] = []
        self.loaded: list[str] = []
        self.inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.loaded += [
            str(own[name]) for name in ("src", "href") if own.get(name) and not str(own[name]).startswith("#")
        ]
        self.inside = str(own.get("class") or "") if tag == "td" else None

    def handle_data(self, data: str) -> None:
        if self.inside is not None:
            self.cells.append((data, self.inside))


def test_the_page_shows_what_was_read_and_what_is_open(tmp_path: Path) -> None:
    grid = Grid(
        READ.head, [["Gözetilen <çocuk> sayısı", "Kişi", "10", "15-20"], ["Işık ölçümü sayısı", "Adet", "30", "40"]]
    )
    page = tmp_path / "review.html"
    done = run([*COVER, "Tablo 1. Performans Göstergeleri", grid], tmp_path, "--report", str(page))
    assert done.exit_code == 0, done.output
    shown = Page()
    shown.feed(page.read_text("utf-8"))
    assert shown.loaded == []
    assert ("10", "n") in shown.cells
    assert ("?", "open") in shown.cells
    assert any("<çocuk>" in text for text, _ in shown.cells)


def test_a_pdf_of_the_same_is_read_alike(tmp_path: Path) -> None:
    file = as_pdf([*COVER, READ], tmp_path / "programme.pdf")
    done = CliRunner().invoke(commands, ["import", str(file), "--to", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output


def test_a_table_of_which_no_row_is_read_is_told_by_its_caption(tmp_path: Path) -> None:
    text = as_text(forestry(), Style())
    table = "\n\nTablo 97. Bilinmeyen Döküm\n\nUZUN IŞIK KISA IŞIK ORTA\n\nKızburnu 22 16\nÇatalkaya 31 20\n"
    done = run(text + table, tmp_path)
    assert done.exit_code == 1
    assert "NOT READ: 1 columns or tables" in done.output.splitlines()[0]
    assert "Tablo 97: none of its rows is read: “Bilinmeyen Döküm”" in done.output
