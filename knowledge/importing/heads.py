"""The grammar of column heads: what the words above a table's figures say of them.

Nothing is taken for a column that its head does not say; a head with a word that is in no row of the table of phrases
(`knowledge.importing.head_words`) is kept as it stands and read as nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from knowledge.importing.document import Placed, key
from knowledge.importing.head_words import (
    ANSWERABLE,
    FIGURE,
    FILLER,
    LABEL,
    MONTH,
    NUMBER,
    PART,
    RATE,
    STRANGE,
    TEXT,
    UNIT,
    UNREAD,
    YEAR,
    Token,
    tokens_of,
)

LONE = "year"
"""The measure of a column whose head is a year and nothing else."""
JUNE = "06"
_BUDGETED = ("budget", "target")
"""Measures that are of the budget year where no head names a year."""
_PAST = ("realised", "estimate", "planned", "expended", "spent")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a measure of a year, or why nothing of it is kept."""

    measure: str = ""
    year: int | None = None
    role: str = FIGURE
    """FIGURE; RATE, a share reckoned from others; TEXT, words; UNREAD, a head that is not understood; LABEL …"""
    part: str = ""
    """ "inside", "outside" or "whole" where it is of one source of money."""
    text: str = ""
    """The head as printed."""

    @property
    def kept(self) -> bool:
        """Whether its figures are kept."""
        return self.role == FIGURE

    @property
    def of_figures(self) -> bool:
        """Whether figures stand in it, kept or not."""
        return self.role in (FIGURE, RATE, UNREAD)


@dataclass
class _Item:
    """A column as it grows with the words of its head."""

    year: int | None = None
    role: str = ""
    measure: str = ""
    part: str = ""
    month: str = ""
    strange: bool = False
    bracketed: bool = False
    """Whether its year stands in brackets."""
    words: list[str] = field(default_factory=list)


def read_heads(words: Sequence[Placed], budget_year: int, *, report: bool = False) -> list[Column]:
    """The columns that a row of heads names, in their order; heads of labels, units and numbers are left out.

    Years stand before their titles or behind them, "2023 Hedef" or "Başlangıç Değeri (2021)"; a row of years above as
    many titles gives each its own. In the report of a year what no head dates is of that year.
    """
    tokens = [token for token in tokens_of(words) if token.role != FILLER]
    return _settled(_spread(tokens) or _paired(tokens) or _grown(tokens), budget_year, report)


def read_head(words: Sequence[Placed], budget_year: int, *, report: bool = False) -> Column:
    """What the head of one column says."""
    printed = " ".join(word.text for word in words)
    tokens = [token for token in tokens_of(words) if token.role != FILLER]
    roles = [token.role for token in tokens]
    if FIGURE not in roles and YEAR not in roles and PART not in roles:
        for role in (ANSWERABLE, TEXT, RATE, LABEL, UNIT, NUMBER):
            if role in roles and (role != RATE or STRANGE not in roles):
                return Column(role=role, text=printed)
    found = read_heads(words, budget_year, report=report)
    if len(found) != 1:
        found = _settled(_stacked(tokens), budget_year, report)
    return replace(found[0], text=printed) if len(found) == 1 else Column(role=UNREAD, text=printed)


def _stacked(tokens: Sequence[Token]) -> list[_Item]:
    """The one column of titles over each other, "Kaynak İhtiyacı (2025)" over "Bütçe Dışı"; none where they differ."""
    means = {token.phrase.means for token in tokens if token.role == FIGURE and token.phrase}
    years = {token.year for token in tokens if token.role == YEAR}
    parts = [token for token in tokens if token.role == PART]
    if len(means) > 1 or len(years) > 1 or len(parts) > 1 or any(t.role in (STRANGE, RATE, TEXT) for t in tokens):
        return []
    item = _Item()
    for token in tokens:
        if token.role not in (LABEL, UNIT, NUMBER):
            _grow(item, token)
    return [item]


def years_and_titles(words: Sequence[Placed]) -> tuple[list[int], list[str], bool]:
    """The years of some heads, the measures of their titles, and whether other words stand among them."""
    tokens = tokens_of(words)
    strange = any(token.role in (STRANGE, RATE, PART) for token in tokens)
    titles = [token.phrase.means for token in tokens if token.role == FIGURE and token.phrase]
    return [token.year for token in tokens if token.role == YEAR], titles, strange


