"""Engines that begin where their modules are loaded, as bots do (zygote.py): forked beside the bot, then its own child.

Loading takes half of an engine's start, and the suite starts some two hundred. A bot has threads when it starts its
engine, so it cannot fork one itself: a process that was forked from it before does, and leaves the new one to it.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import socket
import subprocess
from collections.abc import Sequence
from typing import Any

ENGINE = "bot.telegram.engine_worker"
_SUBREAPER = 36
"""Of prctl: whose parent ends becomes the child of the process that has set it."""
_LENGTH = 1 << 20
"""Bytes of an environment at most."""


class Nursery:
    """Stands in for fork and exec of the process that it was begun in, where that starts an engine."""

    def __init__(self) -> None:
        """Begins in a process that has no threads yet."""
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
        self._bot, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._executed = subprocess._fork_exec  # type: ignore[attr-defined]
        bot = os.getpid()
        if os.fork() == 0:
            self._bot.close()
            _serve(theirs, bot)
        theirs.close()
        subprocess._fork_exec = self._begin  # type: ignore[attr-defined]

    def _begin(self, arguments: Sequence[bytes], *how: Any) -> int:
        """As `subprocess` has processes made: arguments, then among others the environment and the ends of pipes."""
        if ENGINE not in map(os.fsdecode, arguments):
            return int(self._executed(arguments, *how))
        environment, stdin, stdout = how[4], how[5], how[8]
        socket.send_fds(self._bot, [json.dumps([os.fsdecode(one) for one in environment]).encode()], [stdin, stdout])
        return int(self._bot.recv(32))


def _serve(bot: socket.socket, group: int) -> None:
    """Forks engines for a bot until that is gone."""
    os.setpgid(0, 0)  # whoever counts the bot's processes does not count this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        request, descriptors, _, _ = socket.recv_fds(bot, _LENGTH, 2)
        if not request:
            os._exit(0)
        told, tell = os.pipe()
        between = os.fork()
        if between == 0:
            child = os.fork()
            if child == 0:
                bot.close()
                os.close(told)
                os.close(tell)
                _become(json.loads(request), descriptors, group)
            os.write(tell, str(child).encode())
            os._exit(0)
        os.close(tell)
        os.waitpid(between, 0)  # from now on the engine is the bot's child
        bot.send(os.read(told, 32))
        for descriptor in (told, *descriptors):
            os.close(descriptor)


def _become(environment: list[str], descriptors: list[int], group: int) -> None:
    """Is an engine, to the end."""
    from bot.telegram import engine_worker

    os.setpgid(0, group)
    gc.unfreeze = lambda: None  # or the engine's first collection looks through the bot's modules, which it has not
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(one.partition("=")[::2] for one in environment)
    for stream, descriptor in enumerate(descriptors):
        os.dup2(descriptor, stream)
        os.close(descriptor)
    try:
        engine_worker.main()
    finally:
        os._exit(0)
