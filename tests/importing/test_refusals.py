"""A file that cannot be imported: one clear line, exit code 2, and nothing is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from knowledge.cli import commands

from .as_pdf import lines_pdf, text_pdf
from .as_text import as_text
from .invented import forestry
from .tables import Style


def called(file: Path, folder: Path, *options: str) -> tuple[int, str, str]:
    """Exit code, output and errors of an import.

    A PDF is read in a process of its own: what a library says by itself goes past this one's streams.
    """
    arguments = ["import", str(file), "--to", str(folder), *options]
    if not file.read_bytes().startswith(b"%PDF"):
        result = CliRunner().invoke(commands, arguments)
        return result.exit_code, result.stdout, result.stderr
    command = [sys.executable, "-m", "knowledge", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout, done.stderr


def refused(file: Path, *options: str) -> str:
    """An import must refuse; gives what it says."""
    folder = file.parent / "out"
    code, output, errors = called(file, folder, *options)
    assert code == 2, errors
    assert output == ""
    assert len(errors.strip().splitlines()) == 1
    assert "Traceback" not in errors
    assert not folder.exists()
    return errors


def test_no_performance_programme_as_text(tmp_path: Path) -> None:
    file = tmp_path / "novel.txt"
    file.write_text("Bir varmış bir yokmuş.\n2025 yılında bir dev yaşarmış.\n", "utf-8")
    assert "novel.txt is no performance programme" in refused(file)


def test_no_performance_programme_as_pdf(tmp_path: Path) -> None:
    file = text_pdf("Bir varmış bir yokmuş.\n" * 20, tmp_path / "novel.pdf")
    assert "novel.pdf is no performance programme" in refused(file, "--json")


def test_an_annual_report_of_the_same_agency(tmp_path: Path) -> None:
    text = as_text(forestry(), Style()).split("Bütçe Yılı")[0].replace("Performans Programı", "Faaliyet Raporu")
    file = tmp_path / "report.txt"
    file.write_text(text, "utf-8")
    assert "is no performance programme" in refused(file)


def test_empty_files(tmp_path: Path) -> None:
    for name in ("empty.txt", "empty.pdf"):
        (tmp_path / name).write_bytes(b"")
        assert f"{name} is empty" in refused(tmp_path / name)


def test_a_pdf_without_words(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "blank.pdf"))
    canvas.showPage()
    canvas.save()
    assert "no text" in refused(tmp_path / "blank.pdf")


def test_a_scanned_pdf(tmp_path: Path) -> None:
    """Pictures of pages, with nothing but a page number as text on some."""
    from PIL import Image

    picture = tmp_path / "page.png"
    Image.linear_gradient("L").save(picture)
    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=A4)
    for page in range(5):
        canvas.drawImage(str(picture), 0, 0, *A4)
        canvas.drawString(300, 20, str(page + 1))
        canvas.showPage()
    canvas.save()
    assert "only pictures of pages" in refused(tmp_path / "scan.pdf")


def test_a_locked_pdf(tmp_path: Path) -> None:
    file = text_pdf(as_text(forestry(), Style()), tmp_path / "locked.pdf", locked="parola")
    assert "locked with a password" in refused(file)


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_pdf_that_is_cut_off(share: float, tmp_path: Path) -> None:
    file = lines_pdf(forestry(), Style(), tmp_path / "whole.pdf")
    raw = file.read_bytes()
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(raw[: int(len(raw) * share)])
    assert "cut off" in refused(cut)


def test_a_pdf_that_is_damaged_inside(tmp_path: Path) -> None:
    file = tmp_path / "damaged.pdf"
    file.write_bytes(b"%PDF-1.4\n" + b"\x00garbage" * 500 + b"\n%%EOF\n")
    assert "damaged" in refused(file)


def test_what_is_called_pdf_but_is_none(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_text("<html>Not found</html>", "utf-8")
    assert "is no PDF in spite of its name" in refused(file)


def test_something_other_than_text(tmp_path: Path) -> None:
    file = tmp_path / "sheet.xlsx"
    file.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 40)
    assert "neither a text nor a PDF" in refused(file)


def test_a_folder_of_another_programme_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "programme.txt"
    file.write_text(as_text(forestry(), Style()), "utf-8")
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "programme.toml").write_text('id = "x-2020"\nagency = "X"\nyear = 2020\ntitle = "X"\n', "utf-8")
    code, _, errors = called(file, folder)
    assert code == 2
    assert "holds another programme" in errors
    assert [path.name for path in folder.iterdir()] == ["programme.toml"]
