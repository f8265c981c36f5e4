"""What an agency counts by its regions: each figure of its own row, and none of all where a part is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine import Engine
from bot.replies.reply import ANSWER, Reply
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from knowledge.build import build
from knowledge.importing.folder import import_file

TEXTS = Path(__file__).parent / "questions" / "other"
METROLOGY, SPRINGS = "metrology", "thermal_springs"


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Engine]:
    found = {}
    for name in (METROLOGY, SPRINGS):
        folder = tmp_path_factory.mktemp("regions") / name
        import_file(TEXTS / f"{name}.txt", folder)
        build([folder], folder.with_suffix(".sqlite"))
        found[name] = Engine(KnowledgeBase(folder.with_suffix(".sqlite")))
    return found


def last(engine: Engine, turns: str) -> Reply:
    """The reply to the last message of a talk, whose messages are parted by " / "."""
    state = Conversation()
    for text in turns.split(" / "):
        reply, state = engine.respond(text, state)
    return reply


@pytest.mark.parametrize(
    ("agency", "turns", "value"),
    [
        (METROLOGY, "adana gezici ekip", 7),
        (METROLOGY, "bursa bölge müdürlüğünün kaç tane ölçü ayar istasyonu var", 5),
        (METROLOGY, "adana kaç kişi", 112),  # of the counts in its row that of persons
        (METROLOGY, "ankara bölge müdürlüğünde kaç kişi çalışıyor / izmir'de", 178),
        (METROLOGY, "en çok personel hangi bölge müdürlüğünde", 268),
        (METROLOGY, "kuvvet ve tork laboratuvarı kaç cihaz", 35),
        (SPRINGS, "denizli izleme istasyonu", 52),
        (SPRINGS, "bursa bölge müdürlüğünde kaç kişi çalışıyor / ankara bölgede / ikisinin farkı", 37),
        (SPRINGS, "bursa bölge müdürlüğü kaç metrekare", 3745),
    ],
)
def test_a_figure_of_a_region_is_told(engines: dict[str, Engine], agency: str, turns: str, value: float) -> None:
    reply = last(engines[agency], turns)
    assert reply.status == ANSWER
    assert reply.figures[0].value == value


@pytest.mark.parametrize(
    ("agency", "turns"),
    [
        (METROLOGY, "konya bölge müdürlüğünün kaç gezici ekibi var / orada kaç binek otomobil bulunuyor"),
        (METROLOGY, "kreşte kaç kişi var"),  # one crèche is no person
        (METROLOGY, "uzunluk laboratuvarında kaç kişi çalışıyor"),
        (METROLOGY, "rize bölge müdürlüğünün kaç tane ölçü ayar istasyonu var"),
        (SPRINGS, "kiralık hizmet binalarının kapalı alanları toplamı kaç m2"),  # its prose has that of all of them
    ],
)
def test_the_figure_of_all_is_not_told_for_a_part(engines: dict[str, Engine], agency: str, turns: str) -> None:
    reply = last(engines[agency], turns)
    assert reply.status != ANSWER
    assert reply.choices


def test_who_watches_an_indicator_is_read_below_a_programme_that_begins_like_a_title(
    engines: dict[str, Engine],
) -> None:
    reply = last(engines[METROLOGY], "özel servis sayısını hangi birim izliyor")
    assert "Tip Onayı ve Belgelendirme Dairesi Başkanlığı" in reply.text
