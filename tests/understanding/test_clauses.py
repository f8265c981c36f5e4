"""Clauses that ask nothing are told from those that do."""

from __future__ import annotations

import pytest

from bot.understanding.clauses import background, denied, included, pointed, purposed
from knowledge.language.words import split
from tests.understanding.conftest import Messages


def said(masks: tuple[int, ...], text: str) -> list[str]:
    words = split(text)
    return [" ".join(word.text for at, word in enumerate(words) if mask >> at & 1) for mask in masks]


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Sunum hazırlıyorum, sığınma evi sayısı kaç", ["Sunum hazırlıyorum"]),
        ("Sunumda bir grafik olacak; sığınma evi sayısı kaç", ["Sunumda bir grafik olacak"]),
        ("koridora asılacak pano için sığınma evi sayısı", ["koridora asılacak pano için"]),
        ("bakana sunulmak üzere sığınma evi sayısı", ["bakana sunulmak üzere"]),
        ("inceleme yapmak üzere kurulan birim", []),
        ("sığınma evi sayısı kaç, hazırlıyorum", []),
        ("sığınma evi sayısı kaç", []),
    ],
)
def test_why_somebody_asks_is_background(message: Messages, text: str, aside: list[str]) -> None:
    assert said(background(message(text).lattice), text) == aside


def test_what_is_denied_is_tried_longest_first() -> None:
    text = "sığınma evinin 2023 hedefi değil tahmini"
    found = said(denied(split(text), {2}), text)
    assert found[0] == "sığınma evinin hedefi değil"
    assert found[-1] == "hedefi değil"
    assert denied(split("hedefi bu değil mi"), set()) == (0,)


def test_money_for_an_occasion_is_no_total(message: Messages) -> None:
    assert purposed(message("toplantı için ne kadar harcandı").lattice)
    assert not purposed(message("göç kurulu için ne kadar harcandı").lattice)


def test_a_unit_is_pointed_at() -> None:
    assert pointed(split("o birimin göstergeleri"))
    assert not pointed(split("birimi oran olan göstergeler"))


@pytest.mark.parametrize(
    ("text", "counted_too"),
    [
        ("hizmet alımı dahil kaç kişi çalışıyor", "hizmet alımı dahil"),
        ("faaliyetin, bütçe dışı dahil genel toplam içindeki payı", "bütçe dışı dahil"),
        ("merkezde hizmet alımı dâhil kaç kişi", "hizmet alımı dâhil"),
        ("kurumun bütçe içi ve bütçe dışı hepsi dahil 2024 toplamı", "bütçe içi ve bütçe dışı hepsi dahil"),
        ("2021'den 2025'e değerleri, planlanan ve yıl sonu tahmini dahil sırasıyla", ""),
        ("sözleşmeliler dahil mi", ""),
        ("döner sermaye dahil toplam bütçe ne kadar", "döner sermaye dahil"),
        ("programa dahil faaliyetler hangileri", ""),
        ("toplam kaç kişi, hizmet alımı dahil", ""),
    ],
)
def test_what_is_only_counted_too_is_not_asked_for(message: Messages, text: str, counted_too: str) -> None:
    assert said((included(message(text).lattice),), text) == [counted_too]
