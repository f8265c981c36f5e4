"""A new knowledge base takes over while people ask; a damaged one does not."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.telegram.conftest import ADMIN
from tests.telegram.people import Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
OLD, NEW = "50.000", "51.234"


@pytest.fixture
def file(bot: BotProcess, knowledge_file: Path, tmp_path: Path) -> Path:
    """The bot's knowledge base, which may be replaced."""
    file = tmp_path / "knowledge.sqlite"
    shutil.copy(knowledge_file, file)
    bot.settings |= {"KNOWLEDGE": file, "KNOWLEDGE_SECONDS": 0.2}
    return file


def other(knowledge_file: Path, to: Path) -> Path:
    """The same knowledge with another figure."""
    shutil.copy(knowledge_file, to)
    with sqlite3.connect(to) as connection:
        changed = connection.execute(
            "update facts set value = 51234, printed = '51.234' "
            "where measure = 'target' and year = 2023 and value = 50000"
        )
        assert changed.rowcount >= 1
    connection.close()
    return to


def test_a_new_file_takes_over_under_load(
    server: BotApi, bot: BotProcess, file: Path, knowledge_file: Path, tmp_path: Path
) -> None:
    bot.start()
    people = [Person(server.account, 100 + number, "Kişi") for number in range(20)]
    new = other(knowledge_file, tmp_path / "new.sqlite")
    asked = 0
    for turn in range(60):
        if turn == 5:
            new.replace(file)
        for person in people:
            person.says(QUESTION)
        asked += len(people)
        heard = [person.hears().text for person in people]
        assert all((OLD in text) != (NEW in text) for text in heard)
        if turn > 5 and all(NEW in text for text in heard):
            break
    else:
        raise AssertionError("the new knowledge base was not taken")
    assert len(server.account.sent) == asked
    assert NEW in people[0].asks(QUESTION).text


@pytest.mark.parametrize("damage", ["cut", "noise", "empty"])
def test_a_damaged_file_is_refused_and_the_admins_are_told(
    server: BotApi, bot: BotProcess, file: Path, tmp_path: Path, damage: str
) -> None:
    admin, ayse = Person(server.account, ADMIN, "Yönetici"), Person(server.account, 5, "Ayşe")
    bot.start()
    admin.asks("/start")
    whole = file.read_bytes()
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes({"cut": whole[: len(whole) // 2], "noise": b"\x00garbage" * 1000, "empty": b""}[damage])
    damaged.replace(file)
    told = admin.hears()
    assert "bilgi tabanı" in told.text.lower()
    assert OLD in ayse.asks(QUESTION).text
    assert admin.unheard() == [], "once is enough"


def test_buttons_of_before_work_after_the_swap(
    server: BotApi, bot: BotProcess, file: Path, knowledge_file: Path, tmp_path: Path
) -> None:
    bot.start()
    ayse = Person(server.account, 5, "Ayşe")
    heard = ayse.asks(QUESTION)
    other(knowledge_file, tmp_path / "new.sqlite").replace(file)
    for _ in range(60):
        if NEW in ayse.asks(QUESTION).text:
            break
    before, count = heard.edits, len(server.account.by_chat[5])
    ayse.presses(heard, "2024")
    server.account.wait(lambda: heard.edits > before or len(server.account.by_chat[5]) > count, "the other year")
