"""Telegram's limits, kept by all replicas together."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.telegram.pace import GROUP_RATE, OVERALL_RATE, OwnPace, SharedPace
from bot.telegram.state.shared import SharedStore, StateLost
from tests.telegram.postgres import Postgres

SEVERAL = 40


class Waits:
    """What replicas would have waited, in seconds, without waiting."""

    def __init__(self) -> None:
        self.all: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.all.append(seconds)


async def sent(pace: SharedPace, data: dict[str, Any]) -> str:
    async def send() -> str:
        return "sent"

    answer: str = await pace.process_request(send, (), {}, "sendMessage", data, None)
    return answer


def test_two_replicas_together_send_no_faster_than_one_may(postgres: Postgres) -> None:
    async def scenario() -> None:
        stores = [SharedStore(url) for url in [postgres.database()] * 2]
        waits = Waits()
        paces = [SharedPace(store, lambda: 2, waits.sleep) for store in stores]
        begun = time.monotonic()
        await asyncio.gather(*(sent(paces[number % 2], {"chat_id": number + 1}) for number in range(SEVERAL)))
        spent = time.monotonic() - begun
        # Whoever waited not at all began at once; the last place lies a whole second and more behind the first.
        assert max(waits.all, default=0.0) + spent >= (SEVERAL - 1) / OVERALL_RATE
        places = sorted(waits.all)
        assert all(wait <= SEVERAL / OVERALL_RATE for wait in places)
        assert await sent(paces[0], {"text": "no chat"}) == "sent"
        for store in stores:
            store.close()

    asyncio.run(scenario())


def test_a_group_gets_twenty_a_minute_of_all_replicas_together(postgres: Postgres) -> None:
    async def scenario() -> None:
        stores = [SharedStore(url) for url in [postgres.database()] * 2]
        waits = Waits()
        paces = [SharedPace(store, lambda: 2, waits.sleep) for store in stores]
        for number in range(23):
            await sent(paces[number % 2], {"chat_id": -5})
        long = [wait for wait in waits.all if wait > 1]
        assert len(long) == 3, "the first twenty need not wait for the group"
        assert long == sorted(long)
        assert long[-1] <= 3 / GROUP_RATE
        for store in stores:
            store.close()

    asyncio.run(scenario())


def test_a_sign_of_writing_takes_no_message_s_place() -> None:
    async def scenario() -> None:
        pace = OwnPace(overall_max_rate=1, overall_time_period=3600)
        await pace.initialize()

        async def request(endpoint: str) -> str:
            async def send() -> str:
                return endpoint

            done: str = await pace.process_request(send, (), {}, endpoint, {"chat_id": 1}, None)
            return done

        for _ in range(3):
            assert await asyncio.wait_for(request("sendChatAction"), 60) == "sendChatAction"
        assert await asyncio.wait_for(request("sendMessage"), 60) == "sendMessage", "its place is still there"
        waits = Waits()
        away = SharedPace(Away(), lambda: 1, waits.sleep)  # type: ignore[arg-type]
        for _ in range(3):
            await away.process_request(asyncio.sleep, (0,), {}, "sendChatAction", {"chat_id": 1}, None)
        assert waits.all == []

    asyncio.run(scenario())


class Away:
    """A database that cannot be reached."""

    async def offer(self, work: object) -> float:
        raise StateLost("away")


@pytest.mark.parametrize("living", [0, 1, 3])
def test_without_the_database_a_replica_keeps_to_its_share(living: int) -> None:
    async def scenario() -> None:
        waits = Waits()
        pace = SharedPace(Away(), lambda: living, waits.sleep)  # type: ignore[arg-type]
        begun = time.monotonic()
        for _ in range(10):
            await sent(pace, {"chat_id": 7})
        spent = time.monotonic() - begun
        assert waits.all[-1] + spent >= 9 * max(1, living) / OVERALL_RATE

    asyncio.run(scenario())
