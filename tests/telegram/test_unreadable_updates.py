"""Updates that python-telegram-bot cannot read: left out, counted, told; everybody else is answered, by any way."""

from __future__ import annotations

import json
import time

import httpx
import pytest

from tests.telegram.account import Json
from tests.telegram.people import Person
from tests.telegram.ports import free_port
from tests.telegram.process import BotProcess
from tests.telegram.replicas import wait_for
from tests.telegram.server import BotApi

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
FIGURE = "50.000"
SECRET = "gizli-sozcuk_1"
OLD_POLL: Json = {
    "id": "1",
    "question": "gizli soru",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
}
"""As servers before Bot API 9.6 deliver it."""
UNREADABLE: tuple[Json, ...] = (
    {"poll": OLD_POLL},
    {"text": "gizli söz", "entities": [{"type": "bold", "length": 3}]},
    {"text": "gizli \ud800 söz"},
    {"text": "gizli", "entities": 5},
    {"from": {"id": "gizli"}, "text": "x"},
    {"photo": [{"file_id": "gizli"}], "caption": "gizli"},
)


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_everybody_else_is_answered(server: BotApi, bot: BotProcess, webhook: bool) -> None:
    health = free_port()
    bot.settings["HEALTH_PORT"] = health
    if webhook:
        port = free_port()
        bot.settings |= {
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/goc",
            "WEBHOOK_SECRET": SECRET,
            "WEBHOOK_PORT": port,
        }
    bot.start()
    admin = Person(server.account, 1, "Yönetici")
    assert FIGURE in admin.asks(QUESTION).text
    stranger, people = Person(server.account, 66, "Yabancı"), [Person(server.account, 70 + n, "Kişi") for n in range(6)]
    for person, content in zip(people, UNREADABLE, strict=True):
        stranger.sends(**content)
        person.says(QUESTION)
    for person in people:
        assert FIGURE in person.hears().text
    assert "okunamayan" in admin.hears().text

    def counted() -> float:
        metrics = httpx.get(f"http://127.0.0.1:{health}/metrics").text.splitlines()
        (line,) = [line for line in metrics if line.startswith('gocbot_unreadable_updates_total{kind="m')]
        return float(line.split()[-1])

    # A webhook brings updates side by side: the last one may be read after the last answer is sent.
    wait_for(lambda: counted() >= len(UNREADABLE), "every update that cannot be read is counted")
    assert counted() == len(UNREADABLE)
    assert admin.unheard() == [], "told once"
    polls = server.account.calls["getupdates"] + server.account.calls["polls"]
    time.sleep(0.5)
    assert server.account.calls["getupdates"] + server.account.calls["polls"] - polls < 5, "and no storm of requests"
    assert bot.terminate() == 0
    bot.start()
    assert FIGURE in people[0].asks(QUESTION).text
    assert "gizli" not in bot.log
    assert "Traceback" not in bot.log
    server.account.wait(lambda: not server.account.updates, "an empty line at Telegram")


def test_an_answer_that_is_no_json_is_asked_for_again_and_stays_out_of_the_log(server: BotApi, bot: BotProcess) -> None:
    bot.start()
    ayse = Person(server.account, 5, "Ayşe")
    assert FIGURE in ayse.asks(QUESTION).text
    fault = server.babble("getUpdates", times=2, body=b'{"ok": true, "result": [{"gizli')
    ayse.says(QUESTION)
    assert FIGURE in ayse.hears().text
    ayse.says(QUESTION)
    assert FIGURE in ayse.hears().text
    assert fault.times == 0
    assert "gizli" not in bot.log


def test_what_telegram_brings_twice_and_half_is_answered_once(server: BotApi, bot: BotProcess) -> None:
    """A body that ends early is not taken; the whole one after it is."""
    port = free_port()
    bot.settings |= {"WEBHOOK_URL": f"http://127.0.0.1:{port}/goc", "WEBHOOK_SECRET": SECRET, "WEBHOOK_PORT": port}
    bot.start()
    body = json.dumps({"update_id": 5, "message": {"message_id": 1, "date": 1}}).encode()
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    assert httpx.post(f"http://127.0.0.1:{port}/goc", content=body[:20], headers=headers).status_code == 400
    assert httpx.post(f"http://127.0.0.1:{port}/goc", content=body, headers=headers).status_code == 200
    assert FIGURE in Person(server.account, 5, "Ayşe").asks(QUESTION).text
