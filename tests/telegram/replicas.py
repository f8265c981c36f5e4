"""Several bots over one PostgreSQL database, each a real process with a data folder of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tests.telegram.account import PATIENCE
from tests.telegram.ports import free_port
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

SECRET = "gizli-sozcuk_2"


class Replicas:
    """So many bots that share a state; with `webhook` behind one address, else one of them polls."""

    def __init__(
        self, server: BotApi, folder: Path, count: int, state_url: str, *, webhook: bool = True, **settings: object
    ) -> None:
        self.server = server
        self.bots = []
        for number in range(count):
            own: dict[str, object] = {"state_url": state_url, "health_port": free_port(), **settings}
            if webhook:
                port = free_port()
                own |= {"webhook_port": port, "webhook_secret": SECRET, "webhook_url": "http://127.0.0.1:1/goc"}
                server.behind.append(f"http://127.0.0.1:{port}/goc")
            self.bots.append(BotProcess(server, folder / f"replica{number}", **own))

    def start(self) -> Replicas:
        """Starts all; returns when each one answers."""
        for bot in self.bots:
            bot.start(wait=False)
        for bot in self.bots:
            wait_for(lambda bot=bot: '"started"' in bot.log, f"a replica's start:\n{bot.log}")  # type: ignore[misc]
        return self

    def end(self) -> None:
        """Leaves nothing behind."""
        for bot in self.bots:
            if bot.process is not None and bot.process.poll() is None:
                bot.process.terminate()
        for bot in self.bots:
            bot.end()


def wait_for(ready: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Waits until something that no event tells is true."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain for {what}"
        time.sleep(0.05)
