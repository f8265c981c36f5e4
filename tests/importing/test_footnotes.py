"""Footnotes, row numbers and decimals of lira: they change no figure, and no figure is lost by them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from knowledge.importing.pdf import read_pdf

from .as_pdf import FONT, _font
from .as_text import as_text
from .invented import forestry
from .judging import judge
from .tables import Style

AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3}){2,})(?![\d.,])")
WAYS: dict[str, Callable[[str], str]] = {
    "stars behind figures": lambda text: re.sub(r"(?m)^(\d+- .*\d)$", r"\1*", text),
    "raised numbers behind figures": lambda text: re.sub(r"(?m)^(\d+- .*\d)$", r"\1¹", text),
    "stars behind years": lambda text: re.sub(r"(?m)^(20\d\d)$", r"\1*", text),
    "footnotes below sums": lambda text: re.sub(
        r"(?m)^(T O P L A M.*)$", r"\1\n(*) Haziran sonu itibarıyla 1.234.567 TL harcanmıştır.", text
    ),
    "points behind the numbers of indicators": lambda text: re.sub(r"(?m)^(\d+)- ", r"\1. ", text),
    "kuruş": lambda text: AMOUNT.sub(r"\1,00", text),
}


@pytest.mark.parametrize("way", WAYS)
def test_figures_stay(way: str, tmp_path: Path) -> None:
    printed = as_text(forestry(), Style())
    changed = WAYS[way](printed)
    assert changed != printed
    file = tmp_path / "programme.txt"
    file.write_text(changed, "utf-8")
    judged = judge(forestry(), Style(), file)
    assert not judged.wrong
    assert not judged.missing


def test_a_raised_number_in_a_pdf_is_no_digit(tmp_path: Path) -> None:
    _font()
    canvas = Canvas(str(tmp_path / "a.pdf"), invariant=1)
    canvas.setFont(FONT, 9)
    canvas.drawString(50, 700, "Eğitim alan personel sayısı")
    canvas.drawString(250, 700, "145")
    width = canvas.stringWidth("145", FONT, 9)
    canvas.setFont(FONT, 5)
    canvas.drawString(250 + width, 704, "1")
    canvas.save()
    assert [line.text for line in read_pdf(tmp_path / "a.pdf").lines] == ["Eğitim alan personel sayısı 145"]


def test_captions_below_tables_are_told(tmp_path: Path) -> None:
    parts = re.split(r"(?m)^(\s*Tablo \d+\. .*)$", as_text(forestry(), Style()))
    moved = parts[0] + "".join(f"{body}\n{caption}\n\n" for caption, body in zip(parts[1::2], parts[2::2], strict=True))
    for text, told in (("".join(parts), False), (moved, True)):
        file = tmp_path / "programme.txt"
        file.write_text(text, "utf-8")
        notes = judge(forestry(), Style(), file).draft.notes
        assert any("captions" in note.text for note in notes if note.kind == "unplaced") is told
