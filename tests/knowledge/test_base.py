"""A knowledge base file is opened read-only, and an unusable one says what to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase, KnowledgeBaseError
from knowledge.build import build

from .conftest import Programme


@pytest.fixture
def file(programme: Programme, tmp_path: Path) -> Path:
    return build([programme.path], tmp_path / "k.sqlite", words=False).output


def test_it_is_read_only(file: Path) -> None:
    with closing(KnowledgeBase(file)) as base, pytest.raises(sqlite3.OperationalError):
        base.connection.execute("delete from facts")


def test_it_reads_what_was_built(file: Path) -> None:
    with closing(KnowledgeBase(file)) as base:
        assert base.agency.name == "Deneme Kurumu"
        assert [part.id for part in base.children("agency:deneme")][:2] == ["programme:hizmet", "programme:destek"]
        assert [(fact.value, fact.place) for fact in base.facts("indicator:a")] == [(22.82, "Tablo 3")]
        assert base.sources("indicator:b", "monitors") == ("unit:iki",)
        assert base.attributes("indicator:a")[0].kind == "definition"


@pytest.mark.parametrize("damage", ["missing", "text", "empty", "version"])
def test_an_unusable_file_says_what_to_do(file: Path, damage: str) -> None:
    if damage == "missing":
        file.unlink()
    elif damage == "text":
        file.write_text("no database at all, but long enough to be read as one" * 10, "utf-8")
    elif damage == "empty":
        file.write_bytes(b"")
    else:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("pragma user_version = 99")
            connection.commit()
    with pytest.raises(KnowledgeBaseError, match="python -m knowledge build"):
        KnowledgeBase(file)
