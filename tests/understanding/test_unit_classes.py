"""Who asks how many units of a sort there are asks for no persons, though the staff of such units is counted too."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.queries import VALUE, Cell, Column, Query
from bot.engine import Engine
from bot.replies.reply import ANSWER
from bot.understanding.frame import Conversation
from bot.understanding.unit_classes import of_staff
from knowledge.base import KnowledgeBase
from knowledge.build import build
from tests.programmes import derived

STAFF = "staff:subeler"


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An agency with branches of a sort that no word list has, and with figures for the staff of all of them."""
    folder = derived(tmp_path_factory.mktemp("sorts") / "programme", "x-2023", agency="Kıyı İdaresi")
    with (folder / "entities" / "unit.csv").open("a", encoding="utf-8") as units:
        units.writelines(
            f"unit:{name}-fakultesi,{name.title()} Fakültesi,fakülte,,Merkez Teşkilatı,1\n"
            for name in ("hukuk", "fen", "tarih")
        )
    with (folder / "entities" / "staff.csv").open("a", encoding="utf-8") as staff:
        staff.write(f"{STAFF},Fakülteler,,staff:toplam,Tablo 3,1\n")
    with (folder / "facts" / "tablo-03.csv").open("a", encoding="utf-8") as facts:
        facts.write(f"{STAFF},,count,,1186,kişi,1.186,1\n")
    path: Path = folder.parent / "x.sqlite"
    build([folder], path)
    return Engine(KnowledgeBase(path))


@pytest.mark.parametrize("text", ["kaç fakülte var", "fakülteler hangileri", "kaç fakültemiz var"])
def test_units_are_told_where_nobody_counts_persons(agency: Engine, text: str) -> None:
    reply, _ = agency.respond(text, Conversation())
    assert reply.status == ANSWER
    assert "1.186" not in reply.text
    assert "3 fakülte" in reply.text


@pytest.mark.parametrize("text", ["fakültelerde kaç kişi çalışıyor", "fakülteler personel sayısı"])
def test_persons_are_counted_where_they_are_asked_for(agency: Engine, text: str) -> None:
    reply, _ = agency.respond(text, Conversation())
    assert reply.status == ANSWER
    assert "1.186" in reply.text


def test_only_the_whole_staff_of_a_thing_is_not_asked_for() -> None:
    column = Column("count")
    assert of_staff(Query(VALUE, cells=(Cell(STAFF, None, column),)), frozenset({STAFF}))
    assert not of_staff(Query(VALUE, cells=(Cell(STAFF, "staff_group:kadin", column),)), frozenset({STAFF}))
