"""A claim with the true figure is never denied, one with a clearly false figure never confirmed, over every fact."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.answering import queries as q
from bot.answering.conditions import ABOVE, BELOW, DOWN_TO, UP_TO
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Figure, Query, Result
from bot.claims.cues import cue_of
from bot.claims.proposals import proposal_of
from bot.claims.weighing import ABOUT, NO, YES, weigh
from knowledge.base import KnowledgeBase
from knowledge.language import numbers
from knowledge.language.declension import with_case
from knowledge.language.numbers import format_number
from knowledge.language.words import split

EQUAL = ("{} mi", "{} diyorlar, doğru mu?", "{} olarak geçiyor, teyit eder misiniz?", "tam {} mi", "{}'mi acaba")
HELD = {
    ABOVE: ("{acc} geçiyor mu", "{abl} fazla mı", "{gen} üstünde mi", "{acc} aşmış mı", "{abl} fazlaymış diyorlar"),
    BELOW: ("{abl} az mı", "{gen} altında mı", "{abl} düşük mü"),
    UP_TO: ("{acc} buluyor mu", "{dat} ulaşmış mı", "en az {} mi"),
    DOWN_TO: ("en fazla {} mi",),
}
"""Ways to hold a figure against a number."""
TRUE = {ABOVE: 0.5, BELOW: 2.0, UP_TO: 0.5, DOWN_TO: 2.0}
"""By what a figure is multiplied for a number of which that is so."""


def figures(base: KnowledgeBase) -> Iterator[Figure]:
    """Every printed figure, one of each value and unit."""
    known = Figures(base)
    seen: set[tuple[float, str, bool]] = set()
    for row in base.connection.execute("select distinct subject, item, measure, year from facts"):
        subject, item, measure, year = row
        figure = known.at(Cell(subject, item, Column(measure, year)))
        assert figure is not None
        kind = (figure.value, figure.unit, bool(figure.others))
        if kind not in seen:
            seen.add(kind)
            yield figure


def verdict(figure: Figure, claim: str) -> str | None:
    """What is said to a claim about a figure."""
    words = split(claim)
    cue = cue_of(words)
    assert cue is not None, claim
    proposal = proposal_of(words, cue, numbers.find(words), 0)
    cell = Cell(figure.subject, figure.item, Column(figure.measure, figure.year))
    return None if proposal is None else weigh(Result(Query(q.VALUE, (cell,)), (figure,)), proposal)


def claimed(form: str, value: float, unit: str) -> str:
    """A claim with a figure as a person types it."""
    number = ("%" if unit == "oran" else "") + format_number(value)
    return form.format(number, **{case: with_case(number, case) for case in ("acc", "abl", "gen", "dat")})


@pytest.mark.parametrize("form", EQUAL)
def test_the_true_figure_is_confirmed_and_a_false_one_denied(base: KnowledgeBase, form: str) -> None:
    for figure in figures(base):
        true = claimed(form, figure.value, figure.unit)
        false = claimed(form, figure.value * 3 + 7, figure.unit)
        assert verdict(figure, true) == (None if figure.others else YES), true
        assert verdict(figure, false) == NO, false


@pytest.mark.parametrize(("limit", "form"), [(limit, form) for limit, forms in HELD.items() for form in forms])
def test_a_figure_is_held_against_a_number_the_right_way_round(base: KnowledgeBase, limit: str, form: str) -> None:
    for figure in figures(base):
        if figure.value < 10 or figure.others:
            continue
        holds = claimed(form, round(figure.value * TRUE[limit]), figure.unit)
        fails = claimed(form, round(figure.value / TRUE[limit]), figure.unit)
        assert verdict(figure, holds) == YES, holds
        assert verdict(figure, fails) == NO, fails


def test_a_rounded_figure_is_about_right(base: KnowledgeBase) -> None:
    for figure in figures(base):
        if figure.unit == "TL" and figure.value > 2_000_000:
            millions = format_number(round(figure.value / 1_000_000, 1))
            assert verdict(figure, f"{millions} milyon mu") in (YES, ABOUT, None)
