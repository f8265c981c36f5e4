"""Gives Datasette's SQL the folding of the bot: fold('SINIR DIŞI') = 'sinir disi'."""

import sqlite3

from datasette import hookimpl

try:
    from knowledge.language.letters import fold
except ModuleNotFoundError:
    raise SystemExit(
        "fold.py needs gocbot in Datasette's own environment: pip install gocbot-VERSION-py3-none-any.whl datasette"
    ) from None


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Registers `fold` with each connection."""
    conn.create_function("fold", 1, fold, deterministic=True)
