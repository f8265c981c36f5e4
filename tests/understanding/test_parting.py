"""Words that were run together are parted where one way gives known words, and no others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.vocabulary import Vocabulary
from knowledge.base import KnowledgeBase
from knowledge.language.letters import fold
from knowledge.language.words import split


@pytest.fixture(scope="module")
def vocabulary(base: KnowledgeBase) -> Vocabulary:
    return Vocabulary(base.connection)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("vizekurulu", ["vize", "kurulu"]),
        ("cagrisayisi", ["cagri", "sayisi"]),
        ("personelgideri", ["personel", "gideri"]),
        ("duzensizgocle mucadele", ["duzensiz", "gocle", "mucadele"]),
        ("gerigöndermemerkezi", ["geri", "gonderme", "merkezi"]),
        ("gönüllügeridönüş", ["gonullu", "geri", "donus"]),
        ("kurulunakimlrr", ["kuruluna", "kimlrr"]),
        ("uluslararasıkoruma'nın", ["uluslararasi", "koruma"]),
    ],
)
def test_parted(vocabulary: Vocabulary, typed: str, parts: list[str]) -> None:
    assert [word.stem for word in vocabulary.parted(split(typed))] == parts


@pytest.mark.parametrize(
    "typed",
    ["göstergelerimizin", "asansörlerin", "sığınmacılar", "düzensizlik", "ücretsiz", "www.goc.gov.tr", "A1H2",
     "qwertyui", "tamamlanmayan", "faalyetinin", "gerçekleşmeyen", "genişletilmiştir", "arasndaki",
     "faaliyetlerindeki"],
)  # fmt: skip
def test_whole_words_stay_whole(vocabulary: Vocabulary, typed: str) -> None:
    words = split(typed)
    assert vocabulary.parted(words) == tuple(words)


@given(st.text(max_size=60) | st.text(alphabet="aegiıklmnorstuğüşç ", max_size=40))
@settings(max_examples=60, deadline=None)
def test_parts_are_the_text(vocabulary: Vocabulary, text: str) -> None:
    words = split(text)
    parts = vocabulary.parted(words)
    assert "".join(word.stem + word.ending for word in parts) == "".join(word.stem + word.ending for word in words)
    position = 0
    for word in parts:
        assert position <= word.start < word.end <= len(text)
        assert fold(text[word.start : word.end])
        position = word.end
