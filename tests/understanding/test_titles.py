"""A title of which only a part is a unit's or council's name, beside a strange word, is not that unit or council."""

from __future__ import annotations

import pytest

from bot.engine import Engine
from bot.replies.reply import ANSWER
from bot.understanding.frame import Conversation
from bot.understanding.titles import misnamed
from knowledge.base import KnowledgeBase
from knowledge.language.words import split


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(KnowledgeBase())


def _misnamed(engine: Engine, text: str) -> frozenset[str]:
    lattice = engine.reader.vocabulary.read(split(text))
    return misnamed(lattice, engine.reader.linker.mentions(lattice))


@pytest.mark.parametrize(
    "text",
    [
        "sınır güvenliği daire başkanlığı hangi genel müdürlüğe bağlı",
        "siber güvenlik dairesi nereye bağlı",
        "iklim göçü dairesi hangi genel müdürlükte",
        "göç güvenlik kurulu ne zaman toplanır",
        "uluslararası koruma denetim dairesi ne iş yapar",
    ],
)
def test_another_title_never_gets_a_units_answer(engine: Engine, text: str) -> None:
    assert _misnamed(engine, text)
    reply, _ = engine.respond(text, Conversation())
    assert reply.status != ANSWER


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kamu güvenliği dairesi nereye bağlı", "Kamu Güvenliği"),
        ("Metin şöyle. Eğitim Dairesi nereye bağlı", "Eğitim Daire"),
        ("yönetim hizmetlerinin eğitim dairesi nereye bağlı", "Eğitim Daire"),
        ("insan ticareti mağdurları koruma dairesi nereye bağlı", "İnsan Ticareti Mağdurlarını Koruma"),
    ],
)
def test_what_stands_outside_a_title_is_no_part_of_it(engine: Engine, text: str, told: str) -> None:
    assert not _misnamed(engine, text)
    reply, _ = engine.respond(text, Conversation())
    assert reply.status == ANSWER
    assert told in reply.text


def test_a_title_named_in_full_is_the_thing_whatever_stands_before_it(engine: Engine) -> None:
    assert not _misnamed(engine, "bizim yeni göç kurulu")
