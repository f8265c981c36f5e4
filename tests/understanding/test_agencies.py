"""Which programmes a message names by their years."""

from __future__ import annotations

import pytest

from bot.understanding.agencies import anchor
from knowledge.language.words import split

YEARS = (2023, 2022)


@pytest.mark.parametrize(
    ("text", "years", "left"),
    [
        ("2023 programı bütçe", (2023,), "bütçe"),
        ("bütçe 2023 yılı performans programına göre ne kadar", (2023,), "bütçe ne kadar"),
        ("2022 ve 2023 programlarında personel sayısı", (2022, 2023), "personel sayısı"),
        ("2022 programı ile 2023 programı bütçesi", (2022, 2023), "bütçesi"),
    ],
)
def test_programmes_named_by_their_years(text: str, years: tuple[int, ...], left: str) -> None:
    found = anchor(split(text), YEARS)
    assert found is not None
    assert found.years == years
    assert " ".join(word.text for word in found.words) == left


@pytest.mark.parametrize(
    "text", ["2023 bütçesi", "programın bütçesi", "2021 programı", "2023 yılı", "program 2023", ""]
)
def test_a_year_without_its_programme_names_none(text: str) -> None:
    assert anchor(split(text), YEARS) is None
