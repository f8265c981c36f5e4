"""Whose the files of a data folder are: only the bot's own user reads and writes them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.telegram.state.store import StoreError


@contextmanager
def like_its_folder(folder: Path) -> Iterator[None]:
    """What root makes in a data folder meanwhile belongs to whom the folder belongs: the bot's user is to use it."""
    known = _files(folder)
    try:
        yield
    finally:
        if os.geteuid() == 0 and folder.is_dir():
            owner = folder.stat()
            for path in _files(folder) - known:
                os.chown(path, owner.st_uid, owner.st_gid)


def close_to_others(database: Path) -> None:
    """Nobody else reads a state, though an earlier version made it so; StoreError where it is another user's."""
    for path in database.parent.glob(f"{database.stem}*"):
        if not path.stat().st_mode & 0o077:
            continue
        try:
            path.chmod(0o600)
        except PermissionError:
            raise StoreError(
                f"{path} belongs to another user. Give it to the one that the bot runs as: chown, as root."
            ) from None


def _files(folder: Path) -> set[Path]:
    return set(folder.iterdir()) if folder.is_dir() else set()
