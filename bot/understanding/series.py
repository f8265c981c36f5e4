"""Figures as they are: one, several, a series, and what is computed over as many as there are."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.queries import Column, Query
from bot.answering.terms import Number
from bot.questions.registry import OF_EVERY, TOGETHER
from bot.understanding.asked import GROWTH, Asked, chronological
from bot.understanding.limits import step_of

MOST_CELLS = 12
"""The most figures that are told one by one."""


def value(asked: Asked) -> Iterator[tuple[Query, float]]:
    """The figures of every operand by every column."""
    frame, operation = asked.frame, asked.operation
    chosen, assumed, cost = asked.chosen()
    cells = asked.cells(chosen)
    if len(cells) > 1 and frame.of_kinds({"unit"}) and asked.domain == cols.COST and len(chosen) == 1:
        yield Query(q.SUM, cells, assumed=assumed), cost  # what a unit's activities cost together
        return
    if operation == q.EXISTS and (asked.domain != cols.COST or frame.features & {"how_much", "count"}):
        return
    if len(cells) == 1 and "each" in frame.features:
        return  # "ayrı ayrı" asks for several
    times = sum(any(w.folded.startswith("kac") for w in frame.words[s.start : s.end]) for s in frame.segments)
    if len(asked.operands) > 1 and times > len(cells):
        return  # "2021'de kaçtı, 2025'te kaç olacak, danışma merkezi kaç" asks for three
    numbers = [segment for segment in frame.segments if segment.number is not None]
    number = numbers[0].number if len(numbers) == 1 else None
    if "contradiction" in frame.features and number == 2:
        number = None  # "iki farklı rakam var"
    if operation == q.EXISTS and (number is not None or frame.features & {"more", "less"}):
        return
    if len(cells) <= MOST_CELLS:
        alone = asked.spanned and len(asked.operands) == 1
        said = None if number is None else Number(number, step_of(frame, numbers[0]))
        yield Query(q.SERIES if alone else operation, cells, terms=said, assumed=assumed), cost


def series(asked: Asked) -> Iterator[tuple[Query, float]]:
    """The figures of all years, or of those from one that is named to another."""
    if asked.operation == q.SAME and len(asked.operands) > 1:
        return
    columns = asked.columns
    if len(columns) == 1 and columns[0].measure == "" and "all_values" not in asked.frame.features:
        yield asked.query(asked.cells(columns)), 0.0
        return
    columns = _spread(asked)
    if asked.frame.year.earlier:
        # A thing need not stand in every programme.
        columns = tuple(c for c in columns if any(asked.figures.at(o.cell(c)) is not None for o in asked.operands))
    yield asked.query(asked.cells(columns, ())), 0.0


def _spread(asked: Asked) -> tuple[Column, ...]:
    """The columns named with those between them; all where fewer than two are."""
    frame, every = asked.frame, asked.series
    told = _told(asked) if asked.operation == q.SAME else ()  # "bu ikisi aynı mı"
    columns = asked.columns or told
    if "all_values" in frame.features:
        return cols.columns_of(asked.domain, frame.year)
    if len(columns) < 2:
        return (*every, *(c for c in cols.columns_of(asked.domain, frame.year) if c not in every))
    if asked.spanned:
        return columns
    if len(columns) == 2 and all(c.year for c in columns):
        both = any(name.end < len(frame.words) and frame.words[name.end].folded == "ve" for name in asked.named)
        first, last = sorted(columns, key=lambda c: c.year or 0)
        return columns if both else _between(columns, (first, last), every)
    if len(columns) > 2 and "series" in frame.features:
        years = [c.year for c in columns if c.year]
        missing = [c for c in every if c.year and min(years) < c.year < max(years) and c.year not in years]
        return tuple(sorted((*columns, *missing), key=chronological))
    return columns


def _between(columns: tuple[Column, ...], ends: tuple[Column, Column], every: tuple[Column, ...]) -> tuple[Column, ...]:
    """Two columns with those of the years between them; as they are where there are none."""
    low, high = sorted((c.year or 0) for c in columns)
    if high - low <= 1:
        return columns
    return (ends[0], *(c for c in every if c.year and low < c.year < high), ends[1])


def many(asked: Asked) -> Iterator[tuple[Query, float]]:
    """The figures over which a sum, an average, an extreme or a comparison is taken."""
    operation, frame = asked.operation, asked.frame
    found = _columns_of_many(asked)
    if found is None:
        return
    columns, assumed, cost = found
    cells = asked.cells(columns)
    said = [s for s in frame.segments if s.values("feature") & {"sum", "add"}]
    if operation == q.SUM and said and all("measure:budget" in s.own for s in said) and len(asked.operands) == 1:
        return  # "genel toplamı 2023, 2024 ve 2025 için": the total of each year
    if operation == q.SUM and not said and not frame.features & {"how_much", "count"}:
        return  # "birlikte paylaşın" asks for both, "birlikte ne kadar" for their sum
    several = len({(cell.subject, cell.item) for cell in cells}) > 1
    if operation == q.COMPARE and several and frame.told & GROWTH and len(columns) < 2:
        return  # "hangisi daha çok artmış" asks for the change of each
    if len(cells) >= 2:
        yield asked.query(cells, assumed), cost


def _told(asked: Asked) -> tuple[Column, ...]:
    """The columns of one thing that were told beside each other and are asked about."""
    last = asked.frame.state.last
    inherited = asked.operands[0].start < 0 and last is not None
    return tuple(dict.fromkeys(cell.column for cell in last.cells)) if inherited and last is not None else ()


def _columns_of_many(asked: Asked) -> tuple[tuple[Column, ...], tuple[str, ...], float] | None:
    """The columns over which it is taken, what of them is assumed, the price; None where there are none."""
    operation, columns = asked.operation, asked.columns
    single = len(asked.operands) == 1
    assumed: tuple[str, ...] = ()
    cost = 0.0
    if single and operation in (q.HIGHEST, q.LOWEST, *OF_EVERY) and len(columns) < 2:
        if (columns and columns[0].measure == "") or any(name.years for name in asked.named):
            return None  # of one figure there is no average
        if "yesno" in asked.frame.features and asked.frame.classes:
            return None  # "en yüksek bütçeli faaliyet X mi" ranks the activities
        dated = asked.domain == cols.COST or operation in OF_EVERY
        told = _told(asked)
        columns = told if len(told) > 1 else asked.series if dated else cols.columns_of(asked.domain, asked.frame.year)
    elif not columns:
        columns, assumed, cost = asked.chosen()
    ranged = single and len(columns) == 2 and operation in (*TOGETHER, q.HIGHEST, q.LOWEST)
    if ranged and "abl" in {name.case for name in asked.named}:
        columns = _between(columns, (columns[0], columns[-1]), asked.series)
    return columns, assumed, cost
