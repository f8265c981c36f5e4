"""What an operation works on: columns paired with things, parts with their whole, changes with what they started at."""

from __future__ import annotations

import pytest

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.queries import Cell, Column
from bot.engine import Engine
from bot.understanding import changes, series, shares
from bot.understanding.asked import Asked, Builder, chronological, proposed
from bot.understanding.operands import Operand
from tests.understanding.conftest import Frames

SHELTERS = "indicator:siginma-evi-sayisi"


@pytest.mark.parametrize(
    ("text", "operation", "build", "columns"),
    [
        ("sığınma evi sayısı 2023 hedefi", q.VALUE, series.value, [("target", 2023)]),
        ("sığınma evi sayısı", q.VALUE, series.value, [("target", 2023)]),
        ("sığınma evi sayısı 2023'ten 2025'e", q.DIFFERENCE, changes.pair, [("forecast", 2025), ("target", 2023)]),
        ("sığınma evi sayısı 2024 artış", q.CHANGE, changes.pair, [("forecast", 2024), ("target", 2023)]),
        ("sığınma evi sayısı artış", q.CHANGE, changes.pair, [("target", 2023), ("estimate", 2022)]),
        ("sığınma evi sayısı planlanan artış", q.CHANGE, changes.pair, [("estimate", 2022), ("planned", 2022)]),
        ("sığınma evi sayısı 2022 ulaştı mı", q.REACHED, changes.reached, [("estimate", 2022), ("planned", 2022)]),
        ("sığınma evi sayısı gerçekleşme oranı", q.SHARE, shares.share, [("estimate", 2022), ("planned", 2022)]),
        ("sığınma evi sayısı 2023 2024 toplam", q.SUM, series.many, [("target", 2023), ("forecast", 2024)]),
    ],
)
def test_columns_of_one_thing(
    engine: Engine, frame: Frames, text: str, operation: str, build: Builder, columns: list[tuple[str, int]]
) -> None:
    one = frame(text, SHELTERS)
    asked = Asked(engine.reader.figures, one, operation, cols.INDICATOR, (Operand(SHELTERS, None, 0, 3),))
    ((query, _),) = build(asked)
    assert [(cell.column.measure, cell.column.year) for cell in query.cells] == columns
    assert {cell.subject for cell in query.cells} == {SHELTERS}


def test_of_one_figure_there_is_no_average(engine: Engine, frame: Frames) -> None:
    one = frame("sığınma evi sayısı 2023 ortalama", SHELTERS)
    asked = Asked(engine.reader.figures, one, q.AVERAGE, cols.INDICATOR, (Operand(SHELTERS, None, 0, 3),))
    assert not list(series.many(asked))


def test_a_part_lies_in_what_is_above_it(engine: Engine, frame: Frames) -> None:
    item = "expense:personel-giderleri"
    one = frame("personel giderleri genel toplamın yüzde kaçı", item)
    agency = engine.base.agency.id
    parts, whole = shares.part_and_whole(engine.base, one, (Operand(agency, item, 0, 2),))
    assert parts == ((agency, item),)
    assert whole == (agency, None)


def test_as_many_columns_as_things_said_in_turn_pair_up(engine: Engine, frame: Frames) -> None:
    other = "indicator:aktif-ikamet-izni-sayisi"
    one = frame("sığınma evi sayısı 2023 aktif ikamet izni sayısı 2024", SHELTERS, other)
    things = (Operand(SHELTERS, None, 0, 3), Operand(other, None, 4, 8))
    asked = Asked(engine.reader.figures, one, q.VALUE, cols.INDICATOR, things)
    assert asked.cells(asked.columns) == (
        Cell(SHELTERS, None, Column("target", 2023)),
        Cell(other, None, Column("forecast", 2024)),
    )


def test_columns_stand_in_time() -> None:
    mixed = [Column("spent", 2022), Column("budget", 2023), Column("budget", 2022)]
    assert sorted(mixed, key=chronological) == [mixed[2], mixed[0], mixed[1]]


def test_a_yes_or_no_may_propose_a_way(frame: Frames) -> None:
    assert proposed(frame("sığınma evi sayısı arttı mı", SHELTERS)) == "up"
    assert proposed(frame("sığınma evi sayısı düştü mü", SHELTERS)) == "down"
    assert not proposed(frame("sığınma evi sayısı kaç arttı", SHELTERS))
