"""Several years, ranges and years told from others are found in a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.words import split
from knowledge.language.years import find

ANCHOR = 2023
ALL = (2021, 2022, 2023, 2024, 2025)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021-2025", ALL),
        ("2021–2025 döneminde", ALL),
        ("2021-25", ALL),
        ("2021-2025 arası", ALL),
        ("2021 - 2025 yılları arasında", ALL),
        ("2021'den 2025'e", ALL),
        ("2021den 2025e kadar", ALL),
        ("2021 yılından 2025 yılına kadar", ALL),
        ("2025ten 2023e", (2025, 2024, 2023)),
        ("2022 ile 2024 arasında", (2022, 2023, 2024)),
        ("2021 ve 2022 yılları arasındaki", (2021, 2022)),
        ("son üç yıl", (2021, 2022, 2023)),
        ("son 3 yılda", (2021, 2022, 2023)),
        ("önümüzdeki iki yıl", (2024, 2025)),
        ("gelecek 2 senede", (2024, 2025)),
        ("geçen iki yılda", (2021, 2022)),
        ("gelecek yıllarda", (2024, 2025)),
        ("geçmiş yıllar", (2021, 2022)),
    ],
)
def test_range(text: str, years: tuple[int, ...]) -> None:
    words = split(text)
    (span,) = find(words, ANCHOR)
    assert (span.years, span.kind, span.start, span.end) == (years, "range", 0, len(words))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022 ile 2024", [2022, 2024]),
        ("2021, 2022 ve 2023", [2021, 2022, 2023]),
        ("2022 planlanan ile 2023 hedefi arasında", [2022, 2023]),
        ("2023'e göre 2024", [2023, 2024]),
        ("2023 hedefinden 2025 tahminine kadar", [2023, 2025]),
        ("2022/2023", [2022, 2023]),
    ],
)
def test_several_years(text: str, years: list[int]) -> None:
    assert [span.years for span in find(split(text), ANCHOR)] == [(year,) for year in years]


@pytest.mark.parametrize(
    ("text", "years"),
    [("2023'ten önceki yıl", 2022), ("2021'den bir sonraki yıl", 2022), ("2021'den iki yıl sonra", 2023)],
)
def test_year_told_from_another(text: str, years: int) -> None:
    words = split(text)
    (span,) = find(words, ANCHOR)
    assert (span.years, span.end, span.relative) == ((years,), len(words), False)


PIECES = st.sampled_from(
    str.split(
        """2021 2023'ten 2025e - ile ve arası kadar bu geçen önceki gelecek son üç iki bin yirmi yıl yıla yıldan
        yıllar sene seneye her tüm aynı o önce sonra bir 23 2. , göre yılı TL öncesi sonrası itibaren beri yana
        sonuna yılından"""
    )
)


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60), st.integers(1990, 2050))
def test_spans_are_in_order_and_in_range(text: str, anchor: int) -> None:
    words = split(text)
    position = 0
    for span in find(words, anchor):
        assert position <= span.start < span.end <= len(words)
        assert span.kind in ("single", "range", "all", "same")
        assert bool(span.years) == (span.kind != "same")
        position = span.end
