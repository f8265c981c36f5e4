"""One state serves one bot: another one's token is refused, in a line that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.telegram.account import PATIENCE
from tests.telegram.conftest import LAST, LAST_WORD
from tests.telegram.people import Person
from tests.telegram.postgres import Postgres
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

OTHER = "987654321:BBF-loopback_token_of_the_tests_00001"


@pytest.fixture
def other_bot(bot: BotProcess, tmp_path: Path) -> Iterator[BotProcess]:
    """Another bot, which Telegram knows."""
    server = BotApi(OTHER, "ikinci_deneme_bot")
    server.start()
    other = BotProcess(server, tmp_path / "other")
    other.settings = bot.settings | {"TOKEN": OTHER, "API_URL": server.url, "DATA_DIR": other.data}
    try:
        yield other
    finally:
        other.end()
        server.stop()


def refused(other: BotProcess) -> str:
    """Why a bot does not run."""
    already = len(other.log)
    other.start(wait=False)
    assert other.process is not None
    assert other.process.wait(PATIENCE) == 2, other.log
    assert other.server.account.calls["getupdates"] == other.server.account.calls["polls"] == 0
    (line,) = [line for line in other.log[already:].splitlines() if line.startswith("gocbot: ")]
    assert "Traceback" not in other.log
    assert OTHER.partition(":")[2] not in other.log
    assert "holds the state of bot 123456789" in line
    assert "GOCBOT_TOKEN is that of bot 987654321" in line
    return line


def test_two_bots_do_not_share_a_database(postgres: Postgres, bot: BotProcess, other_bot: BotProcess) -> None:
    bot.settings["STATE_URL"] = other_bot.settings["STATE_URL"] = postgres.database().replace("gocbot@", "gocbot:x1y2@")
    bot.start()
    assert LAST_WORD in Person(bot.server.account, 5, "Ayşe").asks(LAST).text
    line = refused(other_bot)
    assert "GOCBOT_STATE_URL: postgresql://gocbot@" in line
    assert "a database of its own" in line
    assert "x1y2" not in other_bot.log
    assert LAST_WORD in Person(bot.server.account, 6, "Can").asks(LAST).text
    assert bot.terminate() == 0
    # A long poll that is given up may be open still, for the server, when the last one begins.
    refusals = bot.server.account.refusals
    refusals[:] = [one for one in refusals if one[1].code != 409]


def test_nor_a_data_folder_one_after_the_other_or_moved(
    postgres: Postgres, bot: BotProcess, other_bot: BotProcess
) -> None:
    bot.start()
    assert bot.terminate() == 0
    other_bot.settings["DATA_DIR"] = bot.data
    assert "its own GOCBOT_DATA_DIR" in refused(other_bot)
    other_bot.settings["STATE_URL"] = postgres.database()
    assert other_bot.command("migrate-state").returncode == 0
    assert "a database of its own" in refused(other_bot), "whose it is goes along"
    bot.settings["TOKEN"] = bot.server.account.token = "123456789:AAF-another_one_of_the_same_bot"
    bot.start()
    assert LAST_WORD in Person(bot.server.account, 5, "Ayşe").asks(LAST).text


def test_a_token_that_is_nobody_s_takes_no_state(bot: BotProcess) -> None:
    token, bot.settings["TOKEN"] = bot.settings["TOKEN"], "42:wrong_token_wrong_token_wrong_token"
    bot.start(wait=False)
    assert bot.process is not None
    assert bot.process.wait(PATIENCE) == 2
    bot.server.account.refusals.clear()
    bot.settings["TOKEN"] = token
    bot.start()
    assert LAST_WORD in Person(bot.server.account, 5, "Ayşe").asks(LAST).text
