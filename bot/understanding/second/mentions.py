"""Finds the things that a message may name: by how much of a name, and of the message, the shared words are.

Unlike the rules' linker, it gives no word away: each name is looked at alone, and what competes is left to the weights.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from bot.understanding.lattice import LATTICES, Edge, Lattice

KEPT = 26
"""Things kept of one message, those of which most was said."""
A_KIND = 9
"""The most of one kind."""
LOOKED_AT, NAMES_EACH = 48, 3
"""Things that are looked at, and names of each, those of which most may be said."""
POSTINGS = 250
"""Names looked at for one word, those of which it is the largest share."""
WORDS_KEPT = 4_096
LIGHT = 0.12
"""Weight of a name's word that tells no name from another."""
FAR = 1.2
"""A word that costs so much says nothing of a name."""
FAINT = 0.16
"""Share of a name below which it is not named."""
CUES_ONLY = 0.5
"""What a name counts for of which only words are said that ask for something: "bütçe" is hardly "Bütçe Kanunu"."""
ALIAS = 0.98
"""What a name that people use says beside the programme's own."""


@dataclass(slots=True, eq=False)
class Named:
    """A thing that some words of a message may name; itself only, for quick look-up. Made a hundred times a message."""

    entity: str
    kind: str
    coverage: float
    """Share of the best name that was said, by how telling its words are."""
    said: float
    """How telling the words are that were said."""
    mask: int
    """The words as bits."""
    cost: float
    """What slips, endings and synonyms of these words cost, at the most telling word."""
    slip: bool
    official: bool
    words: int
    """Words of the name that were said, without light ones."""
    gaps: int
    """Words of something else inside it."""
    place: int = 0
    """Its place among its kind, the first 0."""

    @property
    def whole(self) -> bool:
        """Whether the whole name was said."""
        return self.coverage > 0.97


class _Posting(NamedTuple):
    name: int
    position: int
    weight: float
    entity: str
    total: float
    official: bool
    telling: bool
    """Whether the word alone may name the thing."""


class MentionFinder:
    """Looks up the names of one agency's programmes."""

    def __init__(self, connection: sqlite3.Connection, agency: int) -> None:
        self.connection = connection
        self.agency = agency
        self._postings = lru_cache(WORDS_KEPT)(self._read)
        self._found = lru_cache(LATTICES)(self._find)

    def _read(self, word: int) -> tuple[tuple[int, ...], tuple[_Posting, ...]]:
        """The names in which a word stands, each once, and its places in them."""
        rows = self.connection.execute(
            "select name, position, name_words.weight, entity, names.weight, official "
            "from name_words join names on names.id = name where name_words.agency = ? and word = ? "
            "order by share desc, name, position limit ?",
            (self.agency, word, POSTINGS),
        )
        found = tuple(
            _Posting(name, position, weight, entity, total, bool(official), weight > LIGHT and weight >= FAINT * total)
            for name, position, weight, entity, total, official in rows
        )
        return tuple(posting.name for posting in found), found

    def find(self, lattice: Lattice, denied: int = 0, bare: int = 0, certain: int = 0) -> list[Named]:
        """The things that may be named, those of which most was said first; by no word that is denied.

        `bare`: words that seldom stand in a name, as bits; `certain`: words that ask and are no slip of another word.
        """
        return list(self._found(lattice, denied, bare, certain))

    def _find(self, lattice: Lattice, denied: int, bare: int, certain: int) -> list[Named]:
        names = self._said(lattice, denied, certain)
        likely: dict[str, list[tuple[float, int]]] = {}
        for name, pairs in names.items():
            hope = _hope(pairs)
            if hope > 0:
                entity = pairs[0][1].entity
                if entity in likely:
                    likely[entity].append((hope, name))
                else:
                    likely[entity] = [(hope, name)]
        ranked = [(max(hopes), hopes) for hopes in likely.values()]
        best: list[tuple[tuple[float, float], Named]] = []
        for first, hopes in sorted(ranked, key=itemgetter(0), reverse=True)[:LOOKED_AT]:
            looked_at = [first] if len(hopes) == 1 else sorted(hopes, reverse=True)[:NAMES_EACH]
            found = [_named(names[name]) for _, name in looked_at]
            if told := [(_rank(one, bare), one) for one in found if one is not None]:
                best.append(told[0] if len(told) == 1 else max(told, key=itemgetter(0)))
        return _placed(one for _, one in sorted(best, key=itemgetter(0), reverse=True))

    def _said(self, lattice: Lattice, denied: int, certain: int) -> dict[int, list[tuple[Edge, _Posting]]]:
        """The words said of each name that may be meant; by no word that is denied, by no slip of a certain one.

        Most names are brushed by one common word only, which names nothing: they are counted, and no more.
        """
        edges = []
        for edge in lattice.naming():
            bits = (1 << edge.end) - (1 << edge.start)
            if edge.cost < FAR and not denied & bits and not (edge.slip and certain & bits == bits):
                edges.append((edge, *self._postings(edge.word)))
        said: Counter[int] = Counter()
        for _, touched, _ in edges:
            said.update(touched)
        names: dict[int, list[tuple[Edge, _Posting]]] = {}
        for edge, _, postings in edges:
            for posting in postings:
                name = posting[0]
                if said[name] == 1:
                    if posting.telling:
                        names[name] = [(edge, posting)]
                elif name in names:
                    names[name].append((edge, posting))
                else:
                    names[name] = [(edge, posting)]
        return names


