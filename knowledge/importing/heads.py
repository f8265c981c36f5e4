"""The grammar of column heads: what the words above a table's figures say of them.

The words stand in `knowledge/data/heads.csv`, a phrase a row: its role and what it means. Nothing is taken for a
column that its head does not say; a head with a word that is in no row is kept as it stands and read as nothing.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from knowledge.importing.document import Placed, key

TABLE = Path(__file__).parents[1] / "data" / "heads.csv"
FIGURE, RATE, TEXT, UNREAD = "figure", "rate", "text", "unread"
LABEL, UNIT, NUMBER, ANSWERABLE = "label", "unit", "number", "answerable"
_PART, _MONTH, _FILLER, _YEAR, _STRANGE = "part", "month", "filler", "year", "strange"
LONE = "year"
"""The measure of a column whose head is a year and nothing else."""
JUNE = "06"
_FOUR_DIGITS = re.compile(r"(?:19|20|21)\d\d")
_PARTS_OF_A_WORD = re.compile(r"[/()–—,:;%*“”\"]+|(?<=[^\W\d])\.(?=\w)")
_BUDGETED = ("budget", "target")
"""Measures that are of the budget year where no head names a year."""
_PAST = ("realised", "estimate", "planned", "expended", "spent")
LONGEST = 6
"""Words of a phrase at most."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the table of heads."""

    role: str
    means: str
    size: int


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


@dataclass(frozen=True, slots=True)
class _Token:
    role: str
    text: str
    phrase: Phrase | None = None
    year: int = 0
    behind: bool = False
    """Whether a year stands in brackets: behind the title that it dates."""


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


@cache
def phrases() -> Mapping[str, Phrase]:
    """The table of heads by the phrase's folded words."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {row["phrase"]: Phrase(row["role"], row["means"], len(row["phrase"].split())) for row in rows}


@cache
def _words() -> frozenset[str]:
    return frozenset(word for phrase in phrases() for word in phrase.split())


def is_head_word(word: Placed) -> bool:
    """Whether a word alone can stand in a column's head."""
    own = [text for text, _ in _keys([word])]
    return bool(own) and all(_FOUR_DIGITS.fullmatch(text) or text in _words() for text in own)


def read_heads(words: Sequence[Placed], budget_year: int, *, report: bool = False) -> list[Column]:
    """The columns that a row of heads names, in their order; heads of labels, units and numbers are left out.

    Years stand before their titles or behind them, "2023 Hedef" or "Başlangıç Değeri (2021)"; a row of years above as
    many titles gives each its own. In the report of a year what no head dates is of that year.
    """
    tokens = [token for token in _tokens(words) if token.role != _FILLER]
    return _settled(_spread(tokens) or _paired(tokens) or _grown(tokens), budget_year, report)


def read_head(words: Sequence[Placed], budget_year: int, *, report: bool = False) -> Column:
    """What the head of one column says."""
    printed = " ".join(word.text for word in words)
    tokens = [token for token in _tokens(words) if token.role != _FILLER]
    roles = [token.role for token in tokens]
    if FIGURE not in roles and _YEAR not in roles and _PART not in roles:
        for role in (ANSWERABLE, TEXT, RATE, LABEL, UNIT, NUMBER):
            if role in roles and (role != RATE or _STRANGE not in roles):
                return Column(role=role, text=printed)
    found = read_heads(words, budget_year, report=report)
    if len(found) != 1:
        found = _settled(_stacked(tokens), budget_year, report)
    return replace(found[0], text=printed) if len(found) == 1 else Column(role=UNREAD, text=printed)


def _stacked(tokens: Sequence[_Token]) -> list[_Item]:
    """The one column of titles over each other, "Kaynak İhtiyacı (2025)" over "Bütçe Dışı"; none where they differ."""
    means = {token.phrase.means for token in tokens if token.role == FIGURE and token.phrase}
    years = {token.year for token in tokens if token.role == _YEAR}
    parts = [token for token in tokens if token.role == _PART]
    if len(means) > 1 or len(years) > 1 or len(parts) > 1 or any(t.role in (_STRANGE, RATE, TEXT) for t in tokens):
        return []
    item = _Item()
    for token in tokens:
        if token.role not in (LABEL, UNIT, NUMBER):
            _grow(item, token)
    return [item]


