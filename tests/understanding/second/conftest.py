"""What tests of the second reader share: an engine with the shipped weights, and messages with all candidates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.engine import Engine
from bot.understanding.frame import Conversation
from bot.understanding.second.reader import Weighed
from bot.understanding.vocabulary import Lattice
from knowledge.base import KnowledgeBase
from knowledge.language.words import split

Weigh = Callable[..., Weighed]
Read = Callable[[str], Lattice]


@pytest.fixture(scope="session")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


@pytest.fixture(scope="session")
def lattice(engine: Engine) -> Read:
    return lambda text: engine.reader.vocabulary.read(tuple(split(text)))


@pytest.fixture(scope="session")
def weigh(engine: Engine, lattice: Read) -> Weigh:
    """All candidates of a text, in a conversation or in none."""

    def of(text: str, state: Conversation | None = None) -> Weighed:
        return engine.second.candidates(lattice(text), state or Conversation())

    return of
