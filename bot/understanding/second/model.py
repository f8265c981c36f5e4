"""The weights learnt from questions: one line a feature in a sorted text file, read once."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from math import exp, log
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.tsv")
VERDICT = Path(__file__).with_name("verdict.toml")


@lru_cache(4)
def read_weights(path: Path = WEIGHTS) -> Mapping[str, float]:
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


class Heads:
    """Weights by what the names of their features begin with."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._names = sorted(weights)
        self._tables: dict[str, dict[str, float]] = {}

    def __call__(self, head: str) -> Mapping[str, float]:
        """Tail → weight of the features that begin with a head.

        >>> Heads({"o:sum|add": 0.5, "o:sum|j1": -0.5, "o:value": 1.0})("o:sum|")
        {'add': 0.5, 'j1': -0.5}
        """
        table = self._tables.get(head)
        if table is None:
            table = self._tables[head] = {}
            for name in islice(self._names, bisect_left(self._names, head), None):
                if not name.startswith(head):
                    break
                table[name[len(head) :]] = self._weights[name]
        return table


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
