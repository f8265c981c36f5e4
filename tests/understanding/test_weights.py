"""The weights of the rules: sorted, each taken by a rule, each price the sum of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.weights import FILE, Traced, Weights, WeightsError, read, weight

HEAD = "name,value,count,of\n"


def write(path: Path, *rows: str) -> Path:
    path.write_text(HEAD + "".join(f"{row},0,what it costs\n" for row in rows), "utf-8")
    return path


def test_each_weight_of_the_file_is_taken_by_a_rule() -> None:
    import bot.understanding.reading  # noqa: F401 - loads every rule

    weight.check()


def test_each_weight_says_what_it_is_of() -> None:
    lines = FILE.read_text("utf-8").splitlines()[1:]
    assert lines
    assert not [line for line in lines if line.endswith(",")]


def test_a_weight_that_names_no_rule_does_not_load() -> None:
    weights = Weights({"a": 0.5, "b": 1.0})
    assert weights("a") == 0.5
    with pytest.raises(WeightsError, match="no rule takes b"):
        weights.check()


def test_a_rule_without_a_weight_does_not_load() -> None:
    with pytest.raises(WeightsError, match="no weight 'c'"):
        Weights({})("c")


@pytest.mark.parametrize(
    ("rows", "why"), [(("b,1", "a,1"), "sorted by name"), (("a,1", "a,1"), "each once"), (("a,much",), "is no number")]
)
def test_a_file_that_is_not_in_order_does_not_load(tmp_path: Path, rows: tuple[str, ...], why: str) -> None:
    with pytest.raises(WeightsError, match=why):
        read(write(tmp_path / "weights.csv", *rows))


def test_a_file_is_read_by_name(tmp_path: Path) -> None:
    assert read(write(tmp_path / "weights.csv", "a,0.5", "b,-1")) == {"a": 0.5, "b": -1.0}


def test_a_price_knows_its_weights() -> None:
    one, other = Traced(0.5, "a"), Traced(0.25, "b")
    price = round(sum((one, other, other), 0.0) - one * 2 + 1, 6)
    assert price == 1.0
    assert isinstance(price, Traced)
    assert price.names == {"a": 3, "b": 2}
    assert (-one).names == {"a": 1}
    assert (2.0 - other).names == {"b": 1}
    assert Weights({"a": 0.5}, traced=True)("a").names == {"a": 1}  # type: ignore[attr-defined]
