"""What the columns of the tables of the whole agency are: for each of some years the same few, as their head says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.importing.document import Placed
from knowledge.importing.heads import Column
from knowledge.importing.rows import Row
from knowledge.importing.values import is_year

SOURCES: Mapping[str, str] = {"butceici": "inside", "butcedisi": "outside", "toplam": "whole"}
"""Titles of the table of programmes, as letters without blanks: narrow columns print them a few letters a line."""
SHARES: Mapping[str, str] = {
    "hizmetprogram": "services",
    "yonetimvedestek": "support",
    "programdisi": "other",
    "toplam": "agency",
}
"""Titles of the economic classification."""
USUAL_SOURCES = {3: ("inside", "outside", "whole"), 2: ("inside", "whole"), 1: ("whole",)}
USUAL_SHARES = {4: ("services", "support", "other", "agency"), 3: ("services", "support", "agency"), 1: ("agency",)}
"""What the columns of a year are where their titles cannot be told, by how many there are."""
YEARS = 3


@dataclass(frozen=True, slots=True)
class AgencyColumns:
    """The columns of a table of the whole agency."""

    columns: tuple[tuple[Column, str], ...]
    """Measure and year of each, and what it is of: a value of SOURCES or SHARES."""
    doubt: str = ""
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
    told = _told(head, titles)
    known = told[:each] if len(told) == each or told == told[:each] * len(years) else []
    of = known if len(set(known)) == each else usual[each]
    doubt = "" if named else f"its head names no years; they are taken to be {years[0]} to {years[-1]}"
    found = [(Column("budget" if one == year else "forecast", one), part) for one in years for part in of]
    return None if min(years) < year else AgencyColumns(tuple(found), doubt)


def _told(head: Sequence[Placed], titles: Mapping[str, str]) -> list[str]:
    """The titles of a head in their order."""
    letters = "".join(word.key for word in head if not is_year(word.text))
    return [titles[found] for found in re.findall("|".join(titles), letters)]
