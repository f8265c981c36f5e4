"""What tests of the understanding share: a reader, and divisions of messages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.engine import Engine
from bot.understanding.dialogue import Conversation
from bot.understanding.frame import Division, Frame
from bot.understanding.message import Message
from bot.understanding.segments import Cutter
from knowledge.base import KnowledgeBase
from knowledge.language.words import split

Messages = Callable[..., Message]
Frames = Callable[..., Frame]


@pytest.fixture(scope="session")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base, weights={})


@pytest.fixture(scope="session")
def message(engine: Engine) -> Messages:
    """The message of a text, in a conversation or in none."""

    def of(text: str, state: Conversation | None = None, continued: bool = False) -> Message:
        lattice = engine.reader.vocabulary.read(tuple(split(text)))
        return Message.of(engine.reader.linker, engine.base, state or Conversation(), lattice, continued)

    return of


@pytest.fixture(scope="session")
def frame(message: Messages) -> Frames:
    """The division of a text that names some entities, each by the likeliest of its mentions."""

    def of(text: str, *entities: str, state: Conversation | None = None) -> Frame:
        one = message(text, state)
        chosen = tuple(next(m for m in one.mentions if m.entity == entity) for entity in entities)
        taken = 0
        for mention in chosen:
            taken |= mention.mask
        found, left = Cutter(one.lattice, one.years, one.numbers).cut(taken, 0)
        assert not left, f"{left:b} of {text!r} stays unexplained"
        return Frame(one, Division(chosen, found, 0.0))

    return of
