"""One of several things told is singled out by its place, in conversations with the shipped programme."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import queries as q
from bot.answering.queries import Cell, Column, Query
from bot.answering.terms import Place, Ranked
from bot.assistant import Assistant
from bot.understanding.dialogue import Conversation
from bot.understanding.ordinals import PLACES, TURNS, pronoun, singled_out
from knowledge.language.words import split

HIGHEST = "2023'te en yüksek bütçeli üç faaliyet"
RANKED = ("activity:a", "activity:b", "activity:c")
BUDGET = Column("budget", 2023)
RANKING = Conversation(last=Query(q.HIGHEST, kind="activity", columns=(BUDGET,), terms=Ranked(Place(3))), told=RANKED)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("ilkinin 2024 tahmini", "7.000.639.000"),
        ("ikincisi 2025'te kaça çıkıyor", "4.406.737.000"),
        ("sonuncusunun 2024 tahmini", "412.051.000"),
        ("ikincisini hangi birim yürütüyor", "Yönetim Hizmetleri"),
    ],
)
def test_what_is_asked_is_of_that_one_alone(assistant: Assistant, message: str, said: str) -> None:
    chat = f"ordinals {message}"
    assistant.reply(chat, HIGHEST)
    reply = assistant.reply(chat, message)
    assert said in reply.text
    assert "İnsan Ticareti" not in reply.text
    assert len({figure.subject for figure in reply.figures}) <= 1


@pytest.mark.parametrize(("place", "thing"), [("ilki", 0), ("ikincisi", 1), ("üçüncüsü", 2), ("sonuncusu", 2)])
def test_the_conversation_is_of_the_thing_in_that_place(place: str, thing: int) -> None:
    words, state = singled_out(tuple(split(f"{place} 2024 tahmini")), RANKING)
    assert [word.folded for word in words] == ["o", "2024", "tahmini"]
    assert state.last == Query(q.VALUE, cells=(Cell(RANKED[thing], None, BUDGET),))
    assert (state.focus, state.told) == ((RANKED[thing],), ())


def test_of_figures_told_beside_each_other_one_is_singled_out() -> None:
    cells = tuple(Cell("staff:a", item, Column("count")) for item in ("staff_group:x", "staff_group:y"))
    words, state = singled_out(tuple(split("ikincisinin payı")), Conversation(last=Query(q.VALUE, cells=cells)))
    assert words[0].folded == "onun"
    assert state.last == Query(q.VALUE, cells=cells[1:])


@pytest.mark.parametrize(
    "text", ["ikincisi hangisi", "ilki", "dördüncüsünün bütçesi", "ikinci çeyrek", "ilki mi ikincisi mi sonuncusu mu"]
)
def test_which_one_it_is_and_what_was_not_told_stay_as_they_are(text: str) -> None:
    words = tuple(split(text))
    assert singled_out(words, RANKING) == (words, RANKING)


@pytest.mark.parametrize(
    ("text", "left", "things"),
    [
        ("ilkiyle sonuncusu arasındaki fark", "ikisi arasındaki fark", (0, 2)),
        ("birincisi ile ikincisinin toplamı", "ikisinin toplamı", (0, 1)),
        ("ilk ikisinin toplamı", "ikisinin toplamı", (0, 1)),
        ("son ikisini topla", "ikisini topla", (1, 2)),
    ],
)
def test_of_several_by_their_places_only_those_are_spoken_of(text: str, left: str, things: tuple[int, int]) -> None:
    words, state = singled_out(tuple(split(text)), RANKING)
    assert " ".join(word.text for word in words) == left
    cells = tuple(Cell(RANKED[thing], None, BUDGET) for thing in things)
    assert (state.last, state.trail, state.told) == (Query(q.VALUE, cells=cells), cells, ())


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("birincinin 2025'i", 0),
        ("en baştakinin 2025'i", 0),
        ("ikinci faaliyetin 2025'i", 1),
        ("son faaliyete ne kadar ayrılmış", 2),
        ("ilk olanın 2025'i", 0),
    ],
)
def test_a_place_is_said_in_many_words(text: str, thing: int) -> None:
    words = tuple(split(text))
    classes = {at for at, word in enumerate(words) if word.folded.startswith("faaliyet")}
    _, state = singled_out(words, RANKING, classes=classes)
    assert state.last == Query(q.VALUE, cells=(Cell(RANKED[thing], None, BUDGET),))


@pytest.mark.parametrize(("text", "thing"), [("ilk sorduğumun 2025'i", 0), ("son dediğimin payı", 1)])
def test_questions_have_their_places_whatever_was_told_last(text: str, thing: int) -> None:
    asked = tuple(Query(q.VALUE, cells=(Cell(f"indicator:{name}", None, BUDGET),)) for name in "ab")
    _, state = singled_out(tuple(split(text)), replace(RANKING, asked=asked))
    assert state.last == asked[thing]


def test_what_is_offered_has_its_place_before_what_was_asked() -> None:
    offered = tuple((thing, Query(q.VALUE, cells=(Cell(thing, None, BUDGET),))) for thing in RANKED)
    words, state = singled_out(tuple(split("ikincisinin 2025'i")), Conversation(choices=offered))
    assert (words[0].folded, state.last, state.choices) == ("onun", offered[1][1], ())


@given(st.text(max_size=60))
def test_any_text_without_such_a_word_stays_as_it_is(text: str) -> None:
    words = tuple(split(text))
    if not any(pronoun(word.folded)[0] or word.folded in ("ilk", "son", *TURNS) for word in words):
        assert singled_out(words, RANKING) == (words, RANKING)
    assert singled_out(words, Conversation()) == (words, Conversation())


def test_every_place_has_its_cases() -> None:
    assert {pronoun(stem + "nin")[0] for stem in PLACES} == set(PLACES.values())
