"""Killed again and again, the bot still answers every message, in order, and repeats what was on its way at most."""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from bot.assistant import Assistant
from tests.telegram.account import Sent
from tests.telegram.conftest import LAST, LAST_WORD, LONG, People
from tests.telegram.people import Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

ON_DISK = True
CHATS, KILLS = (50, 10) if LONG else (30, 4)
SLOW_CHATS = 20 if LONG else 12
WORD = LAST_WORD.split()[0]
TURNS = (
    "sınır dışı edilen yabancı sayısı 2023 hedefi",
    "peki 2024?",
    "veri altyapısı bütçesi",
    "Göç Kurulu kimlerden oluşur?",
)
"""The second needs the conversation of the first, whatever happened between them."""


def test_messages_of_many_chats_survive_kills(server: BotApi, bot: BotProcess, assistant: Assistant) -> None:
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
    server.account.wait(lambda: all(_turns(server, person) == expected for person in people), "every reply")
    repeats = len(server.account.sent) - len(messages)
    assert repeats <= KILLS
    assert bot.terminate() == 0
    assert len(server.account.sent) == len(messages) + repeats, "nothing comes afterwards"


def test_messages_survive_three_kills_where_telegram_takes_100_ms(
    server: BotApi, bot: BotProcess, assistant: Assistant
) -> None:
    """Many replies are on their way when the kill comes; each chat gets its own once more, at most."""
    chance = random.Random(12)
    people = [Person(server.account, 3_000 + number, f"Kişi {number}") for number in range(SLOW_CHATS)]
    turns = TURNS[:3]
    expected = [assistant.reply("slow", turn).text for turn in turns]
    server.dawdle_always("sendMessage", seconds=0.1)
    for turn in turns:
        bot.start()
        sent = len(server.account.sent)
        for person in people:
            person.says(turn)
        replies = sent + chance.randrange(3, SLOW_CHATS - 3)
        server.account.wait(lambda wanted=replies: len(server.account.sent) >= wanted, f"{replies} replies")
        bot.kill()
    bot.start()
    server.account.wait(lambda: all(_turns(server, person) == expected for person in people), "every reply")
    for person in people:
        repeats = len(server.account.by_chat[person.id]) - len(turns)
        assert repeats <= len(turns), "one a chat and kill"
    assert bot.terminate() == 0


def test_presses_and_menus_survive_kills(server: BotApi, bot: BotProcess) -> None:
    """One reply to each press of a chart, a sheet, a menu's table, and to each command; a year comes in place."""
    chance = random.Random(7)
    people = [Person(server.account, 2_000 + number, f"Kişi {number}") for number in range(12)]
    bot.start()
    answers = [person.asks(TURNS[0]) for person in people]
    menus = [person.asks("/gostergeler") for person in people]
    kills = 4
    for kill in range(kills):
        for person, answer, menu in zip(people, answers, menus, strict=True):
            match kill:
                case 0:
                    person.presses(answer, "Grafik", wait=False)
                    person.says("/kurullar")
                case 1:
                    person.presses(answer, "2024", wait=False)
                    person.presses(answer, "Excel", wait=False)
                case 2:
                    person.presses(menu, "📄", wait=False)
                    person.says("/verilerim")
                case _:
                    person.presses(menu, "Sonraki", wait=False)
                    person.says("/yok")
        replies = len(server.account.sent) + chance.randrange(3, 11)
        server.account.wait(lambda wanted=replies: len(server.account.sent) >= wanted, f"{replies} messages")
        bot.kill()
        bot.start()
        for person in people:
            person.says(LAST)
        server.account.wait(lambda wanted=kill + 1: _lasts(server, people) == [wanted] * len(people), "the last")
    told = {person.id: [_gist(sent) for sent in server.account.by_chat[person.id][2:]] for person in people}
    around = [["photo", "Kurullar", WORD], ["document", WORD], ["document", "Hakkınızda", WORD], ["Bu", WORD]]
    for gists in told.values():
        runs = [(gist, len(list(same)) - 1) for gist, same in itertools.groupby(gists)]
        assert [gist for gist, _ in runs] == list(itertools.chain(*around))
        again = iter(again for _, again in runs)
        assert all(sum(itertools.islice(again, len(part))) <= 1 for part in around), "one repeat a chat and kill"
    server.account.wait(lambda: all(": 2024" in answer.text for answer in answers), "every answer's other year")
    server.account.wait(lambda: all(menu.text.count("sayfa 2/") for menu in menus), "every page turned")
    assert bot.terminate() == 0


