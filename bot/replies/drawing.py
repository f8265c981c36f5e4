"""Draws charts as PNG cards that are read at the width of a phone, in light and in dark chats.

The card is dark, so that it dazzles nobody at night; what was done is filled, what was planned is an outline, and what
was asked for has the one strong colour. Lengths are points: 432 of them are as wide as the picture.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from bot.replies.chart import Bar, Chart

WIDTH, DPI = 432.0, 150
"""Points and dots an inch: 900 pixels, sharp on any phone."""
PAD = 20.0
INNER = WIDTH - 2 * PAD
CARD, INK, MUTED, LINE = "#22303d", "#f4f7fa", "#a9bac9", "#4c6072"
STRONG, PLAIN = "#ffb547", "#6fa8d6"
TITLE, SUBTITLE, NAME, VALUE, SMALL = 18.0, 13.0, 14.5, 15.0, 11.0
LEADING = 1.28
"""Height of a line as a part of its letters' size."""
PLOT = 250.0
"""Height of upright bars with their figures."""
BAR, GAP = 17.0, 15.0
"""Height of a lying bar, and what parts it from the next name."""
THINNEST = 2.5
"""Length of a bar that would be invisible otherwise."""
FRAME = 1.8
"""Width of the frame of what a bar is held against."""
HOLLOW, HOLLOW_ASKED = 0.16, 0.4
"""How much colour fills an outline, and one that was asked for."""


class Card:
    """A picture under way: everything is put below what is there."""

    def __init__(self, height: float) -> None:
        self.canvas = Canvas(figsize=(WIDTH / 72, height / 72), dpi=DPI, facecolor=CARD)
        FigureCanvasAgg(self.canvas)
        self.axes: Axes = self.canvas.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)
        self.axes.axis("off")
        self.y = PAD

    def write(self, x: float, y: float, text: str, size: float, colour: str = INK, **more: object) -> None:
        """Puts a text with its upper left corner, unless told otherwise, at a place."""
        self.axes.text(x, y, text, size=size, color=colour, **{"va": "top", "ha": "left", **more})  # type: ignore[arg-type]

    def lines(self, lines: Sequence[str], size: float, colour: str = INK, **more: object) -> None:
        """Writes lines one below the other over the whole width."""
        for line in lines:
            self.write(PAD, self.y, line, size, colour, **more)
            self.y += size * LEADING

    def bar(self, x: float, y: float, width: float, height: float, colour: str, *, hollow: bool) -> None:
        """A bar, filled or as an outline with a breath of its colour."""
        if hollow:
            breath = HOLLOW_ASKED if colour == STRONG else HOLLOW
            self.axes.add_patch(Rectangle((x, y), width, height, fc=colour, alpha=breath, lw=0))
            edge = min(2.0, width, height)
            self.axes.add_patch(
                Rectangle((x + edge / 2, y + edge / 2), width - edge, height - edge, fill=False, ec=colour, lw=edge)
            )
        else:
            self.axes.add_patch(Rectangle((x, y), width, height, fc=colour, lw=0))

    def outline(self, x: float, y: float, width: float, height: float) -> None:
        """A light frame over what is there."""
        edge = min(FRAME, width, height)
        self.axes.add_patch(
            Rectangle((x + edge / 2, y + edge / 2), width - edge, height - edge, fill=False, ec=INK, lw=edge)
        )


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in points."""
    return _measured(text, bold) * size


def _measured(text: str, bold: bool) -> float:
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=100, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0]) / 100


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """A text in lines of at most so many points, cut between words; words that are too long stand alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def png(chart: Chart) -> bytes:
    """The picture of a chart."""
    picture = io.BytesIO()
    drawing(chart).savefig(picture, format="png", facecolor=CARD)
    return picture.getvalue()


def drawing(chart: Chart) -> Canvas:
    """The picture as matplotlib has it."""
    title = wrapped(chart.title, TITLE, INNER, bold=True)
    below = [line for part in chart.subtitle.split("\n") if part for line in wrapped(part, SUBTITLE, INNER)]
    source = wrapped(" ".join(filter(None, (chart.rest, chart.source))), SMALL, INNER)
    names = [wrapped(bar.label, NAME, INNER) for bar in chart.bars]
    head = PAD + (len(title) * TITLE + len(below) * SUBTITLE) * LEADING + 12
    foot = 14 + len(source) * SMALL * LEADING + PAD * 0.8
    if chart.upright:
        body = PLOT + _axis_lines(chart) * SUBTITLE * LEADING + 6
    else:
        body = sum(len(lines) * NAME * LEADING + BAR + GAP for lines in names)
    card = Card(head + body + foot)
    card.lines(title, TITLE, weight="bold")
    card.lines(below, SUBTITLE, MUTED)
    card.y = head
    if chart.upright:
        _upright(card, chart)
    else:
        _lying(card, chart, names)
    card.y = head + body + 14
    card.lines(source, SMALL, MUTED)
    return card.canvas


