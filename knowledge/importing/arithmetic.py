"""Settling rows whose cells are missing or broken: what the totals prove is filled in, the rest stays open."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

from knowledge.importing.draft import UNREAD, Cell, Draft, Figure, TableRow
from knowledge.importing.notes import NamedColumn, tell
from knowledge.importing.rows import Reading, forced
from knowledge.importing.values import is_nil
from knowledge.printed import scaled

EXACT = 1e-9
"""Difference of decimals that binary fractions cannot help."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Cells whose sum, each times its factor, is nought."""

    terms: tuple[tuple[int, Cell], ...]


def total(whole: Cell, parts: Iterable[Cell]) -> Identity:
    """The identity of a total and its parts."""
    return Identity(((-1, whole), *((1, part) for part in parts)))


def same(one: Cell, other: Cell) -> Identity:
    """The identity of a cell that two places print."""
    return Identity(((-1, one), (1, other)))


class _Unproven(Exception):
    """No identity tells a missing cell."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """A way to read a row: its values, those that were reckoned, and the identities that it breaks."""

    reading: Reading
    values: tuple[int | float, ...]
    reckoned: frozenset[int]
    broken: frozenset[int]
    kept: frozenset[int]
    proven: bool
    """Whether every cell of the row stands in an identity that holds."""


def settle(draft: Draft, identities: Sequence[Identity]) -> None:
    """Turns the rows of a draft into figures.

    A row that can be read in one way only is taken as it is. Of several ways, or where a cell is missing, the one
    counts that the identities bear out; where none or several do, the row's doubtful cells are left open.
    """
    by_cell: defaultdict[Cell, list[int]] = defaultdict(list)
    for index, identity in enumerate(identities):
        for _, cell in identity.terms:
            by_cell[cell].append(index)
    values: dict[Cell, int | float] = {}
    figures: dict[int, list[Figure]] = {}
    waiting: list[int] = []
    for index, row in enumerate(draft.rows):
        if len(row.readings) == 1 and None not in row.readings[0] and _plain(row):
            _keep(draft, row, row.readings[0], index, figures, values)
        else:
            waiting.append(index)
    progress = True
    while waiting and progress:
        progress = False
        for index in list(waiting):
            trial = _decide(draft.rows[index], identities, by_cell, values)
            if trial is not None:
                _fill(draft, draft.rows[index], trial, index, figures, values)
                waiting.remove(index)
                progress = True
    for index in waiting:
        _leave_open(draft, draft.rows[index], index, figures)
    draft.figures += [figure for index in sorted(figures) for figure in figures[index]]
    for identity in identities:
        known = all(cell in values for _, cell in identity.terms)
        if known and abs(sum(factor * values[cell] for factor, cell in identity.terms)) <= EXACT:
            draft.proven.update(cell for _, cell in identity.terms)


def _plain(row: TableRow) -> bool:
    return len(row.printed) == len(row.columns) or forced(row.printed, row.readings)


def _value(row: TableRow, text: str) -> int | float:
    return scaled(text, row.scale)


def _empty(row: TableRow, text: str) -> bool:
    """Whether a cell says that there is no value."""
    return not row.dash_is_nought and is_nil(text)


def _keep(
    draft: Draft,
    row: TableRow,
    reading: Reading,
    index: int,
    figures: dict[int, list[Figure]],
    values: dict[Cell, int | float],
) -> None:
    figures[index] = []
    for cell, word in zip(row.columns, reading, strict=True):
        if word is not None and not _empty(row, word.text):
            figures[index].append(Figure(cell, _value(row, word.text), row.unit, word.text, word.line))
            values[cell] = figures[index][-1].value
    if len(row.printed) != len(row.columns):
        draft.note("filled", row.printed, tell("put_together", row=row.name, cells=_shown(reading)))


def _decide(
    row: TableRow,
    identities: Sequence[Identity],
    by_cell: Mapping[Cell, list[int]],
    values: MutableMapping[Cell, int | float],
) -> _Trial | None:
    """The only reading that the identities bear out, or None."""
    try:
        trials = [trial for reading in row.readings if (trial := _try(row, reading, identities, by_cell, values))]
    except _Unproven:
        return None
    for trial in trials:
        others = [other for other in trials if other.values != trial.values]
        if len(row.printed) > len(row.columns) and not trial.proven:
            # Figures were put together or left out: chance must not do in any column what nothing speaks against.
            continue
        borne_out = all(trial.broken < other.broken for other in others) if others else not trial.broken
        if trial.kept and borne_out:
            return [other for other in trials if other.values == trial.values][-1]
    return None


def _try(
    row: TableRow,
    reading: Reading,
    identities: Sequence[Identity],
    by_cell: Mapping[Cell, list[int]],
    values: MutableMapping[Cell, int | float],
) -> _Trial | None:
    """A reading with its missing cells reckoned; None where two totals say different things of one, or it is below
    nought. Raises _Unproven where no total tells a missing cell: nothing speaks against the reading then.
    """
    known = ChainMap[Cell, int | float]({}, values)
    missing: list[int] = []
    for position, (cell, word) in enumerate(zip(row.columns, reading, strict=True)):
        if word is None:
            missing.append(position)
        else:
            known[cell] = _value(row, word.text)
    for position in missing:
        cell = row.columns[position]
        found: set[int | float] = set()
        for index in by_cell.get(cell, ()):
            terms = identities[index].terms
            if all(other in known for _, other in terms if other != cell):
                factor = next(factor for factor, other in terms if other == cell)
                found.add(-factor * sum(f * known[other] for f, other in terms if other != cell))
        if not found:
            raise _Unproven
        if len(found) != 1 or min(found) < 0:
            return None
        known[cell] = found.pop()
    touched = {index for cell in row.columns for index in by_cell.get(cell, ())}
    told = {index for index in touched if all(cell in known for _, cell in identities[index].terms)}
    broken = {index for index in told if abs(sum(f * known[c] for f, c in identities[index].terms)) > EXACT}
    return _Trial(
        reading,
        tuple(known[cell] for cell in row.columns),
        frozenset(missing),
        frozenset(broken),
        frozenset(told - broken),
        all(any(index in told - broken for index in by_cell.get(cell, ())) for cell in row.columns),
    )


def _fill(
    draft: Draft,
    row: TableRow,
    trial: _Trial,
    index: int,
    figures: dict[int, list[Figure]],
    values: dict[Cell, int | float],
) -> None:
    figures[index] = []
    for position, (cell, word) in enumerate(zip(row.columns, trial.reading, strict=True)):
        value = trial.values[position]
        printed = word.text if word is not None else ""
        line = word.line if word is not None else row.line
        if _empty(row, printed):
            continue
        figures[index].append(Figure(cell, value, row.unit, printed, line))
        values[cell] = value
    for position in sorted(trial.reckoned):
        column = NamedColumn(row.columns[position].year, row.columns[position].measure)
        left = float(trial.values[position])
        told = tell("filled", row=row.name, column=column, printed=_text(row), value=left)
        draft.note("filled", row.printed, told, row.line)
    if not trial.reckoned:
        told = tell("read_as", row=row.name, printed=_text(row), cells=_shown(trial.reading))
        draft.note("filled", row.printed, told, row.line)


def _whole_but_unread(row: TableRow) -> bool:
    """Whether only cells of columns that are kept nowhere are broken: a deviation "+346,5" is no open figure."""
    found = row.readings[0]
    return len(row.printed) == len(row.columns) and all(
        word is not None or cell.measure.startswith(UNREAD) for cell, word in zip(row.columns, found, strict=True)
    )


def _leave_open(draft: Draft, row: TableRow, index: int, figures: dict[int, list[Figure]]) -> None:
    """Keeps the cells that every reading agrees on, where one reading's columns are known by their place."""
    figures[index] = []
    if len(row.readings) == 1 and len(row.printed) <= len(row.columns):
        for cell, word in zip(row.columns, row.readings[0], strict=True):
            if word is not None and not _empty(row, word.text):
                figures[index].append(Figure(cell, _value(row, word.text), row.unit, word.text, word.line))
    kept = len(figures[index])
    if kept and _whole_but_unread(row):
        return
    sizes = {"cells": len(row.printed), "columns": len(row.columns)}
    some = tell("partly_broken", row=row.name, printed=_text(row), kept=kept, **sizes)
    none = tell("broken", row=row.name, printed=_text(row), **sizes)
    draft.note("open", row.printed, some if kept else none, row.line)


def _text(row: TableRow) -> str:
    return " ".join(word.text for word in row.printed)


def _shown(reading: Reading) -> str:
    return " | ".join(word.text if word is not None else "?" for word in reading)
