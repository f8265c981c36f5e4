"""A knowledge base file published once for all replicas: `gocbot publish`, and how a replica gets it."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import sqlite3
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import aiohttp

from bot.telegram.engine import KnowledgeRefused
from bot.telegram.http import proxy_for
from bot.telegram.knowledge import DiskFull, part_in
from bot.telegram.state import publications
from bot.telegram.state.publications import PART, Publication
from bot.telegram.state.shared import SharedStore, StateLost
from knowledge.base import KnowledgeBase, KnowledgeBaseError

CONNECT_SECONDS, READ_SECONDS = 10.0, 30.0
LEAST_SECONDS, LEAST_RATE = 60.0, 250_000
"""A file may take so long to arrive, and a second more for so many bytes; whatever is slower is not worth a wait."""


class NotPublished(Exception):
    """Why a file is not published, in one line for a person."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that can be answered from."""

    path: Path
    checksum: str
    size: int
    title: str
    """Of its programme."""

    def parts(self) -> Iterator[bytes]:
        """Its bytes, piece by piece."""
        with self.path.open("rb") as file:
            while body := file.read(PART):
                yield body


def checked(path: Path) -> Checked:
    """Looks whether a file is whole and a knowledge base; NotPublished where it is not."""
    try:
        with path.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            (found,) = connection.execute("pragma integrity_check(1)").fetchone()
        if found != "ok":
            raise NotPublished(f"{path} is damaged.")
        base = KnowledgeBase(path)
    except OSError as error:
        raise NotPublished(f"{path} cannot be read: {error.strerror}.") from None
    except (sqlite3.DatabaseError, KnowledgeBaseError) as error:
        raise NotPublished(f"{path} is no knowledge base ({error}). Build one: python -m knowledge build") from None
    return Checked(path, checksum, path.stat().st_size, base.programme.title)


async def check_address(url: str, one: Checked) -> None:
    """Looks whether an address gives the bytes of a file; NotPublished where it does not."""
    if not _is_web(url):
        raise NotPublished(f"{address_shown(url)} is no http or https address.")
    digest = hashlib.sha256()
    try:
        async for body in _whole(_loaded(url), one.size, address_shown(url)):
            digest.update(body)
    except KnowledgeRefused as refused:
        raise NotPublished(f"{refused}.") from None
    if digest.hexdigest() != one.checksum:
        raise NotPublished(f"{address_shown(url)} gives another file than {one.path}.")


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def address_shown(url: str) -> str:
    """An address without what may be a secret in it: who asks, and the query that signs it.

    >>> address_shown("https://bot:secret@files.example:8443/next.sqlite?sig=secret#x")
    'https://files.example:8443/next.sqlite'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return "--url"
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


async def fetched(store: SharedStore, publication: Publication, folder: Path, seconds: float = float("inf")) -> Path:
    """A published file, in a new file in a folder.

    KnowledgeRefused where it cannot be had whole, is larger than it was, or takes longer than its size allows, or than
    so many seconds.
    """
    path = await asyncio.to_thread(part_in, folder)
    version = publication.version
    bodies = _loaded(publication.url) if publication.url else _read(store, publication)
    digest = hashlib.sha256()
    try:
        with path.open("wb") as file:
            async for body in _whole(bodies, publication.size, f"version {version}", seconds):
                digest.update(body)
                await asyncio.to_thread(file.write, body)
        if digest.hexdigest() != publication.checksum:
            raise KnowledgeRefused(f"version {version} does not have the checksum it was published with")
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull(f"GOCBOT_DATA_DIR: the disk of {folder} is full. Make room on it.") from error
            raise KnowledgeRefused(f"version {version} cannot be written: {error.strerror}") from error
        raise
    return path


async def _whole(
    bodies: AsyncGenerator[bytes], size: int, name: str, seconds: float = float("inf")
) -> AsyncGenerator[bytes]:
    """The pieces of a file of a size; KnowledgeRefused where there are more, or where they come too slowly."""
    loop = asyncio.get_running_loop()
    allowed = min(seconds, LEAST_SECONDS + size / LEAST_RATE)
    ends, left = loop.time() + allowed, size
    async with aclosing(bodies):
        while True:
            try:
                async with asyncio.timeout_at(ends):
                    body = await anext(bodies, None)
            except TimeoutError:
                raise KnowledgeRefused(f"{name} has not arrived in {allowed:.0f} s") from None
            if body is None:
                return
            left -= len(body)
            if left < 0:
                raise KnowledgeRefused(f"{name} is larger than the {size:,} bytes that were published")
            yield body


async def _read(store: SharedStore, publication: Publication) -> AsyncGenerator[bytes]:
    version = publication.version
    try:
        for number in await store.peek(lambda connection: publications.numbers_of(connection, version)):
            yield await store.peek(lambda connection, number=number: publications.part(connection, version, number))  # type: ignore[misc]
    except StateLost as error:
        raise KnowledgeRefused(f"version {version} cannot be read: {error}") from error


async def _loaded(url: str) -> AsyncGenerator[bytes]:
    timeout = aiohttp.ClientTimeout(total=None, connect=CONNECT_SECONDS, sock_read=READ_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(url, proxy=proxy_for(url)) as response,
        ):
            if response.status != 200:
                raise KnowledgeRefused(f"{address_shown(url)} answers {response.status}")
            async for body in response.content.iter_chunked(PART):
                yield body
    except (aiohttp.ClientError, TimeoutError) as error:
        raise KnowledgeRefused(f"{address_shown(url)} cannot be loaded ({type(error).__name__})") from error
