"""A database that refuses the bot is told with what is missing, and not tried again; one that is away is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from bot.telegram.state import aliases, inbox, publications, rights
from bot.telegram.state.shared import SharedStore
from tests.telegram.account import PATIENCE
from tests.telegram.ports import free_port
from tests.telegram.postgres import Postgres
from tests.telegram.process import BotProcess

ALL = "select, insert, update, delete on all tables in schema public"
NUMBERS = "usage on all sequences in schema public"


class Owner:
    """Whoever made the tables, and a role that may do what it lets it."""

    def __init__(self, postgres: Postgres) -> None:
        self.url = postgres.database()
        SharedStore(self.url).close()
        self.connection = psycopg.connect(self.url, autocommit=True)
        self.connection.execute("drop role if exists weak")
        self.connection.execute("create role weak login password 'geheim'")

    @property
    def of_weak(self) -> str:
        return self.url.replace("gocbot@", "weak:geheim@")

    def does(self, statement: str) -> None:
        self.connection.execute(statement)  # type: ignore[call-overload]

    def ends(self) -> None:
        self.connection.execute("drop owned by weak")
        self.connection.execute("drop role weak")
        self.connection.close()


@pytest.fixture
def owner(postgres: Postgres) -> Iterator[Owner]:
    owner = Owner(postgres)
    yield owner
    owner.ends()


def ends(bot: BotProcess, url: str) -> tuple[int, str]:
    """The exit code of a bot with such a database, and its one line."""
    bot.settings["STATE_URL"] = url
    already = len(bot.log)
    bot.start(wait=False)
    assert bot.process is not None
    code = bot.process.wait(PATIENCE)
    (line,) = bot.log[already:].strip().splitlines()
    assert line.startswith("gocbot: GOCBOT_STATE_URL: postgresql://")
    assert "geheim" not in line
    assert "backup" not in line
    return code, line


def test_what_a_role_may_not_do_is_named(bot: BotProcess, owner: Owner) -> None:
    code, line = ends(bot, owner.of_weak)
    assert (code, "permission denied for" in line, "the owner" in line) == (2, True, True), line
    owner.does("grant select on all tables in schema public to weak")
    code, line = ends(bot, owner.of_weak)
    assert code == 2
    for right in ("INSERT", "UPDATE", "DELETE"):
        assert f"{right} in any table" in line
    assert "SELECT" not in line
    assert "USAGE of the sequences of aliases, decisions, publications" in line
    owner.does(f"grant {ALL} to weak")
    owner.does("revoke delete on inbox, links from weak")
    code, line = ends(bot, owner.of_weak)
    assert (code, "DELETE in inbox, links; USAGE" in line) == (2, True), line
    owner.does(f"grant {ALL} to weak")
    owner.does(f"grant {NUMBERS} to weak")
    bot.start()
    assert bot.terminate() == 0
    bot.server.account.refusals.clear()
    published = bot.command("publish", str(bot.settings["KNOWLEDGE"]))
    assert published.returncode == 0, published.stderr
    owner.does("revoke insert on publications from weak")
    published = bot.command("publish", str(bot.settings["KNOWLEDGE"]))
    assert (published.returncode, "permission denied for table publications" in published.stderr) == (2, True)


def test_who_owns_nothing_and_may_all_writes_all(owner: Owner) -> None:
    owner.does(f"grant {ALL} to weak")
    owner.does(f"grant {NUMBERS} to weak")
    store = SharedStore(owner.of_weak)

    async def scenario() -> None:
        assert await store.write(lambda c: inbox.keep(c, [(1, "{}")])) == {1}
        assert await store.write(lambda c: aliases.propose(c, "yeni", [], 1)) == 1
        assert await store.write(lambda c: publications.publish(c, "00", 1, parts=[b"a"])) == 1

    asyncio.run(scenario())
    store.close()


def test_tables_that_are_older_and_another_role_s_are_named(bot: BotProcess, owner: Owner) -> None:
    owner.does(f"grant {ALL} to weak")
    owner.does("update alembic_version set version_num = '3'")
    owner.does("drop table bots")
    code, line = ends(bot, owner.of_weak)
    assert (code, "permission denied for schema public" in line) == (2, True), line


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("/state", "/none", 'database "none'),
        ("gocbot@", "nobody:geheim@", 'role "nobody" does not exist'),
    ],
)
def test_a_wrong_name_is_named(bot: BotProcess, postgres: Postgres, before: str, after: str, said: str) -> None:
    code, line = ends(bot, postgres.database().replace(before, after))
    assert (code, said in line, "Correct the address" in line) == (2, True, True), line


def test_what_is_over_soon_is_tried_again(bot: BotProcess, owner: Owner) -> None:
    owner.does("alter role weak connection limit 0")
    code, line = ends(bot, owner.of_weak)
    assert (code, "too many connections" in line) == (75, True), line
    owner.does("alter role weak connection limit -1")
    code, line = ends(bot, f"postgresql://weak:geheim@127.0.0.1:{free_port()}/weak")
    assert (code, "refused" in line) == (75, True), line


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ('port 5432 failed: FATAL:  password authentication failed for user "bot"', True),
        ('port 5432 failed: ÖLÜMCÜL:  "state" veritabanı mevcut değil', True),
        ('port 5432 failed: FATAL:  no pg_hba.conf entry for host "10.0.0.7", user "bot", database "state"', True),
        ('on socket "/run/.s.PGSQL.5432" failed: FATAL:  Peer authentication failed for user "bot"', True),
        ("port 5432 failed: fe_sendauth: no password supplied", True),
        ('port 5432 failed: FATAL:  database "state" is not currently accepting connections', False),
        ('port 5432 failed: FATAL:  too many connections for database "state"', False),
        ('port 5432 failed: FATAL:  could not open file "base/5/1": No space left on device', False),
        ("port 5432 failed: FATAL:  the database system is starting up", False),
        ("port 5432 failed: Connection refused\n\tIs the server running on that host?", False),
        ('could not translate host name "state" to address: Name or service not known', False),
    ],
)
def test_what_a_server_says_before_there_is_a_session(said: str, refused: bool) -> None:
    way = "" if said.startswith("could") else 'connection to server at "state" (10.0.0.1), '
    error = OperationalError("", None, Exception(f"connection failed: {way}{said}"))
    line = rights.refusal(error, make_url("postgresql://bot:geheim@state/state"))
    assert bool(line) == refused
    assert "\n" not in line
