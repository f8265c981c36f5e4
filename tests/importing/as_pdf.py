"""An invented programme as a PDF: its lines as they are, tables with rules, or tables without any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from .as_text import as_text
from .invented import Indicator, Invented
from .tables import (
    Style,
    activity_rows,
    cost_columns,
    cost_rows,
    economic_rows,
    indicator_columns,
    programme_rows,
    values_of,
)

FONT = "Vera"
SIZE = 7


def _font() -> None:
    """The font that comes with reportlab, which has the Turkish letters."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))


def text_pdf(text: str, path: Path, *, head: str = "", locked: str = "") -> Path:
    """Lines of text as they are, page by page, with a running head and the page's number."""
    _font()
    width, height = landscape(A4)
    options: dict[str, Any] = {}
    if locked:
        from reportlab.lib.pdfencrypt import StandardEncryption

        options["encrypt"] = StandardEncryption(locked, canPrint=1)
    canvas = Canvas(str(path), pagesize=(width, height), invariant=1, **options)
    lines = [line.replace("\t", "  ").replace("\uf0d8", "►") for line in text.split("\n")]
    for number, start in enumerate(range(0, len(lines), 58), 1):
        canvas.setFont(FONT, SIZE)
        if head:
            canvas.drawString(40, height - 20, head)
        for row, line in enumerate(lines[start : start + 58]):
            canvas.drawString(40, height - 45 - row * 9, line)
        canvas.drawRightString(width - 40, 15, str(number))
        canvas.showPage()
    canvas.save()
    return path


def lines_pdf(programme: Invented, style: Style, path: Path) -> Path:
    """The programme's text, drawn line by line."""
    return text_pdf(as_text(programme, style), path, head=f"{programme.agency} {programme.year} Performans Programı")


def table_pdf(programme: Invented, style: Style, path: Path, *, ruled: bool) -> Path:
    """The programme with its tables set as tables: names wrap in their cells, figures stand beside their middle."""
    _font()
    document = SimpleDocTemplate(
        str(path), pagesize=landscape(A4), leftMargin=30, rightMargin=30, topMargin=40, bottomMargin=40, invariant=1
    )

    def furniture(canvas: Canvas, page: Any) -> None:
        canvas.setFont(FONT, SIZE)
        canvas.drawString(30, landscape(A4)[1] - 20, f"{programme.year} YILI PERFORMANS PROGRAMI")
        canvas.drawCentredString(landscape(A4)[0] / 2, 15, str(page.page))

    story = list(_story(programme, style, _Setter(ruled)))
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return path


