"""A figure in hand finds what bears it, with year and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Query
from bot.answering.terms import Number
from bot.questions.answering import Answering
from knowledge.base import KnowledgeBase


@pytest.fixture(scope="module")
def answering(base: KnowledgeBase) -> Answering:
    return Answering(Figures(base))


def _bearers(
    answering: Answering, number: float, step: float = 1.0, kind: str = ""
) -> list[tuple[str, str, int | None, float]]:
    result = answering.answer(Query(q.BEARER, kind=kind, terms=Number(number, step)))
    return [(f.subject, f.measure, f.year, f.value) for f in result.figures]


def test_bearer_of_a_figure(answering: Answering) -> None:
    assert _bearers(answering, 1_280_000) == [("indicator:aktif-ikamet-izni-sayisi", "target", 2023, 1_280_000)]


def test_rounding_finds_what_it_rounds(answering: Answering) -> None:
    (subject, measure, year, value) = _bearers(answering, 3.2e9, step=1e8, kind="activity")[0]
    assert (measure, year, value) == ("budget", 2023, 3_198_642_000)
    assert subject.startswith("activity:")


def test_figure_that_nothing_bears(answering: Answering) -> None:
    result = answering.answer(Query(q.BEARER, terms=Number(1_234_567.0, 1.0)))
    assert result.absence is not None
    assert result.absence.reason == "number"


@given(st.floats(0, 1e12) | st.integers(0, 10**12).map(float), st.sampled_from([1.0, 0.1, 1e5, 1e8]))
def test_any_number(answering: Answering, number: float, step: float) -> None:
    for _, _, _, value in _bearers(answering, number, step=step):
        digits = str(int(number))
        rounding = 10 ** (len(digits) - len(digits.rstrip("0"))) if number == int(number) else 0
        assert abs(value - number) <= max(0.005, step / 2, rounding / 2)
