"""What is meant as a question though it is no plain message: edits, captions, albums, nameless people, moved groups."""

from __future__ import annotations

import itertools

import pytest

from tests.telegram.conftest import LAST, LAST_WORD, People
from tests.telegram.people import Group, Person
from tests.telegram.process import BotProcess

QUESTION = "aktif ikamet izni 2023 hedefi"
FIGURE = "1.280.000"
OTHER, OTHER_FIGURE = "veri altyapısı bütçesi", "3.198.642.000"
_groups = itertools.count(1)


@pytest.fixture
def ayse(people: People) -> Person:
    return people("Ayşe")


@pytest.fixture
def group(running: BotProcess) -> Group:
    return Group(running.server.account, -1_002_000_000_000 - next(_groups), "Birim", privacy=False)


def photo(number: int = 1) -> list[dict[str, object]]:
    return [{"file_id": f"p{number}", "file_unique_id": f"p{number}", "width": 90, "height": 90}]


def test_an_edited_question_changes_its_answer_in_place(ayse: Person) -> None:
    number = ayse.says(QUESTION)
    heard = ayse.hears()
    ayse.edits(number, OTHER)
    ayse.account.wait(lambda: OTHER_FIGURE in heard.text, "the answer to what it says now")
    assert ayse.unheard() == []
    assert "Veri Alt Yapısı" in ayse.asks("peki 2024?").text, "that is spoken of now"


def test_an_edited_follow_up_goes_on_from_what_came_before_it(ayse: Person) -> None:
    ayse.asks(QUESTION)
    number = ayse.says("peki 2024?")
    heard = ayse.hears()
    ayse.edits(number, "peki 2025?")
    ayse.account.wait(lambda: "Aktif ikamet izni sayısı: 2025 tahmini" in heard.text, "the other year")


def test_an_edit_that_changes_nothing_brings_nothing(ayse: Person) -> None:
    number = ayse.says(QUESTION)
    heard = ayse.hears()
    ayse.edits(number, QUESTION)
    assert LAST_WORD in ayse.asks(LAST).text
    assert heard.edits == 0


