"""What a refusal says and offers: whole questions instead of names, and what is true of the message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.engine import Engine
from bot.replies import examples
from bot.replies.foreign import ENGLISH, ONLY_TURKISH, foreign
from bot.replies.reply import ANSWER, NO_ANSWER
from knowledge.base import KnowledgeBase
from knowledge.language.words import split

OFFERED = "Şunları sorabilirsiniz"


@pytest.mark.parametrize("text", ["what is the 2023 budget?", "hello", "how many people work there", "كم عدد الموظفين"])
def test_another_language_is_told_with_questions_to_press(assistant: Assistant, base: KnowledgeBase, text: str) -> None:
    reply = assistant.reply(None, text)
    assert (reply.status, reply.choices) == (NO_ANSWER, examples.examples(base))
    assert reply.text.startswith(ONLY_TURKISH)
    assert "program" not in reply.text.split("\n")[0], "nothing is said of what the programme holds"
    for number in range(1, len(reply.choices) + 1):
        assistant.forget("foreign")
        assistant.reply("foreign", text)
        assert assistant.reply("foreign", str(number)).status == ANSWER


@pytest.mark.parametrize("text", ["kres", "lokanta nerede", "the ofis kac kisi", "2023", "?", "", "is yeri kac"])
def test_turkish_that_nobody_knows_is_not_called_foreign(assistant: Assistant, text: str) -> None:
    assert ONLY_TURKISH not in assistant.reply(None, text).text


def test_no_little_word_of_english_is_a_word_that_the_bot_knows(assistant: Assistant) -> None:
    engine = assistant.engine
    assert isinstance(engine, Engine)
    for question in examples.examples(engine.base):
        assert not foreign(split(question))
    courtesies = {"you", "thanks"}  # "thank you" is thanked for, in any language
    words = ENGLISH.pattern.replace("whose?", "who|whose").replace("your?", "you|your").split("|")
    for word in {*words} - courtesies:
        lattice = engine.reader.vocabulary.read(tuple(split(word)))
        assert not [edge for edge in lattice.edges if not edge.cost], word


@given(st.text(max_size=80))
def test_any_text_is_of_one_language_or_another(text: str) -> None:
    assert foreign(split(text)) in (True, False)


@pytest.mark.parametrize("text", ["zorgulama kaç", "İzmir'de kaç kişi var", "şehir dışı servis kaç"])
def test_what_a_refusal_names_can_be_pressed(assistant: Assistant, text: str) -> None:
    reply = assistant.reply(None, text)
    assert reply.status == NO_ANSWER
    assert reply.text.count(OFFERED) == 1
    assert reply.choices
    for number in range(1, len(reply.choices) + 1):
        assistant.forget("near")
        assistant.reply("near", text)
        assert assistant.reply("near", str(number)).status == ANSWER


@pytest.mark.parametrize("text", ["how many people work there", "what is the budget for 2023"])
def test_another_language_is_told_whatever_was_spoken_of(assistant: Assistant, text: str) -> None:
    assistant.reply(f"talk {text}", "aktif ikamet izni 2023 hedefi")
    assert assistant.reply(f"talk {text}", text).text.startswith(ONLY_TURKISH)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("lojman kac daire", ""),
        ("hava nasıl", ""),
        ("tasra kadin sayisi", "Taşra Teşkilatı"),
    ],
)
def test_a_refusal_that_says_why_offers_only_what_the_message_names(assistant: Assistant, text: str, kept: str) -> None:
    reply = assistant.reply(None, text)
    assert (reply.status, reply.figures) == (NO_ANSWER, ())
    assert bool(reply.choices) == bool(kept) == (OFFERED in reply.text)
    assert not kept or any(one.startswith(kept) for one in reply.choices)
    assert not [one for one in reply.choices if one.startswith("Kaç ")], "nobody asked how many kinds of things"
    assert all(f"{number}. {choice}" in reply.text for number, choice in enumerate(reply.choices, 1))


@pytest.mark.parametrize("text", ["şehir dışı servis var mı", "helikopter var mı", "kaç tane uzay gemisi var"])
def test_only_words_that_name_something_are_quoted(assistant: Assistant, text: str) -> None:
    told = assistant.reply(None, text).text
    assert "“var”" not in told
    assert "“mı”" not in told
    assert "“kaç”" not in told


def test_examples_fit_on_a_button(base: KnowledgeBase) -> None:
    found = examples.examples(base)
    assert len(found) == 6
    assert max(map(len, found)) <= examples.LONGEST
