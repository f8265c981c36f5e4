"""What a total holds anyway is no part that is asked of; it stays where it is asked, denied, or of another item."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Engine
from bot.understanding.inclusions import without_inclusions
from knowledge.base import KnowledgeBase
from knowledge.language.words import split

ENGINE = Engine(KnowledgeBase())


def _left(text: str) -> str:
    vocabulary, words = ENGINE.reader.vocabulary, tuple(split(text))
    mentions = ENGINE.reader.linker.mentions(vocabulary.read(words))
    return " ".join(word.text for word in without_inclusions(vocabulary, words, mentions))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("bütçe dışı dahil 2024 toplamı", "bütçe 2024 toplamı"),
        ("bütçe dışı kaynak da dahil olmak üzere toplam ne kadar", "bütçe toplam ne kadar"),
        ("2024 toplamı döner sermaye dahil", "2024 toplamı"),
        ("bütçe içi ve bütçe dışı kaynaklar birlikte 2025", "bütçe 2025"),
        ("bütçe dışıyla birlikte toplam", "bütçe toplam"),
        ("döner sermaye dahil genel toplamda personel giderlerinin payı", "genel toplamda personel giderlerinin payı"),
    ],
)
def test_what_the_total_holds_goes(text: str, left: str) -> None:
    assert _left(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "bütçe dışı kaynak dahil mi",
        "döner sermaye dahil midir",
        "bütçe dışı kaynak dahil değil bütçe ne kadar",
        "bütçe dışı kaynakları dahil etmeyince bütçe ne kadar",
        "bütçe içi ile dışı arasındaki fark",
        "bütçe içi ve dışı kaynaklar ne kadar",
        "döner sermaye ile birlikte personel giderleri ne kadar",
        "döner sermaye dahil personel giderleri hariç toplam",
        "bütçe dışı kaynak 2024",
    ],
)
def test_what_is_asked_denied_or_of_another_item_stays(text: str) -> None:
    assert _left(text) == text


WORDS = str.split("bütçe dışı içi ve döner sermaye dahil kaynak mi toplam 2024 birlikte")


@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_something_is_always_left(words: list[str]) -> None:
    assert bool(_left(" ".join(words))) == bool(words)
