"""Killed while a word is learned or forgotten, the bot starts again each time."""

from __future__ import annotations

import itertools
import random
import time
from pathlib import Path

from bot.telegram.running import LESS
from tests.telegram.conftest import ADMIN, LONG
from tests.telegram.people import Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi
from tests.telegram.test_teaching import FIGURE, LESSON, chosen

ON_DISK = True
KILLS = 24 if LONG else 6
_ENDS = ("gulama", "pekit", "vanka", "bızıl", "redek", "şolun")
WORDS = [begin + end for begin, end in itertools.product(("gıj", "kım", "dap", "fış"), _ENDS)]
"""Words that nobody uses, and without digits, which would be years or numbers."""


def test_every_kill_while_a_word_is_taught_is_followed_by_a_start(server: BotApi, bot: BotProcess) -> None:
    """At any moment of learning and forgetting; the last lesson holds."""
    chance = random.Random(24)
    bot.start()
    admin = Person(server.account, ADMIN, "Yönetici")
    offered = admin.asks(LESSON)
    admin.presses(offered, chosen(offered))
    server.account.wait(lambda: "Öğrendim" in offered.text, "what was learned")
    for number in range(KILLS):
        if number % 3 == 2:
            admin.says("/takmaadlar")
            listed = admin.hears()
            while not listed.text.startswith("Öğretil"):
                listed = admin.hears()
            if listed.buttons:
                admin.presses(listed, "🗑", wait=False)
        else:
            admin.says(f"{WORDS[number]} aslında sınır dışı edilen yabancı sayısı demek")
            lesson = admin.hears()
            while f"“{WORDS[number]}”" not in lesson.text or not lesson.buttons:
                lesson = admin.hears()
            admin.presses(lesson, chosen(lesson), wait=False)
        time.sleep(chance.uniform(0.0, 0.4))
        bot.kill()
        bot.start()
    heard = admin.asks("göç kurulu kimlerden oluşur?")
    while "Göç Kurulu" not in heard.text:
        heard = admin.hears()
    assert not [path.name for path in (bot.data / "knowledge").iterdir() if path.suffix != ".sqlite"]
    ayse = Person(server.account, 5, "Ayşe")
    listed = admin.asks("/takmaadlar").text
    taught = [line.split("”")[0][3:] for line in listed.splitlines() if line.startswith("• ")]
    assert taught
    for word in taught:
        assert FIGURE in ayse.asks(f"{word} 2023 hedefi").text


def test_words_that_cannot_be_added_do_not_keep_the_bot_from_starting(
    server: BotApi, bot: BotProcess, knowledge_file: Path
) -> None:
    bot.start()
    admin = Person(server.account, ADMIN, "Yönetici")
    offered = admin.asks(LESSON)
    admin.presses(offered, chosen(offered))
    server.account.wait(lambda: "Öğrendim" in offered.text, "what was learned")
    bot.kill()
    (copy,) = (bot.data / "knowledge").glob("*-*.sqlite")
    copy.write_bytes(copy.read_bytes()[:100_000])
    bot.start()
    assert admin.hears().text == LESS
    ayse = Person(server.account, 5, "Ayşe")
    assert FIGURE in ayse.asks("sınır dışı edilen yabancı sayısı 2023 hedefi").text
