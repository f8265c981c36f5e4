"""Telegram's limits, kept by one process or by all replicas together."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from bot.telegram.pace import OwnPace, Pace, SharedPace
from bot.telegram.state.buckets import PER_SECOND
from bot.telegram.state.shared import SharedStore, StateLost
from tests.telegram.postgres import Postgres

MINUTE, IN_A_MINUTE = 60.0, 20
"""Telegram's limit in a group, as it stands in its documentation."""
LATE = 0.5
"""Seconds that a message may be late on its way."""


async def sent(pace: Pace, data: dict[str, Any], endpoint: str = "sendMessage") -> str:
    async def send() -> str:
        return endpoint

    answer: str = await pace.process_request(send, (), {}, endpoint, data, None)
    return answer


class OwnTime:
    """The clock of a process, which goes on only where somebody waits."""

    def __init__(self) -> None:
        self._waited = 0.0

    @property
    def now(self) -> float:
        return 1000.0 + self._waited

    async def sleep(self, seconds: float) -> None:
        self._waited += seconds


class DatabaseTime(OwnTime):
    """The database's clock beside what a test waits: whatever is kept there then lies that much further back."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._connection = psycopg.connect(url, autocommit=True)
        self._begun = self._said()

    def _said(self) -> float:
        (now,) = self._connection.execute("select extract(epoch from clock_timestamp())::float8").fetchone() or (0.0,)
        return float(now)

    @property
    def now(self) -> float:
        return super().now + self._said() - self._begun

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        self._connection.execute("update buckets set due = due - %s", [seconds])


async def written_to(
    paces: list[Pace], time: OwnTime, chat: Callable[[random.Random], int], messages: int, between: float
) -> list[tuple[float, int]]:
    """When each message went, and where: whoever sends does so in turn, now and then nobody for a while."""
    chance = random.Random(14)
    went = []
    for number in range(messages):
        to = chat(chance)
        await sent(paces[number % len(paces)], {"chat_id": to})
        went.append((time.now + chance.uniform(0, LATE), to))
        if chance.random() < 0.2:
            await time.sleep(chance.expovariate(1 / between))
    return sorted(went)


def most_within(times: list[float], seconds: float) -> int:
    """The most of some moments that lie within so many seconds, the ends counted."""
    first, most = 0, 0
    for last, moment in enumerate(times):
        while moment - times[first] > seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def hold_the_limits(went: list[tuple[float, int]]) -> None:
    for group in {chat for _, chat in went if chat < 0}:
        moments = [moment for moment, chat in went if chat == group]
        assert most_within(moments, MINUTE) <= IN_A_MINUTE
        spent = moments[-1] - moments[0]
        assert len(moments) >= min(IN_A_MINUTE, spent / MINUTE), "and some go"


def test_no_group_ever_gets_more_than_twenty_in_a_minute_of_one_process() -> None:
    async def scenario() -> None:
        for between in (0.5, 20, 120):
            time = OwnTime()
            pace = OwnPace(time.sleep, lambda time=time: time.now)  # type: ignore[misc]
            hold_the_limits(
                await written_to([pace], time, lambda chance: chance.choice((-5, -5, -6, 7)), 2000, between)
            )

    asyncio.run(scenario())


@pytest.mark.parametrize("between", [0.5, 60])
def test_no_group_ever_gets_more_than_twenty_in_a_minute_of_all_replicas_together(
    postgres: Postgres, between: float
) -> None:
    async def scenario() -> None:
        url = postgres.database()
        stores = [SharedStore(url) for _ in range(2)]
        time = DatabaseTime(url)
        paces: list[Pace] = [SharedPace(store, lambda: 2, time.sleep) for store in stores]
        hold_the_limits(await written_to(paces, time, lambda chance: chance.choice((-5, -5, -5, 7)), 150, between))
        for store in stores:
            store.close()

    asyncio.run(scenario())


def test_the_first_twenty_go_at_once_and_the_next_when_they_may() -> None:
    async def scenario() -> None:
        time = OwnTime()
        pace = OwnPace(time.sleep, lambda: time.now)
        went = []
        for _ in range(3 * IN_A_MINUTE):
            await sent(pace, {"chat_id": -5})
            went.append(time.now - 1000)
        assert went[IN_A_MINUTE - 1] <= IN_A_MINUTE / PER_SECOND
        assert MINUTE < went[IN_A_MINUTE] <= MINUTE + 2
        assert went[-1] <= 2 * (MINUTE + 2)

    asyncio.run(scenario())


def test_one_process_sends_thirty_a_second() -> None:
    async def scenario() -> None:
        time = OwnTime()
        pace = OwnPace(time.sleep, lambda: time.now)
        went = []
        for number in range(300):
            await sent(pace, {"chat_id": number + 1})
            went.append(time.now)
            await time.sleep(0.001)
        assert most_within(went, 0.999) <= PER_SECOND
        assert went[-1] - went[0] <= 300 / PER_SECOND

    asyncio.run(scenario())


def test_two_replicas_together_send_thirty_a_second(postgres: Postgres) -> None:
    async def scenario() -> None:
        url = postgres.database()
        stores = [SharedStore(url) for _ in range(2)]
        waits: list[float] = []

        async def sleep(seconds: float) -> None:
            waits.append(seconds)

        time = DatabaseTime(url)
        paces = [SharedPace(store, lambda: 2, sleep) for store in stores]
        await asyncio.gather(*(sent(paces[number % 2], {"chat_id": number + 1}) for number in range(40)))
        # Whoever waited not at all began at once; the last place lies a whole second and more behind the first.
        assert max(waits, default=0.0) + time.now - 1000 >= 39 / PER_SECOND
        assert all(wait <= 40 / PER_SECOND for wait in waits)
        assert await sent(paces[0], {"text": "no chat"}) == "sendMessage"
        for store in stores:
            store.close()

    asyncio.run(scenario())


def test_a_sign_of_writing_takes_no_message_s_place() -> None:
    async def scenario() -> None:
        time = OwnTime()
        for pace in (OwnPace(time.sleep, lambda: time.now), SharedPace(Away(), lambda: 1, time.sleep)):  # type: ignore[arg-type]
            for _ in range(3):
                assert await sent(pace, {"chat_id": 1}, "sendChatAction") == "sendChatAction"
            assert await sent(pace, {"chat_id": 1}) == "sendMessage"
            assert time.now == 1000, "its place is still there"

    asyncio.run(scenario())


class Away:
    """A database that cannot be reached."""

    async def offer(self, work: object) -> float:
        raise StateLost("away")


@pytest.mark.parametrize("living", [0, 1, 3])
def test_without_the_database_a_replica_keeps_to_its_share(living: int) -> None:
    async def scenario() -> None:
        waits: list[float] = [0.0]

        async def sleep(seconds: float) -> None:
            waits.append(seconds)

        pace = SharedPace(Away(), lambda: living, sleep)  # type: ignore[arg-type]
        begun = asyncio.get_running_loop().time()
        for _ in range(10):
            await sent(pace, {"chat_id": 7})
        spent = asyncio.get_running_loop().time() - begun
        assert waits[-1] + spent >= 9 * max(1, living) / PER_SECOND

    asyncio.run(scenario())


def test_a_message_to_a_group_waits_for_the_database() -> None:
    """Nobody else knows how many the others sent there."""

    async def scenario() -> None:
        asked: list[float] = []

        async def sleep(seconds: float) -> None:
            asked.append(seconds)
            if len(asked) == 5:
                raise asyncio.CancelledError

        pace = SharedPace(Away(), lambda: 1, sleep)  # type: ignore[arg-type]
        with pytest.raises(asyncio.CancelledError):
            await sent(pace, {"chat_id": -7})
        assert len(asked) == 5

    asyncio.run(scenario())
