"""What an operator sees: statistics, unanswered questions and teaching, health, metrics, notices of faults."""

from __future__ import annotations

import csv
import io
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.telegram.account import Sent
from tests.telegram.conftest import ADMIN
from tests.telegram.people import Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
UNKNOWN = "gönderilenler 2023 hedefi"


@pytest.fixture
def admin(server: BotApi, bot: BotProcess) -> Iterator[Person]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bot.settings["HEALTH_PORT"] = probe.getsockname()[1]
    bot.start()
    admin = Person(server.account, ADMIN, "Yönetici")
    admin.asks("/start")
    return admin


def test_statistics(server: BotApi, admin: Person) -> None:
    ayse = Person(server.account, 5, "Ayşe")
    heard = ayse.asks(QUESTION)
    ayse.presses(heard, "👎")
    ayse.asks(UNKNOWN)
    numbers = admin.asks("/istatistik").text
    assert re.search(r"\d", numbers)
    assert not ayse.asks("/istatistik").text.count("👎"), "for admins only"


def test_a_word_is_taught_at_once_kept_and_taken_back(server: BotApi, bot: BotProcess, admin: Person) -> None:
    ayse = Person(server.account, 5, "Ayşe")
    assert "50.000" not in ayse.asks(UNKNOWN).text
    listed = admin.asks("/cevapsizlar")
    assert "gönderilenler" in listed.text + " ".join(listed.buttons)


def test_questions_are_exported(server: BotApi, bot: BotProcess, admin: Person) -> None:
    Person(server.account, 5, "Ayşe").asks(UNKNOWN)
    written = subprocess.run(
        [sys.executable, "-m", "bot", "export-questions"],
        env=bot.environment,
        cwd=bot.folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert UNKNOWN in written
    assert "Ayşe" not in written
    assert list(csv.reader(io.StringIO(written)))


def test_health_and_metrics(server: BotApi, bot: BotProcess, admin: Person) -> None:
    base = f"http://127.0.0.1:{bot.settings['HEALTH_PORT']}"
    assert httpx.get(f"{base}/health").status_code == 200
    Person(server.account, 5, "Ayşe").asks(QUESTION)
    lines = httpx.get(f"{base}/metrics").text.splitlines()
    samples = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z_]+(\{[^}]*\})? [-+0-9.eE]+", line) for line in samples), samples
    assert any(line.startswith("gocbot_") and float(line.split()[-1]) >= 1 for line in samples)
    assert httpx.get(f"{base}/anything").status_code == 404


def wait_for(person: Person, wanted: Callable[[Sent], bool]) -> Sent:
    """Reads on until something wanted comes."""
    while not wanted(heard := person.hears()):
        pass
    return heard
