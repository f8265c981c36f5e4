"""Which message an answer answers, what links open, and who is told of a new programme."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Adds them."""
    op.add_column("answers", sa.Column("asked", _NUMBER, nullable=False, server_default="0"))
    op.create_index("answers_asked", "answers", ["chat_id", "asked"])
    op.create_table(
        "links",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("knowledge", sa.Text, nullable=False),
        sa.Column("queries", sa.Text, nullable=False),
        sa.Column("kept", sa.Double, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "subscribers",
        sa.Column("user", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Double, nullable=False),
    )
