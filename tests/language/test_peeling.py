"""Endings come off where they agree with what is before them, and what is left gets its own shape back."""

from __future__ import annotations

import pytest

from knowledge.language.morphotactics import END
from knowledge.language.peeling import MOST, Peeler


def peeled(word: str) -> dict[tuple[str, str], tuple[float, dict[str, str]]]:
    """Cost and what was peeled, by stem and part of speech."""
    peeler = Peeler(word)
    peeler.run(len(word), END, 0.0, ())
    return {stem: (cost, dict(features)) for stem, (cost, features) in peeler.found.items()}


def test_endings_come_off_in_their_order() -> None:
    found = peeled("evlerimizden")
    assert found["ev", "n"][1] == {"case": "abl", "possessive": "1p", "plural": "1"}
    assert ("evlerimiz", "n") in found
    assert ("ev", "n") not in peeled("evdenlerimiz")


@pytest.mark.parametrize(
    ("word", "stem"),
    [("kitabi", "kitap"), ("odenege", "odenek"), ("izni", "izin"), ("hakki", "hak"), ("tibbi", "tip")],
)
def test_a_noun_gets_back_what_a_vowel_changed(word: str, stem: str) -> None:
    assert (stem, "n") in peeled(word)


@pytest.mark.parametrize(
    ("word", "stem"), [("gidiyor", "git"), ("izliyor", "izle"), ("planliyor", "planla"), ("yiyecek", "ye")]
)
def test_a_verb_gets_back_what_the_ending_changed(word: str, stem: str) -> None:
    assert (stem, "v") in peeled(word)


def test_a_cluster_takes_no_vowel() -> None:
    assert ("turuk", "n") not in peeled("turku")


def test_vowels_agree() -> None:
    assert ("ev", "n") in peeled("evde")
    assert ("ev", "n") not in peeled("evda")


def test_what_slips_costs_more() -> None:
    assert peeled("kurulda")["kurul", "n"][0] < peeled("kurulta")["kurul", "n"][0]
    assert peeled("saatler")["saat", "n"][0] > peeled("evler")["ev", "n"][0]


def test_nothing_beyond_the_limit_is_kept() -> None:
    assert all(cost <= MOST for cost, _ in peeled("sonuclandirilamayabilecegimizdenmiscesine").values())


def test_an_ending_alone_is_one() -> None:
    peeler = Peeler("ndan")
    peeler.run(4, END, 0.0, ())
    assert ("case", "abl") in min(peeler.endings)[1]
