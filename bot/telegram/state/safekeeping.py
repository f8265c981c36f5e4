"""A copy of the state beside it, for the day on which the file is damaged.

It takes the file's place then, and what is newer and can still be read is carried over.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

from bot.telegram.state.tables import metadata
from bot.telegram.state.trouble import Trouble, trouble_of

COPY = "copy"
"""bot.sqlite and bot.sqlite.copy."""
DAMAGED = "damaged"
"""Folder for damaged files: damaged/20261129-140501/bot.sqlite."""
DAMAGED_DAYS = 7
"""They hold what people wrote, so they go; an operator who wants to look at them has so long."""
_BESIDE = ("", "-wal", "-shm")
_copying = threading.Lock()


def copy_of(path: Path) -> Path:
    """Where the copy of a file stands."""
    return path.with_name(f"{path.name}.{COPY}")


def is_sound(path: Path) -> bool:
    """Whether SQLite finds a file whole; that is also where there is none, or nobody can look just now."""
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path, timeout=10.0)) as connection:
            (found,) = connection.execute("pragma integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return trouble_of(error) is not Trouble.DAMAGED
    return bool(found == "ok")


def keep_copy(path: Path) -> None:
    """Makes the copy anew, or leaves the last one as it was: sqlite3.Error, OSError where it cannot be made."""
    part = path.with_name(f"{path.name}.part")
    with _copying:
        part.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(path, timeout=10.0)) as source, closing(sqlite3.connect(part)) as target:
                target.execute("pragma journal_mode = off")
                source.backup(target)
            part.replace(copy_of(path))
        finally:
            part.unlink(missing_ok=True)


def restore(path: Path) -> Path | None:
    """Puts the copy in the place of a damaged file, which is moved aside; where to, None where there is no copy."""
    copy = copy_of(path)
    if not copy.exists() or not is_sound(copy):
        return None
    aside = path.parent / DAMAGED / time.strftime("%Y%m%d-%H%M%S")
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    shutil.copyfile(copy, part)
    for suffix in _BESIDE:
        with suppress(FileNotFoundError):
            shutil.move(f"{path}{suffix}", aside / f"{path.name}{suffix}")
    _carry_over(aside / path.name, part)
    part.replace(path)
    return aside


def forget_damaged(folder: Path) -> None:
    """Removes damaged files that are older than DAMAGED_DAYS."""
    for aside in (folder / DAMAGED).glob("*"):
        if time.time() - aside.stat().st_mtime > DAMAGED_DAYS * 86400:
            shutil.rmtree(aside, ignore_errors=True)


def _carry_over(damaged: Path, into: Path) -> None:
    """Writes over a copy whatever a damaged file still gives, table by table and row by row until it gives no more."""
    with closing(sqlite3.connect(into, isolation_level=None)) as target:
        target.execute("begin")
        for table in metadata.tables:
            with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(damaged)) as source:
                source.row_factory = sqlite3.Row
                known = {row[1] for row in target.execute(f'pragma table_info("{table}")')}
                for row in source.execute(f'select * from "{table}"'):
                    names = [name for name in row.keys() if name in known]  # noqa: SIM118  (a Row has no other names)
                    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
                    values = [row[name] for name in names]
                    target.execute(f'insert or replace into "{table}" ({columns}) values ({marks})', values)
        target.execute("commit")
