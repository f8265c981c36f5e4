"""A Bot API server, and bots running against it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.telegram.server import BotApi


@pytest.fixture
def server() -> Iterator[BotApi]:
    """A Bot API server of the test's own."""
    server = BotApi()
    server.start()
    yield server
    server.stop()
