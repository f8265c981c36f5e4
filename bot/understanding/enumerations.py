"""Many things of one sort said one after another: "personel, mal ve hizmet, cari transfer ve sermaye giderleri"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.answering.figures import domain_of
from bot.understanding.linking import Mention

LEAST = 4
"""Things from which an enumeration is looked for; fewer are found as pairs and triples."""
WORD = 0.5
"""What it is worth that a name explains one word more."""


def enumerations(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, ...]]:
    """For each kind that has figures the cheapest names side by side that explain the most words, if they are many."""
    by_kind: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.whole and domain_of(mention.kind):
            by_kind.setdefault(mention.kind, []).append(mention)
    for own in by_kind.values():
        chosen = _apart(own)
        if len(chosen) >= LEAST and len({mention.entity for mention in chosen}) == len(chosen):
            yield chosen


def _apart(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions worth the most together of which none begins before another ends, in the order said."""
    ordered = sorted(mentions, key=lambda mention: (mention.end, mention.start, mention.entity))
    best: list[tuple[float, tuple[Mention, ...]]] = [(0.0, ())]  # up to each end, the worth and who makes it
    ends = [0]
    for mention in ordered:
        before = max(at for at, end in enumerate(ends) if end <= mention.start)
        worth = best[before][0] + WORD * mention.mask.bit_count() - mention.cost
        if worth > best[-1][0]:
            best.append((worth, (*best[before][1], mention)))
            ends.append(mention.end)
    return best[-1][1]
