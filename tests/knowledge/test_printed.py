"""Printed figures are read as a Turkish programme prints them."""

import pytest

from knowledge.printed import number, stated


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1.244.779", 1244779),
        ("8.025", 8025),
        ("7500", 7500),
        ("22.82", 22.82),
        ("3,5", 3.5),
        ("%13", 13),
        ("13%", 13),
        ("1.234,5", 1234.5),
        ("-", 0),
        ("0", 0),
        ("", 0),
    ],
)
def test_numbers(printed: str, value: float) -> None:
    assert number(printed) == value
    assert type(number(printed)) is type(value)


@pytest.mark.parametrize("printed", ["1.2.3", "22.82.1", "yedi", "1.2345.678", "12,3,4", "--"])
def test_what_is_no_figure(printed: str) -> None:
    with pytest.raises(ValueError, match="is no printed figure"):
        number(printed)


def test_figures_in_a_text() -> None:
    assert stated("1.064 + 3 × 1.029 = 4.151 m (22.04.2021)") == {1064, 3, 1029, 4151}
