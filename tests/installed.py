"""What a stranger gets: the wheel in a fresh environment of each Python given, read-only, asked as another user.

    python -m tests.installed python3.11 python3.12 python3.13

Takes a minute or two for each (it downloads what the bot needs), so it is no test of the suite.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUESTION, ANSWER = "aktif ikamet izni 2023", "1.280.000"
NOBODY = 65534


def run(*command: str | Path, **settings: object) -> str:
    """What a command prints; CalledProcessError, with what it said shown, where it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True, **settings)  # type: ignore[call-overload]
    return str(done.stdout)


def build_wheel(python: str, folder: Path) -> Path:
    """The wheel, built as `pip install` of the source distribution would."""
    run(python, "-m", "venv", folder / "builder")
    pip = (folder / "builder" / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "install", "build>=1.2,<2")
    run(folder / "builder" / "bin" / "python", "-m", "build", "--outdir", folder / "dist", ROOT)
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


def other_user(python: Path) -> dict[str, int]:
    """How a process becomes another user; nothing where this one may not change, or that one not start Python."""
    other = {"user": NOBODY, "group": NOBODY}
    try:
        run(python, "--version", **other)
    except PermissionError:
        return {}
    return other


def try_out(python: str, wheel: Path, folder: Path) -> str:
    """Installs the wheel and asks it; as whom. AssertionError where it does not answer."""
    environment, elsewhere = folder / "environment", folder / "elsewhere"
    run(python, "-m", "venv", environment)
    run(environment / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    elsewhere.mkdir()
    for path in (environment, *environment.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222 | 0o444 | (0o111 if path.is_dir() else 0))
    own = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C"}
    other = other_user(environment / "bin" / "python")
    settings = {"cwd": elsewhere, "env": own} | other
    scripts = environment / "bin"
    version = wheel.name.split("-")[1]
    assert run(scripts / "gocbot", "--version", **settings) == f"gocbot {version}\n"
    assert ANSWER in run(scripts / "gocbot", "ask", QUESTION, **settings)
    assert ANSWER in run(scripts / "gocbot", "chat", input=f"{QUESTION}\n", **settings)
    assert "Tablo 8" in run(scripts / "gocbot-knowledge", "show", "aktif ikamet izni sayısı", **settings)
    assert "hold" in run(scripts / "gocbot-knowledge", "check", **settings)
    return (
        f"another user ({NOBODY})"
        if other
        else f"the user who built it ({os.getuid()}), since another one cannot start this Python"
    )


def main(pythons: Sequence[str]) -> None:
    """Tries every Python out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        wheel = build_wheel(pythons[0], folder)
        print(f"{wheel.name}: {wheel.stat().st_size / 2**20:.1f} MB", flush=True)
        for number, python in enumerate(pythons):
            (folder / str(number)).mkdir()
            asked_as = try_out(python, wheel, folder / str(number))
            version = run(python, "--version").strip()
            print(f"{version}: installed read-only, answers; asked as {asked_as}", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:] or [sys.executable])
    except subprocess.CalledProcessError as error:
        sys.exit(f"{Path(error.cmd[0]).name} ended with {error.returncode}: {' '.join(map(str, error.cmd[1:]))}")
