"""The units that are answerable for the rows of a table of costs in running text, where a column names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from knowledge.importing.document import Placed, key
from knowledge.importing.head_columns import Column
from knowledge.importing.head_words import ANSWERABLE, TEXT
from knowledge.importing.lines import Line
from knowledge.importing.names import is_upper, joined
from knowledge.importing.rows import Row
from knowledge.importing.unit_names import level
from knowledge.importing.values import is_cell, is_nil

_JOINING = ("ve", "ile")
_ENDINGS = frozenset(
    f"{rank}{body}"
    for rank, body in (
        *(("genel", body) for body in ("mudurlugu", "sekreterligi", "baskanligi")),
        *((rank, "mudurlugu") for rank in ("sube", "bolge", "il", "ilce")),
        ("daire", "baskanligi"),
    )
)
"""Keys of what only ends the name of a unit, where a line break has put it on a line of its own."""
_BULLETS = ("-", "–", "•", "*")
_BRACKETS = re.compile(r"\([^)]*\)?")
LONGEST_ABBREVIATION = 8
"""Letters of an abbreviation at most."""


Units = Mapping[str, set[int]]
"""The numbers of the lines on which units stand, by the keys of their names."""


def units_named(lines: Iterable[Line]) -> Units:
    """The units that lines of a document begin with before figures, or name behind a label."""
    found: dict[str, set[int]] = {}
    goes_on = False
    for line in lines:
        words = [word.text for word in line.words]
        if words and words[0] in _BULLETS:
            words = words[1:]
        labelled = next((index + 1 for index, text in enumerate(words) if text.endswith(":")), 0)
        start = 0 if goes_on else labelled
        end = next((i for i in range(start, len(words)) if is_cell(words[i])), len(words))
        told = " ".join(words[start:end])
        names = [told] if not (labelled or goes_on) else _BRACKETS.sub("", told).split(",")
        for name in (name.strip("-–• ;.") for name in names):
            if name and level(name) and name[0].isupper() and "," not in name and key(name) not in _ENDINGS:
                found.setdefault(key(name), set()).add(line.number)
        goes_on = (bool(labelled) or goes_on) and bool(words) and words[-1].endswith(",")
    return found


def unit_at_end(name: Sequence[Placed], units: Units) -> int:
    """How many words at the end of a row's name are a unit that is answerable for it; 0 where that is not sure."""
    lines = {word.line for word in name}
    return _unit_behind(name, frozenset(unit for unit, places in units.items() if places - lines))


def with_units(
    rows: Sequence[Row], heads: Sequence[Column], count: int, units: Units | None = None
) -> tuple[list[Row], bool, list[Placed]]:
    """Rows with units and names apart, whether a column names units, and the words of rows that cannot be parted.

    A unit begins with a capital behind a name that ends in small letters, or stands behind the figures; `units` are
    those that the document names anywhere.
    """
    lines = {word.line for row in rows for word in (*row.label, *row.cells)}
    # What stands in front of the figures of this table may be the end of a name with its unit.
    elsewhere = frozenset(name for name, places in (units or {}).items() if places - lines)
    first = next((index for index, column in enumerate(heads) if column.of_figures), len(heads))
    before = any(column.role == ANSWERABLE for column in heads[:first])
    # Where words of another column stand beside the names, "Karakteristik", no name has a sure beginning or end.
    beside = any(column.role == TEXT for column in heads[:first])
    behind = [column.role for column in heads[first:] if column.role in (ANSWERABLE, TEXT)]
    answerable = before or ANSWERABLE in behind
    found: list[Row] = []
    unclear: list[Placed] = []
    for row in rows:
        # A dash behind the figures says that no unit is; a row of as many cells that ends with one has lost a figure.
        told = bool(row.tail) and bool(row.cells) and row.tail[0].line == row.cells[-1].line
        if behind and not told and count <= len(row.cells) <= count + 1 and is_nil(row.cells[-1].text):
            row = replace(row, cells=row.cells[:-1])
        wrapped = _wrapped(row.label) if behind == [ANSWERABLE] and found and not found[-1].tail else 0
        if wrapped and row.known is None and not found[-1].answerable:
            found[-1] = replace(found[-1], answerable=row.label[:wrapped])
            row = replace(row, label=row.label[wrapped:])
        if behind == [ANSWERABLE] and told and _is_unit(row.tail):
            row = replace(row, tail=[], answerable=row.tail)
        named = row.cells and row.known is None and not key(row.name).endswith(("toplam", "toplami"))
        if (before or beside) and named:
            size = 0 if beside else _unit_behind(row.label, elsewhere)
            if not size:
                unclear += [*row.label, *row.cells, *row.tail]
                continue
            row = replace(row, label=row.label[:-size], answerable=row.label[-size:])
        found.append(row)
    return found, answerable, unclear


def _wrapped(label: Sequence[Placed]) -> int:
    """How many words before a row's name are the unit of the row above, which a line break has put there."""
    size = next((index for index, word in enumerate(label) if index and word.first), 0)
    return size if size and _is_unit(label[:size]) else 0


def _unit_behind(label: Sequence[Placed], units: frozenset[str]) -> int:
    """How many words at the end of a row's label name a unit; 0 where that is not sure."""
    known = [size for size in range(2, len(label)) if "".join(word.key for word in label[-size:]) in units]
    if known:
        return known[-1]
    start = len(label)
    while start and (_capital(label[start - 1]) or (label[start - 1].key in _JOINING and start < len(label))):
        start -= 1
    while start < len(label) and label[start].key in _JOINING:
        start += 1
    return len(label) - start if 0 < start < len(label) and _is_unit(label[start:]) else 0


def _is_unit(words: Sequence[Placed]) -> bool:
    """Whether some words are the name of a unit, or abbreviations of units."""
    short = all(is_upper(word.text) and len(word.key) <= LONGEST_ABBREVIATION for word in words)
    return bool(level(joined(words))) or (short and len(words) > 0)


def _capital(word: Placed) -> bool:
    return word.text[:1].isupper()
