"""What speaks for a meaning and against it, by name: the weights of weights.csv, of which every price is a sum.

A row of the file is a name, a value (a cost; below zero a gain), in how many known messages the winning reading's
price holds it (`python -m tests.weighing`), and what it is the weight of. A module takes the weights of its rules
when it loads: a name that the file lacks stops it there, and `check` finds a row that no rule takes.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

FILE = Path(__file__).with_name("weights.csv")


class WeightsError(Exception):
    """A weights file and the rules do not fit each other; the message says which name and what to do."""


class Traced(float):
    """A price that knows of which weights it is the sum, and how many of each.

    >>> price = 1.0 + Traced(0.25, "a") * 2 + Traced(0.5, "b")
    >>> price, sorted(price.names.items())
    (2.0, [('a', 2), ('b', 1)])
    """

    __slots__ = ("names",)
    names: Counter[str]

    def __new__(cls, value: float, *names: str) -> Traced:
        price = super().__new__(cls, value)
        price.names = Counter(names)
        return price

    def _with(self, value: float, names: Counter[str]) -> Traced:
        price = Traced(value)
        price.names = names
        return price

    def __add__(self, other: float) -> Traced:
        return self._with(float(self) + float(other), self.names + _names(other))

    __radd__ = __add__

    def __sub__(self, other: float) -> Traced:
        return self._with(float(self) - float(other), self.names + _names(other))

    def __rsub__(self, other: float) -> Traced:
        return self._with(float(other) - float(self), self.names)

    def __neg__(self) -> Traced:
        return self._with(-float(self), self.names)

    def __round__(self, digits: int = 0) -> Traced:  # type: ignore[override]
        return self._with(round(float(self), digits), self.names)

    def __mul__(self, times: float) -> Traced:
        counted = int(times) if times % 1 == 0 else 1
        return self._with(float(self) * float(times), Counter({name: n * counted for name, n in self.names.items()}))

    __rmul__ = __mul__


def _names(price: float) -> Counter[str]:
    return price.names if isinstance(price, Traced) else Counter()


class Weights:
    """The weights of one file."""

    def __init__(self, rows: dict[str, float], traced: bool = False) -> None:
        self._rows = rows
        self._taken: set[str] = set()
        self.traced = traced

    def __call__(self, name: str) -> float:
        """The weight of a rule, which takes it; WeightsError where the file has none of that name."""
        if name not in self._rows:
            raise WeightsError(f"{FILE.name} has no weight {name!r}: add a row for it, in its place by name.")
        self._taken.add(name)
        return Traced(self._rows[name], name) if self.traced else self._rows[name]

    def check(self) -> None:
        """WeightsError where a weight names no rule."""
        if left := sorted(self._rows.keys() - self._taken):
            raise WeightsError(f"{FILE.name}: no rule takes {', '.join(left)}: take the row out, or name its rule.")


def read(path: Path = FILE) -> dict[str, float]:
    """The weights of a file by name; WeightsError where a row is no weight, is there twice or out of order."""
    rows: dict[str, float] = {}
    before = ""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            name = row["name"]
            if name <= before:
                raise WeightsError(
                    f"{path.name}: {name!r} stands after {before!r}: rows are sorted by name, each once."
                )
            try:
                rows[name] = float(row["value"])
            except ValueError:
                raise WeightsError(f"{path.name}: {row['value']!r} of {name!r} is no number.") from None
            before = name
    return rows


weight = Weights(read())
"""Gives a rule its weight: `SEGMENT = weight("segment")`."""