def years_and_titles(words: Sequence[Placed]) -> tuple[list[int], list[str], bool]:
    """The years of some heads, the measures of their titles, and whether other words stand among them."""
    tokens = _tokens(words)
    strange = any(token.role in (_STRANGE, RATE, _PART) for token in tokens)
    titles = [token.phrase.means for token in tokens if token.role == FIGURE and token.phrase]
    return [token.year for token in tokens if token.role == _YEAR], titles, strange


def titles_of(words: Sequence[Placed]) -> list[tuple[str, str, int]]:
    """The titles that some words are, as (role, folded phrase, words of it); a year's role is "year"."""
    own = _keys(words)
    texts = [text for text, _ in own]
    found: list[tuple[str, str, int]] = []
    position = 0
    while position < len(own):
        phrase = None if _FOUR_DIGITS.fullmatch(texts[position]) else _phrase_at(texts, position)
        size = phrase.size if phrase else 1
        role = phrase.role if phrase else _YEAR if _FOUR_DIGITS.fullmatch(texts[position]) else _STRANGE
        placed = len({word.index for _, word in own[position : position + size]})
        found.append((role, " ".join(texts[position : position + size]), placed))
        position += size
    return found


def _keys(words: Sequence[Placed]) -> list[tuple[str, Placed]]:
    """The folded words of a head: "Faaliyet/Projeler" is two, "Gerçek-" "leşme" one, "Y.S." is "ys"."""
    found: list[tuple[str, Placed]] = []
    broken = False
    for word in words:
        for part in _PARTS_OF_A_WORD.split(word.text):
            own = key(part)
            if not own:
                continue
            if broken and found and part[:1].islower():
                found[-1] = (found[-1][0] + own, found[-1][1])
            elif own == "s" and found and found[-1][0] == "y":
                found[-1] = ("ys", found[-1][1])
            else:
                found.append((own, word))
            broken = part.endswith("-") and part[-2:-1].isalpha()
    return found


def _tokens(words: Sequence[Placed]) -> list[_Token]:
    own = _keys(words)
    texts = [text for text, _ in own]
    found: list[_Token] = []
    position = 0
    while position < len(own):
        text, word = own[position]
        if _FOUR_DIGITS.fullmatch(text):
            found.append(_Token(_YEAR, word.text, year=int(text), behind=word.text.startswith("(")))
            position += 1
            continue
        phrase = _phrase_at(texts, position)
        size = phrase.size if phrase else 1
        printed = " ".join(dict.fromkeys(placed.text for _, placed in own[position : position + size]))
        found.append(_Token(phrase.role if phrase else _STRANGE, printed, phrase))
        position += size
    return found


def _phrase_at(texts: Sequence[str], position: int) -> Phrase | None:
    table = phrases()
    for size in range(min(LONGEST, len(texts) - position), 0, -1):
        found = table.get(" ".join(texts[position : position + size]))
        if found:
            return found
    return None


def _paired(tokens: Sequence[_Token]) -> list[_Item]:
    """The columns of a row of years above (or below) a row of titles; none where the head has another shape."""
    body = [token for token in tokens if token.role not in (LABEL, UNIT, NUMBER)]
    titles: list[list[_Token]] = []
    years: list[int] = []
    changes = 0
    before = ""
    for token in body:
        if token.role not in (_YEAR, FIGURE, RATE, _MONTH) or token.behind:
            return []
        side = _YEAR if token.role == _YEAR else FIGURE
        changes += side != before
        before = side
        if token.role == _YEAR:
            years.append(token.year)
        elif token.role == _MONTH and titles:
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


