"""Going back in a conversation: to a thing by its name or place, to a year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import queries as q
from bot.answering.queries import Cell, Column, Query
from bot.engine import Engine
from bot.understanding.dialogue import ASKED, Conversation, with_asked
from bot.understanding.returns import TakingUp
from knowledge.language.words import split

TARGET = Column("target", 2023)
PERMITS = Cell("indicator:aktif-ikamet-izni-sayisi", None, TARGET)
EXPULSIONS = Cell("indicator:sinir-disi-edilen-yabanci-sayisi", None, Column("forecast", 2024))
WORKERS = Cell("staff:merkez-teskilati", "staff_group:kadrolu-isci", Column("count"))
HIRED = Cell("staff:tasra-teskilati", "staff_group:sozlesmeli-personel", Column("count"))


def talk(*cells: Cell) -> Conversation:
    asked = tuple(Query(q.VALUE, cells=(cell,)) for cell in cells)
    return Conversation(last=asked[-1], trail=cells, focus=(cells[-1].subject,), asked=asked)


@pytest.fixture(scope="session")
def taking_up(engine: Engine) -> TakingUp:
    return engine.taking_up


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("aktif ikamete dönelim 2025", "onun 2025"),
        ("peki ikamet iznine geri dönersek 2025 ne", "onun 2025 ne"),
        ("2025 ikamet iznine gelince", "onun 2025"),
        ("ilkine dönelim 2025", "ona 2025"),
        ("ilk sorduğuma dönecek olursak 2025", "ona 2025"),
        ("ilk sorduğumun 2025'i", "onun 2025'i"),
    ],
)
def test_what_is_gone_back_to_is_spoken_of(taking_up: TakingUp, text: str, left: str) -> None:
    found = taking_up.taken_up(tuple(split(text)), talk(PERMITS, EXPULSIONS))
    assert " ".join(word.text for word in found.words) == left
    assert found.state.last is not None
    assert found.state.last.cells[0].subject == PERMITS.subject


def test_what_is_gone_back_to_keeps_the_column_and_the_item_spoken_of(taking_up: TakingUp) -> None:
    again = taking_up.taken_up(tuple(split("aktif ikamete dönelim")), talk(PERMITS, EXPULSIONS)).again
    assert again == Query(q.VALUE, cells=(Cell(PERMITS.subject, None, EXPULSIONS.column),))
    again = taking_up.taken_up(tuple(split("merkeze dönelim")), talk(WORKERS, HIRED)).again
    assert again == Query(q.VALUE, cells=(Cell(WORKERS.subject, HIRED.item, HIRED.column),))


def test_of_a_year_only_the_going_back_is_left_out(taking_up: TakingUp) -> None:
    state = talk(PERMITS, EXPULSIONS)
    found = taking_up.taken_up(tuple(split("2023'e dönelim")), state)
    assert ([word.folded for word in found.words], found.state, found.again) == (["2023"], state, None)


@pytest.mark.parametrize("text", ["2024'te kaça gelecek", "ülkesine dönen yabancılar", "dönelim", "gelir gider"])
def test_what_only_looks_like_it_stays(taking_up: TakingUp, text: str) -> None:
    words, state = tuple(split(text)), talk(PERMITS, EXPULSIONS)
    found = taking_up.taken_up(words, state)
    assert (found.words, found.state, found.again) == (words, state, None)


def of(*cells: Cell) -> Query:
    return Query(q.VALUE, cells=cells)


def test_the_first_question_is_never_forgotten() -> None:
    asked: tuple[Query, ...] = ()
    for number in range(2 * ASKED):
        asked = with_asked(asked, of(Cell(f"indicator:{number}", None, TARGET)))
    assert len(asked) == ASKED
    assert [query.cells[0].subject for query in (asked[0], asked[-1])] == ["indicator:0", f"indicator:{2 * ASKED - 1}"]


def test_what_is_asked_again_keeps_its_place_in_its_new_column() -> None:
    later = Cell(PERMITS.subject, None, EXPULSIONS.column)
    asked = with_asked((of(PERMITS), of(EXPULSIONS)), of(later))
    assert asked == (of(later), of(EXPULSIONS))
    compared = Query(q.CHANGE, cells=(later, PERMITS))
    assert with_asked(asked, compared) == asked


def test_many_figures_of_one_message_are_one_question() -> None:
    many = of(*(Cell(f"indicator:{number}", None, TARGET) for number in range(6)))
    assert with_asked((of(PERMITS),), many) == (of(PERMITS), many)
    assert with_asked((), of(PERMITS, EXPULSIONS)) == (of(PERMITS), of(EXPULSIONS))


@given(text=st.text(max_size=60))
def test_any_text_is_taken_up(taking_up: TakingUp, text: str) -> None:
    words = tuple(split(text))
    assert taking_up.taken_up(words, Conversation()).words == words
    taking_up.taken_up(words, talk(PERMITS, EXPULSIONS))
