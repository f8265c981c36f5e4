"""Who asks what stands under a thing is not told where the thing belongs, nor how many there are."""

from __future__ import annotations

import pytest

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.understanding.under import COUNTED, UNDER, asked_of, beside
from knowledge.language.words import split

PARENT = Query(q.RELATION, entities=("unit:x",), aspect="parent")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Ziraat Fakültesinin altında hangi birimler var", UNDER),
        ("Yabancılar Genel Müdürlüğüne bağlı daire başkanlıkları hangileri", UNDER),
        ("Enstitünün bünyesinde kaç birim var", UNDER),
        ("Organ Nakli Merkezi kime bağlı", ""),
        ("vize dairesi hangi genel müdürlüğün altında", ""),
        ("altında hangi birimler var", ""),
        ("hasta sayısına gönderilenler de giriyor mu", COUNTED),
        ("değişim öğrencileri dahil mi", COUNTED),
        ("hedef bütçeye giriyor", ""),
        ("", ""),
    ],
)
def test_what_is_asked_of_a_thing(text: str, asked: str) -> None:
    assert asked_of(split(text)) == asked


def test_what_answers_something_else() -> None:
    assert beside(PARENT, UNDER)
    assert not beside(PARENT, "")
    assert not beside(Query(q.LIST, entities=("unit:x",), kind="unit"), UNDER)
    assert beside(Query(q.VALUE), COUNTED)
    assert not beside(PARENT, COUNTED)
