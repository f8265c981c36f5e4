"""Entities that words of a message can mean, and how several ways to name one are put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.understanding.weights import weight

WHOLE = 0.97
"""Share of a name's weight from which it counts as named in full."""
WIDENED = weight("mentions.widened")
"""Cost of each word that another name of the same thing adds: it says no more, but it fits."""
OWN = 0.6
"""A programme's own name said in full at or below this cost comes before another's nickname."""
"""A programme's own name said in full at or below this cost comes before another's nickname."""
OTHERS = weight("mentions.others")
"""Cost of a nickname that is another entity's own name."""
KEPT = 40
"""Mentions kept of one message."""


class Mention(NamedTuple):
    """An entity that some words of a message can mean; a tuple, because a message has dozens."""

    entity: str
    kind: str
    """The entity's kind."""
    mask: int
    """The words as bits."""
    cost: float
    coverage: float
    """Share of the name that was said, by weight."""
    start: int
    end: int
    slip: bool = False
    official: bool = False
    """Whether it is the programme's own name, not another one that people use."""

    @property
    def whole(self) -> bool:
        """Whether the name, or another name of it, was said in full."""
        return self.coverage >= WHOLE

    @property
    def gapped(self) -> bool:
        """Whether words of something else stand inside it."""
        return (self.mask >> self.start) + 1 != 1 << (self.end - self.start)

    @property
    def run(self) -> int:
        """Where its first words that stand side by side end."""
        above = self.mask >> self.start
        return self.start + (~above & (above + 1)).bit_length() - 1


def put_together(best: Mapping[tuple[str, int], Mention], said: Callable[[str], Mapping[int, float]]) -> list[Mention]:
    """The mentions, fullest and cheapest first, with those of one thing joined that stand together.

    `best`: the cheapest for each entity and its words; `said`: tells for an entity the words of any name of it.
    """
    named = {m.mask for m in best.values() if m.official and m.whole and m.cost < OWN}
    found = [
        m if m.mask not in named or (m.official and m.whole) else m._replace(cost=m.cost + OTHERS)
        for m in best.values()
    ]
    same: dict[str, list[Mention]] = defaultdict(list)
    names: dict[tuple[str, int], str] = {}
    by_kind: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        same[mention.entity].append(mention)
        if mention.whole:
            names[mention.kind, mention.mask] = mention.entity
            by_kind[mention.kind].append(mention)
    joined = [one for alike in same.values() if len(alike) > 1 for one in _joined(alike, names)]
    for mention in found:
        if mention.whole and mention.gapped:
            one = filled(mention, said(mention.entity), by_kind[mention.kind])
            if one is not None:
                joined.append(one)
    own = [one for one in (*found, *joined) if not _reaching(one, same[one.entity], by_kind[one.kind])]
    return without_dominated(sorted(own, key=lambda m: (-m.mask.bit_count(), m.cost)))


def _reaching(mention: Mention, alike: Iterable[Mention], others: Sequence[Mention]) -> bool:
    """Whether a name said in full side by side takes in words that name another thing of its kind in full.

    "personel giderleri ile prim giderleri": the first "giderleri" is none of the second.
    """
    if not mention.gapped:
        return False
    for name in alike:
        more = mention.mask & ~name.mask
        if more and name.whole and not name.gapped and not name.mask & ~mention.mask:
            theirs = (o for o in others if o.entity != mention.entity and not o.gapped and not o.mask & name.mask)
            if any(not more & ~other.mask for other in theirs):
                return True
    return False


def _joined(alike: list[Mention], names: Mapping[tuple[str, int], str]) -> Iterator[Mention]:
    """The names of one thing that are said in full, each with a word of another name of it beside it."""
    others = [other for other in alike if names.get((other.kind, other.mask), other.entity) == other.entity]
    for mention in alike:
        if mention.mask & (mention.mask - 1) and mention.whole:
            yield from _widened(mention, others)


def _widened(mention: Mention, others: Iterable[Mention]) -> Iterator[Mention]:
    """A name with a word of another name of the same thing beside it: "biten dış destekli proje".

    `others` name the thing too; a word that is the name of another one of the kind is none of them.
    """
    for other in others:
        beside = not other.mask & mention.mask and other.start <= mention.end and other.end >= mention.start
        if beside:
            mask = mention.mask | other.mask
            start = min(mention.start, other.start)
            said = max(WIDENED * other.mask.bit_count(), other.cost if other.slip else 0.0)
            yield mention._replace(mask=mask, cost=mention.cost + said, start=start, end=mask.bit_length())


def filled(mention: Mention, words: Mapping[int, float], others: Iterable[Mention]) -> Mention | None:
    """A name said in full with the words inside it that other names of the thing have: "desteklenen ve tamamlanan".

    `others` are the things of the kind that are named in full: their words are theirs.
    """
    inside = [at for at in range(mention.start, mention.end) if not mention.mask >> at & 1 and at in words]
    if not inside:
        return None
    theirs = 0
    for other in others:
        theirs |= other.mask if other.entity != mention.entity else 0
    if any(theirs >> at & 1 for at in inside):
        return None
    mask = mention.mask | sum(1 << at for at in inside)
    return mention._replace(mask=mask, cost=mention.cost + sum(WIDENED + words[at] for at in inside))


def without_dominated(mentions: list[Mention]) -> list[Mention]:
    """The first KEPT, without what another mention of the same entity says with more words at no higher cost."""
    kept: list[Mention] = []
    same: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        others = same[mention.entity]
        if any(other.mask & mention.mask == mention.mask and other.cost <= mention.cost for other in others):
            continue
        others.append(mention)
        kept.append(mention)
        if len(kept) == KEPT:
            break
    return kept


def contiguous(mask: int) -> bool:
    """Whether words stand side by side."""
    low = mask & -mask
    return (mask + low) & mask == 0
