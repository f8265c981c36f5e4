"""HTTP to Telegram over aiohttp.

python-telegram-bot's own client, httpx, looks through all connections and all waiting requests at every request; under
load that cost more than everything else that the bot does with a message.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import JSONDict
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

last_word: ContextVar[Callable[[], Awaitable[None]] | None] = ContextVar("last_word", default=None)
"""Asked when a request has waited for all that it had to wait for, right before it is sent; raises where it must not be
sent any more. None: nobody is asked."""
_LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")
_URL_ENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


class AiohttpRequest(BaseRequest):
    """A pool of connections; errors never hold the address, in which the token stands."""

    def __init__(self, api_url: str, connections: int, connect: float, read: float, upload: float) -> None:
        self._proxy = proxy_for(api_url)
        self._connections = connections
        self._connect = connect
        self._read = read
        self._upload = upload
        self._session: aiohttp.ClientSession | None = None
        self._room = asyncio.Semaphore(connections)
        """Nobody waits for a connection once they have had the last word."""

    @property
    def read_timeout(self) -> float | None:
        """Seconds that an answer may take; a long poll adds its own."""
        return self._read

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """The JSON of an answer. Its parent's writes what is none to the log, with all that people wrote.

        Raises TelegramError for what is no JSON object.
        """
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer

    async def initialize(self) -> None:
        """Opens the pool."""
        if self._session is None or self._session.closed:
            tracing = aiohttp.TraceConfig()
            tracing.on_connection_create_end.append(_connected)
            self._session = aiohttp.ClientSession(
                trace_configs=[tracing],
                connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300),
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Closes the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body of a response; TimedOut or NetworkError where there is none.

        Waiting for a free connection is no fault and takes as long as it takes.
        """
        if self._session is None:
            raise RuntimeError("This request object is not initialized.")
        files = request_data.multipart_data if request_data else None
        fields = request_data.json_parameters if request_data else None
        usual = self._upload if files else self._read
        seconds = usual if isinstance(read_timeout, DefaultValue) else read_timeout
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=self._connect, sock_read=seconds)
        body = _form(fields or {}, files) if files else urlencode(fields or {}).encode()
        await _may_go()
        waited = self._room.locked()
        try:
            async with self._room:
                if waited:
                    await _may_go()
                async with self._session.request(
                    method,
                    url,
                    data=body,
                    headers=None if files else _URL_ENCODED,
                    timeout=timeout,
                    proxy=self._proxy,
                    allow_redirects=False,
                ) as response:
                    return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut(f"no answer in {seconds} s") from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}") from None


async def _connected(session: aiohttp.ClientSession, context: Any, parameters: Any) -> None:
    """A new connection took its time, which may have been long."""
    await _may_go()


async def _may_go() -> None:
    ask = last_word.get()
    if ask is not None:
        await ask()


def proxy_for(url: str) -> str | None:
    """The proxy that the environment names for an address, None where it goes straight, as to this machine itself.

    aiohttp would look it up anew, in a thread, at every request.
    """
    parts = urlsplit(url)
    if not parts.hostname or _LOOPBACK.fullmatch(parts.hostname) or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)


def _form(fields: dict[str, str], files: dict[str, Any]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in fields.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in files.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
