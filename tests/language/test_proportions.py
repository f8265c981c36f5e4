"""Of what a share, a multiple or a distance is said to be, whatever else the words name and in whichever order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.proportions import COMPARED, DISTANCE, SHARE, TIMES, find
from knowledge.language.words import split


@pytest.mark.parametrize(
    ("text", "kind", "base"),
    [
        ("2022 tahmini 2023 hedefinin kaç katı", TIMES, "hedefinin"),
        ("2021'de tespit edilen 2022 için planlananın kaç katıdır", TIMES, "planlananın"),
        ("2021'in kaç misli", TIMES, "2021'in"),
        ("2022 bütçesinin iki katını geçiyor mu", TIMES, "bütçesinin"),
        ("sgk primi personel giderinin yüzde kaçı", SHARE, "giderinin"),
        ("genel toplamın % kaçına denk", SHARE, "toplamın"),
        ("hedefin kaçta kaçı", SHARE, "hedefin"),
        ("planın tam yarısı mı", SHARE, "planın"),
        ("tahmininin üçte biri mi", SHARE, "tahmininin"),
        ("planın kaç kişi gerisinde", DISTANCE, "planın"),
        ("planın altında mı kaldı", DISTANCE, "planın"),
        ("hedefinin yüzde kaç üstünde", DISTANCE, "hedefinin"),
        ("2022 bütçesine göre ne kadar arttı", COMPARED, "bütçesine"),
        ("2021'e kıyasla", COMPARED, "2021'e"),
    ],
)
def test_what_it_is_of_stands_right_before_it(text: str, kind: str, base: str) -> None:
    words = split(text)
    assert [(one.kind, words[one.base].text) for one in find(words)] == [(kind, base)]


@pytest.mark.parametrize(
    "text",
    [
        "2023 hedefinin kaç kat arttığı",  # whose growth it is
        "bütçenin ne kadarı personel gideri",  # an amount as well
        "2023 hedefinden kaç fazla",
        "planı ne kadar aştı",
        "personel giderinin bütçe içindeki payı",
        "hedef, kaç katı",
    ],
)
def test_nothing_else_is_one(text: str) -> None:
    assert find(split(text)) == []


@pytest.mark.parametrize(("text", "way"), [("planın altında mı", "down"), ("planın üzerinde mi", "up")])
def test_a_distance_goes_one_way(text: str, way: str) -> None:
    assert [one.way for one in find(split(text))] == [way]


def test_what_was_spoken_of_is_no_name() -> None:
    assert [one.spoken for one in find(split("2025 tahmini bunun kaç katı, onun kaç katı hedefin"))] == [True, True]
    assert [one.spoken for one in find(split("hedefin kaç katı"))] == [False]


@given(st.text(max_size=60))
def test_any_text_has_its_proportions_inside(text: str) -> None:
    words = split(text)
    assert all(0 <= one.base < one.start < one.end <= len(words) for one in find(words))
