"""Small documents in layouts of any kind: paragraphs and tables, as text and as PDF with rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from knowledge.importing.draft import Draft
from knowledge.importing.folder import read_source
from knowledge.importing.reading import read

from .as_pdf import FONT, SIZE, _font

Facts = dict[tuple[str, str, str, int | None], tuple[float, str]]
"""Value and unit by the names of subject and item, measure and year."""


@dataclass(frozen=True)
class Grid:
    """A table: the rows of its head, and the rows below."""

    head: Sequence[Sequence[str]]
    rows: Sequence[Sequence[str]]
    spans: Sequence[tuple[int, int, int, int]] = ()
    """Cells of the head that stand over others: column and row of the first, column and row of the last."""
    widths: Sequence[float] = ()
    upright: bool = False
    """Whether the heads of figures are turned by a right angle, to be read from below."""


Item = str | Grid
COVER = ("T.C.", "ÇINARLI KURUMU", "2024 YILI PERFORMANS PROGRAMI", "", "Kurum: ÇINARLI KURUMU", "Bütçe Yılı: 2024", "")


def as_lines(items: Sequence[Item]) -> str:
    """The text: a line a row."""
    lines: list[str] = []
    for item in items:
        if isinstance(item, str):
            lines.append(item)
        else:
            lines += [" ".join(cell for cell in row if cell) for row in (*item.head, *item.rows)]
            lines.append("")
    return "\n".join(lines) + "\n"


def as_pdf(items: Sequence[Item], path: Path) -> Path:
    """The PDF: tables with rules."""
    _font()
    style = ParagraphStyle("body", fontName=FONT, fontSize=SIZE, leading=SIZE + 1.5)
    story: list[object] = []
    for item in items:
        if isinstance(item, str):
            story += [Paragraph(escape(item), style), Spacer(1, 6)]
            continue
        width = len(item.head[0])
        widths = list(item.widths) or [220.0, *[(landscape(A4)[0] - 300) / (width - 1)] * (width - 1)]
        cells: list[list[object]] = [[Paragraph(escape(cell), style) for cell in row] for row in item.rows]
        heads = [[_head(cell, style, item.upright and at > 0) for at, cell in enumerate(row)] for row in item.head]
        cells = [*heads, *cells]
        commands = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        commands += [("SPAN", (left, top), (right, bottom)) for left, top, right, bottom in item.spans]
        repeat = len(item.head)
        story += [Table(cells, colWidths=widths, style=TableStyle(commands), repeatRows=repeat), Spacer(1, 8)]
    SimpleDocTemplate(str(path), pagesize=landscape(A4), invariant=1, leftMargin=30, rightMargin=30).build(story)
    return path


class Upright(Flowable):
    """A cell whose text is read from below, a line beside the other."""

    def __init__(self, text: str) -> None:
        super().__init__()
        words = text.split()
        half = (len(words) + 1) // 2
        self.lines = [line for line in (" ".join(words[:half]), " ".join(words[half:])) if line]
        self.width, self.height = len(self.lines) * (SIZE + 2.0), max(map(len, self.lines), default=0) * SIZE * 0.75

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.rotate(90)
        self.canv.setFont(FONT, SIZE)
        for place, line in enumerate(self.lines):
            self.canv.drawString(2, -(place + 1) * (SIZE + 2.0) + 2, line)


def _head(cell: str, style: ParagraphStyle, upright: bool) -> Flowable:
    return Upright(cell) if upright and cell else Paragraph(escape(cell), style)


def imported(items: Sequence[Item], form: str, folder: Path) -> Draft:
    """What an import reads of a document, as "text" or "pdf"."""
    if form == "pdf":
        file = as_pdf(items, folder / "programme.pdf")
    else:
        file = folder / "programme.txt"
        file.write_text(as_lines(items), "utf-8")
    return read(read_source(file)).draft


def facts(draft: Draft) -> Facts:
    """The figures of a draft."""
    names = {entity.id: entity.name for entity in draft.entities.values()}
    return {
        (names[f.cell.subject], names.get(f.cell.item, ""), f.cell.measure, f.cell.year): (f.value, f.unit)
        for f in draft.figures
    }


def told(draft: Draft, *kinds: str) -> list[str]:
    """The notes of some kinds."""
    return [note.text for note in draft.notes if note.kind in kinds]
