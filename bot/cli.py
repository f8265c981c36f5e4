"""The program's entry: a plain `ask` goes straight to the engine, everything else through the commands.

Loading click takes about as long as answering a question; `ask "soru"` does not wait for it. What the short way
does not know (help, a mistyped option) goes to click, whose `ask` ends in the same function.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it: 128 + SIGINT."""
_FLAGS = {"--json": "as_json", "--explain": "explaining"}


def main() -> None:
    """Runs the command that the program was started with and ends with its exit code."""
    open_what_is_closed()
    try:
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            print(f"gocbot: {error}", file=sys.stderr)
        # Our output cannot be written any more: what is left of it must not fail again while Python shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    finally:
        gc.freeze()  # the process ends: to take all apart that it has loaded takes longer than many an answer


def open_what_is_closed() -> None:
    """Lets standard streams that the caller has closed lead nowhere; a file opened later would take their place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def run(arguments: Sequence[str]) -> int:
    """Runs a command; returns its exit code, or ends with it."""
    plain = plain_ask(arguments)
    if plain is not None:
        from bot.asking import ask

        questions, flags = plain
        return ask(questions, **flags)
    from bot.commands import commands

    commands.main(list(arguments), prog_name="gocbot")
    return 0


def plain_ask(arguments: Sequence[str]) -> tuple[list[str], dict[str, bool]] | None:
    """Questions and flags of an `ask` without anything that click would have to look at, else None.

    >>> plain_ask(["ask", "--json", "-"])
    (['-'], {'as_json': True})
    >>> plain_ask(["ask", "--help"]), plain_ask(["chat"]), plain_ask(["ask"])
    (None, None, None)
    """
    if arguments[:1] != ["ask"]:
        return None
    questions = [text for text in arguments[1:] if text not in _FLAGS]
    if not questions or any(text.startswith("-") and text != "-" for text in questions):
        return None
    return questions, {_FLAGS[text]: True for text in arguments[1:] if text in _FLAGS}
