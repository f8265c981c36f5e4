"""The update queue: on disk before it counts as taken, once each, fed back after a kill."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import NetworkError

from bot.telegram.state import inbox
from bot.telegram.state.store import Store
from bot.telegram.updates import InOrder, UpdateQueue, key_of

BOT = Bot("1:token")


class Open:
    """A door that lets everything pass at once."""

    async def admit(self, update: Update) -> float | None:
        return 0.0

    async def wait(self, update: Update, ends: float) -> bool:
        return True


def raw(number: int, chat: int = 5, text: str = "bütçe") -> dict[str, Any]:
    """An update as Telegram sends it."""
    person = {"id": chat, "is_bot": False, "first_name": "Ayşe"}
    message = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person, "text": text}
    return {"update_id": number, "message": message}


def update(number: int, chat: int = 5, text: str = "bütçe") -> Update:
    return Update.de_json(raw(number, chat, text), BOT)


def run(tmp_path: Path, scenario: Callable[[Store], Awaitable[None]]) -> None:
    async def whole() -> None:
        store = Store(tmp_path / "bot.sqlite")
        try:
            await scenario(store)
        finally:
            store.close()

    asyncio.run(whole())


def test_an_update_is_on_disk_when_put_returns(tmp_path: Path) -> None:
    async def scenario(store: Store) -> None:
        queue = UpdateQueue(store)
        await queue.take([raw(7, text="ı & <b>")], BOT)
        ((number, body),) = await store.read(inbox.waiting)
        assert number == 7
        assert Update.de_json(json.loads(body), BOT).message.text == "ı & <b>"
        assert queue.qsize() == 1

    run(tmp_path, scenario)


def test_an_update_that_comes_again_is_not_queued_again(tmp_path: Path) -> None:
    async def scenario(store: Store) -> None:
        queue = UpdateQueue(store)
        for _ in range(3):
            await queue.take([raw(7)], BOT)
        await queue.take([raw(8), raw(8)], BOT)
        assert queue.qsize() == 2

    run(tmp_path, scenario)


def test_what_is_not_done_is_fed_back_in_order(tmp_path: Path) -> None:
    async def first(store: Store) -> None:
        queue = UpdateQueue(store)
        for number in (3, 1, 2):
            await queue.take([raw(number)], BOT)
        await queue.finish(2)

    async def second(store: Store) -> None:
        queue = UpdateQueue(store)
        assert await queue.feed_back(BOT) == 2
        assert [queue.get_nowait().update_id, queue.get_nowait().update_id] == [1, 3]  # type: ignore[attr-defined]

    run(tmp_path, first)
    run(tmp_path, second)


def test_an_update_that_cannot_be_read_any_more_stops_nobody(tmp_path: Path) -> None:
    async def scenario(store: Store) -> None:
        await store.write(lambda c: inbox.keep(c, [(1, "{"), (2, json.dumps(raw(2)))]))
        queue = UpdateQueue(store)
        await queue.feed_back(BOT)
        assert queue.qsize() == 1
        assert [number for number, _ in await store.read(inbox.waiting)] == [2]

    run(tmp_path, scenario)


def test_an_update_that_the_disk_does_not_take_is_not_confirmed(tmp_path: Path) -> None:
    async def scenario(store: Store) -> None:
        await store.write(lambda c: c.exec_driver_sql("drop table inbox") and None)
        with pytest.raises(NetworkError):
            await UpdateQueue(store).take([raw(1)], BOT)

    run(tmp_path, scenario)


def test_a_closed_queue_lets_go_of_what_is_not_begun(tmp_path: Path) -> None:
    async def scenario(store: Store) -> None:
        queue = UpdateQueue(store)
        await queue.take([raw(1)], BOT)
        queue.close()
        await queue.take([raw(2)], BOT)
        assert queue.empty()
        assert len(await store.read(inbox.waiting)) == 2, "the next run begins with them"

    run(tmp_path, scenario)


def test_a_chat_is_served_in_order_and_chats_at_the_same_time(tmp_path: Path) -> None:
    async def scenario(store: Store) -> None:
        queue = UpdateQueue(store)
        order = InOrder(queue, Open())
        updates = [update(number, chat=number % 2) for number in range(6)]
        await queue.take([raw(number, chat=number % 2) for number in range(6)], BOT)
        done: list[int] = []
        other_chat_went_on = asyncio.Event()

        async def handle(one: Update) -> None:
            if one.update_id == 0:
                await asyncio.wait_for(other_chat_went_on.wait(), 5)
            done.append(one.update_id)
            if one.update_id == 5:
                other_chat_went_on.set()

        await asyncio.gather(*(order.process_update(one, handle(one)) for one in updates))
        assert done == [1, 3, 5, 0, 2, 4]
        assert await store.read(inbox.waiting) == []

    run(tmp_path, scenario)


def test_an_update_whose_handler_is_cancelled_stays_open(tmp_path: Path) -> None:
    async def scenario(store: Store) -> None:
        queue = UpdateQueue(store)
        one = update(1)
        await queue.take([raw(1)], BOT)
        task = asyncio.create_task(InOrder(queue, Open()).process_update(one, asyncio.sleep(60)))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert [number for number, _ in await store.read(inbox.waiting)] == [1]

    run(tmp_path, scenario)


def test_an_inline_query_keeps_its_users_order() -> None:
    person = {"id": 9, "is_bot": False, "first_name": "Ayşe"}
    query = {"update_id": 1, "inline_query": {"id": "1", "from": person, "query": "b", "offset": ""}}
    assert key_of(Update.de_json(query, BOT)) == 9
