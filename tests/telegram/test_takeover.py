"""Why a dead replica's work, and its turn at polling, are with another one within ten seconds.

No clock is read here: each wait on the way is a length that the code or the database's session holds, and their sum is
what is promised. That another one does take over stands in test_replicas.py and test_replicas_together.py; how long
that takes is measured by tests/telegram/bench_replicas.py.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.telegram import footing, membership, sharing
from bot.telegram.state import claims, inbox
from bot.telegram.state.replicas import DEAD_SECONDS
from bot.telegram.state.shared import SharedStore, StateLost, engine_of, lost, url_of
from bot.telegram.state.trouble import Trouble
from tests.telegram.postgres import Postgres

PROMISED = 10.0
_UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0, "": 0.001}


@pytest.fixture
def store(postgres: Postgres) -> Iterator[SharedStore]:
    store = SharedStore(postgres.database())
    yield store
    store.close()


def setting(connection: Connection, name: str, default_unit: str = "ms") -> float:
    """Seconds that the database holds for a session."""
    said = str(connection.execute(text(f"show {name}")).scalar_one())
    number, unit = re.fullmatch(r"(\d+)(\w*)", said).groups()  # type: ignore[union-attr]
    return int(number) * _UNITS[unit or default_unit]


def gone_without_a_word(connection: Connection) -> float:
    """After how many seconds the database gives up a session whose machine does not answer."""
    idle, interval, count = (
        setting(connection, f"tcp_keepalives_{name}", "s") for name in ("idle", "interval", "count")
    )
    return idle + interval * count / _UNITS["s"] if count >= 1 else 0.0


def test_work_is_taken_over_in_time(store: SharedStore) -> None:
    with store.engine.connect() as connection:
        locked = max(
            setting(connection, "idle_in_transaction_session_timeout"),  # halted in the middle of a transaction
            setting(connection, "tcp_user_timeout"),
        )
        assert 0 < locked <= DEAD_SECONDS, "rows are free again when their replica counts as dead"
    assert DEAD_SECONDS + 2 * sharing.LOOK_SECONDS + membership.BEAT_SECONDS < PROMISED
    assert membership.SURE_SECONDS + membership.BEAT_SECONDS < DEAD_SECONDS, "it stops sending before others begin"


def test_polling_is_taken_over_in_time(store: SharedStore) -> None:
    me = membership.Membership(store, lambda: "", polls=True)
    with me._engine.connect() as connection:
        silent = setting(connection, "idle_session_timeout")
        assert silent > DEAD_SECONDS, "who is only late keeps its lock"
        assert silent + 2 * membership.BEAT_SECONDS + footing.LOOK_SECONDS < PROMISED
        assert setting(connection, "tcp_user_timeout") < PROMISED
    me._engine.dispose()


def test_rows_of_one_that_is_halted_in_a_transaction_become_free(store: SharedStore) -> None:
    own = store.engine.execution_options(isolation_level="READ COMMITTED")
    with store.engine.connect() as living, own.connect() as halted:
        inbox.keep(living, [(1, '{"message": {"chat": {"id": 5}}}')])
        assert [one.number for one in claims.claim(halted, "a", 9, take_over=True)] == [1]
        halted.execute(text("set local idle_in_transaction_session_timeout = '1ms'"))  # so that nobody waits here
        while not (found := claims.claim(living, "b", 9, take_over=False)):
            living.execute(text("select pg_sleep(0.01)"))
        assert [one.number for one in found] == [1]
        with pytest.raises(DBAPIError) as ended:
            halted.execute(text("select 1"))
        assert lost(ended.value), "it begins its transaction anew when it goes on"


@pytest.mark.parametrize("state", ["53100", "53200", "58030", "08006", "57P03", "25006"])
def test_a_database_without_room_or_disk_is_waited_out(store: SharedStore, state: str) -> None:
    """What is written then has happened already: nobody is told that it failed, it is noted when there is room."""
    meets_it = f"do $$ begin raise exception 'no room' using errcode = '{state}'; end $$"
    troubles: list[Trouble | None] = []

    def write(connection: Connection) -> set[int]:
        troubles.append(store.trouble)
        if len(troubles) == 1:
            connection.execute(text(meets_it))
        return inbox.keep(connection, [(1, "{}")])

    assert asyncio.run(store.write(write)) == {1}
    assert troubles == [None, Trouble.AWAY], "/health says so meanwhile"
    with pytest.raises(StateLost):
        asyncio.run(store.peek(lambda connection: connection.execute(text(meets_it))))


def test_an_address_keeps_its_own_settings_of_a_session(postgres: Postgres) -> None:
    engine = engine_of(url_of(f"{postgres.url()}?options=-c%20work_mem%3D7MB"), 1)
    with engine.connect() as connection:
        assert connection.execute(text("show work_mem")).scalar_one() == "7MB"
        assert setting(connection, "idle_in_transaction_session_timeout") == DEAD_SECONDS
    engine.dispose()
