"""The wheel holds all that the bot needs, and answers from a folder that nobody can write to.

The knowledge base of this run stands in for the one that the build compiles; `make installed` builds and installs a
wheel in full.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from setuptools import Distribution

from knowledge.wheel import BuildWithKnowledge

ROOT = Path(__file__).resolve().parent.parent
CALL = "import sys; sys.path.insert(0, sys.argv.pop(1)); from bot.cli import main; main()"


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> BuildWithKnowledge:
    """The step of the build that collects the packages, as pyproject.toml configures it."""
    monkeypatch.chdir(ROOT)
    distribution = Distribution({"script_name": "setup.py"})
    distribution.parse_config_files()
    step = distribution.get_command_obj("build_py")
    assert isinstance(step, BuildWithKnowledge)
    step.build_lib = str(tmp_path / "lib")
    step.ensure_finalized()
    return step


def test_every_file_of_the_packages_is_in_it(packages: BuildWithKnowledge) -> None:
    library = Path(packages.build_lib)
    packed = {Path(file).relative_to(library).as_posix() for file in packages.get_outputs(include_bytecode=False)}
    there = {
        path.relative_to(ROOT).as_posix()
        for package in ("bot", "knowledge")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not path.name.startswith("knowledge.sqlite")
    }
    assert len(there) > 300
    assert there - packed == set()
    assert not [name for name in packed if name.endswith(".pyc")], "not what Datasette or the tests compiled there"


def test_it_answers_from_a_folder_that_nobody_can_write_to(
    packages: BuildWithKnowledge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, knowledge_file: Path
) -> None:
    compiled: list[Path] = []

    def compile_into(library: Path) -> None:
        compiled.append(library)
        shutil.copy(knowledge_file, library / "knowledge" / "knowledge.sqlite")

    monkeypatch.setattr("knowledge.wheel.compile_into", compile_into)
    library = tmp_path / "lib"
    stale = [library / "bot" / "gone.py", library / "knowledge" / "data" / "gone" / "programme.toml"]
    for path in stale:
        path.parent.mkdir(parents=True)
        path.write_text("left by an earlier build")
    packages.run()
    assert not [path for path in stale if path.exists()]
    assert compiled == [library]
    assert str(library / "knowledge" / "knowledge.sqlite") in packages.get_outputs()
    for path in library.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    own = {key: value for key, value in os.environ.items() if not key.startswith(("GOCBOT_", "PYTHON"))}
    asked = subprocess.run(
        [sys.executable, "-B", "-c", CALL, library, "ask", "aktif ikamet izni 2023"],
        cwd=tmp_path,
        env=own,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "1.280.000" in asked.stdout


def test_what_compiles_the_knowledge_base_is_there_at_the_build() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = set(project["build-system"]["requires"]) - {"setuptools>=77.0.3,<85"}
    assert needed <= set(project["project"]["dependencies"])
    assert project["project"]["scripts"] == {"gocbot": "bot.cli:main", "gocbot-knowledge": "knowledge.cli:main"}
