"""A rounding is not denied, another figure is."""

import pytest

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Query
from bot.answering.terms import Number
from bot.questions.answering import Answering
from bot.questions.wording import Wording
from knowledge.base import KnowledgeBase


@pytest.mark.parametrize(
    ("number", "step", "said"),
    [
        (1_280_000, 1.0, "Evet, doğru."),
        (1_300_000, 1e5, "Evet, yaklaşık."),
        (1_000_000, 1e6, "Evet, yaklaşık."),
        (1_200_000, 1e5, "Hayır, 1.200.000 değil."),
        (1_300_000, 1.0, "Hayır, 1.300.000 değil."),
    ],
)
def test_proposed_figure(base: KnowledgeBase, number: float, step: float, said: str) -> None:
    cell = Cell("indicator:aktif-ikamet-izni-sayisi", None, Column("target", 2023))
    query = Query(q.VALUE, (cell,), terms=Number(number, step))
    assert said in Wording(base, False).reply(Answering(Figures(base)).answer(query)).text
