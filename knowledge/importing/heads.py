"""The grammar of column heads: what the words above a table's figures say of them.

Nothing is taken for a column that its head does not say; a head with a word that is in no row of the table of phrases
(`knowledge.importing.head_words`) is kept as it stands and read as nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from knowledge.importing.document import Placed, key
from knowledge.importing.head_columns import LONE, Column, column_of, in_context, with_whole_terms
from knowledge.importing.head_items import PAST, Item, grow
from knowledge.importing.head_rows import has_loose_terms, nested, terms_in_place
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
    Shape,
    Token,
    shape_of,
    tokens,
    tokens_of,
)

ROWS = 2
"""Rows of a head whose titles stand under its years; in more lines a narrow column has broken one row."""
_BUDGETED = ("budget", "target")
"""Measures that are of the budget year where no head names a year."""


def read_heads(words: Sequence[Placed], budget_year: int, *, report: bool = False) -> list[Column]:
    """The columns that a row of heads names, in their order; heads of labels, units and numbers are left out.

    Years stand before their titles or behind them, "2023 Hedef" or "Başlangıç Değeri (2021)"; a row of years above as
    many titles gives each its own. In the report of a year what no head dates is of that year.
    """
    return with_whole_terms(_read(shape_of(words), budget_year, report))


@lru_cache(maxsize=1024)
def _read(shape: Shape, budget_year: int, report: bool) -> tuple[Column, ...]:
    """The columns of a head that stands over several tables."""
    every = terms_in_place(tokens(shape))
    own = [token for token in every if token.role != FILLER]
    items = (
        _shared(every)
        or _spread(own, budget_year, report)
        or _sourced(own, budget_year, report)
        or _paired(own, budget_year, report)
        or _grown(own, budget_year, report)
    )
    if has_loose_terms(every):
        items = [replace(item, strange=True) for item in items]
    return tuple(_settled(items, budget_year, report))


def read_head(words: Sequence[Placed], budget_year: int, *, report: bool = False) -> Column:
    """What the head of one column says."""
    printed = " ".join(word.text for word in words)
    own = [token for token in tokens_of(words) if token.role != FILLER]
    roles = [token.role for token in own]
    if FIGURE not in roles and YEAR not in roles and PART not in roles:
        for role in (ANSWERABLE, TEXT, RATE, LABEL, UNIT, NUMBER):
            if role in roles and (role != RATE or STRANGE not in roles):
                return Column(role=role, text=printed)
    found = list(_read(shape_of(words), budget_year, report))
    if len(found) != 1:
        found = _settled(_stacked(own), budget_year, report)
    one = found[0] if len(found) == 1 else Column(role=UNREAD)
    if (one.kept and roles[:1] == [STRANGE]) or (one.measure == LONE and STRANGE in roles):
        # What is "kalan" of an "ödenek" is none: words that are not understood count wherever they stand.
        one = Column(role=UNREAD)
    shares = one.role == UNREAD and any(word.text.strip("()") == "%" for word in words)
    return replace(one, text=printed) if not shares else Column(role=RATE, text=printed)


def _stacked(tokens: Sequence[Token]) -> list[Item]:
    """The one column of titles over each other, "Kaynak İhtiyacı (2025)" over "Bütçe Dışı"; none where they differ."""
    means = {token.phrase.means for token in tokens if token.role == FIGURE and token.phrase}
    terms = {mean for mean in means if mean.startswith("quarter")}
    if len(terms) == 1 and means - terms <= {"target", "realised"}:
        # "2025 Gerçekleşme" over "I. Çeyrek".
        tokens = [t for t in tokens if t.role not in (FIGURE, MONTH) or (t.phrase and t.phrase.means in terms)]
        means = terms
    years = {token.year for token in tokens if token.role == YEAR}
    parts = [token for token in tokens if token.role == PART]
    if len(means) > 1 or len(years) > 1 or len(parts) > 1 or any(t.role in (STRANGE, RATE, TEXT) for t in tokens):
        return []
    item = Item()
    for token in tokens:
        if token.role not in (LABEL, UNIT, NUMBER):
            grow(item, token)
    return [item]


def years_and_titles(words: Sequence[Placed]) -> tuple[list[int], list[str], bool]:
    """The years of some heads, the measures of their titles, and whether other words stand among them."""
    tokens = tokens_of(words)
    strange = any(token.role in (STRANGE, RATE, PART) for token in tokens)
    titles = [token.phrase.means for token in tokens if token.role == FIGURE and token.phrase]
    return [token.year for token in tokens if token.role == YEAR], titles, strange


def _paired(tokens: Sequence[Token], budget_year: int, report: bool) -> list[Item]:
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
    if changes != 2 or len(years) < 2 or len(titles) < len(years):
        return []
    if len(titles) > len(years):
        lost = [replace(item, strange=True) for item in _grown(tokens, budget_year, report)]
        return nested(body, budget_year, report=report) or lost
    items = [Item(year=year) for year in years]
    for item, title in zip(items, titles, strict=True):
        for token in title:
            grow(item, token)
    return items


def _shared(tokens: Sequence[Token]) -> list[Item]:
    """The columns of titles of which each stands over an amount and a share; none where the head has another shape.

    "Bütçe İçi Bütçe Dışı Toplam" above "(TL) Pay (%) (TL) Pay (%) (TL) Pay (%)" are six columns; a year above is all's.
    """
    start = next((index for index, token in enumerate(tokens) if token.role == PART), len(tokens))
    end = next((i for i in range(start, len(tokens)) if tokens[i].role != PART), len(tokens))
    parts, below = tokens[start:end], tokens[end:]
    each = [FILLER, RATE] * len(parts)
    years = [token.year for token in tokens[:start] if token.role == YEAR]
    titled = len(years) > 1 or any(token.role == FIGURE for token in tokens[:start])
    if not parts or titled or [t.role for t in below] != each:
        return []
    found = [Item(year=years[0] if years else None) for _ in range(2 * len(parts))]
    for item, token in zip(found, (t for pair in zip(parts, below[1::2], strict=True) for t in pair), strict=True):
        grow(item, token)
    return found


def _spread(tokens: Sequence[Token], budget_year: int, report: bool) -> list[Item]:
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
    groups = _grown(above, budget_year, report)
    each, rest = divmod(len(below), len(groups)) if groups else (0, 1)
    sources = [token.text for token in below]
    if rest or each < 2 or sources != sources[:each] * len(groups):
        return []
    found = [replace(group, words=list(group.words)) for group in groups for _ in range(each)]
    for item, token in zip(found, below, strict=True):
        if token.role == PART:
            grow(item, token)
    return found


def _sourced(tokens: Sequence[Token], budget_year: int, report: bool) -> list[Item]:
    """The columns of titles of which only some stand over sources of money; none where the head has no such shape.

    "2025 Kaynak İhtiyacı" and "Tahmin" above "Bütçe İçi Bütçe Dışı Toplam 2026 2027" are five. Where several ways to
    part the lower row hold, what they do not agree on is strange.
    """
    body = [token for token in tokens if token.role not in (LABEL, UNIT, NUMBER)]
    first = next((index for index, token in enumerate(body) if token.role == PART), len(body))
    above = body[:first]
    titled = any(token.role == FIGURE for token in above[:-1]) or sum(token.role == YEAR for token in above) > 1
    apart = first < len(body) and body[first].line != body[0].line
    only_sources = all(token.role == PART for token in body[first:])
    if first == len(body) or not titled or (only_sources and not apart):
        return []
    beside = (one.line == other.line for one, other in pairwise(body) if (one.role, other.role) == (YEAR, PART))
    if any(beside) and _year_first(body):
        return []
    found = nested(body, budget_year, report=report)
    return found or [replace(item, strange=True) for item in _grown(tokens, budget_year, report)]


def _is_inside(body: Sequence[Token], index: int) -> bool:
    """Whether a word "Bütçe" is the title of a column of its own: a title with its year stands before it."""
    before = body[:index]
    titled = {FIGURE, YEAR} <= {token.role for token in before[-2:]}
    return titled and body[index].text == "Bütçe"


def _grown(tokens: Sequence[Token], budget_year: int, report: bool) -> list[Item]:
    """The columns of a head that is read word after word."""
    year_first = _year_first(tokens)
    items: list[Item] = []
    current: Item | None = None
    led, before = False, ""
    for token in tokens:
        if token.role in (LABEL, UNIT, NUMBER):
            current, led = None, False
            continue
        if current is None and token.role == STRANGE:
            led = True
            continue
        led = led or (current is not None and before == STRANGE)
        before = token.role
        fresh = _next(current, token, year_first=year_first)
        if fresh is not None:
            # "Temmuz-Aralık Gerçekleşme": a word right before a title may be a part of it.
            fresh.strange |= led and token.role == FIGURE
            items.append(fresh)
            current = fresh
        led = False
        if current is not None:
            grow(current, token)
    lost = _torn(items) if not year_first else _run_together(items)
    if lost or _has_lower_row(tokens) or any(_is_misdated(item, budget_year) for item in items):
        body = [token for token in tokens if token.role not in (LABEL, UNIT, NUMBER)]
        found = nested(body, budget_year, report=report)
        return found or [replace(item, strange=True) for item in items]
    return items


def _has_lower_row(tokens: Sequence[Token]) -> bool:
    """Whether the last row of a head is titles without years, or years alone, below a row that has both or years."""
    below = [token.role for token in tokens if token.line == tokens[-1].line] if tokens else []
    above = [token.role for token in tokens[: len(tokens) - len(below)]]
    if YEAR not in above:
        return False
    two = len({token.line for token in tokens}) == ROWS and len(below) > 1
    titles = two and FIGURE in below and not any(role in (YEAR, LABEL, UNIT, PART) for role in below)
    return titles or (FIGURE in above and all(role == YEAR for role in below))


def _is_misdated(item: Item, budget_year: int) -> bool:
    """Whether a title has the year of the one before it and cannot: nothing is realised of a year to come."""
    past = item.measure in PAST
    return item.shared and past and (item.year or 0) > budget_year


def _torn(items: Sequence[Item]) -> bool:
    """Whether titles that stand before their years are in part without one: then which is whose is lost."""
    figures = [item for item in items if item.role == FIGURE and not item.measure.startswith("quarter")]
    dated = [item for item in figures if item.year is not None and not item.bracketed]
    undated = sum(item.year is None for item in figures)
    # A year behind the title of a column of words or shares is that of another column.
    stray = any(item.role in (TEXT, ANSWERABLE, RATE) and item.year and not item.bracketed for item in items)
    return bool(stray and undated) or (bool(dated) and len(dated) < sum(not item.bracketed for item in figures))


def _run_together(items: Sequence[Item]) -> bool:
    """Whether years without titles stand beside titles without years: then those are rows of a head, and no columns."""
    figures = [item for item in items if item.role == FIGURE and not item.measure.startswith("quarter")]
    untitled = ("", TEXT, ANSWERABLE, RATE)
    lone = sum(item.year is not None and item.role in untitled and not item.part for item in items)
    undated = sum(item.year is None or item.shared for item in figures)
    quarters = len(figures) < sum(item.role == FIGURE for item in items)
    return bool(lone and (undated or quarters)) and not any(item.part for item in items)


def _year_first(tokens: Sequence[Token]) -> bool:
    """Whether years stand before their titles; titles with their year in brackets tell nothing of the others."""
    titles = sum(token.role in (FIGURE, UNREAD) for token in tokens)
    years = [position for position, token in enumerate(tokens) if token.role == YEAR]
    inside = bool(years) and years[-1] < len(tokens) - 1 and len(years) < titles
    if inside and all(tokens[at].bound and tokens[at + 1].role == FIGURE for at in years):
        # "KBÖ Yıl Sonu Ödeneği 2024 Yılı Harcaması": each year is that of the title right behind it.
        return True
    for position, token in enumerate(tokens):
        bracketed = position + 1 < len(tokens) and tokens[position + 1].behind
        if token.role == YEAR and not token.behind:
            return True
        if token.role == FIGURE and not bracketed:
            return False
    return False


def _next(current: Item | None, token: Token, *, year_first: bool) -> Item | None:
    """The column that a word begins; None where it belongs to the one before."""
    if current is None:
        return Item()
    if token.role == YEAR:
        if current.year is None and (token.behind or not year_first) and current.role:
            return None
        if not year_first and current.role == FIGURE and not token.behind:
            return Item(role=current.role, measure=current.measure, month=current.month, strange=current.strange)
        return Item()
    if token.role == STRANGE:
        return None
    if current.role == TEXT:
        return Item()
    if token.role == MONTH:
        return None if not current.month and current.measure in ("", "expended", "realised") else Item()
    if token.role == PART:
        begun = current.part or current.measure or current.role == UNREAD
        return Item(year=current.year) if begun else None
    if not current.role:
        return None
    shared = current.year if year_first and token.role == FIGURE else None
    return Item(year=shared, shared=shared is not None)


def _settled(items: list[Item], budget_year: int, report: bool) -> list[Column]:
    undated = all(item.year is None or (report and item.year == budget_year) for item in items)
    for item in items:
        if item.measure == "estimate" and (report or (item.year or budget_year) < budget_year - 1):
            # What a year has come to at its end is no estimate once the year is over.
            item.measure = "estimate" if any("tahmin" in key(word) for word in item.words) else "realised"
        if (
            undated
            and item.year is None
            and (
                item.measure in _BUDGETED
                or (report and item.measure not in ("", "baseline"))
                or (item.part and not item.measure)
            )
        ):
            item.year = budget_year
    return in_context([column_of(item, budget_year) for item in items], budget_year)
