"""A replica that is halted with a queue of replies, and goes on when others have answered: real processes."""

from __future__ import annotations

import itertools
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.telegram.conftest import ADMIN, UNLIMITED
from tests.telegram.people import Person
from tests.telegram.postgres import Postgres
from tests.telegram.replicas import Replicas, wait_for
from tests.telegram.server import BotApi

CHATS = 40
FIRST, FIRST_WORD = "sınır dışı edilen yabancı sayısı 2023 hedefi", "50.000"
SECOND, SECOND_WORD = "Göç Kurulu kimlerden oluşur?", "Göç Kurulu"
ON_THE_WIRE = 4
"""Replies at most that Telegram has and that are not yet noted when a replica is halted: one, and those that began
while a machine that does much else was slow with it."""


@pytest.fixture
def two(postgres: Postgres, server: BotApi, tmp_path: Path, knowledge_file: Path) -> Iterator[Replicas]:
    """Two running replicas that send no faster than Telegram lets them, so that replies wait for their place."""
    settings = {"knowledge": knowledge_file, "access": "open", "admins": ADMIN, **UNLIMITED, "rate_limiter": "on"}
    replicas = Replicas(server, tmp_path, 2, postgres.database(), **settings)
    try:
        yield replicas.start()
    finally:
        replicas.end()


@pytest.mark.parametrize("asked_again", [False, True], ids=["one question", "a second one meanwhile"])
def test_what_others_have_answered_is_not_sent_again(two: Replicas, server: BotApi, asked_again: bool) -> None:
    account = server.account
    people = [Person(account, 1_000 + number, f"Kişi {number}") for number in range(CHATS)]
    words = [FIRST_WORD]

    def all_answered() -> bool:
        return all(account.by_chat[one.id] and words[-1] in account.by_chat[one.id][-1].text for one in people)

    for person in people:
        person.says(FIRST)
    account.wait(lambda: len(account.sent) >= CHATS // 4, "the first replies")
    halted = two.bots[0]
    assert halted.process is not None
    halted.process.send_signal(signal.SIGSTOP)
    server.behind[:] = [url for url in server.behind if f":{halted.settings['WEBHOOK_PORT']}/" not in url]
    account.wait(all_answered, "the other one's replies")
    if asked_again:
        words.append(SECOND_WORD)
        for person in people:
            person.says(SECOND)
        account.wait(all_answered, "the second replies")
    before = len(account.sent)
    halted.process.send_signal(signal.SIGCONT)
    wait_for(lambda: "was taken over" in halted.log, "what was halted to see that it has nothing left to say")
    assert halted.terminate() == 0, "all that it had begun is over now"
    assert account.sent[before:] == []
    for person in people:
        told = [sent.text for sent in account.by_chat[person.id]]
        read = [text for text, _ in itertools.groupby(told)]
        assert len(read) == len(words), read
        assert all(word in text for word, text in zip(words, read, strict=True)), read
    assert len(account.sent) <= CHATS * len(words) + ON_THE_WIRE
