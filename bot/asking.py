"""Questions from the command line and from other programs: `gocbot ask`."""

from __future__ import annotations

import gc
import io
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from bot.assistant import Assistant
from bot.config import setting
from bot.lines import lines
from bot.replies.reply import ANSWER, NO_ANSWER, Reply
from knowledge.base import SHIPPED, KnowledgeBase, KnowledgeBaseError

ANSWERED, UNANSWERED, UNUSABLE = 0, 1, 2
"""Exit codes: every question was answered; one was not; the call or the knowledge base is no good."""
STANDARD_INPUT = "-"
_FAILED = "Bu soruyu yanıtlarken bir hata oluştu. Başka türlü sorar mısınız?"


class Unusable(Exception):
    """Why nothing can be answered, in one line for a person."""


def open_assistant() -> Assistant:
    """The assistant over the configured knowledge base; Unusable where there is none."""
    # What is loaded stays: a full collection of it would hold up a question for a tenth of a second.
    gc.set_threshold(50_000, 50, 100)
    configured = setting("KNOWLEDGE")
    try:
        return Assistant(KnowledgeBase(Path(configured) if configured else SHIPPED))
    except KnowledgeBaseError as error:
        raise Unusable(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise Unusable(_damaged(error)) from error


def ask(questions: Sequence[str], as_json: bool = False, explaining: bool = False) -> int:
    """Prints the reply to each question, "-" standing for the lines of standard input; returns the exit code."""
    if as_json and explaining:
        return fail("--json and --explain do not go together: ask without one of them.")
    speak_utf8()
    try:
        assistant = open_assistant()
        unanswered = _ask_all(assistant, questions, as_json, explaining)
    except Unusable as error:
        return fail(str(error))
    # A program reads the status of each question in its line; the exit code then only tells that all went well.
    door = as_json and STANDARD_INPUT in questions
    return UNANSWERED if unanswered and not door else ANSWERED


def speak_utf8() -> None:
    """Lines of UTF-8 in and out whatever the locale; what cannot be read or written never stops the others."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace", newline="\n")
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A lone surrogate, which JSON can hold, is written as its JSON escape.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def fail(reason: str) -> int:
    """Says on standard error why nothing can be done; returns the exit code."""
    print(f"gocbot: {reason}", file=sys.stderr)
    return UNUSABLE


def safely(respond: Callable[[], Reply]) -> Reply:
    """The reply of a call, whatever happens in it: other messages are waiting behind this one.

    Raises Unusable where the knowledge base turns out to be damaged.
    """
    try:
        return respond()
    except sqlite3.DatabaseError as error:
        raise Unusable(_damaged(error)) from error
    except Exception as error:
        print(f"gocbot: {type(error).__name__} while answering; please report the question.", file=sys.stderr)
        return Reply(NO_ANSWER, _FAILED)


def _ask_all(assistant: Assistant, questions: Sequence[str], as_json: bool, explaining: bool) -> int:
    """Answers all questions in order; returns how many got no answer."""
    unanswered = 0
    several = len(questions) > 1 or STANDARD_INPUT in questions
    for number, question in enumerate(_all(questions)):
        chat, text = _message(question) if as_json else (None, question)
        started = time.perf_counter()
        reply = safely(partial(assistant.reply, None if chat is None else str(chat), text))
        elapsed = (time.perf_counter() - started) * 1000
        unanswered += reply.status != ANSWER
        if as_json:
            print(_line(chat, text, reply, elapsed), flush=True)
            continue
        if several and number:
            print()
        print(reply.text, flush=True)
        if explaining:
            from bot.explaining import explain

            print("\n" + explain(assistant.engine.base, assistant.engine.read(text)), flush=True)
    return unanswered


def _all(questions: Sequence[str]) -> Iterator[str]:
    for question in questions:
        if question == STANDARD_INPUT:
            yield from lines()
        else:
            # Bytes of the command line that are no UTF-8 come as lone surrogates, which nothing can print.
            yield os.fsencode(question).decode("utf-8", "replace")


def _message(line: str) -> tuple[str | int | None, str]:
    """The chat and the text that a line holds.

    >>> _message('{"chat": "a", "text": "bütçe"}'), _message("bütçe"), _message('{"chat"')
    (('a', 'bütçe'), (None, 'bütçe'), (None, '{"chat"'))
    """
    if not line.lstrip().startswith("{"):
        return None, line
    import json

    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None, line
    text, chat = message.get("text"), message.get("chat")
    if not isinstance(text, str):
        return None, line
    return (chat if isinstance(chat, str | int) else None), text


def _line(chat: str | int | None, question: str, reply: Reply, elapsed: float) -> str:
    """A reply as other programs read it: one line of JSON."""
    from bot.lines import to_json

    return to_json(
        {
            "chat": chat,
            "question": question,
            "status": reply.status,
            "text": reply.text,
            "html": reply.html,
            "figures": [
                {"value": f.value, "unit": f.unit, "year": f.year, "measure": f.measure, "subject": f.subject}
                for f in reply.figures
            ],
            "choices": list(reply.choices),
            "sources": [{"programme": source.programme, "table": source.table} for source in reply.sources],
            "elapsed_ms": round(elapsed, 3),
        }
    )


def _damaged(error: sqlite3.DatabaseError) -> str:
    return f"The knowledge base is damaged ({error}). Build it anew: python -m knowledge build"
