"""From a stranger's first word to approval, and everything that an admin decides."""

from __future__ import annotations

import re

import pytest

from tests.telegram.conftest import ADMIN, People
from tests.telegram.people import Group, Person
from tests.telegram.process import BotProcess

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
FIGURE = "50.000"


SILENT = 77
"""An admin who never wrote to the bot and cannot be reached: that keeps nothing from the other one."""
SETTINGS = {"access": None, "admins": f"{SILENT}, {ADMIN}"}


@pytest.fixture(autouse=True)
def silent_admin(running: BotProcess) -> None:
    Person(running.server.account, SILENT, "Öbür yönetici")


def test_first_contact_to_approval(admin: Person, people: People) -> None:
    ayse = people("Ayşe & <Veli>", "ayse")
    waiting = ayse.asks("/start")
    assert FIGURE not in waiting.text
    request = admin.hears()
    assert "Ayşe & <Veli>" in request.text
    assert FIGURE not in ayse.asks(QUESTION).text
    admin.presses(request, "Onayla")
    assert ayse.hears().text, "is told of the approval"
    assert FIGURE in ayse.asks(QUESTION).text
    admin.account.wait(lambda: request.edits, "the request shows what became of it")
    assert request.buttons == []


def test_rejection(admin: Person, people: People) -> None:
    ayse = people("Ayşe")
    ayse.asks("/start")
    admin.presses(admin.hears(), "Reddet")
    ayse.hears()
    ayse.says("/start")
    ayse.says(QUESTION)
    admin.asks(QUESTION)
    assert not [sent for sent in ayse.unheard() if FIGURE in sent.text]
    assert not admin.unheard(), "who was rejected does not ring again"


def test_a_stranger_gets_no_figure_in_any_way(admin: Person, people: People) -> None:
    stranger = people("Yabancı")
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
    assert not any(sent.buttons for sent in admin.account.by_chat[stranger.id])


def test_a_stranger_in_a_group_gets_no_figure(admin: Person, people: People) -> None:
    group = Group(admin.account, -1_001_000_000_002, "Birim")
    stranger = people("Yabancı")
    stranger.says(f"@{admin.account.user['username']} {QUESTION}", to=group)
    admin.says(f"@{admin.account.user['username']} {QUESTION}", to=group)
    admin.account.wait(lambda: any(FIGURE in sent.text for sent in admin.account.by_chat[group.id]), "the admin's")
    figures = [sent for sent in group.unheard() if FIGURE in sent.text]
    assert len(figures) == 1
    assert stranger.forges(figures[0], figures[0].rows[0][0]["callback_data"]).notice
    assert not [sent for sent in group.unheard() if sent.kind != "text" or "Kaynak" in sent.text]


def test_a_strangers_commands_in_a_group_get_a_word(admin: Person, people: People) -> None:
    """Which one: how access is asked for, once a day; of /verilerim that it is for a chat of one's own."""
    name = admin.account.user["username"]
    for number, command in enumerate(("bildir", "butce", f"bildir@{name}", f"uydurma@{name}", "yardim", "start")):
        group = Group(admin.account, -1_001_000_000_010 - number, "Birim")
        asked = people("Yabancı").says(f"/{command}", to=group)
        told = group.hears()
        assert ("/start" in told.text, told.reply_to) == (True, asked)
    group = Group(admin.account, -1_001_000_000_020, "Birim", privacy=False)
    stranger = people("Yabancı")
    stranger.says("/verilerim", to=group)
    assert "özelden" in group.hears().text
    for text in ("/bildir@baska_bot", "/uydurma", "kendi aramızda"):
        stranger.says(text, to=group)
    admin.says(f"@{name} {QUESTION}", to=group)
    assert FIGURE in group.hears().text, "what is not for the bot gets no word"


def test_a_stranger_rings_once(admin: Person, people: People) -> None:
    stranger = people("Yabancı")
    for _ in range(5):
        stranger.says("/start")
        stranger.says(QUESTION)
    assert admin.hears().buttons
    admin.says(QUESTION)
    assert FIGURE in admin.hears().text, "the next thing the admin hears is the own answer, not a second request"


def test_only_an_admin_approves(admin: Person, people: People) -> None:
    stranger = people("Yabancı")
    stranger.asks("/start")
    request = admin.hears()
    yes = next(b for row in request.rows for b in row if b["text"].startswith("Onayla"))
    stranger.forges(request, yes["callback_data"])
    assert FIGURE not in stranger.asks(QUESTION).text
    assert request.buttons, "still to be decided"


def test_an_invitation_lets_one_person_in_once(admin: Person, people: People) -> None:
    made = admin.asks("/davet")
    link = re.search(r"https://t\.me/\w+\?start=([\w-]{1,64})", made.text)
    assert link, made.text
    ayse, veli = people("Ayşe"), people("Veli")
    ayse.asks(f"/start {link[1]}")
    ayse.unheard()
    assert FIGURE in ayse.asks(QUESTION).text
    veli.asks(f"/start {link[1]}")
    assert FIGURE not in veli.asks(QUESTION).text


def test_an_admin_lists_and_removes_users(admin: Person, people: People) -> None:
    ayse = people("Ayşe & <Veli>")
    ayse.asks("/start")
    admin.presses(admin.hears(), "Onayla")
    ayse.hears()
    users = admin.asks("/kullanicilar")
    assert "Ayşe & <Veli>" in users.text
    assert not ayse.asks("/kullanicilar").buttons, "nobody else gets the list"
    heard = ayse.asks(QUESTION)
    admin.presses(users, "🗑 Ayşe")
    admin.account.wait(lambda: users.edits or len(admin.account.by_chat[ADMIN]) > admin.heard, "what follows")
    confirming = [sent for sent in [users, *admin.unheard()] if any("Evet" in label for label in sent.buttons)]
    if confirming:
        admin.presses(confirming[0], next(label for label in confirming[0].buttons if "Evet" in label))
    ayse.unheard()
    assert "kaldırıldı" in ayse.presses(heard, "2024").notice
    assert "kaldırıldı" in ayse.asks(QUESTION).text
    assert not [sent for sent in ayse.unheard() if "2024" in sent.text]


def test_decisions_outlive_the_process(running: BotProcess, admin: Person, people: People) -> None:
    ayse, veli = people("Ayşe"), people("Veli")
    ayse.asks("/start")
    first = admin.hears()
    veli.asks("/start")
    second = admin.hears()
    admin.presses(first, "Onayla")
    told = ayse.hears().text
    running.kill()
    running.start()
    ayse.says(QUESTION)
    heard = ayse.hears()
    if heard.text == told:  # the kill came before it was noted that this word is out
        heard = ayse.hears()
    assert FIGURE in heard.text
    admin.presses(second, "Onayla")
    veli.hears()
    assert FIGURE in veli.asks(QUESTION).text


def test_a_kill_between_a_decision_and_the_word_to_the_user(running: BotProcess, admin: Person, people: People) -> None:
    ayse = people("Ayşe")
    ayse.asks("/start")
    request = admin.hears()
    running.server.dawdle("editMessageText", times=1, seconds=20.0, when=lambda given: True)
    admin.presses(request, "Onayla")
    (fault,) = running.server.misbehaviours
    ayse.account.wait(lambda: fault.times == 0, "the decision is made, the admin's message about to change")
    assert ayse.unheard() == []
    running.kill()
    running.start()
    assert "onaylandı" in ayse.hears().text
    assert FIGURE in ayse.asks(QUESTION).text
