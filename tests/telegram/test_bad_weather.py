"""Telegram refuses, fails, or cannot be reached: everybody still gets their reply."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.assistant import Assistant
from tests.telegram.conftest import LAST, LAST_WORD, People
from tests.telegram.people import Person
from tests.telegram.process import BotProcess
from tests.telegram.refusals import broken, too_many
from tests.telegram.server import BotApi

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"


@pytest.fixture
def api(running: BotProcess) -> Iterator[BotApi]:
    """The shared server; what it was told to do wrong ends with the test."""
    yield running.server
    running.server.misbehaviours.clear()
    running.server.flood = None


@pytest.fixture
def answer(assistant: Assistant) -> str:
    return assistant.reply(None, QUESTION).text


def everybody_hears(crowd: list[Person], answer: str) -> None:
    """Each hears the answer once."""
    for person in crowd:
        assert person.hears().text == answer
    assert [person.unheard() for person in crowd] == [[]] * len(crowd)


def test_flood_control_is_obeyed(api: BotApi, people: People, answer: str) -> None:
    crowd = [people("Kişi") for _ in range(5)]
    fault = api.misbehave("sendMessage", times=3, answer=too_many(1))
    started = time.monotonic()
    for person in crowd:
        person.says(QUESTION)
    everybody_hears(crowd, answer)
    assert fault.times == 0
    refused_chat = [p for p in crowd if api.account.by_chat[p.id][0].at - started >= 1]
    assert refused_chat, "whoever was refused waits at least the second that was asked for"


def test_a_storm_of_500s(api: BotApi, people: People, answer: str) -> None:
    crowd = [people("Kişi") for _ in range(10)]
    fault = api.misbehave("sendMessage", times=12, answer=broken(500))
    other = api.misbehave("sendChatAction", times=12, answer=broken(502))
    for person in crowd:
        person.says(QUESTION)
    everybody_hears(crowd, answer)
    assert fault.times == 0
    assert other.times >= 0


def test_a_page_turns_although_telegram_fails(api: BotApi, people: People) -> None:
    ayse = people("Ayşe")
    menu = ayse.asks("/gostergeler")
    fault = api.misbehave("editMessageText", times=2, answer=broken(500))
    ayse.presses(menu, "Sonraki ›")
    api.account.wait(lambda: "sayfa 2/" in menu.text, "the second page")
    assert fault.times == 0


def test_a_word_upon_a_press_is_said_although_telegram_fails(api: BotApi, people: People) -> None:
    heard = people("Ayşe").asks(QUESTION)
    fault = api.misbehave("answerCallbackQuery", times=2, answer=broken(500))
    assert people("Ali").forges(heard, "x").notice
    assert fault.times == 0


def test_updates_cannot_be_fetched_for_a_while(api: BotApi, people: People, answer: str) -> None:
    fault = api.misbehave("getUpdates", times=1, answer=broken(502))
    person = people("Ayşe")
    person.says(QUESTION)
    everybody_hears([person], answer)
    person.says(QUESTION)
    everybody_hears([person], answer)
    assert fault.times == 0


def test_connections_that_die_before_anything_was_done(api: BotApi, people: People, answer: str) -> None:
    crowd = [people("Kişi") for _ in range(5)]
    fault = api.misbehave("sendMessage", times=5, answer=None)
    for person in crowd:
        person.says(QUESTION)
    everybody_hears(crowd, answer)
    assert fault.times == 0


def test_a_connection_that_dies_after_the_message_went_out_costs_at_most_a_repeat(
    api: BotApi, people: People, answer: str
) -> None:
    person = people("Ayşe")
    api.misbehave("sendMessage", times=1, answer=None, done_first=True)
    person.says(QUESTION)
    assert person.hears().text == answer
    person.says(LAST)
    heard = [person.hears()]
    if heard[0].text == answer:
        heard.append(person.hears())
    assert LAST_WORD in heard[-1].text


def test_the_network_goes_while_fifty_messages_are_under_way(api: BotApi, people: People, answer: str) -> None:
    crowd = [people("Kişi") for _ in range(50)]
    for person in crowd:
        person.says(QUESTION)
    api.account.wait(lambda: any(api.account.by_chat[person.id] for person in crowd), "the first reply")
    api.cut()
    time.sleep(0.7)
    api.mend()
    for person in crowd:
        assert person.hears().text == answer
        # A reply whose receipt was cut off may come once more: nobody can know that it had arrived.
        assert [sent.text for sent in person.unheard()] in ([], [answer])


def test_a_slow_chat_holds_up_nobody_else(api: BotApi, people: People, answer: str) -> None:
    slow, quick = people("Yavaş"), people("Hızlı")
    api.dawdle("sendMessage", times=1, seconds=1.0, when=lambda given: given.number("chat_id") == slow.id)
    slow.says(QUESTION)
    quick.says(QUESTION)
    assert quick.hears().text == answer
    assert not slow.unheard(), "still on its way"
    assert slow.hears().text == answer


def test_replies_come_in_the_order_of_the_messages(people: People, assistant: Assistant) -> None:
    person = people("Ayşe")
    turns = ["veri altyapısı bütçesi", "peki 2024?", QUESTION, "peki 2021?", "zzz", LAST]
    for turn in turns:
        person.says(turn)
    expected = [assistant.reply("order", turn).text for turn in turns]
    assert [person.hears().text for _ in turns] == expected


def test_the_engine_is_killed(running: BotProcess, people: People, answer: str) -> None:
    crowd = [people("Kişi") for _ in range(6)]
    everybody = iter(crowd)
    for person in (next(everybody), next(everybody)):
        person.says(QUESTION)
    children = running.children()
    assert children, "the engine has a process of its own"
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    for person in everybody:
        person.says(QUESTION)
    everybody_hears(crowd, answer)


def test_somebody_else_holds_the_state_file(running: BotProcess, people: People, answer: str) -> None:
    crowd = [people("Kişi") for _ in range(5)]
    (file,) = running.data.glob("*.sqlite")
    with closing(sqlite3.connect(file, isolation_level=None)) as backup:
        backup.execute("begin exclusive")
        for person in crowd:
            person.says(QUESTION)
        time.sleep(0.7)
        assert not [sent for person in crowd for sent in person.unheard()], "nothing is answered that is not kept"
        backup.execute("rollback")
    everybody_hears(crowd, answer)


def test_somebody_who_has_blocked_the_bot_holds_up_nobody(api: BotApi, people: People, answer: str) -> None:
    gone, here = people("Gitmiş"), people("Burada")
    gone.says(QUESTION)
    gone.chat.closed = "bot was blocked by the user"
    here.says(QUESTION)
    everybody_hears([here], answer)
    api.account.wait(
        lambda: any(refusal.code == 403 for _, refusal, _ in api.account.refusals) or gone.unheard(), "the attempt"
    )
    gone.chat.closed = ""
    gone.says(LAST)
    assert LAST_WORD in gone.hears().text, "comes back, and is answered from there on"
    api.account.refusals[:] = [r for r in api.account.refusals if r[1].code != 403]
