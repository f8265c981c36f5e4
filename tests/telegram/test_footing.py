"""What a bot stands on when it starts: whose state it is, and what is answered from where not all can be had."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.telegram import knowledge, publishing
from bot.telegram.engine import KnowledgeRefused
from bot.telegram.footing import STARTING_SECONDS, Alone, Together
from bot.telegram.settings import Settings
from bot.telegram.state import publications
from bot.telegram.state.store import StoreError
from bot.telegram.watching import FOLDER
from tests.telegram.postgres import Postgres

NOWHERE = "http://127.0.0.1:1/knowledge.sqlite"


def another(knowledge_file: Path, path: Path, title: str) -> str:
    """Makes a knowledge base with a title of its own; returns its SHA-256."""
    shutil.copy(knowledge_file, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update programmes set title = ?", (title,))
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def footing(postgres: Postgres, knowledge_file: Path, tmp_path: Path) -> Iterator[Together]:
    settings = Settings(state_url=SecretStr(postgres.database()), data_dir=tmp_path, knowledge=knowledge_file)
    together = Together(settings)
    yield together
    together.store.close()


def begin(footing: Together) -> tuple[str, str]:
    """(title of what is answered from, why it is not all that it should be)."""

    async def scenario() -> tuple[str, str]:
        used, without = await footing.knowledge()
        await used.engine.close()
        return used.programme.title, without

    return asyncio.run(scenario())


def publish(footing: Together, checksum: str, *, url: str = NOWHERE) -> None:
    asyncio.run(footing.store.write(lambda connection: publications.publish(connection, checksum, 1, url=url)))


def answered_from(knowledge_file: Path, folder: Path, title: str) -> str:
    """Leaves the copy that an earlier run answered from; returns its SHA-256."""
    checksum = another(knowledge_file, folder / "made.sqlite", title)
    knowledge.copied(folder / "made.sqlite", folder / FOLDER)
    return checksum


def test_a_copy_of_what_is_published_is_not_loaded_again(
    footing: Together, knowledge_file: Path, tmp_path: Path
) -> None:
    publish(footing, answered_from(knowledge_file, tmp_path, "Yayımlanan"))
    assert begin(footing) == ("Yayımlanan", "")


def test_the_last_copy_counts_more_than_what_ships(footing: Together, knowledge_file: Path, tmp_path: Path) -> None:
    answered_from(knowledge_file, tmp_path, "Önceki")
    publish(footing, "00" * 32)
    title, without = begin(footing)
    assert title == "Önceki"
    assert "cannot be loaded" in without


def test_a_damaged_copy_is_not_answered_from(footing: Together, knowledge_file: Path, tmp_path: Path) -> None:
    checksum = answered_from(knowledge_file, tmp_path, "Bozuk")
    (copy,) = (tmp_path / FOLDER).iterdir()
    with copy.open("ab") as file:
        file.write(b"more")
    publish(footing, checksum)
    title, without = begin(footing)
    assert title not in ("", "Bozuk")
    assert "cannot be loaded" in without


def test_a_start_does_not_wait_for_a_file_that_drips(
    footing: Together, knowledge_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    async def drips(store: object, publication: object, folder: object, seconds: float) -> Path:
        asked.append(seconds)
        raise KnowledgeRefused("it has not arrived")

    monkeypatch.setattr(publishing, "fetched", drips)
    publish(footing, "00" * 32)
    begin(footing)
    assert asked == [float("inf")], "there is nothing that was published before to answer from"
    (copy,) = (tmp_path / FOLDER).iterdir()
    _, without = begin(footing)
    assert asked[1:] == [STARTING_SECONDS]
    assert "has not arrived" in without
    assert copy.exists()


def test_it_says_why_taught_words_are_missing(
    footing: Together, knowledge_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered_from(knowledge_file, tmp_path, "Önceki")
    publish(footing, "00" * 32)

    def refuse(source: Path, aliases: object) -> Path:
        raise ValueError("no room for words")

    monkeypatch.setattr("bot.telegram.footing.aliases.overlay", lambda connection: {"deport": "indicator:x"})
    monkeypatch.setattr(knowledge, "taught", refuse)
    title, without = begin(footing)
    assert title == "Önceki"
    assert "cannot be loaded" in without
    assert "no room for words" in without


def test_a_state_of_another_user_is_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data_dir=tmp_path)
    Alone(settings).store.close()
    settings.database.chmod(0o644)

    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "chmod", refuse)
        with pytest.raises(StoreError, match="chown"):
            Alone(settings)
    Alone(settings).store.close()
    assert settings.database.stat().st_mode & 0o077 == 0
