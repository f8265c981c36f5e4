"""The program's entry: a plain `ask` goes straight to the engine, everything else through the commands.

Loading click takes about as long as answering a question; `ask "soru"` does not wait for it. What the short way
does not know (help, a mistyped option) goes to click, whose `ask` ends in the same function.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from knowledge.calling import ended

_FLAGS = {"--json": "as_json", "--explain": "explaining"}


def main() -> None:
    """Runs the command that the program was started with and ends with its exit code."""
    try:
        ended("gocbot", lambda: run(sys.argv[1:]))
    finally:
        gc.freeze()  # the process ends: to take all apart that it has loaded takes longer than many an answer


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
