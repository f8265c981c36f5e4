"""Weighs the candidates of one message: what many of them share is weighed once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache

from bot.understanding.second.candidates import NONE, Candidate, Form, Operand
from bot.understanding.second.features import RESTRICTED, TOLD, Crossed, Features, Group, form_filling
from bot.understanding.second.mentions import Named
from bot.understanding.second.model import Heads

DIGITS = 9
"""Of a score: of two that are the same but for the order of their sums, the first made stays first."""
CONTEXTS = 64
"""Contexts of columns, such as a year and a measure said, of which the scores are kept over messages."""


class LearntWeights:
    """The weights of features, and what is kept of their sums over messages."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weight = weights.get
        self._heads = Heads(weights)
        self._of_columns: Callable[[Hashable], dict[Group, float]] = lru_cache(CONTEXTS)(lambda _: {})

    def of_columns(self, context: Hashable) -> dict[Group, float]:
        """The scores of columns that are known so far in a context."""
        return self._of_columns(context)

    def sum(self, names: Iterable[str], crossed: Iterable[Crossed]) -> float:
        """The sum of the weights of some features."""
        weight = self._weight
        total = sum([weight(name, 0.0) for name in names])
        for head, tails in crossed:
            if tails and (table := self._heads(head)):
                total += sum([table.get(tail, 0.0) for tail in tails])
        return total


class Scores:
    """The scores of one message's candidates: each is the sum of its groups', as `Features.groups` has them."""

    def __init__(self, features: Features, weights: LearntWeights) -> None:
        self.features = features
        self._weights = weights
        self._groups: dict[Group, float] = {}
        self._columns = weights.of_columns(features.column_context)
        self._forms: dict[tuple[Form, str, str], tuple[float, int]] = {}
        self._operands: dict[tuple[tuple[Operand, ...], str], tuple[float, int]] = {}
        self._about: dict[tuple[tuple[Named, ...], str, str, str], tuple[float, int]] = {}
        self._left: dict[tuple[int, str], float] = {}

    def score(self, candidates: Iterable[Candidate]) -> None:
        """Gives each candidate its score."""
        forms, operands, about, lefts = self._forms, self._operands, self._about, self._left
        free = self.features.free
        for one in candidates:
            if one is NONE:
                one.score = self._sum(self.features.groups(one))
                continue
            form, things, named, source = one.form, one.operands, one.about, one.source
            # What `form_filling` says, and so on below: this loop runs for each of thousands of candidates.
            key = (form, source, (named[0].kind if form.aspect else RESTRICTED) if named else "")
            total, explained = forms.get(key) or self._of_form(one, key)
            explained |= one.mask | free
            if things:
                more, words = operands.get((things, form.operation)) or self._of_operands(things, form)
                total += more
                explained |= words
            elif named:
                sort = (named, form.family, source, form.base_kind)
                more, words = about.get(sort) or self._of_about(one, sort)
                total += more
                explained |= words
                if one.text or form.aspect:
                    explained |= one.text
                    if form.operation in TOLD:
                        total += self._group(("text", one.text, form.shape, source))
            last = (explained, form.family)
            left = lefts.get(last)
            if left is None:
                left = lefts[last] = self._group(("left", *last))
            one.score = round(total + left, DIGITS)

    def _group(self, group: Group) -> float:
        kept = self._columns if group[0] == "columns" else self._groups
        score = kept.get(group)
        if score is None:
            score = kept[group] = self._weights.sum(*self.features.parts(group))
        return score

    def _sum(self, groups: Iterable[Group]) -> float:
        return sum([self._group(group) for group in groups])

    def _of_form(self, candidate: Candidate, key: tuple[Form, str, str]) -> tuple[float, int]:
        """What candidates of a form that are filled alike share: their score and the words that they explain."""
        form = candidate.form
        score = self._sum(self.features.form_groups(form, candidate.source, form_filling(candidate)))
        found = self._forms[key] = score, self.features.form_words(form)
        return found

    def _of_operands(self, operands: tuple[Operand, ...], form: Form) -> tuple[float, int]:
        score = self._sum(self.features.operand_groups(operands, form))
        found = self._operands[operands, form.operation] = score, self.features.operand_words(operands)
        return found

    def _of_about(self, candidate: Candidate, key: tuple[tuple[Named, ...], str, str, str]) -> tuple[float, int]:
        about, form = candidate.about, candidate.form
        score = self._sum(self.features.about_groups(about, form, candidate.source))
        found = self._about[key] = score, self.features.about_words(about)
        return found
