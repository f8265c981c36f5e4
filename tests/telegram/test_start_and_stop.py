"""How `gocbot run` begins and ends."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.telegram.conftest import ADMIN, LAST, LAST_WORD, People
from tests.telegram.people import Person
from tests.telegram.process import ROOT, BotProcess
from tests.telegram.refusals import too_many
from tests.telegram.server import BotApi

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's bots are Pythons of their own, as people start them; with GOCBOT_TESTS=long all tests' are."""
    monkeypatch.setattr(BotProcess, "zygote", None)


def end_of(bot: BotProcess) -> int:
    """The exit code of a bot that is not to run."""
    bot.start(wait=False)
    assert bot.process is not None
    return bot.process.wait(20)


@pytest.mark.usefixtures("executed")
def test_without_a_token_it_says_so_in_one_line(server: BotApi, bot: BotProcess) -> None:
    bot.settings["TOKEN"] = None
    assert end_of(bot) == 2
    assert len(bot.log.strip().splitlines()) == 1
    assert "GOCBOT_TOKEN" in bot.log
    assert not bot.data.exists(), "nothing was begun"


def test_a_setting_that_makes_no_sense_is_named(server: BotApi, bot: BotProcess) -> None:
    wrong = {"ADMINS": "ayşe", "ACCESS": "everybody", "API_URL": "telegram", "KNOWLEDGE": "missing.sqlite"}
    bots = {setting: BotProcess(server, bot.folder / setting, **{setting: wrong[setting]}) for setting in wrong}
    for one in bots.values():
        one.start(wait=False)
    for setting, one in bots.items():
        assert one.process is not None
        assert one.process.wait(20) == 2
        assert f"GOCBOT_{setting}" in one.log
        assert len(one.log.strip().splitlines()) == 1, one.log


def test_a_token_that_telegram_does_not_know(server: BotApi, bot: BotProcess) -> None:
    bot.settings["TOKEN"] = "42:wrong_token_wrong_token_wrong_token"
    assert end_of(bot) == 2
    assert "wrong_token" not in bot.log
    assert "Traceback" not in bot.log
    server.account.refusals.clear()


@pytest.mark.usefixtures("executed")
def test_a_second_process_on_the_same_data_says_so_and_ends(running: BotProcess, people: People) -> None:
    second = BotProcess(running.server, running.folder / "second", data_dir=running.data, access="open", admins=ADMIN)
    assert end_of(second) == 2
    assert len(second.log.strip().splitlines()) == 1
    assert str(running.data) in second.log
    assert running.server.conflicts == 0, "it did not even ask Telegram"
    assert "50.000" in people("Ayşe").asks(QUESTION).text


def test_a_second_bot_with_the_same_token_elsewhere_does_no_lasting_harm(running: BotProcess, people: People) -> None:
    server = running.server
    rival = BotProcess(
        server, running.folder / "rival", access="open", knowledge=running.settings["KNOWLEDGE"], admins=ADMIN
    )
    rival.start(wait=False)
    server.account.wait(lambda: server.conflicts, "the quarrel")
    assert rival.terminate() == 0
    assert "Conflict" in rival.log + running.log, "the operator can see it"
    assert "50.000" in people("Ayşe").asks(QUESTION).text
    server.account.refusals[:] = [one for one in server.account.refusals if one[1].code != 409]


@pytest.mark.usefixtures("executed")
def test_sigterm_finishes_what_was_begun_and_leaves_what_takes_too_long_to_the_next_run(
    server: BotApi, bot: BotProcess
) -> None:
    bot.start()
    people = [Person(server.account, 10 + number, "Kişi") for number in range(5)]
    endless = Person(server.account, 20, "Bitmeyen")
    server.dawdle("sendMessage", times=1, seconds=30.0, when=lambda given: given.number("chat_id") == endless.id)
    server.dawdle("sendMessage", times=5, seconds=1.0, when=lambda given: given.number("chat_id") != endless.id)
    for person in [endless, *people]:
        person.says(QUESTION)
    server.account.wait(lambda: not any(fault.times for fault in server.misbehaviours), "the replies' begin")
    assert bot.terminate(10) == 0
    for person in people:
        assert "50.000" in person.hears(0.1).text
    assert bot.children() == []
    bot.start()
    assert "50.000" in endless.hears().text
    assert LAST_WORD in people[0].asks(LAST).text
    assert [person.unheard() for person in [endless, *people]] == [[]] * 6, "nothing came twice"
    assert bot.process is not None
    bot.process.send_signal(signal.SIGINT)
    assert bot.process.wait(10) == 0, "Ctrl-C is the same"
    assert "Traceback" not in bot.log


def test_telegram_learns_what_the_bot_can_do(running: BotProcess) -> None:
    account = running.server.account
    account.wait(lambda: account.menu["description"] and account.menu["short_description"], "the profile")
    everybody = {command["command"] for commands in account.menu["commands"].values() for command in commands}
    assert {"yardim", "gostergeler", "birimler", "butce", "kurullar", "verilerim"} <= everybody


def test_it_starts_although_telegram_does_not_take_the_menu(server: BotApi, bot: BotProcess) -> None:
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        server.misbehave(method, times=10, answer=too_many(600))
    bot.start()
    assert "50.000" in Person(server.account, 5, "Ayşe").asks(QUESTION).text


def test_state_of_a_newer_version_is_left_alone(bot: BotProcess) -> None:
    bot.data.mkdir()
    state = bot.data / "bot.sqlite"
    with closing(sqlite3.connect(state)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma user_version = 9999")
    before = state.read_bytes()
    assert end_of(bot) == 2
    assert str(state) in bot.log
    assert "Traceback" not in bot.log
    assert state.read_bytes() == before


def test_the_token_and_what_people_write_stay_out_of_the_log(server: BotApi, bot: BotProcess) -> None:
    bot.start()
    person = Person(server.account, 987_654_321, "Ayşe Gizli")
    server.misbehave("sendMessage", times=2, answer=None)
    person.asks("kimlik numaram 12345 olan sınır dışı dosyam nerede")
    server.cut()
    time.sleep(0.3)
    server.mend()
    person.asks(QUESTION)
    bot.terminate()
    files = [path for path in bot.folder.rglob("*") if path.is_file() and path.suffix in ("", ".log", ".jsonl", ".txt")]
    written = "".join(path.read_text(errors="replace") for path in files)
    assert bot.log, "there is a log"
    assert server.account.token not in written
    assert server.account.token.split(":")[1] not in written
    for secret in ("12345", "sınır dışı", "987654321", "Gizli"):
        assert secret not in bot.log


def test_gocbot_ask_does_not_load_telegram(tmp_path: Path, knowledge_file: Path) -> None:
    code = (
        "import sys; from bot.cli import main; sys.argv = ['gocbot', 'ask', 'veri altyapısı bütçesi']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'telegram', 'matplotlib', 'httpx', 'pydantic', 'sqlalchemy', 'xlsxwriter'} & set(sys.modules)))"
    )
    environment = os.environ | {"GOCBOT_KNOWLEDGE": str(knowledge_file), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ended.stdout.splitlines()[-1] == "[]"
