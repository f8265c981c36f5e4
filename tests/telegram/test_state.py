"""The bot's state on disk: durable, many writes a commit, one bad write spoils no other."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, insert, inspect
from sqlalchemy.exc import IntegrityError

from bot.telegram.state import aliases, answers, conversations, feedback, inbox, tables, users
from bot.telegram.state.answers import StoredAnswer
from bot.telegram.state.migrating import HEAD, NOTE
from bot.telegram.state.secrets import secret
from bot.telegram.state.store import UNDER_ALEMBIC, Connection, Store, StoreError
from bot.telegram.state.tables import metadata


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite"


def counted(connection: Connection) -> int:
    return int(connection.exec_driver_sql("select count(*) from inbox").scalar_one())


def test_a_write_is_on_disk_when_it_returns(path: Path) -> None:
    async def scenario() -> None:
        store = Store(path)
        await store.write(lambda connection: inbox.keep(connection, [(1, "{}")]))
        # Another process sees it, with the store still open: nothing waits in this one.
        with closing(sqlite3.connect(path)) as other:
            assert other.execute("select count(*) from inbox").fetchone() == (1,)
        store.close()

    asyncio.run(scenario())


def test_what_was_erased_is_in_no_file(path: Path) -> None:
    answer = StoredAnswer("1f", 5, 9, 5, "silinecek soru", "k", "{}", "[]", "[]", "answer", 1.0)

    def holding() -> list[str]:
        return [file.name for file in path.parent.iterdir() if b"silinecek" in file.read_bytes()]

    async def scenario() -> None:
        store = Store(path)
        await store.write(lambda connection: answers.save(connection, answer))
        assert holding()
        await store.erase(lambda connection: answers.delete_of(connection, 5))
        assert holding() == []
        store.close()

    asyncio.run(scenario())


def test_writes_that_come_together_all_arrive(path: Path) -> None:
    async def scenario() -> None:
        store = Store(path)
        await asyncio.gather(
            *(store.write(lambda connection, n=n: inbox.keep(connection, [(n, "{}")])) for n in range(500))
        )
        assert await store.read(counted) == 500
        store.close()

    asyncio.run(scenario())


def test_a_failing_write_spoils_no_other(path: Path) -> None:
    def bad(connection: Connection) -> None:
        connection.exec_driver_sql("insert into inbox (update_id, received) values (77, 0)")
        raise ValueError("no")

    async def scenario() -> None:
        store = Store(path)
        works = [lambda connection, n=n: inbox.keep(connection, [(n, "{}")]) for n in range(10)]
        outcomes = await asyncio.gather(
            *(store.write(work) for work in [*works[:5], bad, *works[5:]]), return_exceptions=True
        )
        assert [type(outcome) for outcome in outcomes].count(ValueError) == 1
        assert await store.read(counted) == 10
        store.close()

    asyncio.run(scenario())


def test_what_people_wrote_is_in_no_error_of_the_database(path: Path) -> None:
    async def scenario() -> None:
        store = Store(path)
        await store.write(lambda connection: inbox.keep(connection, [(1, "{}")]))
        with pytest.raises(IntegrityError) as raised:
            await store.write(
                lambda connection: connection.execute(insert(tables.inbox), {"update_id": 1, "body": "gizli söz"})
            )
        assert "gizli" not in str(raised.value)
        store.close()

    asyncio.run(scenario())


def test_a_file_of_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"pragma user_version = {UNDER_ALEMBIC + 1}")
    connection.close()
    with pytest.raises(StoreError, match="newer version"):
        Store(path)


BEFORE_ALEMBIC = """
create table secrets (name text primary key, value blob not null) without rowid;
create table inbox (update_id integer primary key, received real not null, body text, done real);
create index inbox_open on inbox (update_id) where done is null;
create index inbox_done on inbox (done) where done is not null;
create table conversations (
    chat text primary key, knowledge text not null, body text not null, changed real not null
) without rowid;
create table answers (
    token text primary key, chat_id integer not null, message_id integer not null, user_id integer not null,
    question text not null, knowledge text not null, conversation text not null, queries text not null,
    actions text not null, status text not null, milliseconds real not null, sent real not null
) without rowid;
create index answers_message on answers (chat_id, message_id);
create index answers_sent on answers (sent);
create index answers_user on answers (user_id);
create table users (
    id integer primary key, name text not null, username text not null, status text not null, asked real not null,
    decided real, decided_by integer
);
create table decisions (
    id integer primary key, user integer not null, status text not null, by integer not null, at real not null
);
create table invitations (
    hash blob primary key, made_by integer not null, made real not null, expires real not null, used_by integer,
    used real
) without rowid;
create table aliases (
    id integer primary key, phrase text not null, entity text not null, candidates text not null,
    by integer not null, at real not null
);
create table feedback (
    token text not null, user integer not null, value integer not null, at real not null, primary key (token, user)
) without rowid;
insert into inbox values (7, 1.0, '{"update_id": 7}', null), (6, 1.0, null, 2.0);
insert into users values (5, 'Ayşe', '', 'approved', 1.0, 2.0, 1);
insert into aliases values (3, 'deportasyon', 'indicator:a', '["indicator:a"]', 1, 1.0);
insert into secrets values ('pseudonyms', x'00ff');
pragma user_version = 1;
"""
"""The state as gocbot wrote it before its steps were noted, with a row in some tables."""


def test_a_state_from_before_alembic_is_taken_over(path: Path) -> None:
    with closing(sqlite3.connect(path)) as old:
        old.executescript(BEFORE_ALEMBIC)
    for _ in range(2):
        Store(path).close()
    with create_engine(f"sqlite:///{path}").connect() as connection:
        assert [number for number, _ in inbox.waiting(connection)] == [7]
        assert inbox.keep(connection, [(6, "{}")]) == set(), "what was done is known again"
        assert users.status_of(connection, 5) == users.APPROVED
        assert aliases.overlay(connection) == {"deportasyon": "indicator:a"}
        assert aliases.propose(connection, "yeni", [], 1) == 4
        assert secret(connection, "pseudonyms") == b"\x00\xff"
        assert columns(connection) == {table.name: set(table.columns.keys()) for table in metadata.sorted_tables}


def columns(connection: Connection) -> dict[str, set[str]]:
    """The names of the columns by table, as the database tells them."""
    looked_at = inspect(connection)
    names = set(looked_at.get_table_names()) - {NOTE}
    return {name: {column["name"] for column in looked_at.get_columns(name)} for name in names}


def test_the_steps_lead_to_the_tables(path: Path) -> None:
    Store(path).close()
    with create_engine(f"sqlite:///{path}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": NOTE, "compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert connection.exec_driver_sql(f"select version_num from {NOTE}").scalar_one() == HEAD


def test_a_damaged_file_is_refused(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to be looked at " * 100)
    with pytest.raises(StoreError, match="cannot be used"):
        Store(path)


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    Store(path).close()
    with create_engine(f"sqlite:///{path}", isolation_level="AUTOCOMMIT").connect() as connection:
        yield connection


def test_an_update_is_kept_once_and_waits_until_it_is_done(connection: Connection) -> None:
    assert inbox.keep(connection, [(1, "a"), (2, "b")]) == {1, 2}
    assert inbox.keep(connection, [(2, "b"), (3, "c")]) == {3}
    inbox.done(connection, 2)
    assert inbox.waiting(connection) == [(1, "a"), (3, "c")]
    assert inbox.keep(connection, [(2, "b")]) == set()
    assert inbox.backlog(connection)[0] == 2


def test_what_a_finished_update_said_is_not_kept(connection: Connection) -> None:
    inbox.keep(connection, [(1, "what somebody wrote")])
    inbox.done(connection, 1)
    assert connection.exec_driver_sql("select body from inbox").all() == [(None,)]


def test_an_answer_is_found_by_its_token_in_its_own_chat_only(connection: Connection) -> None:
    answer = StoredAnswer("1f", 5, 9, 5, "soru", "k", "{}", "[]", "[]", "answer", 1.0)
    answers.save(connection, answer)
    assert answers.by_token(connection, "1f", 5) == answer
    assert answers.by_message(connection, 5, 9) == answer
    assert answers.by_token(connection, "1f", 6) is None
    assert answers.by_token(connection, "2f", 5) is None


def test_phrases_that_nobody_gave_a_meaning_are_forgotten_in_time(connection: Connection) -> None:
    aliases.propose(connection, "kimsenin seçmediği", ["indicator:a"], 1)
    kept = aliases.propose(connection, "öğretilen", ["indicator:a"], 1)
    aliases.choose(connection, kept, "indicator:a", 1)
    connection.exec_driver_sql("update aliases set at = at - 31 * 86400")
    assert aliases.purge(connection, 31) == 1
    assert aliases.overlay(connection) == {"öğretilen": "indicator:a"}


def test_what_is_old_is_forgotten(connection: Connection) -> None:
    answers.save(connection, StoredAnswer("1f", 5, 9, 5, "soru", "k", "{}", "[]", "[]", "answer", 1.0))
    conversations.save(connection, "5", "k", "{}")
    feedback.note(connection, "1f", 5, -1)
    for table, column in (("answers", "sent"), ("conversations", "changed"), ("feedback", "at")):
        connection.exec_driver_sql(f"update {table} set {column} = {column} - 31 * 86400")
    assert (answers.purge(connection, 31), conversations.purge(connection, 31), feedback.purge(connection, 31)) == (
        1,
        1,
        1,
    )


def test_an_invitation_is_good_once_and_for_its_time(connection: Connection) -> None:
    users.invite(connection, "good", by=1, seconds=60)
    users.invite(connection, "late", by=1, seconds=-1)
    assert not users.redeem(connection, "late", 5, "Ayşe", "")
    assert users.redeem(connection, "good", 5, "Ayşe", "")
    assert not users.redeem(connection, "good", 6, "Ali", "")
    assert users.redeem(connection, "good", 5, "Ayşe", ""), "the same update, handled again after a kill"
    assert users.status_of(connection, 5) == users.APPROVED
    users.decide(connection, 5, users.REMOVED, 1)
    assert not users.redeem(connection, "good", 5, "Ayşe", ""), "who was removed cannot come back by it"
    assert users.status_of(connection, 6) is None
    assert "good" not in str(connection.exec_driver_sql("select * from invitations").all())


def test_decisions_are_kept_with_who_took_them(connection: Connection) -> None:
    users.put_waiting(connection, 5, "Ayşe", "")
    assert users.decide(connection, 5, users.APPROVED, by=1) == users.WAITING
    assert users.decide(connection, 5, users.APPROVED, by=2) == users.APPROVED, "once is enough"
    assert users.decide(connection, 5, users.REMOVED, by=2) == users.APPROVED
    assert users.decide(connection, 99, users.APPROVED, by=2) is None
    rows = connection.exec_driver_sql("select user, status, by from decisions order by id").all()
    assert rows == [(5, users.APPROVED, 1), (5, users.REMOVED, 2)]
