"""What a person has of the bot: questions, buttons, charts, sheets, groups, inline, own data."""

from __future__ import annotations

import io
import sqlite3
from zipfile import ZipFile

import pytest

from bot.assistant import Assistant
from tests.telegram.account import Sent
from tests.telegram.conftest import LAST, LAST_WORD, People
from tests.telegram.people import Group, Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi
from tests.telegram.zygote import ROOT

QUESTION = "aktif ikamet izni 2023 hedefi"
ASKED_BACK = "insan ticareti mağduru 2023 hedefi"


@pytest.fixture
def ayse(people: People) -> Person:
    return people("Ayşe")


def edited(person: Person, sent: Sent, before: int) -> None:
    """Waits for a message to change in place."""
    person.account.wait(lambda: sent.edits > before, f"an edit of {sent.text[:40]!r}")


def test_start_offers_six_questions_as_buttons(ayse: Person) -> None:
    hello = ayse.asks("/start")
    assert len(hello.buttons) == 6
    for label in hello.buttons:
        ayse.presses(hello, label)
        reply = ayse.hears()
        assert "Kaynak:" in reply.text, f"{label!r} is answered"


def test_help(ayse: Person) -> None:
    assert ayse.asks("/yardim").text == ayse.asks("/help").text


def test_a_question_gets_the_engines_reply(ayse: Person, assistant: Assistant) -> None:
    heard = ayse.asks(QUESTION)
    reply = assistant.reply(None, QUESTION)
    assert heard.text == reply.text
    assert heard.bold() == ["1.280.000"]


@pytest.mark.parametrize("text", ["<b>", "a & b", "&amp;", "<script>x</script>", "`*_[", "\u202e", "🏟" * 50, "ı\u0307"])
def test_whatever_is_written_gets_a_reply(ayse: Person, text: str) -> None:
    assert ayse.asks(text).text


def test_what_is_no_text_gets_a_word(ayse: Person) -> None:
    ayse.sends(voice={"file_id": "v", "file_unique_id": "v", "duration": 3})
    assert "yaz" in ayse.hears().text.lower()


def test_a_sheet_by_button(ayse: Person) -> None:
    heard = ayse.asks(QUESTION)
    ayse.presses(heard, button(heard, "excel"))
    sheet = ayse.hears()
    assert sheet.kind == "document"
    assert sheet.upload is not None
    assert sheet.upload.name.endswith(".xlsx")
    assert sheet.upload.name == "aktif-ikamet-izni-sayisi-2023-hedefi.xlsx"
    assert sheet.text.startswith("Aktif ikamet izni sayısı, 2023 hedefi\nKaynak: Tablo 8"), "not by what was typed"
    with ZipFile(io.BytesIO(sheet.upload.content)) as book:
        assert "1280000" in book.read("xl/worksheets/sheet1.xml").decode(), "a real number"


@pytest.mark.parametrize(("word", "told"), [("açıkla", "GöçNet")])
def test_an_explanation_by_button(ayse: Person, word: str, told: str) -> None:
    heard = ayse.asks(QUESTION)
    assert "Sorumlu: " in heard.text, "nobody needs to press for that"
    ayse.presses(heard, "⋯")
    edited(ayse, heard, 0)
    ayse.presses(heard, button(heard, word))
    reply = ayse.hears()
    assert told in reply.text
    assert "Kaynak: Tablo" in reply.text


def test_feedback_by_button(ayse: Person) -> None:
    heard = ayse.asks(QUESTION)
    ayse.presses(heard, "⋯")
    edited(ayse, heard, 0)
    assert ayse.presses(heard, "👍").notice
    assert ayse.presses(heard, "👎").notice
    assert ayse.unheard() == []


def test_feedback_by_reaction_or_in_a_message(running: BotProcess, ayse: Person, admin: Person) -> None:
    heard = ayse.asks(QUESTION)
    ayse.reacts(heard, "👎")
    ayse.asks(LAST)
    with sqlite3.connect(running.data / "bot.sqlite") as state:
        read = "select value from feedback where user = ?"
        assert state.execute(read, (ayse.id,)).fetchall() == [(-1,)]
        assert "Teşekkür" in ayse.asks("👍🏽").text
        assert sorted(state.execute(read, (ayse.id,)).fetchall()) == [(-1,), (1,)]
    state.close()


@pytest.mark.parametrize("word", ["grafik", "excel", "7"])
def test_what_needs_a_choice_first_shows_the_choices_again(ayse: Person, word: str) -> None:
    back = ayse.asks(ASKED_BACK)
    again = ayse.asks(word)
    assert "birini seçin" in again.text
    assert again.rows == back.rows
    ayse.presses(again, again.buttons[0])
    assert "Kaynak:" in ayse.hears().text


def test_a_number_that_is_no_choice_shows_them_whatever_was_said_since(ayse: Person) -> None:
    back = ayse.asks(ASKED_BACK)
    ayse.asks("teşekkürler")
    again = ayse.asks("7")
    assert all(line in again.text for line in back.text.split("\n")[1:])


