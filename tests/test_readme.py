"""What the README says holds: its examples reply as shown, what it names exists."""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands import commands
from knowledge.cli import main as knowledge_commands

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
_CONSOLE = re.compile(r"^```console\n\$ ([^\n]+)\n(.*?)\n```$", re.M | re.S)
_SQL = re.compile(r"^```sql\n(.*?)\n```$", re.M | re.S)
_LAYOUT = re.compile(r"^    ((?:bot|knowledge|tests)/\S*)  ", re.M)
_TIME = re.compile(r'"elapsed_ms": [0-9.]+')


def examples() -> list[tuple[str, str]]:
    """Each command that the README shows, and what it shows below it."""
    return _CONSOLE.findall(README)


def run_example(command: str, knowledge_file: Path | None) -> str:
    """What a command prints, run by a shell with this checkout's program."""
    python = shlex.quote(sys.executable)
    script = f'gocbot() {{ {python} -m bot "$@"; }}; python() {{ {python} "$@"; }}; {command}'
    settings = {"GOCBOT_KNOWLEDGE": str(knowledge_file)} if knowledge_file else {}
    run = subprocess.run(
        ["sh", "-c", script], cwd=ROOT, env=os.environ | settings, capture_output=True, encoding="utf-8", check=True
    )
    return run.stdout.rstrip("\n")


@pytest.mark.parametrize(("command", "shown"), examples(), ids=[command for command, _ in examples()])
def test_an_example_replies_as_shown(command: str, shown: str, knowledge_file: Path) -> None:
    assert _TIME.sub("", run_example(command, knowledge_file)) == _TIME.sub("", shown)


def test_there_are_examples() -> None:
    shown = [command for command, _ in examples()]
    assert any("--json" in command for command in shown)
    assert any("--explain" in command for command in shown)


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([a-z]+)\b", README):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_commands_exist() -> None:
    for name in re.findall(r"\bgocbot ([a-z]+(?:-[a-z]+)*)\b", README):
        assert name in commands.commands, name
    for name in re.findall(r"\bpython -m knowledge ([a-z]+)\b", README):
        assert name in knowledge_commands.commands, name


def test_what_can_be_shown_is_found(knowledge_file: Path) -> None:
    for name in re.findall(r'python -m knowledge show ("[^"]+")', README):
        assert run_example(f'python -m knowledge show {name} --knowledge "$GOCBOT_KNOWLEDGE"', knowledge_file)


@pytest.mark.parametrize("query", _SQL.findall(README))
def test_a_query_finds_something(query: str, knowledge_file: Path) -> None:
    with sqlite3.connect(knowledge_file) as connection:
        assert connection.execute(query).fetchall()


def test_views_are_all_named(knowledge_file: Path) -> None:
    with sqlite3.connect(knowledge_file) as connection:
        views = [name for (name,) in connection.execute("select name from sqlite_master where type = 'view'")]
    assert views
    assert [view for view in views if f"`{view}`" not in README] == []


def test_folders_and_links_exist() -> None:
    named = [*_LAYOUT.findall(README), *re.findall(r"\]\((?!https?:)([^)]+)\)", README)]
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []
