"""Beside peers: what table extraction makes of the invented PDFs of tests/importing/unseen.

    python tests/peers.py [--camelot PYTHON]

A cell that a peer has is right where a row holds the same texts, blanks apart, as a printed row, in the same order and
with nothing between, and wrong where no printed row holds those texts; a table is exact where all its rows are right.
`PYTHON` is an interpreter with camelot-py. What the importer makes of the same files is judged by the truth: figures
under their name, measure, year and scale.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pdfplumber

from tests.importing.layouts import Grid
from tests.importing.unseen import NAMES, Document, judge, load, write

Rows = list[list[str]]
CAMELOT = """
import json, sys, camelot
found = [table.data for table in camelot.read_pdf(sys.argv[1], pages="all", flavor=sys.argv[2])]
print(json.dumps(found))
"""


def with_pdfplumber(path: Path) -> list[Rows]:
    """The tables that pdfplumber finds with its own settings."""
    with pdfplumber.open(path) as pdf:
        return [
            [[cell or "" for cell in row] for row in table] for page in pdf.pages for table in page.extract_tables()
        ]


def with_camelot(python: str, path: Path, flavor: str) -> list[Rows]:
    """The tables that Camelot finds. Raises CalledProcessError where it does not run."""
    command = [python, "-W", "ignore", "-c", CAMELOT, str(path), flavor]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[Rows] = json.loads(done.stdout.splitlines()[-1])
    return found


def _row(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for cell in cells if (text := "".join(cell.split())))


def compared(document: Document, found: Sequence[Rows]) -> tuple[int, int, int, int, int]:
    """Exact tables, all tables; cells right, cells wrong, all cells of the rows that a document prints."""
    printed = [[_row(row) for row in (*item.head, *item.rows)] for item in document.items if isinstance(item, Grid)]
    held = Counter(_row(row) for rows in found for row in rows)
    exact = sum(all(row in held for row in table) for table in printed)
    wanted = Counter(row for table in printed for row in table)
    right = sum(len(row) * min(count, held[row]) for row, count in wanted.items())
    # A head that is printed again on the next page is no fault.
    wrong = sum(len(row) * count for row, count in held.items() if row not in wanted)
    return exact, len(printed), right, wrong, sum(len(row) * count for row, count in wanted.items())


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--camelot", metavar="PYTHON", help="an interpreter that has camelot-py")
    camelot = parser.parse_args().camelot
    readers = {"pdfplumber": with_pdfplumber}
    if camelot:
        readers |= {
            f"Camelot, {flavor}": lambda path, flavor=flavor: with_camelot(camelot, path, flavor)
            for flavor in ("lattice", "stream")
        }
    print("| | tables exact | cells right | cells wrong | of |")
    with tempfile.TemporaryDirectory() as folder:
        files = {name: write(load(name), "pdf", Path(folder)) for name in NAMES}
        for label, reader in readers.items():
            sums = [compared(load(name), reader(path)) for name, path in files.items()]
            exact, tables, right, wrong, cells = map(sum, zip(*sums, strict=True))
            print(f"| {label} | {exact} of {tables} | {right} | {wrong} | {cells} |", flush=True)
        outcomes = {name: judge(load(name).truth, path) for name, path in files.items()}
        figures = sum(len(load(name).truth.figures) for name in NAMES)
        right, wrong, told = (
            sum(one.right for one in outcomes.values()),
            sum(len(one.wrong) for one in outcomes.values()),
            sum(len(one.missing) for one in outcomes.values()),
        )
        print(f"import: figures right {right}, wrong {wrong}, told and not read {told}, of {figures}")


if __name__ == "__main__":
    main()
