"""What is kept of people: told before they ask, shown to everybody, handed out, deleted, forgotten in time."""

from __future__ import annotations

import json
import re
import sqlite3
import stat
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.telegram import my_data
from bot.telegram.access import ALONE
from bot.telegram.bell import AGAIN_SECONDS, REFILL_SECONDS, SINGLY, Bell
from tests.telegram.account import Sent
from tests.telegram.conftest import ADMIN, People
from tests.telegram.people import Group, Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
FIGURE = "50.000"
SETTINGS = {"access": None}
KEPT = re.compile(r"\d+ gün saklanır")


def let_in(admin: Person, person: Person, verb: str = "Onayla") -> None:
    """Asks for access and hears the decision."""
    person.asks("/start")
    request = admin.hears()
    while person.name not in request.text:
        request = admin.hears()
    admin.presses(request, verb)
    person.hears()


def edited(person: Person, sent: Sent) -> str:
    """What a message says once it was changed."""
    person.account.wait(lambda: sent.edits, "the change")
    return sent.text


def test_everybody_is_told_before_they_ask(admin: Person, people: People) -> None:
    stranger = people("Yabancı")
    assert KEPT.search(stranger.asks("merhaba").text)
    assert KEPT.search(stranger.asks("/start").text)
    admin.hears()
    own, told = admin.asks("/verilerim").text, admin.asks("/start").text
    assert "/verilerim" in told
    assert all(my_data.READ_BY in text for text in (own, told)), "one wording of who reads what"


@pytest.mark.parametrize("verb", ["", "Onayla", "Reddet"], ids=["waiting", "approved", "rejected"])
def test_whoever_asked_for_access_sees_and_deletes_what_is_kept(admin: Person, people: People, verb: str) -> None:
    admin.unheard()
    ayse = people(f"Ayşe {verb}")
    if verb:
        let_in(admin, ayse, verb)
    else:
        ayse.asks("/start")
    shown = ayse.asks("/verilerim")
    assert "kararlar): var" in shown.text
    ayse.presses(shown, "📄")
    handed = ayse.hears()
    assert handed.upload is not None
    assert json.loads(handed.upload.content)["access"][0]["name"] == ayse.name
    ayse.presses(shown, "🗑 Verilerimi sil")
    assert "sona erdi" in edited(ayse, shown)
    assert FIGURE not in ayse.asks(QUESTION).text
    assert "kararlar): yok" in ayse.asks("/verilerim").text
    with closing(sqlite3.connect(f"file:{bot_file(admin)}?mode=ro", uri=True)) as state:
        for table, column in (("users", "id"), ("decisions", "user"), ("answers", "user_id")):
            assert state.execute(f"select count(*) from {table} where {column} = ?", (ayse.id,)).fetchone() == (0,)


def bot_file(person: Person) -> Path:
    """The state of the shared bot: where it stands was noted by `where`."""
    return WHERE[person.account.token]


WHERE: dict[str, Path] = {}


@pytest.fixture(autouse=True)
def where(running: BotProcess) -> None:
    WHERE[running.server.account.token] = running.data / "bot.sqlite"


def test_who_was_removed_sees_it_too_and_nothing_of_what_is_deleted_stays_in_any_file(
    running: BotProcess, admin: Person, people: People
) -> None:
    ayse = people("Ayşenur Silinecek")
    let_in(admin, ayse)
    ayse.asks("silinecek soru 2023")
    listed = admin.asks("/kullanicilar")
    admin.presses(listed, "🗑 Ayşenur")
    assert "kaldırıldı" in ayse.hears().text
    shown = ayse.asks("/verilerim")
    assert "1 kayıt" in shown.text
    running.server.account.wait((running.data / "bot.sqlite.copy").exists, "the copy")
    ayse.presses(shown, "🗑 Verilerimi sil")
    edited(ayse, shown)

    def holding() -> list[str]:
        return [file.name for file in running.data.glob("bot.*") if b"ilinecek" in file.read_bytes()]

    deadline = time.monotonic() + 15
    while holding() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert holding() == []


def test_an_admin_reads_what_stays_of_their_office(admin: Person, people: People) -> None:
    let_in(admin, people("Ayşe"))
    shown = admin.asks("/verilerim")
    admin.presses(shown, "🗑 Verilerimi sil")
    told = edited(admin, shown)
    assert "kararlar" in told
    assert "her şey" not in told
    assert FIGURE in admin.asks(QUESTION).text, "an admin needs no access"


def test_questions_alone_are_deleted_and_access_stays(admin: Person, people: People) -> None:
    ayse = people("Ayşe")
    let_in(admin, ayse)
    ayse.asks(QUESTION)
    shown = ayse.asks("/verilerim")
    ayse.presses(shown, "🗑 Yalnızca")
    edited(ayse, shown)
    assert "0 kayıt" in ayse.asks("/verilerim").text
    assert FIGURE in ayse.asks(QUESTION).text


