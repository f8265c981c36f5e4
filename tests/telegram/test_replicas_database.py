"""The database stops at random moments, and is moved to and from: no message is lost, none is answered wrongly."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import psycopg
import pytest

from bot.assistant import Assistant
from bot.telegram.state import aliases, answers, bots, conversations, feedback, inbox, users
from bot.telegram.state.answers import StoredAnswer
from bot.telegram.state.secrets import secret
from bot.telegram.state.store import Connection, in_transaction
from bot.telegram.state.tables import storable
from tests.telegram.account import PATIENCE
from tests.telegram.conftest import ADMIN, LAST, LONG, UNLIMITED
from tests.telegram.people import Person
from tests.telegram.postgres import Postgres, programs
from tests.telegram.process import BotProcess
from tests.telegram.replicas import Replicas, wait_for
from tests.telegram.server import BotApi

TURNS = (
    "sınır dışı edilen yabancı sayısı 2023 hedefi",
    "peki 2024?",
    "veri altyapısı bütçesi",
    "Göç Kurulu kimlerden oluşur?",
)
STOPS = 4 if LONG else 2


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[Postgres]:
    """A server that only this file stops."""
    folder = programs()
    if isinstance(folder, str):
        pytest.skip(folder)
    server = Postgres(folder)
    try:
        server.start()
        yield server
    finally:
        server.end()


def test_the_database_stops_at_random_moments_of_a_run(
    own_postgres: Postgres, server: BotApi, tmp_path: Path, knowledge_file: Path, assistant: Assistant
) -> None:
    chance = random.Random(5)
    people = [Person(server.account, 1_000 + number, f"Kişi {number}") for number in range(30)]
    expected = [assistant.reply("stops", turn).text for turn in TURNS[:STOPS]]
    settings = {"knowledge": knowledge_file, "access": "open", "admins": ADMIN, **UNLIMITED}
    replicas = Replicas(server, tmp_path, 2, own_postgres.database(), **settings)
    try:
        replicas.start()
        for number, turn in enumerate(TURNS[:STOPS]):
            already = len(server.account.sent)
            for person in chance.sample(people, len(people)):
                person.says(turn)
            wanted = already + chance.randrange(len(people))
            server.account.wait(lambda wanted=wanted: len(server.account.sent) >= wanted, f"{wanted} replies")
            own_postgres.stop(signal.SIGQUIT if number % 2 else signal.SIGINT)
            time.sleep(chance.uniform(0.0, 0.5))
            if number == 0:
                _away(server, replicas)
            own_postgres.start()

        def told() -> list[list[str]]:
            sents = (server.account.by_chat[person.id] for person in people)
            return [[text for text, _ in itertools.groupby(sent.text for sent in one)] for one in sents]

        server.account.wait(lambda: all(texts == expected for texts in told()), "every reply, in order")
        assert all(len(server.account.by_chat[person.id]) <= 2 * STOPS for person in people)
        for bot in replicas.bots:
            assert "Traceback" not in bot.log
    finally:
        replicas.end()


def _away(server: BotApi, replicas: Replicas) -> None:
    """While the database is away: nothing is taken, nothing is answered, everybody is told that it is so."""
    late = Person(server.account, 999, "Geç")
    refused = len(server.webhook_answers)
    late.says(LAST)
    server.account.wait(lambda: 503 in server.webhook_answers[refused:], "a refusal of what cannot be kept")
    for bot in replicas.bots:
        address = f"http://127.0.0.1:{bot.settings['HEALTH_PORT']}"
        wait_for(lambda address=address: httpx.get(f"{address}/health").status_code == 503, "health to say so")  # type: ignore[misc]
        assert "database" in httpx.get(f"{address}/health").json()["faults"]
        assert "gocbot_database_up 0.0" in httpx.get(f"{address}/metrics").text.splitlines()
    assert late.unheard() == []


@pytest.mark.parametrize(
    "address",
    [
        "mysql://a@b/c",
        "postgresql://host",
        "postgresql://a:geheim@[::1/x",
        "sqlite:///x",
        "postgresql://a:geheim@b:port/c",
        "postgresql://a:geheim@b:5432,d:5432/c",
    ],
)
def test_an_address_that_makes_no_sense_is_named(bot: BotProcess, address: str) -> None:
    bot.settings["STATE_URL"] = address
    bot.start(wait=False)
    assert bot.process is not None
    assert bot.process.wait(PATIENCE) == 2
    (line,) = bot.log.strip().splitlines()
    assert "GOCBOT_STATE_URL" in line
    assert "geheim" not in line


def fill(state: Connection) -> None:
    """A row or more in every table that people fill, with what is hard to move."""
    hard = "ığüşöç İ 👍\0\t\"';--"
    secret(state, "pseudonyms")
    inbox.keep(state, [(number, f'{{"message": {{"chat": {{"id": {-number}}}}}}}') for number in range(1, 1200)])
    inbox.done(state, 7)
    conversations.save(state, "5/1", "k", hard)
    conversations.save(state, "-5", "k", "{}")
    for token in ("ab", "Ab", "aç", "zz", "ı"):
        answers.save(state, StoredAnswer(token, 2**40, 9, 5, hard, "k", "{}", "[]", "[]", "answer", 0.1 + 0.2))
    bots.claim(state, 123456789)
    users.put_waiting(state, 5, hard, "")
    users.decide(state, 5, users.APPROVED, 1)
    users.invite(state, "token", 1, 60.5)
    for phrase in ("bir", "iki"):
        aliases.choose(state, aliases.propose(state, phrase, ["indicator:a"], 1), "indicator:a", 1)
    feedback.note(state, "ab", 5, -1)
    # As a text of before could be.
    state.exec_driver_sql("update answers set question = 'a' || char(0) || 'b' where token = 'zz'")


def test_a_state_moves_into_the_database_and_back(postgres: Postgres, bot: BotProcess) -> None:
    bot.settings["STATE_URL"] = postgres.database()
    bot.data.mkdir(parents=True)
    file = bot.data / "bot.sqlite"
    with in_transaction(file) as state:
        fill(state)
    before = contents(file)
    there = bot.command("migrate-state")
    assert there.returncode == 0, there.stderr
    assert contents(file) == before, "what is moved stays where it was"
    again = bot.command("migrate-state")
    assert (again.returncode, "in use" in again.stderr) == (2, True)
    with psycopg.connect(str(bot.settings["STATE_URL"]), autocommit=True) as database:
        assert database.execute("select count(*) from inbox where done is null").fetchone() == (1198,)
        taught = "insert into aliases (phrase, entity, candidates, by, at) values ('üç', '', '[]', 1, 0) returning id"
        assert database.execute(taught).fetchone() == (3,), "numbers go on"
        database.execute("delete from aliases where id = 3")
    expected = contents(file, kept=storable)
    file.rename(bot.data / "old.sqlite")
    back = bot.command("migrate-state", "--back")
    assert back.returncode == 0, back.stderr
    assert contents(file) == expected
    assert {path.stat().st_mode & 0o077 for path in (file, bot.data / "lock")} == {0}, "for the bot's user alone"


def test_a_state_that_root_moves_back_is_the_bots(postgres: Postgres, bot: BotProcess) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files to others")
    bot.settings["STATE_URL"] = postgres.database()
    bot.data.mkdir(parents=True)
    os.chown(bot.data, 65534, 65533)
    back = bot.command("migrate-state", "--back")
    assert back.returncode == 0, back.stderr
    made = {path.name: (path.stat().st_uid, path.stat().st_gid) for path in bot.data.iterdir()}
    assert made == {"bot.sqlite": (65534, 65533), "lock": (65534, 65533)}


def test_a_state_is_not_moved_under_a_running_bot(postgres: Postgres, bot: BotProcess) -> None:
    bot.start()
    bot.settings["STATE_URL"] = postgres.database()
    refused = bot.command("migrate-state")
    assert (refused.returncode, "Another gocbot" in refused.stderr) == (2, True)
    bot.settings["STATE_URL"] = None
    refused = bot.command("migrate-state")
    assert (refused.returncode, "GOCBOT_STATE_URL is not set" in refused.stderr) == (2, True)


def test_what_was_asked_on_one_machine_goes_on_with_replicas(
    postgres: Postgres, server: BotApi, bot: BotProcess
) -> None:
    person = Person(server.account, 5, "Ayşe")
    bot.start()
    heard = person.asks(TURNS[0])
    assert bot.terminate() == 0
    bot.settings["STATE_URL"] = postgres.database()
    moved = bot.command("migrate-state")
    assert moved.returncode == 0, moved.stderr
    person.says(TURNS[1])
    bot.start()
    assert "2024 tahmini" in person.hears().text
    person.presses(heard, "2021")
    exported = bot.command("export-questions")
    assert (exported.returncode, TURNS[0] in exported.stdout) == (0, True)
    assert bot.terminate() == 0
    # A long poll that is given up may be open still, for the server, when the next one begins.
    server.account.refusals[:] = [one for one in server.account.refusals if one[1].code != 409]


def contents(file: Path, kept: Callable[[str], str] = str) -> list[str]:
    """Every row of a SQLite state, its texts as they are kept elsewhere; bytes are kept as they are."""
    with closing(sqlite3.connect(file)) as state:
        tables = [name for (name,) in state.execute("select name from sqlite_master where type = 'table'")]
        return sorted(
            f"{table} {[kept(value) if isinstance(value, str) else value for value in row]}"
            for table in tables
            for row in state.execute(f'select * from "{table}"')
        )
