"""What CONTRIBUTING.md names is there: files, folders, make's targets; and no file is longer than it says."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
LONGEST = 400
"""Lines of a file, as its style says."""
TURKISH = ROOT / "knowledge" / "data" / "turkish"
_PATH = re.compile(
    r"`([\w./<>-]+\.(?:csv|toml|py|txt|md)|[\w./-]+/)`|\]\(([\w./-]+)\)|\b((?:tests|knowledge|bot)/[\w./]+)"
)


def named() -> list[str]:
    """Paths, those with a <placeholder> as a pattern."""
    found = {next(filter(None, groups)) for groups in _PATH.findall(TEXT)}
    return sorted(re.sub(r"<\w+>", "*", path) for path in found)


@pytest.mark.parametrize("path", named())
def test_every_path_is_there(path: str) -> None:
    if path == "dist/":
        return  # made by a release
    places = (ROOT, TURKISH, ROOT / "knowledge" / "data", ROOT / "tests" / "questions")
    assert any(any(place.glob(path.rstrip("/"))) for place in places) or any(ROOT.glob(f"knowledge/data/*/{path}"))


def test_every_target_is_made() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = set(re.findall(r"\bmake ([a-z-]+)", TEXT)) - {"a", "sure"}
    assert len(called) > 5
    assert called <= targets


def test_there_are_three_recipes_and_ten_lines_of_style() -> None:
    assert len(re.findall(r"^\*\*An? .+?\.?\*\*", TEXT, re.MULTILINE)) == 3
    style = TEXT.partition("## Style")[2].partition("\n## ")[0]
    assert [int(number) for number in re.findall(r"^(\d+)\.", style, re.MULTILINE)] == list(range(1, 11))


def test_what_it_says_of_missed_questions_holds() -> None:
    """Every result that is listed is explained."""
    listed = {line.split()[1] for line in (ROOT / "tests" / "questions" / "missed.txt").read_text("utf-8").splitlines()}
    recipe = TEXT.partition("## A fresh question set")[2].partition("\n## ")[0]
    assert all(f"`{result}`" in recipe for result in listed)


def test_what_it_has_one_call_is_installed_with_the_project() -> None:
    tools = set(re.findall(r"\.venv/bin/([a-z-]+)", TEXT)) - {"python"} | {"build"}
    dev = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]["dev"]
    assert tools <= {re.split("[<>=]", one)[0] for one in dev}


def test_the_recipe_of_a_release_says_that_the_project_has_no_home_as_long_as_it_has_none() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    recipe = TEXT.partition("## A release")[2]
    assert ("urls" in project) is ("no public home" not in recipe)


def test_no_file_is_longer_than_its_style_says() -> None:
    assert f"at most {LONGEST} lines" in TEXT
    files = [file for package in ("bot", "knowledge", "tests") for file in (ROOT / package).rglob("*.py")]
    lengths = {file.relative_to(ROOT).as_posix(): len(file.read_text("utf-8").splitlines()) for file in files}
    assert len(lengths) > 400
    assert not {file: lines for file, lines in lengths.items() if lines > LONGEST}


def test_pre_commit_checks_with_a_ruff_that_the_project_takes() -> None:
    """A minor version of ruff formats otherwise than the one before, so that all have the same one."""
    dev = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]["dev"]
    (ruff,) = (one for one in map(Requirement, dev) if one.name == "ruff")
    (rev,) = (
        repository["rev"]
        for repository in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
        if repository["repo"].endswith("/ruff-pre-commit")
    )
    version = Version(rev.removeprefix("v"))
    assert version in ruff.specifier
    assert Version(f"{version.major}.{version.minor + 1}") not in ruff.specifier


def test_pre_commit_takes_its_configuration_and_checks_what_make_test_checks() -> None:
    file = ROOT / ".pre-commit-config.yaml"
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", file], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (0, "")
    hooks = {
        hook["id"] for repository in yaml.safe_load(file.read_text("utf-8"))["repos"] for hook in repository["hooks"]
    }
    made = re.findall(r"^\t\$\(BIN\)/ruff (\w+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {f"ruff-{command}" for command in made} == hooks == {"ruff-check", "ruff-format"}