def _hope(pairs: Sequence[tuple[Edge, _Posting]]) -> float:
    """What a name can come to at best, whichever words say it; nought where too little of it is said."""
    edge, posting = pairs[0]
    total, single = posting.total or 1.0, True
    said = posting.weight * (1.0 - 0.35 * edge.cost)
    if len(pairs) > 1:  # most names are only brushed by one word
        weights: dict[int, float] = {}
        for edge, one in pairs:
            weight = one.weight * (1.0 - 0.35 * edge.cost)
            if weight > weights.get(one.position, 0.0):
                weights[one.position] = weight
        said, single = sum(weights.values()), len(weights) == 1
    if said < FAINT * total or (single and posting.weight <= LIGHT):
        return 0.0
    return said * (0.35 + 0.65 * said / total)


def _named(pairs: Sequence[tuple[Edge, _Posting]]) -> Named | None:
    """The thing that a name names, each of its words said by the typed word that is nearest to it."""
    if len(pairs) == 1:
        return _named_by_one(*pairs[0])
    chosen: dict[int, tuple[float, Edge, _Posting]] = {}
    for edge, posting in pairs:
        here = chosen.get(posting.position)
        if here is None or edge.cost < here[0]:
            chosen[posting.position] = (edge.cost, edge, posting)
    first = pairs[0][1]
    said = cost = 0.0
    mask = words = 0
    slip = False
    heavy = 0
    for price, edge, posting in chosen.values():
        bits = (1 << edge.end) - (1 << edge.start)
        if posting.weight > LIGHT:
            if bits & heavy == bits and not edge.synonym:
                continue  # one typed word says one word of a name
            heavy |= bits
            words += 1
            cost = max(cost, price)
            slip = slip or edge.slip
            said += posting.weight * (1 - min(price, 1.0) * 0.35)
        else:
            said += posting.weight
        mask |= bits
    if not heavy:
        return None
    if heavy != mask:
        low, high = heavy & -heavy, 1 << heavy.bit_length()
        mask &= (high << 1) - (low >> 1 or 1)  # "ve" far away is no word of the name
    coverage = min(1.0, sum(p.weight for _, _, p in chosen.values()) / first.total) if first.total else 0.0
    if coverage < FAINT:
        return None
    span = mask.bit_length() - (mask & -mask).bit_length() + 1
    return Named(
        first.entity,
        first.entity.partition(":")[0],
        coverage,
        said,
        mask,
        cost,
        slip,
        first.official,
        words,
        span - mask.bit_count(),
    )


def _named_by_one(edge: Edge, posting: _Posting) -> Named | None:
    """The same where one telling word of a name is said, as of most names that are looked at."""
    coverage = min(1.0, posting.weight / posting.total) if posting.total else 0.0
    if coverage < FAINT:
        return None
    entity, mask = posting.entity, (1 << edge.end) - (1 << edge.start)
    said = posting.weight * (1 - min(edge.cost, 1.0) * 0.35)
    kind, cost = entity.partition(":")[0], max(0.0, edge.cost)
    return Named(entity, kind, coverage, said, mask, cost, edge.slip, posting.official, 1, 0)


def _rank(one: Named, bare: int) -> tuple[float, float]:
    full = one.coverage * (1.0 if one.official else ALIAS)
    rank = one.said * (0.35 + 0.65 * full) - 0.25 * one.cost - 0.03 * min(one.gaps, 5)
    if not one.mask & ~bare and not one.whole:
        rank *= CUES_ONLY
    return (round(rank, 4), one.coverage)


def _placed(found: Iterable[Named]) -> list[Named]:
    """The first of each kind, each with its place among them."""
    kept: list[Named] = []
    places: dict[str, int] = defaultdict(int)
    for one in found:
        if places[one.kind] < A_KIND:
            one.place = places[one.kind]
            kept.append(one)
            places[one.kind] += 1
            if len(kept) == KEPT:
                break
    return kept
