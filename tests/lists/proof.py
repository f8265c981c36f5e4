"""Whether the word lists say of every known message what other lists said.

git show COMMIT:knowledge/data/turkish/lexicon.csv > before.csv
python -m tests.lists.proof before.csv [--show N]
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.lexicon import FILE, Row, rows
from knowledge.templates import expanded
from tests.lists.lattices import INFLECTED, compiled, lattices, messages


def listed(path: Path) -> list[Row]:
    """The rows of a file of that format, whatever its name. Raises OSError, ValueError."""
    with TemporaryDirectory() as folder:
        shutil.copyfile(path, Path(folder) / FILE)
        return rows(Path(folder))


def main(arguments: Sequence[str] | None = None) -> int:
    """Compares, and prints what differs; 1 where a lattice says something else, 2 where there is no such file."""
    parser = argparse.ArgumentParser(prog="python -m tests.lists.proof", description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("--show", type=int, default=20, help="how many of the texts that differ are told (20)")
    chosen = parser.parse_args(arguments)
    try:
        was = listed(chosen.before)
    except (OSError, ValueError) as error:
        print(f"{chosen.before} is no word list: {error}.", file=sys.stderr)
        return 2
    now = rows()
    # A verb stem is no text; of others their own words are read as well.
    texts = messages()
    own = {phrase for row in was for phrase in expanded(row.phrase) if not phrase.endswith("-")}
    told = []
    for some in (was, now):
        with compiled(some) as file:
            told.append(lattices(file, sorted({*texts, *own})))
    before, after = told
    dearer = sum(not before[text].same(after[text]) for text in texts)
    changed = [text for text in before if not before[text].same(after[text], INFLECTED)]
    known = set(texts)
    print(f"{len(was)} rows before, {len(now)} now; {len(texts)} messages and the words of {len(own)} rows read")
    print(f"{len(known.intersection(changed))} messages say something else, {dearer} differ in cost or more")
    print(f"{len(set(changed) - known)} rows' own words say something else")
    for text in sorted(changed, key=lambda text: text not in known)[: chosen.show]:
        first, second = before[text], after[text]
        print(f"    {text}")
        print(
            f"      - {sorted(first.spans.keys() - second.spans.keys())} {sorted(map(str, first.names - second.names))}"
        )
        print(
            f"      + {sorted(second.spans.keys() - first.spans.keys())} {sorted(map(str, second.names - first.names))}"
        )
    return 1 if known.intersection(changed) else 0


if __name__ == "__main__":
    sys.exit(main())
