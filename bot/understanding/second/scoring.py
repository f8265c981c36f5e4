"""Weighs the candidates of one message: what many of them share is weighed once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate
from math import exp, inf
from operator import itemgetter
from typing import NamedTuple

from bot.answering.queries import Column
from bot.understanding.second.candidates import NONE, Asked, Candidate, Filling, Form, Forms, Head, Made, Operand
from bot.understanding.second.column_features import PAIR
from bot.understanding.second.features import COLUMN, CROSSED, WEIGHED, Features, Group, Told, form_filling
from bot.understanding.second.mentions import Named
from bot.understanding.second.model import Crossing, Crossings
from bot.understanding.second.seen import Crossed

DIGITS = 9
"""Of a score: of two that are the same but for the order of their sums, the first made stays first."""
TIE = 10**-DIGITS
"""Scores that lie no further apart are the same."""
NEGLIGIBLE = 12.0
"""How far below the best a score adds nothing to the sum of probabilities."""
CONTEXTS = 128
"""Contexts, such as a year and a measure said, of which scores are kept over messages: of columns, of other groups."""
GROUPS = 4_000
"""Groups of a sort and a context of which the scores are kept."""

Columned = tuple[float, tuple[str, ...]]
"""The score of columns, and what of them is crossed with a message."""


class LearntWeights:
    """The weights of features, and what is kept of their sums over messages."""

    def __init__(self, weights: Mapping[str, float], crossings: Crossings | None = None) -> None:
        """`crossings`: those of the weights, where they are made already."""
        self._weight = weights.get
        self._crossings = crossings or Crossings(weights)
        self._of_columns: Callable[[Hashable], dict[Asked, Columned]] = lru_cache(CONTEXTS)(lambda _: {})
        self._of_groups: Callable[[str, Hashable], dict[Group, float]] = lru_cache(CONTEXTS)(lambda *_: {})

    def of_columns(self, context: Hashable) -> dict[Asked, Columned]:
        """What is known so far of columns in a context."""
        return self._of_columns(context)

    def of_groups(self, sort: str, context: Hashable) -> dict[Group, float]:
        """The scores of groups of a sort that are known so far in a context."""
        kept = self._of_groups(sort, context)
        if len(kept) > GROUPS:
            kept.clear()
        return kept

    def sum(self, told: Told) -> float:
        """The sum of the weights of some features."""
        if isinstance(told, Crossed):
            return _crossed(self._crossings.sums(told.sort, told.shown), told.thing)
        return sum(filter(None, map(self._weight, told)))

    def crossed(self, sort: str, shown: Iterable[str]) -> Crossing:
        """For each thing of a sort the sum of the weights that cross it with what a message shows."""
        return self._crossings.sums(CROSSED[sort], shown)


@dataclass(slots=True)
class _Ranked:
    """Forms of the same filling that explain the same words, the best first."""

    form: Form
    """Any of them: the operation and the family are the same."""
    words: int
    said: int
    below: list[float]
    """The score of each, negated."""
    places: list[int]
    _sums: list[float] | None = None

    def together(self, count: int) -> float:
        """How many times as likely as the first so many of the first are together."""
        if self._sums is None:
            first = self.below[0]
            self._sums = list(accumulate([exp(first - below) for below in self.below]))
        return self._sums[count - 1]


class _Run(NamedTuple):
    """Ranked forms of a filling, with what all of them score beside."""

    base: float
    order: int
    filling: Filling
    ranked: _Ranked

    @property
    def best(self) -> float:
        return round(self.base - self.ranked.below[0], DIGITS)

    def likely(self, best: float) -> float:
        """How likely they are together, the best candidate of the message 1; what is negligible does not count."""
        count = bisect_left(self.ranked.below, round(self.base - best + NEGLIGIBLE, DIGITS) - TIE)
        return exp(self.base - self.ranked.below[0] - best) * self.ranked.together(count) if count else 0.0


class Scores:
    """The scores of one message's candidates: each is the sum of its groups', as `Features.groups` has them.

    What is filled alike is not weighed one by one: the forms are ranked once, and what fills them shifts them all.
    """

    def __init__(self, features: Features, weights: LearntWeights) -> None:
        self.features = features
        self._weights = weights
        self._groups: dict[Hashable, dict[Group, float]] = defaultdict(dict)
        """The scores of groups by their sort; of those that messages share also what was known before."""
        for sort, context in features.contexts.items():
            self._groups[sort] = weights.of_groups(sort, context)
        self._crossings: dict[str, Crossing] = {}
        """For each sort of things what each scores beside what the message shows."""
        self._texts: dict[tuple[int, str, str], float] = {}
        self._aspects: dict[tuple[str, str, str], float] = {}
        self._operations: dict[tuple[str, str, bool, bool], float] = {}
        self._columns = weights.of_columns(features.asked.context)
        self._heads: dict[tuple[Head, str, str], tuple[float, int]] = {}
        self._asked: dict[Asked | None, float] = {None: 0.0}
        self._coordinates: dict[tuple[str, tuple[Column, ...]], float] = {}
        self._tables: dict[tuple[Forms, str, str], Sequence[_Ranked]] = {}
        self._operands: dict[tuple[tuple[Operand, ...], str], tuple[float, int]] = {}
        self._operand: dict[tuple[Operand, str], float] = {}
        self._things: dict[tuple[tuple[Operand, ...], str], tuple[float, tuple[str, ...], int]] = {}
        """Of some things what they score whatever is done with them, their kinds, and the words that repeat these."""
        self._named: dict[tuple[Named, str], float] = {}
        self._own: dict[Operand | Named, float] = {}
        """What something scores by itself, whatever the family of the question."""
        self._about: dict[tuple[tuple[Named, ...], str, str, str], tuple[float, int]] = {}
        self._left: dict[tuple[int, int, str], float] = {}
        self._full = features.said.full & ~features.seen.free
        """The words that something has to explain."""

    def likeliest(self, made: Iterable[Made], most: int) -> list[Candidate]:
        """The likeliest candidates with their scores and probabilities, of equal ones those made first."""
        alone: list[tuple[float, int, Candidate]] = []
        runs: list[_Run] = []
        for order, one in enumerate(made):
            if isinstance(one, Filling):
                runs += self._runs(order, one)
            else:
                alone.append((self._score(one), order, one))
        bests = [run.best for run in runs]
        firsts = nlargest(most, [score for score, _, _ in alone] + bests)
        best, least = firsts[0], firsts[-1] if len(firsts) == most else -inf
        total = sum([exp(score - best) for score, _, _ in alone if score > best - NEGLIGIBLE])
        total += sum([run.likely(best) for run, own in zip(runs, bests, strict=True) if own > best - NEGLIGIBLE - TIE])
        ranked = [(-score, order, 0, one) for score, order, one in alone if score >= least]
        above = _above([run for run, own in zip(runs, bests, strict=True) if own >= least], least)
        found: list[tuple[float, int, int, Made]] = [*ranked, *above]
        kept = []
        for below, _, place, source in sorted(found, key=itemgetter(0, 1, 2))[:most]:
            candidate = source.candidate(place) if isinstance(source, Filling) else source
            candidate.score = -below
            candidate.probability = exp(candidate.score - best) / total
            kept.append(candidate)
        return kept

    def _runs(self, order: int, filling: Filling) -> Iterator[_Run]:
        things, named = filling.operands, filling.about
        for ranked in self._table(filling):
            score, explained = self._filled(things, named, ranked.form, filling.source)
            mask = filling.mask | ranked.said
            score += self._of_left(explained | ranked.words | mask, mask, ranked.form.family)
            yield _Run(score, order, filling, ranked)

    def _table(self, filling: Filling) -> Sequence[_Ranked]:
        """The forms of a filling by what they explain, ranked; the same for all that fill them alike."""
        named, source = filling.about, filling.source
        key = (filling.forms, source, named[0].kind if named else "")
        if key in self._tables:
            return self._tables[key]
        alike: dict[tuple[str, str, int, int], list[tuple[float, int]]] = {}
        known = self._asked
        for form, said, asked, places in filling.forms.alike:
            score, words = self._of_head(form, source, form_filling(form, named))
            if form.told:
                score += self._of_text(0, form.shape, source)
            scores = alike.setdefault((form.operation, form.family, words, said), [])
            for one, place in zip(asked, places, strict=True):
                column = known.get(one)
                scores.append((-score - (self._of_columns(one) if column is None else column), place))
        found = []
        for (_, _, words, said), scores in alike.items():
            scores.sort()
            places = [place for _, place in scores]
            found.append(_Ranked(filling.forms.all[places[0]], words, said, [below for below, _ in scores], places))
        self._tables[key] = found
        return found

    def _score(self, one: Candidate) -> float:
        """The score of a candidate by itself."""
        form, source, named, text, mask = one.form, one.source, one.about, one.text, one.mask
        if form is NONE.form:
            return round(sum(map(self._group, self.features.groups(one))), DIGITS)
        of = form_filling(form, named)
        total, words = self._heads.get((form.head, source, of)) or self._of_head(form, source, of)
        if form.asked is not None:
            total += self._of_columns(form.asked)
        more, explained = self._filled(one.operands, named, form, source)
        if form.told:
            total += self._texts.get((text, form.shape, source)) or self._of_text(text, form.shape, source)
        key = (words | explained | mask | text, mask, form.family)
        left = self._left.get(key)
        return round(total + more + (self._of_left(*key) if left is None else left), DIGITS)

    def _filled(
        self, things: tuple[Operand, ...], named: tuple[Named, ...], form: Form, source: str
    ) -> tuple[float, int]:
        """What the things score that fill a form, and the words that explain them beside."""
        if things:
            return self._operands.get((things, form.operation)) or self._of_operands(things, form)
        if named:
            key = (named, form.family, source, form.base_kind)
            return self._about.get(key) or self._of_about(named, form, source)
        return 0.0, 0

    def _of_left(self, explained: int, mask: int, family: str) -> float:
        """What it scores to leave all unexplained but some words; `mask`: those that names explain."""
        key = (explained, mask, family)
        left = self._left.get(key)
        if left is None:
            group = self.features.leaving.group(self._full & ~explained, family, self.features.seen.around(mask))
            left = self._left[key] = self._group(group)
        return left

    def _of_text(self, text: int, shape: str, source: str) -> float:
        key = (text, shape, source)
        score = self._texts.get(key)
        if score is None:
            score = self._texts[key] = self._group(self.features.text_group(*key))
        return score

    def _group(self, group: Group) -> float:
        known = self._groups[group[0]]
        score = known.get(group)
        if score is None:
            score = known[group] = self._weights.sum(self.features.told(group))
        return score

    def _crossed(self, sort: str, thing: str) -> float:
        """What it scores that a thing of some sort stands beside what the message shows."""
        return _crossed(self._crossings.get(sort) or self._crossing(sort), thing)

    def _crossing(self, sort: str) -> Crossing:
        found = self._crossings[sort] = self._weights.crossed(sort, self.features.crossed_with(sort))
        return found

    def _of_head(self, form: Form, source: str, of: str) -> tuple[float, int]:
        """What candidates score whose forms have the same head and are filled alike, and the words they explain."""
        key = (form.head, source, of)
        found = self._heads.get(key)
        if found is None:
            score = self._of_operation(form, source)
            if form.kind:
                score += self._group(self.features.class_group(form, source, of))
            if form.aspect:
                score += self._of_aspect(form, of)
            found = self._heads[key] = score, self.features.form_words(form)
        return found

    def _of_operation(self, form: Form, source: str) -> float:
        key = (form.shape, source, form.numbered, form.asked is None)
        score = self._operations.get(key)
        if score is None:
            own, shape, operation = self.features.operation_groups(form, source)
            score = sum(map(self._group, own)) + self._crossed(*shape) + self._crossed(*operation)
            self._operations[key] = score
        return score

    def _of_aspect(self, form: Form, of: str) -> float:
        key = (form.aspect, form.operation, of)
        score = self._aspects.get(key)
        if score is None:
            own, answer, aspect = self.features.aspect_groups(form, of)
            score = self._group(own) + self._crossed(*answer) + self._crossed(*aspect)
            self._aspects[key] = score
        return score

    def _of_columns(self, asked: Asked | None) -> float:
        score = self._asked.get(asked)
        if score is None and asked is not None:
            columned = self._columns.get(asked)
            if columned is None:
                own = self._weights.sum(self.features.asked.of_operation(asked)) + self._of_coordinates(asked)
                columned = self._columns[asked] = own, self.features.asked.crossed(asked)
            score, crossed = columned
            if len(asked.columns) == PAIR:
                score += self._weights.sum(self.features.asked.of_endings(asked))
            crossings = self._crossings.get(COLUMN) or self._crossing(COLUMN)
            for one in crossed:
                score += _crossed(crossings, one)
            self._asked[asked] = score
        return score or 0.0

    def _of_coordinates(self, asked: Asked) -> float:
        key = (asked.domain, asked.columns)
        score = self._coordinates.get(key)
        if score is None:
            score = self._coordinates[key] = self._weights.sum(self.features.asked.of_coordinates(*key))
        return score

    def _of_operands(self, operands: tuple[Operand, ...], form: Form) -> tuple[float, int]:
        things = self._things.get((operands, form.family))
        if things is None:
            own = sum([self._of_operand(operand, form.family) for operand in operands[:WEIGHED]])
            things = own, self.features.kinds_of(operands), self.features.operand_words(operands)
            self._things[operands, form.family] = things
        own, kinds, words = things
        found = self._operands[operands, form.operation] = own + self._group(("kinds", form.operation, kinds)), words
        return found

    def _of_operand(self, operand: Operand, family: str) -> float:
        key = (operand, family)
        score = self._operand.get(key)
        if score is None:
            own = self._own.get(operand)
            if own is None:
                own = self._own[operand] = self._weights.sum(self.features.told(("operand", operand)))
            score = own + sum([self._of_named(one, family) for one in operand.named])
            self._operand[key] = score
        return score

    def _of_about(self, about: tuple[Named, ...], form: Form, source: str) -> tuple[float, int]:
        family, of = form.family, form.base_kind
        score = 0.0
        for one in about:
            score += self._group(("about", one.kind, family, source, of, bool(one.mask)))
            if one.mask:
                score += self._of_named(one, family)
        found = self._about[about, family, source, of] = score, self.features.about_words(about)
        return found

    def _of_named(self, named: Named, family: str) -> float:
        """What it scores that something is named as it is, in a question of some family."""
        key = (named, family)
        score = self._named.get(key)
        if score is None:
            own = self._own.get(named)
            if own is None:
                own = self._own[named] = self._weights.sum(self.features.told(("named", named)))
            score = own + self._group(self.features.names.group_in(named, family))
            self._named[key] = score
        return score


def _crossed(crossing: Crossing, thing: str) -> float:
    """What a thing scores beside what a message shows."""
    places, sums = crossing
    place = places.get(thing)
    return 0.0 if place is None else sums[place]


def _above(runs: Iterable[_Run], least: float) -> Iterator[tuple[float, int, int, Filling]]:
    """Those of some runs that score no less than a bound: the score negated, and where they were made."""
    for base, order, filling, ranked in runs:
        for below, place in zip(ranked.below, ranked.places, strict=True):
            score = round(base - below, DIGITS)
            if score < least:
                break
            yield -score, order, place, filling
