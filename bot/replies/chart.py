"""Charts of answers as PNG pictures that are read at the width of a phone.

The picture is a card of its own colour, so it reads alike in light and dark chats. What a bar stands for is told by
its label and its hatching, never by colour alone.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Figure, Result
from bot.language.numbers import format_number
from bot.replies import figures as words
from knowledge.base import KnowledgeBase

WIDTH, DPI = 6.0, 150
"""Inches and dots an inch: 900 pixels, sharp on any phone."""
TITLE_LETTERS, LABEL_LETTERS = 44, 30
"""Letters of a line of the title, and of the name of a bar."""
PAD = 0.17
"""Inches around everything."""
MOST_BARS = 14
BACK, INK, MUTED, GRID = "#ffffff", "#1f2933", "#52606d", "#d9e2ec"
_FILLS = {
    "realised": ("#1b4965", ""),
    "planned": ("#bcccdc", "//"),
    "estimate": ("#62b6cb", ".."),
    "target": ("#e07a5f", ""),
    "budget": ("#1b4965", ""),
    "spent": ("#e07a5f", ".."),
    "forecast": ("#cae9ff", "xx"),
}
_PLAIN = ("#3d84a8", "")
_SHORT = {
    "realised": "gerçek-\nleşme",
    "planned": "plan",
    "estimate": "yıl sonu\ntahmini",
    "target": "hedef",
    "forecast": "tahmin",
    "budget": "bütçe",
    "spent": "Haziran\nharcama",
}
_SCALES = ((1e9, "milyar TL"), (1e6, "milyon TL"), (1e3, "bin TL"), (1.0, "TL"))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its figure and how it is filled."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: upright bars for a series, lying ones for names."""

    title: str
    bars: tuple[Bar, ...]
    upright: bool
    source: str

    @property
    def caption(self) -> str:
        """The chart in words, for those who cannot see it."""
        named = [words.of_figure(bar.figure) if self.upright else bar.label for bar in self.bars]
        told = [f"{name}: {_told(bar.figure)}" for name, bar in zip(named, self.bars, strict=True)]
        return f"{self.title}\n" + "; ".join(told) + f"\n{self.source}"

    def png(self) -> bytes:
        """The picture."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure as Canvas
        from matplotlib.layout_engine import ConstrainedLayoutEngine

        height = 5.2 if self.upright else 1.9 + 0.62 * len(self.bars)
        canvas = Canvas(
            figsize=(WIDTH, height), dpi=DPI, facecolor=BACK, layout=ConstrainedLayoutEngine(w_pad=PAD, h_pad=PAD)
        )
        FigureCanvasAgg(canvas)
        axes = canvas.add_subplot()
        scale, unit = _scale([bar.figure for bar in self.bars])
        values = [bar.figure.value / scale for bar in self.bars]
        fills = [_FILLS.get(bar.figure.measure, _PLAIN) if self.upright else _PLAIN for bar in self.bars]
        places = range(len(values))
        draw = axes.bar if self.upright else axes.barh
        drawn = draw(places, values, color=[c for c, _ in fills], edgecolor=INK, linewidth=0.8)
        for patch, (_, hatch) in zip(drawn, fills, strict=True):
            patch.set_hatch(hatch)
        texts = [_number(value, bar.figure) for value, bar in zip(values, self.bars, strict=True)]
        axes.bar_label(drawn, labels=texts, padding=4, fontsize=12, color=INK, fontweight="bold")
        names = [bar.label for bar in self.bars]
        if self.upright:
            axes.set_xticks(places, names, fontsize=11, color=INK)
            axes.set_yticks([])
            axes.margins(y=0.16)
        else:
            axes.set_yticks(places, [fill(name, LABEL_LETTERS) for name in names], fontsize=11, color=INK)
            axes.set_xticks([])
            axes.invert_yaxis()
            axes.margins(x=0.12 + 0.028 * max(map(len, texts)))
        axes.tick_params(length=0)
        for side, spine in axes.spines.items():
            spine.set_visible(side == ("bottom" if self.upright else "left"))
            spine.set_color(GRID)
        title = fill(self.title, TITLE_LETTERS) + (f"\n({unit})" if unit else "")
        canvas.suptitle(title, fontsize=14, color=INK, fontweight="bold", x=0.03, ha="left")
        canvas.supxlabel(self.source, fontsize=9, color=MUTED, x=0.03, ha="left")
        picture = io.BytesIO()
        canvas.savefig(picture, format="png", facecolor=BACK)
        return picture.getvalue()


def chart_of(base: KnowledgeBase, result: Result) -> Chart | None:
    """The chart that says more than an answer's words, or None where there is none.

    One subject becomes its whole series; several become bars side by side, where they have one unit.
    """
    cells = [cell for cell in result.query.cells if cell.column.measure]
    found = Figures(base)
    operands = list(dict.fromkeys((cell.subject, cell.item) for cell in cells))
    if len(operands) == 1:
        return series_of(base, *operands[0])
    if len(operands) > 1:
        figures = [figure for cell in cells if (figure := found.at(cell)) is not None]
        columns = {(figure.measure, figure.year) for figure in figures}
        return _compared(base, figures, _heading(base, figures)) if len(columns) == 1 else None
    if result.query.operation in (q.HIGHEST, q.LOWEST, q.FILTER) and len(result.figures) > 1:
        figures = [figure for figure in result.figures if figure.measure != q.COUNT]
        return _compared(base, figures, _heading(base, figures)) if figures else None
    return None


def series_of(base: KnowledgeBase, subject: str, item: str | None = None) -> Chart | None:
    """All columns of a subject in the order of the years; None where it has fewer than two figures."""
    found = Figures(base)
    figures = []
    for column in found.columns(subject, item):
        figure = found.at(Cell(subject, item, column)) if column.year else None
        if figure is not None:
            figures.append(figure)
    if len(figures) < 2:
        return None
    bars = tuple(Bar(f"{f.year}\n{_SHORT.get(f.measure, f.measure)}", f) for f in figures)
    return Chart(words.subject(base, subject, item), bars, True, _source(base, figures))


def breakdown_of(base: KnowledgeBase, scope: str, column: Column) -> Chart | None:
    """A budget by economic code, the largest first, without what is nil."""
    found = Figures(base)
    figures = [
        figure
        for item in base.of_kind("expense")
        if item.parent and (figure := found.at(Cell(scope, item.id, column))) is not None and figure.value
    ]
    figures.sort(key=lambda figure: -figure.value)
    title = f"{words.subject(base, scope, None)}: {words.column_words(column)} kalemleri"
    return _compared(base, figures, title) if len(figures) > 1 else None


def _compared(base: KnowledgeBase, figures: Sequence[Figure], title: str) -> Chart | None:
    if len({figure.unit for figure in figures}) != 1 or not 1 < len(figures) <= MOST_BARS:
        return None
    same = len({figure.subject for figure in figures}) == 1
    bars = tuple(Bar(_name(base, figure, same), figure) for figure in figures)
    return Chart(title, bars, False, _source(base, figures))


def _heading(base: KnowledgeBase, figures: Sequence[Figure]) -> str:
    first = figures[0]
    column = words.of_figure(first) if first.year else ""
    if len({figure.subject for figure in figures}) == 1:
        subject = words.subject(base, first.subject, None)
        return f"{subject}: {column}" if column else subject
    items = {figure.item for figure in figures}
    item = next(iter(items)) if len(items) == 1 else None
    if item:
        return f"{base.entity(item).name}: {column}" if column else base.entity(item).name
    return column[:1].upper() + column[1:] or "Karşılaştırma"


def _name(base: KnowledgeBase, figure: Figure, same_subject: bool) -> str:
    if same_subject and figure.item:
        return base.entity(figure.item).name
    return base.entity(figure.subject).name


def _scale(figures: Sequence[Figure]) -> tuple[float, str]:
    """What values are divided by, and the unit that the heading names."""
    unit = figures[0].unit
    if unit != "TL":
        return 1.0, {"oran": "yüzde", "sayı": "", "%": "yüzde"}.get(unit, unit)
    most = max(abs(figure.value) for figure in figures)
    return next((one for one in _SCALES if most >= one[0]), _SCALES[-1])


def _number(value: float, figure: Figure) -> str:
    """A figure over its bar: "%13", "3,2", "1.280.000"."""
    if figure.unit in ("oran", "%"):
        return "%" + format_number(round(value, 2))
    if figure.unit == "TL":
        return format_number(value, 2 if abs(value) < 100 else 1)
    return format_number(round(value, 2))


def _told(figure: Figure) -> str:
    return words.number(figure.value, figure.unit)


def _source(base: KnowledgeBase, figures: Sequence[Figure]) -> str:
    tables = dict.fromkeys(figure.places[0][0] for figure in figures if figure.places)
    return f"Kaynak: {', '.join(tables)} · {base.programme.year} Performans Programı"
