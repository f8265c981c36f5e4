"""Answers queries: runs an operation's computation."""

from __future__ import annotations

from bot.answering.cells import NotHeldError
from bot.answering.figures import Figures
from bot.answering.queries import Query, Result
from bot.questions.registry import OPERATIONS


class Answering:
    """Answers queries against one knowledge base."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    def answer(self, query: Query) -> Result:
        """The outcome of a query: figures, names or texts, or why there are none."""
        try:
            return OPERATIONS[query.operation].compute(self.figures, query)
        except NotHeldError as refusal:
            return Result(query, absence=refusal.absence)
