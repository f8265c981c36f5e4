"""Prices move to where right readings are the cheapest, no further, and no cost becomes a gain."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.understanding.weights import FILE, read
from tests.fitting.prices import Choice, Fit, main, rewrite, won

COST, GAIN = "rankings.unnamed", "shares.spent"


def told(right: bool, times: int = 20) -> list[Choice]:
    """A reading that costs more and gains nothing beside one at a fixed price."""
    return [Choice("own", ({COST: 1}, {}), (0.0, 0.15), (right, not right))] * times


def test_a_cost_that_hides_right_readings_falls() -> None:
    fit = Fit(told(True))
    values = dict(zip(fit.names, fit.fitted(), strict=True))
    assert 0 <= values[COST] < read()[COST]
    assert values[GAIN] == read()[GAIN]
    assert (won(told(True), fit.before), won(told(True), fit.fitted())) == (0, 20)


def test_a_cost_that_keeps_wrong_ones_away_does_not_fall() -> None:
    fit = Fit(told(False))
    assert fit.fitted()[fit.names.index(COST)] >= read()[COST]


def test_the_slope_is_that_of_the_loss() -> None:
    fit = Fit(told(True, 3))
    moved = np.full(len(fit.names), 0.01)
    at = fit.names.index(COST)
    step = np.zeros(len(fit.names))
    step[at] = 1e-6
    slope = (fit.loss(moved + step)[0] - fit.loss(moved - step)[0]) / 2e-6
    assert fit.loss(moved)[1][at] == pytest.approx(slope, rel=1e-4)


def test_fitted_values_are_written_in_place(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_bytes(FILE.read_bytes())
    rewrite(read() | {COST: 0.125}, path)
    assert read(path) == read() | {COST: 0.125}
    assert len(path.read_text("utf-8").splitlines()) == len(FILE.read_text("utf-8").splitlines())


def test_a_set_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere.jsonl"]) == 2
    assert "nowhere.jsonl does not exist" in capsys.readouterr().err
