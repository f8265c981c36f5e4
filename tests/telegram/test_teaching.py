"""Admins teach words: at once, across restarts and new files, until they are taken back."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.telegram import knowledge
from bot.telegram.teaching import TAUGHT
from bot.understanding.frame import Conversation
from tests.telegram.account import Sent
from tests.telegram.conftest import People
from tests.telegram.people import Person
from tests.telegram.process import BotProcess

QUESTION = "zorgulama 2023 hedefi"
LESSON = "zorgulama aslında sınır dışı edilen yabancı sayısı demek"
FIGURE = "50.000"
UNKNOWN = "şutlanan yabancı sayısı 2023 hedefi"


def chosen(offered: Sent) -> str:
    """The button of the indicator that is meant, numbered or not."""
    return next(label for label in offered.buttons if "Sınır dışı edilen yabancı" in label)


def test_a_taught_word_works_at_once_outlives_a_restart_and_is_taken_back(
    running: BotProcess, admin: Person, people: People
) -> None:
    account = running.server.account
    ayse = people("Ayşe")
    assert FIGURE not in ayse.asks(QUESTION).text
    offered = admin.asks(LESSON)
    signs: list[str] = []
    account.on_edited = lambda sent: signs.append(sent.text)
    admin.presses(offered, chosen(offered))
    account.wait(lambda: "Öğrendim" in offered.text, "what was learned")
    account.on_edited = lambda sent: None
    assert [sign[0] for sign in signs] == ["⏳", "✅"], "a sign comes at once"
    assert FIGURE in ayse.asks(QUESTION).text
    assert running.terminate() == 0
    running.start()
    assert FIGURE in ayse.asks(QUESTION).text
    listed = admin.asks("/takmaadlar")
    admin.presses(listed, "🗑 zorgulama")
    account.wait(lambda: "Unuttum" in listed.text, "what was forgotten")
    assert FIGURE not in people("Ali").asks(QUESTION).text


def test_a_word_that_questions_are_made_of_is_refused(admin: Person) -> None:
    for word in ("kaç", "gönderilenler", "bütçe"):
        assert "öğretilemez" in admin.asks(f"{word} aslında sınır dışı edilen yabancı sayısı demek").text
    assert "•" not in admin.asks("/takmaadlar").text


def test_known_words_that_mean_nothing_together_can_be_taught(
    running: BotProcess, admin: Person, people: People
) -> None:
    ayse = people("Ayşe")
    question = "kapıdan dönenler 2023 hedefi"
    assert FIGURE not in ayse.asks(question).text
    offered = admin.asks("kapıdan dönenler aslında sınır dışı edilen yabancı sayısı demek")
    admin.presses(offered, chosen(offered))
    running.server.account.wait(lambda: "Öğrendim" in offered.text, "what was learned")
    assert FIGURE in ayse.asks(question).text
    taken_back = admin.asks("/takmaadlar")
    admin.presses(taken_back, "🗑 kapıdan dönenler")
    running.server.account.wait(lambda: "Unuttum" in taken_back.text, "what was forgotten")
    assert FIGURE not in people("Ali").asks(question).text


def test_nobody_else_teaches(people: People) -> None:
    assert not [button for button in people("Ayşe").asks(LESSON).buttons if button.startswith("Sınır")]


def test_a_word_whose_meaning_is_gone_is_left_out(knowledge_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.sqlite"
    shutil.copyfile(knowledge_file, source)
    pairs = {"zorgulama": "indicator:sinir-disi-edilen-yabanci-sayisi", "yok": "indicator:gone"}

    async def scenario() -> None:
        used = await knowledge.reopened("f", source, pairs)
        reply, _ = await used.engine.respond(QUESTION, Conversation())
        assert FIGURE in reply.text
        await used.engine.close()

    asyncio.run(scenario())


@pytest.mark.parametrize("text", [LESSON, "“zorgulama” aslında sınır dışı edilen demektir.", "A B\naslında c d demek"])
def test_what_is_a_lesson(text: str) -> None:
    assert TAUGHT.match(text)


@pytest.mark.parametrize("text", ["aslında ne demek", "bütçe ne demek", "bu aslında", "demek öyle"])
def test_what_is_no_lesson(text: str) -> None:
    assert not TAUGHT.match(text)


def test_a_word_of_an_unanswered_question_is_taught_by_buttons(
    running: BotProcess, admin: Person, people: People
) -> None:
    ayse = people("Ayşe")
    assert FIGURE not in ayse.asks(UNKNOWN).text
    listed = admin.asks("/cevapsizlar")
    number = next(line.partition(".")[0] for line in listed.text.splitlines() if UNKNOWN in line)
    admin.presses(listed, f"✏️ {number}")
    offered = admin.hears()
    assert "şutlanan" in offered.text
    admin.presses(offered, chosen(offered))
    running.server.account.wait(lambda: "Öğrendim" in offered.text, "what was learned")
    assert FIGURE in ayse.asks(UNKNOWN).text
    taken_back = admin.asks("/takmaadlar")
    admin.presses(taken_back, "🗑 şutlanan")
    running.server.account.wait(lambda: "Unuttum" in taken_back.text, "what was forgotten")


def test_only_admins_teach_by_buttons(admin: Person, people: People) -> None:
    ayse = people("Ayşe")
    ayse.asks(UNKNOWN)
    listed = admin.asks("/cevapsizlar")
    data = next(b["callback_data"] for row in listed.rows for b in row)
    press = ayse.forges(ayse.asks("bütçe"), data)
    assert press.answer is not None
    assert "yöneticiler" in press.answer.fields["text"]


def test_courtesy_is_no_unanswered_question(admin: Person, people: People) -> None:
    ayse = people("Ayşe")
    ayse.asks("teşekkürler")
    ayse.asks(UNKNOWN)
    assert "teşekkürler" not in admin.asks("/cevapsizlar").text
