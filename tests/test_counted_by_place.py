"""What a programme counts or measures by place is told of a thing at a place, in one message or over two."""

from __future__ import annotations

import pytest

from bot.engine import Engine
from bot.replies.reply import ANSWER
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from knowledge.build import build
from knowledge.importing.folder import import_file

from .importing.as_text import as_text
from .importing.invented import ministry
from .importing.tables import Style

TABLES = """Tablo 91. Taşıt ve İş Makineleri
TAŞIT CİNSİ MERKEZ TAŞRA TOPLAM
Minibüs 4 11 15
Sondaj Kamyonu - 6 6
Toplam 4 17 21

Tablo 92. Fiziki Kaynaklara İlişkin Bilgiler
ALAN TÜRÜ (m²) KIYI YERLEŞKESİ YAYLA YERLEŞKESİ TOPLAM
Atölye Alanları 1.200 300 1.500
Depo Alanları 400 100 500
TOPLAM 1.600 400 2.000

Tablo 93. Hizmet Binalarına İlişkin Bilgiler
BİNA ADI KAPALI ALAN (m²) OFİS SAYISI
Liman İşletme Binası 4.100 30
Fener Binası 900 12
Toplam 5.000 42

Tablo 94. Merkez ve Taşra Teşkilatı Personel Sayıları
BİRİM MEMUR SÜREKLİ İŞÇİ TOPLAM
Merkez Teşkilatı 30 10 40
Taşra Teşkilatı 50 20 70
Toplam 80 30 110
"""
ASKED = [
    (["merkezde kaç minibüs var"], 4),
    (["kaç minibüs var", "taşrada?"], 11),
    (["minibüslerin yüzde kaçı taşrada"], 73.33),
    (["toplam kaç taşıt var"], 21),
    (["yayla yerleşkesinde depo alanı kaç metrekare"], 100),
    (["kıyı yerleşkesi kaç m2"], 1600),
    (["fener binasında kaç ofis var"], 12),
    (["liman işletme binası kaç metrekare", "orada kaç ofis var"], 30),
    (["merkezde kaç memur var"], 30),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("placed") / "programme"
    text = folder.with_suffix(".txt")
    text.write_text(TABLES + "\n" + as_text(ministry(), Style()), "utf-8")
    import_file(text, folder)
    build([folder], folder.with_suffix(".sqlite"))
    return Engine(KnowledgeBase(folder.with_suffix(".sqlite")))


@pytest.mark.parametrize(("turns", "value"), ASKED)
def test_a_thing_at_a_place(engine: Engine, turns: list[str], value: float) -> None:
    state = Conversation()
    for turn in turns:
        told, state = engine.respond(turn, state)
    assert told.status == ANSWER, told.text
    assert round(told.figures[0].value, 2) == value, told.text


def test_there_is_none_of_a_thing_at_a_place(engine: Engine) -> None:
    told, _ = engine.respond("merkezde sondaj kamyonu var mı", Conversation())
    assert told.text.startswith("Hayır, yok. Sondaj Kamyonu, Merkez Teşkilatı")
