"""From a stranger's first word to approval, and everything that an admin decides."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.telegram.conftest import ADMIN
from tests.telegram.people import Group, Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
FIGURE = "50.000"


@pytest.fixture
def admin(server: BotApi, bot: BotProcess) -> Iterator[Person]:
    """The admin of a bot that is closed to strangers."""
    bot.settings["ACCESS"] = None
    bot.start()
    admin = Person(server.account, ADMIN, "Yönetici")
    admin.says("/start")
    assert admin.hears().buttons
    return admin


def test_first_contact_to_approval(server: BotApi, admin: Person) -> None:
    ayse = Person(server.account, 5, "Ayşe & <Veli>", "ayse")
    waiting = ayse.asks("/start")
    assert FIGURE not in waiting.text
    request = admin.hears()
    assert "Ayşe & <Veli>" in request.text
    assert FIGURE not in ayse.asks(QUESTION).text
    admin.presses(request, "Onayla")
    assert ayse.hears().text, "is told of the approval"
    assert FIGURE in ayse.asks(QUESTION).text
    server.account.wait(lambda: request.edits, "the request shows what became of it")
    assert request.buttons == []


def test_rejection(server: BotApi, admin: Person) -> None:
    ayse = Person(server.account, 5, "Ayşe")
    ayse.asks("/start")
    admin.presses(admin.hears(), "Reddet")
    ayse.hears()
    ayse.says("/start")
    ayse.says(QUESTION)
    admin.asks(QUESTION)
    assert not [sent for sent in ayse.unheard() if FIGURE in sent.text]
    assert not admin.unheard(), "who was rejected does not ring again"


def test_a_stranger_gets_no_figure_in_any_way(server: BotApi, admin: Person) -> None:
    stranger = Person(server.account, 5, "Yabancı")
    for text in (QUESTION, "/butce", "/gostergeler", "/birimler", "/kurullar", "/kullanicilar", "/istatistik"):
        stranger.says(text)
    query = stranger.searches("sınır dışı edilen 2023")
    assert all(FIGURE not in str(result) for result in query.results)
    shown = admin.asks(QUESTION)
    stranger.forges(shown, shown.rows[0][0]["callback_data"] if shown.rows else "x")
    admin.asks(QUESTION)
    everything = [sent.text for sent in stranger.unheard()]
    assert everything, "they are told that they need an approval"
    assert not re.search(r"\d[\d.]{3,}", " ".join(everything))
    assert not any(sent.buttons for sent in server.account.by_chat[stranger.id])


def test_a_stranger_in_a_group_gets_no_figure(server: BotApi, admin: Person) -> None:
    group = Group(server.account, -1_001_000_000_002, "Birim")
    stranger = Person(server.account, 5, "Yabancı")
    stranger.says(f"@{server.account.user['username']} {QUESTION}", to=group)
    admin.says(f"@{server.account.user['username']} {QUESTION}", to=group)
    server.account.wait(lambda: any(FIGURE in sent.text for sent in server.account.by_chat[group.id]), "the admin's")
    figures = [sent for sent in group.unheard() if FIGURE in sent.text]
    assert len(figures) == 1
    assert stranger.forges(figures[0], figures[0].rows[0][0]["callback_data"]).notice
    assert not [sent for sent in group.unheard() if sent.kind != "text" or "Kaynak" in sent.text]


def test_a_stranger_rings_once(server: BotApi, admin: Person) -> None:
    stranger = Person(server.account, 5, "Yabancı")
    for _ in range(5):
        stranger.says("/start")
        stranger.says(QUESTION)
    assert admin.hears().buttons
    admin.says(QUESTION)
    assert FIGURE in admin.hears().text, "the next thing the admin hears is the own answer, not a second request"


def test_only_an_admin_approves(server: BotApi, admin: Person) -> None:
    stranger = Person(server.account, 5, "Yabancı")
    stranger.asks("/start")
    request = admin.hears()
    yes = next(b for row in request.rows for b in row if b["text"].startswith("Onayla"))
    stranger.forges(request, yes["callback_data"])
    assert FIGURE not in stranger.asks(QUESTION).text
    assert request.buttons, "still to be decided"


def test_an_admin_who_never_wrote_to_the_bot(server: BotApi, bot: BotProcess, admin: Person) -> None:
    bot.terminate()
    bot.settings["ADMINS"] = f"77, {ADMIN}"
    Person(server.account, 77, "Öbür yönetici")
    bot.start()
    Person(server.account, 5, "Ayşe").asks("/start")
    assert admin.hears().buttons, "one unreachable admin does not keep the request from the other"
    assert {refusal.code for _, refusal, _ in server.account.refusals} <= {403}
    server.account.refusals.clear()


def test_an_invitation_lets_one_person_in_once(server: BotApi, admin: Person) -> None:
    made = admin.asks("/davet")
    link = re.search(r"https://t\.me/\w+\?start=([\w-]{1,64})", made.text)
    assert link, made.text
    ayse, veli = Person(server.account, 5, "Ayşe"), Person(server.account, 6, "Veli")
    ayse.asks(f"/start {link[1]}")
    ayse.unheard()
    assert FIGURE in ayse.asks(QUESTION).text
    veli.asks(f"/start {link[1]}")
    assert FIGURE not in veli.asks(QUESTION).text


def test_an_admin_lists_and_removes_users(server: BotApi, admin: Person) -> None:
    ayse = Person(server.account, 5, "Ayşe & <Veli>")
    ayse.asks("/start")
    admin.presses(admin.hears(), "Onayla")
    ayse.hears()
    users = admin.asks("/kullanicilar")
    assert "Ayşe & <Veli>" in users.text
    assert not ayse.asks("/kullanicilar").buttons, "nobody else gets the list"
    heard = ayse.asks(QUESTION)
    admin.presses(users, "🗑 Ayşe")
    server.account.wait(lambda: users.edits or len(server.account.by_chat[ADMIN]) > admin.heard, "what follows")
    confirming = [sent for sent in [users, *admin.unheard()] if any("Evet" in label for label in sent.buttons)]
    if confirming:
        admin.presses(confirming[0], next(label for label in confirming[0].buttons if "Evet" in label))
    ayse.unheard()
    assert ayse.presses(heard, "2024").notice
    assert FIGURE not in ayse.asks(QUESTION).text
    assert not [sent for sent in ayse.unheard() if "2024" in sent.text]


def test_decisions_outlive_the_process(server: BotApi, bot: BotProcess, admin: Person) -> None:
    ayse, veli = Person(server.account, 5, "Ayşe"), Person(server.account, 6, "Veli")
    ayse.asks("/start")
    first = admin.hears()
    veli.asks("/start")
    second = admin.hears()
    admin.presses(first, "Onayla")
    ayse.hears()
    bot.kill()
    bot.start()
    assert FIGURE in ayse.asks(QUESTION).text
    admin.presses(second, "Onayla")
    veli.hears()
    assert FIGURE in veli.asks(QUESTION).text
