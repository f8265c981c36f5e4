"""What goes wrong around the bot: shown by /health within 20 s, told to the admins, over when its cause is."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.telegram.conftest import ADMIN, UNLIMITED, check_manners
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi
from tests.telegram.watched import FIGURE, QUESTION, Watched


@pytest.fixture(scope="module")
def watched(shared_server: BotApi, tmp_path_factory: pytest.TempPathFactory, knowledge_file: Path) -> Iterator[Watched]:
    """One bot for all: each fault must be over before the next."""
    settings = {"knowledge": knowledge_file, "access": "open", "admins": ADMIN, **UNLIMITED}
    bot = BotProcess(shared_server, tmp_path_factory.mktemp("bot"), **settings)
    try:
        yield Watched(bot)
    finally:
        bot.end()
    check_manners(bot)


@pytest.fixture
def server(shared_server: BotApi) -> BotApi:
    return shared_server


def test_telegram_is_away(watched: Watched, server: BotApi) -> None:
    server.cut()
    watched.becomes("telegram")
    server.mend()
    watched.becomes("ok")
    watched.told("ulaşılamadı")
    assert FIGURE in watched.ayse.asks(QUESTION).text


def test_telegram_hangs(watched: Watched, server: BotApi) -> None:
    hanging = server.dawdle_always("getUpdates", seconds=60.0)
    watched.becomes("telegram")
    server.misbehaviours.remove(hanging)
    watched.becomes("ok")
    assert FIGURE in watched.ayse.asks(QUESTION).text


def test_a_second_bot_with_the_token(watched: Watched, server: BotApi, knowledge_file: Path) -> None:
    rival = BotProcess(server, watched.bot.folder / "rival", access="open", knowledge=knowledge_file)
    try:
        rival.start(wait=False)
        watched.becomes("conflict")
        watched.told("başka bir program")
    finally:
        rival.end()
    watched.becomes("ok")
    assert FIGURE in watched.ayse.asks(QUESTION).text
    server.account.refusals[:] = [one for one in server.account.refusals if one[1].code != 409]


@pytest.mark.parametrize("way", [signal.SIGSTOP, signal.SIGKILL], ids=["hung", "dead"])
def test_the_engine(watched: Watched, way: signal.Signals) -> None:
    (engine,) = watched.bot.children()
    os.kill(engine, way)
    watched.ayse.says(QUESTION + " nedir")
    watched.becomes("engine")
    if way == signal.SIGSTOP:  # the second time in ten minutes the admins are spared
        watched.told("Yanıt motoru")
    assert FIGURE in watched.ayse.hears().text, "asked again"
    watched.becomes("ok")
