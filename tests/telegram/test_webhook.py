"""Webhook mode: Telegram brings the updates, and whoever else comes is sent away."""

from __future__ import annotations

import httpx

from bot.assistant import Assistant
from tests.telegram.conftest import People
from tests.telegram.people import Person
from tests.telegram.ports import free_port
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

SECRET = "gizli-sozcuk_1"
QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


PORT = free_port()
URL = f"http://127.0.0.1:{PORT}/goc"
SETTINGS = {"webhook_url": URL, "webhook_secret": SECRET, "webhook_port": PORT}


def forged(number: int, text: str = QUESTION) -> dict[str, object]:
    """An update that Telegram did not send."""
    user = {"id": 66, "is_bot": False, "first_name": "Sahte"}
    chat = {"id": 66, "type": "private", "first_name": "Sahte"}
    return {"update_id": number, "message": {"message_id": 1, "date": 1, "from": user, "chat": chat, "text": text}}


def test_answers_what_telegram_brings(running: BotProcess, people: People, assistant: Assistant) -> None:
    server = running.server
    assert server.webhook is not None
    assert server.webhook.secret == SECRET
    assert server.account.calls["polls"] == 0
    person = people("Ayşe")
    assert person.asks(QUESTION).text == assistant.reply(None, QUESTION).text
    assert set(server.webhook_answers) == {200}


def test_sends_away_whoever_does_not_know_the_secret(running: BotProcess, people: People) -> None:
    stranger = Person(running.server.account, 66, "Sahte")
    without: dict[str, str] = {}
    for headers in (without, {HEADER: ""}, {HEADER: "gizli"}, {HEADER: SECRET + "x"}, {HEADER: SECRET.upper()}):
        assert httpx.post(URL, json=forged(9_000_000), headers=headers).status_code in (401, 403)
    person = people("Ayşe")
    person.asks(QUESTION)
    assert stranger.unheard() == []


def test_does_not_start_without_a_secret(server: BotApi, bot: BotProcess) -> None:
    bot.settings |= {"WEBHOOK_URL": "https://example.org/goc", "WEBHOOK_SECRET": None}
    bot.start(wait=False)
    assert bot.process is not None
    assert bot.process.wait(20) == 2
    assert "GOCBOT_WEBHOOK_SECRET" in bot.log


def test_survives_what_is_no_update(people: People) -> None:
    for body in (b"", b"{", b"[]", b'{"update_id": "x"}', b"{}", b"null"):
        answer = httpx.post(URL, content=body, headers={HEADER: SECRET, "content-type": "application/json"})
        assert 400 <= answer.status_code < 500, body
    assert "50.000" in people("Ayşe").asks(QUESTION).text


def test_an_update_is_kept_before_it_is_acknowledged(running: BotProcess, people: People) -> None:
    server = running.server
    server.webhook_answers.clear()
    person = people("Ayşe")
    server.dawdle("sendMessage", times=1, seconds=10.0, when=lambda given: True)
    person.says(QUESTION)
    server.account.wait(lambda: 200 in server.webhook_answers, "the acknowledgement")
    server.account.wait(lambda: server.misbehaviours[0].times == 0, "the reply's begin")
    running.kill()
    server.webhook = None
    running.start()
    assert "50.000" in person.hears().text
