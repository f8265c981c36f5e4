"""Every rule that objects to a reading: its example means something else without it, its counter-example does not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine import Engine
from bot.understanding import every_rule
from bot.understanding.rules import REFUSED, Rule, Rules
from tests.objections import readings_of

EVERY = [(rules, rule) for rules in every_rule() for rule in rules]


@pytest.mark.parametrize(("rules", "rule"), EVERY, ids=[rule.name for _, rule in EVERY])
def test_a_rule_changes_what_its_example_means_and_not_its_counter_example(
    engine: Engine, rules: Rules[Any], rule: Rule[Any]
) -> None:
    told = readings_of(engine, rule.example)
    counter = readings_of(engine, rule.counter)
    with rules.without(rule.name):
        assert readings_of(engine, rule.example) != told
        assert readings_of(engine, rule.counter) == counter
    assert engine.reader.read(rule.counter[-1]).readings or len(rule.counter) > 1


def _two() -> Rules[[int]]:
    rules: Rules[[int]] = Rules()

    @rules.rule(example="a", counter="b")
    def odd(number: int) -> float:
        return 0.5 if number % 2 else 0.0

    @rules.rule(example=("a", "b"), counter="b")
    def large(number: int) -> float:
        return REFUSED if number > 9 else 0.25 if number > 5 else 0.0

    return rules


def test_objections_add_up_until_one_refuses() -> None:
    rules = _two()
    assert [rules.price(number) for number in (2, 3, 7, 11)] == [0.0, 0.5, 0.75, REFUSED]


def test_a_rule_can_be_left_out_for_a_while() -> None:
    rules = _two()
    with rules.without("large"):
        assert rules.price(11) == 0.5
    assert rules.price(11) == REFUSED


def test_two_rules_of_one_name_do_not_load() -> None:
    rules = _two()
    with pytest.raises(ValueError, match="two rules named odd"):
        rules.rule(example="a", counter="b")(next(iter(rules)).objection)
