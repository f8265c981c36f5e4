"""What the columns of the tables of the whole agency are: for each of some years the same few, as their head says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.importing.document import Placed
from knowledge.importing.head_columns import Column
from knowledge.importing.notes import Told, tell
from knowledge.importing.rows import Row
from knowledge.importing.values import is_figure, is_nil, is_year
from knowledge.printed import number

SOURCES: Mapping[str, str] = {
    "butceici(?:toplami)?": "inside",
    "butcedisi(?:toplami)?": "outside",
    "(?:genel)?toplami?": "whole",
}
"""Titles of the table of programmes, as letters without blanks: narrow columns print them a few letters a line."""
SHARES: Mapping[str, str] = {
    "hizmetprogramlari(?:toplami)?": "services",
    "yonetimvedestek(?:programi|programlari|hizmetleri)?(?:toplami)?": "support",
    "programdisi(?:giderler|giderleri)?(?:toplami)?": "other",
    "(?:genel)?toplami?": "agency",
}
"""Titles of the economic classification."""
_NO_TITLES = re.compile(
    r"ekonomik(?:kod(?:u|lar|lari)?|siniflandirma(?:si)?)|programsiniflandirma(?:si)?|alt|program(?:i|in)?|faaliyet(?:i|ler)?|adi"
    r"|butce|odenek|tahmin|teklif|yili?|bin|milyon|tl|\d"
)
"""What else stands in such heads: the name of the rows, what the years are, the scale."""
USUAL_SOURCES = {3: ("inside", "outside", "whole"), 2: ("inside", "whole"), 1: ("whole",)}
USUAL_SHARES = {4: ("services", "support", "other", "agency"), 3: ("services", "support", "agency"), 1: ("agency",)}
"""What the columns of a year are where their titles cannot be told, by how many there are."""
YEARS = 3
_WHOLES = ("whole", "agency")
"""What the column of a year is of that sums up its others."""


@dataclass(frozen=True, slots=True)
class AgencyColumns:
    """The columns of a table of the whole agency."""

    columns: tuple[tuple[Column, str], ...]
    """Measure and year of each, and what it is of: a value of SOURCES or SHARES."""
    doubt: Told | None = None
    """What was taken for granted."""


def agency_columns(
    head: Sequence[Placed],
    rows: Sequence[Row],
    year: int,
    titles: Mapping[str, str],
    usual: Mapping[int, Sequence[str]],
) -> AgencyColumns | None:
    """The columns that a head and the cells of most rows show; None where they do not fit each other.

    The head names the years and, under each of them, the same titles; a table without years is of the budget year and
    the two after it, and titles that cannot be told are the usual ones.
    """
    counts = Counter(len(row.cells) for row in rows if row.cells)
    if not counts:
        return None
    named = list(dict.fromkeys(int(word.text) for word in head if is_year(word.text)))
    years = named or [year + step for step in range(YEARS)]
    fitting = [n for n, _ in counts.most_common() if n % len(years) == 0 and n // len(years) in usual]
    if not fitting:
        return None
    each = fitting[0] // len(years)
    told, strange = _told(head, titles)
    if strange and len(plain := _without_brackets(head)) < len(head):
        # A remark in brackets, "(her yıl için)", says nothing of a single column: the sums have to bear it out.
        told, strange = _told(plain, titles)
        strange = strange or len(told) != each or not _sums_up(rows, told)
    # The titles are printed once, under each year, or where lines were lost under some of them.
    repeated = [told[:each] * times for times in range(1, len(years) + 1)]
    if strange or (told and (len(set(told)) != each or told not in repeated)):
        return None
    of = told[:each] or usual[each]
    doubt = None if named else tell("head_without_years", first=years[0], last=years[-1])
    found = [(Column("budget" if one == year else "forecast", one), part) for one in years for part in of]
    return None if min(years) < year else AgencyColumns(tuple(found), doubt)


def _without_brackets(head: Sequence[Placed]) -> list[Placed]:
    """The words of a head without those in brackets; all of them where a bracket is never closed."""
    kept: list[Placed] = []
    open_at: int | None = None
    for word in head:
        if open_at is None and word.text.startswith("("):
            open_at = len(kept)
        if open_at is None:
            kept.append(word)
        elif word.text.endswith(")"):
            open_at = None
    return kept if open_at is None else list(head)


def _sums_up(rows: Sequence[Row], of: Sequence[str]) -> bool:
    """Whether in every whole row each year's column of all is the sum of its others, and in one row of several."""
    wholes = [index for index, part in enumerate(of) if part in _WHOLES]
    if len(wholes) != 1 or len(of) == 1:
        return False
    several = False
    for row in rows:
        printed = [cell.text for cell in row.cells]
        if len(printed) % len(of) or not all(is_figure(text) or is_nil(text) for text in printed):
            continue
        values = [0 if is_nil(text) else number(text) for text in printed]
        for start in range(0, len(values), len(of)):
            year = values[start : start + len(of)]
            whole = year.pop(wholes[0])
            several = several or sum(value != 0 for value in year) > 1
            if abs(sum(year) - whole) > 1:
                return False
    return several


def _told(head: Sequence[Placed], titles: Mapping[str, str]) -> tuple[list[str], bool]:
    """The titles of a head in their order, and whether words stand among them that are none."""
    letters = "".join(word.key for word in head if not is_year(word.text))
    found: list[str] = []
    rest = letters
    while rest:
        title = next((match for pattern in titles if (match := re.match(pattern, rest))), None)
        other = title or _NO_TITLES.match(rest)
        if other is None:
            return found, True
        if title:
            found.append(next(means for pattern, means in titles.items() if re.match(pattern, rest)))
        rest = rest[other.end() :]
    return found, False
