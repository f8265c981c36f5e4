"""The tables of money whose rows are the units of an agency: what each has been given, and has spent."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.importing.costs import grid_of
from knowledge.importing.document import key
from knowledge.importing.figures import Figures
from knowledge.importing.linking import new_unit
from knowledge.importing.money import Part
from knowledge.importing.names import Lexicon


def read_unit_costs(rows: Figures, parts: Sequence[Part], lexicon: Lexicon) -> None:
    """Adds the rows of such tables; their total is the agency's."""
    rows.unread_columns(parts)
    for part in parts:
        grid = grid_of([part.table], part.table.columns.count)
        for row in part.table.rows:
            if key(row.name) in ("toplam", "geneltoplam"):
                subject: str | None = rows.draft.agency.id
            else:
                subject = new_unit(rows.draft, row.label, part.place, lexicon) if row.label else None
            if subject is not None:
                cells = rows.cells_of(part, subject, "")
                rows.add(part, row, cells, grid, rows.draft.entities[subject].name)
