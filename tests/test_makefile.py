"""`make` asks Python for its version first, and says in one line what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import LONGEST

ROOT = Path(__file__).resolve().parent.parent
ASKED = "print("
"""What tells the question for the version from a call that works: see `version` in the Makefile."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The Makefile, alone, beside a folder `bin` for what it may find on its way."""
    if shutil.which("make") is None:
        pytest.skip("no make here")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "knowledge").mkdir()
    return tmp_path


def python(checkout: Path, name: str, version: str, *, pip: int = 0) -> str:
    """Something that answers like a Python of a version; its `-m venv` makes one more of itself."""
    path = checkout / name
    path.write_text(
        f"""#!/bin/sh
case "$*" in
*"{ASKED}"*) echo {version};;
"-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python";;
"-m pip "*) echo "cannot reach the index" >&2; exit {pip};;
*) echo "made with {version}: $*";;
esac
"""
    )
    path.chmod(0o755)
    return f"./{name}"


def make(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in ("MAKEFLAGS", "MAKELEVEL", "PYTHON")}
    return subprocess.run(
        ["make", *arguments], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )


def refusal(run: subprocess.CompletedProcess[str]) -> str:
    """The one line that tells why, before make's own."""
    assert run.returncode == 2
    line, makes_own = run.stderr.splitlines()
    assert makes_own.startswith("make: ***")
    return line


def test_a_python_that_is_too_old_is_told(checkout: Path) -> None:
    said = refusal(make(checkout, "build", f"PYTHON={python(checkout, 'old', 'old')}"))
    assert said.startswith("gocbot needs Python 3.11 or newer; ./old is older.")
    assert not (checkout / ".venv").exists()


def test_a_python_that_is_not_there_is_told(checkout: Path) -> None:
    assert "./none does not run" in refusal(make(checkout, "build", "PYTHON=./none"))


@pytest.mark.parametrize(("name", "version"), [("old", "old"), ("none", "")])
def test_the_wheel_is_tried_on_no_python_that_cannot_run_it(checkout: Path, name: str, version: str) -> None:
    named = python(checkout, name, version) if version else f"./{name}"
    new = python(checkout, "new", "3.12")
    assert f"; {named} " in refusal(make(checkout, "installed", f"PYTHON={named}"))
    assert f"; {named} " in refusal(make(checkout, "installed", f"PYTHON={new}", f"PYTHONS={new} {named}"))
    tried = make(checkout, "installed", f"PYTHON={new}", f"PYTHONS={new}")
    assert (tried.returncode, tried.stdout.splitlines()[-1]) == (0, f"made with 3.12: -m tests.installed {new}")


def test_the_wheel_is_built_by_the_venv_that_is_there_where_no_python_is_named(checkout: Path) -> None:
    assert make(checkout, "build", f"PYTHON={python(checkout, 'new', '3.12')}").returncode == 0
    tried = make(checkout, "installed")
    assert tried.stdout.splitlines()[-2:] == [
        ".venv/bin/python -m tests.installed ",
        "made with 3.12: -m tests.installed",
    ]


def test_no_network_is_told(checkout: Path) -> None:
    said = refusal(make(checkout, "build", f"PYTHON={python(checkout, 'new', '3.12', pip=1)}"))
    assert "is there a network?" in said
    assert "cannot reach" in (checkout / ".venv" / "pip.log").read_text()


def test_a_venv_of_another_python_is_made_anew_and_one_that_fits_stays(checkout: Path) -> None:
    new, newer = python(checkout, "new", "3.12"), python(checkout, "newer", "3.13")
    first = make(checkout, "build", f"PYTHON={new}")
    assert (first.returncode, "made with 3.12" in first.stdout) == (0, True), first.stderr
    left = checkout / ".venv" / "left"
    left.touch()
    again = make(checkout, "build", f"PYTHON={new}")
    assert (again.returncode, left.exists()) == (0, True)
    assert make(checkout, "build").returncode == 0
    assert left.exists(), "where none is named, the one that is there is good"
    other = make(checkout, "build", f"PYTHON={newer}")
    assert (other.returncode, left.exists()) == (0, False)
    assert "made with 3.13" in other.stdout


def test_a_venv_of_an_old_python_is_made_anew(checkout: Path) -> None:
    old = checkout / ".venv" / "bin"
    old.mkdir(parents=True)
    (checkout / ".venv" / "installed").touch()
    shutil.copy(checkout / python(checkout, "old", "old"), old / "python")
    made = make(checkout, "build", f"PYTHON={python(checkout, 'new', '3.12')}")
    assert (made.returncode, "made with 3.12" in made.stdout) == (0, True), made.stderr


def test_the_whole_bench_measures_each_thing_once() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\nbench: ")[2].partition("\n\n")[0]
    measured = [path for path in recipe.split() if path.endswith(".py")]
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("bench*.py")}
    assert sorted(measured) == sorted(there)
    started = [path for path in there for other in there if f'"{Path(other).name}"' in (ROOT / path).read_text("utf-8")]
    assert started == [], "none starts another"


def test_the_files_that_begin_first_are_there() -> None:
    assert [path for path in LONGEST if not (ROOT / path).is_file()] == []
    assert len(set(LONGEST)) == len(LONGEST)


def test_the_long_step_is_told_before_it_begins(checkout: Path) -> None:
    arguments = ("build", f"PYTHON={python(checkout, 'new', '3.12')}")
    first, again = make(checkout, *arguments), make(checkout, *arguments)
    assert first.stdout.startswith("Installing what gocbot needs into .venv")
    assert "Installing" not in again.stdout
