"""The knowledge base in use, and how a new file takes its place while messages come in.

The bot never reads the operator's file in place: it works on a copy of its own, named by its content, so that a file
that is overwritten or half copied can never give a wrong figure.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.answering.queries import Result
from bot.telegram.engine import EngineClient, KnowledgeRefused
from knowledge.base import KnowledgeBase, KnowledgeBaseError, Programme
from knowledge.teaching import add_names

PART = ".part"
"""How the names of files end that are still being made."""
FINGERPRINT = 16
"""How much of a file's checksum names it."""
Stamp = tuple[int, int, int]


@dataclass(eq=False)
class Knowledge:
    """One knowledge base: the engine over it, and the base itself for menus, charts and sheets."""

    fingerprint: str
    """Of the operator's file: what it holds, without taught words."""
    source: Path
    """The copy of it as it came."""
    path: Path
    """The copy that is answered from, with taught words."""
    engine: EngineClient
    aliases: Mapping[str, str] = field(default_factory=dict)
    """The taught words, entity by phrase."""
    base: KnowledgeBase = field(init=False)

    def __post_init__(self) -> None:
        self.base = KnowledgeBase(self.path)

    def use(self, path: Path, base: KnowledgeBase, aliases: Mapping[str, str]) -> None:
        """Goes on with a copy of the same file that knows other words. Who holds the former one may finish with it."""
        self.path, self.base, self.aliases = path, base, dict(aliases)
        for kept in ("home", "_workshop_base"):
            self.__dict__.pop(kept, None)

    def of(self, agency: int) -> KnowledgeBase:
        """The programmes of one agency."""
        return self.base.scoped(agency) if len(self.base.agencies) > 1 else self.base

    def workshop_view(self, agency: int) -> KnowledgeBase:
        """The programmes of one agency, for the thread of the workshop alone."""
        base = self._workshop_base
        return base.scoped(agency) if len(base.agencies) > 1 else base

    @cached_property
    def _workshop_base(self) -> KnowledgeBase:
        return KnowledgeBase(self.path)

    @cached_property
    def home(self) -> KnowledgeBase:
        """What examples are taken from: the programmes of the first agency, where those of several are loaded."""
        return self.of(self.base.agencies[0])

    def view(self, results: Sequence[Result]) -> KnowledgeBase:
        """The programmes that some results are about."""
        if len(self.base.agencies) == 1:
            return self.base
        named = (cell.subject for result in results for cell in result.query.cells)
        entities = (entity for result in results for entity in result.entities if ":" in entity)
        subject = next(iter((*named, *entities)), "")
        return self.base.scoped(self.base.agency_of(subject)) if subject else self.home

    @property
    def programme(self) -> Programme:
        """The programme that is answered from."""
        return self.home.programme


def stamp_of(path: Path) -> Stamp | None:
    """What changes when a file does; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


class DiskFull(KnowledgeRefused):
    """A file that cannot be copied for want of room."""


def copied(path: Path, folder: Path) -> tuple[str, Path]:
    """(fingerprint, a copy named by it); KnowledgeRefused where the file cannot be read or changes meanwhile."""
    before = stamp_of(path)
    if before is None:
        raise KnowledgeRefused(f"there is no file at {path}; build it: python -m knowledge build")
    part: Path | None = None
    try:
        part = part_in(folder)
        shutil.copyfile(path, part)
        with part.open("rb") as file:
            fingerprint = hashlib.file_digest(file, "sha256").hexdigest()[:FINGERPRINT]
        if stamp_of(path) != before:
            raise KnowledgeRefused(f"{path} is still being written")
        target = folder / f"{fingerprint}.sqlite"
        _put(part, target)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(f"GOCBOT_DATA_DIR: the disk of {folder} is full. Make room on it.") from error
        raise KnowledgeRefused(f"{path} cannot be read: {error.strerror}") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    return fingerprint, target


def part_in(folder: Path) -> Path:
    """A new empty file, so that nothing that a killed run left can get into what is made now."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(PART, dir=folder)
    os.close(number)
    return Path(name)


