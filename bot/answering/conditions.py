"""How a figure is held against a number or against another figure."""

from __future__ import annotations

from collections.abc import Callable
from operator import eq, ge, gt, le, lt

from bot.answering.queries import Figure

ABOVE, BELOW, UP_TO, DOWN_TO, EQUAL = "above", "below", "up to", "down to", "equal"
"""Over it, under it, at least, at most, the same; what a query's `direction` may say."""
HOLDS: dict[str, Callable[[float, float], bool]] = {ABOVE: gt, BELOW: lt, UP_TO: ge, DOWN_TO: le, EQUAL: eq}
UNDEFINED = float("-inf")
"""The quotient of what cannot be divided: less than any other."""


def ratio(pair: tuple[Figure, ...]) -> float:
    """The first figure of two as a percentage of the second; UNDEFINED where the second is nil."""
    part, whole = pair
    return part.value / whole.value * 100 if whole.value else UNDEFINED


def growth(pair: tuple[Figure, ...]) -> float:
    """By how many percent the first figure of two differs from the second; UNDEFINED where the second is nil."""
    new, old = pair
    return (new.value - old.value) / old.value * 100 if old.value else UNDEFINED
