"""Killed again and again, the bot still answers every message, in order, with at most one repeat a kill."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Sequence

from bot.assistant import Assistant
from tests.telegram.account import Sent
from tests.telegram.conftest import LAST, LAST_WORD
from tests.telegram.people import Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

CHATS, KILLS = 50, 10
TURNS = (
    "sınır dışı edilen yabancı sayısı 2023 hedefi",
    "peki 2024?",
    "veri altyapısı bütçesi",
    "Göç Kurulu kimlerden oluşur?",
)
"""The second needs the conversation of the first, whatever happened between them."""


def test_200_messages_of_50_chats_survive_ten_kills(server: BotApi, bot: BotProcess, assistant: Assistant) -> None:
    chance = random.Random(64)
    people = [Person(server.account, 1_000 + number, f"Kişi {number}") for number in range(CHATS)]
    messages = [(person, turn) for turn in TURNS for person in chance.sample(people, CHATS)]
    expected = [assistant.reply("kills", turn).text for turn in TURNS]
    share = len(messages) // KILLS
    at_work = 0
    for kill in range(KILLS):
        early = kill % 3 == 1
        bot.start(wait=not early)
        already = len(server.account.sent)
        for person, turn in messages[kill * share : (kill + 1) * share]:
            person.says(turn)
        if early:
            time.sleep(chance.uniform(0.2, 1.5))
        else:
            replies = already + chance.randrange(share)
            server.account.wait(lambda wanted=replies: len(server.account.sent) >= wanted, f"{replies} replies")
            time.sleep(chance.uniform(0.0, 0.01))
        bot.kill()
        at_work += len(server.account.sent) < (kill + 1) * share
    assert at_work >= KILLS // 2, "the kills came too early or too late to mean anything"
    bot.start()
    server.account.wait(lambda: all(_turns(server, person) == expected for person in people), "every reply", 30)
    repeats = len(server.account.sent) - len(messages)
    assert repeats <= KILLS
    assert bot.terminate() == 0
    assert len(server.account.sent) == len(messages) + repeats, "nothing comes afterwards"


def test_messages_written_while_the_bot_was_down_are_answered(
    server: BotApi, bot: BotProcess, assistant: Assistant
) -> None:
    person = Person(server.account, 5, "Ayşe")
    person.says(TURNS[0])
    bot.start()
    assert person.hears().text == assistant.reply(None, TURNS[0]).text
    assert bot.terminate() == 0
    person.says(TURNS[1])
    bot.start()
    assert "2024 tahmini" in person.hears().text, "the conversation outlives the process"


def test_an_update_that_comes_twice_is_handled_once(server: BotApi, bot: BotProcess) -> None:
    person = Person(server.account, 5, "Ayşe")
    bot.start()
    assert "50.000" in person.asks(TURNS[0]).text
    bot.terminate()
    server.account.hand_over_again(server.account.last_update)
    bot.start()
    assert LAST_WORD in person.asks(LAST).text


def test_buttons_work_after_a_restart(server: BotApi, bot: BotProcess) -> None:
    person = Person(server.account, 5, "Ayşe")
    bot.start()
    heard = person.asks(TURNS[0])
    back = person.asks("insan ticareti mağduru 2023 hedefi")
    bot.terminate()
    bot.start()
    person.presses(heard, "2024")
    assert "Sınır dışı edilen yabancı sayısı: 2024 tahmini" in person.hears().text
    person.presses(back, "Tanımlanan")
    assert "Tanımlanan insan ticareti mağduru sayısı: 2023 hedefi 330" in person.hears().text


def test_a_kill_leaves_no_process_behind(server: BotApi, bot: BotProcess) -> None:
    bot.start()
    Person(server.account, 5, "Ayşe").asks(TURNS[0])
    bot.kill()
    for _ in range(50):
        if not bot.children():
            break
        time.sleep(0.1)
    assert not bot.children()
    bot.start()


def _turns(server: BotApi, person: Person) -> list[str]:
    """What a person has read, a reply that came twice in a row once."""
    return [text for text, _ in itertools.groupby(sent.text for sent in _messages(server, person))]


def _messages(server: BotApi, person: Person) -> Sequence[Sent]:
    return server.account.by_chat[person.id]
