"""What is not in the programme is said of things that are surely meant only."""

from __future__ import annotations

import pytest

from bot.engine import Engine
from bot.replies.reply import NO_ANSWER
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase

DENIED = "için sorduğunuz bilgi 2023 Performans Programı'nda yok"


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


@pytest.mark.parametrize(
    "text", ["Yabancılar Genel Müdürü'nün adı nedir?", "kaç ülkede göç ataşesi görev yapıyor", "ggm doluluk"]
)
def test_nothing_is_denied_of_what_is_half_named(engine: Engine, text: str) -> None:
    reply = engine.respond(text, Conversation())[0]
    assert reply.status == NO_ANSWER
    assert DENIED not in reply.text


@pytest.mark.parametrize("text", ["Hukuk Müşavirliği 2023 ödeneği", "Rehberlik ve Denetim Başkanlığında kaç müfettiş"])
def test_what_is_named_in_full_and_has_none_is_told_so(engine: Engine, text: str) -> None:
    reply = engine.respond(text, Conversation())[0]
    assert reply.status == NO_ANSWER
    assert DENIED in reply.text
