"""Picking one of the choices that the bot offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.queries import Query
from bot.understanding.choices import pick
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
        ("ikamet", "a"),
        ("çalışma izni", "b"),
        ("ön izne tabi vize", "c"),
        ("Aktif ikamet izni sayısı", "a"),
    ],
)
def test_by_number_name_or_part(said: str, operation: str) -> None:
    assert pick(tuple(split(said)), CHOICES) == Query(operation)


@pytest.mark.parametrize("said", ["7", "izni", "sayısı", "bütçe ne kadar", "", "sınır dışı edilen yabancı sayısı 2024"])
def test_what_picks_none_or_several_is_a_new_message(said: str) -> None:
    assert pick(tuple(split(said)), CHOICES) is None


@given(st.text(max_size=60))
def test_any_text_picks_a_choice_or_none(said: str) -> None:
    assert pick(tuple(split(said)), CHOICES) in (None, Query("a"), Query("b"), Query("c"))
