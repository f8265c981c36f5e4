"""The tables of money whose rows are the units of an agency: what each has been given, and has spent."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.importing.costs import grid_of
from knowledge.importing.document import key
from knowledge.importing.draft import Cell
from knowledge.importing.figures import Figures
from knowledge.importing.linking import new_unit
from knowledge.importing.money import Part
from knowledge.importing.names import Lexicon
from knowledge.importing.rows import Row
from knowledge.importing.values import is_figure
from knowledge.printed import number

_SOME = ("yalnizca", "sadece")
"""How a note says that a table holds only some of the units."""


def read_unit_costs(rows: Figures, parts: Sequence[Part], lexicon: Lexicon) -> None:
    """Adds the rows of such tables; the total of all units is the agency's, that of some of them is nobody's."""
    rows.unread_columns(parts)
    for part in parts:
        grid = grid_of([part.table], part.table.columns.count)
        for row in part.table.rows:
            if key(row.name) in ("toplam", "geneltoplam"):
                subject: str | None = rows.draft.agency.id if _is_of_all(rows, part, row) else None
                if subject is None:
                    rows.leave(part, row)
            else:
                subject = new_unit(rows.draft, row.label, part.place, lexicon) if row.label else None
            if subject is not None:
                cells = rows.cells_of(part, subject, "")
                rows.add(part, row, cells, grid, rows.draft.entities[subject].name)


def _is_of_all(rows: Figures, part: Part, row: Row) -> bool:
    """Whether a total of units may be the agency's: no note says that it is of some, no other table prints another."""
    if any(word.key in _SOME for word in part.table.prose):
        return False
    cells = rows.cells_of(part, rows.draft.agency.id, "")
    if len(row.cells) != len(cells):
        return True
    own = _amounts(cells, [cell.text for cell in row.cells], part.scale)
    for other in rows.draft.rows:
        if len(other.printed) == len(other.columns):
            told = _amounts(other.columns, [cell.text for cell in other.printed], other.scale)
            if any(told[at] != own[at] for at in told.keys() & own.keys()):
                return False
    return True


def _amounts(
    cells: Sequence[Cell], printed: Sequence[str], scale: int
) -> dict[tuple[str, str, str, int | None], float]:
    """The whole amounts of a row by what they are of."""
    told = zip(cells, printed, strict=True)
    return {(c.subject, c.item, c.measure, c.year): number(text) * scale for c, text in told if is_figure(text)}
