"""Charts of answers: what is drawn of a result, and what it says in words. bot/replies/drawing.py draws them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Figure, Result
from bot.answering.terms import Place, Ranked, RankedByMembers
from bot.questions.answering import Answering
from bot.replies import figures as words
from bot.replies import titles
from knowledge.base import KnowledgeBase
from knowledge.language.numbers import format_number

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

STYLE = 3
"""Told apart from pictures that an earlier version drew of the same figures."""
MOST_BARS = 8
"""Rows that are read on a phone; what is beyond them is counted."""
RANKED = 6
"""Rows of a ranking of which only the first was asked."""
SMALL = 0.02
"""Parts of a whole below this are gathered where there are several."""
PLANNED = frozenset({"planned", "target", "forecast"})
"""Measures of what was only planned or expected: outlines. An estimate of the year's end is mostly done."""
_SHORT = {
    "realised": "gerçek-\nleşme",
    "planned": "plan",
    "estimate": "yıl sonu\ntahmini",
    "target": "hedef",
    "forecast": "tahmin",
    "budget": "bütçe",
    "spent": "Haziran\nharcaması",
}
_SCALES = ((1e9, "milyar"), (1e6, "milyon"), (1e3, "bin"), (1.0, ""))
_UNITS = {"oran": "yüzde", "%": "yüzde", "TL": "TL", "sayı": "sayı"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name and its figure."""

    label: str
    figure: Figure
    share: float | None = None
    """Its percent of the whole, where one was asked for or the bars add up to it."""
    strong: bool = False
    """Whether it was asked for."""
    hollow: bool = False
    """Whether it was planned and not done."""
    against: Figure | None = None
    """What it is held against: drawn as an outline around it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: upright bars for a series, lying ones for names."""

    title: str
    subtitle: str
    """Of whom, in which unit; a second line says what a pair of bars is."""
    bars: tuple[Bar, ...]
    upright: bool
    source: str
    rest: str = ""
    """What is left out."""
    own_scale: bool = False
    """Whether each pair of bars has a scale of its own, since they are of different sizes or units."""

    @property
    def texts(self) -> list[str]:
        """The figure at each bar, short enough for a phone: "1,28", "%13", "3,2 milyar", "5,91 milyar · %62"."""
        if not self.upright:
            return [_lying_text(bar) for bar in self.bars]
        unit = self.bars[0].figure.unit
        scale, _ = common_scale([bar.figure for bar in self.bars])
        if scale == 1.0:
            return [_number(round(bar.figure.value, 2), unit) for bar in self.bars]
        return [format_number(bar.figure.value / scale, 2) for bar in self.bars]

    @property
    def caption(self) -> str:
        """The chart in words, for those who cannot see it."""
        named = [words.of_figure(bar.figure) if self.upright else bar.label for bar in self.bars]
        told = [f"{name}: {_told(bar)}" for name, bar in zip(named, self.bars, strict=True)]
        lines = (self.title, "; ".join(told), self.rest, self.source)
        return "\n".join(line for line in lines if line)

    def png(self) -> bytes:
        """The picture."""
        from bot.replies import drawing

        return drawing.png(self)

    def drawing(self) -> Canvas:
        """The picture as matplotlib has it, laid out."""
        from bot.replies import drawing

        return drawing.drawing(self)


def chart_of(base: KnowledgeBase, result: Result) -> Chart | None:
    """The chart that says more than an answer's words, or None where there is none.

    One subject becomes its whole series; several become bars below each other, where they have one unit.
    """
    query = result.query
    cells = [cell for cell in query.cells if cell.column.measure]
    operands = list(dict.fromkeys((cell.subject, cell.item) for cell in cells))
    if len(operands) == 1:
        return series_of(base, *operands[0], asked={cell.column for cell in cells})
    if len(operands) > 1:
        found = Figures(base)
        figures = [figure for cell in cells if (figure := found.at(cell)) is not None]
        if len({(figure.measure, figure.year) for figure in figures}) != 1:
            return None
        if query.operation == q.SHARE:
            return _shared(base, figures) if len(figures) == len(cells) else None
        return _compared(base, figures, titles.common(base, figures))
    if query.operation in (q.HIGHEST, q.LOWEST):
        return _ranked(base, result)
    if query.operation == q.FILTER:
        return _filtered(base, result)
    if query.operation == q.ATTAINED and result.entities:
        return _paired(base, result, (), titles.attained(base, query, result.operands))
    return None


def series_of(
    base: KnowledgeBase, subject: str, item: str | None = None, asked: Collection[Column] = ()
) -> Chart | None:
    """All columns of a subject in the order of the years, those asked for strong; None with fewer than two figures."""
    found = Figures(base)
    figures = []
    for column in found.columns(subject, item):
        figure = found.at(Cell(subject, item, column)) if column.year else None
        if figure is not None:
            figures.append(figure)
    if len(figures) < 2:
        return None
    strong = {*asked} if len(asked) < len(figures) else set()
    bars = tuple(
        Bar(
            f"{figure.year}\n{_SHORT.get(figure.measure, figure.measure)}",
            figure,
            strong=Column(figure.measure, figure.year) in strong,
            hollow=figure.measure in PLANNED,
        )
        for figure in figures
    )
    scale, word = common_scale(figures)
    unit = _UNITS.get(figures[0].unit, figures[0].unit)
    named = unit if scale == 1.0 else word if unit == "sayı" else f"{word} {unit}"
    title = words.subject(base, subject, item)
    if any(figure.measure == "budget" for figure in figures):
        title += ": bütçe"
    return Chart(title, _of_whom(base, named), bars, True, _source(base, figures))


def common_scale(figures: Sequence[Figure]) -> tuple[float, str]:
    """By what the figures of a series are divided, and its word: millions stay readable above narrow bars.

    >>> common_scale([Figure(1_280_000, "sayı", "x"), Figure(900_000, "sayı", "x")])
    (1000000.0, 'milyon')
    """
    most = max(abs(figure.value) for figure in figures)
    least = min((abs(figure.value) for figure in figures if figure.value), default=0.0)
    for scale, word in _SCALES[:2]:
        if most >= scale and least >= scale / 100:
            return scale, word
    return (1e3, "bin") if most >= 1e6 else (1.0, "")


def ranked(base: KnowledgeBase, result: Result) -> Result:
    """A ranking with those that follow where only its first was asked; other results as they are."""
    query = result.query
    told = [figure for figure in result.figures if figure.measure != q.COUNT]
    if query.operation not in (q.HIGHEST, q.LOWEST) or query.cells or len(told) != 1:
        return result
    place = Place(RANKED)
    terms = query.terms if isinstance(query.terms, Ranked | RankedByMembers) else Ranked()
    return Answering(Figures(base)).answer(query.but(terms=replace(terms, place=place)))


def _ranked(base: KnowledgeBase, result: Result) -> Chart | None:
    """A ranking; where only its first was asked, that one stands out from those that follow."""
    figures = [figure for figure in result.figures if figure.measure != q.COUNT]
    asked = {figure.subject for figure in figures}
    result = ranked(base, result)
    figures = [figure for figure in result.figures if figure.measure != q.COUNT]
    if len(figures) < 2:
        return None
    strong = {subject for subject in asked if len(asked) < len(figures)} or {figures[0].subject}
    if figures[0].computed:
        return _paired(base, result, strong, titles.computed(base, result))
    title = titles.ranking(base, result.query, figures, only=len(asked) == len(figures))
    return _compared(base, figures, title, strong=strong, ranked=True)


def _filtered(base: KnowledgeBase, result: Result) -> Chart | None:
    """Those that meet a condition, the largest first; held against another column where that is the condition."""
    figures = [figure for figure in result.figures if figure.measure != q.COUNT]
    if len(figures) < 2:
        return None
    if figures[0].computed:
        return _paired(base, result, (), titles.computed(base, result))
    sets = {unit: [figure for figure in figures if figure.unit == unit] for unit in {figure.unit for figure in figures}}
    largest = max(sets.values(), key=len)
    title = titles.filtered(base, result.query, figures, largest[0].unit)
    return _compared(base, largest, title, strong=None)


def _paired(base: KnowledgeBase, result: Result, strong: Collection[str], title: str) -> Chart | None:
    """Two columns of several subjects: the newer one filled, what it is held against as an outline around it."""
    new, old = result.operands[0::2], result.operands[1::2]
    pairs = [(one, other) for one, other in zip(new, old, strict=False) if one.subject == other.subject]
    if len(pairs) < 2:
        return None
    own_scale = len({one.unit for one, _ in pairs}) > 1 or result.query.operation in (q.FILTER, q.ATTAINED)
    if own_scale:
        pairs.sort(key=lambda pair: abs(pair[0].value / pair[1].value - 1) if pair[1].value else 0.0, reverse=True)
    shown = pairs[:MOST_BARS]
    bars = tuple(Bar(_name(base, one, False), one, strong=one.subject in strong, against=other) for one, other in shown)
    left = len(pairs) - len(shown)
    key = f"dolu: {words.of_figure(pairs[0][0])} · çerçeve: {words.of_figure(pairs[0][1])}"
    unit = _UNITS.get(pairs[0][0].unit, pairs[0][0].unit) if len({one.unit for one, _ in pairs}) == 1 else ""
    figures = [figure for pair in shown for figure in pair]
    rest = f"ve {left} {titles.class_of(base, new, many=False)} daha." if left else ""
    subtitle = f"{_of_whom(base, unit)}\n{key}"
    return Chart(title, subtitle, bars, False, _source(base, figures), rest, own_scale)


def _compared(
    base: KnowledgeBase,
    figures: Sequence[Figure],
    title: str,
    *,
    strong: Collection[str] | None = (),
    ranked: bool = False,
) -> Chart | None:
    """Bars of one unit; `strong`: those that were asked for, the largest where they are empty, none where None."""
    if len({figure.unit for figure in figures}) != 1 or len(figures) < 2:
        return None
    same = len({figure.subject for figure in figures}) == 1
    whole = _whole(base, figures) if same else None
    shares = [100 * figure.value / whole if whole else None for figure in figures]
    bars = [
        Bar(_name(base, figure, same), figure, share, strong=figure.subject in (strong or ()))
        for figure, share in zip(figures, shares, strict=True)
    ]
    rest = ""
    if not ranked:
        bars.sort(key=lambda bar: -bar.figure.value)
        bars = (
            _gathered(bars, "kalem" if same else titles.class_of(base, figures, many=False))
            if figures[0].unit == "TL"
            else bars
        )
        bars[0] = replace(bars[0], strong=strong is not None)
    if len(bars) > MOST_BARS:
        rest = f"ve {len(bars) - MOST_BARS} {titles.class_of(base, figures, many=False)} daha."
        bars = bars[:MOST_BARS]
    unit = _UNITS.get(figures[0].unit, figures[0].unit)
    return Chart(title, _of_whom(base, unit), tuple(bars), False, _source(base, figures), rest)


def _gathered(bars: list[Bar], called: str) -> list[Bar]:
    """Bars of money with the smallest in one: they could not be seen, and together they are a sum."""
    total = sum(bar.figure.value for bar in bars)
    small = [bar for bar in bars if 0 <= bar.figure.value < SMALL * total]
    if len(small) < 2 or len(bars) - len(small) < 2:
        return bars
    first = small[0].figure
    together = replace(first, value=sum(bar.figure.value for bar in small), computed=True, places=(), others=())
    share = sum(bar.share for bar in small if bar.share is not None) if small[0].share is not None else None
    return [*(bar for bar in bars if bar not in small), Bar(f"Diğer {len(small)} {called}", together, share)]


def _whole(base: KnowledgeBase, figures: Sequence[Figure]) -> float | None:
    """The total of a subject where its items add up to it exactly; None where they do not."""
    first = figures[0]
    if any(figure.item is None for figure in figures):
        return None
    total = Figures(base).at(Cell(first.subject, None, Column(first.measure, first.year)))
    return total.value if total is not None and total.value and sum(f.value for f in figures) == total.value else None


def _shared(base: KnowledgeBase, figures: Sequence[Figure]) -> Chart | None:
    """Parts beside their whole, which comes last as an outline."""
    *parts, whole = figures
    if len({figure.unit for figure in figures}) != 1 or len(figures) > MOST_BARS or not whole.value:
        return None
    same = len({figure.subject for figure in figures}) == 1
    bars = [Bar(_name(base, part, same), part, 100 * part.value / whole.value, strong=True) for part in parts]
    total = "Toplam" if same else _name(base, whole, same)
    unit = _UNITS.get(whole.unit, whole.unit)
    shown = (*bars, Bar(total, whole, hollow=True))
    title = titles.share(base, parts, [bar.label for bar in bars])
    return Chart(title, _of_whom(base, unit), shown, False, _source(base, figures))


def _of_whom(base: KnowledgeBase, unit: str) -> str:
    """Whose figures these are, and their unit."""
    return " · ".join(filter(None, (base.programme.agency, unit)))


def _name(base: KnowledgeBase, figure: Figure, same_subject: bool) -> str:
    if same_subject and figure.item:
        return base.entity(figure.item).name
    return base.entity(figure.subject).name


def _lying_text(bar: Bar) -> str:
    """The figure behind a lying bar: money short, with its share; of a pair both figures."""
    if bar.against is not None:
        return f"{_short(bar.against)} → {_short(bar.figure)}"
    share = f" · %{format_number(bar.share, 1)}" if bar.share is not None else ""
    return _short(bar.figure) + share


def _short(figure: Figure) -> str:
    if figure.unit != "TL":
        return _number(round(figure.value, 2), figure.unit)
    scale, word = next((one for one in _SCALES if abs(figure.value) >= one[0]), _SCALES[-1])
    return f"{_rounded(figure.value / scale)} {word}".strip()


def _number(value: float, unit: str) -> str:
    sign = "%" if unit in ("oran", "%") else ""
    return f"{'-' if value < 0 else ''}{sign}{format_number(abs(value))}"


def _rounded(value: float) -> str:
    """Three digits or more, whole numbers as such: "3,20", "42,9", "75", "349"."""
    text = format_number(value, 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0)
    whole, _, rest = text.partition(",")
    return text if rest.strip("0") else whole


def _told(bar: Bar) -> str:
    share = f" (%{format_number(bar.share)})" if bar.share is not None else ""
    fallen = "-" if bar.figure.unit == "%" and bar.figure.value < 0 else ""
    before = f"{words.number(bar.against.value, bar.against.unit)} → " if bar.against is not None else ""
    return before + fallen + words.number(bar.figure.value, bar.figure.unit) + share


def _source(base: KnowledgeBase, figures: Sequence[Figure]) -> str:
    printed = [figure for figure in figures if figure.places]
    years = {figure.programme: base.programme_of(figure.programme).year for figure in printed}
    named = []
    for year in sorted(set(years.values()), reverse=True):
        tables = dict.fromkeys(figure.places[0][0] for figure in printed if years[figure.programme] == year)
        named.append(f"{', '.join(tables)} · {year} Performans Programı")
    return f"Kaynak: {'; '.join(named)}"
