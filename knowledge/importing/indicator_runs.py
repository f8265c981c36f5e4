"""Several indicators below one head, each with its texts below its row: what stands between two labels, parted.

Performans Göstergesi  Ölçü Birimi  2022 Gerç.  2024 Hedef
1- Bakımı yapılan fener sayısı  Sayı  386  415
Açıklama : Bakım takvimine göre …
2- Yenilenen şamandıra sayısı  Sayı  34  42
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.importing.document import Placed
from knowledge.importing.values import is_cell

FEWEST_FIGURES = 2
"""Figures of a row at least."""
MOST_LINES = 3
"""Lines of a row at most."""
_EXPLAINED = "aciklama"
_NUMBERED = re.compile(r"\d{1,3}\s?[-–.)].*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words up to the next row or label."""

    words: list[Placed]
    label: Placed | None = None
    """The label before a text: "Açıklama"."""
    row: bool = False
    """Whether it begins with a row of figures."""


def pieces(words: Sequence[Placed], figures: int) -> Iterator[Piece]:
    """The words behind a mark up to the first row or label of this sort, then each with what stands behind it.

    `figures`: how many a row of the table has.
    """
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    own: list[Placed] = []
    label: Placed | None = None
    row = False
    for at, line in enumerate(lines):
        size = _label(line)
        begins = at > 0 and figures >= FEWEST_FIGURES and _is_row(lines[at : at + MOST_LINES], figures)
        if size or begins:
            yield Piece(own, label, row)
            own, label, row = [], line[0] if size else None, begins
        own += line[size:]
    yield Piece(own, label, row)


def _label(line: Sequence[Placed]) -> int:
    """How many words are the label "Açıklama :" at the beginning of a line; without a colon it is no label."""
    if line[0].key != _EXPLAINED or not line[0].first:
        return 0
    if line[0].text.endswith(":"):
        return 1
    return 2 if len(line) > 1 and line[1].text == ":" else 0


def _is_row(lines: Sequence[Sequence[Placed]], figures: int) -> bool:
    """Whether a numbered name begins a line, behind which as many figures stand, there or below."""
    if lines[0][0].column is not None or not _NUMBERED.fullmatch(lines[0][0].text):
        return False
    for at, line in enumerate(lines):
        if at and (_label(line) or _NUMBERED.fullmatch(line[0].text)):
            return False
        if sum(is_cell(word.text) for word in line[-figures:]) == figures and len(line) > figures - bool(at):
            return True
    return False
