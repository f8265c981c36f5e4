"""What each unit has been given and has spent: read from the table of a programme, and told by the bot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.assistant import Assistant
from bot.replies.reply import ANSWER
from knowledge.base import KnowledgeBase
from knowledge.build import build
from knowledge.importing.folder import import_file

from .layouts import COVER, Grid, as_lines

UNITS = Grid(
    [["Harcama Birimi", "2023 Bütçe", "2024 Bütçe", "2025 Tahmin"]],
    [
        ["Strateji Geliştirme Daire Başkanlığı", "11.400.000", "12.350.000", "13.000.000"],
        ["Personel Daire Başkanlığı", "8.200.000", "9.100.000", "9.900.000"],
        ["Bilgi İşlem Daire Başkanlığı", "21.000.000", "30.500.000", "33.000.000"],
        ["TOPLAM", "40.600.000", "51.950.000", "55.900.000"],
    ],
)
INDICATORS = Grid(
    [["Performans Göstergesi", "Ölçü Birimi", "2022 Gerçekleşme", "2023 Hedef", "2024 Hedef"]],
    [["Denetim sayısı", "Adet", "12", "20", "30"], ["Eğitim sayısı", "Adet", "2", "3", "4"]],
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The bot over an invented programme that gives its units' budgets and no activities."""
    folder = tmp_path_factory.mktemp("units")
    file = folder / "programme.txt"
    items = [
        *COVER,
        "Program Adı: HİZMETLER",
        "",
        INDICATORS,
        "Tablo 2. Harcama Birimlerinin Ödenekleri (TL)",
        "",
        UNITS,
    ]
    file.write_text(as_lines(items), "utf-8")
    import_file(file, folder / "imported")
    build([folder / "imported"], folder / "knowledge.sqlite")
    base = KnowledgeBase(folder / "knowledge.sqlite")
    yield Assistant(base)
    base.close()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Strateji Daire Başkanlığı 2024 bütçesi", 12_350_000),
        ("bilgi işlem dairesinin 2025 tahmini", 33_000_000),
        ("personel daire başkanlığına 2023'te ne kadar bütçe ayrıldı", 8_200_000),
        ("2024 bütçesi en yüksek birim", 30_500_000),
        ("2024 toplam bütçe", 51_950_000),
    ],
)
def test_a_unit_has_its_own_budget(asked: Assistant, question: str, value: float) -> None:
    reply = asked.reply(question, question)
    assert reply.status == ANSWER, reply.text
    assert reply.figures[0].value == value


def test_what_the_units_have_not_is_not_made_up(asked: Assistant) -> None:
    reply = asked.reply("", "Strateji Geliştirme Daire Başkanlığı 2023 harcaması")
    assert not reply.figures


def test_a_unit_is_told_with_its_budget(asked: Assistant) -> None:
    assert "12.350.000 TL" in asked.reply("", "Strateji Geliştirme Daire Başkanlığı hakkında bilgi").text
