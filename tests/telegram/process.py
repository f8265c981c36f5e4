"""The bot as a real process, with a data folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from tests.telegram.account import PATIENCE
from tests.telegram.server import BotApi
from tests.telegram.zygote import ROOT, Forked, Zygote, die_with_the_tests


class BotProcess:
    """`python -m bot run` against a server on loopback."""

    zygote: ClassVar[Zygote | None] = None
    """What bots are forked from; None: each is a Python of its own."""

    def __init__(self, server: BotApi, folder: Path, **settings: object) -> None:
        self.server = server
        self.folder = folder
        self.data = folder / "data"
        self.settings = {
            "TOKEN": server.account.token,
            "API_URL": server.url,
            "DATA_DIR": self.data,
            "POLL_SECONDS": 5,
        } | {name.upper(): value for name, value in settings.items()}
        self.process: subprocess.Popen[bytes] | Forked | None = None
        self.kills = 0
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the caller's settings, all of the test's."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GOCBOT_")}
        own = {f"GOCBOT_{name}": str(value) for name, value in self.settings.items() if value is not None}
        return kept | own | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}

    @property
    def log(self) -> str:
        """All that the process has written so far, over all its starts."""
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def start(self, *, wait: bool = True) -> BotProcess:
        """Starts; returns when the bot waits for updates."""
        polls = self.server.account.calls["polls"]
        log = self.folder / "log"
        if self.zygote is not None:
            self.process = self.zygote.fork(["run"], self.environment, self.folder, log)
        else:
            self.process = self._executed(log)
        if wait:
            self.wait_until_listening(polls)
        return self

    def _executed(self, log: Path) -> subprocess.Popen[bytes]:
        with log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                env=self.environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=die_with_the_tests,
            )

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of an operator, with the bot's settings, in a process of its own."""
        if self.zygote is None:
            called = [sys.executable, "-m", "bot", *arguments]
            return subprocess.run(
                called, env=self.environment, cwd=self.folder, capture_output=True, encoding="utf-8", check=False
            )
        ran = self.zygote.run(arguments, self.environment, self.folder)
        return subprocess.CompletedProcess(arguments, ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    def wait_until_listening(self, polls: int) -> None:
        """Waits for a long poll, or for the webhook to be set; fails with the log where the process ends first."""
        account = self.server.account

        def ready() -> bool:
            assert self.process is not None
            if self.process.poll() is not None:
                raise AssertionError(f"the bot ended with {self.process.returncode}:\n{self.log}")
            return account.calls["polls"] > polls or self.server.webhook is not None

        deadline = PATIENCE
        while deadline > 0:
            with account.changed:
                if account.changed.wait_for(ready, 0.25):
                    return
            deadline -= 0.25
        raise AssertionError(f"the bot did not begin to listen:\n{self.log}")

    def kill(self) -> None:
        """kill -9: it gets to say no goodbye, not even to processes of its own."""
        assert self.process is not None
        self.kills += 1
        self.process.kill()
        self.process.wait(PATIENCE)

    def children(self) -> list[int]:
        """The other processes of the bot's group, also those that outlived it."""
        groups = {int(path.name): _group(path) for path in Path("/proc").glob("[0-9]*")}
        assert self.process is not None
        return [pid for pid, group in groups.items() if group == self.process.pid != pid]

    def terminate(self, timeout: float = PATIENCE) -> int:
        """SIGTERM; the exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(timeout)

    def end(self) -> None:
        """Leaves nothing behind."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(12)
            except subprocess.TimeoutExpired:
                self.kill()
        for pid in self.children() if self.process is not None else ():
            os.kill(pid, signal.SIGKILL)

    def memory(self) -> float:
        """Resident megabytes of the process and its children now."""
        assert self.process is not None
        total = 0
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            except OSError:
                continue
            if int(fields["Pid"]) == self.process.pid or int(fields["PPid"]) == self.process.pid:
                total += int(fields.get("VmRSS", "0 kB").split()[0])
        return total / 1024


def _group(process: Path) -> int:
    try:
        return int(process.joinpath("stat").read_text().rpartition(")")[2].split()[2])
    except OSError:
        return 0
