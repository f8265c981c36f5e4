"""Years are found by number, in words, and told from the budget year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.words import split
from knowledge.language.years import find

ANCHOR = 2023
ALL = (2021, 2022, 2023, 2024, 2025)


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
    "text",
    ["her yıl", "tüm yıllar", "bütün yıllarda", "yıllara göre", "yıldan yıla", "yıl yıl", "sene sene", "her sene",
     "yıl bazında", "yıllar itibarıyla", "seneden seneye"],
)  # fmt: skip
def test_every_year(text: str) -> None:
    (span,) = find(split(text), ANCHOR)
    assert (span.years, span.kind, span.end) == (ALL, "all", 2)


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


@pytest.mark.parametrize(
    ("text", "end"), [("2 bin 23", 3), ("2 bin 23 yılında", 4), ("iki bin 23", 3), ("2 bin 21'den", 3)]
)
def test_year_written_as_it_is_spoken(text: str, end: int) -> None:
    (span,) = find(split(text), ANCHOR)
    assert (span.years[0] // 100, span.end) == (20, end)


@pytest.mark.parametrize("text", ["aynı yıl", "aynı yılın", "o yıl", "o sene", "ilgili yılda", "söz konusu yıl"])
def test_same_year(text: str) -> None:
    (span,) = find(split(text), ANCHOR)
    assert (span.years, span.kind) == ((), "same")


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


@pytest.mark.parametrize(
    "text",
    ["164", "164/b", "3 yıl", "yılda kaç kez", "yıllık", "2023 TL", "2000 kişi", "2.023", "5018 sayılı", "%2023",
     "18.10.2018 tarihli", "iki bin kişi", "2 bin 23 mü", "2 bin 23 kişi", "2 bin 50", "13.219", "yıl sonu", "a5h2", "",
     "iki bin"],
)  # fmt: skip
def test_no_year(text: str) -> None:
    assert find(split(text), ANCHOR) == []


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
