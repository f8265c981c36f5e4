"""Several replicas over one state: whose an update is, who lives, what is published, what all share."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from bot.telegram.state.order import chat_of

revision = "2"
down_revision = "1"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Adds columns to the inbox, and the tables that replicas share."""
    op.add_column("inbox", sa.Column("chat", _NUMBER, nullable=False, server_default="0"))
    op.add_column("inbox", sa.Column("replica", sa.Text))
    op.add_column("inbox", sa.Column("tries", sa.Integer, nullable=False, server_default="0"))
    condition = sa.text("done is null")
    op.create_index("inbox_chat", "inbox", ["chat", "update_id"], sqlite_where=condition, postgresql_where=condition)
    _note_chats()
    op.create_table(
        "replicas",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("begun", sa.Double, nullable=False),
        sa.Column("seen", sa.Double, nullable=False),
        sa.Column("knowledge", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    for table, column in (("buckets", "due"), ("notices", "told")):
        op.create_table(
            table,
            sa.Column("key", sa.Text, primary_key=True),
            sa.Column(column, sa.Double, nullable=False),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "publications",
        sa.Column("version", _NUMBER, primary_key=True),
        sa.Column("checksum", sa.Text, nullable=False),
        sa.Column("size", _NUMBER, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("published", sa.Double, nullable=False),
    )
    op.create_table(
        "publication_parts",
        sa.Column("version", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _note_chats() -> None:
    """Whose order each waiting update keeps: what came before this step."""
    connection = op.get_bind()
    inbox = sa.table("inbox", sa.column("update_id"), sa.column("body"), sa.column("chat"), sa.column("done"))
    waiting = connection.execute(sa.select(inbox.c.update_id, inbox.c.body).where(inbox.c.done.is_(None))).all()
    for number, body in waiting:
        chat = chat_of(json.loads(body))
        connection.execute(sa.update(inbox).where(inbox.c.update_id == number).values(chat=chat))
