"""A build is checked, reproducible and all or nothing."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from knowledge import schema
from knowledge.base import KnowledgeBase
from knowledge.build import build
from knowledge.cli import commands
from knowledge.folder import DataError

from .conftest import Programme


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_every_row_arrives(programme: Programme, tmp_path: Path) -> None:
    built = build([programme.path], tmp_path / "k.sqlite", words=False)
    assert built.rows == {
        "programmes": 1,
        "entities": 13,
        "facts": 18,
        "attributes": 1,
        "relations": 4,
        "aliases": 2,
        "contradictions": 0,
    }
    found = rows(built.output, "select value, typeof(value), printed, place, line from facts where unit = 'oran'")
    assert found == [(22.82, "real", "22.82", "Tablo 3", 14), (7, "integer", "%7", "Tablo 3", 15)]


def test_tables_come_before_prose(programme: Programme, tmp_path: Path) -> None:
    built = build([programme.path], tmp_path / "k.sqlite", words=False)
    places = [place for (place,) in rows(built.output, "select distinct place from facts order by id")]
    assert places == ["Tablo 1", "Tablo 3", "Tablo 4", "İnsan Kaynağı"]


def test_only_programme_toml_must_exist(tmp_path: Path, programme: Programme) -> None:
    bare = Programme(tmp_path / "bare")
    bare.write("programme.toml", (programme.path / "programme.toml").read_text("utf-8"))
    assert build([bare.path], tmp_path / "k.sqlite", words=False).rows["entities"] == 0


def test_same_data_give_the_same_bytes(programme: Programme, tmp_path: Path) -> None:
    one = build([programme.path], tmp_path / "one.sqlite", words=False).output
    other = build([programme.path], tmp_path / "other.sqlite", words=False).output
    assert one.read_bytes() == other.read_bytes()


def test_shipped_data_give_the_same_bytes_in_any_process(knowledge_file: Path, tmp_path: Path) -> None:
    """The file of this run was built by a process that hashes otherwise."""
    file = tmp_path / "other.sqlite"
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    command = [sys.executable, "-m", "knowledge", "build", "--output", str(file)]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed})
    assert file.read_bytes() == knowledge_file.read_bytes()


def test_shipped_file_is_sound(knowledge_file: Path) -> None:
    assert rows(knowledge_file, "pragma foreign_key_check") == []
    assert rows(knowledge_file, "pragma integrity_check") == [("ok",)]
    assert rows(knowledge_file, "pragma user_version") == [(schema.VERSION,)]


def test_all_tables_of_ours_are_strict(programme: Programme, tmp_path: Path) -> None:
    built = build([programme.path], tmp_path / "k.sqlite", words=False)
    lax = rows(
        built.output,
        "select name from pragma_table_list where type = 'table' and not strict and name not like 'sqlite_%'",
    )
    assert lax == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("facts/tablo-01.csv", "1000,TL", "1001,TL", 'tablo-01.csv:2: the value is 1001, but "1.000" is 1000'),
        ("facts/tablo-01.csv", "agency:deneme", "agency:baska", 'tablo-01.csv:2: there is no entity "agency:baska"'),
        ("facts/tablo-01.csv", "expense:mal", "expense:yok", 'tablo-01.csv:3: there is no entity "expense:yok"'),
        ("facts/tablo-01.csv", "expense:mal", "expense:personel", "tablo-01.csv:3: the same fact stands already"),
        ("facts/tablo-01.csv", "budget", "butce", 'tablo-01.csv:2: there is no measure "butce"'),
        ("facts/tablo-01.csv", "2024", "yıl", "tablo-01.csv:2: \"year\" is 'yıl', which is no number"),
        ("facts/tablo-01.csv", ",TL,", ",,", "tablo-01.csv:2: the fact has no unit"),
        ("facts/tablo-01.csv", ",11", ",101", "tablo-01.csv:2: line 101 is not in the text, which has 100 lines"),
        ("facts/tablo-01.csv", ",11", "", "tablo-01.csv:2: the row must have 8 cells"),
        ("facts/tablo-01.csv", "printed", "basılan", "tablo-01.csv:1: the columns must be"),
        ("entities/programme.csv", "agency:deneme", "agency:yok", 'programme.csv:2: there is no entity "agency:yok"'),
        ("entities/programme.csv", "programme:destek", "programme:hizmet", "programme.csv:3: "),
        ("entities/unit.csv", "unit:bir", "birim:bir", "unit.csv:2: an entity needs a name and an id that begins with"),
        ("entities/expense.csv", "Toplam,,,", "Toplam,,expense:personel,", 'expense.csv:2: "expense:personel" is a'),
        ("relations/monitors.csv", "unit:bir", "unit:yok", 'monitors.csv:2: there is no entity "unit:yok"'),
        ("relations/monitors.csv", "unit:iki,monitors,indicator:b", "unit:bir,monitors,indicator:a", "monitors.csv:3"),
        ("attributes/indicator.toml", "indicator:a", "indicator:z", 'indicator.toml:2: there is no entity "indicator'),
        ("attributes/indicator.toml", "text =", "body =", 'indicator.toml:2: "text" is missing'),
        ("attributes/indicator.toml", "[[attribute]]", "[[attribute]", "indicator.toml cannot be read"),
        ("aliases/unit.toml", "unit:bir", "unit:yok", 'unit.toml:1: there is no entity "unit:yok"'),
        ("aliases/unit.toml", '["birinci", "ilk müdürlük"]', '"birinci"', "must have a list of names"),
        ("programme.toml", "insan-kaynagi", "baska", "insan-kaynagi.csv: a file of facts is named tablo-NN.csv, or"),
        ("programme.toml", 'agency = "Deneme Kurumu"', "", '"agency" is missing'),
    ],
)
def test_wrong_data_leave_the_old_file(
    programme: Programme, tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    output = tmp_path / "out" / "k.sqlite"
    build([programme.path], output, words=False)
    before = output.read_bytes()
    programme.change(file, old, new)
    with pytest.raises(DataError) as error:
        build([programme.path], output, words=False)
    assert message in str(error.value)
    assert "deneme-2024/" in str(error.value)
    assert str(tmp_path) not in str(error.value)
    assert output.read_bytes() == before
    assert list(output.parent.iterdir()) == [output]


def test_an_unknown_kind_is_an_error(programme: Programme, tmp_path: Path) -> None:
    programme.write("entities/wizard.csv", "id,name,code,parent,table,line\nwizard:x,X,,,,\n")
    with pytest.raises(DataError, match=r'wizard\.csv:2: "wizard" is no kind of entity'):
        build([programme.path], tmp_path / "k.sqlite", words=False)


def test_an_interrupted_build_leaves_the_old_file(
    programme: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out" / "k.sqlite"
    build([programme.path], output, words=False)
    before = output.read_bytes()
    monkeypatch.setattr("knowledge.build._finish", lambda connection: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        build([programme.path], output, words=False)
    assert output.read_bytes() == before
    assert list(output.parent.iterdir()) == [output]


def test_another_agency_keeps_its_own_entities(make: Callable[[str], Programme], tmp_path: Path) -> None:
    one, other = make("deneme-2024"), make("ornek-2025")
    other.change("programme.toml", 'id = "deneme-2024"', 'id = "ornek-2025"')
    other.change("programme.toml", "Deneme Kurumu", "Örnek Kurumu")
    other.change("programme.toml", "year = 2024", "year = 2025")
    output = build([one.path, other.path], tmp_path / "k.sqlite", words=False).output
    assert rows(output, "select parent from entities where id = 'programme:hizmet@ornek-kurumu'") == [
        ("agency:deneme@ornek-kurumu",)
    ]
    subjects = rows(output, "select distinct subject from facts where programme = 'ornek-2025' and unit = 'TL'")
    assert all(str(subject).endswith("@ornek-kurumu") for (subject,) in subjects)
    assert len(rows(output, "select * from relations")) == 8


def test_a_later_programme_of_the_agency_shares_its_entities(make: Callable[[str], Programme], tmp_path: Path) -> None:
    one, other = make("deneme-2024"), make("deneme-2025")
    other.change("programme.toml", 'id = "deneme-2024"', 'id = "deneme-2025"')
    other.change("programme.toml", "year = 2024", "year = 2025")
    other.change("entities/unit.csv", "Bir Müdürlüğü", "Birinci Müdürlük")
    output = build([other.path, one.path], tmp_path / "k.sqlite", words=False).output
    assert rows(output, "select name, programme from entities where id = 'unit:bir'") == [
        ("Birinci Müdürlük", "deneme-2025")
    ]
    assert rows(output, "select count(*) from facts") == [(36,)]
    assert rows(output, "select count(*) from entities") == [(13,)]


def test_the_same_programme_twice_is_an_error(make: Callable[[str], Programme], tmp_path: Path) -> None:
    with pytest.raises(DataError, match='Two folders hold the same programme "deneme-2024"'):
        build([make("a").path, make("b").path], tmp_path / "k.sqlite", words=False)


def test_command_builds_and_says_what(programme: Programme, tmp_path: Path) -> None:
    result = CliRunner().invoke(commands, ["build", str(programme.path), "--output", str(tmp_path / "k.sqlite")])
    assert result.exit_code == 0
    assert "13 entities, 18 facts" in result.output
    assert KnowledgeBase(tmp_path / "k.sqlite").programme.id == "deneme-2024"


def test_command_fails_in_one_sentence(programme: Programme, tmp_path: Path) -> None:
    programme.change("facts/tablo-01.csv", "budget", "butce")
    result = CliRunner().invoke(commands, ["build", str(programme.path), "--output", str(tmp_path / "k.sqlite")])
    assert result.exit_code == 1
    assert result.output.splitlines() == ['Error: deneme-2024/facts/tablo-01.csv:2: there is no measure "butce".']
    assert not (tmp_path / "k.sqlite").exists()
