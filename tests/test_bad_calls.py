"""Called in ways that nobody means: closed or full streams, folders for files. One line at most, no traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shells and devices of POSIX")
ROOT = Path(__file__).resolve().parent.parent
QUESTION, ANSWER = "aktif ikamet izni 2023 hedefi", "1.280.000"
COMMANDS = ("ask --json -", "chat", "export-questions")


@pytest.fixture
def environment(knowledge_file: Path, tmp_path: Path) -> dict[str, str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith("GOCBOT_")}
    settings = {"GOCBOT_KNOWLEDGE": str(knowledge_file), "GOCBOT_DATA_DIR": str(tmp_path / "data")}
    return own | settings | {"PYTHONPATH": str(ROOT), "PYTHON": sys.executable}


def sh(environment: dict[str, str], call: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What a shell makes of a call of the program."""
    console = '"$PYTHON" -c "from knowledge.cli import main; main()"'  # as the script that is installed does
    call = call.replace("gocbot-knowledge", console).replace("gocbot", '"$PYTHON" -m bot')
    call = call.replace("python -m", '"$PYTHON" -m')
    run = subprocess.run(["sh", "-c", call], input=given, capture_output=True, env=environment, timeout=30, check=False)
    assert b"Traceback" not in run.stderr
    assert len(run.stderr.splitlines()) <= 1, run.stderr
    return run


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(environment: dict[str, str], command: str, closed: str) -> None:
    run = sh(environment, f"gocbot {command} {closed}")
    assert run.returncode == (2 if command == "export-questions" else 0), "no bot has run: there is nothing to export"
    assert run.stdout == b""


def test_what_is_opened_never_takes_the_place_of_a_closed_stream(environment: dict[str, str]) -> None:
    knowledge = Path(environment["GOCBOT_KNOWLEDGE"])
    before = knowledge.read_bytes()
    assert sh(environment, f"gocbot ask '{QUESTION}' >&- 2>&-").returncode == 0
    assert knowledge.read_bytes() == before


@pytest.mark.parametrize("call", [f"gocbot ask '{QUESTION}'", "gocbot ask --json -", "gocbot chat", "gocbot --help"])
def test_a_full_disk_at_the_other_end(environment: dict[str, str], call: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    run = sh(environment, f"{call} > /dev/full", QUESTION.encode() + b"\n")
    assert run.returncode == 1
    assert b"No space left" in run.stderr


@pytest.mark.parametrize("program", ["gocbot-knowledge", "python -m knowledge"])
@pytest.mark.parametrize("command", ["check", "show agency:goc-idaresi-baskanligi", "--help", "--version"])
def test_a_full_disk_behind_the_commands_of_the_knowledge_base(
    environment: dict[str, str], program: str, command: str
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    run = sh(environment, f"{program} {command} > /dev/full")
    assert run.returncode == 1
    assert run.stderr.startswith(f"{program}: ".encode())
    assert b"No space left" in run.stderr


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_closed_streams_of_the_commands_of_the_knowledge_base(environment: dict[str, str], closed: str) -> None:
    run = sh(environment, f"gocbot-knowledge check {closed}")
    assert (run.returncode, run.stdout) == (0, b"")


def test_a_reader_that_goes_away(environment: dict[str, str]) -> None:
    for call in ("gocbot-knowledge check", "python -m knowledge check"):
        run = sh(environment, f"{call} | head -1")
        assert (len(run.stdout.splitlines()), run.stderr) == (1, b"")


@pytest.mark.parametrize("program", ["gocbot", "gocbot-knowledge"])
def test_both_programs_tell_their_version_and_their_commands(environment: dict[str, str], program: str) -> None:
    version, helped = (sh(environment, f"{program} {flag}") for flag in ("--version", "-h"))
    assert version.stdout.startswith(f"{program}".encode())
    assert version.stdout.split()[-1][:1].isdigit() or b"not installed" in version.stdout
    assert helped.stdout.startswith(f"Usage: {program} ".encode())
    assert helped.stdout == sh(environment, f"{program} --help").stdout


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1254", "utf-16"])
def test_a_conversation_in_any_turkish_encoding(environment: dict[str, str], encoding: str) -> None:
    given = "sığınma evi sayısı 2023 hedefi\r\npeki 2024?\r\n".encode(encoding)
    run = sh(environment, "gocbot chat", given)
    assert run.returncode == 0
    assert run.stdout.count("Sığınma evi sayısı".encode()) >= 2


@pytest.mark.parametrize("call", [f"gocbot ask '{QUESTION}'", "gocbot chat"])
def test_a_folder_for_the_knowledge_base(environment: dict[str, str], tmp_path: Path, call: str) -> None:
    run = sh(environment | {"GOCBOT_KNOWLEDGE": str(tmp_path)}, call)
    assert run.returncode == 2
    assert str(tmp_path).encode() in run.stderr


def test_a_folder_for_the_base_of_the_bot(environment: dict[str, str], tmp_path: Path) -> None:
    run = sh(environment | {"GOCBOT_KNOWLEDGE": str(tmp_path), "GOCBOT_TOKEN": "1:a"}, "gocbot run")
    assert run.returncode == 2
    assert b"GOCBOT_KNOWLEDGE" in run.stderr


def test_a_folder_at_standard_input(environment: dict[str, str], tmp_path: Path) -> None:
    """Python itself refuses, before anything of the bot runs."""
    call = f"{sys.executable} -m bot ask - < {tmp_path}"
    run = subprocess.run(["sh", "-c", call], capture_output=True, env=environment, timeout=30, check=False)
    assert run.returncode != 0
    assert b"is a directory" in run.stderr
    assert b"Traceback" not in run.stderr


def test_ctrl_c_that_the_parent_ignores_does_not_end_it(environment: dict[str, str]) -> None:
    """As behind `nohup`, or in the background of a script."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_IGN),
    ) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(2):
            process.stdin.write(QUESTION.encode() + b"\n")
            process.stdin.flush()
            assert ANSWER in process.stdout.readline().decode()
            process.send_signal(signal.SIGINT)
        process.stdin.close()
        assert process.wait(30) == 0
