"""Draws the README's pictures and inline mode's thumbnails anew: a real reply as a phone shows it, and charts.

python tests/telegram/pictures.py
"""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import FancyBboxPatch, Rectangle

from bot.assistant import Assistant
from bot.replies import drawing
from bot.replies.chart import chart_of
from bot.replies.reply import Reply
from bot.telegram import keyboards, presenting
from knowledge.base import SHIPPED, KnowledgeBase

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
THUMBNAILS = DOCS.parent / "deploy" / "thumbnails"
QUESTION = "sinir disi 2023 hedefi"
SERIES = "aktif ikamet izni yıllara göre"
CHARTS = {"chart-series.png": QUESTION, "chart-ranking.png": "en yüksek bütçeli 5 faaliyet"}
BACK, BUBBLE, BUTTON, ASKED, MARKED = "#0e1621", "#182533", "#24384c", "#2b5278", "#3a76b0"
INK, DIM = "#f5f5f5", "#8fa3b5"
WIDTH, SIZE, EDGE = 390.0, 14.0, 12.0
"""Points: a point stands for a pixel of the phone."""


class Phone:
    """A chat under way: bubbles one below the other."""

    def __init__(self, height: float) -> None:
        self.canvas = Canvas(figsize=(WIDTH / 72, height / 72), dpi=150, facecolor=BACK)
        FigureCanvasAgg(self.canvas)
        self.axes = self.canvas.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)
        self.axes.axis("off")
        self.y = 14.0

    def box(self, x: float, width: float, height: float, colour: str, round_: float = 9.0) -> None:
        """A rounded box at the present height."""
        shape = f"round,pad=0,rounding_size={round_}"
        self.axes.add_patch(FancyBboxPatch((x, self.y), width, height, boxstyle=shape, fc=colour, lw=0))

    def says(self, text: str, *, right: bool = False) -> None:
        """A bubble: what a person wrote stands at the right."""
        lines = [line for part in text.split("\n") for line in _lines(part)]
        wide = max(drawing.width_of(_plain(line), SIZE) for line in lines) + 2 * EDGE if right else WIDTH - 56
        left = WIDTH - wide - 14 if right else 14.0
        self.box(left, wide, len(lines) * SIZE * 1.42 + 2 * EDGE - 4, ASKED if right else BUBBLE)
        y = self.y + EDGE
        for line in lines:
            self._line(left + EDGE, y, line)
            y += SIZE * 1.42
        self.y = y + EDGE

    def _line(self, x: float, y: float, line: str) -> None:
        mono = line.startswith("\0")
        for number, part in enumerate(re.split(r"</?b>", line.lstrip("\0"))):
            bold = number % 2 == 1
            font = {"family": "DejaVu Sans Mono"} if mono else {}
            self.axes.text(
                x,
                y + SIZE,
                part,
                size=SIZE - mono,
                color=INK,
                va="baseline",
                weight="bold" if bold else "normal",
                **font,
            )
            x += drawing.width_of(part, SIZE, bold=bold)

    def buttons(self, rows: list[list[Any]]) -> None:
        """Rows of buttons below the last bubble."""
        self.y -= 6
        for row in rows:
            wide = (WIDTH - 56 - 4 * (len(row) - 1)) / len(row)
            for number, button in enumerate(row):
                left = 14 + number * (wide + 4)
                self.box(left, wide, 34, MARKED if button.style else BUTTON, 7)
                self.axes.text(
                    left + wide / 2, self.y + 17, button.text, size=12.5, color=INK, ha="center", va="center"
                )
            self.y += 38
        self.y += 10


def _plain(line: str) -> str:
    return re.sub(r"</?b>", "", line)


def _lines(part: str) -> list[str]:
    """A paragraph in lines as wide as the bubble; one of a table as it is."""
    if part.startswith("\0"):
        return [part]
    return drawing.wrapped(part, SIZE, WIDTH - 56 - 2 * EDGE) or [""]


def _shown(reply: Reply) -> str:
    """A reply's HTML as this draws it: lines of a table are marked, quotes are plain."""
    html = presenting.html_of(reply)
    html = re.sub(
        r"<pre>(.*?)</pre>", lambda found: "\n".join("\0" + line for line in found[1].split("\n")), html, flags=re.S
    )
    return re.sub(r"</?blockquote[^>]*>", "", html)


def thumbnails(folder: Path) -> None:
    """The pictures beside inline answers: bars for a figure, bulleted lines for a list, lines for a text."""
    bars = [(0.2, 0.2, 0.15, 0.28), (0.425, 0.2, 0.15, 0.44), (0.65, 0.2, 0.15, 0.6)]
    rows = [(0.32, y, 0.48, 0.09) for y in (0.66, 0.455, 0.25)]
    dots = [(0.18, y, 0.09, 0.09) for y in (0.66, 0.455, 0.25)]
    text = [(0.18, y, width, 0.09) for y, width in ((0.71, 0.64), (0.54, 0.64), (0.37, 0.64), (0.2, 0.36))]
    drawn = {"figure": (bars[:2], bars[2:]), "list": (rows, dots), "text": (text[1:], text[:1])}
    for name, (plain, strong) in drawn.items():
        canvas = Canvas(figsize=(2, 2), dpi=96, facecolor=drawing.CARD)
        FigureCanvasAgg(canvas)
        axes = canvas.add_axes((0, 0, 1, 1))
        axes.axis("off")
        for colour, boxes in ((drawing.PLAIN, plain), (drawing.STRONG, strong)):
            for x, y, width, height in boxes:
                axes.add_patch(Rectangle((x, y), width, height, fc=colour, lw=0))
        canvas.savefig(folder / f"{name}.jpg", facecolor=drawing.CARD)


def main() -> None:
    """Draws them."""
    THUMBNAILS.mkdir(exist_ok=True)
    thumbnails(THUMBNAILS)
    base = KnowledgeBase(SHIPPED)
    assistant = Assistant(base)
    knowledge = SimpleNamespace(base=base, view=lambda results: base)
    bot = SimpleNamespace(supports_inline_queries=True, username="goc_bot")
    phone = Phone(560)
    for question in (QUESTION, SERIES):
        reply = assistant.reply(None, question)
        markup = keyboards.markup("0", keyboards.actions_of(reply, knowledge, "0" * 16), bot)  # type: ignore[arg-type]
        phone.says(question, right=True)
        phone.says(_shown(reply))
        phone.buttons([list(row) for row in markup.inline_keyboard] if markup else [])
    phone.canvas.set_size_inches(WIDTH / 72, phone.y / 72)
    phone.axes.set_ylim(phone.y, 0)
    phone.canvas.savefig(DOCS / "chat.png", facecolor=BACK)
    for name, question in CHARTS.items():
        chart = chart_of(base, assistant.reply(None, question).results[0])
        assert chart is not None
        (DOCS / name).write_bytes(chart.png())


if __name__ == "__main__":
    main()
