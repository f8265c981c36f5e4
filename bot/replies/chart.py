"""Charts of answers as PNG pictures that are read at the width of a phone.

The picture is a card of its own colour, so it reads alike in light and dark chats. What a bar stands for is told by
its label and its hatching, never by colour alone.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Figure, Result
from bot.replies import figures as words
from knowledge.base import KnowledgeBase
from knowledge.language.numbers import format_number

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

WIDTH, DPI = 6.0, 150
"""Inches and dots an inch: 900 pixels, sharp on any phone."""
TITLE_LETTERS, LABEL_LETTERS = 44, 30
"""Letters of a line of the title, and of the name of a bar."""
STYLE = 2
"""Told apart from pictures that an earlier version drew of the same figures."""
PAD = 0.17
"""Inches around everything."""
MOST_BARS = 14
BACK, INK, MUTED, GRID = "#ffffff", "#1f2933", "#52606d", "#d9e2ec"
_FILLS = {
    "realised": ("#1b4965", ""),
    "planned": ("#bcccdc", "//"),
    "estimate": ("#62b6cb", ".."),
    "target": ("#e07a5f", "\\\\"),
    "budget": ("#1b4965", ""),
    "spent": ("#e07a5f", ".."),
    "forecast": ("#cae9ff", "xx"),
}
_PLAIN = ("#3d84a8", "")
_WHOLE = ("#bcccdc", "//")
"""The whole beside a part of it."""
LARGEST, LETTER_WIDTH = 12.0, 0.63
"""Points of a bar's figure at most; width of one of its signs, measured, as a part of that."""
_SHORT = {
    "realised": "gerçek-\nleşme",
    "planned": "plan",
    "estimate": "yıl sonu\ntahmini",
    "target": "hedef",
    "forecast": "tahmin",
    "budget": "bütçe",
    "spent": "Haziran\nharcama",
}
_SCALES = ((1e9, "milyar"), (1e6, "milyon"), (1e3, "bin"), (1.0, ""))
_WHICH = {q.HIGHEST: "en yüksek olanlar", q.LOWEST: "en düşük olanlar"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name and its figure."""

    label: str
    figure: Figure
    share: float | None = None
    """Its percent of the whole, where one was asked for or the bars add up to it."""
    whole: bool = False
    """Whether it is the whole that another bar is a part of."""


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
        told = [f"{name}: {_told(bar)}" for name, bar in zip(named, self.bars, strict=True)]
        return f"{self.title}\n" + "; ".join(told) + f"\n{self.source}"

    def _fill(self, bar: Bar) -> tuple[str, str]:
        """Colour and hatching of a bar."""
        if bar.whole:
            return _WHOLE
        return _FILLS.get(bar.figure.measure, _PLAIN) if self.upright else _PLAIN

    def _size(self, texts: Sequence[str]) -> float:
        """Points at which figures side by side do not touch each other."""
        longest = max(len(line) for text in texts for line in text.split("\n"))
        room = 72 * (WIDTH - 4 * PAD) / len(texts)
        return min(LARGEST, room / ((longest + 0.7) * LETTER_WIDTH)) if self.upright else LARGEST

    def png(self) -> bytes:
        """The picture."""
        picture = io.BytesIO()
        self.drawing().savefig(picture, format="png", facecolor=BACK)
        return picture.getvalue()

    def drawing(self) -> Canvas:
        """The picture as matplotlib has it, laid out."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure as Canvas
        from matplotlib.layout_engine import ConstrainedLayoutEngine

        height = 5.2 if self.upright else 1.9 + 0.62 * len(self.bars)
        canvas = Canvas(
            figsize=(WIDTH, height), dpi=DPI, facecolor=BACK, layout=ConstrainedLayoutEngine(w_pad=PAD, h_pad=PAD)
        )
        FigureCanvasAgg(canvas)
        axes = canvas.add_subplot()
        values = [bar.figure.value for bar in self.bars]
        places = range(len(values))
        fills = [self._fill(bar) for bar in self.bars]
        draw = axes.bar if self.upright else axes.barh
        drawn = draw(places, values, color=[c for c, _ in fills], edgecolor=INK, linewidth=0.8)
        for patch, (_, hatch) in zip(drawn, fills, strict=True):
            patch.set_hatch(hatch)
        unit, texts = _labels(self.bars, "\n" if self.upright else " ")
        axes.bar_label(drawn, labels=texts, padding=4, fontsize=self._size(texts), color=INK, fontweight="bold")
        names = [bar.label for bar in self.bars]
        if self.upright:
            axes.set_xticks(places, names, fontsize=11, color=INK)
            axes.set_yticks([])
            axes.margins(y=0.16 if "\n" not in texts[0] else 0.22)
        else:
            names = [fill(name, LABEL_LETTERS) for name in names]
            axes.set_yticks(places, names, fontsize=11, color=INK)
            axes.set_xticks([])
            axes.invert_yaxis()
            axes.margins(x=_room(names, texts, sides=1 + (min(values) < 0 < max(values))))
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        axes.axhline(0, color=GRID, zorder=0) if self.upright else axes.axvline(0, color=GRID, zorder=0)
        title = fill(self.title, TITLE_LETTERS) + (f"\n({unit})" if unit else "")
        canvas.suptitle(title, fontsize=14, color=INK, fontweight="bold", x=0.03, ha="left")
        canvas.supxlabel(self.source, fontsize=9, color=MUTED, x=0.03, ha="left")
        canvas.draw_without_rendering()
        return canvas


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
        if len({(figure.measure, figure.year) for figure in figures}) != 1:
            return None
        if result.query.operation == q.SHARE:
            return _shared(base, figures) if len(figures) == len(cells) else None
        return _compared(base, figures, _heading(base, figures))
    if result.query.operation in (q.HIGHEST, q.LOWEST, q.FILTER) and len(result.figures) > 1:
        figures = [figure for figure in result.figures if figure.measure != q.COUNT]
        if not figures:
            return None
        if figures[0].computed:
            return _compared(base, figures, _computed_heading(result))
        which = _WHICH.get(result.query.operation, "")
        return _compared(base, figures, f"{_heading(base, figures)} {which}".strip())
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


def _compared(base: KnowledgeBase, figures: Sequence[Figure], title: str) -> Chart | None:
    if len({figure.unit for figure in figures}) != 1 or not 1 < len(figures) <= MOST_BARS:
        return None
    same = len({figure.subject for figure in figures}) == 1
    whole = _whole(base, figures) if same else None
    shares = [100 * figure.value / whole if whole else None for figure in figures]
    bars = tuple(Bar(_name(base, figure, same), figure, share) for figure, share in zip(figures, shares, strict=True))
    return Chart(title, bars, False, _source(base, figures))


def _whole(base: KnowledgeBase, figures: Sequence[Figure]) -> float | None:
    """The total of a subject where its items add up to it exactly; None where they do not."""
    first = figures[0]
    if any(figure.item is None for figure in figures):
        return None
    total = Figures(base).at(Cell(first.subject, None, Column(first.measure, first.year)))
    return total.value if total is not None and total.value and sum(f.value for f in figures) == total.value else None


def _shared(base: KnowledgeBase, figures: Sequence[Figure]) -> Chart | None:
    """A part beside its whole, which comes last."""
    *parts, whole = figures
    if len({figure.unit for figure in figures}) != 1 or len(figures) > MOST_BARS or not whole.value:
        return None
    same = len({figure.subject for figure in figures}) == 1
    bars = [Bar(_name(base, part, same), part, 100 * part.value / whole.value) for part in parts]
    total = "Toplam" if same else _name(base, whole, same)
    return Chart(_heading(base, figures), (*bars, Bar(total, whole, None, True)), False, _source(base, figures))


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


def _computed_heading(result: Result) -> str:
    """What was computed and from which columns: "Fark (2022 bütçesi → 2023 bütçesi): en çok artanlar"."""
    word = words.measure_word(result.figures[0])
    heading = word[:1].upper() + word[1:]
    new, old = ({words.of_figure(figure) for figure in result.operands[start::2]} for start in (0, 1))
    if len(new) == len(old) == 1:
        heading += f" ({old.pop()} → {new.pop()})"
    grown = {figure.value > 0 for figure in result.figures}
    if result.query.operation != q.HIGHEST or len(grown) > 1:
        return heading
    return f"{heading}: en çok {'artanlar' if grown.pop() else 'azalanlar'}"


def _name(base: KnowledgeBase, figure: Figure, same_subject: bool) -> str:
    if same_subject and figure.item:
        return base.entity(figure.item).name
    return base.entity(figure.subject).name


def _labels(bars: Sequence[Bar], gap: str) -> tuple[str, list[str]]:
    """The unit for the title, and the figure at each bar: "1.280.000", "%13", "3,2" or "349 milyon".

    Sums of one order share the unit in the title; where they differ, each says its own.
    """
    unit = bars[0].figure.unit
    if unit != "TL":
        texts = [_number(round(bar.figure.value, 2), unit) for bar in bars]
        named = {"oran": "yüzde", "sayı": "", "%": "yüzde"}.get(unit, unit)
    else:
        scales = [_scale(bar.figure.value) for bar in bars]
        texts = [_rounded(bar.figure.value / scale) for bar, (scale, _) in zip(bars, scales, strict=True)]
        if len(set(scales)) == 1:
            named = f"{scales[0][1]} TL".strip()
        else:
            named = "TL"
            texts = [f"{text}{gap}{word}".strip() for text, (_, word) in zip(texts, scales, strict=True)]
    shares = [f"\n%{format_number(bar.share)}" if bar.share is not None else "" for bar in bars]
    return named, [text + share for text, share in zip(texts, shares, strict=True)]


def _room(names: Sequence[str], texts: Sequence[str], sides: int) -> float:
    """What the figures beside lying bars need on one side or both, as a part of the bars' width."""
    wide = LETTER_WIDTH * LARGEST / 72
    figures, labels = (wide * max(len(line) for text in some for line in text.split("\n")) for some in (texts, names))
    return (figures + 0.1) / (WIDTH - 2 * PAD - labels - sides * (figures + 0.1))


def _scale(value: float) -> tuple[float, str]:
    return next((one for one in _SCALES if abs(value) >= one[0]), _SCALES[-1])


def _number(value: float, unit: str) -> str:
    sign = "%" if unit in ("oran", "%") else ""
    return f"{'-' if value < 0 else ''}{sign}{format_number(abs(value))}"


def _rounded(value: float) -> str:
    """Three digits or more: "3,20", "42,9", "349"."""
    return format_number(value, 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0)


def _told(bar: Bar) -> str:
    share = f" (%{format_number(bar.share)})" if bar.share is not None else ""
    fallen = "-" if bar.figure.unit == "%" and bar.figure.value < 0 else ""
    return fallen + words.number(bar.figure.value, bar.figure.unit) + share


def _source(base: KnowledgeBase, figures: Sequence[Figure]) -> str:
    printed = [figure for figure in figures if figure.places]
    years = {figure.programme: base.programme_of(figure.programme).year for figure in printed}
    named = []
    for year in sorted(set(years.values()), reverse=True):
        tables = dict.fromkeys(figure.places[0][0] for figure in printed if years[figure.programme] == year)
        named.append(f"{', '.join(tables)} · {year} Performans Programı")
    return f"Kaynak: {'; '.join(named)}"
