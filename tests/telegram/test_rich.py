"""Tables as rich messages where the server has them, as plain text where it has none."""

from __future__ import annotations

from bot.assistant import Assistant
from bot.telegram import rich
from tests.telegram import rich_markup
from tests.telegram.conftest import People
from tests.telegram.process import BotProcess
from tests.telegram.refusals import Refused
from tests.telegram.test_presenting import read

SETTINGS = {"rich_messages": "on"}
SERIES, PLAIN = "aktif ikamet izni yıllara göre", "aktif ikamet izni 2023 hedefi"


def test_a_series_is_a_table(running: BotProcess, people: People) -> None:
    ayse = people("Ayşe")
    heard = ayse.asks(SERIES)
    assert heard.kind == "rich"
    assert "2021 gerçekleşme\t1.244.779" in heard.text.split("\n")
    assert heard.buttons, "it bears an answer's buttons"
    ayse.presses(heard, "2024")
    ayse.account.wait(lambda: "2024 tahmini 1.250.000" in heard.text, "another year in place")
    assert ayse.asks(PLAIN).kind == "text", "what has no table needs none"


def test_a_server_that_has_none_is_asked_once(running: BotProcess, people: People) -> None:
    account = running.server.account
    refusal = Refused(404, "Not Found: method not found", scripted=True)
    fault = running.server.misbehave("sendRichMessage", times=5, answer=refusal)
    ayse = people("Ayşe")
    for _ in range(2):
        heard = ayse.asks(SERIES)
        assert (heard.kind, "1.244.779" in heard.text) == ("text", True)
    assert fault.times == 4
    assert not account.refusals


def test_a_table_that_is_refused_comes_as_text(people: People, running: BotProcess) -> None:
    assert running.terminate() == 0
    running.start()
    running.server.misbehaviours.clear()
    refusal = Refused(400, "Bad Request: RICH_MESSAGE_INVALID", scripted=True)
    running.server.misbehave("sendRichMessage", times=1, answer=refusal)
    ayse = people("Ayşe")
    assert ayse.asks(SERIES).kind == "text"
    assert ayse.asks(SERIES).kind == "rich"


def test_tables_notes_and_rankings_are_read_by_telegram(assistant: Assistant) -> None:
    for question, told in (
        ("aktif ikamet izni yıllara göre", "2023 hedef\t1.280.000"),
        ("en yüksek bütçeli 5 faaliyet", "2. Göç Yönetimi Veri Alt Yapısı\t3.198.642.000 TL (3,2 milyar TL)"),
    ):
        assert told in rich_markup.parse(rich.html_of(read(assistant, question))).split("\n")
    assert rich.html_of(read(assistant, "kaç personel var")) == ""
