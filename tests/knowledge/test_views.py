"""The views answer what a person would look up by hand."""

from __future__ import annotations

import pytest

from knowledge.base import KnowledgeBase
from knowledge.language.letters import fold, lower
from knowledge.schema import VIEWS


def test_every_view_answers(base: KnowledgeBase) -> None:
    for view in VIEWS:
        assert base.connection.execute(f"select count(*) from {view}").fetchone()[0] > 0, view


def test_an_indicator_is_one_row_with_its_six_columns(base: KnowledgeBase) -> None:
    rows = base.connection.execute(
        "select name, unit, realised, planned, estimate, target, forecast_next, forecast_after, place, line "
        "from indicators where code = '8.9'"
    ).fetchall()
    assert rows == [("Personel sayısının artış oranı", "oran", 3.5, 1, 13, 3, 2, 2, "Tablo 8", 1009)]
    count, full = base.connection.execute(
        "select count(*), count(realised + planned + estimate + target + forecast_next + forecast_after) "
        "from indicators"
    ).fetchone()
    assert (count, full) == (22, 22)


def test_a_budget_line_is_one_row_with_its_five_columns(base: KnowledgeBase) -> None:
    rows = base.connection.execute(
        "select budget_before, spent_before, budget, forecast_next, forecast_after, line from budget_lines "
        "where subject = 'activity:yonetilebilir-duzenli-goc' and item = 'expense:cari-transferler'"
    ).fetchall()
    assert rows == [(2607000, 0, 6058000, 8016000, 18621000, 1913)]


def test_staff_lists_both_totals(base: KnowledgeBase) -> None:
    rows = base.connection.execute("select value, place from staff where subject = 'staff:toplam' and item is null")
    assert rows.fetchall() == [(13219, "Tablo 3"), (13209, "İnsan Kaynağı")]


def test_units_count_what_they_answer_for(base: KnowledgeBase) -> None:
    row = base.connection.execute(
        "select activities, indicators from units where name = 'Uluslararası Koruma Genel Müdürlüğü'"
    ).fetchone()
    assert row == (2, 7)


def test_a_contradiction_has_a_row_for_each_reading(base: KnowledgeBase) -> None:
    rows = base.connection.execute("select value, line, entities from contradictions_view where id = 'A6'").fetchall()
    assert rows == [(13209, 500, "staff:toplam"), (13219, 512, "staff:toplam")]


def test_names_sort_as_in_turkish_and_are_found_without_their_marks(base: KnowledgeBase) -> None:
    names = [name for (name,) in base.connection.execute("select name from units order by name_key, id")]
    alphabet = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
    first = [alphabet.index(lower(name)[0]) for name in names]
    assert first == sorted(first)
    assert len(set(first)) > 5
    found = base.connection.execute(
        "select distinct name from indicators where name_folded like '%' || ? || '%'", (fold("SINIR DIŞI"),)
    )
    assert found.fetchall() == [("Sınır dışı edilen yabancı sayısı",)]


@pytest.mark.parametrize("view", VIEWS)
def test_every_row_of_a_view_is_found_and_sorted_by_name(base: KnowledgeBase, view: str) -> None:
    columns = {name for _, name, *_ in base.connection.execute(f"pragma table_info({view})")}
    query = f"select count(*) from {view} where name_folded is null or name_key is null"
    assert base.connection.execute(query).fetchone() == (0,)
    if "item" in columns:
        query = f"select count(*) from {view} where (item is null) <> (item_folded is null or item_key is null)"
        assert base.connection.execute(query).fetchone() == (0,)


def test_items_and_what_a_contradiction_is_about_are_found_without_their_marks(base: KnowledgeBase) -> None:
    for view, column, sought in (
        ("budget_lines", "item_folded", "Sermaye Giderleri"),
        ("staff", "item_folded", "Kadın"),
        ("contradictions_view", "name_folded", "Personel"),
    ):
        query = f"select count(*) from {view} where {column} like '%' || ? || '%'"
        assert base.connection.execute(query, (fold(sought),)).fetchone()[0] > 0, view


def test_every_entity_has_its_spelling(base: KnowledgeBase) -> None:
    query = "select count(*) from entities left join spellings on entity = id where folded is null or sort_key is null"
    assert base.connection.execute(query).fetchone() == (0,)
