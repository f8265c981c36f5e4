"""Picking one of the choices that the bot offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.queries import Query
from bot.understanding.choices import all_of_them, pick
from knowledge.language.words import split

CHOICES = (
    ("Aktif ikamet izni sayısı", Query("a")),
    ("Görüş verilen çalışma izni/vizesi sayısı", Query("b")),
    ("Sonuçlandırılan ön izne tabi vize sayısı", Query("c")),
)


@pytest.mark.parametrize(
    ("said", "operation"),
    [
        ("2", "b"),
        ("ikincisi", "b"),
        ("ilki", "a"),
        ("sonuncusu", "c"),
        ("ikincisini", "b"),
        ("ilk", "a"),
        ("ikamet", "a"),
        ("çalışma izni", "b"),
        ("ön izne tabi vize", "c"),
        ("Aktif ikamet izni sayısı", "a"),
        ("aktif ikmet izni", "a"),
    ],
)
def test_by_number_name_or_part(said: str, operation: str) -> None:
    assert pick(tuple(split(said)), CHOICES) == Query(operation)


@pytest.mark.parametrize(
    "said",
    [
        "7",
        "dördüncüsü",
        "beşincisini",
        "izni",
        "sayısı",
        "bütçe ne kadar",
        "",
        "sınır dışı edilen yabancı sayısı 2024",
        "aktif ikamet bütçesi",
    ],
)
def test_what_picks_none_or_several_is_a_new_message(said: str) -> None:
    assert pick(tuple(split(said)), CHOICES) is None


def test_another_year_is_no_slip() -> None:
    choices = (("Aktif ikamet izni sayısı, 2023 hedefi", Query("a")), ("Sığınma evi sayısı, 2023 hedefi", Query("b")))
    assert pick(tuple(split("aktif ikamet izni 2023")), choices) == Query("a")
    assert pick(tuple(split("aktif ikamet izni 2024")), choices) is None


@pytest.mark.parametrize(("said", "count"), [("hepsi", 3), ("Hepsini göster", 4), ("ikisi de", 2), ("üçü de", 3)])
def test_all_can_be_taken_at_once(said: str, count: int) -> None:
    assert all_of_them(tuple(split(said)), count)


@pytest.mark.parametrize(
    ("said", "count"), [("ikisi de", 3), ("hepsinin toplamı", 3), ("hepsi kaç", 2), ("", 2), ("de", 2)]
)
def test_what_asks_something_of_them_does_not(said: str, count: int) -> None:
    assert not all_of_them(tuple(split(said)), count)


@given(st.text(max_size=60))
def test_any_text_picks_a_choice_or_none(said: str) -> None:
    assert pick(tuple(split(said)), CHOICES) in (None, Query("a"), Query("b"), Query("c"))
