"""Names that are added to a compiled knowledge base stand there as if it had been compiled with them."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.teaching import add_names
from knowledge.vocabulary import SCHEMA, recompile_vocabulary

ENTITY = "indicator:sinir-disi-edilen-yabanci-sayisi"
NAMES = {"deportasyon": ENTITY, "kapıdan dönenler": ENTITY, "ve şutlanan yabancılar": ENTITY, "yok": "indicator:yok"}
FOUND = ("keys", "pieces", "skeletons")
"""What finds a word: every table that a word leads to in spite of endings and slips."""


@pytest.fixture(scope="module")
def copies(
    knowledge_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    """A knowledge base to which names were added, and one that was compiled with them."""
    folder = tmp_path_factory.mktemp("taught")
    added, compiled = folder / "added.sqlite", folder / "compiled.sqlite"
    for path in (added, compiled):
        shutil.copyfile(knowledge_file, path)
    with closing(sqlite3.connect(added)) as one, closing(sqlite3.connect(compiled)) as other:
        add_names(one, NAMES)
        other.executemany(
            "insert into aliases (entity, name) select id, ? from entities where id = ?", list(NAMES.items())
        )
        recompile_vocabulary(other)
        yield one, other


def rows(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    """A table's rows with the words themselves in place of their numbers."""
    found = connection.execute(f"select words.form, {table}.* from {table} join words on words.id = word")
    place = [column[0] for column in found.description].index("word")
    return {(*row[:place], *row[place + 1 :]) for row in found}


@pytest.mark.parametrize("table", FOUND)
def test_its_words_are_found_as_if_compiled(copies: tuple[sqlite3.Connection, sqlite3.Connection], table: str) -> None:
    added, compiled = (rows(connection, table) for connection in copies)
    assert added == compiled


def test_its_names_and_real_words_are_the_same(copies: tuple[sqlite3.Connection, sqlite3.Connection]) -> None:
    for query in ("select entity, text, official, agency from names", "select form from real_words"):
        added, compiled = (set(connection.execute(query)) for connection in copies)
        assert added == compiled


def test_its_words_weigh_nearly_the_same(copies: tuple[sqlite3.Connection, sqlite3.Connection]) -> None:
    query = "select text, position, name_words.weight from name_words join names on names.id = name where entity = ?"
    added, compiled = (
        {(text, place): weight for text, place, weight in connection.execute(query, (ENTITY,))} for connection in copies
    )
    assert added.keys() == compiled.keys()
    assert added == pytest.approx(compiled, abs=0.02)


def test_every_table_that_leads_to_words_is_known() -> None:
    """A table that is added to the index must be filled by both."""
    tables = re.findall(r"create table (\w+)\(([^;]*)", SCHEMA)
    leading = [name for name, columns in tables if re.search(r"\bword integer", columns)]
    assert sorted(leading) == sorted([*FOUND, "name_words", "attribute_words", "word_agencies"])


def test_a_name_that_is_there_is_added_once(knowledge_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.sqlite"
    shutil.copyfile(knowledge_file, path)
    with closing(sqlite3.connect(path)) as connection:
        for _ in range(2):
            add_names(connection, NAMES)
        count = "select count(*) from names where text = 'deportasyon'"
        assert connection.execute(count).fetchone() == (1,)
