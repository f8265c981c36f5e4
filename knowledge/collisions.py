"""Names of different things that a slip of the thumb, or none, turns into each other."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from knowledge.language.letters import fold
from knowledge.language.words import split
from knowledge.slips import slips_allowed


@dataclass(frozen=True, slots=True)
class Collision:
    """Two names of different things that are alike."""

    first: str
    second: str
    """The names as written; the same one twice where two things share it."""
    entities: tuple[str, ...]
    """Every thing that bears one of them."""

    @property
    def same(self) -> bool:
        """Whether the two fold to the same letters."""
        return fold(self.first) == fold(self.second)


def collisions(names: Iterable[tuple[str, str]]) -> list[Collision]:
    """The collisions among (entity, name) pairs: names that fold alike, and those one word's slips apart.

    Names are grouped by all their words but one, so that only the words left are compared: a hundred times more
    names cost about a hundred times more time, not ten thousand.

    >>> [c.entities for c in collisions([("a", "Vize Kurulu"), ("b", "vize kurulu"), ("c", "Vize Kurul")])]
    [('a', 'b'), ('a', 'b', 'c')]
    """
    bearers: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for entity, name in names:
        key = tuple(word.folded for word in split(name))
        if key:
            bearers[key].setdefault(entity, name)
    found = [
        Collision(*_two(list(owners.values())), tuple(sorted(owners)))
        for _, owners in sorted(bearers.items())
        if len(owners) > 1
    ]
    return found + list(_near(bearers))


def of_file(connection: sqlite3.Connection) -> list[Collision]:
    """The collisions among the names and other names in a knowledge base file."""
    return collisions(
        connection.execute("select id, name from entities union select entity, name from aliases order by 1, 2")
    )


def _two(names: list[str]) -> tuple[str, str]:
    return names[0], names[1]


def _near(bearers: dict[tuple[str, ...], dict[str, str]]) -> Iterator[Collision]:
    """Names of different things that differ in one word, by no more slips than it may hold."""
    from rapidfuzz.distance import OSA

    groups: dict[tuple[int, tuple[str, ...]], list[tuple[str, ...]]] = defaultdict(list)
    for key in bearers:
        for position in range(len(key)):
            groups[position, key[:position] + key[position + 1 :]].append(key)
    for (position, _), keys in sorted(groups.items()):
        for one, other in combinations(sorted(keys), 2):
            allowed = min(slips_allowed(one[position]), slips_allowed(other[position]))
            apart = set(bearers[one]) ^ set(bearers[other])
            if not allowed or not apart:
                continue
            if OSA.distance(one[position], other[position], score_cutoff=allowed) <= allowed:
                names = next(iter(bearers[one].values())), next(iter(bearers[other].values()))
                yield Collision(*names, tuple(sorted({*bearers[one], *bearers[other]})))
