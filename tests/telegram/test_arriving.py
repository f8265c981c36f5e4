"""How a published file arrives: bounded in time and in size, whatever its address sends."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.telegram import publishing
from bot.telegram.engine import KnowledgeRefused
from bot.telegram.publishing import Checked, NotPublished, check_address, fetched
from bot.telegram.state.publications import PART, Publication

BODY = b"knowledge " * 1000


class Sending:
    """What an address sends: some bytes again and again, with a pause before each time."""

    def __init__(self, body: bytes, times: int, pause: float = 0.0) -> None:
        self.body = body
        self.times = times
        self.pause = pause
        self.largest = 0

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(self.times):
            await asyncio.sleep(self.pause)
            await response.write(self.body)
        return response


@asynccontextmanager
async def address(sending: Sending) -> AsyncIterator[str]:
    runner = web.ServerRunner(web.Server(sending.answer), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}/next.sqlite"
    finally:
        await runner.cleanup()


def fetch(folder: Path, sending: Sending, size: int, *, seconds: float = 1000) -> Path:
    async def scenario() -> Path:
        async with address(sending) as url:
            publication = Publication(7, hashlib.sha256(BODY).hexdigest(), size, url)
            return await fetched(None, publication, folder, seconds)  # type: ignore[arg-type]

    return asyncio.run(scenario())


def test_a_whole_file_arrives(tmp_path: Path) -> None:
    assert fetch(tmp_path, Sending(BODY[:100], 100), len(BODY)).read_bytes() == BODY


def test_what_is_larger_than_it_was_published_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = 0
    whole = hashlib.sha256

    class Digest:
        def __init__(self) -> None:
            self.own = whole()

        def update(self, body: bytes) -> None:
            nonlocal written
            written += len(body)
            self.own.update(body)

        def hexdigest(self) -> str:
            return self.own.hexdigest()

    monkeypatch.setattr(hashlib, "sha256", lambda data=b"": Digest() if not data else whole(data))
    endless = Sending(b"z" * PART, 10**6)
    with pytest.raises(KnowledgeRefused, match="larger than the 3,000,000 bytes"):
        fetch(tmp_path, endless, 3_000_000)
    assert written <= 3_000_000
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_drips_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "LEAST_SECONDS", 0.3)
    with pytest.raises(KnowledgeRefused, match="version 7 has not arrived"):
        fetch(tmp_path, Sending(b"z", 10**6, 0.02), 9000)
    assert list(tmp_path.iterdir()) == []


def test_who_can_answer_from_another_one_does_not_wait_for_it(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeRefused, match="has not arrived in 1 s"):
        fetch(tmp_path, Sending(b"z", 10**6, 0.02), 10**9, seconds=1)


def test_a_large_file_has_the_time_that_its_size_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "LEAST_SECONDS", 0.0)
    monkeypatch.setattr(publishing, "LEAST_RATE", len(BODY) / 60)
    assert fetch(tmp_path, Sending(BODY[:1000], 10, 0.02), len(BODY)).read_bytes() == BODY


def test_an_address_that_sends_more_is_not_published(tmp_path: Path) -> None:
    async def scenario() -> None:
        one = Checked(tmp_path, hashlib.sha256(BODY).hexdigest(), len(BODY), "")
        async with address(Sending(b"z" * PART, 10**6)) as url:
            with pytest.raises(NotPublished, match="larger than"):
                await check_address(url, one)

    asyncio.run(scenario())