class _Setter:
    def __init__(self, ruled: bool) -> None:
        self.ruled = ruled
        self.body = ParagraphStyle("body", fontName=FONT, fontSize=SIZE, leading=SIZE + 1.5)

    def line(self, text: str) -> Paragraph:
        return Paragraph(escape(text), self.body)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], spans: Sequence[int] = ()) -> Table:
        cells = [[self.line(cell) if i == 0 else cell.replace("|", "\n") for i, cell in enumerate(row)] for row in rows]
        commands: list[tuple[Any, ...]] = [
            ("FONT", (0, 0), (-1, -1), FONT, SIZE),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
        commands += [("SPAN", (0, row), (-1, row)) for row in spans]
        if self.ruled:
            commands.append(("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)))
        return Table(cells, colWidths=list(widths), style=TableStyle(commands))


def _story(programme: Invented, style: Style, setter: _Setter) -> Iterator[Any]:
    number = 0

    def caption(title: str) -> Paragraph:
        nonlocal number
        number += 1
        return setter.line(f"Tablo {number}. {title}")

    def lines(*texts: str) -> Iterator[Any]:
        for text in texts:
            yield setter.line(text)
            yield Spacer(1, 5)

    yield from lines("KISALTMALAR LİSTESİ", *(f"{s}   {m}" for s, m in programme.abbreviations.items()))
    yield from lines("I. GENEL BİLGİLER", "B. ORGANİZASYON YAPISI")
    for main, subs in programme.units.items():
        yield from lines(f"► {main}", *subs)
    yield PageBreak()
    yield from lines("D. PERFORMANS BİLGİSİ", f"Bütçe Yılı: {programme.year}")
    for sub in programme.services:
        if sub is programme.services[0] or sub.programme:
            yield from lines(f"{style.programme_label} {sub.programme or programme.programme}")
        yield from lines(f"Alt Program Adı: {sub.name}", "Gerekçe ve Açıklamalar:", *(f"• {d}" for d in sub.duties))
        yield from lines("Alt Program Hedefi:", sub.objective)
        yield caption("Performans Göstergeleri")
        for position, indicator in enumerate(sub.indicators, 1):
            yield Spacer(1, 8)
            yield _indicator(programme, indicator, position, style, setter)
        yield Spacer(1, 12)
        scale = " (Bin TL)" if programme.thousands else ""
        yield caption(f"Alt Program Kapsamında Yürütülecek Faaliyet Maliyetleri{scale}")
        heads = ["Faaliyetler", *(head.replace(" ", "|", 1) for head in cost_columns(programme.year))]
        yield setter.table([heads, *cost_rows(programme, sub, style)], [220, *[95] * 5])
        yield PageBreak()
    yield from lines("E. İDARENİN TOPLAM KAYNAK İHTİYACI")
    yield caption("Ekonomik Sınıflandırma Düzeyinde İdare Performans Programı Maliyeti")
    years = [str(programme.year + step) for step in range(3)]
    heads = ["EKONOMİK KOD", *(cell for year in years for cell in (year, "", "", ""))]
    yield setter.table([heads, *economic_rows(programme, style)], [90, *[56] * 12])
    yield PageBreak()
    yield caption("Faaliyet Maliyetleri Tablosu")
    for name, subs in programme.programmes:
        for sub in subs:
            for activity in sub.activities:
                yield from lines(f"İdare Adı {_upper(programme.agency)}", f"Program Adı {name}")
                yield from lines(f"Alt Program Adı {sub.name}", f"Alt Program Hedefi {sub.objective}")
                yield from lines(f"Faaliyet Adı {activity.name}", f"Açıklama {activity.explanation}")
                heads = ["EKONOMİK KOD", *(head.replace(" ", "|", 1) for head in cost_columns(programme.year))]
                yield setter.table([heads, *activity_rows(programme, activity, style)], [160, *[100] * 5])
                yield PageBreak()
    yield caption(f"Faaliyetler Düzeyinde {programme.agency} Performans Programı Maliyeti")
    titles = [cell for year in years for cell in (f"{year}|Bütçe İçi", "Bütçe|Dışı", "Toplam")]
    heads = ["PROGRAM SINIFLANDIRMASI", *titles]
    yield setter.table([heads, *programme_rows(programme)], [130, *[70] * 9])
    yield PageBreak()
    yield from lines("F. DİĞER HUSUSLAR")
    yield caption("Faaliyetlerden Sorumlu Harcama Birimleri")
    rows = [(s.name, a.name, a.unit) for s in programme.services for a in s.activities]
    yield _answerable(programme, setter, "FAALİYET", rows)
    yield PageBreak()
    yield caption("Performans Göstergelerinin İzlenmesinden Sorumlu Harcama Birimleri")
    rows = [(s.name, i.name, i.monitor) for s in programme.services for i in s.indicators]
    yield _answerable(programme, setter, "PERFORMANS GÖSTERGELERİ", rows)


def _indicator(programme: Invented, indicator: Indicator, number: int, style: Style, setter: _Setter) -> Table:
    columns = indicator_columns(programme.year, style)
    heads = ["Performans Göstergesi", "Ölçü|Birimi", *(f"{year}|{title}".strip("|") for year, title in columns)]
    row = [f"{number}- {indicator.name}", indicator.unit, *values_of(programme, indicator, style)]
    blank = [""] * (len(heads) - 1)
    texts = [
        f"Göstergeye İlişkin Açıklama: {indicator.definition}",
        f"Hesaplama Yöntemi: {indicator.method}",
        f"Verinin Kaynağı: {indicator.source}",
        *([f"Sorumlu İdare: {_upper(programme.agency)}"] if style.answerable else []),
    ]
    rows = [heads, row, *([text, *blank] for text in texts)]
    return setter.table(rows, [190, 50, *[85] * len(columns)], range(2, len(rows)))


def _answerable(programme: Invented, setter: _Setter, what: str, rows: Sequence[tuple[str, str, str]]) -> Table:
    cells = [["PROGRAM ADI", "ALT PROGRAM", what, "SORUMLU HARCAMA BİRİMİ"]]
    seen: set[str] = set()
    for sub, name, unit in rows:
        above = [programme.programme if not seen else "", sub if sub not in seen else ""]
        seen.add(sub)
        cells.append([*above, name, unit])
    table = [[setter.line(cell) for cell in row] for row in cells]
    commands: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if setter.ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)))
    return Table(table, colWidths=[130, 150, 230, 230], style=TableStyle(commands))


def _upper(name: str) -> str:
    return name.replace("i", "İ").replace("ı", "I").upper()
