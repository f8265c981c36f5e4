"""How a PostgreSQL database comes to the tables of this version: from the first ones, filled; never from newer ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from bot.telegram.state import aliases, inbox, shared, users
from bot.telegram.state.migrating import FIRST, FOLDER, HEAD, NOTE
from bot.telegram.state.secrets import secret
from bot.telegram.state.shared import SharedStore, bring_up, engine_of, url_of
from bot.telegram.state.store import StoreError
from tests.telegram.postgres import Postgres

FILLED = """
insert into inbox (update_id, received, body, done) values
    (7, 1.0, '{"update_id": 7, "message": {"chat": {"id": -100}}}', null), (6, 1.0, null, 2.0);
insert into users (id, name, username, status, asked, decided, decided_by)
    values (5, 'Ayşe', '', 'approved', 1.0, 2.0, 1);
insert into aliases (phrase, entity, candidates, by, at)
    values ('deportasyon', 'indicator:a', '["indicator:a"]', 1, 1.0);
insert into secrets (name, value) values ('pseudonyms', '\\x00ff');
insert into answers (token, chat_id, message_id, user_id, question, knowledge, conversation, queries, actions, status,
    milliseconds, sent) values ('ab', 5, 9, 5, 'soru', 'k', '{}', '[]', '[]', 'answer', 1.0, 1.0);
"""
"""Rows in the tables of the first step."""


@pytest.fixture
def engine(postgres: Postgres) -> Iterator[Engine]:
    engine = engine_of(url_of(postgres.database()), 1)
    yield engine
    engine.dispose()


def walk(engine: Engine, to: str) -> None:
    """Takes the steps to one of them, as a version did whose last one it was."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    steps = ScriptDirectory.from_config(config)

    def forward(before: Any, _: object) -> Any:
        return steps._upgrade_revs(to, before)

    with (
        engine.connect().execution_options(isolation_level="READ COMMITTED") as connection,
        connection.begin(),
        EnvironmentContext(config, steps, fn=forward) as environment,
    ):
        environment.configure(connection=connection, version_table=NOTE)
        environment.run_migrations()


def step_of(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.execute(text(f"select version_num from {NOTE}")).scalar_one())


def test_what_the_first_version_kept_is_taken_along(engine: Engine) -> None:
    walk(engine, FIRST)
    with engine.connect() as connection:
        for statement in filter(str.strip, FILLED.split(";")):
            connection.exec_driver_sql(statement)
    for _ in range(2):
        bring_up(engine)
    assert step_of(engine) == HEAD
    with engine.connect() as connection:
        assert [number for number, _ in inbox.waiting(connection)] == [7]
        assert connection.exec_driver_sql("select chat from inbox where update_id = 7").scalar_one() == -100
        assert inbox.keep(connection, [(6, "{}")]) == set(), "what was done is known again"
        assert users.status_of(connection, 5) == users.APPROVED
        assert aliases.overlay(connection) == {"deportasyon": "indicator:a"}
        assert aliases.propose(connection, "yeni", [], 1) == 2
        assert secret(connection, "pseudonyms") == b"\x00\xff"
        assert connection.exec_driver_sql("select question, asked from answers").one() == ("soru", 0)


def refused(open_: Callable[[], object]) -> str:
    """Why a database is not used, in a line for a person."""
    with pytest.raises(StoreError) as caught:
        open_()
    said = str(caught.value)
    assert said.startswith("GOCBOT_STATE_URL: ")
    assert "\n" not in said
    return said


def test_a_database_of_a_newer_version_is_refused_and_left_alone(engine: Engine, postgres: Postgres) -> None:
    bring_up(engine)
    with engine.connect() as connection:
        connection.execute(text(f"update {NOTE} set version_num = '999'"))
    assert "newer version of gocbot" in refused(lambda: bring_up(engine))
    assert "newer version" in refused(lambda: SharedStore(engine.url.render_as_string().replace("+psycopg", "")))
    assert step_of(engine) == "999"


def test_a_postgresql_that_is_too_old_is_named(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with engine.connect() as connection:
        version = int(connection.execute(text("show server_version_num")).scalar_one())
    monkeypatch.setattr(shared, "OLDEST", version + 1)
    assert f"PostgreSQL {version // 10000} is too old, 15 or newer" in refused(lambda: bring_up(engine))
    with engine.connect() as connection:
        made = connection.execute(text("select count(*) from pg_tables where schemaname = 'public'")).scalar_one()
    assert made == 0
