"""What the state promises, whichever database it lies in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert
from sqlalchemy import update as update_of
from sqlalchemy.exc import IntegrityError

from bot.telegram.state import (
    aliases,
    answers,
    bots,
    claims,
    conversations,
    feedback,
    inbox,
    links,
    notices,
    persons,
    publications,
    questions,
    replicas,
    subscribers,
    tables,
    users,
)
from bot.telegram.state.answers import StoredAnswer
from bot.telegram.state.migrating import HEAD, NOTE
from bot.telegram.state.questions import Asked, Day
from bot.telegram.state.secrets import secret
from bot.telegram.state.shared import SharedStore
from bot.telegram.state.store import Connection, Store
from bot.telegram.state.tables import metadata
from tests.telegram.state_rows import answer, counted, update


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Opens an empty state, and the same one again."""
    if request.param == "sqlite":
        return lambda: Store(tmp_path / "bot.sqlite")
    url = request.getfixturevalue("postgres").database()
    return lambda: SharedStore(url)


def test_the_steps_lead_to_the_tables(connection: Connection) -> None:
    context = MigrationContext.configure(connection, opts={"version_table": NOTE, "compare_type": True})
    assert compare_metadata(context, metadata) == []
    assert connection.exec_driver_sql(f"select version_num from {NOTE}").scalar_one() == HEAD


def test_an_update_is_kept_once_and_waits_until_it_is_done(connection: Connection) -> None:
    assert inbox.keep(connection, [(1, "a"), (2, "b")]) == {1, 2}
    assert inbox.keep(connection, [(2, "b"), (3, "c")]) == {3}
    inbox.done(connection, 2)
    assert inbox.waiting(connection) == [(1, "a"), (3, "c")]
    assert inbox.keep(connection, [(2, "b")]) == set()
    assert inbox.backlog(connection)[0] == 2


