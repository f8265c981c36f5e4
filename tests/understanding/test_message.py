"""What holds of a message however its words are divided."""

from __future__ import annotations

import pytest

from bot.answering.queries import VALUE, Cell, Column, Query
from bot.understanding.dialogue import Conversation
from bot.understanding.message import contiguous
from tests.understanding.conftest import Messages

CELL = Cell("indicator:siginma-evi-sayisi", None, Column("target", 2023))
SPOKEN = Conversation(Query(VALUE, (CELL,)), (CELL,), (CELL.subject,))


def words(mask: int, text: str) -> list[str]:
    return [word for at, word in enumerate(text.split()) if mask >> at & 1]


def test_years_numbers_and_words_in_the_plural_are_found(message: Messages) -> None:
    one = message("2023 hedefi 50 binden fazla olan göstergeler")
    assert [year.years for year in one.years] == [(2023,)]
    assert one.dated == {0}
    assert [value for _, _, value in one.numbers] == [2023, 50_000]
    assert 6 in one.plural
    assert 3 in one.ablative


@pytest.mark.parametrize("text", ["peki 2024", "bunun hedefi", "onu hangi birim izliyor"])
def test_a_message_may_say_that_it_goes_on(message: Messages, text: str) -> None:
    assert message(text).followup


@pytest.mark.parametrize("text", ["bu yıl sığınma evi sayısı", "tamamı ne kadar", "göç kurulu"])
def test_others_do_not(message: Messages, text: str) -> None:
    assert not message(text).followup


def test_what_goes_on_may_be_known_from_outside(message: Messages) -> None:
    assert message("göç kurulu", continued=True).followup


def test_a_word_that_points_where_nothing_was_spoken_of(message: Messages) -> None:
    assert message("bunun hedefi").pointing
    assert not message("bunun hedefi", SPOKEN).pointing


def test_a_short_message_counts_years_from_the_one_spoken_of(message: Messages) -> None:
    assert message("bir önceki yıl", SPOKEN).years[0].years == (2022,)


def test_joints_are_words_commas_and_endings(message: Messages) -> None:
    assert message("personel ve prim giderleri").joints == {1}
    assert 1 in message("personel, prim").joints
    assert 0 in message("hedefiyle tahmini").joints


def test_clauses_that_ask_nothing_may_be_left_out(message: Messages) -> None:
    text = "sunum hazırlıyorum, sığınma evi sayısı kaç"
    assert words(next(iter(message(text).ignorable())), text) == ["sunum", "hazırlıyorum,"]
    text = "sığınma evi sayısının hedefi değil tahmini"
    assert "değil" in words(next(iter(message(text).ignorable())), text)
    assert list(message("sığınma evi sayısı").ignorable()) == [0]


def test_what_lies_outside_the_programme_is_marked(message: Messages) -> None:
    one = message("Konya'da sığınma evi sayısı")
    assert one.foreign_words & 1
    assert not message("sığınma evi sayısı").foreign


def test_names_said_in_full_are_what_it_is_about(message: Messages) -> None:
    one = message("vize izleme ve değerlendirme kurulu kimlerden oluşur")
    assert one.about
    assert ("council:vize-izleme-ve-degerlendirme-kurulu", 0b11111) in one.in_full
    assert "council" in one.namesakes[0b11111]
    assert not message("en yüksek 2023 hedefi").about


def test_measures_count_also_inside_a_name(message: Messages) -> None:
    assert message("arşiv alanı").measured["area"] & 0b10


def test_words_stand_side_by_side() -> None:
    assert contiguous(0b0110)
    assert not contiguous(0b0101)
