"""Heads of two rows that running text has put behind each other: which title stands under which year.

All ways to put the lower row under the upper one are tried, and what a budget year allows is kept of them: nothing is
realised or estimated of a year that has not begun, nothing forecast of one that is over, no figure printed twice. Where
several ways are left, a column is what all of them make of it, and is not read where they differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.importing.document import key
from knowledge.importing.head_items import PAST, Item, grow
from knowledge.importing.head_words import ANSWERABLE, FIGURE, FILLER, MONTH, PART, RATE, TEXT, UNREAD, YEAR, Token

_TERMS = ("donemler", "dagilimi", "donemgerceklesmesi", "donemgerceklesmeleri", "donemselgerceklesmeler")
"""How the common title of a year's terms ends."""
MOST_WAYS = 500
"""Ways to put a row under another up to which they are compared."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of the upper row: a whole column, or one that goes on below."""

    tokens: tuple[Token, ...]
    whole: bool

    @property
    def takes(self) -> tuple[str, ...]:
        """What may stand below it."""
        if len(self.tokens) > 1:
            return (YEAR,) if self.tokens[1].role == MONTH else (PART,)
        if self.tokens[0].role == TEXT:
            return (RATE, TEXT)
        return (FIGURE, RATE, UNREAD, PART) if self.tokens[0].role == YEAR else (YEAR,)


def nested(tokens: Sequence[Token], budget_year: int, *, report: bool) -> list[Item]:
    """The columns of a head of two rows; none where it has another shape, or no way to read it holds."""
    if any(token.role not in (YEAR, FIGURE, RATE, TEXT, ANSWERABLE, MONTH, UNREAD, PART) for token in tokens):
        return []
    months = [at for at, token in enumerate(tokens) if token.role == MONTH and at]
    if any(
        tokens[at - 1].role != YEAR and not _is_of(tokens[at], tokens[at - 1], tokens[at + 1 :][:1]) for at in months
    ):
        return []
    breaks = [i for i in range(1, len(tokens)) if tokens[i].line != tokens[i - 1].line]
    every = range(1, len(tokens))
    ways = _ways(tokens, breaks, budget_year, report) or _ways(tokens, every, budget_year, report)
    if not ways:
        # "2024 Yılı" may stand over titles of its own and beside another one, "Hedef".
        loose = [replace(token, bound=False) for token in tokens]
        ways = _ways(loose, breaks, budget_year, report)
    return _agreed(ways)


