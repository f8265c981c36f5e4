"""Webhook mode: Telegram brings the updates; whoever does not know the secret is sent away."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import NetworkError
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.contact import Contact
from bot.telegram.sending import patiently
from bot.telegram.settings import Settings
from bot.telegram.updates import UpdateQueue

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_BODY = 1 << 20
TIMEOUT, IDLE_TIMEOUT = 10.0, 30.0
"""Seconds: a request's body must be there by then, and the next request on a connection have begun."""
_log = logging.getLogger(__name__)


class Receiver(RequestHandler):
    """Takes one update a request; it is on disk when the request is answered."""

    def initialize(self, bot: Bot, queue: UpdateQueue, secret: str) -> None:
        """What python's __init__ would do; tornado calls it."""
        self._bot = bot
        self._queue = queue
        self._secret = secret

    async def post(self) -> None:
        """200 when kept or unreadable, 403 without the secret, 400 for what is no update, 503 where it is not kept."""
        if not hmac.compare_digest(self.request.headers.get(HEADER, "").encode(), self._secret.encode()):
            self.set_status(403)
            return
        update = parsed(self.request.body)
        if update is None:
            self.set_status(400)
            return
        try:
            await self._queue.take([update], self._bot)
        except NetworkError:
            self.set_status(503)

    def data_received(self, chunk: bytes) -> None:
        """Bodies come whole."""


def parsed(body: bytes) -> dict[str, Any] | None:
    """The JSON of an update in a request's body; None for what Telegram would not send.

    >>> parsed(b'{"update_id": 7}'), parsed(b'{"update_id": "7"}'), parsed(b"{")
    ({'update_id': 7}, None, None)
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and type(data.get("update_id")) is int:
        return data
    _log.warning("a request to the webhook held no update")
    return None


def listen(settings: Settings, bot: Bot, queue: UpdateQueue) -> HTTPServer:
    """Opens the door that Telegram knocks on: GOCBOT_WEBHOOK_LISTEN and _PORT, under the path of GOCBOT_WEBHOOK_URL.

    Raises OSError where the address is taken. TLS is the business of the proxy in front of it.
    """
    path = urlsplit(settings.webhook_url).path or "/"
    secret = settings.webhook_secret.get_secret_value()
    app = Application(
        [(_exactly(path), Receiver, {"bot": bot, "queue": queue, "secret": secret})], log_function=lambda _: None
    )
    server = HTTPServer(
        app, max_body_size=LONGEST_BODY, xheaders=True, body_timeout=TIMEOUT, idle_connection_timeout=IDLE_TIMEOUT
    )
    server.listen(settings.webhook_port, settings.webhook_listen)
    return server


class Registration:
    """That Telegram brings this bot's updates here: told to it, and looked at for as long as the bot lives."""

    def __init__(self, settings: Settings, bot: Bot, contact: Contact, kinds: Sequence[str]) -> None:
        self._settings = settings
        self._bot = bot
        self._contact = contact
        self._kinds = list(kinds)

    async def make(self) -> None:
        """Tells Telegram; Undeliverable where it does not take the address."""
        settings = self._settings
        await patiently(
            lambda: self._bot.set_webhook(
                settings.webhook_url,
                secret_token=settings.webhook_secret.get_secret_value(),
                allowed_updates=self._kinds,
                drop_pending_updates=False,
            )
        )

    async def watch(self) -> None:
        """Looks until cancelled; where another program has turned the updates elsewhere, they are turned back."""
        while True:
            await asyncio.sleep(self._settings.poll_seconds)
            try:
                info = await self._bot.get_webhook_info()
                self._contact.made()
                failed = info.last_error_date
                self._contact.undelivered = (
                    failed is not None
                    and info.pending_update_count > 0
                    and time.time() - failed.timestamp() < self._contact.patience
                )
                if info.url != self._settings.webhook_url:
                    self._contact.contested()
                    _log.error("another program takes this bot's updates")
                    await self.make()
            except Exception as error:
                _log.warning("telegram cannot be asked about the webhook", extra={"fault": type(error).__name__})


def _exactly(path: str) -> str:
    """A pattern for one path and no other.

    >>> _exactly("/a.b")
    '/a\\\\.b$'
    """
    import re

    return re.escape(path) + "$"
