"""The copy of the state: made of a sound file only, put in the place of a damaged one, gone in time."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.telegram.housekeeping import back_up
from bot.telegram.state import inbox, safekeeping
from bot.telegram.state.safekeeping import DAMAGED_DAYS, copy_of, forget_damaged, is_sound, keep_copy, restore
from bot.telegram.state.store import Store
from bot.telegram.state.trouble import Trouble


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A state with two updates, and a copy of when it had one."""
    path = tmp_path / "bot.sqlite"

    async def filled() -> None:
        store = Store(path)
        await store.write(lambda connection: inbox.keep(connection, [(1, "before")]))
        keep_copy(path)
        await store.write(lambda connection: inbox.keep(connection, [(2, "after")]))
        store.close()

    asyncio.run(filled())
    return path


def numbers(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [number for (number,) in connection.execute("select update_id from inbox order by 1")]


def damage(path: Path, name: str) -> None:
    """Overwrites the first page of a table or an index."""
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("select rootpage from sqlite_master where name = ?", (name,)).fetchone()
        (size,) = connection.execute("pragma page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(os.urandom(size))


def test_what_is_newer_than_the_copy_and_can_be_read_is_carried_over(path: Path) -> None:
    damage(path, "answers")
    assert not is_sound(path)
    aside = restore(path)
    assert aside is not None
    assert is_sound(path)
    assert numbers(path) == [1, 2]
    assert not is_sound(aside / path.name), "the damaged file stands aside, as it was"


def test_what_cannot_be_read_is_as_in_the_copy(path: Path) -> None:
    damage(path, "inbox")
    assert restore(path) is not None
    assert is_sound(path)
    assert numbers(path) == [1]


def test_without_a_sound_copy_nothing_is_touched(path: Path) -> None:
    damage(path, "inbox")
    copy_of(path).write_bytes(b"no database")
    before = path.read_bytes()
    assert restore(path) is None
    copy_of(path).unlink()
    assert restore(path) is None
    assert path.read_bytes() == before


def test_a_damaged_file_takes_no_copys_place_and_is_told(path: Path) -> None:
    async def scenario() -> Trouble | None:
        store = Store(path)
        damage(path, "answers_user")
        await back_up(store)
        store.close()
        return store.trouble

    before = copy_of(path).read_bytes()
    assert asyncio.run(scenario()) is Trouble.DAMAGED
    assert copy_of(path).read_bytes() == before


def test_a_copy_that_cannot_be_made_leaves_the_last_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = copy_of(path).read_bytes()

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="space"):
        keep_copy(path)
    assert copy_of(path).read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir() if "part" in file.name) == []


def test_damaged_files_go_in_time(path: Path) -> None:
    damage(path, "inbox")
    aside = restore(path)
    assert aside is not None
    forget_damaged(path.parent)
    assert aside.exists()
    long_ago = time.time() - (DAMAGED_DAYS + 1) * 86400
    os.utime(aside, (long_ago, long_ago))
    safekeeping.forget_damaged(path.parent)
    assert not aside.exists()
