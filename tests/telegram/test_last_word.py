"""A request is asked about when it has waited for all that there is to wait for, and is not sent where that says no."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.telegram.http import AiohttpRequest, last_word


class Heard:
    """A server that notes what arrives; `held` requests wait until they are let go."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.let_go = asyncio.Event()

    async def answer(self, request: web.BaseRequest) -> web.Response:
        self.paths.append(request.path)
        if request.path == "/held":
            await self.let_go.wait()
        return web.json_response({"ok": True})


@asynccontextmanager
async def one_connection(heard: Heard) -> AsyncIterator[Callable[[str], Awaitable[object]]]:
    """Makes requests over a pool of one connection."""
    runner = web.ServerRunner(web.Server(heard.answer))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    pool = AiohttpRequest(f"http://{host}", 1, 5, 30, 30)
    await pool.initialize()
    try:
        yield lambda path: pool.do_request(f"http://{host}:{port}{path}", "POST")
    finally:
        heard.let_go.set()
        await pool.shutdown()
        await runner.cleanup()


class Asked:
    """Says yes so often, and no from then on."""

    def __init__(self, yes: int) -> None:
        self.left = yes

    async def __call__(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise asyncio.CancelledError


def test_it_is_asked_again_when_the_connection_is_there() -> None:
    async def scenario() -> None:
        heard = Heard()
        async with one_connection(heard) as request:
            last_word.set(Asked(1))
            with pytest.raises(asyncio.CancelledError):
                await request("/new")
            last_word.set(Asked(2))
            await request("/new")
            last_word.set(Asked(1))
            await request("/old")
            last_word.set(Asked(0))
            with pytest.raises(asyncio.CancelledError):
                await request("/none")
        assert heard.paths == ["/new", "/old"]

    asyncio.run(scenario())


def test_it_is_asked_again_when_it_had_to_wait_for_a_connection() -> None:
    async def scenario() -> None:
        heard = Heard()
        async with one_connection(heard) as request:
            held = asyncio.ensure_future(request("/held"))
            while not heard.paths:
                await asyncio.sleep(0.01)
            asked = Asked(1)
            last_word.set(asked)
            waiting = asyncio.ensure_future(request("/late"))
            while asked.left:
                await asyncio.sleep(0.01)
            heard.let_go.set()
            await held
            with pytest.raises(asyncio.CancelledError):
                await waiting
            last_word.set(None)
            await request("/next")
        assert heard.paths == ["/held", "/next"]

    asyncio.run(scenario())
