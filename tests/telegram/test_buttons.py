"""What is done with an answer: its years, its chart, copying, sharing, what is said of it; and the menus."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest

from bot.assistant import Assistant
from tests.telegram.conftest import People
from tests.telegram.people import Person
from tests.telegram.test_questions import ASKED_BACK, QUESTION, button, edited, until_last


@pytest.fixture
def ayse(people: People) -> Person:
    return people("Ayşe")


def test_years_are_tabs_of_one_message(ayse: Person) -> None:
    heard = ayse.asks(QUESTION)
    assert [button["text"] for button in heard.rows[0]] == ["2021", "2022", "· 2023 ·", "2024", "2025"]
    assert [button.get("style") for button in heard.rows[0]] == [None, None, "primary", None, None]
    for year, told in (("2024", "2024 tahmini 1.250.000"), ("2021", "2021 gerçekleşmesi 1.244.779")):
        before = heard.edits
        ayse.presses(heard, year)
        edited(ayse, heard, before)
        assert told in heard.text
        assert f"· {year} ·" in heard.buttons
    assert ayse.presses(heard, "· 2021 ·").notice, "that year stands there already"
    assert ayse.unheard() == [], "all of it happened in one message"
    assert "2025 tahmini 1.200.000" in ayse.asks("peki 2025?").text, "presses and messages are one conversation"


def test_an_answer_has_two_rows_of_buttons_that_fit_a_phone(ayse: Person) -> None:
    heard = ayse.asks(QUESTION)
    assert len(heard.rows) == 2
    assert all(len(row) <= 5 and max(len(b["text"]) for b in row) <= 8 for row in heard.rows)
    ayse.presses(heard, "⋯")
    edited(ayse, heard, 0)
    assert len(heard.rows) == 2
    assert {"👍", "👎"} < set(heard.buttons)
    ayse.presses(heard, "‹")
    edited(ayse, heard, 1)
    assert "Grafik" in heard.buttons


def test_the_figure_and_the_answer_with_its_source_are_copied(ayse: Person) -> None:
    heard = ayse.asks(QUESTION)
    copied = {b["text"]: b["copy_text"]["text"] for row in heard.rows for b in row if "copy_text" in b}
    assert copied["Kopyala"].startswith("Aktif ikamet izni sayısı: 2023 hedefi 1.280.000")
    assert copied["Kopyala"].endswith("Kaynak: Tablo 8 · 2023 Performans Programı")
    ayse.presses(heard, "⋯")
    edited(ayse, heard, 0)
    copied = {b["text"]: b["copy_text"]["text"] for row in heard.rows for b in row if "copy_text" in b}
    assert copied == {"Rakamı kopyala": "1.280.000"}


def test_an_answer_is_shared_and_its_link_opens_it(ayse: Person, people: People) -> None:
    heard = ayse.asks("peki veri altyapısı bütçesi")
    (share,) = [b for row in heard.rows for b in row if b["text"] == "Paylaş"]
    chosen = share["switch_inline_query_chosen_chat"]
    (shared,) = [r for r in ayse.searches(chosen["query"]).results if r["type"] == "article"]
    assert "3.198.642.000" in shared["input_message_content"]["message_text"]
    url = shared["reply_markup"]["inline_keyboard"][0][0]["url"]
    ali = people("Ali")
    opened = ali.asks("/start " + url.partition("?start=")[2])
    assert opened.text == heard.text
    assert opened.buttons == heard.buttons
    assert "2024" in ali.asks("peki 2024?").text, "an opened answer is what is spoken of"


@pytest.mark.parametrize("parameter", ["y-", "y-zz", "y-0123456789abcdef"])
def test_a_link_that_leads_nowhere_says_so(ayse: Person, parameter: str) -> None:
    assert "bağlantı" in ayse.asks(f"/start {parameter}").text


def test_a_chart_by_button(ayse: Person) -> None:
    heard = ayse.asks(QUESTION)
    ayse.presses(heard, button(heard, "grafi"))
    chart = ayse.hears()
    assert chart.kind == "photo"
    assert 600 <= chart.size[0] <= 2560
    for told in (
        "Aktif ikamet izni sayısı",
        "2023 hedefi: 1.280.000",
        "2021 gerçekleşmesi: 1.244.779",
        "Kaynak: Tablo 8",
    ):
        assert told in chart.text, "the caption tells what the picture shows"
    again = ayse.asks("grafik")
    assert (again.file_id, again.upload) == (chart.file_id, chart.upload), "it was uploaded once"
    assert chart.rows[0] != heard.rows[0], "its buttons are its own"
    assert [b["text"] for b in chart.rows[0]] == [b["text"] for b in heard.rows[0]]
    assert chart.buttons[5:] == ["Excel", "Kopyala", "Paylaş", "Rakamı kopyala", "⋯"]


def test_the_years_of_a_chart_are_tabs(ayse: Person) -> None:
    heard = ayse.asks(QUESTION)
    ayse.presses(heard, "Grafik")
    chart = ayse.hears()
    before = chart.upload
    ayse.presses(chart, "2024")
    edited(ayse, chart, 0)
    assert "· 2024 ·" in chart.buttons
    assert chart.upload != before, "another year has the strong colour"
    assert ayse.unheard() == []
    assert "2024 tahmini 1.250.000" in ayse.asks("peki ya 2024?").text


def test_three_taps_bring_one_chart(ayse: Person) -> None:
    heard = ayse.asks(QUESTION)
    presses = [ayse.presses(heard, label, wait=False) for label in ("Grafik", "Excel") * 3]
    for press in presses:
        ayse.account.wait(lambda press=press: press.answer, "each press is acknowledged")
    assert sorted(sent.kind for sent in until_last(ayse)) == ["document", "photo", "text"]


@pytest.mark.parametrize(
    ("said", "kind"),
    [("Grafiğini çizer misin?", "photo"), ("excel olarak gönder", "document"), ("menü", "text"), ("yardım", "text")],
)
def test_a_command_said_in_words(ayse: Person, said: str, kind: str) -> None:
    ayse.asks(QUESTION)
    heard = ayse.asks(said)
    assert heard.kind == kind
    told = {"menü": "Neye bakmak", "yardım": "/gostergeler"}.get(said, "")
    assert told in heard.text


@pytest.mark.parametrize("text", ["pdf var mı", "pdf olarak gönder", "Bunu csv yap"])
def test_another_kind_of_file_is_told_what_there_is(ayse: Person, text: str) -> None:
    ayse.asks(QUESTION)
    told = ayse.asks(text)
    assert ("excel" in told.text, "grafik" in told.text, told.rows) == (True, True, [])
    ayse.says("excel var mı")
    assert ayse.hears().kind == "document"


@pytest.mark.parametrize("said", ["grafik", "excel"])
def test_a_command_about_an_answer_before_there_is_one(ayse: Person, said: str) -> None:
    assert "Önce bir soru" in ayse.asks(said).text


def test_a_number_beyond_the_choices_gets_them_again(ayse: Person, assistant: Assistant) -> None:
    ayse.asks(ASKED_BACK)
    again = ayse.asks("7")
    assert f"1 ile {len(assistant.reply('seven', ASKED_BACK).choices)}" in again.text
    ayse.presses(again, again.buttons[1])
    assistant.reply("seven", ASKED_BACK)
    assert ayse.hears().text == assistant.reply("seven", "2").text


@pytest.mark.parametrize(
    ("command", "pages", "told"),
    [
        ("/gostergeler", 3, "1.280.000"),
        ("/birimler", 6, "Bağlı olduğu yer"),
        ("/butce", 3, "9.508.170.000 TL"),
        ("/kurullar", 1, "İçişleri Bakanı başkanlık eder"),
    ],
)
def test_browsing_in_place(ayse: Person, command: str, pages: int, told: str) -> None:
    menu = ayse.asks(command)
    seen = [tuple(menu.buttons)]
    for _ in range(pages - 1):
        before = menu.edits
        ayse.presses(menu, "Sonraki ›")
        edited(ayse, menu, before)
        seen.append(tuple(menu.buttons))
    assert len(set(seen)) == pages
    assert "Sonraki ›" not in menu.buttons
    for _ in range(pages - 1):
        before = menu.edits
        ayse.presses(menu, "‹ Önceki")
        edited(ayse, menu, before)
    assert tuple(menu.buttons) == seen[0]
    before = menu.edits
    ayse.presses(menu, menu.buttons[0])
    edited(ayse, menu, before)
    assert told in menu.text
    assert len(menu.rows) <= 3
    ayse.presses(menu, "‹ Listeye dön")
    edited(ayse, menu, before + 1)
    assert tuple(menu.buttons) == seen[0]
    assert ayse.unheard() == [], "all of it happened in one message"


def test_an_entry_of_a_menu_is_spoken_of(ayse: Person) -> None:
    ayse.asks("yimer 2023")
    menu = ayse.asks("/gostergeler")
    assert "1. Aktif ikamet izni sayısı" in menu.text
    ayse.presses(menu, "1")
    edited(ayse, menu, 0)
    ayse.presses(menu, "2025")
    edited(ayse, menu, 1)
    assert "‹ Listeye dön" in menu.buttons
    assert "Aktif ikamet izni sayısı: 2024 tahmini 1.250.000" in ayse.asks("peki 2024?").text


def test_units_of_one_name_are_told_apart_in_the_menu(ayse: Person) -> None:
    menu = ayse.asks("/birimler")
    assert "39 merkez, 7 taşra ve yurt dışı" in menu.text
    assert "İdari ve Mali İşler Şube Müdürlüğü (Düzensiz Göçle Mücadele" in menu.text


@pytest.mark.parametrize(("command", "rows"), [("/gostergeler", 22), ("/butce", 17)])
def test_a_whole_table_as_a_sheet(ayse: Person, command: str, rows: int) -> None:
    menu = ayse.asks(command)
    ayse.presses(menu, button(menu, "excel"))
    sheet = ayse.hears()
    assert sheet.upload is not None
    with ZipFile(io.BytesIO(sheet.upload.content)) as book:
        pages = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sum(page.count("<row ") - 4 for page in pages) == rows
