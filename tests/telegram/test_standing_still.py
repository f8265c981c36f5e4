"""A replica that stood still goes on where another has taken over from it: what it sends, notes and finishes then."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, cast

import pytest
from sqlalchemy.exc import OperationalError
from telegram import Bot

from bot.telegram.membership import Membership
from bot.telegram.sharing import InTouch, SharedQueue
from bot.telegram.state import claims, inbox
from bot.telegram.state.shared import SharedStore
from bot.telegram.state.store import Connection, Work
from bot.telegram.updates import handled
from tests.telegram.postgres import Postgres

NUMBER = 1


class Member:
    """What a queue knows of its replica's membership; `falls_silent` is a gap that is over."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.sure = self.may_take_over = True
        self.since = time.monotonic()

    def falls_silent(self) -> None:
        self.since = time.monotonic()

    async def be_sure(self) -> None:
        """It is."""


class Replica:
    """Handles one update at a time; what happened stands in `log`."""

    def __init__(self, id: str, store: SharedStore) -> None:
        self.me = Member(id)
        self.log: list[str] = []
        self.store = store
        self.queue = SharedQueue(store, cast(Membership, self.me), lambda: 0)
        self.touch = InTouch(store, cast(Membership, self.me), self.queue)

    async def fetches(self) -> int:
        fetching = asyncio.create_task(self.queue.run(Bot("1:x")))
        try:
            update = await asyncio.wait_for(self.queue.get(), 30)
        finally:
            fetching.cancel()
        return int(getattr(update, "update_id"))  # noqa: B009

    async def answers(self, number: int, between: Callable[[], Awaitable[object]] | None = None) -> bool:
        """Whether it came to its end; `between`: what happens while Telegram takes the reply."""

        async def send() -> None:
            self.log.append("sent")
            if between is not None:
                await between()

        def noting(_: None) -> Work[None]:
            def write(connection: Connection) -> None:
                self.log.append("noted")
                inbox.done(connection, number)

            return write

        async def whole() -> None:
            handled.set(number)
            await self.touch.hand_over(send, noting)
            await self.queue.finish(number)

        task = asyncio.create_task(whole())
        await asyncio.wait((task,))
        return not task.cancelled() and task.exception() is None

    async def tells_what_is_finished(self) -> None:
        await self.queue._turn(0)


@pytest.fixture
def store(postgres: Postgres) -> Iterator[SharedStore]:
    store = SharedStore(postgres.database())
    yield store
    store.close()


def play(store: SharedStore, scenario: Callable[[Replica, Replica], Awaitable[None]]) -> None:
    async def whole() -> None:
        chat = {"id": 5, "type": "private"}
        person = {"id": 5, "is_bot": False, "first_name": "A"}
        message = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": "a"}
        body = json.dumps({"update_id": NUMBER, "message": message})
        await store.write(lambda connection: inbox.keep(connection, [(NUMBER, body)]))
        a, b = Replica("a", store), Replica("b", store)
        assert await a.fetches() == NUMBER
        await scenario(a, b)

    asyncio.run(whole())


async def taken_over(a: Replica, b: Replica) -> None:
    """The others took `a` for dead, and `b` has its update now; neither beats here, so both count as dead."""
    a.me.falls_silent()
    assert await b.fetches() == NUMBER


async def open_for(store: SharedStore) -> str | None:
    """Who has the update that is not done; None where it is done."""

    def look(connection: Connection) -> str | None:
        for name in ("a", "b"):
            if claims.holds(connection, name, NUMBER):
                return name
        return None

    return await store.read(look)


def test_what_is_still_its_own_is_sent_and_noted(store: SharedStore) -> None:
    async def scenario(a: Replica, b: Replica) -> None:
        a.me.falls_silent()
        assert await a.answers(NUMBER)
        assert a.log == ["sent", "noted"]
        assert await open_for(store) is None

    play(store, scenario)


