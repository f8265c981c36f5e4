"""A year opens a range with the words behind it."""

import pytest

from knowledge.language.words import split
from knowledge.language.years import find

ANCHOR = 2023
ALL = (2021, 2022, 2023, 2024, 2025)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023'ten önce", (2021, 2022)),
        ("2023ten önce", (2021, 2022)),
        ("2023 yılından önce", (2021, 2022)),
        ("2023 öncesi", (2021, 2022)),
        ("2023 yılı öncesinde", (2021, 2022)),
        ("2022 ve öncesi", (2021, 2022)),
        ("2023'ten önceki yıllarda", (2021, 2022)),
        ("2023'ten sonra", (2024, 2025)),
        ("2023 yılından sonra", (2024, 2025)),
        ("2023 sonrası", (2024, 2025)),
        ("2023 yılı sonrasında", (2024, 2025)),
        ("2024 ve sonrası", (2024, 2025)),
        ("2023'ten sonraki yıllar", (2024, 2025)),
        ("2023'ten itibaren", (2023, 2024, 2025)),
        ("2023 yılından itibaren", (2023, 2024, 2025)),
        ("geçen yıldan itibaren", (2022, 2023, 2024, 2025)),
        ("2021'den beri", (2021, 2022, 2023)),
        ("2022'den bu yana", (2022, 2023)),
        ("2019'dan bu yana", (2021, 2022, 2023)),
        ("geçen yıldan bugüne kadar", (2022, 2023)),
        ("2023'e kadar", (2021, 2022, 2023)),
        ("2023 yılına kadar", (2021, 2022, 2023)),
        ("2023 yılı sonuna kadar", (2021, 2022, 2023)),
        ("2030'a dek", ALL),
    ],
)
def test_year_that_opens_a_range(text: str, years: tuple[int, ...]) -> None:
    words = split(text)
    (span,) = find(words, ANCHOR)
    assert (span.years, span.kind, span.start, span.end) == (years, "range", 0, len(words))


@pytest.mark.parametrize(
    ("text", "year"),
    [("2022'den önce", 2021), ("2021 öncesi", 2020), ("2025'ten sonra", 2026), ("2015 öncesinde", 2014),
     ("2024 sonrası", 2025),
     ("2025 yılı sonuna kadar", 2025), ("2025'e kadar", 2025), ("2018'e kadar", 2018)],
)  # fmt: skip
def test_year_that_opens_a_range_of_one(text: str, year: int) -> None:
    words = split(text)
    (span,) = find(words, ANCHOR)
    assert (span.years, span.kind, span.end) == ((year,), "single", len(words))


def test_range_begins_at_the_earliest_year_told_of() -> None:
    (span,) = find(split("2023'ten önce"), ANCHOR, earliest=2019)
    assert span.years == (2019, 2020, 2021, 2022)