def _paired(tokens: Sequence[Token]) -> list[_Item]:
    """The columns of a row of years above (or below) a row of titles; none where the head has another shape."""
    body = [token for token in tokens if token.role not in (LABEL, UNIT, NUMBER)]
    titles: list[list[Token]] = []
    years: list[int] = []
    changes = 0
    before = ""
    for token in body:
        if token.role not in (YEAR, FIGURE, RATE, MONTH) or token.behind:
            return []
        side = YEAR if token.role == YEAR else FIGURE
        changes += side != before
        before = side
        if token.role == YEAR:
            years.append(token.year)
        elif token.role == MONTH and titles:
            titles[-1].append(token)
        else:
            titles.append([token])
    if changes != 2 or len(years) < 2 or len(titles) < 2 or len(titles) % len(years):
        return []
    each = len(titles) // len(years)
    items = [_Item(year=years[index // each]) for index in range(len(titles))]
    for item, title in zip(items, titles, strict=True):
        for token in title:
            _grow(item, token)
    return items


def _spread(tokens: Sequence[Token]) -> list[_Item]:
    """The columns of titles that each stand over the same sources of money; none where the head has another shape.

    "2026 Bütçe 2027 Tahmin" above "Bütçe İçi Bütçe Dışı Toplam Bütçe İçi Bütçe Dışı Toplam" are six.
    """
    body = [token for token in tokens if token.role not in (LABEL, UNIT, NUMBER)]
    first = next((index for index, token in enumerate(body) if token.role == PART), len(body))
    if first and first < len(body) and _is_inside(body, first - 1):
        # "Bütçe" beside "Bütçe Dışı" is what the budget itself gives.
        first -= 1
    above, below = body[:first], body[first:]
    if len(below) < 2 or any(token.role != PART and token.text != "Bütçe" for token in below):
        return []
    if any(token.role not in (YEAR, FIGURE) for token in above) or not any(t.role == YEAR for t in above):
        return []
    groups = _grown(above)
    each, rest = divmod(len(below), len(groups)) if groups else (0, 1)
    sources = [token.text for token in below]
    if rest or each < 2 or sources != sources[:each] * len(groups):
        return []
    found = [replace(group, words=list(group.words)) for group in groups for _ in range(each)]
    for item, token in zip(found, below, strict=True):
        if token.role == PART:
            _grow(item, token)
    return found


def _is_inside(body: Sequence[Token], index: int) -> bool:
    """Whether a word "Bütçe" is the title of a column of its own: a title with its year stands before it."""
    before = body[:index]
    titled = any(token.role == FIGURE for token in before) and before[-1].role == YEAR
    return titled and body[index].text == "Bütçe"


def _grown(tokens: Sequence[Token]) -> list[_Item]:
    """The columns of a head that is read word after word."""
    year_first = _year_first(tokens)
    items: list[_Item] = []
    current: _Item | None = None
    for token in tokens:
        if token.role in (LABEL, UNIT, NUMBER):
            current = None
            continue
        if current is None and token.role == STRANGE:
            continue
        fresh = _next(current, token, year_first=year_first)
        if fresh is not None:
            items.append(fresh)
            current = fresh
        if current is not None:
            _grow(current, token)
    if not year_first and _torn(items):
        return _nested(tokens) or [replace(item, strange=True) for item in items]
    return items


def _nested(tokens: Sequence[Token]) -> list[_Item]:
    """The columns of a row of heads above another, where the two fit in one way only; none else.

    "Gerçekleşme 2024 Hedef" above "2022 2023 Planlanan Tahmini 2025 2026" are six: years stand under each title, and
    titles under each year.
    """
    body = [token for token in tokens if token.role not in (LABEL, UNIT, NUMBER)]
    if any(token.role not in (YEAR, FIGURE) for token in body):
        return []
    fitting = [found for size in range(1, len(body)) if (found := _under(body[:size], body[size:]))]
    return fitting[0] if len(fitting) == 1 else []


def _under(above: Sequence[Token], below: Sequence[Token]) -> list[_Item]:
    runs = [list(run) for _, run in groupby(below, key=lambda token: token.role)]
    if len(runs) != len(above) or any(run[0].role == one.role for one, run in zip(above, runs, strict=True)):
        return []
    items: list[_Item] = []
    for one, run in zip(above, runs, strict=True):
        for token in run:
            items.append(_Item())
            _grow(items[-1], one)
            _grow(items[-1], token)
    return items


def _torn(items: Sequence[_Item]) -> bool:
    """Whether titles that stand before their years are in part without one: then which is whose is lost."""
    figures = [item for item in items if item.role == FIGURE and not item.measure.startswith("quarter")]
    dated = [item for item in figures if item.year is not None and not item.bracketed]
    return bool(dated) and len(dated) < sum(not item.bracketed for item in figures)


def _year_first(tokens: Sequence[Token]) -> bool:
    """Whether years stand before their titles; titles with their year in brackets tell nothing of the others."""
    for position, token in enumerate(tokens):
        bracketed = position + 1 < len(tokens) and tokens[position + 1].behind
        if token.role == YEAR and not token.behind:
            return True
        if token.role == FIGURE and not bracketed:
            return False
    return False


def _next(current: _Item | None, token: Token, *, year_first: bool) -> _Item | None:
    """The column that a word begins; None where it belongs to the one before."""
    if current is None:
        return _Item()
    if token.role == YEAR:
        if current.year is None and (token.behind or not year_first) and current.role:
            return None
        if not year_first and current.role == FIGURE and not token.behind:
            return _Item(role=current.role, measure=current.measure)
        return _Item()
    if token.role == STRANGE:
        return None
    if current.role == TEXT:
        return _Item()
    if token.role == MONTH:
        return None if not current.month and current.measure in ("", "expended") else _Item()
    if token.role == PART:
        return None if not (current.part or current.measure) else _Item(year=current.year)
    if not current.role:
        return None
    return _Item(year=current.year if year_first and token.role == FIGURE else None)


def _grow(item: _Item, token: Token) -> None:
    item.words.append(token.text)
    if token.role == YEAR:
        item.year, item.bracketed = token.year, token.behind
    elif token.role == STRANGE:
        item.strange = True
    elif token.role == MONTH and token.phrase:
        item.month = token.phrase.means
    elif token.role == PART and token.phrase:
        item.part = token.phrase.means
    elif token.phrase:
        item.role, item.measure = token.role, token.phrase.means


def _settled(items: list[_Item], budget_year: int, report: bool) -> list[Column]:
    undated = all(item.year is None for item in items)
    for item in items:
        if item.measure == "estimate" and (report or (item.year or budget_year) < budget_year - 1):
            # What a year has come to at its end is no estimate once the year is over.
            item.measure = "estimate" if any("tahmin" in key(word) for word in item.words) else "realised"
        if undated and (item.measure in _BUDGETED or (report and item.measure) or (item.part and not item.measure)):
            item.year = budget_year
    return in_context([_column(item, budget_year) for item in items], budget_year)


def in_context(columns: Sequence[Column], budget_year: int) -> list[Column]:
    """Columns that stand beside each other: lone years are what the others make of them, none stands twice."""
    columns = _sources(columns)
    titled = any(column.kept for column in columns)
    found: list[Column] = []
    first = True
    for position, column in enumerate(columns):
        if column.role == UNREAD and column.measure == LONE and column.year is not None:
            after = columns[position + 1] if position + 1 < len(columns) else None
            if titled and first and column.year <= budget_year - 2:
                # The usual head of indicators gives the year that is over no title.
                column = replace(column, role=FIGURE, measure="realised")
            elif (column.year or 0) > budget_year and after is not None and after.measure == "forecast":
                column = replace(column, role=FIGURE, measure="forecast")
        first = first and not column.of_figures
        found.append(column)
    counts = Counter(_cell(column) for column in found if column.kept)
    return [replace(c, role=UNREAD, measure="") if c.kept and counts[_cell(c)] > 1 else c for c in found]


def _cell(column: Column) -> tuple[str, int | None, str]:
    return column.measure, column.year, "" if column.part == "whole" else column.part


def _sources(columns: Sequence[Column]) -> list[Column]:
    """Beside "Bütçe Dışı" and "Toplam" a column "Bütçe" is what the budget itself gives."""
    parts = {column.part for column in columns}
    lone = "outside" in parts and "inside" not in parts
    return [replace(c, part="inside") if lone and c.measure == "budget" and not c.part else c for c in columns]


def _column(item: _Item, budget_year: int) -> Column:
    text = " ".join(item.words)
    unread = Column(role=UNREAD, text=text)
    if item.role in (TEXT, ANSWERABLE, RATE):
        return Column(role=item.role, text=text)
    if item.strange or item.part == "other":
        return unread
    measure, year = item.measure, item.year
    if measure == "expended" and item.month:
        measure = "spent" if item.month == JUNE else f"spent_{item.month}"
    elif item.month:
        return unread
    if not measure and item.part and year is not None:
        # A year of one source of money is that of a table of the whole.
        measure = "budget" if year == budget_year else "forecast" if year > budget_year else ""
    if year is None and measure.startswith("quarter"):
        year = budget_year
    past = measure in _PAST or measure.startswith("spent")
    if not measure and year is not None and not item.part:
        return Column(LONE, year, UNREAD, text=text)
    if not measure or year is None or (past and year > budget_year):
        return unread
    return Column(measure, year, FIGURE, item.part, text)
