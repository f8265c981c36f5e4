"""Webhook mode: Telegram brings the updates; whoever does not know the secret is sent away."""

from __future__ import annotations

import hmac
import json
import logging
from urllib.parse import urlsplit

from telegram import Bot, Update
from telegram.error import NetworkError
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.settings import Settings
from bot.telegram.updates import UpdateQueue

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_BODY = 1 << 20
_log = logging.getLogger(__name__)


class Receiver(RequestHandler):
    """Takes one update a request; it is on disk when the request is answered."""

    def initialize(self, bot: Bot, queue: UpdateQueue, secret: str) -> None:
        """What python's __init__ would do; tornado calls it."""
        self._bot = bot
        self._queue = queue
        self._secret = secret

    async def post(self) -> None:
        """200 when kept, 403 without the secret, 400 for what is no update, 503 where the disk does not take it."""
        if not hmac.compare_digest(self.request.headers.get(HEADER, "").encode(), self._secret.encode()):
            self.set_status(403)
            return
        update = read(self.request.body, self._bot)
        if update is None:
            self.set_status(400)
            return
        try:
            await self._queue.put(update)
        except NetworkError:
            self.set_status(503)

    def data_received(self, chunk: bytes) -> None:
        """Bodies come whole."""


def read(body: bytes, bot: Bot) -> Update | None:
    """The update in a request's body, None where there is none."""
    try:
        data = json.loads(body)
        if not isinstance(data, dict) or type(data.get("update_id")) is not int:
            return None
        update = Update.de_json(data, bot)
        # What Telegram sends can be told whose it is; python-telegram-bot reads it when it is asked.
        _ = update.effective_chat, update.effective_user
    except Exception as error:
        _log.warning("a request to the webhook held no update", extra={"error": type(error).__name__})
        return None
    return update


def listen(settings: Settings, bot: Bot, queue: UpdateQueue) -> HTTPServer:
    """Opens the door that Telegram knocks on: GOCBOT_WEBHOOK_LISTEN and _PORT, under the path of GOCBOT_WEBHOOK_URL.

    Raises OSError where the address is taken. TLS is the business of the proxy in front of it.
    """
    path = urlsplit(settings.webhook_url).path or "/"
    secret = settings.webhook_secret.get_secret_value()
    app = Application(
        [(_exactly(path), Receiver, {"bot": bot, "queue": queue, "secret": secret})], log_function=lambda _: None
    )
    server = HTTPServer(app, max_body_size=LONGEST_BODY, xheaders=True)
    server.listen(settings.webhook_port, settings.webhook_listen)
    return server


def _exactly(path: str) -> str:
    """A pattern for one path and no other.

    >>> _exactly("/a.b")
    '/a\\\\.b$'
    """
    import re

    return re.escape(path) + "$"
