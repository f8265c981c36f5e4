"""Every table of the bot's state, the same in SQLite and in PostgreSQL.

A database comes to them by the steps in bot/telegram/state/migrations; a test holds both against each other.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)


class Words(TypeDecorator[str]):
    """A text that people wrote. What a database does not take in it, NUL and lone surrogates, becomes "?"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """The text as it is kept."""
        return None if value is None else storable(value)


def storable(text: str) -> str:
    r"""A text without what no database keeps.

    >>> storable("a\0b\ud800ğ")
    'a?b?ğ'
    """
    return text.replace("\0", "?").encode(errors="replace").decode()


Number = BigInteger().with_variant(Integer, "sqlite")
"""Telegram's ids, and numbers of our own: 64 bits in both."""
Moment = Double
"""Seconds since the epoch, UTC."""

metadata = MetaData()

secrets = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

bots = Table(
    "bots",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),  # there is one
    Column("id", Number, nullable=False),  # Telegram's, the number before the colon of the token
)

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", Number, primary_key=True, autoincrement=False),
    Column("received", Moment, nullable=False),
    Column("body", Words),  # null when done
    Column("done", Moment),
    Column("chat", Number, nullable=False, server_default="0"),  # whose order it keeps
    Column("replica", Text),  # who handles it; null for nobody yet
    Column("tries", Integer, nullable=False, server_default="0"),  # how often somebody began to
)
Index("inbox_open", inbox.c.update_id, sqlite_where=text("done is null"), postgresql_where=text("done is null"))
Index("inbox_done", inbox.c.done, sqlite_where=text("done is not null"), postgresql_where=text("done is not null"))

Index(
    "inbox_chat",
    inbox.c.chat,
    inbox.c.update_id,
    sqlite_where=text("done is null"),
    postgresql_where=text("done is null"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("knowledge", Text, nullable=False),  # fingerprint of the knowledge base that it refers to
    Column("body", Words, nullable=False),
    Column("changed", Moment, nullable=False),
    sqlite_with_rowid=False,
)

answers = Table(
    "answers",
    metadata,
    Column("token", Text, primary_key=True),
    Column("chat_id", Number, nullable=False),
    Column("message_id", Number, nullable=False),
    Column("user_id", Number, nullable=False),
    Column("question", Words, nullable=False),
    Column("knowledge", Text, nullable=False),
    Column("conversation", Words, nullable=False),
    Column("queries", Words, nullable=False),
    Column("actions", Words, nullable=False),
    Column("status", Text, nullable=False),
    Column("milliseconds", Double, nullable=False),
    Column("sent", Moment, nullable=False),
    Column("asked", Number, nullable=False, server_default="0"),  # the message answered; 0: a button asked
    sqlite_with_rowid=False,
)
Index("answers_asked", answers.c.chat_id, answers.c.asked)
Index("answers_message", answers.c.chat_id, answers.c.message_id)
Index("answers_sent", answers.c.sent)
Index("answers_user", answers.c.user_id)

users = Table(
    "users",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False),
    Column("username", Words, nullable=False),
    Column("status", Text, nullable=False),
    Column("asked", Moment, nullable=False),
    Column("decided", Moment),
    Column("decided_by", Number),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("user", Number, nullable=False),
    Column("status", Text, nullable=False),
    Column("by", Number, nullable=False),
    Column("at", Moment, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("made_by", Number, nullable=False),
    Column("made", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used_by", Number),
    Column("used", Moment),
    sqlite_with_rowid=False,
)

aliases = Table(
    "aliases",
    metadata,
    Column("id", Number, primary_key=True),
    Column("phrase", Words, nullable=False),
    Column("entity", Text, nullable=False),  # empty: not chosen yet
    Column("candidates", Words, nullable=False),
    Column("by", Number, nullable=False),
    Column("at", Moment, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("token", Text, primary_key=True),
    Column("user", Number, primary_key=True, autoincrement=False),
    Column("value", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    Column("key", Text, primary_key=True),
    Column("knowledge", Text, nullable=False),  # fingerprint of the knowledge base that the queries are over
    Column("queries", Text, nullable=False),
    Column("kept", Moment, nullable=False),
    sqlite_with_rowid=False,
)

subscribers = Table(
    "subscribers",
    metadata,
    Column("user", Number, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)

replicas = Table(
    "replicas",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),  # host and process, for people
    Column("begun", Moment, nullable=False),
    Column("seen", Moment, nullable=False),  # by the database's clock, as `begun`
    Column("knowledge", Text, nullable=False),  # fingerprint of what it answers from
    sqlite_with_rowid=False,
)

buckets = Table(
    "buckets",
    metadata,
    Column("key", Text, primary_key=True),
    Column("due", Moment, nullable=False),  # when the bucket will be empty
    sqlite_with_rowid=False,
)

notices = Table(
    "notices",
    metadata,
    Column("key", Text, primary_key=True),
    Column("told", Moment, nullable=False),
    sqlite_with_rowid=False,
)

publications = Table(
    "publications",
    metadata,
    Column("version", Number, primary_key=True),
    Column("checksum", Text, nullable=False),  # SHA-256, hexadecimal
    Column("size", Number, nullable=False),  # in bytes
    Column("url", Text, nullable=False),  # where the bytes are; empty: in publication_parts
    Column("published", Moment, nullable=False),
)

publication_parts = Table(
    "publication_parts",
    metadata,
    Column("version", Number, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)
