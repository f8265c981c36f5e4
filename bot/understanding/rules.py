"""Named rules that object to a meaning: each is a function with an example that shows what it is for.

    @RULES.rule(example="toplantı için ne kadar harcandı", counter="personel için ne kadar harcandı")
    def nobody_budgets_it(frame: Frame, reading: Reading) -> float: ...

A rule gives what a meaning costs more, 0.0 where it has no objection, REFUSED where the meaning is none. The tests read
every example with its rule and without it: another meaning wins. The counter-example shows where it does not object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from typing import Generic, ParamSpec

REFUSED = inf
"""What a meaning costs that a rule refuses."""

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Rule(Generic[P]):
    """One rule: an objection, and the messages that show it."""

    name: str
    objection: Callable[P, float]
    example: tuple[str, ...]
    """The messages of a conversation, the last of which means something else without the rule."""
    counter: tuple[str, ...]
    """Those of one that looks alike, to which it has no objection."""


class Rules(Generic[P]):
    """The rules that hold for one sort of meaning, in the order in which they are asked."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule[P]] = {}
        self._asked: tuple[Callable[P, float], ...] = ()

    def rule(
        self, *, example: str | tuple[str, ...], counter: str | tuple[str, ...]
    ) -> Callable[[Callable[P, float]], Callable[P, float]]:
        """Makes a function a rule, named as it is named."""

        def named(objection: Callable[P, float]) -> Callable[P, float]:
            name = objection.__name__
            if name in self._rules:
                raise ValueError(f"there are two rules named {name}")
            self._rules[name] = Rule(name, objection, _turns(example), _turns(counter))
            self._asked = tuple(rule.objection for rule in self._rules.values())
            return objection

        return named

    def __iter__(self) -> Iterator[Rule[P]]:
        return iter(self._rules.values())

    def price(self, *arguments: P.args, **named: P.kwargs) -> float:
        """What all objections cost together, REFUSED where one is that."""
        price = 0.0
        for objection in self._asked:
            more = objection(*arguments, **named)
            if more == REFUSED:
                return REFUSED
            price += more
        return price

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """Leaves one rule out, to see what it is worth."""
        kept = self._asked
        self._asked = tuple(rule.objection for rule in self if rule.name != name)
        try:
            yield
        finally:
            self._asked = kept


def _turns(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else said
