"""Reads a message by weighing every typed query that its names allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from bot.answering.figures import Figures
from bot.understanding.budget import go_on
from bot.understanding.frame import Conversation
from bot.understanding.linking import Linker
from bot.understanding.second.candidates import Candidate, Made, each, nothing
from bot.understanding.second.columns import ColumnSets
from bot.understanding.second.features import Features
from bot.understanding.second.figure_candidates import FigureCandidates
from bot.understanding.second.grammar import Grammar
from bot.understanding.second.mentions import MentionFinder, Named
from bot.understanding.second.model import WEIGHTS, read_crossings, read_weights
from bot.understanding.second.operands import OperandFinder
from bot.understanding.second.scoring import LearntWeights, Scores
from bot.understanding.second.seen import Seen
from bot.understanding.second.set_candidates import SetCandidates
from bot.understanding.second.signals import Signals, signals
from bot.understanding.second.text_candidates import TextCandidates, texts_of
from bot.understanding.vocabulary import Lattice

KEPT = 12
"""Candidates that are handed back."""
THINGS_KEPT = 1_024
"""Things of which it is kept what texts are about them."""


@dataclass(slots=True)
class Weighed:
    """A message with all its candidates, and what their features look at."""

    said: Signals
    mentions: list[Named]
    made: list[Made]
    features: Features

    @property
    def candidates(self) -> list[Candidate]:
        """Each candidate by itself: hundreds are usual, thousands not rare."""
        return list(each(self.made))


class SecondReader:
    """Reads messages against what one agency's programmes say."""

    def __init__(self, figures: Figures, linker: Linker, weights: Mapping[str, float] | None = None) -> None:
        self.figures = figures
        self.base = figures.base
        self.linker = linker
        self.weights = read_weights(WEIGHTS) if weights is None else weights
        self._learnt = LearntWeights(self.weights, read_crossings() if weights is None else None)
        self.finder = MentionFinder(self.base.connection, self.base.agencies[0])
        self.operands = OperandFinder(figures)
        self._texts_of = lru_cache(THINGS_KEPT)(partial(texts_of, self.base))

    def candidates(self, lattice: Lattice, state: Conversation) -> Weighed:
        """Every candidate of a message, not yet weighed."""
        said = signals(lattice, state, self.base.calendar)
        go_on()
        mentions = self.finder.find(lattice, said.denied, said.bare, said.certain)
        go_on()
        standing = self.linker.attribute_masks(lattice)
        columns = ColumnSets(said)
        operands = self.operands.find(mentions, state, said.cues | said.small)
        unpaired = self.operands.unpaired(mentions, state)
        found: list[Made] = [nothing()]
        found += FigureCandidates(self.figures, said, columns, operands).all()
        found += SetCandidates(self.base, said, columns, mentions).all()
        found += TextCandidates(self.base, said, mentions, standing, self._texts_of).all()
        return Weighed(said, mentions, found, Features(Seen(self.base, said, columns, mentions, *unpaired)))

    def read(self, lattice: Lattice, state: Conversation) -> list[Candidate]:
        """The likeliest candidates, each with its probability; that nothing is meant among them where it is likely."""
        weighed = self.candidates(lattice, state)
        go_on()
        grammar = Grammar(self.base, weighed.said, weighed.mentions)
        found = Scores(weighed.features, self._learnt).likeliest(weighed.made, KEPT)
        found = _rest(found, grammar.denies)
        for candidate in found:
            grammar.turn(candidate)
            candidate.left = weighed.features.left(candidate)
            candidate.rivals = _rivals(candidate, weighed.mentions)
        return found


def _rest(found: list[Candidate], denied: Callable[[Candidate], bool]) -> list[Candidate]:
    """The candidates that are not denied, which share what the others were thought to be worth."""
    kept = [one for one in found if not denied(one)]
    if len(kept) < len(found):
        share = sum(one.probability for one in found) / (sum(one.probability for one in kept) or 1.0)
        kept = [replace(one, probability=one.probability * share) for one in kept]
    return kept


def _rivals(candidate: Candidate, mentions: Sequence[Named]) -> int:
    """How many others are named by all the words that name one of a candidate's things, at most."""
    own = [*candidate.about, *(named for operand in candidate.operands for named in operand.named)]
    return max(
        (sum(m is not one and m.mask & one.mask == one.mask for m in mentions) for one in own if one.mask), default=0
    )
