"""Folding is one for knowledge and questions; casing knows the two kinds of i."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.letters import capital, fold, lower, upper


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("İÇİŞLERİ", "icisleri"),
        ("IĞDIR", "igdir"),
        ("ığdır", "igdir"),
        ("i̇çişleri", "icisleri"),
        ("s\u0327ube mu\u0308du\u0308rlu\u0308g\u0306u\u0308", "sube mudurlugu"),
        ("Kâğıt hükmî sükûn", "kagit hukmi sukun"),
        ("m²", "m2"),
        ("2023’ün", "2023'un"),
        ("2023`ün", "2023'un"),
        ("2023´ün", "2023'un"),
        ("göç\u00adnet", "gocnet"),
        ("göç\u200bnet", "gocnet"),
        ("ＴＡＢＬＯ ８", "tablo 8"),
        ("ﬁnans", "finans"),
        ("İl\u00a0Göç", "il goc"),
        ("2021–2025", "2021-2025"),
        ("café", "cafe"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("small", "large"), [("iğne", "İĞNE"), ("ısı", "ISI"), ("şube", "ŞUBE"), ("göç i̇", "GÖÇ İ̇")])
def test_casing(small: str, large: str) -> None:
    assert upper(small) == large
    assert fold(lower(large)) == fold(small)


def test_capital_touches_the_first_letter_only() -> None:
    assert capital("il ve İlçe") == "İl ve İlçe"
    assert capital("ısı") == "Isı"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzâîû ", max_size=40))
def test_case_does_not_matter(text: str) -> None:
    assert fold(upper(text)) == fold(text) == fold(lower(text))
    assert fold(text).isascii()
