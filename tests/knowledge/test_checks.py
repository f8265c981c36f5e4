"""Totals and identities are recomputed, and what fails must be accounted for by a contradiction."""

from __future__ import annotations

from collections import Counter

import pytest
from click.testing import CliRunner

from knowledge.build import DATA
from knowledge.checks import Report, check
from knowledge.cli import commands

from .conftest import Programme

CONTRADICTION = """
[[contradiction]]
id = "A1"
kind = "A"
title = "Toplam farklıdır"
entities = ["{entity}"]
years = [{year}]

[[contradiction.reading]]
text = "Tablo 1: {one} TL"

[[contradiction.reading]]
text = "Toplam: {other} TL"
"""


def failing(report: Report) -> set[tuple[str, str, str | None]]:
    return {(f.check, f.subject, f.item) for f in report.findings if not f.holds}


def test_a_sound_programme_holds(programme: Programme) -> None:
    report = check([programme.path])
    assert failing(report) == set()
    assert set(Counter(finding.check for finding in report.findings)) == {
        "Tables against each other",
        "Totals of scopes",
        "Totals of items",
        "Whole against its items",
        "Whole against its lowest items",
        "Data source and monitoring unit",
        "Order of the lists of units",
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "facts/insan-kaynagi.csv",
            "1500,TL,1.500",
            "1501,TL,1.501",
            {("Tables against each other", "agency:deneme", None)},
        ),
        (
            "facts/tablo-01.csv",
            "programme:destek,expense:personel,budget,2024,100,TL,100",
            "programme:destek,expense:personel,budget,2024,101,TL,101",
            {
                ("Totals of scopes", "agency:deneme", "expense:personel"),
                ("Totals of items", "programme:destek", "expense:toplam"),
                ("Whole against its lowest items", "programme:destek", None),
            },
        ),
        (
            "facts/tablo-01.csv",
            "agency:deneme,,budget,2024,1500,TL,1.500",
            "agency:deneme,,budget,2024,1400,TL,1.400",
            {
                ("Tables against each other", "agency:deneme", None),
                ("Totals of scopes", "agency:deneme", None),
                ("Whole against its items", "agency:deneme", None),
                ("Whole against its lowest items", "agency:deneme", None),
            },
        ),
        (
            "facts/tablo-04.csv",
            "area:ust,,area,,20,m²,20",
            "area:ust,,area,,40,m²,40",
            {("Totals of scopes", "area:bina", None)},
        ),
        (
            "relations/data_source.csv",
            "unit:iki,",
            "unit:bir,",
            {("Data source and monitoring unit", "indicator:b", None)},
        ),
        ("relations/monitors.csv", "Tablo 5,22", "Tablo 5,20", {("Order of the lists of units", "indicator:a", None)}),
    ],
)
def test_what_does_not_close_is_found(
    programme: Programme, file: str, old: str, new: str, expected: set[tuple[str, str, str | None]]
) -> None:
    programme.change(file, old, new)
    report = check([programme.path])
    assert failing(report) == expected
    assert len(report.unexplained) == len([f for f in report.findings if not f.holds])


def test_a_missing_row_breaks_its_own_tables_total(programme: Programme) -> None:
    programme.change("facts/tablo-01.csv", "programme:destek,,budget,2024,100,TL,100,13\n", "")
    assert failing(check([programme.path])) == {("Totals of scopes", "agency:deneme", None)}


@pytest.mark.parametrize(
    ("entity", "year", "one", "other", "explained"),
    [
        ("agency:deneme", 2024, "1.501", "1.500", True),
        ("agency:deneme", 2025, "1.501", "1.500", False),
        ("unit:bir", 2024, "1.501", "1.500", False),
        ("agency:deneme", 2024, "1.777", "1.500", False),
    ],
)
def test_a_contradiction_must_name_thing_year_and_figures(
    programme: Programme, entity: str, year: int, one: str, other: str, explained: bool
) -> None:
    programme.change("facts/insan-kaynagi.csv", "1500,TL,1.500", "1501,TL,1.501")
    programme.write("contradictions.toml", CONTRADICTION.format(entity=entity, year=year, one=one, other=other))
    report = check([programme.path])
    assert (not report.unexplained) is explained
    result = CliRunner().invoke(commands, ["check", str(programme.path)])
    assert result.exit_code == (0 if explained else 1)
    assert "A1 Toplam farklıdır" in result.output


def test_shipped_programmes_are_sound() -> None:
    assert [finding.text for finding in check().unexplained] == []


def test_what_holds_and_what_does_not_in_the_programme_of_2023() -> None:
    report = check([DATA / "goc-2023"])
    assert {id for f in report.findings for id in f.explained[:1]} == {"A1", "A2", "A3", "A4", "A5", "A6", "A7", "E1"}
    assert Counter(f.check for f in report.findings if f.holds) == {
        "Totals of scopes": 310,
        "Tables against each other": 157,
        "Whole against its items": 142,
        "Totals of items": 114,
        "Whole against its lowest items": 58,
        "Order of the lists of units": 26,
        "Data source and monitoring unit": 21,
    }
