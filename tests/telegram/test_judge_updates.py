"""The test server hands updates over as Telegram does, and misbehaves as it is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest

from tests.telegram.people import Person
from tests.telegram.refusals import broken, too_many
from tests.telegram.server import BotApi


@pytest.fixture
def client(server: BotApi) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{server.url}/bot{server.account.token}/", timeout=20) as client:
        yield client


@pytest.fixture
def person(server: BotApi) -> Person:
    return Person(server.account, 7, "Ali")


def fetch(client: httpx.Client, **parameters: Any) -> list[Any]:
    """What getUpdates returns."""
    return client.get("getUpdates", params=parameters).json()["result"]


def test_updates_come_again_until_confirmed_by_their_number(client: httpx.Client, person: Person) -> None:
    for text in "abc":
        person.says(text)
    first = fetch(client)
    assert [u["message"]["text"] for u in first] == ["a", "b", "c"]
    assert fetch(client, limit=2) == first[:2]
    assert fetch(client, offset=first[1]["update_id"]) == first[1:]
    assert fetch(client) == first[1:], "the first was confirmed"
    assert fetch(client, offset=-1) == first[2:]
    assert fetch(client) == first[2:], "a negative offset forgets what lies before"


def test_a_long_poll_returns_when_something_comes(client: httpx.Client, person: Person) -> None:
    with ThreadPoolExecutor(1) as pool:
        poll = pool.submit(fetch, client, timeout=10)
        person.account.wait(lambda: person.account.calls["polls"], "a poll")
        person.says("a")
        assert len(poll.result(5)) == 1


def test_a_second_poller_ends_the_first(server: BotApi, client: httpx.Client, person: Person) -> None:
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(client.get, "getUpdates", params={"timeout": 10})
        server.account.wait(lambda: server.account.calls["polls"] == 1, "the first poll")
        second = pool.submit(client.get, "getUpdates", params={"timeout": 10})
        assert first.result(5).status_code == 409
        assert first.result().json()["description"].startswith("Conflict: terminated by other getUpdates request")
        person.says("a")
        assert len(second.result(5).json()["result"]) == 1


def test_only_the_kinds_of_update_that_were_asked_for(client: httpx.Client, person: Person) -> None:
    fetch(client, allowed_updates='["message"]')
    person.blocks()
    person.says("a")
    assert [list(update)[1] for update in fetch(client)] == ["message"]


@pytest.mark.parametrize("secret", ["", "a b", "ş", "a" * 257])
def test_webhook_secrets_that_are_refused(client: httpx.Client, secret: str) -> None:
    answer = client.post("setWebhook", data={"url": "https://example.org/", "secret_token": secret})
    assert answer.json()["description"] == "Bad Request: secret token contains unallowed characters"


def test_a_webhook_must_be_https(client: httpx.Client) -> None:
    answer = client.post("setWebhook", data={"url": "http://example.org/"})
    assert "An HTTPS URL must be provided" in answer.json()["description"]


def test_a_webhook_gets_updates_with_its_secret_until_it_takes_them(
    server: BotApi, client: httpx.Client, person: Person
) -> None:
    got: list[str | None] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            got.append(self.headers["X-Telegram-Bot-Api-Secret-Token"])
            self.send_response(500 if len(got) == 1 else 200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    hook = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=hook.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{hook.server_port}/"
        assert client.post("setWebhook", data={"url": url, "secret_token": "gizli-1"}).json()["result"] is True
        assert client.get("getUpdates").json()["description"].startswith("Conflict: can't use getUpdates method while")
        person.says("a")
        server.account.wait(lambda: not server.account.updates, "the delivery")
        assert (got, server.webhook_answers) == (["gizli-1", "gizli-1"], [500, 200])
        client.post("deleteWebhook")
        assert fetch(client) == []
    finally:
        hook.shutdown()
        hook.server_close()


def test_scripted_refusals(server: BotApi, client: httpx.Client) -> None:
    server.misbehave("getMe", times=1, answer=too_many(3))
    server.misbehave("getMe", times=1, answer=broken())
    assert client.get("getMe").json()["parameters"] == {"retry_after": 3}
    assert client.get("getMe").status_code == 500
    assert client.get("getMe").status_code == 200


def test_scripted_drops_before_and_after_the_deed(server: BotApi, client: httpx.Client, person: Person) -> None:
    person.says("a")
    send = {"chat_id": "7", "text": "b"}
    server.misbehave("sendMessage", times=1, answer=None)
    with pytest.raises(httpx.TransportError):
        client.post("sendMessage", data=send)
    assert person.unheard() == []
    server.misbehave("sendMessage", times=1, answer=None, done_first=True)
    with pytest.raises(httpx.TransportError):
        client.post("sendMessage", data=send)
    assert len(person.unheard()) == 1


def test_the_network_goes_and_comes_back(server: BotApi, client: httpx.Client) -> None:
    with ThreadPoolExecutor(1) as pool:
        poll = pool.submit(client.get, "getUpdates", params={"timeout": 10})
        server.account.wait(lambda: server.account.calls["polls"], "a poll")
        server.cut()
        with pytest.raises(httpx.TransportError):
            poll.result(5)
    with pytest.raises(httpx.ConnectError):
        client.get("getMe")
    server.mend()
    assert client.get("getMe").status_code == 200
