"""The table of endings is whole: each state is reached, and each row can be peeled from a word."""

from __future__ import annotations

from knowledge.language.morphotactics import CASE, DERIVED, END, LENGTHS, NEED, PLURAL, POSS, TABLE, VERB, VERBAL


def reached(start: str) -> set[str]:
    """The states that something may be peeled into from one, through any others."""
    found, left = {start}, [start]
    while left:
        after = {step.after for steps in TABLE.get(left.pop(), {}).values() for step in steps} - found
        found |= after
        left += after
    return found


def test_each_state_is_reached_from_the_end_of_a_word() -> None:
    assert reached(END) >= TABLE.keys() | VERBAL


def test_case_stands_outside_possessive_outside_plural_outside_derivation() -> None:
    order = (CASE, POSS, PLURAL, DERIVED)
    for index, state in enumerate(order):
        after = {step.after for steps in TABLE.get(state, {}).values() for step in steps}
        assert not after.intersection(order[: index + 1])
        assert after.issuperset(order[index + 1 :])


def test_a_verb_is_left_as_one() -> None:
    assert reached(VERB) <= VERBAL


def test_a_pronominal_n_wants_a_possessive_or_ki() -> None:
    assert {"i", "si", "ki"} <= TABLE[NEED].keys()
    assert not {"im", "miz"} & TABLE[NEED].keys()


def test_endings_are_folded_and_their_lengths_known() -> None:
    for state, steps in TABLE.items():
        assert {len(ending) for ending in steps} == set(LENGTHS[state])
        assert all(ending.isascii() and ending.islower() for ending in steps)
        assert all(step.cost > 0 for found in steps.values() for step in found)
