"""The weights learnt from questions: one line a feature in a sorted text file, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.tsv")


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
