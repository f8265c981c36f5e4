"""What the features of all candidates of a message look at: made once a message."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from bot.understanding.second.columns import ColumnSets
from bot.understanding.second.mentions import Named
from bot.understanding.second.signals import UNKNOWN, Signals
from bot.understanding.sentences import sentence_starts
from knowledge.base import KnowledgeBase
from knowledge.language.asking import QUESTION_WORDS
from knowledge.language.words import Word

SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97)
"""Bounds of shares that features tell apart."""
STEM = 5
"""Letters by which a Turkish word is known whatever its endings (F5 of Can et al., JASIST 59/3, 2008)."""
SHORT = 4
"""Words below which a message says little beside a name."""
NAMED = 0.5
"""Share of a name from which its words count as naming it."""


class Crossed(NamedTuple):
    """Features that cross a thing of some sort with what the message shows, but for itself: "o:sum|j1"."""

    sort: str
    """What their names begin with."""
    thing: str
    shown: Sequence[str]


def bucket(value: float, bounds: Sequence[float]) -> int:
    """How many of some rising bounds a value reaches."""
    return bisect_right(bounds, value)


class Seen:
    """A message as features see it."""

    def __init__(
        self,
        base: KnowledgeBase,
        said: Signals,
        columns: ColumnSets,
        mentions: Sequence[Named],
        unpaired: Sequence[Named] = (),
        pairing: str = "",
    ) -> None:
        """`unpaired`: a whole and a part well named of which the programme has no figure; `pairing`: of what sort."""
        self.base = base
        self.said = said
        self.columns = columns
        self.mentions = mentions
        self.unpaired, self.pairing = unpaired, pairing
        self.shown = said.features()
        self.first = said.state.last is None
        self.asking = sorted({QUESTION_WORDS[w.folded] for w in said.words if w.folded in QUESTION_WORDS})
        self.cues = 0
        self.kinds: dict[str, int] = {}
        self.aspects: dict[str, int] = {}
        for sense, mask in said.senses.items():
            role, _, value = sense.partition(":")
            if role in ("feature", "measure"):
                self.cues |= mask
            elif role == "kind":
                base_kind = value.partition(":")[0]
                self.kinds[base_kind] = self.kinds.get(base_kind, 0) | mask
            elif role == "aspect":
                self.aspects[value] = self.aspects.get(value, 0) | mask
        self.free = said.small | self.cues
        self.figures = said.year_mask | said.number_mask
        self.best = max((m.said for m in mentions), default=0.0)
        self.taken = 0
        for mention in mentions:
            if mention.coverage > 0.6 and mention.words > 1 and mention.place == 0:
                self.taken |= mention.mask
        self.telling = said.full & ~(self.free | self.figures | self.taken)
        """The words that neither ask for something nor name it, as bits."""
        self.strange = sum([1 << at for at, weight in enumerate(said.weights) if weight >= UNKNOWN])
        """Those that weigh what an unknown one does."""
        self.whole = [m for m in mentions if m.whole and m.words > 1 and not m.slip]
        self.sentences = _sentences(said.words)

    @cached_property
    def last_aspect(self) -> str:
        """The sort of text, or the relation, that was answered last."""
        last = self.said.state.last
        if last is None or last.aspect or not last.attributes:
            return last.aspect if last is not None else ""
        return self.base.attribute(last.attributes[0]).kind

    @cached_property
    def crossed_stems(self) -> list[str]:
        """The beginnings of the words that name nothing, as features are crossed with: no list need know them."""
        named = self.figures
        for mention in self.mentions:
            if mention.coverage > NAMED:
                named |= mention.mask
        words = enumerate(self.said.words)
        return sorted({f"w:{w.folded[:STEM]}" for at, w in words if not named >> at & 1 and len(w.folded) > 2})

    def around(self, mask: int) -> int:
        """The words of the sentences in which some words stand that name something; none where there is but one."""
        if len(self.sentences) == 1:
            return 0
        named = mask & ~self.free
        return sum([sentence for sentence in self.sentences if sentence & named])


def _sentences(words: Sequence[Word]) -> list[int]:
    """The words of each sentence, as bits."""
    return [(1 << end) - (1 << start) for start, end in pairwise([0, *sentence_starts(words), len(words)])]
