"""What a message takes back is left out of it; what only looks like a correction stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Engine
from bot.understanding.corrections import DENYING, SLIPPED, Corrections, dated
from knowledge.language.words import split


@pytest.fixture(scope="session")
def corrections(engine: Engine) -> Corrections:
    return engine.taking_up.corrections


def read(corrections: Corrections, text: str, goes_on: bool = True) -> str:
    return " ".join(word.text for word in corrections.corrected(tuple(split(text)), goes_on))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("sığınma evi 2023 pardon 2024", "sığınma evi 2024"),
        ("sığınma evi 2023 yok 2024 hedefi", "sığınma evi 2024 hedefi"),
        ("sığınma evi yirmi üç pardon yirmi üç değil yirmi dört", "sığınma evi 2024"),
        ("2023 hedefi pardon 2022 planı", "2022 planı"),
        ("2022 bütçesi değil 2023 bütçesi", "2023 bütçesi"),
        ("2023 hedefi değil de 2024 tahmini lazım", "2024 tahmini lazım"),
        ("sığınma evi hedefi değil tahmini", "sığınma evi tahmini"),
        ("gelen çağrı sayısı ay pardon sınır dışı edilen yabancı 2023", "sınır dışı edilen yabancı 2023"),
        ("sınır dışı edilen yabancı 2023 pardon mülakat 2024", "mülakat 2024"),
        ("özel kalem daha doğrusu kamuoyu ilişkileri 2023", "kamuoyu ilişkileri 2023"),
        ("taşra yani merkez personeli kaç", "merkez personeli kaç"),
        ("merkez değil taşra sözleşmeli", "taşra sözleşmeli"),
        ("kadın değil erkek", "erkek"),
        ("aktif ikametin 2021'den 2023 pardon 2024'e artışı", "aktif ikametin 2021'den 2024'e artışı"),
        ("sığınma evi 2023 yanlış yazdım 2024", "sığınma evi 2024"),
        ("yok onun değil mülakatınki 2025", "mülakatınki 2025"),
        ("yok yok 2022 tahmini", "2022 tahmini"),
        ("hayır planlananı", "planlananı"),
    ],
)
def test_only_what_stands_for_it_is_left(corrections: Corrections, text: str, left: str) -> None:
    assert read(corrections, text) == left


@pytest.mark.parametrize(
    "text",
    [
        "2023 değil mi",
        "hedef 5 değil mi",
        "sermaye gideri 2023'te yok 2024'te ne kadar",
        "sadece 2023 değil 2024 de",
        "aktif ikamet izni yani ikamet izni 2023",
        "yok canım",
        "yok mu 2023",
        "hayır",
        "bütçesi yok mu bunun",
        "iki yüz yirmi üç değil yirmi dört",
    ],
)
def test_what_takes_nothing_back_stays(corrections: Corrections, text: str) -> None:
    assert read(corrections, text) == text


def test_a_first_message_takes_back_nothing_said_before(corrections: Corrections) -> None:
    assert read(corrections, "yok 2024", goes_on=False) == "yok 2024"
    assert read(corrections, "onun değil mülakatınki", goes_on=False) == "onun değil mülakatınki"


def test_years_of_two_words_are_years_beside_each_other_only() -> None:
    several = dated(tuple(split("yirmi üç pardon yirmi dört")), 2023)
    assert [word.text for word in several] == ["2023", "pardon", "2024"]
    alone = tuple(split("yirmi dört büro"))
    assert dated(alone, 2023) == alone


@given(text=st.text(max_size=60), goes_on=st.booleans())
def test_any_text_without_such_a_word_stays(corrections: Corrections, text: str, goes_on: bool) -> None:
    words = tuple(split(text))
    if not any(word.folded in SLIPPED or word.folded == DENYING for word in words):
        assert corrections.corrected(words, goes_on) == words


@given(
    words=st.lists(
        st.sampled_from(
            str.split("2023 2024 yirmi üç değil pardon yok yani hayır ama sığınma evi merkez hedefi de mi")
        ),
        max_size=9,
    )
)
def test_any_corrections_leave_words_of_the_message_in_their_order(corrections: Corrections, words: list[str]) -> None:
    said = tuple(split(" ".join(words)))
    left = corrections.corrected(said, True)
    places = [word.start for word in left]
    assert places == sorted(places)
    assert bool(left) == bool(said)
