"""Conversations as JSON, and over another knowledge base."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.queries import TEXT, VALUE, Cell, Column, Query
from bot.answering.terms import Number
from bot.assistant import Assistant
from bot.telegram.carrying import carried
from bot.telegram.conversations import ACTIONS, Action, actions_json, conversation_of, queries_json, queries_of
from bot.telegram.conversations import conversation_json as written
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase

INDICATOR = "indicator:aktif-ikamet-izni-sayisi"
TURNS = (
    "aktif ikamet izni 2023 hedefi",
    "peki 2024?",
    "insan ticareti mağduru 2023 hedefi",
    "2",
    "Göç Kurulu kimlerden oluşur?",
    "bütçesi 1 milyardan büyük faaliyetler",
    "teşekkürler",
)


def test_a_conversation_is_read_back_as_it_was_after_every_turn(assistant: Assistant) -> None:
    state = Conversation()
    for turn in TURNS:
        reply, state = assistant.engine.respond(turn, state)
        assert conversation_of(written(state)) == state
        results = [part for result in reply.results for part in (result.parts or (result,))]
        assert queries_of(queries_json(results)) == tuple(result.query for result in results)
        assert carried(state, assistant.engine.base).choices == state.choices


names = st.text(max_size=8)
cells = st.builds(Cell, names, st.none() | names, st.builds(Column, names, st.none() | st.integers(1900, 2100)))
queries = st.builds(
    Query,
    st.just(VALUE),
    cells=st.lists(cells, max_size=3).map(tuple),
    entities=st.lists(names, max_size=3).map(tuple),
    attributes=st.lists(st.integers(0, 999), max_size=2).map(tuple),
    terms=st.none() | st.builds(Number, st.floats(allow_nan=False, allow_infinity=False)),
    assumed=st.lists(names, max_size=2).map(tuple),
)
conversations = st.builds(
    Conversation,
    last=st.none() | queries,
    trail=st.lists(cells, max_size=3).map(tuple),
    focus=st.lists(names, max_size=3).map(tuple),
    choices=st.lists(st.tuples(names, queries), max_size=3).map(tuple),
    asked=st.lists(queries, max_size=3).map(tuple),
)


@given(conversations)
def test_any_conversation_is_read_back_as_it_was(conversation: Conversation) -> None:
    read = conversation_of(written(conversation))
    assert read == conversation
    if conversation.last is not None:
        assert read.last is not None
        assert read.last.assumed == conversation.last.assumed


@given(st.lists(st.builds(Action, names, names), max_size=8).map(tuple))
def test_any_buttons_are_read_back_as_they_were(actions: tuple[Action, ...]) -> None:
    assert ACTIONS.validate_json(actions_json(actions)) == actions


def value(subject: str) -> Query:
    return Query(VALUE, cells=(Cell(subject, None, Column("target", 2023)),))


def test_what_the_new_knowledge_base_does_not_have_is_left_out(base: KnowledgeBase) -> None:
    cell, gone = value(INDICATOR).cells[0], value("indicator:gone").cells[0]
    asked = (value("indicator:gone"), value(INDICATOR))
    state = Conversation(value(INDICATOR), (gone, cell), ("indicator:gone", INDICATOR), asked=asked)
    kept = carried(state, base)
    agency = base.agency_of(INDICATOR)
    assert kept == Conversation(value(INDICATOR), (cell,), (INDICATOR,), agency=agency, asked=asked[1:])


@pytest.mark.parametrize("query", [value("indicator:gone"), Query(TEXT, attributes=(1,))])
def test_a_question_about_what_is_gone_does_not_carry_over(base: KnowledgeBase, query: Query) -> None:
    state = Conversation(last=query, choices=(("bir", query), ("iki", value(INDICATOR))))
    assert carried(state, base) == Conversation()
