"""The weights learnt from questions: one line a feature in a sorted text file, read once."""

from __future__ import annotations

import tomllib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from math import exp, log
from operator import add
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.tsv")
VERDICT = Path(__file__).with_name("verdict.toml")
Crossing = tuple[Mapping[str, int], Sequence[float]]
"""Things, each with its place, and something by place."""
BEGUN = 1_024
"""Beginnings of messages of which sums are kept."""
MANY = 24
"""Things that are added to one by one; more at once, though most of a sort are none of them."""


@lru_cache(4)
def read_weights(path: Path) -> Mapping[str, float]:
    """Feature → weight. Raises OSError where the file is missing, ValueError where a line is no feature and weight."""
    weights: dict[str, float] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        name, tab, value = line.partition("\t")
        if not tab:
            raise ValueError(f"{path.name}, line {number}: a feature, a tab and its weight are expected.")
        weights[name] = float(value)
    return weights


class Crossings:
    """The weights of features that cross a thing with what a message shows: "o:sum|j1" is a sum, things being joined.

    >>> crossings = Crossings({"o:sum|add": 0.5, "o:sum|j1": -0.75, "o:value|j1": 1.0, "o:sum": 2.0})
    >>> crossings.sums("o", ("add", "j1", "y1"))
    ({'sum': 0, 'value': 1}, [-0.25, 1.0])
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._things: dict[str, dict[str, int]] = defaultdict(dict)
        """The things of each sort, each with its place among them."""
        self._by: dict[str, dict[str, list[tuple[int, float]]]] = defaultdict(dict)
        """For each sort the weights by what its things are crossed with, each with its thing's place; never itself."""
        for name, value in weights.items():
            sort, _, crossing = name.partition(":")
            thing, bar, shown = crossing.partition("|")
            if bar and shown != f"{sort}:{thing}":
                things = self._things[sort]
                self._by[sort].setdefault(shown, []).append((things.setdefault(thing, len(things)), value))
        self._whole: dict[str, dict[str, Sequence[float]]] = {
            sort: {one: _row(own, len(self._things[sort])) for one, own in by.items() if len(own) > MANY}
            for sort, by in self._by.items()
        }
        """The weights of what MANY things of a sort are crossed with, one for each thing of the sort."""
        self._begun = lru_cache(BEGUN)(self._begin)

    def sums(self, sort: str, shown: Iterable[str]) -> Crossing:
        """The things of a sort, each with its place, and by place the sum of the weights that cross it with all shown.

        What is shown first of a message is shown of many others too.
        """
        by, whole = self._by[sort], self._whole.get(sort, {})
        known = [one for one in shown if one in by]
        first = next((at for at, one in enumerate(known) if one not in whole), len(known))
        sums = list(self._begun(sort, tuple(known[:first])))
        for one in known[first:]:
            if one in whole:
                sums = list(map(add, sums, whole[one]))
            else:
                for place, value in by[one]:
                    sums[place] += value
        return self._things[sort], sums

    def _begin(self, sort: str, shown: tuple[str, ...]) -> array[float]:
        """The sums of the weights of things by what MANY are crossed with; an array, of which a thousand are kept."""
        sums: Iterable[float] = repeat(0.0, len(self._things[sort]))
        for one in shown:
            sums = list(map(add, sums, self._whole[sort][one]))
        return array("d", sums)


def _row(own: Iterable[tuple[int, float]], count: int) -> Sequence[float]:
    """Weights by place, one for each of so many places."""
    row = [0.0] * count
    for place, value in own:
        row[place] = value
    return row


@lru_cache(4)
def read_crossings(path: Path = WEIGHTS) -> Crossings:
    """The crossings of a file of weights, one for all who read by it. Raises as `read_weights` does."""
    return Crossings(read_weights(path))


@lru_cache(1)
def _verdict() -> Mapping[str, Mapping[str, float]]:
    tables = tomllib.loads(VERDICT.read_text("utf-8"))
    return {table: {name: float(value) for name, value in rows.items()} for table, rows in tables.items()}


def limit(name: str) -> float:
    """A limit of probability by its name; KeyError for one that the file does not have."""
    return table("limits")[name]


def table(name: str) -> Mapping[str, float]:
    """A table of verdict.toml, in its order; KeyError for one that the file does not have."""
    return _verdict()[name]


def estimate(name: str, **features: float) -> float:
    """The probability that a log-linear table of the file gives to features; KeyError for one that it does not have."""
    weights = table(name)
    total = weights["bias"] + sum(weights[feature] * value for feature, value in features.items())
    return 1 / (1 + exp(-total))


def log_odds(probability: float) -> float:
    """The logarithm of the odds, from -6 to 6."""
    return max(-6.0, min(6.0, log((probability + 1e-4) / (1 - probability + 1e-4))))
