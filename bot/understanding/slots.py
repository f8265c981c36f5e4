"""The slots of a message besides its entities: years, measures, features, class words, background.

A message's words are cut into segments, each with every sense it has; what is a column, what asks for an
operation and what is small talk is decided per reading, not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.suffixes import ending_case
from bot.language.words import Word
from bot.language.years import YearSpan
from bot.understanding.vocabulary import Lattice, Span

SEGMENT = 0.02
"""Cost of each segment: of two ways to cut, the one with longer phrases wins."""
UNEXPLAINED = 10.0
"""Cost of a word that nothing explains; no reading with one gives a figure."""
FREE = frozenset({"smalltalk"})

# Ends by which a background clause is told from a question, after its verb or noun.
_BREAKS = frozenset(".!?;,:\n")


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

    @property
    def roles(self) -> frozenset[str]:
        """The roles among the senses: "measure", "feature", …"""
        return frozenset(sense.partition(":")[0] for sense in self.senses)

    @property
    def free(self) -> bool:
        """Whether the segment needs no explanation."""
        return any(sense.startswith(("smalltalk:", "background:")) for sense in self.senses)

    def values(self, role: str) -> frozenset[str]:
        """The values of one role: values("measure") → {"target"}."""
        return frozenset(s.partition(":")[2] for s in self.senses if s.startswith(role + ":"))

    def only_outside(self) -> bool:
        """Whether the words name something that the programme never breaks down by."""
        return bool(self.senses) and all(sense.startswith("outside:") for sense in self.senses)


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


def segments(
    lattice: Lattice,
    years: Sequence[YearSpan],
    numbers: Sequence[tuple[int, int, float]],
    taken: int,
    ignored: int,
) -> tuple[tuple[Segment, ...], int]:
    """Cuts the words that no entity takes into segments; returns them and the unexplained words as bits.

    `taken` and `ignored` are words as bits: those of the entities and those of background clauses.
    """
    count = len(lattice.words)
    skip = taken | ignored
    starting: dict[int, list[Segment]] = {}
    for span in lattice.spans:
        if not span.mask & skip and not _hidden(span):
            starting.setdefault(span.start, []).append(
                Segment(span.start, span.end, span.senses, span.cost, case=case_of(lattice.words[span.end - 1]))
            )
    for year in years:
        mask = ((1 << year.end) - 1) & ~((1 << year.start) - 1)
        if not mask & skip:
            starting.setdefault(year.start, []).append(
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
        mask = ((1 << end) - 1) & ~((1 << start) - 1)
        if not mask & skip:
            starting.setdefault(start, []).append(
                Segment(
                    start,
                    end,
                    frozenset({"number:"}),
                    0.05,
                    number=value,
                    case=case_of(lattice.words[end - 1]),
                )
            )
    best: list[tuple[float, int, Segment | None]] = [(0.0, count, None)] * (count + 1)
    for position in range(count - 1, -1, -1):
        if skip >> position & 1:
            best[position] = (best[position + 1][0], position + 1, None)
            continue
        options = [(UNEXPLAINED + best[position + 1][0], position + 1, None)]
        options += [
            (segment.cost + SEGMENT + best[segment.end][0], segment.end, segment)
            for segment in starting.get(position, ())
        ]
        best[position] = min(options, key=lambda option: option[0])  # type: ignore[assignment]
    found: list[Segment] = []
    unexplained = 0
    position = 0
    while position < count:
        _, following, segment = best[position]
        if segment is not None:
            found.append(segment)
        elif not skip >> position & 1:
            unexplained |= 1 << position
        position = following
    return tuple(found), unexplained


def _hidden(span: Span) -> bool:
    """Spans that explain nothing: words of things outside the programme, words of background clauses."""
    return all(sense.startswith(("outside:", "background:")) for sense in span.senses)


def background(lattice: Lattice) -> int:
    """The words of clauses that tell why somebody asks ("Sunum hazırlıyorum, …"), as bits.

    Such a clause ends in a first-person verb of the background list, or in a background noun and "için",
    before a comma or full stop or a connective.
    """
    verbs = {span.end for span in lattice.spans if "background:verb" in span.senses and span.cost < 0.8}
    nouns = {span.end for span in lattice.spans if "background:noun" in span.senses and span.cost < 0.8}
    links = {span.start for span in lattice.spans if "background:connective" in span.senses and span.cost < 0.1}
    words = lattice.words
    found = 0
    start = 0
    for position in range(1, len(words) + 1):
        at_break = position == len(words) or bool(words[position].gap and set(words[position].gap) & _BREAKS)
        linked = position < len(words) and position in links and not at_break
        if linked and (position in verbs or position in nouns):
            end = position + 1
            found |= ((1 << end) - 1) & ~((1 << start) - 1)
            start = end
        elif at_break:
            closing = {position, position - 1} & verbs
            if (closing and position < len(words)) or (
                position < len(words) and (position - 1) in links and {position - 1} & (nouns | verbs)
            ):
                found |= ((1 << position) - 1) & ~((1 << start) - 1)
            start = position
    return found
