"""Footnotes below tables and between their rows are told, and belong to no name and no figure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.importing.footnotes import without_footnotes
from knowledge.importing.lines import Line, Word

from .as_text import as_text
from .invented import forestry
from .judging import judge
from .tables import Style

FOOTNOTE = "* 2024-2027 dönemi değerleri 1.000 TL ve katlarına yuvarlanmıştır."


@pytest.mark.parametrize(
    ("texts", "left_out"),
    [
        (["T O P L A M 1.000 2.000", FOOTNOTE, "Sonraki başlık"], [FOOTNOTE]),
        (["Ad", "(*) Değerler bin TL olarak", "gösterilmiştir, yuvarlanmıştır."], ["(*) Değerler", "gösterilmiştir,"]),
        (["* Ormanları korumak ve geliştirmek gerekir.", "* Köylüyü desteklemek esas alınır."], []),
        (["* Ormanları korumak ve geliştirmek", "Tablo 3. Sayılar"], []),
        (["*", "Ad"], []),
    ],
)
def test_footnotes_are_told_from_items_of_lists(texts: Sequence[str], left_out: Sequence[str]) -> None:
    lines = [Line(number, tuple(map(Word, text.split()))) for number, text in enumerate(texts, 1)]
    kept, gone = without_footnotes(lines)
    assert len(gone) == len(left_out)
    assert all(line.text.startswith(text) for line, text in zip(gone, left_out, strict=True))
    assert sorted((*kept, *gone), key=lambda line: line.number) == lines


def test_a_programme_with_footnotes_comes_in_whole(tmp_path: Path) -> None:
    printed = as_text(forestry(), Style())
    rows = printed.split("\n")
    below = ("Alt Program Adı:", "T O P L A M", "Toplam ", "EKONOMİK KOD", "Program Adı")
    texts = [line for row in rows for line in ([row, FOOTNOTE] if row.strip().startswith(below) else [row])]
    file = tmp_path / "programme.txt"
    file.write_text("\n".join(texts), "utf-8")
    read = judge(forestry(), Style(), file)
    assert read.right, (read.missing, read.wrong, read.links, read.units, read.names)
    assert len(texts) > len(rows)
    assert any(FOOTNOTE in told for told in read.reported("remark"))