def _put(part: Path, target: Path) -> None:
    """Gives a finished file its name once it is on disk: a name stands for a whole file even after a power cut."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)


async def opened(path: Path, folder: Path, aliases: Mapping[str, str] | None = None) -> Knowledge:
    """The knowledge base of a file, ready to answer, with taught words (entity by phrase).

    KnowledgeRefused, with the reason, where it is no good; its copy is gone then.
    """
    known = set(folder.glob("*.sqlite"))
    fingerprint, source = await asyncio.to_thread(copied, path, folder)
    try:
        return await reopened(fingerprint, source, aliases)
    except BaseException:
        for copy in set(folder.glob("*.sqlite")) - known:
            copy.unlink(missing_ok=True)
        raise


async def begun(path: Path, folder: Path, aliases: Mapping[str, str]) -> tuple[Knowledge, str]:
    """As `opened`, and why it does without the taught words where they cannot be added; "" where it has them."""
    return await _as_much_as_can_be(lambda words: opened(path, folder, words), aliases)


async def resumed(copy: Path, aliases: Mapping[str, str]) -> tuple[Knowledge, str]:
    """As `begun`, from one of `copies`."""
    return await _as_much_as_can_be(lambda words: reopened(copy.stem, copy, words), aliases)


def copies(folder: Path) -> list[tuple[str, Path]]:
    """(SHA-256, path) of the whole copies that earlier runs answered from, without taught words, the newest first."""
    found = []
    for path in sorted(folder.glob("*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True):
        with path.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
        if path.stem == checksum[:FINGERPRINT]:
            found.append((checksum, path))
    return found


async def _as_much_as_can_be(
    open_with: Callable[[Mapping[str, str]], Awaitable[Knowledge]], aliases: Mapping[str, str]
) -> tuple[Knowledge, str]:
    try:
        return await open_with(aliases), ""
    except DiskFull:
        raise
    except KnowledgeRefused as refused:
        if not aliases:
            raise
        return await open_with({}), str(refused)


async def reopened(fingerprint: str, source: Path, aliases: Mapping[str, str] | None = None) -> Knowledge:
    """As `opened`, of a copy that was made before."""
    try:
        copy = await asyncio.to_thread(taught, source, aliases) if aliases else source
    except (sqlite3.Error, OSError, ValueError) as error:
        raise KnowledgeRefused(f"taught words cannot be added to it ({error})") from error
    engine = EngineClient(copy)
    await engine.start()
    try:
        return Knowledge(fingerprint, source, copy, engine, dict(aliases or {}))
    except KnowledgeBaseError as error:
        await engine.close()
        raise KnowledgeRefused(str(error)) from error


async def retaught(used: Knowledge, aliases: Mapping[str, str]) -> None:
    """Lets a knowledge base in use know other taught words: its engine opens another copy, and nobody waits for long.

    KnowledgeRefused, with the reason, where that fails; all stays as it is then.
    """
    try:
        copy = await asyncio.to_thread(taught, used.source, aliases) if aliases else used.source
        base = KnowledgeBase(copy)
    except (sqlite3.Error, OSError, ValueError, KnowledgeBaseError) as error:
        raise KnowledgeRefused(f"taught words cannot be added to it ({error})") from error
    await used.engine.reopen(copy)
    used.use(copy, base, aliases)


def taught(source: Path, aliases: Mapping[str, str]) -> Path:
    """A copy that knows some more names; those of entities that it does not hold are left out.

    Raises sqlite3.DatabaseError, OSError, ValueError where it cannot be made.
    """
    mark = hashlib.sha256(repr(sorted(aliases.items())).encode()).hexdigest()[:8]
    target = source.with_name(f"{source.stem}-{mark}.sqlite")
    if target.exists():
        return target
    part = part_in(source.parent)
    try:
        shutil.copyfile(source, part)
        with closing(sqlite3.connect(part)) as connection:
            # It is made anew where this is cut short: a journal of it would only lie about.
            connection.execute("pragma journal_mode = off")
            add_names(connection, aliases)
            connection.commit()
        _put(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def tidy(folder: Path, used: Knowledge, *, starting: bool = False) -> None:
    """Removes the copies of earlier files; when `starting`, also what runs that were killed left half made.

    Later what is half made is being made: a published file takes its time to arrive.
    """
    for path in folder.iterdir():
        if path not in (used.source, used.path) and (starting or path.suffix != PART):
            path.unlink(missing_ok=True)
