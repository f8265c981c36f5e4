"""The slots of a message besides its entities: years, measures, features, class words, background.

A message's words are cut into segments, each with every sense it has; what is a column, what asks for an
operation and what is small talk is decided per reading, not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.understanding.vocabulary import Lattice, Span
from bot.understanding.weights import weight
from knowledge.language import places, proportions
from knowledge.language.asking import OF_THINGS
from knowledge.language.suffixes import ending_case
from knowledge.language.words import Word
from knowledge.language.years import YearSpan

SEGMENT = weight("segments.segment")
"""Cost of each segment: of two ways to cut, the one with longer phrases wins."""
FORM = 3.0
"""How much more an uncommon form of a word costs here than in a name: words of the lists are short and many."""
PHRASE = weight("segments.phrase")
"""How much less the forms of the words of a phrase cost: "ödenek alan" is no "ödenek" and "alan"."""
SLIPPED = 0.3
"""Cost from which a phrase holds a slip."""
DERIVED = 0.2
"""The most that is added so: slips cost enough already."""
INNER = weight("segments.inner")
"""Cost of taking a long phrase that asks for a text for the words in it: "kaç binada hizmet ver-" is no "kaç"."""
UNEXPLAINED = 10.0
"""Cost of a word that nothing explains; no reading with one gives a figure."""
FREE = frozenset({"smalltalk"})
"""Roles of segments that need no explanation."""
IN_ALL, SUM = "toplam", frozenset({"feature:sum"})
"""How a phrase begins, folded, that counts all together ("toplam adedi"), and what it says besides."""
MOST = "en"
"""The word that makes a superlative of the one after it, folded: "en düşük olan" is no "düşük olan"."""
EXTREMES = frozenset({"feature:max", "feature:min"})
"""Senses of superlatives."""
SENSES = 1_024
"""Sets of senses that are kept by their roles."""

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words that are no entity, with their senses."""

    start: int
    end: int
    senses: frozenset[str]
    cost: float
    years: tuple[int, ...] = ()
    year_kind: str = ""
    """"single", "range", "all", "same" of a year expression; empty otherwise."""
    relative: bool = False
    number: float | None = None
    case: str = ""
    own: frozenset[str] = frozenset()
    """The senses of the phrase itself, without those of the words in it."""
    mask: int = field(init=False, compare=False)
    """The words as bits."""
    free: bool = field(init=False, compare=False)
    """Whether the segment needs no explanation."""
    told: bool = field(init=False, compare=False)
    """Whether it is a phrase of several words that asks for a text."""
    _roles: Mapping[str, frozenset[str]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        roles = _by_role(self.senses)
        object.__setattr__(self, "mask", bits(self.start, self.end))
        object.__setattr__(self, "free", not FREE.isdisjoint(roles))
        told = self.end - self.start > 2 and bool(self.own) and all(one.startswith("aspect:") for one in self.own)
        object.__setattr__(self, "told", told)
        object.__setattr__(self, "_roles", roles)

    def values(self, role: str) -> frozenset[str]:
        """The values of one role: values("measure") → {"target"}."""
        return self._roles.get(role, _NOTHING)


@lru_cache(SENSES)
def _by_role(senses: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """The values of some senses by their roles; kept over messages, which hold the same phrases."""
    roles: dict[str, set[str]] = {}
    for sense in senses:
        role, _, value = sense.partition(":")
        roles.setdefault(role, set()).add(value)
    return {role: frozenset(values) for role, values in roles.items()}


def bits(start: int, end: int) -> int:
    """The words start … end (exclusive) as bits."""
    return ((1 << end) - 1) & ~((1 << start) - 1)


def positions(mask: int) -> list[int]:
    """The positions of words that are given as bits."""
    return [at for at in range(mask.bit_length()) if mask >> at & 1]


def case_of(word: Word) -> str:
    """The case that a word's last ending shows: "abl", "dat", "gen", "loc" … or "".

    Rough on purpose: it only tells "2021'den" from "2021'e" and "X'ten fazla" from "X".
    """
    if word.ending:
        return ending_case(word.ending)
    for case, endings in (
        ("abl", ("den", "dan", "ten", "tan")),
        ("gen", ("nin", "nun")),
        ("loc", ("de", "da", "te", "ta")),
    ):
        if word.folded.endswith(endings) and len(word.folded) > 4:
            return case
    return ""


class Cutter:
    """Cuts the words of one message that no entity takes into segments."""

    def __init__(self, lattice: Lattice, years: Sequence[YearSpan], numbers: Sequence[tuple[int, int, float]]) -> None:
        self.count = len(lattice.words)
        cases = [case_of(word) for word in lattice.words]
        self._starting: list[list[Segment]] = [[] for _ in range(self.count)]
        most = {span.start for span in lattice.spans if span.own & EXTREMES and span.end - span.start > 1}
        for span in lattice.spans:
            of_most = span.start - 1 in most and lattice.words[span.start - 1].folded == MOST
            if not (_hidden(span) or (of_most and span.end - span.start > 1)):
                in_all = "feature:count" in span.own and lattice.words[span.start].folded.startswith(IN_ALL)
                self._starting[span.start].append(
                    Segment(
                        span.start,
                        span.end,
                        span.senses | SUM if in_all else span.senses,
                        _cost(span),
                        case=cases[span.end - 1],
                        own=span.own,
                    )
                )
        for year in years:
            self._starting[year.start].append(
                Segment(
                    year.start,
                    year.end,
                    frozenset({"year:" + year.kind}),
                    0.0,
                    tuple(year.years),
                    year.kind,
                    year.relative,
                    case=year.case,
                )
            )
        for start, end, value in numbers:
            self._starting[start].append(
                Segment(start, end, frozenset({"number:"}), 0.05, number=value, case=cases[end - 1])
            )
        for _, end, _ in numbers:
            if end < self.count and lattice.words[end].folded == "alti":
                self._starting[end].append(Segment(end, end + 1, frozenset({"feature:below"}), -0.05))
        for few in places.first(lattice.words):
            senses = frozenset({"number:", "feature:order"})
            self._starting[few.start].append(
                Segment(few.start, few.end, senses, 0.05, number=float(few.count), case=cases[few.end - 1], own=senses)
            )
        for one in proportions.find(lattice.words):
            if one.kind in (proportions.TIMES, proportions.SHARE):
                sense = frozenset({f"feature:{one.kind}"})
                self._starting[one.start].append(Segment(one.start, one.end, sense, 0.0, own=sense))
        for position, word in enumerate(lattice.words):
            if word.folded in OF_THINGS:
                self._starting[position].append(
                    Segment(position, position + 1, frozenset({"feature:yesno", "smalltalk:particle"}), -0.005)
                )
        self._cuts: dict[int, tuple[tuple[Segment, ...], int]] = {}
        self.covered = 0
        for starting in self._starting:
            for segment in starting:
                self.covered |= segment.mask

    def cut(self, taken: int, ignored: int) -> tuple[tuple[Segment, ...], int]:
        """The cheapest segments over the words left, and the words that none explains, as bits.

        `taken` and `ignored` are words as bits: those of the entities and those of background clauses.
        """
        skip = taken | ignored
        if skip not in self._cuts:
            self._cuts[skip] = self._cut(skip)
        return self._cuts[skip]

    def _cut(self, skip: int) -> tuple[tuple[Segment, ...], int]:
        count = self.count
        costs = [0.0] * (count + 1)
        choice: list[Segment | None] = [None] * (count + 1)
        for position in range(count - 1, -1, -1):
            if skip >> position & 1:
                costs[position] = costs[position + 1]
                continue
            best = UNEXPLAINED + costs[position + 1]
            chosen = None
            for segment in self._starting[position]:
                if not segment.mask & skip:
                    cost = segment.cost + SEGMENT + costs[segment.end]
                    if cost < best:
                        best, chosen = cost, segment
            costs[position], choice[position] = best, chosen
        found: list[Segment] = []
        unexplained = 0
        position = 0
        while position < count:
            segment_here = choice[position]
            if segment_here is not None:
                found.append(segment_here)
                position = segment_here.end
                continue
            if not skip >> position & 1:
                unexplained |= 1 << position
            position += 1
        return tuple(found), unexplained


def _cost(span: Span) -> float:
    """What a phrase costs as a segment; that of a figure is preferred to its words one by one."""
    count = span.end - span.start
    figured = any(sense.startswith(("measure:", "feature:", "kind:unit:")) for sense in span.own)
    if (figured or count > 2) and count > 1 and span.cost < SLIPPED:
        return max(0.0, span.cost - PHRASE)
    return min(span.cost * FORM, span.cost + DERIVED)


def _hidden(span: Span) -> bool:
    """Spans that explain nothing: words of things outside the programme, words of background clauses."""
    return all(sense.startswith(("outside:", "background:")) for sense in span.senses)
