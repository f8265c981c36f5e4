"""Whose state it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Adds the table; the bot that starts next is the one whose state it is."""
    op.create_table(
        "bots",
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", _NUMBER, nullable=False),
    )
