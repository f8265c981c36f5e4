"""A first message that asks something of one of a class, and names none, is asked back: which of them."""

from __future__ import annotations

import pytest

from bot.engine import Engine
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


@pytest.mark.parametrize(
    ("text", "head", "choice"),
    [
        ("2023 hedefi ne", "Hangi göstergeyi", "Aktif ikamet izni sayısı, 2023 hedefi"),
        ("bu göstergede 2023 hedefimiz kaç acaba?", "Hangi göstergeyi", "Aktif ikamet izni sayısı, 2023 hedefi"),
        ("2022 planı neydi", "Hangi göstergeyi", "2022 planlanan"),
        ("söz konusu faaliyetin haziran sonu harcaması ne kadar?", "Hangi faaliyeti", "2022 Haziran sonu harcaması"),
        ("kurul ne sıklıkla toplanıyor", "Hangi kurul veya komisyonu", "Göç Kurulu"),
        ("genel müdürlüğümüzün 2023 ödeneği", "Hangi genel müdürlüğü", "Genel Müdürlüğü"),
    ],
)
def test_which_one_is_asked_back(engine: Engine, text: str, head: str, choice: str) -> None:
    reply, _ = engine.respond(text, Conversation())
    assert reply.status == CLARIFY
    assert reply.text.startswith(head)
    assert choice in reply.choices[0] or choice in reply.text


@pytest.mark.parametrize(
    "text", ["kaç gösterge var", "hangi faaliyetin bütçesi en yüksek", "2023 bütçesi ne", "ikamet izni 2023 hedefi"]
)
def test_what_is_of_all_or_of_one_that_is_named_is_answered(engine: Engine, text: str) -> None:
    assert engine.respond(text, Conversation())[0].status == ANSWER


def test_a_name_alone_then_is_asked_in_the_column_asked_before(engine: Engine) -> None:
    _, state = engine.respond("2023 hedefi ne", Conversation())
    reply, _ = engine.respond("aktif ikamet izni sayısı", state)
    assert reply.figures[0].value == 1_280_000


@pytest.mark.parametrize("text", ["2030 hedefi ne", "aktif ikamet izni 2028 hedefi ne kadar olacak"])
def test_a_year_that_no_programme_tells_is_refused(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(text, Conversation())
    assert (reply.status, reply.figures) == (NO_ANSWER, ())
    assert "yıl yok" in reply.text or "yılı yok" in reply.text


def test_a_class_word_in_a_name_asks_nothing_back(engine: Engine) -> None:
    reply, _ = engine.respond("personel dairesinin personel sayısı", Conversation())
    assert reply.status == NO_ANSWER
