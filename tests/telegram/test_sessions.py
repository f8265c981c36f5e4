"""Every connection to PostgreSQL is a session with the bot's own settings, through a pooler as well."""

from __future__ import annotations

import socket
import threading

import pytest
from sqlalchemy import StaticPool, create_engine, text

from bot.telegram.membership import SILENCE
from bot.telegram.state import shared
from bot.telegram.state.shared import SharedStore, StateAway, engine_of, require_sessions, url_of
from bot.telegram.state.store import StoreError
from tests.telegram.postgres import Postgres


def test_a_connection_has_the_settings(postgres: Postgres) -> None:
    engine = engine_of(url_of(postgres.database()), 1, idle_session_timeout=SILENCE)
    with engine.connect() as connection:
        found = {
            name: connection.execute(text("select current_setting(:name)"), {"name": name}).scalar_one()
            for name in ("idle_session_timeout", "lock_timeout", "statement_timeout", "application_name")
        }
        prepared = connection.execute(text("select count(*) from pg_prepared_statements")).scalar_one()
    engine.dispose()
    assert prepared == 0, "which would fail where sessions are shared, before it is seen that they are"
    assert found == {
        "idle_session_timeout": "6s",
        "lock_timeout": "5s",
        "statement_timeout": "1min",
        "application_name": "gocbot",
    }


def test_nothing_is_asked_for_that_a_pooler_refuses() -> None:
    """PgBouncer takes no `options` with which a connection begins."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def listen() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                with client:
                    heard.append(client.recv(4096))

        threading.Thread(target=listen, daemon=True).start()
        with pytest.raises(StateAway):
            SharedStore(f"postgresql://bot@127.0.0.1:{port}/state?sslmode=disable&gssencmode=disable")
    assert heard
    assert b"user\0bot" in heard[0]
    assert b"options\0" not in heard[0]


def test_connections_that_share_a_session_are_refused(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a pooler in transaction mode lets them."""
    address = postgres.database()
    one = create_engine(url_of(address), poolclass=StaticPool, isolation_level="AUTOCOMMIT")
    with pytest.raises(StoreError, match="session mode"):
        require_sessions(one)
    monkeypatch.setattr(shared, "engine_of", lambda *_: one)
    with pytest.raises(StoreError, match="session mode"):
        SharedStore(address)
    one.dispose()


def test_those_that_do_not_are_taken_and_left_as_they_were(postgres: Postgres) -> None:
    engine = engine_of(url_of(postgres.database()), 2)
    require_sessions(engine)
    with engine.connect() as connection:
        assert connection.execute(text("show idle_session_timeout")).scalar_one() == "0"
    engine.dispose()
