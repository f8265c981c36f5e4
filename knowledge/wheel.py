"""Compiles the knowledge base into the wheel, so that an installed bot answers at once and from a read-only folder.

Setuptools calls this (see pyproject.toml); nothing else imports it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from setuptools.command.build_py import build_py

_COMPILE = "import sys; sys.path.insert(0, sys.argv[1]); from knowledge.build import build; build()"


def compile_into(library: Path) -> None:
    """Builds the knowledge base of the packages copied to a folder, beside them; CalledProcessError where it fails."""
    # Without bytecode, which would end in the wheel.
    subprocess.run([sys.executable, "-B", "-c", _COMPILE, library], check=True)


def clear(library: Path, packages: Iterable[str]) -> None:
    """Takes away what an earlier build left of packages: setuptools only adds, and all that is there ends in the wheel.

    Where the library is the checkout itself nothing is taken away.
    """
    for package in {name.partition(".")[0] for name in packages}:
        left = library / package
        if left.is_dir() and left.resolve() != Path(package).resolve():
            shutil.rmtree(left)


class BuildWithKnowledge(build_py):
    """Copies the packages, then builds the knowledge base out of the copy: what the wheel lacks fails here."""

    def run(self) -> None:
        """Raises CalledProcessError where the copied data cannot be compiled."""
        if not self.editable_mode:
            clear(Path(self.build_lib), self.packages or ())
        super().run()
        if not self.editable_mode:
            compile_into(Path(self.build_lib))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """The files of the wheel, with the knowledge base."""
        outputs: list[str] = super().get_outputs(include_bytecode)
        if not self.editable_mode:
            outputs.append(str(Path(self.build_lib) / "knowledge" / "knowledge.sqlite"))
        return outputs
