"""Which sentences of a message ask, and whether it shows several questions."""

from __future__ import annotations

import pytest

from bot.understanding.sentences import questions_among, sentence_starts, several
from knowledge.language.words import split


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sığınma evi kaç tane, kapasitesi ne kadar", True),
        ("tutar kaç, düşüş kaç, yazabilir misiniz", True),
        ("sığınma evi sayısı kaç, öğrenebilir miyim", False),
        ("hangi daire bakıyor, adını yazar mısınız", False),
    ],
)
def test_begging_for_the_answer_is_no_further_question(text: str, shown: bool) -> None:
    """ "…, öğrenebilir miyim" asks nothing of its own."""
    assert several(split(text)) is shown


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("2023 hedefi kaç? Ya 2024 hedefi", [True, True]),
        ("2023 hedefi kaç? Cevabı aynen nota geçireceğim.", [True, False]),
    ],
)
def test_a_brief_end_counts_as_a_question_unless_somebody_tells_of_himself(text: str, asks: list[bool]) -> None:
    """No word follows it that would bear its mark."""
    words = split(text)
    (start,) = sentence_starts(words)
    assert questions_among(words, [(0, start), (start, len(words))]) == asks
