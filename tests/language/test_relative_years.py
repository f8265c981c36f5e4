"""Years are told from the budget year, or are all that a programme tells of."""

import pytest

from knowledge.language.words import split
from knowledge.language.years import find

ANCHOR = 2023
ALL = (2021, 2022, 2023, 2024, 2025)


@pytest.mark.parametrize(
    ("text", "years", "words"),
    [
        ("bu yıl", 2023, 2),
        ("bu sene kaç", 2023, 2),
        ("bu seneki", 2023, 2),
        ("cari yılda", 2023, 2),
        ("geçen yıl", 2022, 2),
        ("gecen yilki", 2022, 2),
        ("bir önceki yıla göre", 2022, 3),
        ("önceki yıl", 2022, 2),
        ("evvelki sene", 2022, 2),
        ("geçtiğimiz senenin", 2022, 2),
        ("gelecek yıl", 2024, 2),
        ("önümüzdeki sene", 2024, 2),
        ("öbür yıl", 2024, 2),
        ("bir sonraki yıl", 2024, 3),
        ("takip eden yıl", 2024, 3),
        ("seneye", 2024, 1),
        ("iki yıl önce", 2021, 3),
        ("iki sene sonra", 2025, 3),
    ],
)
def test_year_told_from_the_anchor(text: str, years: int, words: int) -> None:
    (span,) = find(split(text), ANCHOR)
    assert (span.years, span.end - span.start, span.kind, span.relative) == ((years,), words, "single", True)


@pytest.mark.parametrize(
    "text",
    ["her yıl", "tüm yıllar", "bütün yıllarda", "yıllara göre", "yıldan yıla", "yıl yıl", "sene sene", "her sene",
     "yıl bazında", "yıllar itibarıyla", "seneden seneye"],
)  # fmt: skip
def test_every_year(text: str) -> None:
    (span,) = find(split(text), ANCHOR)
    assert (span.years, span.kind, span.end) == (ALL, "all", 2)


@pytest.mark.parametrize("text", ["aynı yıl", "aynı yılın", "o yıl", "o sene", "ilgili yılda", "söz konusu yıl"])
def test_same_year(text: str) -> None:
    (span,) = find(split(text), ANCHOR)
    assert (span.years, span.kind) == ((), "same")
