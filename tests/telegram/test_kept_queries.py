"""Queries of every family are kept in the flat form of earlier versions, and come back as they were."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import queries as q
from bot.answering import terms as t
from bot.answering.conditions import HOLDS
from bot.answering.queries import Column, Query, Result
from bot.telegram.conversations import queries_json, queries_of
from bot.telegram.kept_queries import kept, query_of

names = st.text("abcçgğıi ", min_size=1, max_size=8)
numbers = st.floats(allow_nan=False, allow_infinity=False)
sides = st.sampled_from(sorted(HOLDS))
places = st.builds(t.Place, st.integers(1, 50)) | st.builds(t.Place, nth=st.integers(1, 20))
conditions = st.one_of(
    st.builds(t.Held, sides, st.none() | numbers),
    st.just(t.Nil()),
    st.just(t.Unchanged()),
    st.builds(t.Says, st.sampled_from(["series", "measure_unit"]), names, st.booleans()),
)
conditions_never_counted = st.one_of(
    st.builds(t.RatioHeld, sides, numbers),
    st.builds(t.MembersHeld, names, sides, numbers),
    st.builds(t.HasPart, names, st.booleans()),
)
still = st.builds(t.Ranked, places, st.sampled_from([t.FIGURE, t.RATIO]))
moving = st.builds(t.Ranked, places, st.sampled_from([t.MOVED, t.PERCENT]), st.booleans())
orders = still | moving | st.builds(t.RankedByMembers, names, places)
TERMS: dict[str, st.SearchStrategy[t.Terms | None]] = {
    q.HIGHEST: orders,
    q.LOWEST: orders,
    q.COUNT: st.none() | st.builds(t.Bearing, names) | st.builds(t.Related, names) | st.builds(t.Texts, names),
    q.LIST: st.none() | st.builds(t.Related, names),
    q.WHEN: st.builds(t.Passed, sides, numbers, st.booleans()),
    q.VALUE: st.none() | st.builds(t.Number, numbers, numbers),
    q.BEARER: st.builds(t.Number, numbers, numbers),
    q.DIFFERENCE: st.none() | st.builds(t.Proposed, st.sampled_from(["up", "down"])),
    q.CONTRADICTION: st.lists(st.text("A1", min_size=1), max_size=4).map(lambda ids: t.Contradictions(tuple(ids))),
    q.PASSAGE: st.builds(t.Quoted, st.integers(1, 9999)),
    q.AGENCY: st.lists(names, min_size=1, max_size=3).map(lambda texts: t.Messages(tuple(texts))),
}
queries = st.one_of(
    *(
        st.builds(Query, st.just(operation), kind=st.just("activity"), terms=terms)
        for operation, terms in TERMS.items()
    ),
    st.builds(Query, st.just(q.FILTER), kind=names, terms=conditions, counted=st.booleans()),
    st.builds(Query, st.just(q.FILTER), kind=names, terms=conditions_never_counted),
    st.builds(Query, st.just(q.ATTAINED), terms=st.builds(t.Attained, st.booleans()), counted=st.booleans()),
    st.builds(Query, st.just(q.RELATION), entities=st.lists(names).map(tuple), aspect=names),
)


@given(queries)
def test_a_query_of_any_family_comes_back_as_it_was(query: Query) -> None:
    assert query_of(kept(query)) == query
    assert queries_of(queries_json([Result(query)])) == (query,)


def test_every_sort_of_terms_is_kept() -> None:
    found = {type(query.terms) for query, _ in WRITTEN}
    assert found == set(get_args(t.Terms))


BUDGET = Column("budget", 2023)
WRITTEN = [
    (
        Query(q.FILTER, kind="activity", columns=(BUDGET,), terms=t.Held("above", 5.0), counted=True),
        '"kind":"activity","aspect":"count","columns":[{"measure":"budget","year":2023}],'
        '"direction":"above","number":5.0',
    ),
    (Query(q.FILTER, terms=t.Nil()), '"direction":"nil"'),
    (Query(q.FILTER, terms=t.Unchanged()), '"direction":"same"'),
    (Query(q.FILTER, terms=t.RatioHeld("below", 50.0)), '"aspect":"ratio","direction":"below","number":50.0'),
    (
        Query(q.FILTER, terms=t.MembersHeld("goal", "equal", 2.0)),
        '"aspect":"count:goal","direction":"same","number":2.0',
    ),
    (Query(q.FILTER, terms=t.HasPart("Ad", lacking=True)), '"aspect":"has:Ad","direction":"nil"'),
    (
        Query(q.FILTER, terms=t.Says("series", "kumulatif"), counted=True),
        '"aspect":"series:kumulatif","direction":"text","number":1.0',
    ),
    (Query(q.ATTAINED, terms=t.Attained(missed=True)), '"direction":"below"'),
    (
        Query(q.HIGHEST, kind="activity", terms=t.Ranked(t.Place(nth=2), t.PERCENT)),
        '"kind":"activity","aspect":"percent","direction":"up","number":-2.0',
    ),
    (
        Query(q.LOWEST, kind="unit", terms=t.RankedByMembers("indicator", t.Place(3))),
        '"kind":"unit","aspect":"count:indicator","number":3.0',
    ),
    (Query(q.COUNT, kind="unit", terms=t.Bearing("Ad")), '"kind":"unit","aspect":"name:Ad"'),
    (Query(q.LIST, terms=t.Related("gives_data")), '"aspect":"relation:gives_data"'),
    (Query(q.COUNT, terms=t.Texts("duty")), '"aspect":"text:duty"'),
    (Query(q.WHEN, terms=t.Passed("up to", 4.0, claimed=True)), '"aspect":"yesno","direction":"up to","number":4.0'),
    (Query(q.VALUE, terms=t.Number(1.3e6, 1e5)), '"number":1300000.0,"step":100000.0'),
    (Query(q.CHANGE, terms=t.Proposed("down")), '"aspect":"down"'),
    (Query(q.CONTRADICTION, terms=t.Contradictions(("D5", "F14"))), '"aspect":"D5 F14"'),
    (Query(q.PASSAGE, terms=t.Quoted(12)), '"aspect":"12"'),
    (Query(q.PASSAGE, terms=t.Quoted(12, 3, within=True)), '"aspect":"12","number":3.0,"step":1.0'),
    (Query(q.AGENCY, terms=t.Messages(("bütçe kaç", "2"))), '"aspect":"bütçe kaç\\u001f2"'),
]


@pytest.mark.parametrize(("query", "fields"), WRITTEN)
def test_what_an_earlier_version_wrote_is_read_and_written_again(query: Query, fields: str) -> None:
    body = f'[{{"operation":"{query.operation}",{fields}}}]'
    assert queries_of(body) == (query,)
    assert queries_json([Result(query)]) == body


@pytest.mark.parametrize("number", ["null", "1.0"])
def test_a_ranking_that_an_earlier_version_wrote_in_two_ways_is_one(number: str) -> None:
    (query,) = queries_of(f'[{{"operation":"highest","kind":"activity","number":{number}}}]')
    assert query == Query(q.HIGHEST, kind="activity", terms=t.Ranked())