def _axis_lines(chart: Chart) -> int:
    return max(bar.label.count("\n") + 1 for bar in chart.bars)


def _upright(card: Card, chart: Chart) -> None:
    """Bars side by side, the figure above each, its year and kind below."""
    texts = chart.texts
    slot = INNER / len(texts)
    size = min(VALUE, *((slot - 5) / width_of(text, 1.0, bold=True) for text in texts))
    top, floor = card.y + size * LEADING + 4, card.y + PLOT
    values = [bar.figure.value for bar in chart.bars]
    most, least = max(0.0, *values), min(0.0, *values)
    if least < 0:
        floor -= size * LEADING + 4
    scale = (floor - top) / ((most - least) or 1.0)
    zero = floor + least * scale
    card.axes.plot([PAD, WIDTH - PAD], [zero, zero], color=LINE, lw=1.2, zorder=0)
    for number, (bar, text) in enumerate(zip(chart.bars, texts, strict=True)):
        left, middle = PAD + number * slot, PAD + (number + 0.5) * slot
        colour = STRONG if bar.strong else PLAIN
        length = max(abs(bar.figure.value) * scale, THINNEST)
        above = zero - length if bar.figure.value >= 0 else zero
        card.bar(left + slot * 0.12, above, slot * 0.76, length, colour, hollow=bar.hollow)
        beside = above - 3 if bar.figure.value >= 0 else above + length + 3
        side = "bottom" if bar.figure.value >= 0 else "top"
        card.write(middle, beside, text, size, STRONG if bar.strong else INK, ha="center", va=side, weight="bold")
        year, *kind = bar.label.split("\n")
        y = card.y + PLOT + 6
        ink = STRONG if bar.strong else INK
        card.write(middle, y, year, SUBTITLE, ink, ha="center", weight="bold")
        for line in kind:
            y += SUBTITLE * LEADING
            fitting = min(SUBTITLE - 1, (slot - 4) / width_of(line, 1.0))
            card.write(middle, y, line, fitting, STRONG if bar.strong else MUTED, ha="center")


def _lying(card: Card, chart: Chart, names: Sequence[Sequence[str]]) -> None:
    """Each bar below its name, its figure behind it; a bar of two figures has the second as an outline around it."""
    texts = chart.texts
    widest = max(width_of(text, VALUE, bold=True) for text in texts) + 8
    reach = [_reach(bar, chart.own_scale) for bar in chart.bars]
    both = min(min(one) for one in reach) < 0 < max(max(one) for one in reach)
    room = INNER - widest * (2 if both else 1)
    most = max(max(map(abs, one)) for one in reach) or 1.0
    if both:
        span = max(max(one) for one in reach) - min(min(one) for one in reach)
        zero, scale = PAD + widest - min(min(one) for one in reach) / span * room, room / span
    else:
        zero, scale = PAD, room / most
    for bar, text, lines, (value, against) in zip(chart.bars, texts, names, reach, strict=True):
        card.lines(lines, NAME, STRONG if bar.strong else INK)
        colour = STRONG if bar.strong else PLAIN
        ends = [zero]
        if bar.against is not None:
            ends.append(_draw(card, zero, against * scale, colour, hollow=True, both=both))
        ends.append(_draw(card, zero, value * scale, colour, hollow=bar.hollow, both=both))
        if bar.against is not None:
            # On top of what has outgrown it, else nobody would see it.
            card.outline(min(zero, ends[1]), card.y, abs(ends[1] - zero), BAR)
        left = both and value < 0
        x = min(ends) - 6 if left else max(ends) + 6
        card.write(
            x, card.y + BAR / 2, text, VALUE, INK, ha="right" if left else "left", va="center_baseline", weight="bold"
        )
        card.y += BAR + GAP


def _reach(bar: Bar, own_scale: bool) -> tuple[float, float]:
    """Where a bar ends and the outline around it, on the common scale or each as a part of the larger one."""
    value, against = bar.figure.value, bar.against.value if bar.against else 0.0
    if not own_scale:
        return value, against
    most = max(abs(value), abs(against)) or 1.0
    return value / most, against / most


def _draw(card: Card, zero: float, length: float, colour: str, *, hollow: bool, both: bool) -> float:
    """Draws one of a row's bars from zero on; where it ends."""
    way = -1.0 if both and length < 0 else 1.0
    long = max(abs(length), THINNEST)
    card.bar(zero if way > 0 else zero - long, card.y, long, BAR, colour, hollow=hollow)
    return zero + way * long
