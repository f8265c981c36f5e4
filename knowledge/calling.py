"""How a program of the project is called and ends: its version; streams that are closed, full or given up; Ctrl-C."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NoReturn

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it: 128 + SIGINT."""


def ended(program: str, run: Callable[[], int]) -> NoReturn:
    """Runs a program and ends with its exit code; where its output cannot be written, with one line and code 1."""
    open_what_is_closed()
    try:
        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            print(f"{program}: {error}", file=sys.stderr)
        # Our output cannot be written any more: what is left of it must not fail again while Python shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def open_what_is_closed() -> None:
    """Lets standard streams that the caller has closed lead nowhere; a file opened later would take their place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def version_line(program: str) -> str:
    """What a program says of its version."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{program} {version('gocbot')}"
    except PackageNotFoundError:
        return f"{program}, not installed: run from its folder"