def _spread(tokens: Sequence[_Token]) -> list[_Item]:
    """The columns of titles that each stand over the same sources of money; none where the head has another shape.

    "2026 Bütçe 2027 Tahmin" above "Bütçe İçi Bütçe Dışı Toplam Bütçe İçi Bütçe Dışı Toplam" are six.
    """
    body = [token for token in tokens if token.role not in (LABEL, UNIT, NUMBER)]
    first = next((index for index, token in enumerate(body) if token.role == _PART), len(body))
    if first and first < len(body) and _is_inside(body, first - 1):
        # "Bütçe" beside "Bütçe Dışı" is what the budget itself gives.
        first -= 1
    above, below = body[:first], body[first:]
    if len(below) < 2 or any(token.role != _PART and token.text != "Bütçe" for token in below):
        return []
    if any(token.role not in (_YEAR, FIGURE) for token in above) or not any(t.role == _YEAR for t in above):
        return []
    groups = _grown(above)
    each, rest = divmod(len(below), len(groups)) if groups else (0, 1)
    sources = [token.text for token in below]
    if rest or each < 2 or sources != sources[:each] * len(groups):
        return []
    found = [replace(group, words=list(group.words)) for group in groups for _ in range(each)]
    for item, token in zip(found, below, strict=True):
        if token.role == _PART:
            _grow(item, token)
    return found


def _is_inside(body: Sequence[_Token], index: int) -> bool:
    """Whether a word "Bütçe" is the title of a column of its own: a title with its year stands before it."""
    before = body[:index]
    titled = any(token.role == FIGURE for token in before) and before[-1].role == _YEAR
    return titled and body[index].text == "Bütçe"


def _grown(tokens: Sequence[_Token]) -> list[_Item]:
    """The columns of a head that is read word after word."""
    year_first = _year_first(tokens)
    items: list[_Item] = []
    current: _Item | None = None
    for token in tokens:
        if token.role in (LABEL, UNIT, NUMBER):
            current = None
            continue
        if current is None and token.role == _STRANGE:
            continue
        fresh = _next(current, token, year_first=year_first)
        if fresh is not None:
            items.append(fresh)
            current = fresh
        if current is not None:
            _grow(current, token)
    if not year_first and _torn(items):
        return [replace(item, strange=True) for item in items]
    return items


def _torn(items: Sequence[_Item]) -> bool:
    """Whether titles that stand before their years are in part without one: then which is whose is lost."""
    figures = [item for item in items if item.role == FIGURE and not item.measure.startswith("quarter")]
    dated = [item for item in figures if item.year is not None and not item.bracketed]
    return bool(dated) and len(dated) < sum(not item.bracketed for item in figures)


def _year_first(tokens: Sequence[_Token]) -> bool:
    """Whether years stand before their titles; titles with their year in brackets tell nothing of the others."""
    for position, token in enumerate(tokens):
        bracketed = position + 1 < len(tokens) and tokens[position + 1].behind
        if token.role == _YEAR and not token.behind:
            return True
        if token.role == FIGURE and not bracketed:
            return False
    return False


def _next(current: _Item | None, token: _Token, *, year_first: bool) -> _Item | None:
    """The column that a word begins; None where it belongs to the one before."""
    if current is None:
        return _Item()
    if token.role == _YEAR:
        if current.year is None and (token.behind or not year_first) and current.role:
            return None
        if not year_first and current.role == FIGURE and not token.behind:
            return _Item(role=current.role, measure=current.measure)
        return _Item()
    if token.role == _STRANGE:
        return None
    if current.role == TEXT:
        return _Item()
    if token.role == _MONTH:
        return None if not current.month and current.measure in ("", "expended") else _Item()
    if token.role == _PART:
        return None if not (current.part or current.measure) else _Item(year=current.year)
    if not current.role:
        return None
    return _Item(year=current.year if year_first and token.role == FIGURE else None)


def _grow(item: _Item, token: _Token) -> None:
    item.words.append(token.text)
    if token.role == _YEAR:
        item.year, item.bracketed = token.year, token.behind
    elif token.role == _STRANGE:
        item.strange = True
    elif token.role == _MONTH and token.phrase:
        item.month = token.phrase.means
    elif token.role == _PART and token.phrase:
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
