"""Which things a message may name, which of them have figures, and in which columns."""

from __future__ import annotations

import pytest

from bot.answering.queries import VALUE, Cell, Column, Query
from bot.engine import Engine
from bot.understanding.frame import Conversation
from bot.understanding.second.columns import ColumnSets
from bot.understanding.second.mentions import A_KIND, KEPT
from bot.understanding.second.operands import MOST
from tests.understanding.second.conftest import Read, Weigh

PERMITS = "indicator:aktif-ikamet-izni-sayisi"
DEPORTED = "indicator:sinir-disi-edilen-yabanci-sayisi"
CENTRE, FIELD, WOMEN = "staff:merkez-teskilati", "staff:tasra-teskilati", "staff_group:kadin"


def test_a_name_said_in_full_comes_first(weigh: Weigh) -> None:
    first = weigh("aktif ikamet izni sayısı 2023 hedefi").mentions[0]
    assert (first.entity, first.kind, first.mask, first.place) == (PERMITS, "indicator", 0b1111, 0)
    assert first.whole
    assert first.official


def test_half_a_name_is_covered_in_part(weigh: Weigh) -> None:
    found = {one.entity: one for one in weigh("sınır dışı kaç").mentions}
    assert found[DEPORTED].whole  # people call it so
    unit = found["unit:sinir-disi-isleri-daire-baskanligi"]
    assert 0.16 <= unit.coverage < 0.97
    assert not unit.whole
    assert unit.mask == 0b011


def test_no_thing_is_named_by_what_is_denied(engine: Engine, lattice: Read) -> None:
    words = lattice("aktif ikamet izni sayısı")
    assert any(one.entity == PERMITS for one in engine.second.finder.find(words))
    assert engine.second.finder.find(words, denied=0b1111) == []


def test_mentions_are_few_whatever_is_said(weigh: Weigh) -> None:
    found = weigh("göç yabancı sayısı ikamet izni merkez kurul hedef faaliyet gider daire başkanlık eğitim").mentions
    assert len(found) <= KEPT
    assert max(one.place for one in found) < A_KIND


def test_a_part_of_a_whole_is_one_operand(weigh: Weigh, engine: Engine) -> None:
    found = weigh("merkezde kaç kadın var")
    first = engine.second.operands.find(found.mentions, Conversation(), found.said.cues | found.said.small)[0]
    assert (first.subject, first.item, first.source, first.mask) == (CENTRE, WOMEN, "said", 0b101)


def test_what_the_programme_has_no_figure_of_is_told(weigh: Weigh, engine: Engine) -> None:
    unpaired, sort = engine.second.operands.unpaired(weigh("taşrada kaç kadın var").mentions, Conversation())
    assert ({one.entity for one in unpaired}, sort) == ({FIELD, WOMEN}, "said")
    assert engine.second.operands.unpaired(weigh("merkezde kaç kadın var").mentions, Conversation()) == ((), "")


def test_what_was_spoken_of_stays_an_operand(weigh: Weigh, engine: Engine) -> None:
    cell = Cell(PERMITS, None, Column("target", 2023))
    state = Conversation(last=Query(VALUE, (cell,)), focus=(PERMITS,), trail=(cell,))
    found = engine.second.operands.find([], state, 0)
    assert (found[0].subject, found[0].source, found[0].age) == (PERMITS, "spoken", 0)
    assert len(found) <= MOST


@pytest.mark.parametrize(
    ("text", "domain", "columns"),
    [
        ("2023 hedefi", "indicator", [("target", 2023)]),
        ("2021 gerçekleşmesi ve 2023 hedefi", "indicator", [("realised", 2021), ("target", 2023)]),
        ("2023 bütçesi", "cost", [("budget", 2023)]),
        ("kaç", "indicator", []),
        ("2023 hedefi", "plain", []),
    ],
)
def test_columns_are_those_that_are_named(weigh: Weigh, text: str, domain: str, columns: list[tuple[str, int]]) -> None:
    named = ColumnSets(weigh(text).said).named(domain)
    assert {(one.measure, one.year) for one in named} >= set(columns)
    assert bool(named) == bool(columns)


def test_a_span_of_years_is_one_column_each(weigh: Weigh) -> None:
    columns = ColumnSets(weigh("2021'den 2024'e").said)
    assert [one.year for one in columns.within("indicator")] == [2021, 2022, 2023, 2024]
    assert columns.within("indicator") in columns.sets("indicator")
    assert columns.within("plain") == ()


def test_a_measure_in_a_year_that_has_none_is_impossible(weigh: Weigh) -> None:
    assert ColumnSets(weigh("2025 gerçekleşmesi").said).impossible("indicator")
    assert not ColumnSets(weigh("2021 gerçekleşmesi").said).impossible("indicator")


def test_the_usual_column_is_likely_where_none_is_named(weigh: Weigh) -> None:
    assert ColumnSets(weigh("aktif ikamet izni").said).likely("indicator") == (Column("target", 2023),)
    assert ColumnSets(weigh("personel").said).likely("plain") == ()
