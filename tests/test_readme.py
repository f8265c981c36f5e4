"""What the README and the pages of docs/ say holds: their examples reply as shown, what they name exists."""

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
from bot.understanding.second.model import WEIGHTS
from knowledge.cli import commands as knowledge_commands
from tests.question_sets import SETS, load

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = {path: path.read_text("utf-8") for path in (README, *sorted((ROOT / "docs").glob("*.md")))}
FIVE_MINUTES = 1_450
"""Words that are read in five minutes, tables among them."""
_CONSOLE = re.compile(r"^```console\n\$ ([^\n]+)\n(.*?)\n```$", re.M | re.S)
_SQL = re.compile(r"^```sql\n(.*?)\n```$", re.M | re.S)
_LAYOUT = re.compile(r"^    ((?:bot|knowledge|tests)/\S*)  ", re.M)
_LINK = re.compile(r'\]\((?!https?:)([^)#]+)\)|src="([^"]+)"')
_PLACEHOLDER = re.compile(r"\b(?:[A-Z]{2,}_?\d+|TODO|TBD|FIXME|XXX)\b")
"""What stands for a figure that is not known yet, as ROUND10 does."""
_TIME = re.compile(r'"elapsed_ms": [0-9.]+')


def found(pattern: str | re.Pattern[str]) -> list[str]:
    """What a pattern finds on all pages."""
    return [one for text in PAGES.values() for one in re.findall(pattern, text)]


def examples() -> list[tuple[str, str]]:
    """Each command that is shown, and what is shown below it."""
    return [example for text in PAGES.values() for example in _CONSOLE.findall(text)]


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
    assert _CONSOLE.search(PAGES[README])
    assert any("--json" in command for command in shown)
    assert any("--explain" in command for command in shown)


def test_the_readme_is_read_in_five_minutes() -> None:
    assert len(PAGES[README].split()) <= FIVE_MINUTES


def test_no_figure_of_the_readme_is_left_to_be_filled_in() -> None:
    prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", PAGES[README], flags=re.M | re.S)
    assert _PLACEHOLDER.findall(prose) == []
    tables = re.findall(r"(?:^\|.*\n)+", prose, re.M)
    assert len(tables) == 2
    for table in tables:
        assert len({row.count("|") for row in table.splitlines()}) == 1, table


def test_what_the_weights_have_learnt_from_is_told_at_their_head_only() -> None:
    """Whatever is fitted anew would leave another number behind in every page."""
    head = WEIGHTS.read_text("utf-8").partition("\n")[0]
    assert re.fullmatch(r"# Fitted to \d+ questions of \d+ authors by tests\.fitting\.fit\.", head)
    pages = [*PAGES.values(), (ROOT / "CHANGELOG.md").read_text("utf-8")]
    learnt = r"(?:learnt|fitted)(?: to| from)?[^.]{0,40}\b[\d,]+ (?:questions|authors)|weights of \d+ authors"
    found = [one[0] for page in pages for one in re.finditer(learnt, " ".join(page.split()))]
    assert found == []


def test_what_it_says_of_the_projects_own_questions_holds() -> None:
    own = sum(len(load(path)) for path in SETS.glob("*.jsonl"))
    results = [line.split()[1] for line in (SETS / "missed.txt").read_text("utf-8").splitlines()]
    said = re.search(r"The project's own ([\d,]+) questions .*?; of all, (\d+) are wrong", PAGES[README], re.S)
    assert said
    assert (int(said[1].replace(",", "")), int(said[2])) == (own, results.count("wrong"))


def test_the_rounds_have_the_writers_that_there_are() -> None:
    """Agencies that are imported by a test and not yet asked as a round have no row."""
    rows = re.findall(r"^\| ([^|]+) \| (\d+) \| [\d,]+ \|", PAGES[README], re.M)
    agencies = next(at for at, (name, _) in enumerate(rows) if name.startswith("invented"))
    writers = [sum(int(number) for _, number in some) for some in (rows[:agencies], rows[agencies:])]
    there = [len(list((SETS / folder).glob("*.jsonl"))) for folder in ("fresh", "other")]
    assert writers[0] == there[0]
    assert writers[1] <= there[1]


def test_the_readme_leads_to_every_page() -> None:
    linked = {ROOT / link for links in _LINK.findall(PAGES[README]) for link in links if link}
    assert set(PAGES) - {README} - linked == set()


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in found(r"`make ([a-z-]+)|^    make ([a-z-]+)"):
        assert re.search(rf"^{''.join(target)}:", makefile, re.M), target


def test_commands_exist() -> None:
    for name in found(r"(?:`|/bin/|^    )gocbot ([a-z]+(?:-[a-z]+)*)\b"):
        assert name in commands.commands, name
    for name in found(r"\bpython -m knowledge ([a-z]+)\b"):
        assert name in knowledge_commands.commands, name
    for module in found(r"\bpython -m (tests(?:\.\w+)+)"):
        assert (ROOT / module.replace(".", "/")).with_suffix(".py").is_file(), module


def test_what_can_be_shown_is_found(knowledge_file: Path) -> None:
    names = found(r'python -m knowledge show ("[^"]+")')
    assert names
    for name in names:
        assert run_example(f'python -m knowledge show {name} --knowledge "$GOCBOT_KNOWLEDGE"', knowledge_file)


@pytest.mark.parametrize("query", found(_SQL))
def test_a_query_finds_something(query: str, knowledge_file: Path) -> None:
    with sqlite3.connect(knowledge_file) as connection:
        assert connection.execute(query).fetchall()


def test_views_are_all_named(knowledge_file: Path) -> None:
    with sqlite3.connect(knowledge_file) as connection:
        views = [name for (name,) in connection.execute("select name from sqlite_master where type = 'view'")]
    assert views
    assert [view for view in views if f"`{view}`" not in PAGES[ROOT / "docs" / "analysts.md"]] == []


def test_folders_exist() -> None:
    named = found(_LAYOUT)
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_exist(page: Path) -> None:
    named = [link for links in _LINK.findall(PAGES[page]) for link in links if link]
    assert [link for link in named if not (page.parent / link).exists()] == []
