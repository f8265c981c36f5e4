"""An operation is added by one file: what its file says of it is all that the readers, replies and buttons need."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.lexicon import Row, rows
from tests.families.spread import OPERATIONS
from tests.lists.lattices import compiled

ROOT = Path(__file__).resolve().parents[2]
WORD = Row("feature", "spread", "noun", "saçılım")
ASKED = {
    "aktif ikamet izni sayısının saçılımı": ("Saçılım: 100.000", "2021-2025: saçılımı"),
    "faaliyetlerin 2023 bütçelerinin saçılımı": ("Saçılım: 5.878.781.000 TL", "2023 bütçesi: saçılımı"),
    "sığınma evi sayısı 2021 2022 2023 saçılımı": ("Saçılım: 2", "2023 hedefi: saçılımı"),
}


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[str, str, str]]:
    """For each question the reply, why, and the button that would ask it, where the operation is registered."""
    with compiled([*rows(), WORD]) as file:
        run = subprocess.run(
            [sys.executable, "-m", "tests.families.spread", file, *ASKED],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert (run.returncode, run.stderr) == (0, "")
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return {question: (reply, why, *buttons) for question, (reply, why, buttons) in zip(ASKED, found, strict=True)}


@pytest.mark.parametrize("question", ASKED)
def test_it_is_computed_told_and_asked_for_on_a_button(question: str, told: dict[str, tuple[str, str, str]]) -> None:
    reply, _, button = told[question]
    first, end = ASKED[question]
    assert reply.startswith(f"{first}\n")
    assert button.endswith(end)


@pytest.mark.parametrize("question", ASKED)
def test_why_names_it_and_its_word(question: str, told: dict[str, tuple[str, str, str]]) -> None:
    _, why, _ = told[question]
    assert "saçılımı → “saçılım” sorusu" in why
    assert "\n  1. saçılım: " in why.partition("Kurallara göre okumalar")[2]


def test_the_second_reader_reads_it_too(told: dict[str, tuple[str, str, str]]) -> None:
    assert ". saçılım: " in told["aktif ikamet izni sayısının saçılımı"][1].partition("Öğrenilmiş ağırlıklara")[2]


def test_what_is_asked_of_figures_says_of_which() -> None:
    with pytest.raises(ValueError, match=r"'spread' is asked of figures.*over=Over"):
        replace(OPERATIONS[0], over=None)