def test_how_long_an_update_waits_is_told_by_the_databases_clock(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A replica whose clock is an hour off makes nobody believe that something has waited for an hour."""
    assert inbox.backlog(connection) == (0, None)
    monkeypatch.setattr("time.time", lambda: 5e9)
    inbox.keep(connection, [(1, "{}")])
    count, waited = inbox.backlog(connection)
    assert count == 1
    assert waited is not None
    assert -1 < waited < 3600


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


def test_of_several_answers_to_a_message_the_newest_counts(connection: Connection) -> None:
    for number, token in enumerate(("b", "c", "a")):
        answers.save(connection, replace(answer(token), asked=7))
        connection.execute(update_of(tables.answers).where(tables.answers.c.token == token).values(sent=number))
    assert [
        found.token for found in (answers.to_message(connection, 5, 7), answers.by_message(connection, 5, 9)) if found
    ] == ["a", "a"]
    connection.execute(update_of(tables.answers).values(sent=1))
    assert (found := answers.to_message(connection, 5, 7)) is not None
    assert found.token == "c", "always the same one where they came at once"


def test_a_link_opens_what_it_stands_for_until_nobody_is_shown_it(connection: Connection) -> None:
    key = links.key_of("k", "[1]")
    assert key == links.key_of("k", "[1]")
    assert key not in (links.key_of("l", "[1]"), links.key_of("k", "[2]"))
    assert links.by_key(connection, key) is None
    links.keep(connection, key, "k", "[1]")
    connection.exec_driver_sql("update links set kept = kept - 31 * 86400")
    links.keep(connection, key, "k", "[1]")
    assert links.purge(connection, 31) == 0, "it was shown again"
    assert links.by_key(connection, key) == ("k", "[1]")
    connection.exec_driver_sql("update links set kept = kept - 31 * 86400")
    assert links.purge(connection, 31) == 1
    assert links.by_key(connection, key) is None


def test_who_is_to_be_told_is_listed_once_until_they_turn_it_off(connection: Connection) -> None:
    for user in (2**40, 5, 5):
        subscribers.turn(connection, user, True)
    assert subscribers.listed(connection) == [5, 2**40]
    assert subscribers.has(connection, 5)
    subscribers.turn(connection, 5, False)
    subscribers.turn(connection, 5, False)
    assert not subscribers.has(connection, 5)
    assert subscribers.listed(connection) == [2**40]


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
    rows = connection.exec_driver_sql('select "user", status, by from decisions order by id').all()
    assert rows == [(5, users.APPROVED, 1), (5, users.REMOVED, 2)]


def test_a_secret_is_made_once(connection: Connection) -> None:
    made = secret(connection, "pseudonyms")
    assert len(made) == 32
    assert secret(connection, "pseudonyms") == made
    assert secret(connection, "other") != made


def test_what_no_database_keeps_in_a_text_becomes_a_question_mark(connection: Connection) -> None:
    answers.save(connection, answer("1f", question="a\0b\ud800 ğ 👍"))
    found = answers.by_token(connection, "1f", 5)
    assert found is not None
    assert found.question == "a?b? ğ 👍"


def test_an_answer_that_is_saved_again_is_replaced(connection: Connection) -> None:
    answers.save(connection, answer("1f"))
    answers.save(connection, answer("1f", question="başka"))
    assert answers.count_of(connection, 5) == 1
    assert questions.asked(connection, "1f") == "başka"


def test_days_and_what_was_not_answered_well(connection: Connection) -> None:
    answers.save(connection, answer("1"))
    answers.save(connection, answer("2", "no_answer", user=6, question="bilinmeyen"))
    answers.save(connection, answer("3", "clarify"))
    feedback.note(connection, "1", 5, 1)
    feedback.note(connection, "1", 5, -1)
    (day,) = questions.days(connection, 7)
    assert day == Day(day.date, 3, 1, 1, 1, 1, 2)
    assert len(day.date.split("-")) == 3
    assert sorted(questions.unanswered(connection), key=lambda one: one.token) == [
        Asked("soru", "answer", True, "1"),
        Asked("bilinmeyen", "no_answer", False, "2"),
    ]
    assert [row[1:] for row in sorted(questions.exported(connection), key=lambda row: row[1:])] == [
        ("bilinmeyen", "no_answer", 0, 0),
        ("soru", "answer", 0, 1),
        ("soru", "clarify", 0, 0),
    ]
    assert len(questions.slowest(connection, 2, 7)) == 2


def test_what_a_person_was_told_is_theirs_to_have_and_to_delete(connection: Connection) -> None:
    for user in (5, 55):
        assert notices.claim(connection, notices.of_person("programme 1f", user), 60.0)
    notices.claim(connection, "news 5", 60.0)
    assert persons.counts(connection, 5)["notices"] == 1
    assert [row["key"] for row in persons.exported(connection, 5)["notices"]] == ["person 5 programme 1f"]
    persons.forget(connection, 5, access=False)
    assert "notices" not in persons.exported(connection, 5)
    assert persons.counts(connection, 55)["notices"] == 1
    assert not notices.claim(connection, "news 5", 60.0), "that was the admins'"


def test_a_replica_gets_the_oldest_of_each_chat_and_nobody_elses(connection: Connection) -> None:
    inbox.keep(connection, [update(1, 5), update(2, 5), update(3, 6), update(4, 7)])
    assert [one.number for one in claims.claim(connection, "a", 2, take_over=False)] == [1, 3]
    assert [one.number for one in claims.claim(connection, "b", 9, take_over=False)] == [4]
    assert claims.claim(connection, "b", 9, take_over=False) == []
    claims.finish(connection, "b", [1])
    assert claims.holds(connection, "a", 1), "it is not b's to finish"
    claims.finish(connection, "a", [1])
    (second,) = claims.claim(connection, "b", 9, take_over=False)
    assert (second.number, second.body, second.tries) == (*update(2, 5), 0)
    assert claims.holds(connection, "b", 2)
    assert not claims.holds(connection, "a", 2)
    assert not claims.holds(connection, "a", 1), "it is done"
    assert claims.took(connection, "a", 1)
    assert not claims.took(connection, "a", 2)


def test_what_a_dead_replica_had_is_taken_over_but_never_from_one_that_lives(connection: Connection) -> None:
    inbox.keep(connection, [update(1, 5), update(2, 5)])
    for name in ("a", "b"):
        replicas.beat(connection, name, name, "k")
    claims.claim(connection, "a", 9, take_over=True)
    assert claims.claim(connection, "b", 9, take_over=True) == []
    connection.exec_driver_sql(f"update replicas set seen = seen - {replicas.DEAD_SECONDS + 1} where id = 'a'")
    assert [one.id for one in replicas.living(connection)] == ["b"]
    assert claims.claim(connection, "b", 9, take_over=False) == [], "b cannot know yet whether a is dead"
    assert claims.claim(connection, "a", 9, take_over=True) == [], "nobody takes over from itself"
    (one,) = claims.claim(connection, "b", 9, take_over=True)
    assert (one.number, one.tries) == (1, 1)
    assert not claims.holds(connection, "a", 1)
    replicas.beat(connection, "a", "a", "k")
    assert claims.claim(connection, "a", 9, take_over=True) == [], "back, but b has it now"


def test_what_is_given_back_is_free_at_once(connection: Connection) -> None:
    inbox.keep(connection, [update(1, 5), update(2, 6)])
    claims.claim(connection, "a", 9, take_over=False)
    assert claims.release(connection, "a", but=[2]) == 1
    assert [one.number for one in claims.claim(connection, "b", 9, take_over=False)] == [1]


def test_a_replica_that_leaves_is_no_longer_there(connection: Connection) -> None:
    replicas.beat(connection, "a", "host:1", "k1")
    replicas.beat(connection, "a", "host:1", "k2")
    (one,) = replicas.living(connection)
    assert (one.id, one.name, one.knowledge) == ("a", "host:1", "k2")
    assert replicas.count_living(connection) == 1
    replicas.leave(connection, "a")
    assert replicas.living(connection) == []


def test_a_state_is_the_first_bot_s_that_claims_it(connection: Connection) -> None:
    assert bots.claim(connection, 2**40) == 2**40
    assert bots.claim(connection, 7) == 2**40


def test_a_notice_is_told_by_one(connection: Connection) -> None:
    assert notices.claim(connection, "taken", 600)
    assert not notices.claim(connection, "taken", 600)
    assert notices.claim(connection, "other", 600)
    connection.exec_driver_sql("update notices set told = told - 601")
    assert notices.claim(connection, "taken", 600)


def test_what_was_published_last_counts_and_old_bytes_go(connection: Connection) -> None:
    assert publications.latest(connection) is None
    for number in range(publications.KEPT + 2):
        version = publications.publish(connection, f"sum{number}", 6, parts=[b"abc", b"\x00\xff!"])
    last = publications.latest(connection)
    assert last is not None
    assert (last.version, last.checksum, last.size, last.url) == (version, f"sum{number}", 6, "")
    numbers = publications.numbers_of(connection, version)
    assert b"".join(publications.part(connection, version, number) for number in numbers) == b"abc\x00\xff!"
    assert publications.numbers_of(connection, 1) == []
    assert publications.numbers_of(connection, version - publications.KEPT + 1) == [0, 1]


def test_a_write_is_on_disk_when_it_returns(opened: Callable[[], Store]) -> None:
    async def scenario() -> None:
        store = opened()
        await store.write(lambda connection: inbox.keep(connection, [(1, "{}")]))
        # Others see it, with the store still open: nothing waits in this one.
        other = opened()
        assert await other.read(counted) == 1
        other.close()
        store.close()

    asyncio.run(scenario())


def test_writes_that_come_together_all_arrive(opened: Callable[[], Store]) -> None:
    async def scenario() -> None:
        store = opened()
        await asyncio.gather(
            *(store.write(lambda connection, n=n: inbox.keep(connection, [(n, "{}")])) for n in range(500))
        )
        assert await store.read(counted) == 500
        store.close()

    asyncio.run(scenario())


def test_a_failing_write_spoils_no_other(opened: Callable[[], Store]) -> None:
    def bad(connection: Connection) -> None:
        connection.exec_driver_sql("insert into inbox (update_id, received) values (77, 0)")
        raise ValueError("no")

    async def scenario() -> None:
        store = opened()
        works = [lambda connection, n=n: inbox.keep(connection, [(n, "{}")]) for n in range(10)]
        outcomes = await asyncio.gather(
            *(store.write(work) for work in [*works[:5], bad, *works[5:]]), return_exceptions=True
        )
        assert [type(outcome) for outcome in outcomes].count(ValueError) == 1
        assert await store.read(counted) == 10
        store.close()

    asyncio.run(scenario())


def test_what_people_wrote_is_in_no_error_of_the_database(opened: Callable[[], Store]) -> None:
    async def scenario() -> None:
        store = opened()
        await store.write(lambda connection: inbox.keep(connection, [(1, "{}")]))
        with pytest.raises(IntegrityError) as raised:
            await store.write(
                lambda connection: connection.execute(insert(tables.inbox), {"update_id": 1, "body": "gizli söz"})
            )
        assert "gizli" not in str(raised.value)
        store.close()

    asyncio.run(scenario())
