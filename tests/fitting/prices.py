"""Fits the prices of the rules: what the weights of weights.csv would be if right readings were to be the cheapest.

    python -m tests.fitting.prices [SET…] [--every N] [--write]

Each price is a sum of weights, so that a message is a choice between readings: the likelier, the cheaper. Weights are
moved from their values only as far as that pays; how many messages the right reading wins is told for sets held out,
a file at a time. With --write the file gets the values fitted on all of them.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.understanding import weights

if __name__ == "__main__":
    weights.weight.traced = True  # before the rules take theirs

from bot.engine import Engine
from bot.understanding.dialogue import Conversation
from bot.understanding.weights import FILE, Traced
from bot.understanding.weights import read as values_of
from knowledge.base import KnowledgeBase
from knowledge.language.words import split
from tests.question_sets import RIGHT, SETS, Question, load, verdict

MOST = 8
"""Readings of a message that are weighed, the cheapest."""
SHARPNESS = 10.0
"""By how much the likelihood of a reading falls with its price: 0.1 more is e times less likely."""
HELD = 4.0
"""How strongly weights are held to their values."""
DIGITS = 2
PORTION = 100


@dataclass(frozen=True)
class Choice:
    """One message: for each reading its weights, what is no weight of its price, and whether it is right."""

    set: str
    names: tuple[dict[str, int], ...]
    rest: tuple[float, ...]
    right: tuple[bool, ...]


def choices(questions: Sequence[Question], set: str) -> list[Choice]:
    """The questions of which some readings are right and some are not."""
    engine, known = Engine(KnowledgeBase(), weights={}), values_of()
    found = []
    for question in questions:
        state = Conversation()
        for turn in question.turns[:-1]:
            _, state = engine.by_rules(tuple(split(turn)), state)
        words = engine.reader.vocabulary.parted(split(question.turns[-1]))
        readings = engine.reader.read_words(words, state).readings[:MOST]
        names = [dict(one.cost.names) if isinstance(one.cost, Traced) else {} for one in readings]
        rest = [
            one.cost - sum(known[n] * k for n, k in said.items()) for one, said in zip(readings, names, strict=True)
        ]
        right = [verdict(question, engine.answer((one.query,)))[0] == RIGHT for one in readings]
        if any(right) and not all(right):
            found.append(Choice(set, tuple(names), tuple(map(float, rest)), tuple(right)))
    return found


class Fit:
    """The likelihood of the right readings as a function of the weights."""

    def __init__(self, told: Iterable[Choice]) -> None:
        self.names = sorted(values_of())
        place = {name: number for number, name in enumerate(self.names)}
        self.before: NDArray[np.float64] = np.array([values_of()[name] for name in self.names])
        self.told = []
        for one in told:
            counts = np.zeros((len(one.names), len(self.names)))
            for row, said in enumerate(one.names):
                for name, times in said.items():
                    counts[row, place[name]] = times
            self.told.append((counts, np.array(one.rest), np.array(one.right)))

    def loss(self, moved: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """What the right readings' unlikelihood and the distance moved come to, and its slope."""
        total, slope = HELD * float(moved @ moved), 2 * HELD * moved
        for counts, rest, right in self.told:
            score = -SHARPNESS * (counts @ (self.before + moved) + rest)
            likely = np.exp(score - score.max())
            likely /= likely.sum()
            of_right = likely * right / max(float(likely[right].sum()), 1e-12)
            total -= np.log(max(float(likely[right].sum()), 1e-12))
            slope = slope - SHARPNESS * ((likely - of_right) @ counts)
        return total, slope

    def fitted(self) -> NDArray[np.float64]:
        """The weights that make the right readings likeliest; no cost becomes a gain, no gain a cost."""
        bounds = [(None if value <= 0 else -value, None if value >= 0 else -value) for value in self.before]
        found = minimize(self.loss, np.zeros(len(self.names)), jac=True, method="L-BFGS-B", bounds=bounds)
        return np.round(self.before + found.x, DIGITS)


def won(told: Sequence[Choice], values: NDArray[np.float64]) -> int:
    """In how many messages the cheapest reading is right."""
    return sum(
        bool(right[int(np.argmin(np.round(counts @ values + rest, 6)))]) for counts, rest, right in Fit(told).told
    )


def rewrite(values: dict[str, float], path: Path = FILE) -> None:
    """Writes fitted values in place of those of the file."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"value": f"{values[row['name']]:g}"} for row in rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fits, and tells what it is worth; 2 where a set is not there."""
    parser = argparse.ArgumentParser(prog="python -m tests.fitting.prices", description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", type=Path, metavar="SET")
    parser.add_argument("--every", type=int, default=1, help="only every nth question, for a first look")
    parser.add_argument("--write", action="store_true", help="write what was fitted")
    chosen = parser.parse_args(arguments)
    paths = chosen.sets or sorted([*SETS.glob("*.jsonl"), *(SETS / "fresh").glob("*.jsonl")])
    for path in paths:
        if not path.is_file():
            print(f"{path} does not exist: name the files of question sets.", file=sys.stderr)
            return 2
    asked = [(path.stem, [one for one in load(path) if one.kind == "answer"][:: chosen.every]) for path in paths]
    portions = [(some[at : at + PORTION], name) for name, some in asked for at in range(0, len(some), PORTION)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        told = [one for found in pool.map(choices, *zip(*portions, strict=True)) for one in found]
    whole = Fit(told)
    counts: Counter[str] = Counter(one.set for one in told)
    print(f"{len(told)} messages with a right and a wrong reading; the right one is cheapest in")
    for name in sorted(counts):
        kept, out = [one for one in told if one.set != name], [one for one in told if one.set == name]
        print(
            f"    {name}: {won(out, whole.before)} of {len(out)}, {won(out, Fit(kept).fitted())} fitted on the others"
        )
    values = whole.fitted()
    print(f"    all: {won(told, whole.before)}, {won(told, values)} fitted on all")
    for name, before, after in zip(whole.names, whole.before, values, strict=True):
        if before != after:
            print(f"{name}: {before:g} → {after:g}")
    if chosen.write:
        rewrite(dict(zip(whole.names, map(float, values), strict=True)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