def test_what_was_taken_over_is_sent_by_the_other_alone(store: SharedStore) -> None:
    async def scenario(a: Replica, b: Replica) -> None:
        await taken_over(a, b)
        assert not await a.answers(NUMBER)
        assert a.log == []
        assert await open_for(store) == "b"
        assert await b.answers(NUMBER)
        assert b.log == ["sent", "noted"]
        assert await open_for(store) is None

    play(store, scenario)


def test_what_was_sent_while_it_was_taken_over_is_neither_noted_nor_finished_for_the_other(store: SharedStore) -> None:
    async def scenario(a: Replica, b: Replica) -> None:
        assert await a.answers(NUMBER, lambda: taken_over(a, b))
        assert a.log == ["sent"]
        await a.tells_what_is_finished()
        assert await open_for(store) == "b", "the chat goes on from what b notes"
        assert await b.answers(NUMBER)
        assert b.log == ["sent", "noted"]

    play(store, scenario)


class CutOff:
    """A replica's way to the database that can be cut; its membership has yet to notice when it is mended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, store: SharedStore) -> None:
        self.tried, self._mended = threading.Event(), threading.Event()
        whole = store._commit_all

        def commit_all(works: list[Work[Any]]) -> list[tuple[Any, Exception | None]]:
            if not self._mended.is_set():
                self.tried.set()
                raise OperationalError("", None, Exception("cut off"))
            return whole(works)

        monkeypatch.setattr(store, "_commit_all", commit_all)

    async def is_tried(self) -> None:
        """Returns when something waits for the database."""
        assert await asyncio.to_thread(self.tried.wait, 30)

    def is_mended(self) -> None:
        """The database can be reached again."""
        self._mended.set()


@pytest.fixture
def own(store: SharedStore) -> Iterator[SharedStore]:
    """Another replica's way to the same state."""
    own = SharedStore(store.url.set(drivername="postgresql").render_as_string(hide_password=False))
    yield own
    own.close()


def test_who_is_cut_off_from_the_database_while_it_notes_writes_nothing_when_it_is_back(
    store: SharedStore, own: SharedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(a: Replica, b: Replica) -> None:
        b = Replica("b", own)
        cut: list[CutOff] = []

        async def is_cut_off() -> None:
            cut.append(CutOff(monkeypatch, store))

        answering = asyncio.create_task(a.answers(NUMBER, is_cut_off))
        while not cut:
            await asyncio.sleep(0.01)
        await cut[0].is_tried()
        assert await b.fetches() == NUMBER
        assert await b.answers(NUMBER)
        cut[0].is_mended()
        assert await answering
        assert (a.log, b.log) == (["sent"], ["sent", "noted"])

    play(store, scenario)


def test_who_is_cut_off_while_it_claims_takes_nothing_over_when_it_is_back(
    store: SharedStore, own: SharedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot know who died meanwhile: the database may have been away from all."""

    async def scenario(a: Replica, b: Replica) -> None:
        a = Replica("a2", own)
        cut = CutOff(monkeypatch, own)
        claiming = asyncio.create_task(a.queue._turn(9))
        await cut.is_tried()
        a.me.may_take_over = False
        cut.is_mended()
        assert await claiming == []
        a.me.may_take_over = True
        assert [one.number for one in await a.queue._turn(9)] == [NUMBER]

    play(store, scenario)


def test_what_the_one_before_finished_after_all_is_not_sent_again(store: SharedStore) -> None:
    async def scenario(a: Replica, b: Replica) -> None:
        await taken_over(a, b)
        await store.write(lambda connection: inbox.done(connection, NUMBER))
        assert not await b.answers(NUMBER)
        assert b.log == []

    play(store, scenario)


def test_a_second_thing_that_is_sent_for_it_needs_no_leave(store: SharedStore) -> None:
    async def scenario(a: Replica, b: Replica) -> None:
        async def twice() -> None:
            handled.set(NUMBER)
            for _ in range(2):
                a.me.falls_silent()
                await a.touch.hand_over(sent, lambda _: lambda c: inbox.done(c, NUMBER))

        async def sent() -> None:
            a.log.append("sent")

        await asyncio.create_task(twice())
        assert a.log == ["sent", "sent"]

    play(store, scenario)
