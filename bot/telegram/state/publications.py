"""Knowledge base files that were published to all replicas, with their bytes or where those are."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.telegram.state.tables import publication_parts, publications

PART = 1 << 20
"""Bytes in a row."""
KEPT = 3
"""Versions whose bytes are kept."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One published file."""

    version: int
    checksum: str
    """SHA-256, hexadecimal."""
    size: int
    """In bytes."""
    url: str
    """Where its bytes are; empty where the database has them."""


_ALL = select(publications.c.version, publications.c.checksum, publications.c.size, publications.c.url)
_LATEST = _ALL.order_by(publications.c.version.desc()).limit(1)
_PUBLISH = insert(publications).returning(publications.c.version)
_PUT = insert(publication_parts)
_VERSION = publication_parts.c.version == bindparam("of")
_NUMBERS = select(publication_parts.c.part).where(_VERSION).order_by(publication_parts.c.part)
_PART = select(publication_parts.c.body).where(_VERSION, publication_parts.c.part == bindparam("number"))
_DROP_OLD = delete(publication_parts).where(publication_parts.c.version <= bindparam("last"))


def latest(connection: Connection) -> Publication | None:
    """The file that all replicas are to answer from; None where none was published."""
    row = connection.execute(_LATEST).one_or_none()
    return Publication(*row) if row else None


def publish(connection: Connection, checksum: str, size: int, *, url: str = "", parts: Iterable[bytes] = ()) -> int:
    """Publishes a file, its bytes in pieces or an address; returns its version. The bytes of old ones go."""
    row = {"checksum": checksum, "size": size, "url": url, "published": time.time()}
    version = int(connection.execute(_PUBLISH, row).scalar_one())
    for number, body in enumerate(parts):
        connection.execute(_PUT, {"version": version, "part": number, "body": body})
    connection.execute(_DROP_OLD, {"last": version - KEPT})
    return version


def numbers_of(connection: Connection, version: int) -> list[int]:
    """The pieces of a file that the database has, in order; `part` reads each."""
    return list(connection.execute(_NUMBERS, {"of": version}).scalars())


def part(connection: Connection, version: int, number: int) -> bytes:
    """A piece of a file; b"" where it is gone."""
    return connection.execute(_PART, {"of": version, "number": number}).scalar() or b""
