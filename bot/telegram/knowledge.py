"""The knowledge base in use, and how a new file takes its place while messages come in.

The bot never reads the operator's file in place: it works on a copy of its own, named by its content, so that a file
that is overwritten or half copied can never give a wrong figure.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.answering.figures import Figures
from bot.telegram.engine import EngineClient, KnowledgeRefused
from knowledge.base import KnowledgeBase, KnowledgeBaseError, Programme

Stamp = tuple[int, int, int]


@dataclass(eq=False)
class Knowledge:
    """One knowledge base: the engine over it, and the base itself for menus, charts and sheets."""

    fingerprint: str
    path: Path
    engine: EngineClient
    base: KnowledgeBase = field(init=False)

    def __post_init__(self) -> None:
        self.base = KnowledgeBase(self.path)

    @cached_property
    def figures(self) -> Figures:
        """The figures of the base, for charts and sheets."""
        return Figures(self.base)

    @cached_property
    def workshop_base(self) -> KnowledgeBase:
        """The same base, for the thread of the workshop alone."""
        return KnowledgeBase(self.path)

    @property
    def programme(self) -> Programme:
        """The programme that is answered from."""
        return self.base.programme


def stamp_of(path: Path) -> Stamp | None:
    """What changes when a file does; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def copied(path: Path, folder: Path) -> tuple[str, Path]:
    """(fingerprint, a copy named by it); KnowledgeRefused where the file cannot be read or changes meanwhile."""
    before = stamp_of(path)
    if before is None:
        raise KnowledgeRefused(f"there is no file at {path}; build it: python -m knowledge build")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / "incoming"
        shutil.copyfile(path, part)
        with part.open("rb") as file:
            fingerprint = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    except OSError as error:
        raise KnowledgeRefused(f"{path} cannot be read: {error.strerror}") from error
    if stamp_of(path) != before:
        raise KnowledgeRefused(f"{path} is still being written")
    target = folder / f"{fingerprint}.sqlite"
    part.replace(target)
    return fingerprint, target


async def opened(path: Path, folder: Path, aliases: dict[str, str] | None = None) -> Knowledge:
    """The knowledge base of a file, ready to answer; KnowledgeRefused, with the reason, where it is no good."""
    fingerprint, copy = copied(path, folder)
    engine = EngineClient(copy, aliases)
    await engine.start()
    try:
        return Knowledge(fingerprint, copy, engine)
    except KnowledgeBaseError as error:
        await engine.close()
        raise KnowledgeRefused(str(error)) from error


def tidy(folder: Path, kept: Path) -> None:
    """Removes the copies of earlier files."""
    for path in folder.glob("*.sqlite"):
        if path != kept:
            path.unlink(missing_ok=True)
