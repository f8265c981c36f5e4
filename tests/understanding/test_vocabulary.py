"""Which known words a typed word can be."""

from __future__ import annotations

import pytest

from bot.understanding.vocabulary import Vocabulary
from knowledge.base import KnowledgeBase
from knowledge.language.letters import fold
from knowledge.language.words import split


@pytest.fixture(scope="module")
def vocabulary(base: KnowledgeBase) -> Vocabulary:
    return Vocabulary(base.connection)


@pytest.fixture(scope="module")
def forms(base: KnowledgeBase) -> dict[int, str]:
    return dict(base.connection.execute("select id, form from words"))


def known(vocabulary: Vocabulary, forms: dict[int, str], typed: str) -> dict[str, float]:
    """The known words that a typed word can be, with their costs."""
    return {forms[match.word].rstrip("=-"): match.cost for match in vocabulary.matches(fold(typed))}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bütçesinin", "butce"),
        ("FAALİYETLERİNDEN", "faaliyet"),
        ("bütçsi", "butce"),
        ("faaliyetindn", "faaliyet"),
        ("ilişklerinin", "iliskilerinin"),
        ("göstergesinn", "gosterge"),
        ("hizmelteri", "hizmetleri"),
        ("vizynu", "vizyon"),
    ],
)
def test_endings_and_slips_are_seen_through(
    vocabulary: Vocabulary, forms: dict[int, str], typed: str, meant: str
) -> None:
    assert meant in known(vocabulary, forms, typed)


@pytest.mark.parametrize(("typed", "other"), [("düzensiz", "duzenli"), ("ocak", "olcak"), ("illerimize", "isleri")])
def test_a_word_of_the_dictionary_is_no_slip_of_another(
    vocabulary: Vocabulary, forms: dict[int, str], typed: str, other: str
) -> None:
    assert other not in known(vocabulary, forms, typed)


def test_a_slip_costs_more_than_any_ending(vocabulary: Vocabulary, forms: dict[int, str]) -> None:
    assert known(vocabulary, forms, "bütçelerinin")["butce"] < known(vocabulary, forms, "bütçsi")["butce"]


def test_nonsense_is_nothing_known(vocabulary: Vocabulary) -> None:
    assert vocabulary.matches("asdkjhasd") == ()
    assert vocabulary.matches("a" * 5000) == ()


@pytest.mark.parametrize(("typed", "joins"), [("de", True), ("ki", True), ("deniz", False), ("kıyı", False)])
def test_a_word_that_joins_sentences_takes_no_ending(vocabulary: Vocabulary, typed: str, joins: bool) -> None:
    senses = {sense for span in vocabulary.read(split(typed)).spans for sense in span.senses}
    assert ("background:connective" in senses) is joins


def test_digits_are_never_corrected(vocabulary: Vocabulary, forms: dict[int, str]) -> None:
    assert all(form == "5018" for form in known(vocabulary, forms, "5018"))
    assert "5018" not in known(vocabulary, forms, "5019")


def test_a_message_finds_its_words_whatever_was_asked_before(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.understanding.vocabulary._CACHE", 8)
    vocabulary = Vocabulary(base.connection)
    first = split("sınır dışı edilen yabancı sayısı")
    vocabulary.read(first)
    for question in ("aktif ikamet izni hedefi", "sınır kapıları yabancı işlemleri dairesi", "sınır dışı işleri"):
        assert not vocabulary.read(split(question)).unknown
    assert not vocabulary.read(first).unknown


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("düzensiz göçle mücadele faaliyetine düşüyor", "feature:children"),
        ("faaliyetin yüzde kaçına düşüyor", "feature:children"),
        ("bütçesi düşen faaliyetler", "feature:down"),
        ("kapasite 20 bine düşüyor mu", "feature:down"),
        ("kapasite yirmi bine düşüyor mu", "feature:down"),
        ("2023'ten 2025'e düşen göstergeler", "feature:down"),
        ("2025'e göre düşen faaliyetler", "feature:down"),
        ("hedefe düşen gösterge", "feature:down"),
    ],
)
def test_to_fall_is_to_somebody_only_behind_whom_it_falls_to(vocabulary: Vocabulary, text: str, sense: str) -> None:
    lattice = vocabulary.read(split(text))
    at = next(at for at, word in enumerate(lattice.words) if word.folded.startswith("dus"))
    senses = {one for span in lattice.spans if span.mask >> at & 1 for one in span.own}
    assert {"feature:down", "feature:children"} & senses == {sense}
