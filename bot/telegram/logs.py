"""Logs as JSON lines on standard error: no secrets, no names, no texts that people wrote."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import sys
import time
from collections.abc import Sequence

from bot.telegram.failures import place_of

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """A record as one line of JSON. An exception is told by its type and place: its text may hold what was written."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The line; secrets in it are blotted out, wherever they come from."""
        line: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _OWN}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["where"] = place_of(record.exc_info[1])
        return self.scrubbed(json.dumps(line, ensure_ascii=False, default=str))

    def scrubbed(self, text: str) -> str:
        """A text without the secrets."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def begin(level: str, secrets: Sequence[str]) -> None:
    """Sends all logs to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # They write every request's address, which holds the token, or what is handled here anyway.
    for name in ("alembic", "httpx", "httpcore", "tornado.access", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)
    for name in ("telegram.ext.Updater", "telegram.ext.Application", "telegram"):
        # At DEBUG these write whole updates.
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(level)))


class Pseudonyms:
    """Users and chats in logs: the same for the same id, of use to nobody without the secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def of(self, id: int) -> str:
        """Twelve characters for an id."""
        return hmac.new(self._secret, str(id).encode(), hashlib.sha256).hexdigest()[:12]
