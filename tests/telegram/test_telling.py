"""/bildir: whoever turned it on hears of a new programme, and nobody else; strangers are shown the way in."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from tests.telegram.conftest import UNLIMITED
from tests.telegram.people import Group, Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi


def test_who_wished_it_is_told_of_a_new_programme(server: BotApi, tmp_path: Path, knowledge_file: Path) -> None:
    file = tmp_path / "in-use.sqlite"
    shutil.copyfile(knowledge_file, file)
    bot = BotProcess(
        server, tmp_path, knowledge=file, knowledge_seconds=0.3, access="open", admins=1, **UNLIMITED
    ).start()
    try:
        ayse, ali, veli = (Person(server.account, 60 + number, f"Kişi {number}") for number in range(3))
        assert "haber vereceğim" in ayse.asks("/bildir").text
        ali.asks("/start")
        veli.asks("/bildir")
        assert "haber vermeyeceğim" in veli.asks("/bildir").text
        new = tmp_path / "new.sqlite"
        shutil.copyfile(knowledge_file, new)
        with sqlite3.connect(new) as connection:
            connection.execute("update programmes set title = '2024 Yılı Performans Programı'")
        connection.close()
        new.replace(file)
        assert "2024 Yılı Performans Programı" in ayse.hears().text
        ayse.asks("göç kurulu kimlerden oluşur?")
        assert ali.unheard() == veli.unheard() == []
    finally:
        bot.end()


def test_a_stranger_who_searches_is_shown_the_way_in(server: BotApi, tmp_path: Path, knowledge_file: Path) -> None:
    bot = BotProcess(server, tmp_path, knowledge=knowledge_file, admins=1, **UNLIMITED).start()
    try:
        admin, ayse = Person(server.account, 1, "Yönetici"), Person(server.account, 70, "Ayşe")
        admin.asks("/start")
        query = ayse.searches("bütçe")
        assert query.results == []
        assert query.answer is not None
        button = query.answer.json("button", "button")
        assert "iletildi" in ayse.asks(f"/start {button['start_parameter']}").text
        assert "Ayşe" in admin.hears().text
        group = Group(server.account, -1_003_000_000_001, "Birim", privacy=False)
        name = server.account.user["username"]
        veli = Person(server.account, 71, "Veli")
        for text in (f"@{name} bütçe", "/sor bütçe", f"@{name} bütçe"):
            veli.says(text, to=group)
        assert "/start" in group.hears().text, "once"
        ayse.says("günaydın", to=group)
        ayse.says_anonymously(f"@{server.account.user['username']} bütçe", group)
        assert "kendi adınızla" in group.hears().text, "nobody knows who that is"
    finally:
        bot.end()
