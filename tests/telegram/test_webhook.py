"""Webhook mode: Telegram brings the updates, and whoever else comes is sent away."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from bot.assistant import Assistant
from tests.telegram.people import Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

SECRET = "gizli-sozcuk_1"
QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def hooked(server: BotApi, bot: BotProcess) -> Iterator[str]:
    """The address of a bot in webhook mode."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/goc"
    bot.settings |= {"WEBHOOK_URL": url, "WEBHOOK_SECRET": SECRET, "WEBHOOK_PORT": port}
    bot.start()
    return url


def forged(number: int, text: str = QUESTION) -> dict[str, object]:
    """An update that Telegram did not send."""
    user = {"id": 66, "is_bot": False, "first_name": "Sahte"}
    chat = {"id": 66, "type": "private", "first_name": "Sahte"}
    return {"update_id": number, "message": {"message_id": 1, "date": 1, "from": user, "chat": chat, "text": text}}


def test_answers_what_telegram_brings(server: BotApi, hooked: str, assistant: Assistant) -> None:
    assert server.webhook is not None
    assert server.webhook.secret == SECRET
    assert server.account.calls["polls"] == 0
    person = Person(server.account, 5, "Ayşe")
    assert person.asks(QUESTION).text == assistant.reply(None, QUESTION).text
    assert set(server.webhook_answers) == {200}


def test_sends_away_whoever_does_not_know_the_secret(server: BotApi, hooked: str) -> None:
    stranger = Person(server.account, 66, "Sahte")
    without: dict[str, str] = {}
    for headers in (without, {HEADER: ""}, {HEADER: "gizli"}, {HEADER: SECRET + "x"}, {HEADER: SECRET.upper()}):
        assert httpx.post(hooked, json=forged(9_000_000), headers=headers).status_code in (401, 403)
    person = Person(server.account, 5, "Ayşe")
    person.asks(QUESTION)
    assert stranger.unheard() == []


def test_does_not_start_without_a_secret(server: BotApi, bot: BotProcess) -> None:
    bot.settings |= {"WEBHOOK_URL": "https://example.org/goc", "WEBHOOK_SECRET": None}
    bot.start(wait=False)
    assert bot.process is not None
    assert bot.process.wait(20) == 2
    assert "GOCBOT_WEBHOOK_SECRET" in bot.log


def test_survives_what_is_no_update(server: BotApi, hooked: str) -> None:
    for body in (b"", b"{", b"[]", b'{"update_id": "x"}', b"{}", b"null", b'{"update_id": 1, "message": 5}'):
        answer = httpx.post(hooked, content=body, headers={HEADER: SECRET, "content-type": "application/json"})
        assert 400 <= answer.status_code < 500, body
    assert "50.000" in Person(server.account, 5, "Ayşe").asks(QUESTION).text


def test_an_update_is_kept_before_it_is_acknowledged(server: BotApi, bot: BotProcess, hooked: str) -> None:
    person = Person(server.account, 5, "Ayşe")
    server.dawdle("sendMessage", times=1, seconds=10.0, when=lambda given: True)
    person.says(QUESTION)
    server.account.wait(lambda: 200 in server.webhook_answers, "the acknowledgement")
    server.account.wait(lambda: server.misbehaviours[0].times == 0, "the reply's begin")
    bot.kill()
    server.webhook = None
    bot.start()
    assert "50.000" in person.hears().text
