"""Invented documents with their truth, written by somebody who had not seen the importer's code.

Only `bolge` and `ceyrek` are by somebody who had, after what the others showed was mended.

A document is a file of `unseen/`: its lines as they stand, and its tables between lines of `%%%`:

    %%% indicators scale=1000 rotated      what it is, what its amounts count, whether its heads stand upright
    ? name | unit | realised:2023 | skip   what each column means: the truth
    ^ Gösterge | Birim | 2023 | Pay (%)    rows of the head; "<" goes on the cell before, '"' on the cell above
    PG1 Denetim {Denetim} | Adet | 1.250 (1) {1250} | -

A line that ends with a backslash goes on with the next one, in the same paragraph of a PDF. A cell is printed without
what stands in braces, which is its truth where that is not what is printed: a name, a number, `none` for no value,
`skip` where nothing is judged; in a name "thing@item" where the row is an item of what stands above it. A line
"~ name | words" says what must be known of a thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.importing.document import key
from knowledge.importing.draft import Draft
from knowledge.importing.folder import read_source
from knowledge.importing.reading import read

from .layouts import Grid, Item, as_lines, as_pdf

FOLDER = Path(__file__).parent / "unseen"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
At = tuple[str, str, str, int]
"""A figure's subject and item by the keys of their names, its measure and its year."""
CELL = re.compile(r"^(?P<printed>.*?)\s*(?:\{(?P<truth>.*)\})?$")
STEP = 30.0
"""The width of a column of digits under an upright head, in points."""


@dataclass
class Truth:
    """What a document holds."""

    figures: dict[At, float] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    """Of indicators by the key of their name."""
    said: list[tuple[str, str]] = field(default_factory=list)
    free: set[str] = field(default_factory=set)
    """Keys of names whose figures are not judged."""


@dataclass(frozen=True)
class Document:
    """An invented document: what is printed, and its truth."""

    name: str
    items: list[Item]
    truth: Truth


def load(name: str) -> Document:
    """A document of the folder."""
    items: list[Item] = []
    truth = Truth()
    lines = iter((FOLDER / f"{name}.txt").read_text("utf-8").splitlines())
    for line in lines:
        if line.startswith("%%%"):
            block = []
            for row in lines:
                if row.startswith("%%%"):
                    break
                block.append(row)
            items.append(_table(line.removeprefix("%%%").strip(), block, truth))
        elif line.startswith("~ "):
            subject, words = line.removeprefix("~ ").split(" | ")
            truth.said.append((subject, words))
        else:
            while line.endswith("\\"):
                line = f"{line[:-1].rstrip()}\n{next(lines)}"
            items.append(line)
    return Document(name, items, truth)


def _table(options: str, block: list[str], truth: Truth) -> Grid:
    columns = [cell.strip() for cell in block[0].removeprefix("? ").split("|")]
    head = [[cell.strip() for cell in row.removeprefix("^").split("|")] for row in block if row.startswith("^")]
    rows = [[CELL.match(cell.strip()) for cell in row.split("|")] for row in block[1:] if not row.startswith("^")]
    subject = options.partition("subject=")[2]
    scale = int(next(iter(re.findall(r"scale=(\d+)", options)), 1))
    money = not options.startswith("indicators")
    for row in rows:
        cells = [(match["printed"], match["truth"]) for match in row if match]
        named = dict(zip(columns, cells, strict=True))
        printed, true = named.get("name", ("", None))
        own, _, of = (printed if true is None else true).partition("@")
        name = key(subject or own)
        item_printed, item_true = named.get("item", ("", None))
        item = key(of or (item_printed if item_true is None else item_true))
        if name == "skip":
            truth.free.add(key(printed))
            continue
        if "unit" in named and named["unit"][1] != "skip":
            truth.units[name] = named["unit"][1] or named["unit"][0].lower()
        for column, (shown, told) in zip(columns, cells, strict=True):
            if ":" in column and (value := _value(shown if told is None else told, told is None, money)) is not None:
                measure, _, rest = column.partition(":")
                year, _, source = rest.partition("@")
                truth.figures[name, key(source) or item, measure, int(year)] = round(value * scale, 6)
    spans = list(_spans(head))
    shown = [["" if cell in ("<", '"') else cell for cell in row] for row in head]
    widths = _widths(columns) if "rotated" in options else ()
    return Grid(
        shown,
        [[match["printed"] if match else "" for match in row] for row in rows],
        spans,
        widths,
        upright="rotated" in options,
    )


def _value(cell: str, as_printed: bool, money: bool) -> float | None:
    if cell in ("none", "skip"):
        return None
    if as_printed:
        if cell in ("-", ""):
            return 0.0 if money and cell else None
        cell = cell.replace(".", "").replace(",", ".")
    return float(cell)


def _spans(head: list[list[str]]) -> Iterator[tuple[int, int, int, int]]:
    """The head's cells that go on to the right or below."""
    for top, row in enumerate(head):
        for left, cell in enumerate(row):
            if cell in ("<", '"'):
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while bottom + 1 < len(head) and head[bottom + 1][left] == '"':
                bottom += 1
            if (right, bottom) != (left, top):
                yield left, top, right, bottom


def _widths(columns: list[str]) -> list[float]:
    return [200.0 if column in ("name", "item") else 75.0 for column in columns]


@dataclass(frozen=True)
class Outcome:
    """What an import made of a document."""

    draft: Draft
    right: int
    wrong: dict[At, tuple[float | None, float]]
    """As it is, None where nothing is, and as read."""
    missing: dict[At, float]
    units: dict[str, tuple[str, set[str]]]
    unsaid: list[tuple[str, str]]


def write(document: Document, form: str, folder: Path) -> Path:
    """The document as "text" or "pdf"."""
    if form == "pdf":
        return as_pdf(document.items, folder / f"{document.name}.pdf")
    path = folder / f"{document.name}.txt"
    path.write_text(as_lines(document.items), "utf-8")
    return path


def judge(truth: Truth, path: Path) -> Outcome:
    """Imports a file and compares it with its truth."""
    draft = read(read_source(path)).draft
    names = {entity.id: key(entity.name) for entity in draft.entities.values()}
    got: dict[At, float] = {}
    units: dict[str, set[str]] = {}
    for figure in draft.figures:
        cell = figure.cell
        if names[cell.subject] in truth.free or cell.year is None:
            continue
        got[names[cell.subject], names.get(cell.item, ""), cell.measure, cell.year] = figure.value
        units.setdefault(names[cell.subject], set()).add(figure.unit)
    wrong = {at: (truth.figures.get(at), value) for at, value in got.items() if truth.figures.get(at) != value}
    return Outcome(
        draft,
        sum(truth.figures.get(at) == value for at, value in got.items()),
        wrong,
        {at: value for at, value in truth.figures.items() if at not in got},
        {name: (unit, units[name]) for name, unit in truth.units.items() if name in units and units[name] != {unit}},
        [said for said in truth.said if not _said(draft, *said)],
    )


def _said(draft: Draft, subject: str, words: str) -> bool:
    ids = {entity.id for entity in draft.entities.values() if key(entity.name) == key(subject)}
    held = [f"{sentence.text} {sentence.answer}" for sentence in draft.sentences if sentence.entity in ids]
    held += [f"{figure.value:g}" for figure in draft.figures if figure.cell.subject in ids]
    return any(key(words) in key(text) for text in held)
