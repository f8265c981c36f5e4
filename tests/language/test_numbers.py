"""Numbers are found as people write them and written as Turkish does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.numbers import find, format_number, money, parse_figure, percent, short_money
from knowledge.language.words import split


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("1.280.000 kişi", [(0, 1, 1_280_000)]),
        ("1,280,000", [(0, 1, 1_280_000)]),
        ("7.500", [(0, 1, 7500)]),
        ("22.82", [(0, 1, 22.82)]),
        ("3,5", [(0, 1, 3.5)]),
        ("1.280.000,75", [(0, 1, 1_280_000.75)]),
        ("1,5 milyar", [(0, 2, 1.5e9)]),
        ("3 milyon 200 bin", [(0, 4, 3_200_000)]),
        ("3milyon", [(0, 2, 3_000_000)]),
        ("iki bin yirmi üç", [(0, 4, 2023)]),
        ("ikibinyirmiüç", [(0, 1, 2023)]),
        ("yüz elli", [(0, 2, 150)]),
        ("yüzelli", [(0, 1, 150)]),
        ("üç yüz bin", [(0, 3, 300_000)]),
        ("bin iki yüz", [(0, 3, 1200)]),
        ("100 bin", [(0, 2, 100_000)]),
        ("on üç", [(0, 2, 13)]),
        ("on üçten", [(0, 2, 13)]),
        ("onbeş", [(0, 1, 15)]),
        ("iki buçuk milyon", [(0, 3, 2_500_000)]),
        ("yarım milyon", [(0, 2, 500_000)]),
        ("5 milyondan fazla", [(0, 2, 5_000_000)]),
        ("3'ten fazla", [(0, 1, 3)]),
        ("beş üç", [(0, 1, 5), (1, 2, 3)]),
        ("yirmi otuz", [(0, 1, 20), (1, 2, 30)]),
        ("2 milyon 2023", [(0, 2, 2_000_000), (2, 3, 2023)]),
        ("iki, üç", [(0, 1, 2), (1, 2, 3)]),
        ("yirmi bir", [(0, 2, 21)]),
        ("ilk 5", [(1, 2, 5)]),
        ("bir grafik", []),
        ("altında", []),
        ("altının", []),
        ("birim", []),
        ("ön izne tabi", []),
        ("önce onun", []),
        ("yüzünden", []),
        ("a5h2", []),
        ("164/b", []),
        ("18.10.2018", []),
        ("milyon", []),
        ("٣", [(0, 1, 3)]),
        ("1,3M", [(0, 2, 1_300_000)]),
        ("1,3 m'den fazla", [(0, 2, 1_300_000)]),
        ("3,2 mlr", [(0, 2, 3_200_000_000)]),
        ("3,2 mr", [(0, 2, 3_200_000_000)]),
        ("9,5B", [(0, 2, 9_500_000_000)]),
        ("100 mn TL", [(0, 2, 100_000_000)]),
        ("100mln'den", [(0, 2, 100_000_000)]),
        ("500k", [(0, 2, 500_000)]),
        ("500 b", [(0, 2, 500_000)]),
        ("3 milyon 200k", [(0, 4, 3_200_000)]),
        ("4B", []),
        ("madde 68 b", [(1, 2, 68)]),
        ("20 m kare", [(0, 1, 20)]),
        ("100 m2", [(0, 1, 100)]),
        ("4 024 862", [(0, 1, 4_024_862)]),
        ("4\u2009024\u00a0862'den", [(0, 1, 4_024_862)]),
        ("50 000 mi", [(0, 1, 50_000)]),
        ("tablo 3 250", [(1, 2, 3), (2, 3, 250)]),
        ("2021 250", [(0, 1, 2021), (1, 2, 250)]),
    ],
)
def test_find(text: str, spans: list[tuple[int, int, float]]) -> None:
    assert [(n.start, n.end, n.value) for n in find(split(text))] == spans


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("42,9 milyon", 1e5),
        ("42.9 milyon", 1e5),
        ("1,3M", 1e5),
        ("1,28 milyon", 1e4),
        ("3 milyar", 1e9),
        ("3 milyon 200 bin", 1e5),
        ("3 milyon 198 bin", 1e3),
        ("yüz elli milyon", 1e6),
        ("iki buçuk milyon", 1e5),
        ("50 bin", 1e3),
        ("1.300.000", 1),
        ("1.280.000,75", 0.01),
        ("22,8", 0.1),
        ("13", 1),
        ("iki bin yirmi üç", 1),
    ],
)
def test_last_place_said(text: str, step: float) -> None:
    (number,) = find(split(text))
    assert number.step == pytest.approx(step)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("%13", 13, 1),
        ("% 13", 13, 1),
        ("13%", 13, 1),
        ("yüzde 13", 13, 2),
        ("yuzde on uc", 13, 3),
        ("yüzde yirmiden", 20, 2),
        ("%22,82'si", 22.82, 1),
    ],
)
def test_percent(text: str, value: float, words: int) -> None:
    (number,) = find(split(text))
    assert (number.value, number.is_percent, number.end - number.start) == (value, True, words)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("birinci", 1), ("ikinci sıradaki", 2), ("üçüncüsü", 3), ("dördüncüden", 4),
        ("on ikinci", 12), ("onikinci", 12),
        ("yirmi birinci", 21), ("2nci", 2), ("3'üncü", 3), ("3. kat", 3), ("1., ve", 1),
    ],
)  # fmt: skip
def test_ordinal(text: str, value: float) -> None:
    (number,) = find(split(text))
    assert (number.value, number.is_ordinal) == (value, True)


def test_a_sentence_may_end_in_a_figure() -> None:
    assert not any(number.is_ordinal for number in find(split("Hedef 13. Teşekkürler, 2023. yılı bekleriz")))


@pytest.mark.parametrize("figure", ["", "a", "1.2.3", "1,2,3", "9" * 40, "1.", "²"])
def test_no_figure(figure: str) -> None:
    assert parse_figure(figure) is None


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1_280_000, None, "1.280.000"),
        (22.82, None, "22,82"),
        (13.0, None, "13"),
        (24.5, None, "24,5"),
        (24.5, 2, "24,50"),
        (0.005, 2, "0,01"),
        (-0.001, None, "-0,001"),
        (1e-9, None, "0"),
        (-1234.5, None, "-1.234,5"),
        (100, None, "100"),
        (1e15, None, "1.000.000.000.000.000"),
    ],
)
def test_format_number(value: float, decimals: int | None, text: str) -> None:
    assert format_number(value, decimals) == text


def test_money_and_percent() -> None:
    assert money(3_198_642_000) == "3.198.642.000 TL"
    assert percent(13) == "%13"
    assert percent(-2.5) == "-%2,5"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3_198_642_000, "3,2 milyar TL"),
        (611_604_527, "611,6 milyon TL"),
        (999_960_000, "1 milyar TL"),
        (1_000_000, "1 milyon TL"),
        (21_665, "21,7 bin TL"),
        (450, "450 TL"),
        (0, "0 TL"),
        (-3_198_642_000, "-3,2 milyar TL"),
    ],
)
def test_short_money(value: float, text: str) -> None:
    assert short_money(value) == text


@given(st.integers(0, 10**15))
def test_written_figures_are_read_back(value: int) -> None:
    assert parse_figure(format_number(value)) == value


WORDS = st.sampled_from(
    str.split("bir iki üç on yirmi yüz bin milyon milyar buçuk yarım yüzde birinci 3 2023 %5 1,5 ve , . yirmiüç beşten")
)


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60))
def test_spans_are_in_order_and_in_range(text: str) -> None:
    words = split(text)
    position = 0
    for number in find(words):
        assert position <= number.start < number.end <= len(words)
        position = number.end