def test_a_refusal_has_no_chart(ayse: Person) -> None:
    heard = ayse.asks("2018 yılında sınır dışı edilen yabancı sayısı kaçtır?")
    assert not [label for label in heard.buttons if "grafi" in label.lower() or "excel" in label.lower()]


def test_a_question_back_is_answered_by_button(ayse: Person, assistant: Assistant) -> None:
    back = ayse.asks(ASKED_BACK)
    choices = assistant.reply("back", ASKED_BACK).choices
    assert len(back.buttons) == len(choices) > 1
    assert all(choice in back.text for choice in choices), "buttons are cut short, the text is not"
    assert [label[:3] for label in back.buttons] == [f"{at}. " for at in range(1, len(choices) + 1)]
    assert max(map(len, back.buttons)) <= 35
    ayse.presses(back, back.buttons[1])
    assert ayse.hears().text == assistant.reply("back", "2").text


@pytest.mark.parametrize("pick", ["2", "tanımlanan"])
def test_a_question_back_is_answered_by_text(ayse: Person, assistant: Assistant, pick: str) -> None:
    ayse.asks(ASKED_BACK)
    assistant.reply(f"text {pick}", ASKED_BACK)
    assert ayse.asks(pick).text == assistant.reply(f"text {pick}", pick).text


def test_two_people_do_not_share_a_conversation(people: People) -> None:
    ayse, ali = people("Ayşe"), people("Ali")
    ayse.asks(QUESTION)
    ali.asks("veri altyapısı bütçesi")
    assert "Aktif ikamet" in ayse.asks("peki 2024?").text
    assert "Veri Alt Yapısı" in ali.asks("peki 2024?").text


@pytest.mark.parametrize("data", ["", "x", "a:0:0", "a::", "a:99999999:0", "a:1:99", "🏟", "x" * 64, "a:-1:-1", "m:x:y"])
def test_a_forged_press_gets_a_polite_word(ayse: Person, data: str) -> None:
    heard = ayse.asks(QUESTION)
    before = heard.json({}), heard.edits
    assert ayse.forges(heard, data).notice
    assert (heard.json({})["text"], heard.edits) == (before[0]["text"], before[1])
    assert ayse.unheard() == []


def test_a_press_under_a_message_that_telegram_no_longer_has(ayse: Person) -> None:
    heard = ayse.asks(QUESTION)
    data = heard.rows[0][0]["callback_data"]
    gone = {"message": {"chat": ayse.chat.json(), "message_id": heard.id, "date": 0}}
    for shown in (gone, {"inline_message_id": "AAAAA"}):
        ayse.forges(heard, data, shown=shown)
    ayse.unheard()
    assert LAST_WORD in until_last(ayse)[-1].text


@pytest.mark.parametrize(
    "text", ["/", "/yok", "/start zzz", "/start <b>", "/start " + "a" * 64, "/sor", "/davet", "/butce 5"]
)
def test_any_command_gets_a_reply(ayse: Person, text: str) -> None:
    assert ayse.asks(text).text


def test_somebody_elses_buttons_lead_nowhere(people: People) -> None:
    ayse, ali = people("Ayşe"), people("Ali")
    theirs, own = ayse.asks(QUESTION), ali.asks("veri altyapısı bütçesi")
    for data in [b["callback_data"] for row in theirs.rows for b in row if "callback_data" in b]:
        assert ali.forges(own, data).notice
    assert ali.unheard() == []
    assert ayse.unheard() == []


def test_in_a_group_it_answers_when_it_is_meant(running: BotProcess, people: People) -> None:
    account = running.server.account
    group = Group(account, -1_001_000_000_001, "Birim", privacy=False)
    ayse, ali = people("Ayşe"), people("Ali")
    number = ayse.says(f"@{account.user['username']} {QUESTION}", to=group)
    heard = group.hears()
    assert "1.280.000" in heard.text
    assert heard.reply_to == number
    ali.says("veri altyapısı bütçesi", to=group)
    ali.says(f"@baska_bot {QUESTION}", to=group)
    ali.says("/yardim@baska_bot", to=group)
    ali.says("peki 2024?", to=group, answering=heard)
    assert "1.250.000" in group.hears().text, "what was not meant for it got no reply"
    ali.says(f"/butce@{account.user['username']}", to=group)
    assert group.hears().buttons


def test_in_a_forum_all_stays_in_its_topic(running: BotProcess, people: People) -> None:
    account = running.server.account
    forum, ayse = Group(account, -1_001_000_000_002, "Forum"), people("Ayşe")
    name = account.user["username"]
    ayse.says(f"@{name} {QUESTION}", to=forum, thread=77)
    heard = [forum.hears()]
    for label in ("Grafik", "Excel"):
        ayse.presses(heard[0], label)
        heard.append(forum.hears())
    ayse.presses(heard[0], "⋯")
    edited(ayse, heard[0], 0)
    ayse.presses(heard[0], "Açıklama")
    heard.append(forum.hears())
    ayse.says(f"/butce@{name}", to=forum, thread=77)
    heard.append(forum.hears())
    ayse.presses(heard[-1], "📄")
    heard.append(forum.hears())
    assert [sent.thread for sent in heard] == [77] * 6
    ayse.says(f"@{name} peki 2025?", to=forum, thread=78)
    assert "1.200.000" not in forum.hears().text, "another topic is another conversation"


