"""`show` prints everything known of one entity."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from knowledge.build import build
from knowledge.cli import commands

from .conftest import Programme


@pytest.fixture
def file(programme: Programme, tmp_path: Path) -> str:
    return str(build([programme.path], tmp_path / "k.sqlite", words=False).output)


@pytest.mark.parametrize("name", ["çağrı sayısı", "CAGRI", "1.1", "indicator:a"])
def test_an_entity_is_found_by_name_part_code_or_id(file: str, name: str) -> None:
    result = CliRunner().invoke(commands, ["show", name, "--knowledge", file])
    assert result.exit_code == 0
    for piece in ("Çağrı sayısı", "part of: Hizmet", "2024 hedef: 22.82 oran", "definition: ", "monitors ← Bir"):
        assert piece in result.output


def test_an_alias_finds_and_is_shown(file: str) -> None:
    result = CliRunner().invoke(commands, ["show", "birinci", "--knowledge", file])
    assert result.exit_code == 0
    assert "ilk müdürlük" in result.output


def test_several_matches_are_listed(file: str) -> None:
    result = CliRunner().invoke(commands, ["show", "müdürlüğü", "--knowledge", file])
    assert result.exit_code == 1
    assert "[unit:bir]" in result.output
    assert "[unit:iki]" in result.output
    assert '2 names hold "müdürlüğü"; give one of the ids in brackets.' in result.output


def test_nothing_found_says_so(file: str) -> None:
    result = CliRunner().invoke(commands, ["show", "kuş", "--knowledge", file])
    assert result.exit_code == 1
    assert 'Nothing in the knowledge base is called "kuş".' in result.output


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(commands, ["show", "kuş", "--knowledge", str(tmp_path / "none.sqlite")])
    assert result.exit_code == 1
    assert "python -m knowledge build" in result.output
