"""The conversation in the terminal, at a pseudo-terminal and through a pipe."""

from __future__ import annotations

import contextlib
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from bot.assistant import Assistant
from bot.terminal import COMMANDS, PROMPT, Talk, show, sparkline

ROOT = Path(__file__).resolve().parent.parent
SERIES = "aktif ikamet izni sayısı yıllara göre"
ASKED_BACK = "vize"
BOXES = set("╭╮╰╯│─┏┃━▁█")
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@pytest.fixture
def environment(knowledge_file: Path, tmp_path: Path) -> dict[str, str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith("GOCBOT_")}
    return own | {
        "PYTHONPATH": str(ROOT),
        "GOCBOT_KNOWLEDGE": str(knowledge_file),
        "GOCBOT_DATA_DIR": str(tmp_path / "data"),
        "TERM": "xterm",
        "COLUMNS": "100",
    }


@pytest.fixture
def talk(assistant: Assistant) -> Talk:
    return Talk(assistant)


def piped(environment: dict[str, str], *lines: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input="\n".join(lines).encode(),
        capture_output=True,
        env=environment,
        timeout=20,
        check=True,
    )
    assert run.stderr == b""
    return run.stdout.decode("utf-8")


def shown(assistant: Assistant, text: str) -> str:
    """What a person sees of one reply."""
    talk = Talk(assistant)
    console = Console(width=100, color_system=None, highlight=False)
    with console.capture() as capture:
        show(console, talk.base, talk.reply(text))
    return capture.get()


def test_a_sparkline_rises_from_the_least_to_the_most() -> None:
    assert sparkline([3, 1, 2]) == "█▁▅"
    assert sparkline([7]) == "▄"


def test_a_series_is_a_table_and_not_told_twice(assistant: Assistant) -> None:
    output = shown(assistant, SERIES)
    assert "•" not in output
    assert "**" not in output
    assert output.count("1.280.000") == 1
    assert "▄█▇▅▁" in output


def test_a_list_keeps_its_lines(assistant: Assistant) -> None:
    assert shown(assistant, "kaç daire başkanlığı var").count("•") == 23


def test_choices_are_numbered(assistant: Assistant) -> None:
    assert "│ 2. " in shown(assistant, ASKED_BACK)


def test_a_conversation_goes_on_and_picks_a_choice(talk: Talk) -> None:
    talk.reply("aktif ikamet izni 2023 hedefi")
    assert talk.reply("peki 2025?").figures[0].year == 2025
    talk.forget()
    choices = talk.reply(ASKED_BACK).choices
    assert choices[1].startswith(talk.reply("2").figures[0].subject)
    assert "seçeneklerden birini" in talk.why()


def test_why_explains_the_last_message_where_it_stood(talk: Talk) -> None:
    assert talk.why() == "Henüz bir soru sormadınız."
    talk.reply("aktif ikamet izni 2023 hedefi")
    talk.reply("peki 2025?")
    assert "Aktif ikamet izni sayısı, 2025 tahmini" in talk.why()
    talk.forget()
    assert talk.why() == "Henüz bir soru sormadınız."


def test_help_lists_every_command(talk: Talk) -> None:
    assert all(f"{name} " in talk.help() for name in COMMANDS)


def test_piped_messages_are_one_conversation_in_plain_text(environment: dict[str, str]) -> None:
    output = piped(environment, "aktif ikamet izni 2023 hedefi", "", "peki 2025?", "/yardım", "/yok", SERIES)
    replies = output.split("\n\n")
    assert replies[0].startswith("Aktif ikamet izni sayısı: 2023 hedefi 1.280.000")
    assert replies[1].startswith("Aktif ikamet izni sayısı: 2025 tahmini")
    assert "/neden" in output
    assert "/yok diye bir komut yok." in output
    assert not BOXES & set(output)
    assert "\x1b" not in output
    assert PROMPT not in output


def test_a_pipe_ends_with_the_command(environment: dict[str, str]) -> None:
    assert piped(environment, "/çıkış", "merhaba") == ""


@pytest.fixture
def terminal(environment: dict[str, str]) -> Iterator[Terminal]:
    if sys.platform == "win32":
        pytest.skip("no pseudo-terminals")
    terminal = Terminal(environment)
    yield terminal
    terminal.close()


class Terminal:
    """A person at a terminal with the program in it."""

    def __init__(self, environment: dict[str, str]) -> None:
        import pty

        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _OWN_TERMINAL, sys.executable, "-m", "bot", "chat"],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        self.received = b""
        self.seen = ""
        self.passed = 0

    def read_until(self, text: str, seconds: float = 10) -> str:
        """What appears up to some text; what comes after it is kept for the next call."""
        deadline = time.monotonic() + seconds
        while text not in self.seen:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{text!r} did not appear in {self.seen!r}")
            if select.select([self.master], [], [], 0.1)[0]:
                self.received += os.read(self.master, 65536)
                self.seen = _ESCAPES.sub("", self.received.decode("utf-8", "ignore"))[self.passed :]
        found, _, self.seen = self.seen.partition(text)
        self.passed += len(found) + len(text)
        return found + text

    def interrupt_until(self, text: str) -> None:
        """Presses Ctrl-C, again where Python was just busy echoing and would notice only at the next key."""
        for _ in range(10):
            self.type("\x03")
            with contextlib.suppress(TimeoutError):
                self.read_until(text, 1)
                return
        raise TimeoutError(f"{text!r} did not appear after Ctrl-C")

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)


_OWN_TERMINAL = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)  # a parent may have set it to be ignored
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


def test_at_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    banner = terminal.read_until(PROMPT)
    assert "Göç İdaresi Başkanlığı" in banner
    assert "Örneğin şunları sorabilirsiniz:" in banner
    assert all(name in banner for name in COMMANDS)
    terminal.type("aktif ikamet izni 2023 hedefi\n")
    assert "1.280.000" in terminal.read_until("Kaynak: Tablo 8")
    terminal.read_until(PROMPT)
    terminal.type("yarım kalan")
    terminal.read_until("kalan")
    terminal.interrupt_until(PROMPT)
    terminal.type("\x04")
    assert "yarım" not in terminal.read_until("Görüşmek üzere.")
    assert terminal.process.wait(10) == 0
    history = tmp_path / "data" / "terminal_history"
    assert "aktif ikamet izni 2023 hedefi" in history.read_text(encoding="utf-8")
