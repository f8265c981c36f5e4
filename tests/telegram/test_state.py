"""The bot's state on disk: durable, many writes a commit, one bad write spoils no other."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from bot.telegram.state import aliases, answers, inbox, users
from bot.telegram.state.answers import StoredAnswer
from bot.telegram.state.migrating import NOTE
from bot.telegram.state.secrets import secret
from bot.telegram.state.store import UNDER_ALEMBIC, Connection, Store, StoreError
from bot.telegram.state.tables import metadata


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite"


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


def test_a_damaged_file_is_refused(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to be looked at " * 100)
    with pytest.raises(StoreError, match="cannot be used"):
        Store(path)