def test_what_was_not_answered_is_answered_once_it_is_edited(ayse: Person) -> None:
    number = ayse.sends(sticker={"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                                 "is_animated": False, "is_video": False})  # fmt: skip
    assert "yaz" in ayse.hears().text
    ayse.edits(number, QUESTION)
    assert FIGURE in ayse.hears().text


def test_an_edit_in_a_group_is_read_where_the_bot_is_meant(ayse: Person, group: Group) -> None:
    name = ayse.account.user["username"]
    number = ayse.says(f"@{name} {QUESTION}", to=group)
    heard = group.hears()
    other = ayse.says("kendi aramızda", to=group)
    ayse.edits(other, "kendi aramızda konuşuyoruz", to=group)
    ayse.edits(number, f"@{name} {OTHER}", to=group)
    ayse.account.wait(lambda: OTHER_FIGURE in heard.text, "the answer to what it says now")
    assert group.unheard() == []


def test_a_caption_is_a_question(ayse: Person) -> None:
    ayse.sends(photo=photo(), caption=QUESTION)
    assert FIGURE in ayse.hears().text


@pytest.mark.parametrize("captions", [[QUESTION, None, None], [None, QUESTION, None], [QUESTION, OTHER, None]])
def test_an_album_gets_one_answer(ayse: Person, captions: list[str | None]) -> None:
    for number, caption in enumerate(captions):
        more = {"caption": caption} if caption else {}
        ayse.sends(photo=photo(number), media_group_id=f"album {ayse.id}", **more)
    assert FIGURE in ayse.hears().text
    assert LAST_WORD in ayse.asks(LAST).text


def test_an_album_without_a_word_gets_one(ayse: Person) -> None:
    for number in range(3):
        ayse.sends(photo=photo(number), media_group_id=f"bare {ayse.id}")
    assert "yaz" in ayse.hears().text
    assert LAST_WORD in ayse.asks(LAST).text


def test_a_caption_in_a_group_is_read_where_the_bot_is_meant(ayse: Person, group: Group) -> None:
    caption = f"@{ayse.account.user['username']} {QUESTION}"
    message = {"photo": photo(), "caption": caption, "chat": group.chat.json()}
    ayse.sends(**message)
    assert FIGURE in group.hears().text


@pytest.mark.parametrize("between", [" ", "\n", "\n\n  "])
def test_a_question_behind_sor(ayse: Person, group: Group, between: str) -> None:
    ayse.says(f"/sor{between}{QUESTION}", to=group)
    assert FIGURE in group.hears().text


def test_an_anonymous_admin_is_answered_where_access_is_open(ayse: Person, group: Group) -> None:
    ayse.says_anonymously(f"/sor@{ayse.account.user['username']} {QUESTION}", group)
    assert FIGURE in group.hears().text


def test_a_group_that_became_a_supergroup_goes_on(running: BotProcess, ayse: Person, group: Group) -> None:
    name = ayse.account.user["username"]
    ayse.says(f"@{name} {QUESTION}", to=group)
    group.hears()
    moved = Group(running.server.account, group.id - 500_000_000, "Birim", privacy=False)
    group.chat.became = moved.id
    ayse.says(f"@{name} {OTHER}", to=group)
    assert OTHER_FIGURE in moved.hears().text, "what was under way arrives"
    ayse.sends(chat=group.chat.json(), migrate_to_chat_id=moved.id)
    ayse.sends(chat=moved.chat.json(), migrate_from_chat_id=group.id)
    ayse.says(f"@{name} peki 2024?", to=moved)
    assert "Veri Alt Yapısı: 2024" in moved.hears().text


def test_the_conversation_of_a_group_goes_with_it(running: BotProcess, ayse: Person, group: Group) -> None:
    name = ayse.account.user["username"]
    ayse.says(f"@{name} {QUESTION}", to=group)
    group.hears()
    moved = Group(running.server.account, group.id - 500_000_000, "Birim", privacy=False)
    ayse.sends(chat=group.chat.json(), migrate_to_chat_id=moved.id)
    ayse.sends(chat=moved.chat.json(), migrate_from_chat_id=group.id)
    ayse.says(f"@{name} peki 2024?", to=moved)
    assert "Aktif ikamet izni sayısı: 2024" in moved.hears().text


def test_a_topic_that_is_gone_is_left(ayse: Person, group: Group) -> None:
    group.chat.gone.add(77)
    ayse.says(f"@{ayse.account.user['username']} {QUESTION}", to=group, thread=77)
    heard = group.hears()
    assert (FIGURE in heard.text, heard.thread) == (True, None)


@pytest.mark.parametrize(("button", "kind"), [("Grafik", "photo"), ("Excel", "document")])
def test_what_was_tapped_in_a_group_that_became_a_supergroup_arrives(
    running: BotProcess, ayse: Person, group: Group, button: str, kind: str
) -> None:
    ayse.says(f"@{ayse.account.user['username']} {QUESTION}", to=group)
    heard = group.hears()
    moved = Group(running.server.account, group.id - 500_000_000, "Birim", privacy=False)
    group.chat.became = moved.id
    if button == "Excel":
        ayse.says("excel", to=group, answering=heard)
    else:
        ayse.presses(heard, button)
    assert moved.hears().kind == kind


@pytest.mark.parametrize(("word", "kind"), [("grafik", "photo"), ("excel", "document")])
def test_what_is_tapped_in_a_topic_that_is_gone_arrives(ayse: Person, group: Group, word: str, kind: str) -> None:
    ayse.says(f"@{ayse.account.user['username']} {QUESTION}", to=group, thread=78)
    heard = group.hears()
    group.chat.gone.add(78)
    ayse.says(word, to=group, answering=heard, thread=78)
    arrived = group.hears()
    assert (arrived.kind, arrived.thread) == (kind, None)


@pytest.mark.parametrize("command", ["bildir", "verilerim", "davet", "kullanicilar", "cevapsizlar"])
def test_what_is_about_one_person_is_not_said_in_groups(ayse: Person, group: Group, command: str) -> None:
    ayse.says(f"/{command}@{ayse.account.user['username']}", to=group)
    assert "özelden" in group.hears().text
    assert group.unheard() == []


def test_an_unknown_command_in_a_group_gets_a_word_where_it_names_the_bot(ayse: Person, group: Group) -> None:
    name = ayse.account.user["username"]
    ayse.says("/uydurma", to=group)
    ayse.says("/uydurma@baska_bot", to=group)
    number = ayse.says(f"/uydurma@{name}", to=group)
    told = group.hears()
    assert ("/yardim" in told.text, told.reply_to) == (True, number)
    assert group.unheard() == []


def test_a_group_that_adds_the_bot_learns_how_to_ask(ayse: Person, group: Group) -> None:
    ayse.adds_bot(group)
    told = group.hears().text
    assert "/sor" in told
    assert f"@{ayse.account.user['username']}" in told


def test_help_lists_what_works_where_it_is_asked(ayse: Person, admin: Person, group: Group) -> None:
    assert "/davet" not in ayse.asks("/yardim").text
    assert "/davet" in admin.asks("/yardim").text
    ayse.says(f"/yardim@{ayse.account.user['username']}", to=group)
    told = group.hears().text
    assert "/sor" in told
    assert "/verilerim" not in told, "that is for one person"
