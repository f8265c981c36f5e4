"""Importing the text of the shipped programme gives its tables, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge.importing.folder import import_file

ROOT = Path(__file__).parents[2]
TEXT = ROOT.parent / "shared" / "source" / "goc-2023-performans-programi.txt"
FOLDER = ROOT / "knowledge" / "data" / "goc-2023"

pytestmark = pytest.mark.skipif(not TEXT.is_file(), reason="the programme's text does not lie beside the checkout")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_import_over_the_shipped_folder_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "goc-2023"
    shutil.copytree(FOLDER, folder)
    report = import_file(TEXT, folder)
    made = contents(folder)
    assert made.pop("passages.csv")  # the programme's own sentences are not shipped
    assert made == contents(FOLDER)
    assert report.of("open") == report.of("unplaced") == []
    assert [note.line for note in report.of("filled")] == [1913, 1970]


def test_an_import_into_an_empty_folder_gives_its_tables(tmp_path: Path) -> None:
    folder = tmp_path / "goc-2023"
    import_file(TEXT, folder)
    made, shipped = contents(folder), contents(FOLDER)
    owned = [name for name in shipped if name.split("/")[0] in ("entities", "facts", "relations", "programme.toml")]
    sections = made["programme.toml"].index(b"\n# Titles of the tables that have no number")
    made["programme.toml"] = made["programme.toml"][:sections]
    areas = made["entities/area.csv"].splitlines(keepends=True)  # two that its prose says, people have entered too
    entered = (FOLDER / "by_hand" / "entities" / "area.csv").read_bytes()
    made["entities/area.csv"] = b"".join(row for row in areas if row.split(b",")[0] not in entered or b"id,name" in row)
    assert {name: made.get(name) for name in owned} == {name: shipped[name] for name in owned}


def test_the_contradictions_of_the_document_are_found(tmp_path: Path) -> None:
    told = [note.text for note in import_file(TEXT, tmp_path / "goc-2023").of("contradiction")]
    for figure_or_name in (
        "9.508.170.000",
        "13.995.000",
        "1.856.000",
        "817.368.848",
        "13.209",
        "kümülatif",
        "2022 yılı Performans Programı",
        "Göç İdaresi Genel Başkanlığı",
        "DÜZENSİZ GÖÇMENLER",
        "Gerçekleşen hizmet içi eğitim sayısı",
        "Gönüllü ve güvenli geri dönüşlerdeki artış",
        "verinin kaynağı olan birim ile sorumlu birim farklı",
        "yaygınlaştırılmasını",
        "mekanizmasının",
    ):
        assert any(figure_or_name in note for note in told), figure_or_name
