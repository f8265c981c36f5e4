"""The weights learnt from questions: one line a feature in a sorted text file, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.tsv")
LIMITS = Path(__file__).with_name("limits.toml")


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


@lru_cache(1)
def _limits() -> Mapping[str, float]:
    return {name: float(value) for name, value in tomllib.loads(LIMITS.read_text("utf-8"))["limits"].items()}


def limit(name: str) -> float:
    """A limit of probability by its name; KeyError for one that the file does not have."""
    return _limits()[name]
