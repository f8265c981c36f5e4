"""Which sentences of prose are said, and which are only offered."""

from __future__ import annotations

from bot.prose import NUMBER, Sentence, Sought
from bot.stating import tells
from knowledge.language.words import split
from knowledge.passages import Passage


def sentence(text: str, held: set[str]) -> Sentence:
    passage = Passage(1, "p", "İdari Birimler", text, "", None)
    return Sentence(passage, 1, text, frozenset(held), frozenset(), 1.0)


def test_an_item_that_only_names_what_is_asked_about_tells_nothing() -> None:
    one = Sought(NUMBER, tuple(split("siber olaylara müdahale ekibi nereye bağlı")))
    held = {"siber", "olaylara", "mudahale", "ekibi"}
    assert not tells(sentence("Siber Olaylara Müdahale Ekibi", held), one)
    assert tells(sentence("Siber Olaylara Müdahale Ekibi Bilgi İşlem Dairesine bağlıdır", held), one)
