"""The tables of the first version: what a SQLite state had before Alembic kept its steps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "secrets",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    _make_inbox()
    op.create_table(
        "conversations",
        sa.Column("chat", sa.Text, primary_key=True),
        sa.Column("knowledge", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("changed", sa.Double, nullable=False),
        sqlite_with_rowid=False,
    )
    _make_answers()
    _make_people()
    op.create_table(
        "aliases",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("phrase", sa.Text, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("candidates", sa.Text, nullable=False),
        sa.Column("by", _NUMBER, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("user", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sqlite_with_rowid=False,
    )


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("received", sa.Double, nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("done", sa.Double),
    )
    for name, column, where in (("open", "update_id", "done is null"), ("done", "done", "done is not null")):
        condition = sa.text(where)
        op.create_index(f"inbox_{name}", "inbox", [column], sqlite_where=condition, postgresql_where=condition)


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("chat_id", _NUMBER, nullable=False),
        sa.Column("message_id", _NUMBER, nullable=False),
        sa.Column("user_id", _NUMBER, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("knowledge", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("queries", sa.Text, nullable=False),
        sa.Column("actions", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("milliseconds", sa.Double, nullable=False),
        sa.Column("sent", sa.Double, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("answers_message", "answers", ["chat_id", "message_id"])
    op.create_index("answers_sent", "answers", ["sent"])
    op.create_index("answers_user", "answers", ["user_id"])


def _make_people() -> None:
    op.create_table(
        "users",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("username", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("asked", sa.Double, nullable=False),
        sa.Column("decided", sa.Double),
        sa.Column("decided_by", _NUMBER),
    )
    op.create_table(
        "decisions",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("user", _NUMBER, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("by", _NUMBER, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_table(
        "invitations",
        sa.Column("hash", sa.LargeBinary, primary_key=True),
        sa.Column("made_by", _NUMBER, nullable=False),
        sa.Column("made", sa.Double, nullable=False),
        sa.Column("expires", sa.Double, nullable=False),
        sa.Column("used_by", _NUMBER),
        sa.Column("used", sa.Double),
        sqlite_with_rowid=False,
    )