def test_an_inline_query_offers_figures_with_their_source(ayse: Person) -> None:
    offered = ayse.searches("aktif ikamet 2023")
    assert 1 <= len(offered.results) <= 10
    first = offered.results[0]
    assert "1.280.000" in first["title"] + first.get("description", "")
    text = first["input_message_content"]["message_text"]
    assert "1.280.000" in text
    assert "Kaynak: Tablo 8" in text


@pytest.mark.parametrize("text", ["", " ", "zzzz", "<b>&", "2018 sınır dışı", "a" * 256])
def test_any_inline_query_is_answered(ayse: Person, text: str) -> None:
    for result in ayse.searches(text).results:
        assert result.get("photo_file_id") or result["input_message_content"]["message_text"]


def test_an_empty_inline_query_offers_examples(ayse: Person) -> None:
    titles = [one["title"] for one in ayse.searches("").results if one["type"] == "article"]
    assert len(titles) >= 5


def test_a_half_typed_inline_query_offers_what_it_may_become(ayse: Person) -> None:
    titles = [one["title"] for one in ayse.searches("aktif ika").results]
    assert any(title.startswith("Aktif ikamet izni sayısı: 2023 hedefi 1.280.000") for title in titles)


def test_inline_answers_have_a_picture_where_there_is_an_address_for_it(server: BotApi, bot: BotProcess) -> None:
    bot.settings["THUMBNAILS_URL"] = "https://example.org/thumbnails/"
    bot.start()
    ayse = Person(server.account, 5, "Ayşe")
    shown = {
        text: {one["thumbnail_url"].rpartition("/")[2] for one in ayse.searches(text).results}
        for text in ("sığınma evi 2023 hedefi", "hangi göstergeler var", "göç kurulu kimlerden oluşur")
    }
    assert list(shown.values()) == [{"figure.jpg"}, {"list.jpg"}, {"text.jpg"}]
    for name in set.union(*shown.values()):
        picture = (ROOT / "deploy" / "thumbnails" / name).read_bytes()
        assert picture.startswith(b"\xff\xd8"), "a JPEG, which is what Telegram takes"


def test_without_an_address_they_have_none(ayse: Person) -> None:
    assert not [one for one in ayse.searches("").results if "thumbnail_url" in one]


def test_a_chart_that_was_sent_is_offered_inline(ayse: Person) -> None:
    heard = ayse.asks("sınır dışı edilen yabancı sayısı 2023 hedefi")
    ayse.presses(heard, "Grafik")
    chart = ayse.hears()
    offered = ayse.searches("sınır dışı edilen yabancı sayısı 2023 hedefi").results
    assert [one["photo_file_id"] for one in offered if one["type"] == "photo"][:1] == [chart.file_id]


def test_a_command_that_does_not_exist_is_no_question(ayse: Person) -> None:
    assert "/yardim" in ayse.asks("/uydurma").text


def test_own_data_is_shown_and_deleted(ayse: Person) -> None:
    heard = ayse.asks(QUESTION)
    shown = ayse.asks("/verilerim")
    assert "1 kayıt" in shown.text
    ayse.presses(shown, button(shown, "sil"))
    edited(ayse, shown, 0)
    assert "0 kayıt" in ayse.asks("/verilerim").text
    assert ayse.presses(heard, "2024").notice, "the buttons of what was deleted lead nowhere"
    assert ayse.asks("peki 2024?").text.count("1.250.000") == 0, "the conversation is forgotten"


def test_a_reply_beyond_telegrams_limit_comes_in_parts(ayse: Person, assistant: Assistant) -> None:
    text = "birimler neler? hangi göstergeler var? stratejik hedefler neler? kurullar hangileri? faaliyetler neler?"
    expected = assistant.reply(None, text).text
    assert len(expected) > 4096
    parts = [ayse.asks(text), ayse.hears()]
    assert " ".join(part.text for part in parts).split() == expected.split()
    assert not parts[0].buttons, "buttons stand under the end"


def button(sent: Sent, word: str) -> str:
    """The label of the button that has a word in it."""
    found = [label for label in sent.buttons if word in label.replace("İ", "i").lower()]
    assert found, f"no {word!r} among {sent.buttons}"
    return found[0]


def until_last(person: Person) -> list[Sent]:
    """What comes before the reply to "teşekkürler"."""
    person.says(LAST)
    heard = [person.hears()]
    while LAST_WORD not in heard[-1].text:
        heard.append(person.hears())
    return heard
