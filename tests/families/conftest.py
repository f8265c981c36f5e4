"""Queries answered and told over the shipped programme, whatever a message would have to say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answering.figures import Figures
from bot.answering.queries import Query, Result
from bot.questions.answering import Answering
from bot.questions.wording import Wording
from bot.replies.reply import Reply
from knowledge.base import KnowledgeBase

Tell = Callable[[Query], list[str]]


@pytest.fixture(scope="session")
def answer(base: KnowledgeBase) -> Callable[[Query], Result]:
    return Answering(Figures(base)).answer


@pytest.fixture(scope="session")
def reply(base: KnowledgeBase, answer: Callable[[Query], Result]) -> Callable[[Query], Reply]:
    wording = Wording(base)
    return lambda query: wording.reply(answer(query))


@pytest.fixture(scope="session")
def tell(reply: Callable[[Query], Reply]) -> Tell:
    """The lines of a reply without its source."""
    return lambda query: [line for line in reply(query).text.split("\n") if not line.startswith("Kaynak: ")]
