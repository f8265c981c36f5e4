"""Years are found by their number, in figures and in words."""

import pytest

from knowledge.language.words import split
from knowledge.language.years import find

ANCHOR = 2023


@pytest.mark.parametrize(
    ("text", "years", "words", "case"),
    [
        ("2023 hedefi", 2023, 1, ""),
        ("2023te", 2023, 1, "loc"),
        ("2023'ün", 2023, 1, "gen"),
        ("2021den", 2021, 1, "abl"),
        ("2025e", 2025, 1, "dat"),
        ("2023 te", 2023, 2, "loc"),
        ("2023 yılında", 2023, 2, "loc"),
        ("2023yılı", 2023, 2, ""),
        ("2023 yılının", 2023, 2, "gen"),
        ("2024 senesinde", 2024, 2, "loc"),
        ("2023 mali yılı", 2023, 3, ""),
        ("2022 yıl sonu tahmini", 2022, 1, ""),
        ("2022 yılı sonunda", 2022, 1, ""),
        ("23 yılı hedefi", 2023, 2, ""),
        ("23 yılında", 2023, 2, "loc"),
        ("iki bin yirmi üç", 2023, 4, ""),
        ("iki bin yirmi üçten", 2023, 4, "abl"),
        ("ikibinyirmiüçte", 2023, 1, "loc"),
        ("2019da", 2019, 1, "loc"),
        ("2019", 2019, 1, ""),
    ],
)
def test_named_year(text: str, years: int, words: int, case: str) -> None:
    (span,) = find(split(text), ANCHOR)
    assert (span.years, span.start, span.end, span.kind, span.case) == ((years,), 0, words, "single", case)
    assert not span.relative


@pytest.mark.parametrize(
    ("text", "end"), [("2 bin 23", 3), ("2 bin 23 yılında", 4), ("iki bin 23", 3), ("2 bin 21'den", 3)]
)
def test_year_written_as_it_is_spoken(text: str, end: int) -> None:
    (span,) = find(split(text), ANCHOR)
    assert (span.years[0] // 100, span.end) == (20, end)


@pytest.mark.parametrize(
    "text",
    ["164", "164/b", "3 yıl", "yılda kaç kez", "yıllık", "2023 TL", "2000 kişi", "2.023", "5018 sayılı", "%2023",
     "18.10.2018 tarihli", "iki bin kişi", "2 bin 23 mü", "2 bin 23 kişi", "2 bin 50", "13.219", "yıl sonu", "a5h2", "",
     "iki bin"],
)  # fmt: skip
def test_no_year(text: str) -> None:
    assert find(split(text), ANCHOR) == []
