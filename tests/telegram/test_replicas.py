"""Three replicas over one PostgreSQL: killed again and again, they answer every message, in order.

With GOCBOT_TESTS=long, every night, 200 chats send 2,000 messages and ten kills meet them; else 30 send 120, with four.
"""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assistant import Assistant
from tests.telegram.conftest import ADMIN, LONG, UNLIMITED
from tests.telegram.people import Person
from tests.telegram.postgres import Postgres
from tests.telegram.replicas import Replicas
from tests.telegram.server import BotApi

CHATS = 200 if LONG else 30
ALL_TURNS = (
    "sınır dışı edilen yabancı sayısı 2023 hedefi",
    "peki 2024?",
    "veri altyapısı bütçesi",
    "Göç Kurulu kimlerden oluşur?",
    "aktif ikamet izni 2023 hedefi",
    "peki 2025?",
    "aktif ikamet izni 2021",
    "veri altyapısı bütçesi 2022",
    "sınır dışı edilen yabancı sayısı 2021",
    "yimer çağrı sayısı 2023 hedefi",
)
"""Two need the conversation of the one before, whoever answered that."""
TURNS = ALL_TURNS if LONG else ALL_TURNS[:4]
KILLS = len(TURNS)


@pytest.fixture
def replicas(postgres: Postgres, server: BotApi, tmp_path: Path, knowledge_file: Path) -> Iterator[Replicas]:
    """Three replicas behind one webhook, running."""
    settings = {"knowledge": knowledge_file, "access": "open", "admins": ADMIN, **UNLIMITED}
    three = Replicas(server, tmp_path, 3, postgres.database(), **settings)
    try:
        yield three
    finally:
        three.end()


def test_messages_of_many_chats_survive_kills_and_a_restart_of_the_database(
    replicas: Replicas, postgres: Postgres, server: BotApi, assistant: Assistant
) -> None:
    chance = random.Random(14)
    people = [Person(server.account, 1_000 + number, f"Kişi {number}") for number in range(CHATS)]
    expected = [assistant.reply("replicas", turn).text for turn in TURNS]
    replicas.start()
    for number, turn in enumerate(TURNS):
        already = len(server.account.sent)
        for person in chance.sample(people, CHATS):
            person.says(turn)
        wanted = already + chance.randrange(CHATS // 2)
        server.account.wait(lambda wanted=wanted: len(server.account.sent) >= wanted, f"{wanted} replies")
        time.sleep(chance.uniform(0.0, 0.05))
        bot = chance.choice(replicas.bots)
        bot.kill()
        bot.start(wait=False)
        if number == KILLS // 2:
            postgres.stop()
            postgres.start()
    told = [server.account.by_chat[person.id] for person in people]

    def all_read() -> bool:
        return all([text for text, _ in itertools.groupby(sent.text for sent in one)] == expected for one in told)

    server.account.wait(all_read, "every reply, in order")
    assert max(len(one) for one in told) <= len(TURNS) + KILLS + 1, "one repeat a chat and kill at most"
    assert len(server.webhook_answers) >= len(people) * len(TURNS)
