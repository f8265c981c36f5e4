"""The weights learnt from questions: one line a feature in a sorted text file, read once."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp, log
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.tsv")
VERDICT = Path(__file__).with_name("verdict.toml")


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
    >>> crossings.sum("o", "sum", ("add", "j1", "y1"))
    -0.25
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._of: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        """For each thing, with its sort, the weights by what it is crossed with; never with itself."""
        self._by: dict[str, set[str]] = defaultdict(set)
        """For each sort all that any thing of it is crossed with."""
        for name, value in weights.items():
            sort, _, crossing = name.partition(":")
            thing, bar, shown = crossing.partition("|")
            if bar and shown != f"{sort}:{thing}":
                self._of[sort, thing][shown] = value
                self._by[sort].add(shown)

    def known(self, sort: str, shown: Iterable[str]) -> Sequence[str]:
        """What of some things shown is crossed with anything of a sort."""
        known: Collection[str] = self._by.get(sort, ())
        return [one for one in shown if one in known]

    def sum(self, sort: str, thing: str, shown: Iterable[str]) -> float:
        """The sum of the weights that cross a thing with what is shown."""
        of_thing = self._of.get((sort, thing))
        return sum(filter(None, map(of_thing.get, shown))) if of_thing else 0.0


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
