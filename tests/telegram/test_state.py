"""The bot's state on disk: durable, many writes a commit, one bad write spoils no other."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.telegram.state import aliases, answers, conversations, feedback, inbox, users
from bot.telegram.state.answers import StoredAnswer
from bot.telegram.state.store import Store, StoreError
from bot.telegram.state.tables import MIGRATIONS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite"


def counted(connection: sqlite3.Connection) -> int:
    return int(connection.execute("select count(*) from inbox").fetchone()[0])


def test_a_write_is_on_disk_when_it_returns(path: Path) -> None:
    async def scenario() -> None:
        store = Store(path)
        await store.write(lambda connection: inbox.keep(connection, [(1, "{}")]))
        # Another process sees it, with the store still open: nothing waits in this one.
        with sqlite3.connect(path) as other:
            assert counted(other) == 1
        other.close()
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
    def bad(connection: sqlite3.Connection) -> None:
        connection.execute("insert into inbox (update_id, received) values (77, 0)")
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


def test_a_file_of_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"pragma user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(StoreError, match="newer version"):
        Store(path)


def test_a_damaged_file_is_refused(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to be looked at " * 100)
    with pytest.raises(StoreError, match="cannot be used"):
        Store(path)


@pytest.fixture
def connection(path: Path) -> sqlite3.Connection:
    Store(path).close()
    return sqlite3.connect(path, isolation_level=None)


def test_an_update_is_kept_once_and_waits_until_it_is_done(connection: sqlite3.Connection) -> None:
    assert inbox.keep(connection, [(1, "a"), (2, "b")]) == {1, 2}
    assert inbox.keep(connection, [(2, "b"), (3, "c")]) == {3}
    inbox.done(connection, 2)
    assert inbox.waiting(connection) == [(1, "a"), (3, "c")]
    assert inbox.keep(connection, [(2, "b")]) == set()
    assert inbox.backlog(connection)[0] == 2


def test_what_a_finished_update_said_is_not_kept(connection: sqlite3.Connection) -> None:
    inbox.keep(connection, [(1, "what somebody wrote")])
    inbox.done(connection, 1)
    assert connection.execute("select body from inbox").fetchall() == [(None,)]


def test_an_answer_is_found_by_its_token_in_its_own_chat_only(connection: sqlite3.Connection) -> None:
    answer = StoredAnswer("1f", 5, 9, 5, "soru", "k", "{}", "[]", "[]", "answer", 1.0)
    answers.save(connection, answer)
    assert answers.by_token(connection, "1f", 5) == answer
    assert answers.by_message(connection, 5, 9) == answer
    assert answers.by_token(connection, "1f", 6) is None
    assert answers.by_token(connection, "2f", 5) is None


def test_phrases_that_nobody_gave_a_meaning_are_forgotten_in_time(connection: sqlite3.Connection) -> None:
    aliases.propose(connection, "kimsenin seçmediği", ["indicator:a"], 1)
    kept = aliases.propose(connection, "öğretilen", ["indicator:a"], 1)
    aliases.choose(connection, kept, "indicator:a", 1)
    connection.execute("update aliases set at = at - 31 * 86400")
    assert aliases.purge(connection, 31) == 1
    assert aliases.overlay(connection) == {"öğretilen": "indicator:a"}


def test_what_is_old_is_forgotten(connection: sqlite3.Connection) -> None:
    answers.save(connection, StoredAnswer("1f", 5, 9, 5, "soru", "k", "{}", "[]", "[]", "answer", 1.0))
    conversations.save(connection, "5", "k", "{}")
    feedback.note(connection, "1f", 5, -1)
    for table, column in (("answers", "sent"), ("conversations", "changed"), ("feedback", "at")):
        connection.execute(f"update {table} set {column} = {column} - 31 * 86400")
    assert (answers.purge(connection, 31), conversations.purge(connection, 31), feedback.purge(connection, 31)) == (
        1,
        1,
        1,
    )


def test_an_invitation_is_good_once_and_for_its_time(connection: sqlite3.Connection) -> None:
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
    assert "good" not in str(connection.execute("select * from invitations").fetchall())


def test_decisions_are_kept_with_who_took_them(connection: sqlite3.Connection) -> None:
    users.put_waiting(connection, 5, "Ayşe", "")
    assert users.decide(connection, 5, users.APPROVED, by=1) == users.WAITING
    assert users.decide(connection, 5, users.APPROVED, by=2) == users.APPROVED, "once is enough"
    assert users.decide(connection, 5, users.REMOVED, by=2) == users.APPROVED
    assert users.decide(connection, 99, users.APPROVED, by=2) is None
    rows = connection.execute("select user, status, by from decisions order by id").fetchall()
    assert rows == [(5, users.APPROVED, 1), (5, users.REMOVED, 2)]
