"""Of places that print one figure otherwise, the one with which the totals hold is believed first."""

from __future__ import annotations

from pathlib import Path

from knowledge.build import load

HEADER = 'id = "deneme-2024"\nagency = "Deneme"\nyear = 2024\ntitle = "2024 Yılı Performans Programı"\n'
ENTITIES = {
    "agency": ["agency:deneme,Deneme,,,Tablo 1,1"],
    "programme": ["programme:a,A,,agency:deneme,Tablo 1,2", "programme:b,B,,agency:deneme,Tablo 1,3"],
}


def first(folder: Path, tables: dict[int, dict[str, int]]) -> int | float:
    """The value of programme A that comes first, of tables with the values of their subjects."""
    for kind, rows in ENTITIES.items():
        (folder / "entities").mkdir(parents=True, exist_ok=True)
        text = "\n".join(["id,name,code,parent,table,line", *rows, ""])
        (folder / "entities" / f"{kind}.csv").write_text(text, "utf-8")
    (folder / "programme.toml").write_text(HEADER, "utf-8")
    (folder / "facts").mkdir(exist_ok=True)
    for table, values in tables.items():
        rows = [f"{subject},,budget,2024,{value},TL,{value},{table}" for subject, value in values.items()]
        text = "\n".join(["subject,item,measure,year,value,unit,printed,line", *rows, ""])
        (folder / "facts" / f"tablo-{table:02}.csv").write_text(text, "utf-8")
    (programme,) = load([folder])
    return next(fact.value for fact in programme.facts if fact.subject == "programme:a")


def test_the_totals_decide(tmp_path: Path) -> None:
    right = {"agency:deneme": 500, "programme:a": 300, "programme:b": 200}
    wrong = {"programme:a": 330, "programme:b": 200}
    assert first(tmp_path / "one", {1: wrong, 2: wrong, 3: right}) == 300
    assert first(tmp_path / "two", {1: right, 2: wrong, 3: wrong}) == 300


def test_without_totals_the_most_places_decide_and_then_the_first(tmp_path: Path) -> None:
    assert first(tmp_path / "one", {1: {"programme:a": 1}, 2: {"programme:a": 2}, 3: {"programme:a": 2}}) == 2
    assert first(tmp_path / "two", {1: {"programme:a": 1}, 2: {"programme:a": 2}}) == 1
