"""Rows of a table of the programme's own are asked by its columns, as any other figures are."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine import Engine
from bot.replies.reply import ANSWER, Reply
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from knowledge.build import build
from knowledge.importing.folder import import_file
from tests.importing.as_text import as_text
from tests.importing.invented import ministry
from tests.importing.tables import Style

TABLES = """
Tablo 91. İlçelere Göre Hizmet Bilgileri
İLÇE NÜFUS ABONE SAYISI BORU HATTI (km)
Kayaören 418.650 176.420 1.642
Gölpınar 231.740 97.865 988
Taşlıdere 30.000 1.000 70
Toplam 680.390 275.285 2.700
Tablo 92. Deniz Araçları
CİNSİ ADET ORTALAMA YAŞ
Kılavuz Botu 42 8
Römorkör 26 11
Toplam 68 -
Tablo 93. Gölpınar Tesisleri
TESİS HİZMETE GİRDİĞİ YIL KAPASİTE (m³/gün)
Ilıca Süzme Tesisi 1998 48.000
Yeşilkır Süzme Tesisi 2011 9.500
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An invented ministry with three tables that no reader knows."""
    folder: Path = tmp_path_factory.mktemp("tables")
    file = folder / "programme.txt"
    file.write_text(TABLES + as_text(ministry(), Style()), "utf-8")
    import_file(file, folder / "data")
    build([folder / "data"], folder / "x.sqlite")
    return Engine(KnowledgeBase(folder / "x.sqlite"))


def said(agency: Engine, *turns: str) -> Reply:
    state = Conversation()
    for turn in turns:
        reply, state = agency.respond(turn, state)
    return reply


ASKED = {
    ("Gölpınar'da kaç abone var",): "Gölpınar, abone sayısı: 97.865 adet",
    ("Kayaören boru hattı",): "Kayaören, boru hattı: 1.642 km",
    ("römorkör ortalama yaşı",): "Römorkör, ortalama yaş: 11 yaş",
    ("kaç kılavuz botu var",): "Kılavuz Botu: 42 adet",
    ("Ilıca süzme tesisinin kapasitesi",): "Ilıca Süzme Tesisi, kapasite: 48.000 m³/gün",
    ("toplam abone sayısı kaç",): "275.285",
    ("nüfusu en fazla olan ilçe hangisi",): "Kayaören: 418.650 kişi",
    ("nüfusu en az olan ilçe",): "Taşlıdere: 30.000 kişi",
    ("Kayaören ile Gölpınar nüfusu toplamı",): "650.390 kişi",
    ("Gölpınar abone sayısının payı",): "%35,55",
    ("ilçelere göre nüfus",): "Taşlıdere, nüfus: 30.000 kişi",
    ("kaç ilçe var",): "3 ilçe",
    ("Gölpınar'da kaç abone var", "peki Kayaören?"): "Kayaören, abone sayısı: 176.420 adet",
    ("Gölpınar'da kaç abone var", "nüfusu kaç"): "Gölpınar, nüfus: 231.740 kişi",
}


@pytest.mark.parametrize("turns", ASKED)
def test_rows_are_asked_by_columns(agency: Engine, turns: tuple[str, ...]) -> None:
    reply = said(agency, *turns)
    assert reply.status == ANSWER
    assert ASKED[turns] in reply.text


@pytest.mark.parametrize("text", ["Kayaören ne kadar", "en yüksek ilçe"])
def test_which_column_is_meant_is_not_guessed(agency: Engine, text: str) -> None:
    assert said(agency, text).status != ANSWER


@pytest.mark.parametrize("text", ["deniz araçlarının toplam ortalama yaşı", "Taşlıdere ortalama yaşı"])
def test_no_figure_is_made_up_of_ages(agency: Engine, text: str) -> None:
    assert not {figure.value for figure in said(agency, text).figures} - {8, 11, 42, 26, 68}