def test_a_deletion_that_is_killed_is_whole_or_has_not_begun(server: BotApi, bot: BotProcess) -> None:
    chance = random.Random(5)
    bot.start()
    for number in range(3 if LONG else 2):
        person = Person(server.account, 4_000 + number, f"Kişi {number}")
        person.asks(TURNS[0])
        shown = person.asks("/verilerim")
        person.presses(shown, "🗑", wait=False)
        time.sleep(chance.uniform(0.0, 0.05))
        bot.kill()
        bot.start()
        kept = person.asks("/verilerim").text
        assert ("0 kayıt" in kept) == ("konusu (devam soruları için): yok" in kept), "all of it or nothing"
        if "0 kayıt" not in kept:
            person.presses(shown, "🗑", wait=False)
            server.account.wait(lambda shown=shown: shown.edits, "the deletion")
            assert "0 kayıt" in person.asks("/verilerim").text


def test_a_swap_that_is_killed_leaves_a_bot_that_answers(server: BotApi, bot: BotProcess, knowledge_file: Path) -> None:
    chance = random.Random(6)
    source = bot.folder / "knowledge.sqlite"
    beside = bot.folder / "new.sqlite"
    shutil.copyfile(knowledge_file, source)
    bot.settings |= {"KNOWLEDGE": source, "KNOWLEDGE_SECONDS": 0.1}
    bot.start()
    person = Person(server.account, 5, "Ayşe")
    for number in range(4 if LONG else 2):
        shutil.copyfile(knowledge_file, beside)
        with closing(sqlite3.connect(beside)) as connection, connection:
            connection.execute("pragma application_id = " + str(number + 1))
        beside.replace(source)
        time.sleep(chance.uniform(0.15, 0.8))
        bot.kill()
        bot.start()
        assert "50.000" in person.asks(f"{TURNS[0]} {'?' * number}").text
    assert len(list((bot.data / "knowledge").iterdir())) == 1, "what was half made is gone"


def test_the_buttons_of_both_copies_work(running: BotProcess, people: People) -> None:
    """The server took the reply, the bot never heard so: which copy a person presses makes no difference."""
    person = people("Ayşe")
    running.server.misbehave("sendMessage", times=1, answer=None, done_first=True)
    first, second = person.asks(TURNS[0]), person.hears()
    for copy, year in ((first, "2021"), (second, "2024")):
        person.presses(copy, year)
        person.account.wait(lambda copy=copy, year=year: f": {year}" in copy.text, f"{year} in place")


def test_messages_written_while_the_bot_was_down_are_answered(
    running: BotProcess, people: People, assistant: Assistant
) -> None:
    person = people("Ayşe")
    assert running.terminate() == 0
    person.says(TURNS[0])
    running.start()
    assert person.hears().text == assistant.reply(None, TURNS[0]).text
    assert "2024 tahmini" in person.asks(TURNS[1]).text


def test_a_restart_keeps_conversations_and_buttons_and_repeats_nothing(running: BotProcess, people: People) -> None:
    account = running.server.account
    person, other = people("Ayşe"), people("Ali")
    heard = person.asks(TURNS[0])
    update = account.last_update
    back = other.asks("insan ticareti mağduru 2023 hedefi")
    assert running.terminate() == 0
    account.hand_over_again(update)
    running.start()
    assert "2024 tahmini" in person.asks(TURNS[1]).text, "an update that comes twice is handled once"
    person.presses(heard, "2021")
    account.wait(lambda: "Sınır dışı edilen yabancı sayısı: 2021" in heard.text, "another year in place")
    other.presses(back, next(label for label in back.buttons if "Tanımlanan" in label))
    assert "Tanımlanan insan ticareti mağduru sayısı: 2023 hedefi 330" in other.hears().text


def test_a_kill_leaves_no_process_behind(running: BotProcess, people: People) -> None:
    people("Ayşe").asks(TURNS[0])
    running.kill()
    for _ in range(50):
        if not running.children():
            break
        time.sleep(0.1)
    assert not running.children()


def _lasts(server: BotApi, people: list[Person]) -> list[int]:
    """How often each has read the reply to LAST."""
    return [sum(sent.text.startswith(LAST_WORD) for sent in server.account.by_chat[person.id]) for person in people]


def _gist(sent: Sent) -> str:
    """What kind of message it is: its first word, or that it is a file."""
    return sent.text.split()[0] if sent.kind == "text" else sent.kind


def _turns(server: BotApi, person: Person) -> list[str]:
    """What a person has read, a reply that came twice in a row once."""
    return [text for text, _ in itertools.groupby(sent.text for sent in server.account.by_chat[person.id])]
