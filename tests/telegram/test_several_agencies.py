"""Menus where the programmes of several agencies are loaded: whose list it is, and how one comes to another's."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.answering.queries import VALUE, Cell, Column, Query
from bot.telegram.carrying import carried
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from knowledge.build import build
from tests.programmes import SHIPPED, derived
from tests.telegram.account import Sent
from tests.telegram.conftest import People
from tests.telegram.people import Person

HOME, OTHER = "Göç İdaresi Başkanlığı", "Orman & <Su> İşleri Kurumu"
WORDS = {"Göçmen": "Üretici", "göçmen": "üretici", "Göç": "Orman", "göç": "orman", "Aktif ikamet": "Etkin sulama"}


@pytest.fixture(scope="module")
def knowledge_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Programmes of two agencies."""
    root = tmp_path_factory.mktemp("agencies")
    build([derived(root / "agac-2023", "agac-2023", agency=OTHER, words=WORDS), SHIPPED], root / "two.sqlite")
    return root / "two.sqlite"


def pressed(person: Person, menu: Sent, label: str) -> str:
    """The text of a menu after a press."""
    before = menu.edits
    person.presses(menu, label)
    person.account.wait(lambda: menu.edits > before, f"{label} to open")
    return menu.text


def test_a_menu_asks_whose_list_is_meant(people: People) -> None:
    ayse = people("Ayşe")
    menu = ayse.asks("/gostergeler")
    assert "Hangi kurum" in menu.text
    assert sorted(menu.buttons) == [HOME, OTHER]
    assert f"{OTHER}: Performans göstergeleri" in pressed(ayse, menu, OTHER)
    assert "1. Etkin sulama" in menu.text
    assert "1.280.000" in pressed(ayse, menu, "1")
    assert "1.250.000" in ayse.asks("peki 2024?").text, "an entry is what is spoken of, whosever it is"
    assert OTHER in pressed(ayse, menu, "‹ Listeye dön")
    ayse.presses(menu, "📄")
    sheet = ayse.hears()
    assert sheet.upload is not None
    book = load_workbook(io.BytesIO(sheet.upload.content))
    names = {str(row[0].value) for page in book for row in page.iter_rows()}
    assert any("Etkin sulama" in name for name in names)
    assert not any("Aktif ikamet" in name for name in names)
    assert "Hangi kurum" in pressed(ayse, menu, "‹ Kurumlar")
    assert f"{HOME}: Performans göstergeleri" in pressed(ayse, menu, HOME)


def test_the_greeting_names_the_first_agency_as_it_is_written(people: People) -> None:
    assert people("Ayşe").asks("/start").text.startswith(f"Merhaba! {OTHER} 2023 Performans Programı")


def test_a_menu_follows_the_agency_spoken_of(people: People) -> None:
    ayse = people("Ayşe")
    assert "1.280.000" in ayse.asks("etkin sulama izni 2023 hedefi").text
    for command in ("/butce", "/birimler", "/kurullar", "/gostergeler"):
        assert OTHER in ayse.asks(command).text


def test_what_a_refusal_offers_of_each_agency_is_pressed(people: People) -> None:
    ayse = people("Ayşe")
    refused = ayse.asks("zorgulama kapasitesi")
    assert len(refused.buttons) > 1
    assert f"{OTHER}: Başkanlığa bağlı" in refused.text
    place = next(at for at, line in enumerate(refused.text.split("\n")) if OTHER in line)
    number = refused.text.split("\n")[place].partition(".")[0]
    ayse.presses(refused, f"{number}. ")
    heard = ayse.hears().text
    assert "22.140" in heard
    assert OTHER in heard.rpartition("Kaynak")[2]


def test_a_conversation_keeps_its_agency_where_the_numbers_change(knowledge_file: Path) -> None:
    base = KnowledgeBase(knowledge_file)
    for agency in base.agencies:
        subject = base.scoped(agency).of_kind("indicator")[0].id
        last = Query(VALUE, cells=(Cell(subject, None, Column("target", 2023)),))
        assert carried(Conversation(last=last, agency=77), base).agency == agency
    assert carried(Conversation(agency=base.agencies[1]), base).agency == 0, "whoever that was, nobody knows"
    base.close()
