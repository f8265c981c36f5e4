"""A Bot API server, and bots that run against it as real processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.telegram.people import Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

UNLIMITED = {"user_burst": 10_000, "user_per_minute": 10_000, "rate_limiter": "off"}
ADMIN = 1
LAST, LAST_WORD = "göç kurulu kimlerden oluşur?", "Göç Kurulu"
"""What is asked, and what its reply begins with, to see that nothing else comes before it."""

Start = Callable[..., BotProcess]


@pytest.fixture
def server() -> Iterator[BotApi]:
    """A Bot API server of the test's own."""
    server = BotApi()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def bot(server: BotApi, tmp_path: Path, knowledge_file: Path) -> Iterator[BotProcess]:
    """A bot of the test's own, not yet started, open to everybody and without limits unless the test says otherwise.

    What it sends must never be refused, and every press must have been acknowledged, unless the test takes that
    upon itself by clearing the lists.
    """
    bot = BotProcess(server, tmp_path, knowledge=knowledge_file, access="open", admins=ADMIN, **UNLIMITED)
    yield bot
    bot.end()
    check_manners(bot)


@pytest.fixture(scope="module")
def shared_server() -> Iterator[BotApi]:
    """A Bot API server for all tests of a file."""
    server = BotApi()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def running(
    shared_server: BotApi, tmp_path_factory: pytest.TempPathFactory, knowledge_file: Path
) -> Iterator[BotProcess]:
    """A running bot for all tests of a file, open to everybody and without limits."""
    folder = tmp_path_factory.mktemp("bot")
    bot = BotProcess(shared_server, folder, knowledge=knowledge_file, access="open", admins=ADMIN, **UNLIMITED)
    yield bot.start()
    bot.end()
    check_manners(bot)


@pytest.fixture
def people(running: BotProcess) -> Iterator[Callable[[str], Person]]:
    """Makes people who have never written to the shared bot; what it sends to them is never refused."""
    account = running.server.account
    refused = len(account.refusals)

    def person(name: str) -> Person:
        return Person(account, 50_000 + len(account.chats), name)

    yield person
    assert account.refusals[refused:] == []


def check_manners(bot: BotProcess) -> None:
    """Nothing that the bot sent was refused, and no press went unacknowledged.

    It may find out in vain whether an admin can be reached who never wrote to it, and, killed before it could note
    that a press was dealt with, deal with it again.
    """
    server = bot.server
    admin = server.account.chats.get(ADMIN)
    refused = [
        (name, refusal.description, given.fields)
        for name, refusal, given in server.account.refusals
        if not (refusal.description.endswith("chat not found") and admin is None and str(ADMIN) in str(given.fields))
        and not (bot.kills and ("query is too old" in refusal.description or "not modified" in refusal.description))
        and not (name == "setMyCommands" and refusal.code in (400, 403) and str(ADMIN) in given.text("scope"))
    ]
    assert refused == []
    assert [query.id for query in server.account.queries.values() if not query.answer and not query.expired] == []
