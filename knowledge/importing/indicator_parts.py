"""Rows below an indicator that only part it: "Kadın" below "Yararlanan aile sayısı" is no indicator of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.importing.document import Placed
from knowledge.importing.indicators import Indicator
from knowledge.importing.values import is_figure
from knowledge.language.letters import fold
from knowledge.printed import number

Printed = Mapping[tuple[str, int | None], float | None]
"""Figures by measure and year; None where the cell holds something else."""
_PARTICIPLE = re.compile(r"[a-z]{2,}[a-z][ae]n")
_NOUNS = frozenset(
    ("alan", "plan", "orman", "insan", "uzman", "ilan", "eleman", "hayvan", "zaman", "liman", "fidan", "maden", "neden")
)
"""Nouns that end as participles do, "üreten": with them a name has what it counts."""
FEW_SUMS = 2
"""Columns in which rows must sum up to the one above them to be its parts."""
MOST_PARTS = 12
"""Rows up to which parts of one indicator are looked for."""


def printed_figures(indicator: Indicator) -> Printed:
    """The kept figures of an indicator by measure and year; none where its head or its cells are not sure."""
    columns = indicator.columns.columns
    whole = indicator.reading or (indicator.cells if len(indicator.cells) == len(columns) else ())
    if not whole or not indicator.columns.certain:
        return {}
    kept = ((cell, column) for cell, column in zip(whole, columns, strict=True) if cell is not None and column.kept)
    return {(column.measure, column.year): number(cell.text) if is_figure(cell.text) else None for cell, column in kept}


def name_parts(found: Sequence[Indicator]) -> None:
    """Gives rows that part the indicator above them its name before their own: "Yararlanan aile sayısı: Kadın".

    Such a row is one of several that sum up to the one above, or has a name that no indicator has, and nowhere more
    than the one above.
    """
    position = 0
    while position < len(found):
        whole = found[position]
        parts = _parts(whole, found[position + 1 : position + 1 + MOST_PARTS])
        for part in parts:
            part.name = f"{whole.name}: {part.name}"
        position += 1 + len(parts)


def _parts(whole: Indicator, below: Sequence[Indicator]) -> Sequence[Indicator]:
    """The rows right below an indicator that part it."""
    of_it = next((n for n, other in enumerate(below) if not _goes_with(whole, other)), len(below))
    summed = next((n for n in range(2, of_it + 1) if _sum_up(whole, below[:n])), 0)
    if summed:
        return below[:summed]
    named = next((n for n in range(of_it) if not (_is_no_name(below[n].name) and _is_within(whole, below[n]))), of_it)
    return below[:named]


def _goes_with(whole: Indicator, other: Indicator) -> bool:
    """Whether a row stands in the same table and counts the same thing."""
    same = (whole.place, whole.group, whole.unit, whole.columns.columns)
    return same == (other.place, other.group, other.unit, other.columns.columns)


def _sum_up(whole: Indicator, parts: Sequence[Indicator]) -> bool:
    """Whether the figures of some rows are those of the one above in every column."""
    total, shares = printed_figures(whole), [printed_figures(part) for part in parts]
    sums = {at: [share.get(at) for share in shares] for at, value in total.items() if value}
    whole_ones = {at: sum(value or 0 for value in values) for at, values in sums.items()}
    return len(sums) >= FEW_SUMS and all(abs(whole_ones[at] - (total[at] or 0)) < 1e-6 for at in sums)


def _is_no_name(name: str) -> bool:
    """Whether a name only tells which of those above it counts: a word alone, or without the noun that it is of.

    >>> [_is_no_name(name) for name in ("Genç (18-40 yaş)", "Karma yem üreten", "Sulanan alan", "Üye sayısı")]
    [True, True, False, False]
    """
    words = fold(name.partition(" (")[0]).split()
    return len(words) == 1 or (_PARTICIPLE.fullmatch(words[-1]) is not None and words[-1] not in _NOUNS)


def _is_within(whole: Indicator, part: Indicator) -> bool:
    """Whether a row has no more than the one above in any column, and figures in some.

    Where cells of one of them are lost, only their greatest figures are compared.
    """
    total, own = printed_figures(whole), printed_figures(part)
    if not total or not own:
        most, least = (max(map(_value, row.cells), default=0.0) for row in (whole, part))
        return 0 < least <= most
    both = [(value, total.get(at)) for at, value in own.items()]
    return any(value for value, _ in both) and all(
        value is None or (most is not None and value <= most) for value, most in both
    )


def _value(cell: Placed) -> float:
    return number(cell.text) if is_figure(cell.text) else 0.0
