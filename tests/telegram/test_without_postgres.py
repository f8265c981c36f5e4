"""A machine without PostgreSQL: one bot alone needs nothing of it; the tests of replicas say why they are skipped."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.telegram import postgres
from tests.telegram.process import ROOT, BotProcess

PROGRAM = """#!/bin/sh
echo "postgres (PostgreSQL) {version}"
"""


def test_the_reason_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    monkeypatch.setattr(postgres, "_DEBIAN", tmp_path)
    found = postgres.programs()
    assert isinstance(found, str)
    assert "apt-get install postgresql" in found
    for release, version, good in (("9.6", "9.6.24", False), ("14", "14.9 (Debian)", False), ("18", "18beta1", True)):
        folder = tmp_path / release / "bin"
        folder.mkdir(parents=True)
        for name in ("initdb", "postgres"):
            (folder / name).write_text(PROGRAM.format(version=version))
            (folder / name).chmod(0o755)
        found = postgres.programs()
        assert (found == folder) is good, found


def test_without_the_driver_it_says_what_to_install(bot: BotProcess) -> None:
    bot.settings["STATE_URL"] = "postgresql://gocbot@127.0.0.1:1/gocbot"
    code = "import sys; sys.modules['psycopg'] = None; from bot.cli import run; sys.exit(run(['run']))"
    ended = subprocess.run(
        [sys.executable, "-c", code], env=bot.environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "pip install 'gocbot[postgres]'" in ended.stderr
    assert "Traceback" not in ended.stderr
