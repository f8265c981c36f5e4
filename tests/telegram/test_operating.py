"""What an operator sees: statistics, unanswered questions, their export, health, metrics."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import sqlite3
import time
from contextlib import closing

import httpx
from telegram import Bot

from bot.telegram.notices import AGAIN_SECONDS, AN_HOUR, Notices
from tests.telegram.conftest import People
from tests.telegram.people import Person
from tests.telegram.ports import free_port
from tests.telegram.process import BotProcess

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
UNKNOWN = "zorgulama kaç"
PORT = free_port()
SETTINGS = {"health_port": PORT}


def test_statistics_and_the_unanswered(admin: Person, people: People) -> None:
    ayse, ali = people("Ayşe"), people("Ali")
    heard = ayse.asks(QUESTION)
    ayse.presses(heard, "⋯")
    ayse.account.wait(lambda: heard.edits, "more buttons")
    ayse.presses(heard, "👎")
    ayse.presses(heard, "‹")
    ayse.account.wait(lambda: heard.edits > 1, "the first buttons")
    ayse.presses(heard, "Grafik")
    assert ayse.hears().kind == "photo", "which is no question"
    people("Veli").asks(UNKNOWN)
    ali.asks("Zorgulama kaç?")
    ali.asks("insan ticareti mağduru 2023 hedefi")
    ali.asks("<b>zorgulama & tokkan</b> kaç")
    numbers = admin.asks("/istatistik").text
    assert "5 soru, 1 yanıt, 1 karşı soru, 3 yanıtsız, 👎 1, 3 kullanıcı" in numbers
    assert " ms" in numbers
    assert "zorgulama" not in numbers.casefold(), "times, and nobody's words"
    assert QUESTION not in numbers
    listed = admin.asks("/cevapsizlar").text
    assert "orgulama kaç" in listed
    assert "2 kez" in listed, "alike questions are one"
    assert QUESTION in listed, "so is what was not liked"
    assert "<b>zorgulama & tokkan</b>" in listed, "as it was written"
    ali.asks("deport\u202easyon \u2066nerede")
    assert not {"\u202e", "\u2066"} & set(admin.asks("/cevapsizlar").text), "no sign that turns what stands after it"
    for command in ("/istatistik", "/cevapsizlar"):
        assert "yöneticiler" in ayse.asks(command).text


def test_notices_do_not_flood_the_admins() -> None:
    now = 0.0
    notices = Notices(Bot("1:none"), (), lambda: now)

    def told(key: str) -> bool:
        return asyncio.run(notices.tell(key, "⚠"))

    assert told("a")
    assert not told("a"), "the same again at once"
    assert told("b")
    now = AGAIN_SECONDS
    assert told("a"), "the same, but later"
    assert sum(told(f"other {number}") for number in range(100)) == AN_HOUR - 3


def test_questions_are_exported_while_the_bot_runs(running: BotProcess, people: People) -> None:
    people("Ayşe").asks(UNKNOWN)
    people("Ali").asks('=HYPERLINK("http://x")')
    written = running.command("export-questions")
    assert written.returncode == 0
    assert written.stdout.startswith("\ufeff"), "Excel takes it for UTF-8"
    text = written.stdout.removeprefix("\ufeff")
    assert "Ayşe" not in text
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert UNKNOWN in [row[1] for row in rows]
    assert '\'=HYPERLINK("http://x")' in [row[1] for row in rows], "no formula"


def test_what_is_older_than_the_retention_is_forgotten(running: BotProcess, people: People) -> None:
    ayse, ali = people("Ayşe"), people("Ali")
    ayse.asks(QUESTION)
    ali.asks(QUESTION)
    assert running.terminate() == 0
    (file,) = running.data.glob("*.sqlite")
    with closing(sqlite3.connect(file)) as state, state:
        state.execute("update answers set sent = sent - 100 * 86400 where user_id = ?", (ayse.id,))
        state.execute("update conversations set changed = changed - 100 * 86400 where chat = ?", (str(ayse.id),))
    running.start()
    deadline = time.monotonic() + 20
    while running.log.count('"forgotten"') < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "0 kayıt" in ayse.asks("/verilerim").text
    assert "1 kayıt" in ali.asks("/verilerim").text


def test_health_and_metrics(people: People) -> None:
    base = f"http://127.0.0.1:{PORT}"
    assert httpx.get(f"{base}/health").status_code == 200
    people("Ayşe").asks(QUESTION)
    lines = httpx.get(f"{base}/metrics").text.splitlines()
    samples = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z_]+(\{[^}]*\})? [-+0-9.eE]+", line) for line in samples), samples
    assert any(line.startswith("gocbot_") and float(line.split()[-1]) >= 1 for line in samples)
    assert httpx.get(f"{base}/anything").status_code == 404
