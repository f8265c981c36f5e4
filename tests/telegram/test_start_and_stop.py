"""How `gocbot run` begins and ends."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.telegram.conftest import LAST, LAST_WORD
from tests.telegram.people import Person
from tests.telegram.process import ROOT, BotProcess
from tests.telegram.refusals import too_many
from tests.telegram.server import BotApi

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"


def end_of(bot: BotProcess) -> int:
    """The exit code of a bot that is not to run."""
    bot.start(wait=False)
    assert bot.process is not None
    return bot.process.wait(20)


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


def test_a_second_process_on_the_same_data_says_so_and_ends(server: BotApi, bot: BotProcess) -> None:
    bot.start()
    second = BotProcess(server, bot.folder / "second", data_dir=bot.data, access="open")
    assert end_of(second) == 2
    assert len(second.log.strip().splitlines()) == 1
    assert str(bot.data) in second.log
    assert server.conflicts == 0, "it did not even ask Telegram"
    assert Person(server.account, 5, "Ayşe").asks(QUESTION).text.endswith("2023 Performans Programı")


def test_a_second_bot_with_the_same_token_elsewhere_does_no_lasting_harm(server: BotApi, bot: BotProcess) -> None:
    bot.start()
    rival = BotProcess(server, bot.folder / "rival", access="open")
    rival.start(wait=False)
    server.account.wait(lambda: server.conflicts >= 2, "the quarrel")
    assert rival.terminate() == 0
    assert "409" in rival.log + bot.log or "Conflict" in rival.log + bot.log, "the operator can see it"
    assert "50.000" in Person(server.account, 5, "Ayşe").asks(QUESTION).text
    server.account.refusals[:] = [one for one in server.account.refusals if one[1].code != 409]


def test_sigterm_finishes_what_was_begun(server: BotApi, bot: BotProcess) -> None:
    bot.start()
    people = [Person(server.account, 10 + number, "Kişi") for number in range(5)]
    slow = {person.id for person in people}
    server.dawdle("sendMessage", times=5, seconds=1.0, when=lambda given: given.number("chat_id") in slow)
    for person in people:
        person.says(QUESTION)
    server.account.wait(lambda: server.misbehaviours[0].times == 0 or server.account.sent, "the replies' begin")
    assert bot.terminate(10) == 0
    for person in people:
        assert "50.000" in person.hears(0.1).text
    assert bot.children() == []
    bot.start()
    assert LAST_WORD in people[0].asks(LAST).text
    assert [person.unheard() for person in people] == [[]] * 5, "nothing came twice"


def test_sigterm_does_not_wait_for_telegram_for_ever(server: BotApi, bot: BotProcess) -> None:
    bot.start()
    person = Person(server.account, 5, "Ayşe")
    server.dawdle("sendMessage", times=1, seconds=30.0, when=lambda given: True)
    person.says(QUESTION)
    server.account.wait(lambda: server.misbehaviours[0].times == 0, "the reply's begin")
    assert bot.terminate(10) == 0
    bot.start()
    assert "50.000" in person.hears().text


def test_sigint_ends_it_as_well(server: BotApi, bot: BotProcess) -> None:
    bot.start()
    assert bot.process is not None
    bot.process.send_signal(2)
    assert bot.process.wait(10) == 0
    assert "Traceback" not in bot.log


def test_telegram_learns_what_the_bot_can_do(server: BotApi, bot: BotProcess) -> None:
    bot.start()
    menu = server.account.menu
    server.account.wait(lambda: menu["commands"] and menu["description"] and menu["short_description"], "the menu")
    everybody = {command["command"] for commands in menu["commands"].values() for command in commands}
    assert {"yardim", "gostergeler", "birimler", "butce", "kurullar", "verilerim"} <= everybody


def test_it_starts_although_telegram_does_not_take_the_menu(server: BotApi, bot: BotProcess) -> None:
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        server.misbehave(method, times=10, answer=too_many(600))
    bot.start()
    assert "50.000" in Person(server.account, 5, "Ayşe").asks(QUESTION).text


def test_state_of_a_newer_version_is_left_alone(server: BotApi, bot: BotProcess) -> None:
    bot.start()
    bot.terminate()
    state = next(path for path in bot.data.iterdir() if path.suffix in (".sqlite", ".db"))
    with sqlite3.connect(state) as connection:
        connection.execute("pragma user_version = 9999")
    connection.close()
    before = state.read_bytes()
    assert end_of(bot) == 2
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
        "print(sorted({'telegram', 'matplotlib', 'httpx', 'pydantic', 'xlsxwriter'} & set(sys.modules)))"
    )
    environment = os.environ | {"GOCBOT_KNOWLEDGE": str(knowledge_file), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ended.stdout.splitlines()[-1] == "[]"
