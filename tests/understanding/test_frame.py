"""What a reader can ask of one division of a message."""

from __future__ import annotations

from bot.answering import columns as cols
from bot.answering.queries import VALUE, Column, Query
from bot.understanding.frame import AGREES, Accepts
from tests.understanding.conftest import Frames

SHELTERS = "indicator:siginma-evi-sayisi"


def test_a_reading_adds_its_price_to_that_of_the_division(frame: Frames) -> None:
    one = frame("sığınma evi sayısı 2023 hedefi", SHELTERS)
    reading = one.reading(Query(VALUE), 0.25)
    assert reading.cost == round(one.cost + 0.25, 9)
    assert (reading.mentions, reading.segments) == (one.mentions, one.segments)
    assert reading.nearer_than(0.3, one.reading(Query(VALUE)))
    assert not reading.nearer_than(0.25, one.reading(Query(VALUE)))


def test_the_columns_named_are_those_of_a_domain(frame: Frames) -> None:
    one = frame("sığınma evi sayısı 2023 hedefi 2024 tahmini", SHELTERS)
    assert one.columns(cols.INDICATOR) == (Column("target", 2023), Column("forecast", 2024))
    assert one.named("") == ()


def test_numbers_are_no_years(frame: Frames) -> None:
    assert frame("sığınma evi sayısı 2023 hedefi 50 mi", SHELTERS).numbers == (50,)


def test_the_rest_is_what_a_question_does_not_take(frame: Frames) -> None:
    one = frame("sığınma evi sayısı göstergesinin 2023 hedefi kaç", SHELTERS)
    assert not one.rest(Accepts(frozenset({"count"}), measures=frozenset({"target"}), years=True, apposed=True))
    assert [s.values("measure") for s in one.rest(Accepts(frozenset({"count"}), years=True, apposed=True))] == [
        {"target"}
    ]
    assert len(one.rest(Accepts(frozenset({"count"}), measures=frozenset({"target"}), years=True))) == 1
    assert not one.rest(Accepts(), *one.segments)


def test_a_class_word_beside_its_own_kind_is_a_gain(frame: Frames) -> None:
    assert frame("sığınma evi sayısı göstergesi", SHELTERS).agreement() == AGREES
    assert frame("sığınma evi sayısı", SHELTERS).agreement() == 0.0
    assert not frame("sığınma evi sayısı göstergesi", SHELTERS).classes


def test_two_names_are_joined_by_a_word(frame: Frames) -> None:
    things = (SHELTERS, "indicator:aktif-ikamet-izni-sayisi")
    assert frame("sığınma evi sayısı ve aktif ikamet izni sayısı", *things).joined()
    assert not frame("sığınma evi sayısı aktif ikamet izni sayısı", *things).joined()
