"""A running bot, as whoever looks after it sees it."""

from __future__ import annotations

import time
from typing import Any

import httpx

from tests.telegram.account import Sent
from tests.telegram.conftest import ADMIN, LAST
from tests.telegram.people import Person
from tests.telegram.ports import free_port
from tests.telegram.process import BotProcess

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
FIGURE = "50.000"
SHOWN_SECONDS = 20.0


class Watched:
    """A bot with an open health port and an admin who has written to it."""

    def __init__(self, bot: BotProcess) -> None:
        self.bot = bot
        self.port = free_port()
        bot.settings |= {"HEALTH_PORT": self.port, "POLL_SECONDS": 1}
        bot.start()
        self.admin = Person(bot.server.account, ADMIN, "Yönetici")
        self.ayse = Person(bot.server.account, 50, "Ayşe")
        self.admin.asks(LAST)
        assert FIGURE in self.ayse.asks(QUESTION).text
        self.becomes("ok")

    def health(self) -> tuple[int, dict[str, Any]]:
        """Status and body of /health; (0, {}) where nobody answers."""
        try:
            answer = httpx.get(f"http://127.0.0.1:{self.port}/health", timeout=5)
        except httpx.TransportError:
            return 0, {}
        return answer.status_code, answer.json()

    def becomes(self, status: str, seconds: float = SHOWN_SECONDS) -> None:
        """Waits until /health shows a status."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            code, body = self.health()
            if body.get("status") == status:
                assert code == (200 if status == "ok" else 503)
                return
            time.sleep(0.1)
        raise AssertionError(f"/health did not become {status!r}: {self.health()}\n{self.bot.log[-3000:]}")

    def told(self, words: str, seconds: float = SHOWN_SECONDS) -> None:
        """Waits until the admin has read some words that nobody waited for before."""
        account = self.bot.server.account
        account.wait(lambda: any(words in sent.text for sent in self._unread()), f"{words!r}", seconds)
        self.admin.heard = len(account.by_chat[ADMIN])

    def _unread(self) -> list[Sent]:
        return self.bot.server.account.by_chat[ADMIN][self.admin.heard :]
