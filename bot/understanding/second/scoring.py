"""Weighs the candidates of one message: what many of them share is weighed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.understanding.second.candidates import NONE, Candidate, Form, Operand
from bot.understanding.second.features import TOLD, Features, Group, form_filling
from bot.understanding.second.mentions import Named


class Scores:
    """The scores of one message's candidates: each is the sum of its groups', as `Features.groups` has them."""

    def __init__(self, features: Features, weights: Mapping[str, float]) -> None:
        self.features = features
        self._weight = weights.get
        self._groups: dict[Group, float] = {}
        self._forms: dict[tuple[Form, str, str], tuple[float, int]] = {}
        self._operands: dict[tuple[tuple[Operand, ...], str, str], tuple[float, int]] = {}
        self._about: dict[tuple[tuple[Named, ...], str, str, str], tuple[float, int]] = {}
        self._left: dict[tuple[int, str], float] = {}

    def score(self, candidate: Candidate) -> float:
        """The score of a candidate."""
        form = candidate.form
        if candidate is NONE:
            return self._sum(self.features.groups(candidate))
        total, explained = self._of_form(candidate)
        if candidate.operands:
            more, words = self._of_operands(candidate)
            total, explained = total + more, explained | words
        if candidate.about:
            more, words = self._of_about(candidate)
            total, explained = total + more, explained | words
        if form.aspect and form.operation in TOLD:
            total += self._group(("text", candidate.text, form.shape, candidate.source))
        explained |= candidate.mask | candidate.text | self.features.free
        key = (explained, form.family)
        left = self._left.get(key)
        if left is None:
            left = self._left[key] = self._group(("left", *key))
        return total + left

    def _group(self, group: Group) -> float:
        score = self._groups.get(group)
        if score is None:
            weight = self._weight
            score = self._groups[group] = sum([weight(name, 0.0) for name in self.features.of(group)])
        return score

    def _sum(self, groups: Iterable[Group]) -> float:
        return sum([self._group(group) for group in groups])

    def _of_form(self, candidate: Candidate) -> tuple[float, int]:
        """What candidates of a form that are filled alike share: their score and the words that they explain."""
        form, source, of = candidate.form, candidate.source, form_filling(candidate)
        key = (form, source, of)
        found = self._forms.get(key)
        if found is None:
            score = self._sum(self.features.form_groups(form, source, of))
            found = self._forms[key] = score, self.features.form_words(form)
        return found

    def _of_operands(self, candidate: Candidate) -> tuple[float, int]:
        operands, form = candidate.operands, candidate.form
        key = (operands, form.operation, form.family)
        found = self._operands.get(key)
        if found is None:
            score = self._sum(self.features.operand_groups(operands, form))
            found = self._operands[key] = score, self.features.operand_words(operands)
        return found

    def _of_about(self, candidate: Candidate) -> tuple[float, int]:
        about, form, source = candidate.about, candidate.form, candidate.source
        key = (about, form.family, source, form.base_kind)
        found = self._about.get(key)
        if found is None:
            score = self._sum(self.features.about_groups(about, form, source))
            found = self._about[key] = score, self.features.about_words(about)
        return found
