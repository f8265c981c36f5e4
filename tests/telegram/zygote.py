"""Bots that begin where their modules are loaded: forked from a process that has done only that.

Loading them takes two thirds of a bot's start, and the suite starts some hundred. What is forked is a process of its
own in every other respect: session, environment, folder, streams, signals, and an end that nobody shares. That end is
a Python's, but for taking apart what was loaded, which costs as much as the start that is left: see `_leave`.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO

from bot.understanding.second.model import read_crossings
from tests.telegram.nursery import Nursery

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 240.0
"""Seconds that a command may take; a machine that does much else takes long."""
_PRCTL = getattr(ctypes.CDLL(None), "prctl", None)
_PDEATHSIG = 1
_LOADED = ("bot.asking", "bot.commands", "bot.telegram.engine_worker", "bot.telegram.running", "alembic.context")
"""What each start would load, or the first of a database."""


def die_with_the_tests() -> None:
    """Runs in the new process: Linux ends it with the one that started it, however that ends."""
    if _PRCTL is not None:
        _PRCTL(_PDEATHSIG, signal.SIGKILL)


class Forked:
    """A process like subprocess.Popen, as far as tests use that."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = threading.Event()

    def ends(self, code: int) -> None:
        """It has ended."""
        self.returncode = code
        self._ended.set()

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended; TimeoutExpired where that takes longer."""
        if not self._ended.wait(timeout):
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0.0)
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """As os.kill, to one that runs."""
        if self.returncode is None:
            with suppress(ProcessLookupError):  # ended, and the one that waits for it has not said so yet
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)


class Zygote:
    """The process that others are forked from; it begins with the first and ends with the tests."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.telegram.zygote"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=die_with_the_tests,
        )
        self._told = threading.Condition()
        self._begun: list[Forked] = []
        self._children: dict[int, Forked] = {}
        threading.Thread(target=self._listen, name="zygote", daemon=True).start()

    def fork(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        log: Path,
        errors: Path | None = None,
        given: Path | None = None,
    ) -> Forked:
        """`gocbot` with arguments, in a folder, reading what is given, writing to a log, errors there or elsewhere."""
        request = {"arguments": list(arguments), "environment": dict(environment)}
        request |= {"folder": str(folder), "log": str(log), "errors": str(errors or log)}
        request |= {"given": str(given or os.devnull)}
        stdin = self._process.stdin
        assert stdin is not None
        with self._told:
            stdin.write(json.dumps(request).encode() + b"\n")
            stdin.flush()
            assert self._told.wait_for(lambda: self._begun, 30), "nothing is forked"
            return self._begun.pop()

    def run(
        self, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, given: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Like subprocess.run: `gocbot` with arguments and a pipe to read from, to its end."""
        with tempfile.TemporaryDirectory() as own:
            pipe, out, errors = (Path(own) / name for name in ("in", "out", "errors"))
            os.mkfifo(pipe)
            process = self.fork(arguments, environment, folder, out, errors, pipe)
            with suppress(BrokenPipeError):
                pipe.write_bytes(given)
            code = process.wait(PATIENCE)
            return subprocess.CompletedProcess(arguments, code, out.read_bytes(), errors.read_bytes())

    def end(self) -> None:
        """Ends it, and all that was forked from it."""
        self._process.kill()
        self._process.wait()

    def _listen(self) -> None:
        stdout: IO[bytes] | None = self._process.stdout
        assert stdout is not None
        for line in stdout:
            pid, code = json.loads(line)
            with self._told:
                if code is None:
                    self._children[pid] = Forked(pid)
                    self._begun.append(self._children[pid])
                    self._told.notify_all()
                else:
                    self._children.pop(pid).ends(code)


def _serve() -> list[str]:
    """Forks what is asked for, and tells who has begun and ended; returns in a new process, with its arguments."""
    children: dict[int, int] = {}
    poll = select.poll()
    poll.register(0, select.POLLIN | select.POLLHUP)
    waiting = b""
    while True:
        for ready, _ in poll.poll():
            if ready in children:
                pid = children.pop(ready)
                poll.unregister(ready)
                os.close(ready)
                _tell(pid, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                continue
            read = os.read(0, 1 << 16)
            if not read:
                sys.exit()
            *lines, waiting = (waiting + read).split(b"\n")
            for line in lines:
                pid = os.fork()
                if pid == 0:
                    for descriptor in children:
                        os.close(descriptor)
                    return _become(**json.loads(line))
                _tell(pid, None)
                descriptor = os.pidfd_open(pid)
                children[descriptor] = pid
                poll.register(descriptor, select.POLLIN)


def _tell(pid: int, code: int | None) -> None:
    os.write(1, json.dumps([pid, code]).encode() + b"\n")


def _become(
    arguments: list[str], environment: dict[str, str], folder: str, log: str, errors: str, given: str
) -> list[str]:
    os.setsid()
    die_with_the_tests()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    _lead(given, os.O_RDONLY, 0)
    _lead(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 1)
    _lead(errors, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 2)
    if arguments == ["run"]:
        Nursery()
    return arguments


def _lead(path: str, flags: int, stream: int) -> None:
    descriptor = os.open(path, flags, 0o644)
    os.dup2(descriptor, stream)
    os.close(descriptor)


def _leave(codes: list[int]) -> None:
    """Ends a process that has its exit code and has done all else: joined its threads, run what was to run at its end.

    What is left to Python is to take its modules apart, and each page of them that it writes to is copied for that.
    """
    if codes:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()  # where that fails, Python says so as ever
        os._exit(codes[0])


def main() -> None:
    """Loads the bot, waits; in a new process, is the bot."""
    codes: list[int] = []
    atexit.register(_leave, codes)  # what is registered first runs last
    for module in _LOADED:
        import_module(module)
    read_crossings()  # the weights of the second reader, half of what is left of an engine's start
    gc.collect()
    gc.freeze()  # what is shared with those that are forked is looked through by none of them
    sys.argv = ["gocbot", *_serve()]
    from bot import cli

    try:
        cli.main()
    except SystemExit as ending:
        codes += [ending.code] if isinstance(ending.code, int) else []
        raise


if __name__ == "__main__":
    main()