def terms_in_place(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a head with the terms of a year, on a row of their own, where their common title stands above.

    "2025 Hedef 2025 Gerçekleşme (Dönemler) 2025 Yıl Sonu" over "I. Dönem II. Dönem …" has the year's end behind them.
    """
    upper, terms = _term_row(tokens)
    only = _only_title(upper) if terms else None
    if only is not None:
        return (*upper[:only], *terms, *upper[only + 1 :])
    common = next((i for i, t in enumerate(upper) if t.role == FILLER and key(t.text).endswith(_TERMS)), None)
    if common is None or not terms or all(t.role == FILLER for t in upper[common:]):
        return tuple(tokens)
    start = common
    if start and upper[start - 1].role == FIGURE:
        start -= 1
    while start and upper[start - 1].role == FILLER:
        start -= 1
    if start and upper[start - 1].role == YEAR:
        start -= 1
    return (*upper[:start], *terms, *upper[common + 1 :])


def _only_title(upper: Sequence[Token]) -> int | None:
    """Where the only title above a year's terms stands, "2027 Yılı Hedefleri"; None where there are others."""
    titles = [at for at, token in enumerate(upper) if token.role in (FIGURE, RATE, UNREAD, PART, MONTH)]
    years = [at for at, token in enumerate(upper) if token.role == YEAR]
    if len(titles) != 1 or len(years) != 1 or years[0] > titles[0]:
        return None
    phrase = upper[titles[0]].phrase
    return titles[0] if phrase is not None and phrase.means == "target" else None


def has_loose_terms(tokens: Sequence[Token]) -> bool:
    """Whether terms stand on a row of their own, and which title above them is theirs cannot be told.

    So it is where a row of titles stands between them and a row of years.
    """
    upper, terms = _term_row(tokens)
    if _has_torn_terms(tokens):
        return True
    figures = [index for index, token in enumerate(upper) if token.role in (FIGURE, YEAR)]
    rows = {upper[index].line for index in figures}
    behind = bool(figures) and any(t.role in (RATE, TEXT, ANSWERABLE) for t in upper[figures[-1] :])
    return bool(terms) and (behind or len(rows) > 1)


def _has_torn_terms(tokens: Sequence[Token]) -> bool:
    """Whether another title stands between the common one of a year's terms and these: a line break is lost there."""
    common = next((i for i, t in enumerate(tokens) if t.role == FILLER and key(t.text).endswith(_TERMS)), len(tokens))
    behind = [token for token in tokens[common:] if token.role in (FIGURE, YEAR, RATE)]
    are_terms = [token.phrase is not None and token.phrase.means.startswith("quarter") for token in behind]
    return any(are_terms) and not are_terms[0]


def _term_row(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """The rows above a last row that holds nothing but the terms of a year, and that row; empty where none is one."""
    line = next((t.line for t in tokens if t.phrase and t.phrase.means.startswith("quarter")), 0)
    first = next((index for index, token in enumerate(tokens) if token.line >= line), len(tokens))
    below = tokens[first:]
    terms = all(t.role == FILLER or (t.phrase and t.phrase.means.startswith("quarter")) for t in below)
    return (tokens[:first], below) if line and terms else (tokens, ())


def _ways(tokens: Sequence[Token], ends: Sequence[int], budget_year: int, report: bool) -> list[list[Item]]:
    """The columns of every way that holds, where the upper row ends at one of some places."""
    found: list[list[Item]] = []
    for end in ends:
        below = _titles(tokens[end:])
        if below is None:
            continue
        for above in _uppers(tokens[:end], year_first=tokens[0].role == YEAR):
            for items in _under(above, below):
                if _holds(items, budget_year, report) and all(_told(items) != _told(other) for other in found):
                    found.append(items)
                if len(found) > MOST_WAYS:
                    return []
    return found


def _titles(tokens: Sequence[Token]) -> list[tuple[Token, ...]] | None:
    """The cells of the lower row, months with the titles before them; None where it is none.

    The sources of one amount, "Bütçe İçi Bütçe Dışı Toplam", are one cell: they stand under one title.
    """
    found: list[tuple[Token, ...]] = []
    for token in tokens:
        if (token.role == MONTH and found) or (token.role == PART and found and _goes_on(found[-1], token)):
            found[-1] = (*found[-1], token)
        elif token.role == PART or token.role in (YEAR, FIGURE, RATE, UNREAD, TEXT):
            found.append((token,))
        else:
            return None
    return found


def _is_of(month: Token, title: Token, following: Sequence[Token]) -> bool:
    """Whether a month says up to when a title before it is: in brackets, or where no other title can be meant."""
    spent = [token for token in (title, *following) if token.phrase and token.phrase.means in ("expended", "realised")]
    return title in spent and (month.text.startswith("(") or len(spent) == 1)


def _goes_on(sources: Sequence[Token], token: Token) -> bool:
    """Whether a source of money is a further one of the amount whose sources stand before it.

    "Bütçe" beside "Bütçe Dışı" is a source as well.
    """
    means = {source.phrase.means for source in sources if source.phrase}
    lone = len(sources) == 1 and sources[0].text == "Bütçe" and token.phrase is not None
    if lone and token.phrase and token.phrase.means == "outside":
        return True
    return all(source.role == PART or source.text == "Bütçe" for source in sources) and (
        any(source.role == PART for source in sources) and token.phrase is not None and token.phrase.means not in means
    )


def _uppers(tokens: Sequence[Token], *, year_first: bool) -> Iterator[list[_Cell]]:
    """The ways to read the upper row: a year and a title beside it are one column, or each goes on below."""
    if not tokens:
        yield []
        return
    first, rest = tokens[0], tokens[1:]
    if first.role in (RATE, TEXT, ANSWERABLE):
        yield from ([_Cell((first,), True), *after] for after in _uppers(rest, year_first=year_first))
        if first.role == TEXT:
            # "Değerlendirme" over "Ulaşma (%)" and "Açıklama".
            yield from ([_Cell((first,), False), *after] for after in _uppers(rest, year_first=year_first))
        return
    if first.role == MONTH or first.behind:
        return
    if first.role == FIGURE and rest and rest[0].role == MONTH:
        # "Ocak-Haziran Gerçekleşme" over its years.
        yield from ([_Cell((first, rest[0]), False), *after] for after in _uppers(rest[1:], year_first=year_first))
        return
    pair = rest[:1] if rest and {first.role, rest[0].role} == {YEAR, FIGURE} else ()
    if pair and first.role == FIGURE and year_first and not pair[0].behind:
        # Where years stand before their titles, none stands behind one.
        pair = ()
    if pair:
        size = 2 if len(rest) > 1 and rest[1].role == MONTH else 1
        whole = (first, *rest[:size])
        yield from ([_Cell(whole, True), *after] for after in _uppers(rest[size:], year_first=year_first))
        yield from ([_Cell(whole, False), *after] for after in _uppers(rest[size:], year_first=year_first))
    if not (pair and (pair[0].behind or first.bound)):
        yield from ([_Cell((first,), False), *after] for after in _uppers(rest, year_first=year_first))


def _under(above: Sequence[_Cell], below: Sequence[tuple[Token, ...]]) -> Iterator[list[Item]]:
    """The columns of each way to part the lower row among the open cells of the upper one, in their order."""
    if not above:
        if not below:
            yield []
        return
    first, rest = above[0], above[1:]
    if first.whole:
        yield from ([_item(first.tokens), *after] for after in _under(rest, below))
        return
    for size in range(1, len(below) - sum(not cell.whole for cell in rest) + 1):
        if below[size - 1][-1 if PART in first.takes else 0].role not in (*first.takes, MONTH):
            return
        if first.tokens[0].role == TEXT and all(title[0].role != TEXT for title in below[:size]):
            # A share alone may be that of the columns before it.
            continue
        own = [item for title in below[:size] for item in _items(first.tokens, title)]
        yield from ([*own, *after] for after in _under(rest, below[size:]))


def _items(above: Sequence[Token], below: Sequence[Token]) -> list[Item]:
    """The column of a title under another one, or those of all its sources of money."""
    if below[-1].role == PART:
        return [_item((*above, source)) for source in below]
    return [_item((*above, *below))]


def _item(tokens: Sequence[Token]) -> Item:
    item = Item()
    for token in tokens:
        grow(item, token)
    if item.role in (RATE, TEXT, ANSWERABLE):
        item.measure = ""
    return item


def _holds(items: Sequence[Item], budget_year: int, report: bool) -> bool:
    figures = [item for item in items if item.role == FIGURE]
    cells = [(item.measure, item.month, item.year, item.part) for item in items if item.role == FIGURE or item.part]
    if len(set(cells)) != len(cells) or not all(_may_be(item, budget_year, report) for item in figures):
        return False
    to_come = [item.year for item in figures if (item.year or 0) > budget_year and not item.part]
    if len(set(to_come)) != len(to_come):
        # Of a year that is to come one figure is said, whatever it is called.
        return False
    quarters = {item.year for item in figures if item.measure.startswith("quarter")}
    # The year's target beside quarters is the one that they are parts of.
    yearly = {item.year for item in figures if any(key(word).startswith("yillik") for word in item.words)}
    return len(quarters) <= 1 and (not quarters or yearly <= quarters)


def _may_be(item: Item, budget_year: int, report: bool) -> bool:
    """Whether a programme, or a report, of a year may hold a measure of another one."""
    if item.year is None:
        return False
    if item.measure in ("estimate", "planned") and not report:
        return item.year == budget_year - 1
    if item.measure in PAST:
        return item.year < budget_year or (report and item.year == budget_year)
    if item.measure == "forecast":
        return item.year > budget_year
    if item.measure.startswith("quarter"):
        return item.year == budget_year
    return True


def _agreed(ways: Sequence[list[Item]]) -> list[Item]:
    """The columns on which all ways agree; the others strange. None where they have unlike numbers of columns."""
    if not ways or len({len(way) for way in ways}) > 1:
        return []
    return [
        replace(own[0], strange=own[0].strange or len({_told([item]) for item in own}) > 1)
        for own in zip(*ways, strict=True)
    ]


def _told(items: Sequence[Item]) -> tuple[tuple[str, str, int | None, str], ...]:
    return tuple((item.role, item.measure or "", item.year, item.part) for item in items)
