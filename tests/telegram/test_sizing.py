"""The model of docs/scale.md is computed from the costs that stand in it."""

from __future__ import annotations

import math
import re

import pytest

from tests.telegram.sizing import PAGE, SCALE, TELEGRAM, Costs, Demand, costs_in, needs, printed, renewed

OTHER = Costs(12.5, 1.0, 1.2, 2.4, 84.0, 9.1, 2_500.0)


def test_the_page_says_what_the_model_computes() -> None:
    page = PAGE.read_text("utf-8")
    for table in needs(costs_in(page)):
        for row in table:
            assert printed([row]) in page


def test_the_page_says_where_telegrams_limit_is_reached() -> None:
    one = Demand(1)
    at_peak, mean = (math.floor(TELEGRAM / rate) for rate in (one.at_peak, one.a_second))
    assert re.search(rf"at {at_peak} agencies of this size.*?at {mean}\.", PAGE.read_text("utf-8"), re.DOTALL)


def test_a_page_without_its_costs_is_refused() -> None:
    with pytest.raises(ValueError, match="CPU of a replica"):
        costs_in("")


def test_costs_are_read_as_they_are_printed() -> None:
    assert costs_in(printed(OTHER.rows())) == OTHER


def test_new_costs_are_written_into_every_table() -> None:
    page = PAGE.read_text("utf-8")
    new = renewed(page, OTHER, "SQLite   12.3 ms")
    assert costs_in(new) == OTHER
    rows = [row for table in needs(OTHER) for row in table]
    assert all(printed([row]) in new for row in rows)
    assert "SQLite   12.3 ms" in new
    assert len(new.splitlines()) <= len(page.splitlines()), "nothing is added"
    assert renewed(new, costs_in(page), "x") == renewed(page, costs_in(page), "x"), "nothing else is lost"


def test_a_knowledge_base_grows_from_what_was_measured() -> None:
    costs = costs_in(PAGE.read_text("utf-8"))
    assert costs.knowledge(1) == costs.programme
    assert math.isclose(costs.knowledge(SCALE), costs.programmes)
    ten_years = needs(costs)[1][-1]
    assert ten_years[1:] == ["13 MB", "59 MB", "5.1 GB"]
