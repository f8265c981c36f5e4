"""The model of docs/scale.md is computed from the costs that stand in it."""

from __future__ import annotations

import math
import re

import pytest

from tests.telegram.sizing import PAGE, TELEGRAM, Costs, Demand, costs_in, needs, printed


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
    costs = Costs(26.5, 2.0, 2.2, 3.4, 184.0)
    assert costs_in(printed(costs.rows())) == costs
