"""What a random tenth of the rows of the word lists is worth: how many more questions of a set go wrong without it.

    python -m tests.lists.loss SET [--seeds N]

Lists that were grown on what they are measured by lose in proportion; what hangs on lemmas, templates and rules less.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path
from statistics import fmean

from bot.library import opened
from knowledge.base import KnowledgeBase
from knowledge.lexicon import Row, rows
from tests.lists.lattices import compiled
from tests.question_sets import RIGHT, WRONG, load, outcome

PART = 10
"""One row of so many is lost."""


def kept(seed: int) -> list[Row]:
    """The rows without a random tenth; all of them for the seed 0."""
    listed = rows()
    if not seed:
        return listed
    lost = set(random.Random(seed).sample(listed, len(listed) // PART))
    return [row for row in listed if row not in lost]


def shares(path: Path, seed: int) -> tuple[float, float]:
    """What share of a set is right and wrong, without what a seed takes away."""
    with compiled(kept(seed)) as file:
        engine = opened(KnowledgeBase(file))
        found = [outcome(engine, question)[0] for question in load(path)]
    return found.count(RIGHT) / len(found), found.count(WRONG) / len(found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the shares with all rows, then without each tenth; 2 where there is no such set."""
    parser = argparse.ArgumentParser(prog="python -m tests.lists.loss", description=__doc__.splitlines()[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("--seeds", type=int, default=5, help="how many tenths are tried (5)")
    chosen = parser.parse_args(arguments)
    if not chosen.set.is_file():
        print(f"{chosen.set} does not exist: name the file of a question set.", file=sys.stderr)
        return 2
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        (whole, wrong), *lost = pool.map(shares, repeat(chosen.set), range(chosen.seeds + 1))
    print(f"all rows: {whole:.1%} right, {wrong:.1%} wrong")
    for seed, (right, wrong) in enumerate(lost, start=1):
        print(f"a tenth lost ({seed}): {right:.1%} right, {wrong:.1%} wrong, {100 * (right - whole):+.1f} points")
    print(f"on average {100 * (fmean(right for right, _ in lost) - whole):+.2f} points right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
