"""Who writes too much to replicas is told so and holds up nobody, though each chat has one update at work at a time."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from prometheus_client import CollectorRegistry, Counter
from sqlalchemy import text
from telegram import Bot, Update

from bot.telegram.doorkeeper import LONGEST_WAIT, Doorkeeper
from bot.telegram.limits import Limits
from bot.telegram.membership import Membership
from bot.telegram.sharing import SharedQueue
from bot.telegram.state import inbox
from bot.telegram.state.shared import SharedStore
from tests.telegram.conftest import ADMIN, UNLIMITED
from tests.telegram.people import Group, Person
from tests.telegram.postgres import Postgres
from tests.telegram.replicas import Replicas
from tests.telegram.server import BotApi
from tests.telegram.test_standing_still import Member

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
FIGURE = "50.000"
BURST, MUCH = 3, 20


@pytest.fixture
def replica(postgres: Postgres, server: BotApi, tmp_path: Path, knowledge_file: Path) -> Iterator[Replicas]:
    """One that lets a user ask three times, then once a minute."""
    settings = {"knowledge": knowledge_file, "access": "open", "admins": ADMIN, **UNLIMITED}
    settings |= {"user_burst": BURST, "user_per_minute": 1}
    replicas = Replicas(server, tmp_path, 1, postgres.database(), webhook=False, **settings)
    try:
        yield replicas.start()
    finally:
        replicas.end()


def test_what_is_not_read_is_told_together_and_holds_up_nobody(replica: Replicas) -> None:
    account = replica.server.account
    eager, calm = Person(account, 5, "Hevesli"), Person(account, 6, "Sakin")
    group = Group(account, -1_001_000_000_009, "Birim")
    mention = f"@{account.user['username']} "
    for _ in range(MUCH):
        eager.says(mention + QUESTION, to=group)
    calm.says(mention + QUESTION, to=group)
    heard = [group.hears().text for _ in range(BURST + 2)]
    assert sum(FIGURE in one for one in heard) == BURST + 1, heard
    assert f" {MUCH - BURST} mesaj" in next(one for one in heard if FIGURE not in one), heard
    assert group.unheard() == [], "one word about it"
    for _ in range(MUCH):
        calm.says(QUESTION)
    heard = [calm.hears().text for _ in range(BURST)]
    assert sum(FIGURE in one for one in heard) == BURST - 1, "it had asked once before"
    assert f" {MUCH - BURST + 1} mesaj" in heard[-1]


def test_waits_add_up_from_message_to_message(postgres: Postgres) -> None:
    """Each is claimed when the one before is done: what counts is since when it waits, not since when it is here."""

    async def scenario(store: SharedStore) -> None:
        chat = {"id": 5, "type": "private"}
        person = {"id": 5, "is_bot": False, "first_name": "A"}
        for number in (1, 2):
            message = {"message_id": number, "date": 1, "chat": chat | {"id": number}, "from": person, "text": "a"}
            body = json.dumps({"update_id": number, "message": message})
            await store.write(lambda c, number=number, body=body: inbox.keep(c, [(number, body)]))  # type: ignore[misc]
        await store.write(lambda c: c.execute(text(f"update inbox set received = received - {LONGEST_WAIT}")))
        me = Member("a")
        me.since = time.monotonic() - 1000
        queue = SharedQueue(store, cast(Membership, me), lambda: 0)
        fetching = asyncio.create_task(queue.run(Bot("1:x")))
        updates = [cast(Update, await asyncio.wait_for(queue.get(), 30)) for _ in range(2)]
        assert all(queue.waited(one.update_id) >= LONGEST_WAIT for one in updates)
        limits = Limits(1, 60, 60, lambda: 0.0)
        refused = Counter("refused", "", registry=CollectorRegistry())
        door = Doorkeeper(Bot("1:x"), queue, limits, (), refused)
        assert await door.admit(updates[0]) == 0, "who asks seldom is answered however long it was"
        assert await door.admit(updates[1]) is None
        await queue._turn(0)
        assert (await store.read(inbox.backlog))[0] == 1, "done before anybody was told: the next one can be claimed"
        me.since = time.monotonic()
        assert await door.admit(updates[0]) == 1, "what it waited for a replica is not the sender's doing"
        fetching.cancel()

    store = SharedStore(postgres.database())
    try:
        asyncio.run(scenario(store))
    finally:
        store.close()
