"""A disk that takes nothing, a database that is damaged, a webhook turned elsewhere: told, and over with its cause."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.telegram.conftest import LAST, LAST_WORD
from tests.telegram.people import Person
from tests.telegram.ports import free_port
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi
from tests.telegram.watched import FIGURE, QUESTION, Watched

ON_DISK = True


@pytest.fixture
def watched(bot: BotProcess) -> Watched:
    return Watched(bot)


def test_another_program_turns_the_webhook_elsewhere(server: BotApi, bot: BotProcess) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/goc"
    bot.settings |= {"WEBHOOK_URL": url, "WEBHOOK_SECRET": "gizli", "WEBHOOK_PORT": port}
    watched = Watched(bot)
    server.webhook = None
    server.account.wait(lambda: server.webhook is not None and server.webhook.url == url, "the webhook again")
    watched.told("başka bir program")
    assert FIGURE in watched.ayse.asks(QUESTION).text
    watched.becomes("ok")


def test_the_disk_takes_nothing(watched: Watched, server: BotApi) -> None:
    """Nothing is taken that is not kept; a reply that is out is neither repeated nor apologised for."""
    process = watched.bot.process
    assert process is not None
    server.dawdle("sendMessage", times=1, seconds=1.0, when=lambda given: given.number("chat_id") == 50)
    watched.ayse.says(QUESTION)
    server.account.wait(lambda: not any(fault.times for fault in server.misbehaviours), "a reply on its way")
    _, before = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, before))
    assert FIGURE in watched.ayse.hears().text
    watched.ayse.says(LAST)
    watched.becomes("disk")
    watched.told("Disk dolu")
    assert watched.ayse.unheard() == []
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (before, before))
    watched.becomes("ok")
    assert LAST_WORD in watched.ayse.hears().text
    assert FIGURE in watched.ayse.asks(QUESTION).text
    assert watched.ayse.unheard() == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 MB of its own; without the right to mount one the test is skipped."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small file system here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_the_disk_is_full(server: BotApi, bot: BotProcess, small_disk: Path, knowledge_file: Path) -> None:
    source = bot.folder / "knowledge.sqlite"
    shutil.copyfile(knowledge_file, source)
    bot.settings |= {"DATA_DIR": small_disk / "data", "KNOWLEDGE": source, "KNOWLEDGE_SECONDS": 0.1}
    watched = Watched(bot)
    room = shutil.disk_usage(small_disk).free
    good = source.read_bytes()
    for number in range(3):
        source.write_bytes(good[:50_000] + bytes([number]) * (len(good) - 50_000))
        wanted = number + 1
        server.account.wait(lambda wanted=wanted: bot.log.count("knowledge refused") >= wanted, "a refused file")
    assert shutil.disk_usage(small_disk).free > room - 2**20, "what is refused leaves nothing behind"
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(2**16))
            except OSError:
                break
    watched.ayse.says(LAST)
    watched.becomes("disk")
    watched.told("Disk dolu")
    source.write_bytes(good)
    assert bot.terminate() == 0
    assert bot.start(wait=False).process is not None
    assert bot.process is not None
    assert bot.process.wait(20) == os.EX_TEMPFAIL, "whoever looks after it starts it again"
    assert "disk of" in bot.log.splitlines()[-1]
    ballast.unlink()
    bot.start()
    assert LAST_WORD in watched.ayse.hears().text


def test_its_own_database_is_damaged(watched: Watched, server: BotApi) -> None:
    """The copy takes its place, with what is newer where that can be read."""
    bot, database = watched.bot, watched.bot.data / "bot.sqlite"
    server.account.wait((bot.data / "bot.sqlite.copy").exists, "the copy")
    veli = Person(server.account, 51, "Veli")
    assert FIGURE in veli.asks(QUESTION).text
    time.sleep(0.5)  # until it is noted that the reply is out
    bot.kill()
    watched.ayse.says(LAST)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
        (root,) = connection.execute("select rootpage from sqlite_master where name = 'answers_user'").fetchone()
        (size,) = connection.execute("pragma page_size").fetchone()
    with database.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(os.urandom(size))
    bot.start()
    assert LAST_WORD in watched.ayse.hears().text
    watched.told("bozulmuştu")
    watched.becomes("ok")
    assert "2024 tahmini" in veli.asks("peki 2024?").text, "newer than the copy, carried over"
    assert list(bot.data.glob("damaged/*/bot.sqlite"))
    assert veli.unheard() == []


def test_its_own_database_is_damaged_while_it_runs(watched: Watched, server: BotApi) -> None:
    bot, database = watched.bot, watched.bot.data / "bot.sqlite"
    server.account.wait((bot.data / "bot.sqlite.copy").exists, "the copy")
    for suffix in ("", "-wal"):
        path = Path(f"{database}{suffix}")
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
    for number in range(20):
        if "beginning anew" in bot.log:
            break
        watched.ayse.says(f"{QUESTION} {number}")
        time.sleep(0.5)
    watched.told("bozulmuştu")
    watched.becomes("ok")
    watched.ayse.says(LAST)
    server.account.wait(lambda: LAST_WORD in server.account.by_chat[watched.ayse.id][-1].text, "the last reply")


def test_a_damaged_database_without_a_copy_is_left_as_it_is(bot: BotProcess) -> None:
    bot.data.mkdir(parents=True)
    database = bot.data / "bot.sqlite"
    database.write_bytes(b"no database at all, but long enough to be looked at " * 100)
    before = database.read_bytes()
    bot.start(wait=False)
    assert bot.process is not None
    assert bot.process.wait(20) == 2
    assert "cannot be used" in bot.log
    assert database.read_bytes() == before
