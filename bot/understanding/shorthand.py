"""Finds the known words that a typed word may be short for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Container, Iterable

from bot.understanding.weights import weight
from knowledge.language import suffixes
from knowledge.language.letters import VOWELS
from knowledge.language.months import MONTHS, cut_short
from knowledge.shorthand import LONGEST, SHORTEST, price, reach

LOOKED_AT = 600
"""Words that begin alike, at most so many of which are looked at."""
KEPT = 5
"""Words that one typed word may be short for."""
WORST = 0.75
"""What costs more is no shorthand."""
CLOSE = 0.2
"""What costs so much more than the likeliest is not meant."""
MONTH = 0.1
"""Cost of a month cut to three letters, as calendars have them."""
ENDED = weight("shorthand.ended")
"""Cost of an ending after shorthand: "btcsi"."""
LONGEST_ENDING = 5


class Shorthand:
    """Looks words up by what is left of them without vowels."""

    def __init__(self, connection: sqlite3.Connection, here: Callable[[Iterable[int]], Container[int]]) -> None:
        """`here` keeps those of some words that the agency asked about has."""
        self.connection = connection
        self.here = here

    def find(self, form: str) -> list[tuple[str, float]]:
        """The words that a folded form may be short for, each with its cost, the likeliest first.

        Of the forms of one word the shortest stands for all.
        """
        if not SHORTEST <= len(form) <= LONGEST + LONGEST_ENDING or not form.isalpha() or form[0] == form[1]:
            return []
        best: dict[str, float] = {}
        if month := cut_short(form):
            best[month] = MONTH
        for typed, extra in self._readings(form):
            rows = self.connection.execute(
                "select word, form from skeletons where skeleton >= ? and skeleton < ? limit ?",
                (*reach(typed), LOOKED_AT),
            ).fetchall()
            here = self.here(word for word, _ in rows)
            for word, full in rows:
                cost = price(typed, full)
                if cost is not None and word in here and cost + extra < best.get(full, WORST):
                    best[full] = cost + extra
        found: list[tuple[str, float]] = []
        for full, cost in sorted(best.items(), key=lambda one: (one[1], one[0])):
            if found and cost > found[0][1] + CLOSE:
                break
            if full in MONTHS or not any(full.startswith(other) for other, _ in found):
                found.append((full, cost))
        return found[:KEPT]

    def _readings(self, form: str) -> Iterable[tuple[str, float]]:
        """A form, and what is left of it without an ending, where that may be shorthand."""
        if len(form) <= LONGEST and _short(form):
            yield form, 0.0
        for cut in range(len(form) - 1, max(SHORTEST, len(form) - LONGEST_ENDING) - 1, -1):
            if cut <= LONGEST and _short(form[:cut]) and suffixes.is_ending(form[cut:]):
                yield form[:cut], ENDED


def _short(form: str) -> bool:
    """Whether a form has two consonants at least, so that it may stand for a word."""
    return sum(letter not in VOWELS for letter in form) > 1
