"""A Bot API server, and bots that run against it as real processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine

from bot.telegram.state.shared import bring_up, engine_of, url_of
from bot.telegram.state.store import Connection, Store
from tests.telegram.people import Person
from tests.telegram.postgres import Postgres, programs
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi
from tests.telegram.zygote import Zygote

UNLIMITED = {
    "user_burst": 10_000,
    "user_per_minute": 10_000,
    "user_cpu_per_minute": 10_000,
    "rate_limiter": "off",
}
LONG = os.environ.get("GOCBOT_TESTS") == "long"
"""Whether tests of many kills, messages or chats take their full numbers; else fewer, with the same assertions."""
ADMIN = 1
LAST, LAST_WORD = "göç kurulu kimlerden oluşur?", "Göç Kurulu"
"""What is asked, and what its reply begins with, to see that nothing else comes before it."""

People = Callable[..., Person]


@pytest.fixture(scope="session", autouse=True)
def straight() -> Iterator[None]:
    """Whatever proxies this machine has, the tests stay on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "*")
        yield


@pytest.fixture(scope="session", autouse=True)
def forked(zygote: Zygote | None) -> None:
    """Bots are forked from where their modules are loaded; in a long run each is a Python of its own."""
    BotProcess.zygote = zygote


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of the run's own; without the programs the test is skipped."""
    folder = programs()
    if isinstance(folder, str):
        pytest.skip(folder)
    server = Postgres(folder)
    try:
        server.start()
        yield server
    finally:
        server.end()


@pytest.fixture
def tmp_path(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """On the disk where the test's module says ON_DISK: there a kill falls into the commit that is waited for."""
    if not getattr(request.module, "ON_DISK", False):
        yield tmp_path
        return
    with TemporaryDirectory(prefix="gocbot-tests-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def pattern(postgres: Postgres) -> str:
    """The name of an empty state, to be copied: the steps to it are taken once."""
    url = url_of(postgres.database())
    engine = engine_of(url, 1)
    bring_up(engine)
    engine.dispose()
    return str(url.database)


@pytest.fixture(params=["sqlite", "postgres"])
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    """An empty state, each statement a transaction of its own."""
    if request.param == "sqlite":
        path = tmp_path / "bot.sqlite"
        Store(path).close()
        engine = create_engine(f"sqlite:///{path}", isolation_level="AUTOCOMMIT")
    else:
        pattern = request.getfixturevalue("pattern")
        engine = engine_of(url_of(request.getfixturevalue("postgres").database(pattern)), 1)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def server() -> Iterator[BotApi]:
    """A Bot API server of the test's own."""
    server = BotApi()
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def bot(server: BotApi, tmp_path: Path, knowledge_file: Path) -> Iterator[BotProcess]:
    """A bot of the test's own, not yet started, open to everybody and without limits unless the test says otherwise.

    What it sends must never be refused, and every press must have been acknowledged, unless the test takes that
    upon itself by clearing the lists.
    """
    bot = BotProcess(server, tmp_path, knowledge=knowledge_file, access="open", admins=ADMIN, **UNLIMITED)
    try:
        yield bot
    finally:
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
    shared_server: BotApi,
    tmp_path_factory: pytest.TempPathFactory,
    knowledge_file: Path,
    request: pytest.FixtureRequest,
) -> Iterator[BotProcess]:
    """A running bot for all tests of a file: starting one costs a second of two processes.

    It is open to everybody and without limits, unless SETTINGS of the test's module say otherwise.
    """
    settings = {"knowledge": knowledge_file, "access": "open", "admins": ADMIN, **UNLIMITED}
    settings |= getattr(request.module, "SETTINGS", {})
    bot = BotProcess(shared_server, tmp_path_factory.mktemp("bot"), **settings)
    try:
        yield bot.start()
    finally:
        bot.end()
    check_manners(bot)


@pytest.fixture
def people(running: BotProcess) -> Iterator[People]:
    """Makes people who have never written to the shared bot; what it sends to them is never refused."""
    account = running.server.account
    before = len(bad_manners(running))

    def person(name: str, username: str = "") -> Person:
        return Person(account, 50_000 + len(account.chats), name, username)

    yield person
    assert bad_manners(running)[before:] == []


@pytest.fixture
def admin(running: BotProcess) -> Person:
    """The admin of the shared bot, who has read all that came before."""
    chat = running.server.account.chats.get(ADMIN)
    admin = Person(running.server.account, ADMIN, "Yönetici")
    if chat is None:
        admin.asks("/start")
    admin.chat.closed = ""
    admin.unheard()
    return admin


def check_manners(bot: BotProcess) -> None:
    """Nothing that the bot sent was refused, and no press went unacknowledged."""
    assert bad_manners(bot) == []
    queries = bot.server.account.queries.values()
    assert [query.id for query in queries if not query.answer and not query.expired] == []


def bad_manners(bot: BotProcess) -> list[tuple[str, str, dict[str, str]]]:
    """What was refused: method, reason, parameters.

    The bot may find out in vain whether an admin can be reached who never wrote to it, and, killed before it could
    note that a press was dealt with, deal with it again.
    """
    account = bot.server.account
    silent = {one.strip() for one in str(bot.settings.get("ADMINS", "")).split(",")}
    silent -= {str(chat.id) for chat in account.chats.values() if not chat.closed}
    return [
        (name, refusal.description, given.fields)
        for name, refusal, given in account.refusals
        if given.text("chat_id") not in silent
        and not (name == "setMyCommands" and "chat_id" in given.text("scope") and refusal.code in (400, 403))
        and not (bot.kills and ("query is too old" in refusal.description or "not modified" in refusal.description))
    ]