def test_the_data_officer_exports_all_that_is_kept_of_a_person(
    running: BotProcess, admin: Person, people: People
) -> None:
    ayse, veli = people("Ayşe"), people("Veli")
    let_in(admin, ayse)
    let_in(admin, veli)
    heard = ayse.asks(QUESTION)
    ayse.presses(heard, "⋯")
    edited(ayse, heard)
    ayse.presses(heard, "👍")
    veli.asks("veri altyapısı bütçesi")

    def exported(person: int) -> subprocess.CompletedProcess[str]:
        return running.command("export-person", str(person))

    found = exported(ayse.id)
    assert found.returncode == 0
    kept = json.loads(found.stdout)
    assert set(kept) == {"access", "decisions", "questions", "feedback", "conversation"}
    assert [row["question"] for row in kept["questions"]] == [QUESTION]
    assert kept["decisions"][0]["by"] == ADMIN
    assert "Veli" not in found.stdout
    assert exported(999).returncode == 1
    assert "decisions_taken" in json.loads(exported(ADMIN).stdout)


def test_who_has_no_access_is_forgotten_in_time(running: BotProcess, admin: Person, people: People) -> None:
    rejected, waiting, fresh, approved = (people(name) for name in ("Ret", "Bekler", "Yeni", "Kalır"))
    let_in(admin, rejected, "Reddet")
    let_in(admin, approved)
    waiting.asks("/start")
    fresh.asks("/start")
    assert running.terminate() == 0
    with closing(sqlite3.connect(bot_file(admin))) as state, state:
        state.execute("update users set asked = asked - 100 * 86400 where id <> ?", (fresh.id,))
        state.execute("update users set decided = decided - 100 * 86400")
    before = running.log.count('"forgotten"')
    running.start()
    deadline = time.monotonic() + 20
    while running.log.count('"forgotten"') <= before and time.monotonic() < deadline:
        time.sleep(0.05)
    with closing(sqlite3.connect(bot_file(admin))) as state:
        left = {number for (number,) in state.execute("select id from users")}
    assert {fresh.id, approved.id} <= left
    assert not {rejected.id, waiting.id} & left


def test_nobody_else_reads_the_state(running: BotProcess) -> None:
    for path in running.data.glob("bot.sqlite*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_an_older_state_that_all_could_read_is_closed(bot: BotProcess, server: BotApi) -> None:
    bot.data.mkdir(mode=0o755)
    sqlite3.connect(bot.data / "bot.sqlite").close()
    (bot.data / "bot.sqlite").chmod(0o644)
    bot.start()
    test_nobody_else_reads_the_state(bot)


def test_admins_commands_say_nothing_in_groups_but_where_to_go(admin: Person, people: People) -> None:
    group = Group(admin.account, -1_001_000_000_020, "Birim")
    name = admin.account.user["username"]
    for command in ("davet", "istatistik", "cevapsizlar", "takmaadlar", "kullanicilar", "bekleyenler"):
        admin.says(f"/{command}@{name}", to=group)
        assert group.hears().text == ALONE
    admin.says(f"@{name} {QUESTION}", to=group)
    assert FIGURE in group.hears().text, "nothing before it"


def test_many_requests_ring_together(server: BotApi, bot: BotProcess) -> None:
    bot.settings["ACCESS"] = "approval"
    bot.start()
    admin = Person(server.account, ADMIN, "Yönetici")
    admin.asks(QUESTION)
    crowd = [Person(server.account, 200 + number, f"Kişi {number}", f"kisi_{number}") for number in range(25)]
    for person in crowd:
        person.asks("/start")
    heard = [admin.hears() for _ in range(SINGLY + 1)]
    assert all("istiyor" in sent.text for sent in heard[:-1])
    assert re.search(r"\d+ kişi onay bekliyor", heard[-1].text)
    admin.presses(heard[-1], "Göster")
    server.account.wait(lambda: heard[-1].edits, "the list")
    assert "25 onay bekleyen" in heard[-1].text
    admin.presses(heard[-1], "1. Onayla")
    assert "onaylandı" in crowd[0].hears().text
    server.account.wait(lambda: "24 onay bekleyen" in heard[-1].text, "who is left")
    assert "25. " not in admin.asks("/bekleyenler").text
    assert admin.unheard() == []
    bot.kill()
    bot.start()
    assert "24 kişi onay bekliyor" in admin.hears().text


def test_a_bell_rings_singly_then_together() -> None:
    now = 0.0
    bell = Bell(lambda: now)
    assert [bell.rings() for _ in range(SINGLY + 2)] == [True] * SINGLY + [False] * 2
    wait = bell.collects()
    assert wait is not None
    assert bell.collects() is None, "arranged already"
    now += wait
    later = bell.collects()
    assert later is not None
    assert later > AGAIN_SECONDS / 2, "not one after the other"
    now += REFILL_SECONDS
    assert bell.rings()
