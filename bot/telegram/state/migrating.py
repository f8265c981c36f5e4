"""Brings a database to the tables of this version, step by step; what a newer version wrote is left alone."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

HEAD = "4"
"""The last step of this version, so that a start need not load Alembic to see that there is nothing to do."""
FIRST = "1"
"""The step that made the tables that a state without a note of its steps has."""
FOLDER = Path(__file__).parent / "migrations"
NOTE = "alembic_version"


class NewerState(Exception):
    """The database was written by a newer version."""


def migrate(connection: Connection) -> None:
    """Takes the steps that a database lacks, in the connection's transaction.

    NewerState where it has taken a step that this version does not know.
    """
    tables = inspect(connection).get_table_names()
    step = connection.execute(text(f"select version_num from {NOTE}")).scalar() if NOTE in tables else None
    if step == HEAD:
        return
    _walk(connection, step, taken_over=step is None and "inbox" in tables)


def _walk(connection: Connection, step: str | None, *, taken_over: bool) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    steps = ScriptDirectory.from_config(config)
    if step is not None and step not in {script.revision for script in steps.walk_revisions()}:
        raise NewerState

    def forward(to: str) -> None:
        with EnvironmentContext(config, steps, fn=lambda before, _: steps._upgrade_revs(to, before)) as environment:
            environment.configure(connection=connection, version_table=NOTE)
            environment.run_migrations()

    if taken_over:
        with EnvironmentContext(config, steps, fn=lambda before, _: steps._stamp_revs(FIRST, before)) as environment:
            environment.configure(connection=connection, version_table=NOTE)
            environment.run_migrations()
    forward(HEAD)
