"""Names that different things share, or that a slip turns into each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.queries import Query
from bot.engine import Engine
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from knowledge.collisions import Collision, collisions, of_file


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


@pytest.fixture(scope="module")
def found(base: KnowledgeBase) -> list[Collision]:
    return of_file(base.connection)


def entities_of(base: KnowledgeBase, query: Query) -> set[str]:
    """Everything that a meaning is about."""
    cells = {entity for cell in query.cells for entity in (cell.subject, cell.item) if entity}
    return cells | set(query.entities) | {base.attribute(id).entity for id in query.attributes}


def test_a_shared_name_never_yields_a_third_thing(base: KnowledgeBase, engine: Engine, found: list[Collision]) -> None:
    assert any(collision.same for collision in found)
    for collision in found:
        for name in (collision.first, collision.second):
            reply, state = engine.respond(name, Conversation())
            meant = [entities_of(base, result.query) for result in reply.results]
            offered = [entities_of(base, query) for _, query in state.choices]
            assert all(one & set(collision.entities) or not one for one in meant), (name, reply.text)
            assert not offered or any(one & set(collision.entities) for one in offered), (name, reply.text)


def test_a_name_that_things_of_one_kind_share_gets_its_choice(
    base: KnowledgeBase, engine: Engine, found: list[Collision]
) -> None:
    alike = [c for c in found if c.same and len({entity.partition(":")[0] for entity in c.entities}) == 1]
    assert alike
    for collision in alike:
        reply, state = engine.respond(collision.first, Conversation())
        offered = set().union(*(entities_of(base, query) for _, query in state.choices))
        assert reply.status == "clarify", (collision.first, reply.text)
        assert len(offered & set(collision.entities)) > 1, (collision.first, reply.text)


def test_names_one_word_apart_are_found() -> None:
    pairs = [("a", "Geri Gönderme Merkezi"), ("b", "Geri Dönderme Merkezi"), ("c", "Göç Kurulu")]
    assert [collision.entities for collision in collisions(pairs)] == [("a", "b")]


def test_two_names_of_one_thing_do_not_collide() -> None:
    assert collisions([("a", "YİMER"), ("a", "Yimer"), ("a", "Yimr")]) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=20)), max_size=12))
def test_any_names_can_be_compared(names: list[tuple[str, str]]) -> None:
    for collision in collisions(names):
        assert len(collision.entities) > 1
