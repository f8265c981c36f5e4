"""A message after an offer that nobody took: what follows it up is asked of each thing offered, never of the first."""

from __future__ import annotations

from typing import Any

import pytest

from bot.assistant import Assistant
from bot.conversing import converse
from bot.engine import Engine
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.understanding.budget import TooCostly
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase

VICTIMS = "insan ticareti mağduru 2023 hedefi"
PERMITS = "aktif ikamet izni 2023 hedefi"


def told(assistant: Assistant, *messages: str) -> Reply:
    """The reply to the last of some messages of one chat."""
    return [assistant.reply(" / ".join(messages), text) for text in messages][-1]


@pytest.mark.parametrize(
    ("offered", "follow_up", "again"),
    [
        (VICTIMS, "peki 2024?", "2024 tahmini"),
        ("sermaye giderleri idare toplamı 2023", "2025e kadar artış yüzde", "2025 tahminine yüzde değişim"),
    ],
)
def test_a_follow_up_is_offered_of_each_thing(assistant: Assistant, offered: str, follow_up: str, again: str) -> None:
    first = told(assistant, offered)
    reply = told(assistant, offered, follow_up)
    assert first.choices
    assert (reply.status, reply.figures) == (CLARIFY, ())
    assert len(reply.choices) == len(first.choices)
    assert all(again in choice for choice in reply.choices)
    picked = told(assistant, offered, follow_up, "2")
    assert picked.status == ANSWER
    assert reply.choices[1].split(",")[0].split(":")[0] in picked.text


def test_what_makes_no_difference_is_answered(assistant: Assistant) -> None:
    """Whatever was meant by it: the question is whole, or all that was offered is of one thing."""
    assert told(assistant, "uyum", PERMITS).text == told(assistant, PERMITS).text
    assert "2024 tahmini 1.250.000" in told(assistant, "aktif ikametin son 5 yılı", "peki 2024?").text


def test_nothing_offered_is_taken_as_spoken_of(assistant: Assistant) -> None:
    reply = told(assistant, "uyum", PERMITS, "peki 2024?")
    assert reply.text.startswith("Aktif ikamet izni sayısı: 2024 tahmini")


@pytest.mark.parametrize("text", ["pdf var mı", "rapor var mı"])
def test_what_asks_only_whether_there_is_something_is_asked_of_nothing_offered(assistant: Assistant, text: str) -> None:
    reply = told(assistant, "uyum", text)
    assert (reply.status, reply.figures) == (NO_ANSWER, ())


@pytest.mark.parametrize("between", ["teşekkürler", "avukat sayısı"])
def test_an_offer_stands_until_something_is_answered(assistant: Assistant, between: str) -> None:
    assert told(assistant, VICTIMS, between).status == NO_ANSWER
    assert told(assistant, VICTIMS, between, "2").text == told(assistant, VICTIMS, "2").text
    assert told(assistant, VICTIMS, PERMITS, "2").text != told(assistant, VICTIMS, "2").text


def test_what_costs_too_much_to_read_after_each_is_read_alone(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine(base)
    _, offered = engine.respond(VICTIMS, Conversation())
    short = "aktif ikamet izni"
    alone, _ = engine.respond(short, Conversation())
    read = []

    def costly(*given: Any) -> tuple[Reply, Conversation]:
        read.append(given)
        if len(read) > 1:
            raise TooCostly
        return converse(*given)

    monkeypatch.setattr("bot.untaken.converse", costly)
    reply, after = engine.respond(short, offered)
    assert len(read) == 2
    assert (reply.text, after.choices) == (alone.text, ())


def test_choices_that_read_the_same_are_one_and_need_no_question(assistant: Assistant) -> None:
    reply = told(assistant, "aktif ikametin son üç yılı")
    assert reply.status == ANSWER
    assert [figure.value for figure in reply.figures[:3]] == [1_244_779, 1_300_000, 1_280_000]
    assert not [one for one in told(assistant, "aktif ikametin son 5 yılı").choices if one.startswith("Göçmenlere")]


def test_all_that_is_offered_can_be_had_at_once(assistant: Assistant) -> None:
    choices = told(assistant, VICTIMS).choices
    reply = told(assistant, VICTIMS, "hepsi")
    assert reply.status == ANSWER
    assert all(choice.split(",")[0] in reply.text for choice in choices)


def test_a_choice_is_not_taken_by_a_word_that_it_has_not(assistant: Assistant) -> None:
    reply = told(assistant, "2024 personel sayısı", "personel bütçesi 2024")
    assert not reply.text.startswith("Personel sayısının artış oranı")


def test_thanks_at_the_end_of_a_talk_are_no_greeting(assistant: Assistant) -> None:
    assert told(assistant, PERMITS, "teşekkürler kolay gelsin").text.startswith("Rica ederim")


def test_all_things_of_a_kind_are_not_those_of_what_was_spoken_of(assistant: Assistant) -> None:
    of_a_unit = ("yabancılar genel müdürlüğünün göstergeleri",)
    of_all = told(assistant, *of_a_unit, "bütün göstergeleri listele")
    assert "22 gösterge" in of_all.text or "Hangi göstergeler var" in of_all.choices
    assert "Yabancılar Genel Müdürlüğü" not in of_all.text
    assert "10 faaliyet" in told(assistant, "uyum", "bütün faaliyetler neler").text
    assert "3 gösterge" in told(assistant, *of_a_unit, "göstergeleri listele").text
    assert "3 gösterge" in told(assistant, *of_a_unit, "onun bütün göstergelerini listele").text


def test_a_question_that_names_what_it_is_about_is_read_once(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine(base)
    _, offered = engine.respond(VICTIMS, Conversation())
    read = []

    def counted(*given: Any) -> tuple[Reply, Conversation]:
        read.append(given)
        return converse(*given)

    monkeypatch.setattr("bot.untaken.converse", counted)
    reply, _ = engine.respond("düzensiz göçle mücadele faaliyetinin 2023 bütçesi", offered)
    assert reply.status == ANSWER
    assert len(read) == 1


def test_what_was_spoken_of_before_is_not_preferred_to_what_is_named_now(assistant: Assistant) -> None:
    talk = ("Tanımlanan insan ticareti mağduru sayısı 2025", "Peki mülakat sayısında 2025 tahmini?")
    assert told(assistant, *talk).status == CLARIFY
    reply = told(assistant, *talk, "2021 gerçekleşmesi?")
    assert (reply.status, reply.figures) == (CLARIFY, ())
    assert reply.choices == (
        "Tanımlanan insan ticareti mağduru sayısı, 2021 gerçekleşmesi",
        "Gerçekleştirilen muhtemel insan ticareti mağduru mülakat sayısı, 2021 gerçekleşmesi",
    )
